import Accounts
import Calendar
import Database
import Log

/// The statements of undoing an import and of bringing it back. Rows go out of sight by the moment of the undoing,
/// so that bringing it back finds exactly those.
struct UndoRows {
    let write: Write
    let batch: String
    let plan: String
    let moment: Instant
    private var organisation: Int { write.organisation }
    private var at: Int64 { moment.milliseconds }

    func planIsInSight() throws -> Bool {
        try PlanReads.plan(write.reader, organisation: organisation, id: plan) != nil
    }

    func madeThePlan() throws -> Bool {
        try write.reader.count("""
            SELECT COUNT(*) FROM plan WHERE organisation = \(organisation) AND id = \(plan) AND batch = \(batch)
            """) == 1
    }

    func setState(_ state: ImportBatch.State) throws {
        let undone: Int64? = state == .undone ? write.now.milliseconds : nil
        try write.sql.execute("""
            UPDATE import_batch
            SET state = \(state.rawValue), undone_at = \(undone)
            WHERE organisation = \(organisation) AND id = \(batch)
            """)
    }

    /// - Parameter wholePlan: the import made the plan, so all of it goes, with what people added since.
    func hide(wholePlan: Bool) throws {
        if wholePlan {
            try write.sql.execute("""
                UPDATE plan SET removed_at = \(at) WHERE organisation = \(organisation) AND id = \(plan)
                """)
        }
        let brought: SQL = wholePlan ? "1 = 1" : "batch = \(batch)"
        try hide("theme", "plan = \(plan) AND \(brought)")
        try hide("objective", "plan = \(plan) AND (\(brought) OR theme IN (\(gone("theme"))))")
        try hide("level", "objective IN (\(gone("objective"))) OR batch = \(batch)")
        try hide("action", "plan = \(plan) AND (\(brought) OR objective IN (\(gone("objective"))) OR theme IN (\(gone("theme"))))")
        try hide("step", "batch = \(batch) OR action IN (\(gone("action")))")
        try hide("note", "batch = \(batch) OR subject IN (\(gone("action"))) OR subject IN (\(gone("objective")))")
    }

    private func hide(_ table: SQL, _ condition: SQL) throws {
        try write.sql.execute("""
            UPDATE \(table) SET removed_at = \(at)
            WHERE organisation = \(organisation) AND removed_at IS NULL AND (\(condition))
            """)
    }

    /// Identifiers of the plan's rows that this undoing takes out of sight.
    private func gone(_ table: SQL) -> SQL {
        "SELECT id FROM \(table) WHERE organisation = \(organisation) AND plan = \(plan) AND removed_at = \(at)"
    }

    /// What another undone import brought stays out of sight, even when both were undone at one moment.
    func show(wholePlan: Bool) throws {
        if wholePlan {
            try write.sql.execute("""
                UPDATE plan SET removed_at = NULL WHERE organisation = \(organisation) AND id = \(plan)
                """)
        }
        let objectives: SQL = "SELECT id FROM objective WHERE organisation = \(organisation) AND plan = \(plan)"
        let actions: SQL = "SELECT id FROM action WHERE organisation = \(organisation) AND plan = \(plan)"
        try show("theme", "plan = \(plan)")
        try show("objective", "plan = \(plan)")
        try show("action", "plan = \(plan)")
        try show("level", "objective IN (\(objectives))")
        try show("step", "action IN (\(actions))")
        try show("note", "subject IN (\(actions)) OR subject IN (\(objectives))")
    }

    private func show(_ table: SQL, _ condition: SQL) throws {
        try write.sql.execute("""
            UPDATE \(table) SET removed_at = NULL
            WHERE organisation = \(organisation) AND removed_at = \(at) AND (\(condition))
                AND (batch IS NULL OR batch NOT IN (
                    SELECT id FROM import_batch WHERE organisation = \(organisation) AND state = 'undone'))
            """)
    }

    /// What the history shows for fields that hold identifiers.
    func names(_ field: String, _ before: String, _ after: String) throws -> (before: String, after: String)? {
        switch field {
        case "posts":
            let posts = Dictionary(
                try PostStore.list(write.reader, organisation: organisation).map { ($0.id, $0.fullName) }) { first, _ in first }
            func words(_ ids: String) -> String {
                BringFields.leads(ids).map { posts[$0.post] ?? "" }.joined(separator: "; ")
            }
            return (words(before), words(after))
        case "theme": return (try title("theme", before), try title("theme", after))
        case "place": return (try place(before), try place(after))
        default: return nil
        }
    }

    private func place(_ value: String) throws -> String {
        let parts = value.split(separator: " ").map { String($0) }
        guard parts.count == 2 else { return "" }
        return parts[0] == "-" ? try title("theme", parts[1]) : try title("objective", parts[0])
    }

    private func title(_ table: SQL, _ id: String) throws -> String {
        try write.reader.first("SELECT title FROM \(table) WHERE organisation = \(organisation) AND id = \(id)") {
            try $0.text(0)
        } ?? ""
    }
}

/// Counts what an undoing would take out of sight.
struct UndoReads {
    let reader: Reader
    let organisation: Int
    let batch: String
    let plan: String

    private static let mostNamed = 50

    func summary(_ applied: [AppliedChange]) throws -> UndoSummary {
        var summary = UndoSummary()
        summary.isWholePlan = try reader.count("""
            SELECT COUNT(*) FROM plan WHERE organisation = \(organisation) AND id = \(plan) AND batch = \(batch)
            """) == 1
        let brought: SQL = summary.isWholePlan ? "plan = \(plan)" : "plan = \(plan) AND batch = \(batch)"
        let objectives: SQL = "SELECT id FROM objective WHERE organisation = \(organisation) AND removed_at IS NULL AND \(brought)"
        let actions: SQL = "SELECT id FROM action WHERE organisation = \(organisation) AND removed_at IS NULL AND \(brought)"
        summary.themes = try count("theme", brought)
        summary.objectives = try count("objective", brought)
        summary.actions = try count("action", brought)
        summary.levels = try count("level", "objective IN (\(objectives)) OR batch = \(batch)")
        summary.steps = try count("step", "action IN (\(actions)) OR batch = \(batch)")
        summary.notes = try count("note", "subject IN (\(objectives)) OR subject IN (\(actions)) OR batch = \(batch)")
        summary.fields = applied.count
        summary.changesSince = try reader.count("""
            SELECT COUNT(*) FROM change
            WHERE organisation = \(organisation) AND plan = \(plan) AND batch IS NULL
                AND (subject IN (\(objectives)) OR subject IN (\(actions)))
            """)
        summary.since = try levelsSince(objectives) + notesSince(objectives, actions)
        return summary
    }

    private func count(_ table: SQL, _ condition: SQL) throws -> Int {
        try reader.count("""
            SELECT COUNT(*) FROM \(table) WHERE organisation = \(organisation) AND removed_at IS NULL AND (\(condition))
            """)
    }

    private func levelsSince(_ objectives: SQL) throws -> [String] {
        try reader.rows("""
            SELECT l.level, o.title
            FROM level l
            JOIN objective o ON o.organisation = l.organisation AND o.id = l.objective
            WHERE l.organisation = \(organisation) AND l.removed_at IS NULL AND l.batch IS NULL
                AND l.objective IN (\(objectives))
            ORDER BY l.created_at DESC, l.id DESC
            LIMIT \(Self.mostNamed)
            """) { "Level \(try $0.text(0)) of “\(try $0.text(1))”" }
    }

    private func notesSince(_ objectives: SQL, _ actions: SQL) throws -> [String] {
        try reader.rows("""
            SELECT n.words, COALESCE(a.title, o.title, ''), n.kind
            FROM note n
            LEFT JOIN action a ON a.organisation = n.organisation AND a.id = n.subject
            LEFT JOIN objective o ON o.organisation = n.organisation AND o.id = n.subject
            WHERE n.organisation = \(organisation) AND n.removed_at IS NULL AND n.batch IS NULL
                AND (n.subject IN (\(objectives)) OR n.subject IN (\(actions)))
            ORDER BY n.made_at DESC, n.id DESC
            LIMIT \(Self.mostNamed)
            """) { row in
            let words = try row.text(0)
            let said = words.isEmpty ? "No change" : words.count > 100 ? words.prefix(97) + "…" : words
            return "Note “\(said)” on “\(try row.text(1))”"
        }
    }
}
