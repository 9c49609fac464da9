/// The book that reading keeps: where each cell went, and what a person should look at.
extension PlanReader {
    mutating func account(
        _ cell: ImportCell, _ place: Accounted.Place, field: String? = nil, id: Int? = nil, isRepeat: Bool = false
    ) {
        account(cell.row, cell.column, cell.text, place, field: field, id: id, isRepeat: isRepeat)
    }

    mutating func account(
        _ row: Int, _ column: Int?, _ text: String, _ place: Accounted.Place, field: String? = nil, id: Int? = nil,
        isRepeat: Bool = false
    ) {
        plan.accounting.append(
            Accounted(row: row, column: column, text: text, place: place, field: field, id: id, isRepeat: isRepeat))
    }

    /// Something placed that a person should look at.
    mutating func note(_ row: Int?, _ column: Int?, _ message: String) {
        plan.warnings.append(.init(row: row, column: column, message: message))
    }

    /// Something not placed: its words stay in the warning. `why` ends the sentence that the words begin.
    mutating func warn(_ row: Int, _ column: Int?, _ text: String, _ why: String) {
        note(row, column, "\u{201C}\(text)\u{201D} \(why).")
        account(row, column, text, .warning, id: plan.warnings.count - 1)
    }

    mutating func warn(_ cell: ImportCell, _ why: String) { warn(cell.row, cell.column, cell.text, why) }
}
