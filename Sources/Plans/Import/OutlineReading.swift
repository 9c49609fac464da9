import Documents

/// Reads a plan that is laid out as headings and bullets: headings are themes and objectives, bullets actions, bullets
/// below them steps, and lines such as "Lead: …" say more of the action above.
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
                plan.legend.append(
                    .init(abbreviation: entry.abbreviation, title: entry.title, post: nil, row: line.row))
                account(line.row, line.column, line.text, .legend, id: plan.legend.count - 1)
            } else if LegendReading.isHeading(line.text) {
                keepAsFurniture(line.text)
                account(line.row, line.column, line.text, .furniture)
            } else if let field = outline.sectionField(line) {
                section = field
                keepLabel(line.text, line)
            } else if let labels = OutlineLabel.whole(line.text) {
                say(labels, line)
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
            let heading =
                ThemeHeading.read([line.line], isWide: true)
                ?? ThemeHeading(reference: "", title: line.text, purpose: "")
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
        say(labels, line)
    }

    private mutating func say(_ labels: [OutlineLabel], _ line: OutlineLine) {
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
            row: line.row, column: line.column ?? 0, span: 1, continuesAbove: false, lines: [CellLine(text: words.text)]
        )
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
