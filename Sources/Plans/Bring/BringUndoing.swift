public import Database
import Ledger
public import Log

/// Why an import cannot be undone or brought back, in a sentence for the person who asked.
public struct UndoRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

/// What undoing an import did, or bringing it back.
public struct UndoneImport: Sendable, Equatable {
    public let plan: String
    /// Fields that somebody has changed since and that were left as they are: "deadline of “Write a briefing”".
    public let left: [String]
}

extension BringStore {
    /// Takes everything that the import brought out of sight, and puts back the fields that are still as it left them.
    /// Nothing is deleted. Pressed twice, it is done once.
    public func undo(_ batch: String, by actor: Actor) async throws -> UndoneImport {
        try await recorder.record(.planImport, by: actor) { write in
            let held = try Self.held(batch, write)
            guard let plan = held.plan else { throw UndoRefusal("This import was never saved, so there is nothing to undo.") }
            if held.state == .undone {
                write.trace(Trace("sent the same form again", "import", batch))
                return UndoneImport(plan: plan, left: [])
            }
            guard held.canBeUndone(at: write.now) else {
                throw UndoRefusal("This import was saved more than \(ImportBatch.daysToUndo) days ago and can no longer be undone.")
            }
            let rows = UndoRows(write: write, batch: batch, plan: plan, moment: write.now)
            guard try rows.planIsInSight() else {
                throw UndoRefusal("The plan is out of sight already, because the import that made it was undone.")
            }
            let left = try Self.turn(held.choices.applied.reversed(), forward: false, rows)
            try rows.hide(wholePlan: try rows.madeThePlan())
            try rows.setState(.undone)
            write.trace(Trace("undid an import", "plan", plan, reason: "import \(batch)"))
            return UndoneImport(plan: plan, left: left)
        }
    }

    /// Brings an undone import back as it was.
    public func bringBack(_ batch: String, by actor: Actor) async throws -> UndoneImport {
        try await recorder.record(.planImport, by: actor) { write in
            let held = try Self.held(batch, write)
            guard let plan = held.plan else { throw UndoRefusal("This import was never saved.") }
            guard held.state == .undone, let moment = held.undoneAt else {
                write.trace(Trace("sent the same form again", "import", batch))
                return UndoneImport(plan: plan, left: [])
            }
            let rows = UndoRows(write: write, batch: batch, plan: plan, moment: moment)
            let made = try rows.madeThePlan()
            let isInSight = try rows.planIsInSight()
            guard made || isInSight else {
                throw UndoRefusal("The plan itself is out of sight. Bring back the import that made it first.")
            }
            try rows.setState(.saved)
            try rows.show(wholePlan: made)
            let left = try Self.turn(held.choices.applied, forward: true, rows)
            write.trace(Trace("brought an undone import back", "plan", plan, reason: "import \(batch)"))
            return UndoneImport(plan: plan, left: left)
        }
    }

    /// Sets each field to what it was before (or after) the import, where it is still as it was left; names the others.
    private static func turn(
        _ changes: some Sequence<AppliedChange>, forward: Bool, _ rows: UndoRows
    ) throws -> [String] {
        let fields = BringFields(write: rows.write, batch: rows.batch, plan: rows.plan)
        var left: [String] = []
        for change in changes {
            let (from, to) = forward ? (change.before, change.after) : (change.after, change.before)
            if try fields.value(change.subject, change.id, change.field) == from {
                try fields.set(change.subject, change.id, change.field, to: to, shown: try rows.names(change.field, from, to))
            } else {
                left.append(change.name)
            }
        }
        return left
    }

    /// What undoing would take out of sight, for the page that asks.
    public static func undoSummary(
        _ reader: Reader, organisation: Int, batch: ImportBatch
    ) throws -> UndoSummary {
        guard let plan = batch.plan else { return UndoSummary() }
        return try UndoReads(reader: reader, organisation: organisation, batch: batch.id, plan: plan)
            .summary(batch.choices.applied)
    }
}

extension AppliedChange {
    /// "deadline of “Write a briefing”"
    var name: String {
        let field = field == "place" ? "place" : field
        return "\(field) of “\(words)”"
    }
}

/// What an undoing takes out of sight, and what people added to it since.
public struct UndoSummary: Sendable, Equatable {
    public var isWholePlan = false
    public var themes = 0
    public var objectives = 0
    public var levels = 0
    public var actions = 0
    public var steps = 0
    public var notes = 0
    /// Fields that go back to what they were.
    public var fields = 0
    /// Notes and levels that people added since: "Level Amber on “…”", the newest first.
    public var since: [String] = []
    /// How many changes people made since to what goes out of sight.
    public var changesSince = 0
}
