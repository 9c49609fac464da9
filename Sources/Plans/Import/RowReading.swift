import Calendar

/// Reads the rows of the plan's table.
extension PlanReader {
    private static let order: [ColumnMap.Field] = [
        .theme, .purpose, .objective, .level, .improvement, .action, .reference, .lead, .deadline, .timeframe, .progress,
        .outcome,
        .notes, .ignore,
    ]

    mutating func read(_ row: ImportRow) {
        let filled = row.filled
        guard !filled.isEmpty else { return }
        if filled.count <= 2, readLegendBelow(row) { return }
        let isTop = isPageTop
        isPageTop = false
        if filled.count == 1, readAlone(filled[0], row) {
            isPageTop = isTop && isFurniture(filled[0].line)
            return
        }
        var turn = Turn(row, map, isBroken: isTop || filled.count == 1, isTop: isTop)
        for field in Self.order {
            for cell in filled where self.field(of: cell) == field { place(cell, field, &turn) }
        }
        carryMerged(row, turn)
    }

    /// What is known of the row while its cells are placed.
    struct Turn {
        let isBroken: Bool
        let isTop: Bool
        let hasLevel: Bool
        let hasObjective: Bool
        let hasAction: Bool
        /// The action's cell is the lower part of a merged one.
        let actionContinuesAbove: Bool
        /// Beside theme and objective, which are said again, the row holds nothing but progress: it belongs to the action
        /// above without a doubt.
        let addsOnlyNotes: Bool
        var objectiveContinues = false
        var objectiveIsRepeat = false
        var actionContinues = false
        var madeAction = false

        init(_ row: ImportRow, _ map: ColumnMap, isBroken: Bool, isTop: Bool) {
            func has(_ field: ColumnMap.Field) -> Bool {
                row.cells.contains { !$0.lines.isEmpty && map.field(at: $0.column) == field }
            }
            self.isBroken = isBroken
            self.isTop = isTop
            hasLevel = has(.level)
            addsOnlyNotes = row.filled.allSatisfy { cell in
                Self.saysNothing(cell) || [.theme, .objective, .progress, .notes].contains(map.field(at: cell.column))
            }
            hasObjective = has(.objective)
            hasAction = has(.action)
            actionContinuesAbove = row.cells.contains { $0.continuesAbove && map.field(at: $0.column) == .action }
        }

        /// A dash, as people write it where there is nothing to say.
        static func saysNothing(_ cell: ImportCell) -> Bool { cell.text.utf8.count <= 6 && Words.of(cell.text).isEmpty }

        /// Nothing in the row begins anew above the cell at hand.
        var isRestOfRow: Bool { !hasLevel && (isBroken && !hasObjective || objectiveContinues) }
    }

    private func field(of cell: ImportCell) -> ColumnMap.Field {
        map.field(at: cell.column) ?? .ignore
    }

    // MARK: rows with one cell

    private mutating func readAlone(_ cell: ImportCell, _ row: ImportRow) -> Bool {
        if isFurniture(cell.line) {
            keepAsFurniture(cell.text)
            account(cell, .furniture)
            return true
        }
        guard cell.column == 1, field(of: cell) != .theme else { return false }
        let isWide = cell.span > 1 && cell.span >= map.columns.count - 1
        return readTheme(cell.lines, cell.row, cell.column, isWide: isWide)
    }

    /// A theme's heading, or the purpose below it. False where it is neither.
    mutating func readTheme(_ lines: [CellLine], _ row: Int, _ column: Int?, isWide: Bool) -> Bool {
        let text = CellLine.joined(lines)
        if themeIsFresh, let theme, let first = lines.first,
            lines.allSatisfy(\.isItalic) || ThemeHeading.isPurpose(first.text)
        {
            let before = plan.themes[theme].purpose
            plan.themes[theme].purpose = before.isEmpty ? text : before + "\n" + text
            account(row, column, text, .theme, field: "purpose", id: theme)
            return true
        }
        guard let heading = ThemeHeading.read(lines, isWide: isWide) else { return false }
        if let theme, plan.themes[theme].title == heading.title, plan.themes[theme].reference == heading.reference {
            account(row, column, text, .theme, field: "title", id: theme, isRepeat: true)
            return true
        }
        startTheme(heading, row)
        account(row, column, text, .theme, field: "title", id: theme)
        return true
    }

    mutating func startTheme(_ heading: ThemeHeading, _ row: Int) {
        plan.themes.append(
            .init(
                id: plan.themes.count, reference: heading.reference, title: heading.title, purpose: heading.purpose,
                row: row))
        theme = plan.themes.count - 1
        themesByKey[heading.key] = theme
        objective = nil
        action = nil
        themeIsFresh = true
    }

    // MARK: cells

    private mutating func place(_ cell: ImportCell, _ field: ColumnMap.Field, _ turn: inout Turn) {
        guard !Turn.saysNothing(cell) || [.objective, .action, .deadline, .timeframe].contains(field) else {
            return account(cell, .furniture)
        }
        switch field {
        case .theme: placeTheme(cell)
        case .purpose: placePurpose(cell)
        case .objective: placeObjective(cell, &turn)
        case .level: placeLevels(cell, turn)
        case .improvement: placeImprovement(cell, turn)
        case .action: placeAction(cell, &turn)
        case .reference: placeReference(cell, turn)
        case .lead: placeLead(cell, turn)
        case .deadline, .timeframe: placeDeadline(cell, field, turn)
        case .progress, .notes: placeNote(cell, field, turn)
        case .outcome: placeOutcome(cell, turn)
        case .ignore: warn(cell, "stands in a column that was left out")
        }
    }

    /// One cell by itself, as a plan without a table says it: under the action where there is one.
    mutating func placeSaid(_ field: ColumnMap.Field, _ cell: ImportCell) {
        let row = ImportRow(number: cell.row, cells: [cell])
        var turn = Turn(row, ColumnMap(columns: []), isBroken: false, isTop: false)
        turn.madeAction = field != .action && action != nil
        var field = field
        if field == .progress, action == nil || cell.line.utf8.count <= 30, objective != nil,
            !levels.levels(in: cell.line).isEmpty
        {
            field = .level
        }
        if field == .lead || field == .deadline || field == .timeframe || field == .objective {
            turn.madeAction = action != nil
        }
        place(cell, field, &turn)
    }

    private mutating func placeTheme(_ cell: ImportCell) {
        let key = Words.key(cell.text)
        if let theme, Words.key(plan.themes[theme].reference + " " + plan.themes[theme].title) == key {
            return account(cell, .theme, field: "title", id: theme, isRepeat: true)
        }
        let heading = ThemeHeading.read(cell.lines) ?? ThemeHeading(reference: "", title: cell.text, purpose: "")
        // A file sorted by date names its themes again and again: each is one theme.
        if let known = themesByKey[heading.key] {
            theme = known
            objective = nil
            action = nil
            return account(cell, .theme, field: "title", id: known, isRepeat: true)
        }
        startTheme(heading, cell.row)
        account(cell, .theme, field: "title", id: theme)
    }

    private mutating func placePurpose(_ cell: ImportCell) {
        guard let theme else { return warn(cell, "is a purpose, but there is no theme above it") }
        let isRepeat = Words.key(plan.themes[theme].purpose) == Words.key(cell.text)
        if !isRepeat { plan.themes[theme].purpose.addLine(cell.text) }
        account(cell, .theme, field: "purpose", id: theme, isRepeat: isRepeat)
    }

    private mutating func placeObjective(_ cell: ImportCell, _ turn: inout Turn) {
        let text = cell.line
        if let objective {
            if !turn.hasLevel, Letters.beginsSmall(text), turn.isBroken || isOutOfStyle(objective) {
                turn.objectiveContinues = true
                plan.objectives[objective].text += " " + text
                let whole = plan.objectives[objective].text
                note(
                    cell.row, cell.column,
                    "Joined to the objective above, \u{201C}\(whole)\u{201D}, as its text goes on over the page.")
                return account(cell, .objective, field: "text", id: objective)
            }
            if Words.key(plan.objectives[objective].text) == Words.key(text) {
                turn.objectiveIsRepeat = true
                return account(cell, .objective, field: "text", id: objective, isRepeat: true)
            }
        }
        plan.objectives.append(
            .init(
                id: plan.objectives.count, theme: theme, reference: "", text: text, improvement: "", outcome: "",
                notes: [],
                row: cell.row))
        objective = plan.objectives.count - 1
        action = nil
        themeIsFresh = false
        account(cell, .objective, field: "text", id: objective)
    }

    /// Elsewhere than at the top of a page a small letter means the rest of a text only in a plan that writes objectives with
    /// capitals and gives each its level.
    private func isOutOfStyle(_ objective: Int) -> Bool {
        map.fields.contains(.level) && !Letters.beginsSmall(plan.objectives[objective].text)
    }

    private mutating func placeLevels(_ cell: ImportCell, _ turn: Turn) {
        guard let objective else { return warn(cell, "is a level, but there is no objective above it") }
        let found = levels.levels(in: cell.line)
        guard !found.isEmpty else { return warn(cell, "is not a level of the scale") }
        for level in found {
            if turn.objectiveIsRepeat, let same = levelAlreadyRead(level.words, of: objective) {
                account(cell.row, cell.column, level.words, .level, field: "words", id: same, isRepeat: true)
                continue
            }
            let id = plan.levels.count
            plan.levels.append(
                .init(
                    id: id, objective: objective, level: level.key, words: level.words, date: level.date, row: cell.row)
            )
            account(cell.row, cell.column, level.words, .level, field: "words", id: id)
            if let day = level.proposal {
                note(
                    cell.row, cell.column,
                    "\(level.date.words) is not a real date. \(day.long) is proposed; the words stay as written.")
            }
        }
    }

    /// The levels of the objective at hand stand at the end of the list.
    private func levelAlreadyRead(_ words: String, of objective: Int) -> Int? {
        for level in plan.levels.reversed() {
            guard level.objective == objective else { return nil }
            if level.words == words { return level.id }
        }
        return nil
    }

    private mutating func placeImprovement(_ cell: ImportCell, _ turn: Turn) {
        guard let objective else { return warn(cell, "is an improvement, but there is no objective above it") }
        let before = plan.objectives[objective].improvement
        let isRepeat = turn.objectiveIsRepeat && Words.key(before) == Words.key(cell.text)
        if !isRepeat {
            let joint = turn.isRestOfRow && Letters.beginsSmall(cell.text) ? " " : "\n"
            plan.objectives[objective].improvement = before.isEmpty ? cell.text : before + joint + cell.text
        }
        account(cell, .objective, field: "improvement", id: objective, isRepeat: isRepeat)
    }

    private mutating func placeAction(_ cell: ImportCell, _ turn: inout Turn) {
        if turn.isRestOfRow, let action, let first = cell.lines.first, Letters.beginsSmall(first.text) {
            turn.actionContinues = true
            drafts[action].lines.goOn(with: cell.lines)
            note(cell.row, cell.column, "Joined to the action above, as its text goes on over the page.")
            return account(cell, .action, field: "text", id: action)
        }
        if turn.madeAction, let action {
            drafts[action].lines += cell.lines
            return account(cell, .action, field: "text", id: action)
        }
        startAction(cell.lines, cell.row, cell.column)
        turn.madeAction = true
        account(cell, .action, field: "text", id: action)
    }

    mutating func startAction(_ lines: [CellLine], _ row: Int, _ column: Int?) {
        let id = plan.actions.count
        plan.actions.append(
            .init(
                id: id, theme: theme, objective: objective, reference: "", text: "", lead: "", posts: [],
                deadline: .notSet,
                proposal: nil, why: nil, parts: [], outcome: "", notes: [], row: row))
        drafts.append(ActionDraft(lines: lines, row: row, column: column))
        action = id
        themeIsFresh = false
    }
}

extension [CellLine] {
    /// The first of the further lines ends the sentence that the last of these began.
    mutating func goOn(with further: [CellLine]) {
        guard let first = further.first, !isEmpty, first.depth == 0 else {
            self += further
            return
        }
        self[count - 1].text += " " + first.text
        self += further.dropFirst()
    }
}
