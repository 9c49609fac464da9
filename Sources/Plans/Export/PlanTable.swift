import Documents

/// Draws a plan as headings and tables.
struct PlanTable {
    private let plan: PlanDocument
    private let columns: PlanColumns
    private let isPaper: Bool
    private let leads: LeadWriting
    private let levels: LevelWriting

    /// Says that nothing is said, so that a row never looks like the rest of the one above.
    private static let nothing = "–"

    init(_ plan: PlanDocument, _ layout: PlanLayout, isPaper: Bool) {
        let plan = plan.tidied
        self.plan = plan
        self.isPaper = isPaper
        columns = PlanColumns(plan, layout, isPaper: isPaper)
        leads = LeadWriting(plan)
        levels = LevelWriting(plan.scale)
    }

    /// Introduction, the plan's table or tables, and the legend.
    var blocks: [Block] {
        var blocks = plan.introduction.map { Block.paragraph(Paragraph($0, row: 0)) }
        if isPaper {
            for theme in plan.themes {
                if !theme.isNone { blocks.append(.paragraph(Paragraph(theme.heading, role: .heading(level: 1), row: 0))) }
                for line in PlanWords.lines(theme.purpose) {
                    blocks.append(.paragraph(Paragraph(line, row: 0, isItalic: true)))
                }
                blocks.append(.table(table(theme.isNone ? "Plan" : theme.heading, rows(theme))))
            }
        }
        if !isPaper || plan.themes.isEmpty { blocks.append(.table(table("Plan", plan.themes.flatMap(rows)))) }
        if !leads.legend.isEmpty {
            if isPaper { blocks.append(.paragraph(Paragraph("Legend", role: .heading(level: 1), row: 0))) }
            blocks.append(.table(legend))
        }
        return blocks
    }

    private var legend: Table {
        let rows = [["Abbreviation", "Post"]] + leads.legend.map { [$0.abbreviation, $0.title] }
        return Table(name: "Legend", rows: rows.enumerated().map { number, texts in
            Row(number: number + 1, isHeader: number == 0, cells: texts.enumerated().map { place, text in
                Cell(column: place + 1, paragraphs: [Paragraph(text, row: number + 1)])
            })
        })
    }

    private typealias Draft = [PlanColumn: [Paragraph]]

    private func table(_ name: String, _ rows: [Draft]) -> Table {
        var heading = Draft()
        for column in columns.columns { heading[column] = Self.paragraphs(columns.headings[column] ?? "") }
        return Table(name: name, rows: ([heading] + rows).enumerated().map { number, draft in
            var cells: [Cell] = []
            for (place, column) in columns.columns.enumerated() {
                guard let paragraphs = draft[column], !paragraphs.isEmpty else { continue }
                cells.append(Cell(column: place + 1, paragraphs: paragraphs))
            }
            return Row(number: number + 1, isHeader: number == 0, cells: cells)
        })
    }

    private static func paragraphs(_ text: String) -> [Paragraph] {
        PlanWords.lines(text).map { Paragraph($0, row: 0) }
    }

    // MARK: rows

    private func rows(_ theme: PlanDocument.Theme) -> [Draft] {
        var rows: [Draft] = []
        for action in theme.actions { add(action, under: nil, Draft(), to: &rows) }
        for objective in theme.objectives { add(objective, to: &rows) }
        guard columns.columns.contains(.theme) else { return rows }
        if rows.isEmpty { rows = [Draft()] }
        for place in rows.indices {
            if !theme.isNone { rows[place][.theme] = Self.paragraphs(theme.heading) }
        }
        rows[0][.purpose] = Self.paragraphs(theme.purpose)
        return rows
    }

    /// The first action stands beside its objective, unless the objective has something to say that a row keeps for its
    /// action.
    private func add(_ objective: PlanDocument.Objective, to rows: inout [Draft]) {
        var row = Draft()
        row[.objective] = Self.paragraphs(objective.text)
        row[.level] = objective.levels.map { Paragraph(levels.words($0), row: 0) }
        if columns.columns.contains(.level), objective.levels.isEmpty { row[.level] = Self.paragraphs(Self.nothing) }
        row[.improvement] = Self.paragraphs(objective.improvement)
        let first = objective.actions.first
        let standsAlone =
            first == nil || !objective.outcome.isEmpty || !objective.notes.isEmpty || !objective.reference.isEmpty
            || !(first?.reference.isEmpty ?? true)
        guard standsAlone else {
            for (place, action) in objective.actions.enumerated() {
                add(action, under: objective, place == 0 ? row : Draft(), to: &rows)
            }
            return
        }
        row[.reference] = Self.paragraphs(objective.reference)
        row[.outcome] = Self.paragraphs(objective.outcome)
        row[.notes] = objective.notes.first.map(Self.paragraphs)
        rows.append(filled(row))
        for note in objective.notes.dropFirst() {
            rows.append(filled([.objective: Self.paragraphs(objective.text), .notes: Self.paragraphs(note)]))
        }
        for action in objective.actions { add(action, under: objective, Draft(), to: &rows) }
    }

    /// The action with its first note; each further note in a row of its own below.
    private func add(
        _ action: PlanDocument.Action, under objective: PlanDocument.Objective?, _ start: Draft, to rows: inout [Draft]
    ) {
        var row = start
        // On paper an objective is written once; a sheet is sorted and filtered, and each row says all.
        if row[.objective] == nil, let objective, !isPaper || !action.reference.isEmpty {
            row[.objective] = Self.paragraphs(objective.text)
        }
        row[.reference] = Self.paragraphs(action.reference)
        row[.action] = text(of: action)
        row[.lead] = leads.lines(action).map { Paragraph($0, row: 0) }
        row[.deadline] = Self.paragraphs(action.deadline)
        row[.outcome] = Self.paragraphs(TimeWriting.outcome(action, columns.takesTimesApart))
        let notes = TimeWriting.notes(action, columns.takesTimesApart)
        row[.progress] = notes.first.map(Self.paragraphs)
        if row[.lead]?.isEmpty ?? true { row[.lead] = Self.paragraphs(Self.nothing) }
        rows.append(row)
        for note in notes.dropFirst() {
            var further: Draft = [.progress: Self.paragraphs(note)]
            if let objective { further[.objective] = Self.paragraphs(objective.text) }
            rows.append(filled(further))
        }
    }

    /// A row with one cell would be a heading, or the rest of the row above.
    private func filled(_ row: Draft) -> Draft {
        guard row.values.count(where: { !$0.isEmpty }) < 2 else { return row }
        var row = row
        row[.lead] = Self.paragraphs(Self.nothing)
        return row
    }

    // MARK: an action's cell

    private func text(of action: PlanDocument.Action) -> [Paragraph] {
        let lettered = action.steps.enumerated().allSatisfy { place, step in
            !step.label.isEmpty && step.label.lowercased().contains(Self.letter(place))
        }
        let text = Self.paragraphs(action.text)
        guard !action.steps.isEmpty else { return text }
        if lettered, action.steps.count > 1 {
            return text + action.steps.map { Paragraph("\($0.label) \($0.text)", row: 0) }
        }
        let bullets = action.steps.map { step in
            Paragraph(
                step.label.isEmpty ? step.text : "\(step.label) \(step.text)", role: .bullet(depth: step.depth), row: 0)
        }
        // A cell of bullets alone is read as an action named after the first: as it was when it came in.
        if action.steps.count > 1, action.steps[0].text == action.text, action.steps[0].label.isEmpty { return bullets }
        return text + bullets
    }

    private static func letter(_ place: Int) -> String { place < 26 ? String(UnicodeScalar(UInt8(0x61 + place))) : "?" }
}
