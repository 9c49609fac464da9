public import Calendar
public import Database
import NeedToKnow

/// A sealed part as it is stored.
struct StoredPart: Sendable {
    let id: String
    let kind: PartKind
    let parent: String?
    let version: Int
    let sealed: [UInt8]
    let changedAt: Instant
    let changedBy: String?
    let isRemoved: Bool
}

/// A part that was opened.
public struct Kept<P: Part>: Sendable {
    public let id: String
    /// The person it belongs to, where it belongs to one.
    public let parent: String?
    public let version: Int
    public let part: P
    public let changedAt: Instant
    public let changedBy: String?
}

/// Reads the sealed parts of a case.
/// - Warning: have the look recorded first (`Openings.look`).
public enum PartReads {
    private static let columns: SQL = "id, kind, parent, version, sealed, changed_at, changed_by, removed_at"

    /// All parts of one kind, oldest first.
    public static func all<P: Part>(_ type: P.Type, _ reader: Reader, _ keys: CaseKeys) throws -> [Kept<P>] {
        try stored(reader, keys, kind: P.kind).map { try $0.opened(type, keys) }
    }

    public static func people(_ reader: Reader, _ keys: CaseKeys) throws -> [Kept<Person>] {
        try all(Person.self, reader, keys)
    }

    /// Nil where the case has no such person.
    public static func person(_ reader: Reader, _ keys: CaseKeys, id: String) throws -> Kept<Person>? {
        try one(Person.self, reader, keys, id: id)
    }

    public static func one<P: Part>(_ type: P.Type, _ reader: Reader, _ keys: CaseKeys, id: String) throws -> Kept<P>? {
        guard let stored = try stored(reader, keys, id: id), stored.kind == P.kind else { return nil }
        return try stored.opened(type, keys)
    }

    static func stored(_ reader: Reader, _ keys: CaseKeys, kind: PartKind) throws -> [StoredPart] {
        try reader.rows("""
            SELECT \(columns) FROM case_part
            WHERE organisation = \(keys.organisation) AND case_id = \(keys.record.id) AND kind = \(kind.rawValue)
                AND removed_at IS NULL
            ORDER BY id
            """, StoredPart.init)
    }

    /// Of this case alone: another case's part is not there.
    static func stored(_ reader: Reader, _ keys: CaseKeys, id: String) throws -> StoredPart? {
        try reader.first("""
            SELECT \(columns) FROM case_part
            WHERE organisation = \(keys.organisation) AND id = \(id) AND case_id = \(keys.record.id) AND removed_at IS NULL
            """, StoredPart.init)
    }

    /// What kind of part it is, without opening it.
    static func kind(_ reader: Reader, organisation: Int, case id: String, part: String) throws -> PartKind? {
        try reader.first("""
            SELECT kind FROM case_part
            WHERE organisation = \(organisation) AND id = \(part) AND case_id = \(id) AND removed_at IS NULL
            """) { PartKind(rawValue: try $0.text(0)) } ?? nil
    }

    /// What a part said before, newest first.
    static func earlier<P: Part>(_ type: P.Type, _ reader: Reader, _ keys: CaseKeys, id: String) throws -> [Kept<P>] {
        try reader.rows("""
            SELECT w.id, p.kind, p.parent, w.version, w.sealed, w.changed_at, w.changed_by, NULL
            FROM case_part_was w
            JOIN case_part p ON p.organisation = w.organisation AND p.id = w.id
            WHERE w.organisation = \(keys.organisation) AND w.id = \(id) AND p.case_id = \(keys.record.id)
            ORDER BY w.version DESC
            """, StoredPart.init).map { try $0.opened(type, keys) }
    }
}

extension StoredPart {
    init(_ row: Row) throws {
        self.init(
            id: try row.text(0), kind: PartKind(rawValue: try row.text(1)) ?? .person, parent: row.textOrNil(2),
            version: try row.int(3), sealed: try row.bytes(4), changedAt: Instant(milliseconds: Int64(try row.int(5))),
            changedBy: row.textOrNil(6), isRemoved: row.intOrNil(7) != nil)
    }

    func opened<P: Part>(_ type: P.Type, _ keys: CaseKeys) throws -> Kept<P> {
        Kept(
            id: id, parent: parent, version: version,
            part: try keys.open(part: P.self, sealed, row: id, version: version),
            changedAt: changedAt, changedBy: changedBy)
    }
}
