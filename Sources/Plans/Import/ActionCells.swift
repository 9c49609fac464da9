/// Places the cells that say something of an action: who, when, how far, to what end.
extension PlanReader {
    mutating func placeReference(_ cell: ImportCell, _ turn: Turn) {
        if turn.hasObjective, !turn.objectiveIsRepeat, !turn.objectiveContinues, let objective {
            plan.objectives[objective].reference.addLine(cell.text)
            account(cell, .objective, field: "reference", id: objective)
        } else if let action, turn.madeAction {
            plan.actions[action].reference.addLine(cell.text)
            account(cell, .action, field: "reference", id: action)
        } else {
            attachWithoutAction(cell, .reference)
        }
    }

    mutating func placeLead(_ cell: ImportCell, _ turn: Turn) {
        guard let action = target(turn) else { return attachWithoutAction(cell, .lead) }
        if !belongs(turn) {
            noteNoAction(cell, "was added to the leads of the action above")
        }
        if turn.actionContinues, turn.isTop {
            drafts[action].lead.goOn(with: cell.lines)
        } else {
            drafts[action].lead += cell.lines
        }
        drafts[action].leadColumn = cell.column
        account(cell, .action, field: "lead", id: action)
    }

    mutating func placeDeadline(_ cell: ImportCell, _ field: ColumnMap.Field, _ turn: Turn) {
        guard let action = target(turn) else { return attachWithoutAction(cell, field) }
        guard belongs(turn) || drafts[action].deadline.isEmpty else {
            noteNoAction(cell, "was kept as a note of the action above")
            plan.actions[action].notes.append(cell.text)
            return account(cell, .action, field: "note", id: action)
        }
        if !belongs(turn) {
            noteNoAction(cell, "was taken as the deadline of the action above")
        }
        drafts[action].deadline += cell.lines
        drafts[action].isTimeframe = field == .timeframe
        drafts[action].deadlineRow = cell.row
        drafts[action].deadlineColumn = cell.column
        account(cell, .action, field: "deadline", id: action)
    }

    mutating func placeNote(_ cell: ImportCell, _ field: ColumnMap.Field, _ turn: Turn) {
        guard let action = target(turn) else { return attachWithoutAction(cell, field) }
        let isRest = turn.isRestOfRow && !turn.madeAction && Letters.beginsSmall(cell.text)
        if isRest, let last = plan.actions[action].notes.indices.last {
            plan.actions[action].notes[last] += " " + cell.text
        } else {
            plan.actions[action].notes.append(cell.text)
            if !belongs(turn), !turn.addsOnlyNotes {
                noteNoAction(cell, "was added to the progress of the action above")
            }
        }
        account(cell, .action, field: "note", id: action)
    }

    mutating func placeOutcome(_ cell: ImportCell, _ turn: Turn) {
        if let action = target(turn) {
            plan.actions[action].outcome.addLine(cell.text)
            account(cell, .action, field: "outcome", id: action)
        } else if let objective {
            plan.objectives[objective].outcome.addLine(cell.text)
            account(cell, .objective, field: "outcome", id: objective)
        } else {
            attachWithoutAction(cell, .outcome)
        }
    }

    /// A lead or deadline merged over several rows holds for the action of each.
    mutating func carryMerged(_ row: ImportRow, _ turn: Turn) {
        guard turn.madeAction, let action, action > 0 else { return }
        for cell in row.cells where cell.continuesAbove {
            switch map.field(at: cell.column) {
            case .lead where drafts[action].lead.isEmpty:
                drafts[action].lead = drafts[action - 1].lead
                drafts[action].leadColumn = cell.column
            case .deadline where drafts[action].deadline.isEmpty, .timeframe where drafts[action].deadline.isEmpty:
                drafts[action].deadline = drafts[action - 1].deadline
                drafts[action].isTimeframe = drafts[action - 1].isTimeframe
            default:
                continue
            }
        }
    }

    private mutating func noteNoAction(_ cell: ImportCell, _ what: String) {
        note(cell.row, cell.column, "There is no action in this row. \u{201C}\(cell.line)\u{201D} \(what).")
    }

    /// The action that a cell of this row speaks of.
    private func target(_ turn: Turn) -> Int? {
        guard let action else { return nil }
        return plan.actions[action].objective == objective ? action : nil
    }

    /// True where the row itself says so.
    private func belongs(_ turn: Turn) -> Bool {
        turn.madeAction || turn.actionContinues || turn.actionContinuesAbove || turn.isRestOfRow && turn.isTop
    }

    /// Without an action the words are kept with the objective, named by their column.
    private mutating func attachWithoutAction(_ cell: ImportCell, _ field: ColumnMap.Field) {
        guard let objective else { return warn(cell, "belongs to no objective or action") }
        if field == .notes {
            plan.objectives[objective].notes.append(cell.text)
            return account(cell, .objective, field: "note", id: objective)
        }
        plan.objectives[objective].notes.append(field.name + ": " + cell.text)
        note(
            cell.row, cell.column,
            "There is no action here. \u{201C}\(cell.line)\u{201D} was kept as a note of the objective.")
        account(cell, .objective, field: "note", id: objective)
    }

    /// A line below a row that goes on with its last cell, as text copied out of a PDF breaks. False where there is
    /// none.
    mutating func append(_ line: CellLine, toLastCellAt row: Int) -> Bool {
        guard let last = plan.accounting.last, last.row == row - 1, last.place == .action,
            let id = last.id, let action = plan.actions.indices.contains(id) ? id : nil
        else { return false }
        switch last.field {
        case "note":
            guard let place = plan.actions[action].notes.indices.last else { return false }
            plan.actions[action].notes[place] += " " + line.text
        case "lead": drafts[action].lead.goOn(with: [line])
        case "deadline": drafts[action].deadline.goOn(with: [line])
        case "outcome": plan.actions[action].outcome += " " + line.text
        default: drafts[action].lines.goOn(with: [line])
        }
        lastRow = row
        account(row, nil, line.text, .action, field: last.field, id: action)
        note(row, nil, "Joined to the row above, as its text goes on here.")
        return true
    }
}

extension String {
    mutating func addLine(_ line: String) { self = isEmpty ? line : self + "\n" + line }
}
