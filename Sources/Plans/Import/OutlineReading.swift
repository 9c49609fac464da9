import Documents

/// Reads a plan that is laid out as headings and bullets: headings are themes and objectives, bullets actions, bullets below
/// them steps, and lines such as "Lead: …" say more of the action above.
extension PlanReader {
    mutating func readOutline(_ source: ImportSource) {
        let lines = OutlineLine.all(of: source)
        let outline = OutlineShape(lines, levels)
        var section: ColumnMap.Field?
        for (place, line) in lines.enumerated() {
            if isFurniture(line.text), line.level == nil {
                keepAsFurniture(line.text)
                account(line.row, line.column, line.text, .furniture)
            } else if place == outline.title {
                plan.title = line.text
                account(line.row, line.column, line.text, .title)
                markSeen(line.text)
            } else if let entry = LegendReading.entry(line.text), outline.hasLegend {
                plan.legend.append(.init(abbreviation: entry.abbreviation, title: entry.title, post: nil, row: line.row))
                account(line.row, line.column, line.text, .legend, id: plan.legend.count - 1)
            } else if LegendReading.isHeading(line.text) {
                keepAsFurniture(line.text)
                account(line.row, line.column, line.text, .furniture)
            } else if let field = outline.sectionField(line) {
                section = field
                keepLabel(line.text, line)
            } else if let label = OutlineLabel.read(line.text) {
                keepLabel(label.label, line)
                say(label.field, CellLine(text: label.value), line)
            } else if line.level != nil, let rank = outline.rank(line) {
                section = nil
                startHeading(rank, line)
            } else {
                readText(line, section)
            }
        }
    }

    private mutating func startHeading(_ rank: OutlineShape.Rank, _ line: OutlineLine) {
        switch rank {
        case .theme:
            let heading = ThemeHeading.read([line.line], isWide: true) ?? ThemeHeading(reference: "", title: line.text, purpose: "")
            startTheme(heading, line.row)
            account(line.row, line.column, line.text, .theme, field: "title", id: theme)
        case .objective:
            say(.objective, line.line, line)
        case .action:
            say(.action, line.line, line)
        }
    }

    private mutating func readText(_ line: OutlineLine, _ section: ColumnMap.Field?) {
        if let section, section != .action, section != .objective { return say(section, line.line, line) }
        if line.line.depth == 1 || section == .action && line.line.depth == 0 { return startBullet(line) }
        if line.line.depth > 1, let action {
            drafts[action].lines.append(CellLine(text: line.text, depth: line.line.depth - 1))
            return account(line.row, line.column, line.text, .action, field: "text", id: action)
        }
        if line.line.depth > 1 { return startBullet(line) }
        if action != nil { return say(.notes, line.line, line) }
        if objective != nil { return say(.improvement, line.line, line) }
        if let theme {
            plan.themes[theme].purpose.addLine(line.text)
            return account(line.row, line.column, line.text, .theme, field: "purpose", id: theme)
        }
        plan.introduction.append(line.text)
        account(line.row, line.column, line.text, .introduction)
    }

    /// "Publish a statement (Lead: HSSC; Deadline: 31/03/18)" says more than the action.
    private mutating func startBullet(_ line: OutlineLine) {
        let (text, labels) = OutlineLabel.split(line.text)
        say(.action, CellLine(text: text), line)
        for label in labels {
            keepLabel(label.label, line)
            say(label.field, CellLine(text: label.value), line)
        }
    }

    private mutating func keepLabel(_ label: String, _ line: OutlineLine) {
        if !plan.headings.contains(label) { plan.headings.append(label) }
        account(line.row, line.column, label, .heading)
    }

    /// Words that say something of the objective or action at hand.
    private mutating func say(_ field: ColumnMap.Field, _ words: CellLine, _ line: OutlineLine) {
        let cell = ImportCell(
            row: line.row, column: line.column ?? 0, span: 1, continuesAbove: false, lines: [CellLine(text: words.text)])
        placeSaid(field, cell)
        // A line outside tables has no column.
        guard line.column == nil else { return }
        for place in plan.accounting.indices.reversed() {
            guard plan.accounting[place].column == 0 else { break }
            plan.accounting[place].column = nil
        }
        for place in plan.warnings.indices.reversed() {
            guard plan.warnings[place].column == 0 else { break }
            plan.warnings[place].column = nil
        }
    }
}

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
                OutlineLabel.read(line.text).map { !levels.levels(in: $0.value).isEmpty && $0.field != .action } ?? false
            }
            ranks[only] = judges ? .objective : .theme
        } else {
            for (place, level) in used.enumerated() { ranks[level] = place == 0 ? .theme : place == 1 ? .objective : .action }
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

/// "Lead: Head of Housing" – a label that is known as a column's heading, and what it says.
struct OutlineLabel {
    /// With its colon left off: "Lead".
    var label: String
    var field: ColumnMap.Field
    var value: String

    static func read(_ text: String) -> OutlineLabel? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let label = Tidy.trim(text[..<colon], of: " -–(")
        let value = Tidy.trim(text[text.index(after: colon)...], of: " ")
        guard !value.isEmpty, label.utf8.count <= 40, Words.of(label).count <= 4, let match = HeadingWords.match(label),
            match.confidence >= 90, match.field != .theme
        else { return nil }
        return OutlineLabel(label: label, field: match.field, value: value)
    }

    /// The text before the labels, and the labels that follow in brackets or behind a semicolon, bar or dash.
    static func split(_ text: String) -> (text: String, labels: [OutlineLabel]) {
        guard text.contains(":") else { return (text, []) }
        var pieces: [String] = []
        var piece = ""
        for character in text {
            if ";|(–—".contains(character) {
                pieces.append(piece)
                piece = String(character)
            } else {
                piece.append(character)
            }
        }
        pieces.append(piece)
        var kept = ""
        var labels: [OutlineLabel] = []
        for piece in pieces {
            let inner = Tidy.trim(piece, of: " ;|(–—")
            if var label = read(labels.isEmpty ? inner : Tidy.trim(inner, of: ")")), !kept.isEmpty {
                if piece.hasPrefix("(") || labels.isEmpty { label.value = Tidy.trim(label.value, of: " )") }
                labels.append(label)
            } else if labels.isEmpty {
                kept += piece
            } else {
                labels[labels.count - 1].value += piece
            }
        }
        return (Tidy.trim(kept, of: " ;|(–—"), labels)
    }
}
