import Calendar
import Database
import Ledger
import Log

extension PlanStore {
    /// Writes an action's own words, its leads and its steps in one change, made on `version`.
    /// - Parameter steps: a line each; a line that is there already keeps its step, with its tick.
    /// Throws `PlanProblem.changedMeanwhile` when `version` is no longer the present one.
    func edit(
        _ id: String, version: Int, title: String, outcome: String, leads: [NewLead], steps: [String], form: String,
        location: String, by actor: Actor
    ) async throws {
        try await once(.planWrite, form, "action", id, location: location, by: actor) { write in
            guard let old = try PlanReads.action(write.reader, organisation: write.organisation, id: id) else {
                throw PlanProblem.gone
            }
            guard old.version == version else { throw PlanProblem.changedMeanwhile }
            try Self.changeLeads(of: id, version: version, to: leads, in: write)
            var new = old
            new.title = title
            new.outcome = outcome
            let fields = try Self.save(new, over: old, version: nil, write) + Self.changeSteps(of: old, to: steps, write)
            write.trace(Trace("edited an action", "action", id, before: version, fields: fields))
        }
    }

    /// The fields that changed: "steps", or none.
    private static func changeSteps(of action: Action, to lines: [String], _ write: Write) throws -> [String] {
        let organisation = write.organisation
        let before = try PlanReads.steps(write.reader, organisation: organisation, actions: [action.id])[action.id] ?? []
        guard before.map(\.line) != lines else { return [] }
        var left = before
        for (position, line) in lines.enumerated() {
            if let index = left.firstIndex(where: { $0.line == line }) {
                try write.sql.execute("""
                    UPDATE step SET position = \(position)
                    WHERE organisation = \(organisation) AND id = \(left.remove(at: index).id)
                    """)
            } else {
                try insert(NewStep(title: line, depth: 1), at: position, of: action.id, write)
            }
        }
        for step in left {
            try write.sql.execute("""
                UPDATE step SET removed_at = \(write.now.milliseconds)
                WHERE organisation = \(organisation) AND id = \(step.id)
                """)
        }
        try write.sql.execute("""
            UPDATE action SET version = version + 1, updated_at = \(write.now.milliseconds)
            WHERE organisation = \(organisation) AND id = \(action.id)
            """)
        let change = FieldChange(
            field: "steps", before: before.map(\.line).joined(separator: "; "), after: lines.joined(separator: "; "))
        try insert(change, plan: action.plan, subject: action.id, write)
        return ["steps"]
    }
}
