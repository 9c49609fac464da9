import Documents

/// One line of a plan without a table.
struct OutlineLine {
    var row: Int
    var column: Int?
    var line: CellLine
    /// The heading's level; nil for text and bullets.
    var level: Int?

    var text: String { line.text }

    static func all(of source: ImportSource) -> [OutlineLine] {
        source.items.flatMap { item -> [OutlineLine] in
            switch item {
            case .line(let paragraph, let line):
                var level: Int?
                if case .heading(let given) = paragraph.role { level = given }
                return [OutlineLine(row: paragraph.row, line: line, level: level)]
            case .table(let table):
                return table.rows.flatMap(\.filled).flatMap { cell in
                    cell.lines.map { OutlineLine(row: cell.row, column: cell.column, line: $0) }
                }
            }
        }
    }
}

/// Which headings are themes and which objectives.
struct OutlineShape {
    enum Rank { case theme, objective, action }

    let title: Int?
    let hasLegend: Bool
    private var ranks: [Int: Rank] = [:]

    init(_ lines: [OutlineLine], _ levels: LevelReader) {
        hasLegend = lines.contains { LegendReading.isHeading($0.text) }
        let firstHeading = lines.firstIndex { $0.level != nil }
        let title = Self.title(lines, firstHeading)
        self.title = title
        let used = Set(
            lines.enumerated().compactMap { place, line in
                place == title || Self.label(line) != nil ? nil : line.level
            }
        ).sorted()
        if used.count == 1, let only = used.first {
            let judges = lines.contains { line in
                OutlineLabel.whole(line.text)?.contains { $0.field != .action && !levels.levels(in: $0.value).isEmpty }
                    ?? false
            }
            ranks[only] = judges ? .objective : .theme
        } else {
            for (place, level) in used.enumerated() {
                ranks[level] = place == 0 ? .theme : place == 1 ? .objective : .action
            }
        }
    }

    func rank(_ line: OutlineLine) -> Rank? {
        let first = Words.of(line.text).first ?? ""
        if ["theme", "strand", "pillar", "priority"].contains(first) { return .theme }
        if ["objective", "aim"].contains(first) { return .objective }
        return line.level.flatMap { ranks[$0] }
    }

    /// "Actions" above bullets is no objective but says what follows.
    func sectionField(_ line: OutlineLine) -> ColumnMap.Field? { Self.label(line) }

    private static func label(_ line: OutlineLine) -> ColumnMap.Field? {
        let isLabel = line.level != nil || line.line.depth == 0 && line.text.hasSuffix(":")
        guard isLabel, let match = HeadingWords.match(line.text), match.confidence >= 98 else { return nil }
        return match.field
    }

    private static func title(_ lines: [OutlineLine], _ firstHeading: Int?) -> Int? {
        let isPlan = { (line: OutlineLine) in
            let words = Words.of(line.text)
            return words.count <= 25 && words.contains { ["plan", "strategy", "programme", "framework"].contains($0) }
        }
        let top = lines.prefix(8).firstIndex { $0.line.depth == 0 && isPlan($0) }
        if let top { return top }
        guard let firstHeading, let level = lines[firstHeading].level else { return nil }
        // A first heading that stands alone on the highest level is the title.
        let isAlone = lines.count { $0.level.map { $0 <= level } ?? false } == 1
        return isAlone ? firstHeading : nil
    }
}
