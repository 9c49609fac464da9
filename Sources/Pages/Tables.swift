/// A column of a table.
public struct Column: Sendable {
    public enum Kind: Sendable { case text, number, date }
    public enum Order: String, Sendable { case ascending, descending }

    public var title: String
    public var kind: Kind
    /// Where pressing the header leads: the same list in another order.
    public var sortHref: String?
    /// The order the list is in by this column now.
    public var order: Order?
    /// The header is read out and not shown: for a column of links.
    public var isHidden: Bool

    public init(
        _ title: String, _ kind: Kind = .text, sortHref: String? = nil, order: Order? = nil, isHidden: Bool = false
    ) {
        self.title = title
        self.kind = kind
        self.sortHref = sortHref
        self.order = order
        self.isHidden = isHidden
    }
}

/// A row of cells. Writes as an array: `["\(name)", tag("Late", .red), "\(count)"]`.
public struct Row: Sendable, ExpressibleByArrayLiteral {
    public var cells: [HTML]
    /// Marked as changed; say in a cell what changed.
    public var isNew = false
    public var id: String?

    public init(_ cells: [HTML], id: String? = nil, isNew: Bool = false) {
        self.cells = cells
        self.id = id
        self.isNew = isNew
    }

    public init(arrayLiteral cells: HTML...) { self.cells = cells }
}

/// A table in a named region that scrolls by itself when the window is narrow.
/// - Parameters:
///   - caption: unique on the page; it names the region too.
///   - rowHeader: the column whose cells head their rows; nil where none does.
///   - stacks: below 40rem each row becomes a block of "header: value" lines instead of scrolling.
public func table(
    _ caption: String, hideCaption: Bool = false, columns: [Column], rows: [Row], foot: Row? = nil,
    rowHeader: Int? = 0, stacks: Bool = false
) -> HTML {
    // A table laid out as blocks is no table to a screen reader unless its roles are written down.
    let group = stacks ? "rowgroup" : nil
    let cells = columns.enumerated().map { CellTags($1, isHeader: $0 == rowHeader, stacks) }
    return """
    <div class="gv-scroll" role="region"\(attribute: "aria-label", caption) tabindex="0">
    <table\(class: "gv-table", stacks ? "gv-stacks" : nil)\(attribute: "role", stacks ? "table" : nil)>
    <caption\(class: hideCaption ? "gv-hidden" : nil)>\(caption)</caption>
    <thead\(attribute: "role", group)><tr\(attribute: "role", stacks ? "row" : nil)>\
    \(each: columns, { headerCell($0, stacks) })</tr></thead>
    <tbody\(attribute: "role", group)>\(each: rows, { tableRow($0, cells, stacks) })</tbody>\
    \(with: foot, { "<tfoot\(attribute: "role", group)>\(tableRow($0, cells, stacks))</tfoot>" })
    </table>
    </div>
    """
}

private func headerCell(_ column: Column, _ stacks: Bool) -> HTML {
    let role = stacks ? "columnheader" : nil
    let kind = column.kind == .number ? "gv-number" : nil
    let name: HTML = column.isHidden ? "<span class=\"gv-hidden\">\(column.title)</span>" : "\(column.title)"
    guard let href = column.sortHref else {
        return "<th scope=\"col\"\(attribute: "role", role)\(class: kind)>\(name)</th>"
    }
    let sign: HTML = column.order == .ascending ? "▲" : column.order == .descending ? "▼" : "↕"
    return """
        <th scope="col"\(attribute: "role", role)\(class: kind)\(attribute: "aria-sort", column.order?.rawValue)>\
        <a class="gv-sort"\(href: href)>\(name) <span aria-hidden="true">\(sign)</span></a></th>
        """
}

/// What stands before and after each cell of a column: made once a table, because a list has many rows.
private struct CellTags {
    let open: HTML
    let close: HTML

    init(_ column: Column, isHeader: Bool, _ stacks: Bool) {
        let kind: String? = switch column.kind {
        case .text: nil
        case .number: "gv-number"
        case .date: "gv-day"
        }
        let label = stacks ? column.title : nil
        if isHeader {
            open = """
                <th scope="row"\(attribute: "role", stacks ? "rowheader" : nil)\(class: kind)\
                \(attribute: "data-label", label)>
                """
            close = "</th>"
        } else {
            open = "<td\(attribute: "role", stacks ? "cell" : nil)\(class: kind)\(attribute: "data-label", label)>"
            close = "</td>"
        }
    }
}

private func tableRow(_ row: Row, _ tags: [CellTags], _ stacks: Bool) -> HTML {
    var html: HTML = """
        <tr\(attribute: "role", stacks ? "row" : nil)\(attribute: "id", row.id)\(class: row.isNew ? "gv-row-new" : nil)>
        """
    html.reserve(row.cells.reduce(row.cells.count * 64) { $0 + $1.utf8.count })
    for (cell, tag) in zip(row.cells, tags) {
        html += tag.open
        html += cell
        html += tag.close
    }
    html += "</tr>\n"
    return html
}

/// Where in the list the reader is, and the way to its other pages.
/// - Parameters:
///   - page: counts from 1.
///   - noun: what is counted, in the plural: "actions".
public func pagination(
    page: Int, size: Int, total: Int, isMore: Bool = false, noun: String, href: (Int) -> String
) -> HTML {
    let last = max(1, (total + size - 1) / size)
    let from = total == 0 ? 0 : (page - 1) * size + 1
    let words: HTML = "<p>Showing \(from) to \(min(page * size, total)) of \(if: isMore, "more than ")\(grouped(total)) \(noun)</p>"
    guard last > 1 else { return "<div class=\"gv-pagination\">\(words)</div>" }
    let numbers = Set([1, page - 1, page, page + 1, last]).filter { $0 >= 1 && $0 <= last }.sorted()
    var items = HTML()
    var before = 0
    for number in numbers {
        if number > before + 1 { items += "<li class=\"gv-gap\"><span aria-hidden=\"true\">…</span></li>" }
        items += """
            <li><a\(href: href(number))\(attribute: "aria-current", number == page ? "page" : nil)>\
            <span class="gv-hidden">Page </span>\(number)</a></li>
            """
        before = number
    }
    return """
        <nav class="gv-pagination" aria-label="Pages">\(words)<ul>\
        \(if: page > 1, "<li><a rel=\"prev\"\(href: href(page - 1))>Previous\(hiddenText(" page"))</a></li>")\
        \(items)\
        \(if: page < last, "<li><a rel=\"next\"\(href: href(page + 1))>Next\(hiddenText(" page"))</a></li>")\
        </ul></nav>
        """
}

/// 12418 as "12,418".
public func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
        digits.insert(",", at: index)
        index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
}
