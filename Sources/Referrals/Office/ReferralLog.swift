import Accounts
import Calendar
import Cases
import Database
import NeedToKnow

/// The log of referrals and notifications that somebody may know of: codes, days and the case's reference, no name.
struct ReferralLog: Sendable {
    struct Line: Sendable {
        let whom: Whom
        let reference: String
        let path: LawfulPath
        let state: ReferralState
        let keyedOn: Day?
        let expectedBy: Day?
        let lacksCopy: Bool
        /// Marked ready, and nobody has read it yet.
        let waitsForReader: Bool
        let holder: String?
    }

    /// Sent in one financial year, April to March.
    struct Year: Sendable {
        /// The year in which it began.
        let begins: Int
        let counts: [LawfulPath: Int]

        var words: String { "\(begins)/\((begins + 1) % 100 < 10 ? "0" : "")\((begins + 1) % 100)" }
    }

    static let pageSize = 25

    let page: Int
    let total: Int
    let lines: [Line]
    /// Newest first.
    let years: [Year]
    let names: HolderNames

    init(_ reader: Reader, _ viewer: Viewer, page: Int) throws {
        self.page = page
        let mine = SQL.all(["r.organisation = \(viewer.organisation)", Knowing.condition(viewer, "r.case_id")])
        total = try reader.count("SELECT count(*) FROM referral r WHERE \(mine)")
        lines = try reader.rows("""
            SELECT r.case_id, r.person, c.reference, r.path, r.state, r.keyed_on, r.expected_by, r.copy_on, c.holder, r.ready_at
            FROM referral r
            JOIN case_file c ON c.organisation = r.organisation AND c.id = r.case_id
            WHERE \(mine)
            ORDER BY r.started_at DESC, r.id DESC
            LIMIT \(Self.pageSize) OFFSET \((page - 1) * Self.pageSize)
            """) { row in
            let keyedOn = row.intOrNil(5).map { Day(daysSinceEpoch: $0) }
            let state = ReferralState(rawValue: try row.text(4)) ?? .preparing
            return Line(
                whom: Whom(case: try row.text(0), person: try row.text(1)), reference: try row.text(2),
                path: LawfulPath(rawValue: try row.text(3)) ?? .notYet,
                state: state, keyedOn: keyedOn,
                expectedBy: row.intOrNil(6).map { Day(daysSinceEpoch: $0) },
                lacksCopy: keyedOn != nil && row.intOrNil(7) == nil,
                waitsForReader: state == .preparing && row.intOrNil(9) != nil, holder: row.textOrNil(8))
        }
        let sent = try reader.rows("""
            SELECT r.keyed_on, r.path, count(*)
            FROM referral r
            WHERE \(mine) AND r.keyed_on IS NOT NULL
            GROUP BY r.keyed_on, r.path
            """) { (Day(daysSinceEpoch: try $0.int(0)), LawfulPath(rawValue: try $0.text(1)) ?? .notYet, try $0.int(2)) }
        years = Dictionary(grouping: sent) { FinancialYear.begins($0.0) }.map { begins, sent in
            Year(begins: begins, counts: sent.reduce(into: [:]) { $0[$1.1, default: 0] += $1.2 })
        }.sorted { $0.begins > $1.begins }
        names = try HolderNames(reader, organisation: viewer.organisation)
    }
}

enum FinancialYear {
    /// The year in which a day's financial year began, on 1 April.
    static func begins(_ day: Day) -> Int { day.month >= 4 ? day.year : day.year - 1 }
}

/// Names of accounts and teams that hold a case.
struct HolderNames: Sendable {
    private let names: [String: String]

    init(_ reader: Reader, organisation: Int) throws {
        let accounts = try AccountStore.list(reader, organisation: organisation).map { ($0.id, $0.name) }
        let teams = try TeamStore.list(reader, organisation: organisation).map { ($0.id, $0.name) }
        names = Dictionary(accounts + teams) { first, _ in first }
    }

    subscript(id: String?) -> String { id.map { names[$0] ?? "An account that is not there" } ?? "Nobody yet" }
}
