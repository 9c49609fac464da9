import Accounts
import Calendar
public import Database
import NeedToKnow
public import Vault

/// The only SQL that reads concerns.
public enum ConcernReads {
    static let columns: SQL = """
        c.id, c.reference, c.record_key, c.source, c.form_version, c.received_at, c.urgency, c.holder, c.taken_at,
        c.decision, c.decided_at, c.version
        """

    public static func concern(_ reader: Reader, organisation: Int, id: String) throws -> Concern? {
        try reader.first("""
            SELECT \(columns) FROM concern c WHERE c.organisation = \(organisation) AND c.id = \(id)
            """, Concern.init)
    }

    /// What a code opens; nil when there is no such code.
    static func concern(_ reader: Reader, organisation: Int, receipt: [UInt8]) throws -> Concern? {
        try reader.first("""
            SELECT \(columns) FROM concern c WHERE c.organisation = \(organisation) AND c.receipt = \(receipt)
            """, Concern.init)
    }

    /// What a colleague reported, newest first.
    static func own(_ reader: Reader, organisation: Int, mark: [UInt8]) throws -> [Concern] {
        try reader.rows("""
            SELECT \(columns) FROM concern c
            WHERE c.organisation = \(organisation) AND c.reporter = \(mark)
            ORDER BY c.received_at DESC, c.id DESC
            LIMIT 200
            """, Concern.init)
    }

    /// A colleague's own concern; nil when somebody else reported it.
    static func own(_ reader: Reader, organisation: Int, mark: [UInt8], id: String) throws -> Concern? {
        try reader.first("""
            SELECT \(columns) FROM concern c
            WHERE c.organisation = \(organisation) AND c.reporter = \(mark) AND c.id = \(id)
            """, Concern.init)
    }

    /// Whether the person who reported has words of ours that they have not seen.
    static func hasNewsForReporter(_ reader: Reader, organisation: Int, id: String) throws -> Bool {
        try reader.count("""
            SELECT news_for_reporter FROM concern WHERE organisation = \(organisation) AND id = \(id)
            """) == 1
    }

    /// What every concern is called, and the keyring's name for its keys.
    public static func keys(_ reader: Reader, organisation: Int) throws -> [(reference: String, key: String)] {
        try reader.rows("""
            SELECT reference, record_key FROM concern WHERE organisation = \(organisation) ORDER BY id
            """) { (try $0.text(0), try $0.text(1)) }
    }

    // MARK: Sealed

    /// The answers, opened. Record the look first.
    public static func answers(
        _ reader: Reader, organisation: Int, concern: Concern, key: RecordKey
    ) throws -> ConcernAnswers {
        let sealed = try reader.first("""
            SELECT sealed FROM concern WHERE organisation = \(organisation) AND id = \(concern.id)
            """) { try $0.bytes(0) }
        let place = SealedPlace(organisation: organisation, table: "concern", row: concern.id, version: 1)
        return try ConcernAnswers(decoding: key.open(sealed ?? [], at: place))
    }

    /// What was said and done, oldest first, opened. Record the look first.
    /// - Parameter rail: nil for both.
    public static func events(
        _ reader: Reader, organisation: Int, concern: String, key: RecordKey, rail: ConcernEvent.Rail? = nil
    ) throws -> [ConcernEvent] {
        let one: SQL = rail.map { "AND rail = \($0.rawValue)" } ?? ""
        return try reader.rows("""
            SELECT id, rail, from_reporter, account, made_at, sealed
            FROM concern_event
            WHERE organisation = \(organisation) AND concern = \(concern) \(one)
            ORDER BY made_at, id
            """) { row in
            let id = try row.text(0)
            let place = SealedPlace(organisation: organisation, table: "concern_event", row: id, version: 1)
            return ConcernEvent(
                id: id, rail: ConcernEvent.Rail(rawValue: try row.text(1)) ?? .inside, isFromReporter: try row.bool(2),
                account: row.textOrNil(3), madeAt: Instant(milliseconds: Int64(try row.int(4))),
                words: String(decoding: try key.open(try row.bytes(5), at: place), as: UTF8.self))
        }
    }
}

extension Concern {
    init(_ row: Row) throws {
        self.init(
            id: try row.text(0), reference: try row.text(1), key: try row.text(2),
            source: Source(rawValue: try row.text(3)) ?? .staff, formVersion: try row.text(4),
            receivedAt: Instant(milliseconds: Int64(try row.int(5))),
            urgency: try row.text(6).split(separator: ",").compactMap { Urgency(rawValue: String($0)) },
            holder: row.textOrNil(7), takenAt: row.intOrNil(8).map { Instant(milliseconds: Int64($0)) },
            decision: row.textOrNil(9).flatMap(Decision.init(rawValue:)),
            decidedAt: row.intOrNil(10).map { Instant(milliseconds: Int64($0)) }, version: try row.int(11))
    }
}
