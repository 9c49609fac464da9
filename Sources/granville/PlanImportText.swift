import Documents
import Plans

/// What an import found, for a terminal.
enum PlanImportText {
    private static let mostWarnings = 40

    static func words(_ draft: ImportDraft) -> String {
        let plan = draft.plan
        var lines = ["“\(plain(draft.title))”", "Found: \(draft.found)"]
        if !plan.map.columns.isEmpty {
            lines.append("Columns")
            for (place, column) in plan.map.columns.enumerated() {
                let name = column.heading.isEmpty ? "without heading" : "“\(plain(column.heading))”"
                lines.append("  \(place + 1) \(name): \(column.field.rawValue), \(column.confidence)% sure. \(column.reason)")
            }
        }
        lines.append(plan.warnings.isEmpty ? "Nothing to look at." : "To look at: \(plan.warnings.count)")
        for warning in plan.warnings.prefix(mostWarnings) {
            let place = [warning.row.map { "row \($0)" }, warning.column.map { "column \($0)" }].compactMap { $0 }
            lines.append("  \(place.isEmpty ? "" : place.joined(separator: ", ") + ": ")\(plain(warning.message))")
        }
        if plan.warnings.count > mostWarnings { lines.append("  and \(plan.warnings.count - mostWarnings) more: see --json") }
        let statuses = draft.statuses.count
        if statuses > 0 {
            lines.append("Progress words say how \(statuses) of \(plan.actions.count) actions go: take that with --statuses")
        }
        return lines.joined(separator: "\n")
    }

    static func words(_ comparison: PlanComparison, _ plan: Plan) -> String {
        let choices = comparison.choices
        guard !choices.isEmpty else {
            return "The file says nothing that “\(plan.title)” does not hold already. There is nothing to save."
        }
        var lines = ["Against “\(plain(plan.title))”"]
        for proposal in choices {
            let row = proposal.row.map { "row \($0), " } ?? ""
            if let field = proposal.field {
                let change = "“\(plain(proposal.from))” to “\(plain(proposal.to))”"
                lines.append("  \(row)change \(field) of “\(plain(proposal.words))”: \(change)")
            } else {
                let words = proposal.to.isEmpty ? proposal.words : proposal.to
                lines.append("  \(row)add \(proposal.subject.rawValue) “\(plain(words))”")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// One line without control characters, which a terminal would obey.
    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar
        }))
    }
}
