/// A colour of a chart. Tones are for judgements; series for everything else, in this order, at most four.
public enum Fill: Sendable, Equatable {
    case tone(Tone)
    /// 1 to 4.
    case series(Int)

    var className: String {
        switch self {
        case .tone(let tone): "gv-fill-\(tone.rawValue)"
        case .series(let number): "gv-fill-\(min(max(number, 1), 4))"
        }
    }
}

/// A chart: the finding as its headline, the drawing, its numbers as a table, and the way to the data.
/// - Parameters:
///   - id: unique on the page.
///   - headline: what the chart says, in ten words or fewer.
///   - subtitle: measure, place and period.
///   - height: of the drawing, in em. Widths are percentages: text keeps its size in a narrow window.
public func figure(
    id: String, headline: String, subtitle: String, height: String, drawing: HTML, key: HTML = HTML(), table: HTML,
    data: Link? = nil
) -> HTML {
    """
    <figure class="gv-chart"\(attribute: "aria-labelledby", id + "-headline")>
    <figcaption><p class="gv-chart-headline"\(attribute: "id", id + "-headline")>\(headline)</p>\
    <p>\(subtitle)</p></figcaption>
    \(key)<svg role="img" width="100%"\(attribute: "height", height + "em")\
    \(attribute: "aria-labelledby", "\(id)-title \(id)-desc")>\
    <title\(attribute: "id", id + "-title")>\(headline)</title>\
    <desc\(attribute: "id", id + "-desc")>\(subtitle). The table after the chart has the same numbers.</desc>\
    \(drawing)</svg>
    \(table)
    \(with: data, { "<p><a\(href: $0.href)>\($0.text)</a></p>" })
    </figure>
    """
}

/// One bar.
public struct Bar: Sendable {
    public var label: String
    public var value: Int
    /// What stands at the bar's end when that is more than its number: "142 of 180".
    public var words: String?

    public init(_ label: String, _ value: Int, words: String? = nil) {
        self.label = label
        self.value = value
        self.words = words
    }

    var shown: String { words ?? grouped(value) }
}

/// Horizontal bars of one colour, in the order given, from 0.
/// - Parameters:
///   - labelTitle: head of the table's first column.
///   - valueTitle: head of its second.
///   - limit: the value of a whole width, as 100 for percentages; nil takes the longest bar.
///   - target: a dashed line with its words.
public func bars(
    id: String, headline: String, subtitle: String, labelTitle: String, valueTitle: String, _ rows: [Bar],
    limit: Int? = nil, target: Bar? = nil, data: Link? = nil
) -> HTML {
    let scale = max(limit ?? 0, rows.map(\.value).max() ?? 0, target?.value ?? 0, 1)
    var drawing = HTML()
    var top = Tenths(0)
    if let target {
        drawing += ChartText.label("\(target.label): \(target.shown), dashed line", at: top, className: "gv-words-line")
        top = top + Tenths(17)
    }
    for row in rows {
        drawing += ChartText.label(row.label, at: top)
        let valueLine = ChartText.lineForEnd(row.shown, after: row.label)
        let baseline = top + Tenths(valueLine * 13 + 10)
        drawing += "<text class=\"gv-end\" x=\"100%\" y=\"\(baseline.em)\">\(row.shown)</text>"
        let barTop = top + Tenths((valueLine + 1) * 13 + 2)
        let width = ChartText.percent(row.value, of: scale)
        if row.value > 0 {
            drawing += rectangle(.series(1), x: "0", y: barTop, width: width)
        }
        if let target {
            let x = ChartText.percent(target.value, of: scale)
            let end = barTop + Tenths(14)
            drawing += "<line class=\"gv-target-line\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(barTop.em)\" y2=\"\(end.em)\"/>"
        }
        top = barTop + Tenths(13 + 9)
    }
    let numbers = table(
        subtitle, hideCaption: true, columns: [Column(labelTitle), Column(valueTitle, .number)],
        rows: rows.map { ["\($0.label)", "\($0.shown)"] })
    return figure(
        id: id, headline: headline, subtitle: subtitle, height: top.number, drawing: drawing, table: numbers,
        data: data)
}

/// A part that every stacked bar is divided into.
public struct Series: Sendable {
    public var name: String
    public var fill: Fill

    public init(_ name: String, _ fill: Fill) {
        self.name = name
        self.fill = fill
    }
}

/// One stacked bar: as many counts as there are series.
public struct Stack: Sendable {
    public var label: String
    public var counts: [Int]

    public init(_ label: String, _ counts: [Int]) {
        self.label = label
        self.counts = counts
    }
}

/// Horizontal stacked bars of counts. Each bar's counts stand over it in words, so that no colour has to be told apart.
public func stackedBars(
    id: String, headline: String, subtitle: String, labelTitle: String, series: [Series], _ rows: [Stack],
    data: Link? = nil
) -> HTML {
    let scale = max(rows.map { $0.counts.reduce(0, +) }.max() ?? 0, 1)
    var drawing = HTML()
    var top = Tenths(0)
    for row in rows {
        drawing += ChartText.label(row.label, at: top)
        let wordsTop = top + Tenths(ChartText.lines(row.label).count * 13)
        let words = stackWords(row, series)
        drawing += ChartText.label(words, at: wordsTop, className: "gv-words-line")
        let barTop = wordsTop + Tenths(ChartText.lines(words).count * 13 + 2)
        var before = 0
        for (index, count) in row.counts.enumerated() where count > 0 && index < series.count {
            let x = ChartText.percent(before, of: scale)
            let width = ChartText.percent(count, of: scale)
            drawing += rectangle(series[index].fill, x: x, y: barTop, width: width)
            before += count
        }
        top = barTop + Tenths(before > 0 ? 13 + 9 : 7)
    }
    let columns = [Column(labelTitle)] + series.map { Column($0.name, .number) } + [Column("All", .number)]
    let numbers = table(
        subtitle, hideCaption: true, columns: columns,
        rows: rows.map { row in
            Row(["\(row.label)"] + row.counts.map { "\(grouped($0))" } + ["\(grouped(row.counts.reduce(0, +)))"])
        })
    return figure(
        id: id, headline: headline, subtitle: subtitle, height: top.number, drawing: drawing, key: key(series),
        table: numbers, data: data)
}

/// "5 red, 8 amber"; parts without a count are left out.
private func stackWords(_ row: Stack, _ series: [Series]) -> String {
    let parts = zip(row.counts, series).filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1.name.lowercased())" }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
}

private func rectangle(_ fill: Fill, x: String, y: Tenths, width: String) -> HTML {
    "<rect class=\"gv-bar \(fill.className)\" x=\"\(x)\" y=\"\(y.em)\" width=\"\(width)\" height=\"1.3em\"/>"
}

private func key(_ series: [Series]) -> HTML {
    """
    <ul class="gv-key" aria-label="Key">\(each: series, {
        """
        <li><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">\
        <rect class="gv-bar \($0.fill.className)" x="1" y="1" width="14" height="14"/></svg>\($0.name)</li>
        """
    })</ul>
    """
}
