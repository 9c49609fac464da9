public import Calendar
public import Database
import Ledger
public import Log

/// What comes round was done for one of its days.
public struct Occurrence: Sendable, Hashable {
    /// The day that it was due on.
    public let due: Day
    public let account: String?
    public let saidAt: Instant
}

extension PlanReads {
    /// As many as the action page shows.
    static let shownOccurrences = 12

    /// The latest days for which an action was done, newest first.
    public static func occurrences(_ reader: Reader, organisation: Int, action: String) throws -> [Occurrence] {
        try reader.rows("""
            SELECT due_on, account, said_at
            FROM occurrence
            WHERE organisation = \(organisation) AND action = \(action)
            ORDER BY said_at DESC, id DESC
            LIMIT \(shownOccurrences)
            """) { row in
            Day(iso: try row.text(0)).map {
                Occurrence(due: $0, account: row.textOrNil(1), saidAt: Instant(milliseconds: Int64((try? row.int(2)) ?? 0)))
            }
        }.compactMap { $0 }
    }
}

extension PlanStore {
    /// Sets how an action comes round and its next day; nil takes the rhythm off, and the deadline's own words count.
    /// Throws `PlanProblem.changedMeanwhile` when `version` is no longer the present one.
    public func setRhythm(
        _ rhythm: (rhythm: Rhythm, next: Day)?, of id: String, version: Int, form: String, location: String,
        by actor: Actor
    ) async throws {
        try await once(.planWrite, form, "action", id, location: location, by: actor) { write in
            guard let old = try PlanReads.action(write.reader, organisation: write.organisation, id: id) else {
                throw PlanProblem.gone
            }
            var new = old
            new.rhythm = rhythm?.rhythm
            if let rhythm {
                new.fallDue(on: rhythm.next)
            } else {
                new.deadline.day = Deadline.read(old.deadline.words).deadline.day
            }
            let fields = try Self.save(new, over: old, version: version, write)
            write.trace(Trace(
                rhythm == nil ? "said that an action does not come round" : "set how an action comes round", "action", id,
                before: old.version, after: fields.isEmpty ? old.version : old.version + 1, fields: fields))
        }
    }

    /// Records that what comes round is done for its present day, and puts the next in its place; the words for it.
    static func moveOn(_ new: inout Action, from old: Action, version: Int, _ write: Write) throws -> String {
        // On an older page somebody may mean a day that another has already reported.
        guard version == old.version, let rhythm = old.rhythm, let due = old.nextDay else {
            throw PlanProblem.changedMeanwhile
        }
        new.fallDue(on: rhythm.next(after: due, said: write.now.day))
        try write.sql.execute("""
            INSERT INTO occurrence (organisation, id, action, due_on, account, said_at)
            VALUES (\(write.organisation), \(write.newID()), \(old.id), \(due.iso), \(write.actor.account),
                \(write.now.milliseconds))
            """)
        return switch rhythm {
        case .recurs: "Done for \(due.long)."
        case .stands: "Checked for \(due.long): it still holds."
        }
    }
}

extension PlanStore.Update {
    /// What the banner on the next page is about.
    var said: String { doneThisTime ? "onwards" : noChange ? "nochange" : "update" }
}

extension Action {
    /// The day that is owed next is this one.
    mutating func fallDue(on day: Day) {
        if status == .kept { checkAgainOn = day } else { deadline.day = day }
    }

    /// What comes round keeps its next day when its words are written anew, unless they name a day themselves.
    func keepingItsDay(of old: Action) -> Action {
        guard rhythm != nil, status.isOwed, nextDay == nil, let day = old.nextDay else { return self }
        var kept = self
        kept.fallDue(on: day)
        return kept
    }
}
