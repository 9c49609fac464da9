import Calendar
import Database
import Log

/// Single fields of a plan, read and set as text: what an import changes in a plan that was there, and what undoing puts back.
struct BringFields {
    let write: Write
    let batch: String
    let plan: String
    private var organisation: Int { write.organisation }

    typealias Subject = PlanComparison.Proposal.Subject

    /// Columns of their own. An action's other fields go through `ActionFields`, its posts and place through their ids.
    private static func column(_ subject: Subject, _ field: String) -> (table: SQL, column: SQL)? {
        switch (subject, field) {
        case (.theme, "reference"): ("theme", "reference")
        case (.theme, "title"): ("theme", "title")
        case (.theme, "purpose"): ("theme", "purpose")
        case (.objective, "reference"): ("objective", "reference")
        case (.objective, "title"): ("objective", "title")
        case (.objective, "improvement"): ("objective", "improvement")
        case (.objective, "outcome"): ("objective", "outcome")
        case (.objective, "theme"): ("objective", "theme")
        case (.action, "reference"): ("action", "reference")
        case (.step, "title"): ("step", "title")
        default: nil
        }
    }

    /// The field as stored; nil where the row is gone.
    func value(_ subject: Subject, _ id: String, _ field: String) throws -> String? {
        if let (table, column) = Self.column(subject, field) {
            return try write.reader.first("""
                SELECT \(column) FROM \(table)
                WHERE organisation = \(organisation) AND id = \(id) AND removed_at IS NULL
                """) { $0.textOrNil(0) ?? "" }
        }
        guard subject == .action,
            let action = try PlanReads.action(write.reader, organisation: organisation, id: id)
        else { return nil }
        switch field {
        case "posts":
            let leads = try PlanReads.leads(write.reader, organisation: organisation, actions: [id])
            return Self.words((leads[id] ?? []).map { PlanStore.NewLead(post: $0.post, isAccountable: $0.isAccountable) })
        case "place": return "\(action.objective ?? "-") \(action.theme ?? "-")"
        default: return zip(ActionFields.names, ActionFields.words(action)).first { $0.0 == field }?.1
        }
    }

    /// Sets the field and tells the history. `shown` are the words for it where the stored text is an identifier.
    func set(
        _ subject: Subject, _ id: String, _ field: String, to value: String, shown: (before: String, after: String)? = nil
    ) throws {
        let before = try self.value(subject, id, field) ?? ""
        if let (table, column) = Self.column(subject, field) {
            let stored: String? = field == "theme" && value.isEmpty ? nil : value
            let version: SQL = subject == .objective || subject == .action ? ", version = version + 1" : ""
            try write.sql.execute("""
                UPDATE \(table) SET \(column) = \(stored)\(version) WHERE organisation = \(organisation) AND id = \(id)
                """)
        } else if field == "posts" {
            try Self.setLeads(Self.leads(value), of: id, write)
            try touch(id)
        } else if field == "place" {
            let parts = value.split(separator: " ").map { $0 == "-" ? nil : String($0) }
            guard parts.count == 2 else { return }
            try write.sql.execute("""
                UPDATE action
                SET objective = \(parts[0]), theme = \(parts[1])
                WHERE organisation = \(organisation) AND id = \(id)
                """)
            try touch(id)
        } else if let old = try PlanReads.action(write.reader, organisation: organisation, id: id) {
            var new = old
            ActionFields.set(field, to: value, in: &new)
            try PlanStore.save(new, over: old, version: nil, batch: batch, write)
            return
        }
        let change = FieldChange(
            field: Self.historyName(subject, field), before: shown?.before ?? before, after: shown?.after ?? value)
        try PlanStore.insert(change, plan: plan, subject: try historySubject(subject, id), batch: batch, write)
    }

    /// As the history names the field, so that the as-of view finds it.
    private static func historyName(_ subject: Subject, _ field: String) -> String {
        switch (subject, field) {
        case (.objective, "title"): "objective"
        case (.step, "title"): "step"
        case (_, "posts"): "leads"
        default: field
        }
    }

    /// The history of a step is told with its action's.
    private func historySubject(_ subject: Subject, _ id: String) throws -> String {
        guard subject == .step else { return id }
        return try write.reader.first("SELECT action FROM step WHERE organisation = \(organisation) AND id = \(id)") {
            try $0.text(0)
        } ?? id
    }

    private func touch(_ action: String) throws {
        try write.sql.execute("""
            UPDATE action
            SET version = version + 1, updated_at = \(write.now.milliseconds)
            WHERE organisation = \(organisation) AND id = \(action)
            """)
    }

    // MARK: Leads as text

    /// Identifiers in the order written; a star marks the one who answers for the action.
    static func words(_ leads: [PlanStore.NewLead]) -> String {
        leads.map { $0.post + ($0.isAccountable ? "*" : "") }.joined(separator: " ")
    }

    static func leads(_ words: String) -> [PlanStore.NewLead] {
        words.split(separator: " ").map { word in
            PlanStore.NewLead(post: String(word.prefix { $0 != "*" }), isAccountable: word.hasSuffix("*"))
        }
    }

    /// The first is proposed as the one who answers for the action, unless one of them does already.
    static func leads(_ posts: [String], accountable: String? = nil) -> [PlanStore.NewLead] {
        let answering = accountable.flatMap { posts.contains($0) ? $0 : nil } ?? posts.first
        return posts.map { PlanStore.NewLead(post: $0, isAccountable: $0 == answering) }
    }

    static func setLeads(_ leads: [PlanStore.NewLead], of action: String, _ write: Write) throws {
        try write.sql.execute("""
            DELETE FROM action_post WHERE organisation = \(write.organisation) AND action = \(action)
            """)
        try PlanStore.insert(leads, of: action, write)
    }
}
