public import Accounts
import Calendar
public import Database
import NeedToKnow

/// Cases as they stand in the clear: lists, counts and single ones. What somebody may see is decided here by `Knowing`.
public enum CaseReads {
    static let columns: SQL = """
        c.id, c.reference, c.record_key, c.setting, c.exploitation, c.outcome, c.opened_on, c.closed_on, c.holder,
            c.holder_is_team, c.version
        """

    /// Nil where there is none. Says nothing of who may see it.
    public static func find(_ reader: Reader, organisation: Int, id: String) throws -> Case? {
        try reader.first("""
            SELECT \(columns) FROM case_file c WHERE c.organisation = \(organisation) AND c.id = \(id)
            """) { try Case($0) }
    }

    /// The case of a reference that the viewer may see; nil alike where there is none and where they may not.
    public static func find(_ reader: Reader, _ viewer: Viewer, reference: String) throws -> Case? {
        try reader.first("""
            SELECT \(columns)
            FROM case_file c
            WHERE c.organisation = \(viewer.organisation) AND c.reference = \(Reference.read(reference))
                AND \(Knowing.condition(viewer, "c.id"))
            """) { try Case($0) }
    }

    /// One page of the cases that the viewer may see, and how many there are in all, of one condition.
    public static func list(_ reader: Reader, _ viewer: Viewer, _ query: CaseQuery) throws -> (total: Int, lines: [CaseLine]) {
        let condition = query.condition(viewer)
        let total = try reader.count("SELECT count(*) FROM case_file c WHERE \(condition)")
        let lines = try reader.rows("""
            SELECT \(columns), (SELECT count(*) FROM case_part p
                WHERE p.organisation = c.organisation AND p.case_id = c.id AND p.kind = 'person' AND p.removed_at IS NULL)
            FROM case_file c
            WHERE \(condition)
            ORDER BY c.opened_on DESC, c.id DESC
            LIMIT \(CaseQuery.pageSize) OFFSET \((query.page - 1) * CaseQuery.pageSize)
            """) { CaseLine(file: try Case($0), people: try $0.int(11)) }
        return (total, lines)
    }

    public static func peopleCount(_ reader: Reader, organisation: Int, of id: String) throws -> Int {
        try reader.count("""
            SELECT count(*) FROM case_part
            WHERE organisation = \(organisation) AND case_id = \(id) AND kind = 'person' AND removed_at IS NULL
            """)
    }

    /// What every case is called, and the keyring's name for its keys.
    public static func keys(_ reader: Reader, organisation: Int) throws -> [(reference: String, key: String)] {
        try reader.rows("""
            SELECT reference, record_key FROM case_file WHERE organisation = \(organisation) ORDER BY id
            """) { (try $0.text(0), try $0.text(1)) }
    }

    /// Identifiers of the concerns that a case was made of.
    public static func concerns(_ reader: Reader, organisation: Int, of id: String) throws -> [String] {
        try reader.rows("""
            SELECT concern FROM case_concern
            WHERE organisation = \(organisation) AND case_id = \(id)
            ORDER BY linked_at, concern
            """) { try $0.text(0) }
    }

    /// Identifiers of the cases that a concern led to.
    public static func cases(_ reader: Reader, organisation: Int, ofConcern concern: String) throws -> [String] {
        try reader.rows("""
            SELECT case_id FROM case_concern
            WHERE organisation = \(organisation) AND concern = \(concern)
            ORDER BY linked_at, case_id
            """) { try $0.text(0) }
    }
}

/// Which cases somebody wants to see.
public struct CaseQuery: Sendable, Hashable {
    public enum Which: String, CaseIterable, Sendable {
        case open, mine, closed, all

        var words: String {
            switch self {
            case .open: "Open"
            case .mine: "Mine"
            case .closed: "Closed"
            case .all: "All"
            }
        }
    }

    public var which: Which
    /// Counts from 1.
    public var page: Int

    static let pageSize = 25

    public init(_ which: Which = .open, page: Int = 1) {
        self.which = which
        self.page = min(max(page, 1), 100_000)
    }

    func condition(_ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [
            "c.organisation = \(viewer.organisation)", Knowing.condition(viewer, "c.id"),
        ]
        switch which {
        case .open: conditions.append("c.closed_on IS NULL")
        case .mine: conditions += ["c.closed_on IS NULL", "c.id IN (\(Knowing.held(viewer)))"]
        case .closed: conditions.append("c.closed_on IS NOT NULL")
        case .all: break
        }
        return SQL.all(conditions)
    }
}

/// A case in a list.
public struct CaseLine: Sendable {
    public let file: Case
    public let people: Int
}

extension Case {
    init(_ row: Row) throws {
        self.init(
            id: try row.text(0), reference: try row.text(1), key: try row.text(2),
            setting: Setting(rawValue: try row.text(3)) ?? .notKnown,
            exploitation: Set(try row.text(4).split(separator: " ").compactMap { Exploitation(rawValue: String($0)) }),
            outcome: row.textOrNil(5).map { Outcome(rawValue: $0) ?? .other },
            openedOn: Day(daysSinceEpoch: try row.int(6)), closedOn: row.intOrNil(7).map { Day(daysSinceEpoch: $0) },
            holder: row.textOrNil(8), holderIsTeam: try row.bool(9), version: try row.int(10))
    }
}

extension Set<Exploitation> {
    /// In the order of the list, so that the same set is the same text.
    var stored: String { Exploitation.allCases.filter(contains).map(\.rawValue).joined(separator: " ") }

    var words: String {
        let names = Exploitation.allCases.filter(contains).map(\.words)
        return names.isEmpty ? "Not known" : names.joined(separator: ", ")
    }
}
