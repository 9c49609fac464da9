import Accounts
import Calendar
import Database
import Ledger
import Log
import NeedToKnow

/// Somebody is away from one day to another, and who answers for what they hold meanwhile.
struct Absence: Sendable, Hashable {
    let account: String
    let from: Day
    let to: Day
    /// Nil where everyone who triages covers.
    let deputy: String?

    func covers(_ day: Day) -> Bool { from <= day && day <= to }
}

extension ConcernStore {
    static func absences(_ reader: Reader, organisation: Int, from day: Day) throws -> [Absence] {
        try reader.rows("""
            SELECT account, from_day, to_day, deputy FROM absence
            WHERE organisation = \(organisation) AND to_day >= \(day.iso)
            ORDER BY from_day, account
            """
        ) { row -> Absence? in
            guard let from = Day(iso: try row.text(1)), let to = Day(iso: try row.text(2)) else { return nil }
            return Absence(account: try row.text(0), from: from, to: to, deputy: row.textOrNil(3))
        }.compactMap { $0 }
    }

    /// - Parameter absence: of whoever saves it; a later one from the same day replaces it.
    func save(_ absence: Absence, form: String, by viewer: Viewer) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: viewer.actor) { write in
            try write.sql.execute("""
                INSERT INTO absence (organisation, account, from_day, to_day, deputy)
                VALUES (\(write.organisation), \(absence.account), \(absence.from.iso), \(absence.to.iso),
                    \(absence.deputy))
                ON CONFLICT (organisation, account, from_day) DO UPDATE
                SET to_day = excluded.to_day, deputy = excluded.deputy
                """)
            write.trace(Trace("said when they are away", "account", absence.account, fields: ["cover"]))
            return ConcernsURL.cover
        }
    }

    func endAbsence(from day: Day, form: String, by viewer: Viewer) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: viewer.actor) { write in
            try write.sql.execute("""
                DELETE FROM absence
                WHERE organisation = \(write.organisation) AND account = \(viewer.account) AND from_day = \(day.iso)
                """)
            write.trace(Trace("took back when they are away", "account", viewer.account, fields: ["cover"]))
            return ConcernsURL.cover
        }
    }
}
