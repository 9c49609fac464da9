import Accounts
import Calendar
import Database
import Foundation
import Ledger
public import Log

/// The recorded changes to a plan's own words, made on the version that the person saw.
extension PlanStore {
    /// Writes an objective's title, improvement, outcome and target. Its levels and actions stay as they are.
    /// Throws `PlanProblem.changedMeanwhile` when `objective.version` is no longer the present one.
    public func changeObjective(_ objective: Objective, form: String, location: String, by actor: Actor) async throws {
        try await once(.planWrite, form, "objective", objective.id, location: location, by: actor) { write in
            let organisation = write.organisation
            guard let old = try PlanReads.objective(write.reader, organisation: organisation, id: objective.id) else {
                throw PlanProblem.gone
            }
            let changes = ObjectiveFields.differences(from: old, to: objective)
            if !changes.isEmpty {
                guard old.version == objective.version else { throw PlanProblem.changedMeanwhile }
                try write.sql.execute("""
                    UPDATE objective
                    SET title = \(objective.title), improvement = \(objective.improvement),
                        outcome = \(objective.outcome), target = \(objective.target), version = version + 1
                    WHERE organisation = \(organisation) AND id = \(old.id)
                    """)
                for change in changes { try Self.insert(change, plan: old.plan, subject: old.id, write) }
            }
            write.trace(Trace(
                "changed an objective", "objective", old.id, before: old.version,
                after: old.version + (changes.isEmpty ? 0 : 1), fields: changes.map(\.field)))
        }
    }

    /// Writes an action's own words and what hangs on them (title, outcome, status, deadline, waiting on, check again).
    /// Throws `PlanProblem.changedMeanwhile` when `action.version` is no longer the present one.
    public func changeAction(_ action: Action, form: String, location: String, by actor: Actor) async throws {
        try await once(.planWrite, form, "action", action.id, location: location, by: actor) { write in
            guard let old = try PlanReads.action(write.reader, organisation: write.organisation, id: action.id) else {
                throw PlanProblem.gone
            }
            let fields = try Self.save(action, over: old, version: action.version, write)
            write.trace(Trace(
                "changed an action", "action", old.id, before: old.version,
                after: old.version + (fields.isEmpty ? 0 : 1), fields: fields))
        }
    }

    /// Puts other posts in the place of an action's leads; the lead's words as written stay.
    /// Throws `PlanProblem.changedMeanwhile` when `version` is no longer the action's present one.
    public func changeLeads(
        of action: String, version: Int, to leads: [NewLead], form: String, location: String, by actor: Actor
    ) async throws {
        try await once(.planWrite, form, "action", action, location: location, by: actor) { write in
            try Self.changeLeads(of: action, version: version, to: leads, in: write)
        }
    }

    /// As the other `changeLeads`, inside a change that the caller records.
    public static func changeLeads(
        of action: String, version: Int, to leads: [NewLead], in write: Write
    ) throws {
        let organisation = write.organisation
        guard let old = try PlanReads.action(write.reader, organisation: organisation, id: action) else {
            throw PlanProblem.gone
        }
        let before = try PlanReads.leads(write.reader, organisation: organisation, actions: [action])[action] ?? []
        let present = before.map { NewLead(post: $0.post, isAccountable: $0.isAccountable) }
        guard present != leads else {
            write.trace(Trace("changed nothing of an action's leads", "action", action))
            return
        }
        guard old.version == version else { throw PlanProblem.changedMeanwhile }
        try write.sql.execute("""
            DELETE FROM action_post WHERE organisation = \(organisation) AND action = \(action)
            """)
        try insert(leads, of: action, write)
        try write.sql.execute("""
            UPDATE action
            SET version = version + 1, updated_at = \(write.now.milliseconds)
            WHERE organisation = \(organisation) AND id = \(action)
            """)
        let after = try PlanReads.leads(write.reader, organisation: organisation, actions: [action])[action] ?? []
        let change = FieldChange(field: "leads", before: Lead.words(before), after: Lead.words(after))
        try insert(change, plan: old.plan, subject: action, write)
        write.trace(Trace(
            "changed an action's leads", "action", action, before: version, after: version + 1, fields: ["leads"]))
    }
}

extension Lead {
    private static let answers = ", accountable"

    /// "HCS, accountable; SSM": an action's leads as the history keeps them.
    static func words(_ leads: [Lead]) -> String {
        leads.map { $0.isAccountable ? $0.shortName + answers : $0.shortName }.joined(separator: "; ")
    }

    /// What `words` wrote. A post that is no longer known keeps the name that the history has.
    static func read(_ words: String, of action: String, among posts: [Post]) -> [Lead] {
        words.components(separatedBy: "; ").filter { !$0.isEmpty }.map { part in
            let isAccountable = part.hasSuffix(answers)
            let name = isAccountable ? String(part.dropLast(answers.count)) : part
            let post = posts.first { $0.shortName == name }
            return Lead(
                action: action, post: post?.id ?? "", abbreviation: post?.abbreviation ?? "", title: post?.title ?? name,
                isAccountable: isAccountable)
        }
    }
}

/// An objective's fields as words and back, as `ActionFields` keeps an action's.
enum ObjectiveFields {
    static let names = ["objective", "improvement", "outcome", "target"]

    static func words(_ objective: Objective) -> [String] {
        [objective.title, objective.improvement, objective.outcome, objective.target ?? ""]
    }

    static func differences(from old: Objective, to new: Objective) -> [FieldChange] {
        zip(names, zip(words(old), words(new))).compactMap { name, pair in
            pair.0 == pair.1 ? nil : FieldChange(field: name, before: pair.0, after: pair.1)
        }
    }

    /// Sets one field back to what its words say; a field that an objective does not have changes nothing.
    static func set(_ field: String, to words: String, in objective: inout Objective) {
        switch field {
        case "objective": objective.title = words
        case "improvement": objective.improvement = words
        case "outcome": objective.outcome = words
        case "target": objective.target = words.isEmpty ? nil : words
        default: break
        }
    }
}
