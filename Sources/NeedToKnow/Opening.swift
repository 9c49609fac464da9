public import Accounts
public import Calendar
public import Database
public import Keyring
public import Ledger
public import Log
import Vault

/// Somebody said why they open a record: from then on, and for an hour in the same session, they may look at it.
public struct Opening: Sendable {
    public let id: String
    public let record: Record
    public let account: String
    public let purpose: Purpose
    public let isEmergency: Bool
    public let openedAt: Instant

    /// Seconds after which the reason is asked for again.
    public static let life = 60 * 60
}

extension EntryClass {
    /// A look at sealed records about people, with its reason.
    public static let caseRead = EntryClass("case.read")
    public static let caseWrite = EntryClass("case.write")
    public static let concernWrite = EntryClass("concern.write")
}

extension Recorder {
    /// Keys for a new record, on the disk. Throws `RecorderError.notSaved` where there is no room for them: nothing is
    /// begun that nobody could open.
    public func takeKeys(of ring: Keyring) throws -> RecordKeys {
        do { return try ring.take() } catch let error as DatabaseError {
            failed(error)
            throw RecorderError.notSaved
        }
    }
}

/// Opening sealed records: the reason first, an entry in the ledger, and only then the words.
public struct Openings: Sendable {
    public let recorder: Recorder
    public let ring: Keyring

    public init(recorder: Recorder, ring: Keyring) {
        self.recorder = recorder
        self.ring = ring
    }

    /// The opening under which the viewer may look at the record now, or nil: then the reason has to be asked for.
    /// What was opened as a whole does not open an outline, such as after it was given to others: that takes an emergency.
    public static func current(
        _ reader: Reader, _ viewer: Viewer, record: String, sight: Sight, now: Instant
    ) throws -> Opening? {
        let newest = try reader.first("""
            SELECT id, kind, record, reference, record_key, account, purpose, emergency, opened_at
            FROM opening
            WHERE organisation = \(viewer.organisation) AND record = \(record) AND account = \(viewer.account)
                AND opened_at > \(now.adding(seconds: -Opening.life).milliseconds) AND session = \(viewer.session)
            ORDER BY opened_at DESC
            LIMIT 1
            """, Opening.init)
        return newest.flatMap { sight == .whole || $0.isEmergency ? $0 : nil }
    }

    /// Writes down who opens what and why. An emergency opens what the viewer may see in outline only; it is shown to
    /// others for review until one of them has looked at it.
    public func open(
        _ record: Record, _ purpose: Purpose, words: String, isEmergency: Bool, by viewer: Viewer
    ) async throws {
        let keys = try ring.keys(record.key)
        try await recorder.record(.caseRead, by: viewer.actor) { write in
            let id = write.newID()
            let sealed = try keys.data.seal(
                Array(words.utf8),
                at: SealedPlace(organisation: write.organisation, table: "opening", row: id, column: "words", version: 1))
            try write.sql.execute("""
                INSERT INTO opening (organisation, id, record, kind, reference, account, session, purpose, record_key, words,
                    emergency, opened_at)
                VALUES (\(write.organisation), \(id), \(record.id), \(record.kind.rawValue), \(record.reference),
                    \(viewer.account), \(viewer.session),
                    \(purpose.rawValue), \(record.key), \(sealed), \(isEmergency), \(write.now.milliseconds))
                """)
            write.trace(
                Trace(
                    isEmergency ? "opened in an emergency" : "opened", record.kind.rawValue, record.id,
                    reason: words.isEmpty ? purpose.words : "\(purpose.words): \(words)"),
                under: keys.ledger)
        }
    }

    /// One look at what was opened. Throws, and nothing may be shown, where the entry could not be written.
    /// - Parameter also: what the look itself changes, such as that somebody has read the news.
    public func look(
        _ record: Record, under opening: Opening, at what: String = "", by viewer: Viewer,
        also: @escaping @Sendable (Write) throws -> Void = { _ in }
    ) async throws {
        let key = try ring.bodyKey(record.key)
        try await recorder.record(.caseRead, by: viewer.actor) { write in
            try also(write)
            write.trace(
                Trace(
                    "looked at it", record.kind.rawValue, record.id, fields: what.isEmpty ? [] : [what],
                    reason: opening.purpose.words),
                under: key)
        }
    }

    // MARK: Emergencies to review

    /// What was opened in an emergency and has been looked at by nobody else. Never the viewer's own, and nothing of a
    /// record that they may not see.
    public static func toReview(_ reader: Reader, _ viewer: Viewer) throws -> [Opening] {
        try reader.rows("""
            SELECT o.id, o.kind, o.record, o.reference, o.record_key, o.account, o.purpose, o.emergency, o.opened_at
            FROM opening o
            WHERE o.organisation = \(viewer.organisation) AND o.emergency = 1 AND o.reviewed_at IS NULL
                AND o.account <> \(viewer.account) AND \(Knowing.condition(viewer, "o.record"))
            ORDER BY o.opened_at
            """, Opening.init)
    }

    /// Up to a thousand; in order, because only so are the few that wait not looked for among all that was ever opened.
    public static func countToReview(_ reader: Reader, _ viewer: Viewer) throws -> Int {
        try reader.count("""
            SELECT count(*) FROM (
                SELECT 1 FROM opening o
                WHERE o.organisation = \(viewer.organisation) AND o.emergency = 1 AND o.reviewed_at IS NULL
                    AND o.account <> \(viewer.account) AND \(Knowing.condition(viewer, "o.record"))
                ORDER BY o.opened_at
                LIMIT 1000) AS waiting
            """)
    }

    static func opening(_ reader: Reader, organisation: Int, id: String) throws -> Opening? {
        try reader.first("""
            SELECT id, kind, record, reference, record_key, account, purpose, emergency, opened_at
            FROM opening
            WHERE organisation = \(organisation) AND id = \(id)
            """, Opening.init)
    }

    /// What somebody wrote when they opened a record. Shown to whoever reviews it.
    func words(_ reader: Reader, organisation: Int, id: String) throws -> String? {
        let found = try reader.first("""
            SELECT record_key, words FROM opening WHERE organisation = \(organisation) AND id = \(id)
            """) { (key: try $0.text(0), sealed: try $0.bytes(1)) }
        guard let found else { return nil }
        let place = SealedPlace(organisation: organisation, table: "opening", row: id, column: "words", version: 1)
        return String(decoding: try ring.key(found.key).open(found.sealed, at: place), as: UTF8.self)
    }

    /// A second person looked at the emergency and says what they found. Once only; throws `Refusal.notFound` after that.
    @discardableResult
    public func review(_ id: String, words: String, form: String, location: String, by viewer: Viewer) async throws -> Pressed {
        try await recorder.recordOnce(.caseRead, form, by: viewer.actor) { [ring] write in
            let found = try write.reader.first("""
                SELECT record, record_key FROM opening
                WHERE organisation = \(write.organisation) AND id = \(id) AND emergency = 1 AND reviewed_at IS NULL
                    AND account <> \(viewer.account)
                """) { (record: try $0.text(0), key: try $0.text(1)) }
            guard let found else { throw Refusal.notFound }
            let keys = try ring.keys(found.key)
            let place = SealedPlace(organisation: write.organisation, table: "opening", row: id, column: "review", version: 1)
            let sealed = try keys.data.seal(Array(words.utf8), at: place)
            try write.sql.execute("""
                UPDATE opening
                SET reviewed_at = \(write.now.milliseconds), reviewed_by = \(viewer.account), review = \(sealed)
                WHERE organisation = \(write.organisation) AND id = \(id)
                """)
            write.trace(
                Trace("reviewed an emergency look", "opening", found.record, reason: words), under: keys.ledger)
            return location
        }
    }
}

extension Opening {
    init(_ row: Row) throws {
        self.init(
            id: try row.text(0),
            record: Record(
                Record.Kind(rawValue: try row.text(1)) ?? .concern, id: try row.text(2), reference: try row.text(3),
                key: try row.text(4)),
            account: try row.text(5), purpose: Purpose(rawValue: try row.text(6)) ?? .other,
            isEmergency: try row.bool(7), openedAt: Instant(milliseconds: Int64(try row.int(8))))
    }
}
