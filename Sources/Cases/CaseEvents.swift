public import Calendar
public import Database
public import Log
import NeedToKnow

/// Something that happened in a case, or something that somebody wrote down.
public struct CaseEvent: Sendable {
    /// Who reads it.
    public enum Rail: String, Sendable {
        /// What the person who reported can see.
        case reporter
        /// Those who work on the case.
        case within
    }

    public enum Code: String, Sendable {
        case opened, details, note, told, heard, added, changed, removed, given, accepted, returned, joined, left
        case shielded, lifted, closed, reopened, linked, attached, detached
        /// Written by another feature; its words say what happened.
        case event
    }

    public let id: String
    public let rail: Rail
    public let code: Code
    /// What it is about: a part as "person/0198…", a file, an account, a team.
    public let about: String?
    public let words: EventWords?
    public let at: Instant
    public let by: String?
}

/// The sealed words of an event.
public struct EventWords: Codable, Equatable, Sendable {
    public var words: String
    public var lesson: String?

    public init(_ words: String, lesson: String? = nil) {
        self.words = words
        self.lesson = lesson
    }
}

/// The two rails of a case's timeline.
public enum CaseEvents {
    static let pageSize = 50

    /// Newest first. Opens what people wrote: have the look recorded first.
    public static func list(
        _ reader: Reader, _ keys: CaseKeys, rail: CaseEvent.Rail? = nil, page: Int = 1, size: Int = 50
    ) throws -> (total: Int, events: [CaseEvent]) {
        var conditions: [SQL] = ["organisation = \(keys.organisation)", "case_id = \(keys.record.id)"]
        if let rail { conditions.append("rail = \(rail.rawValue)") }
        let total = try reader.count("SELECT count(*) FROM case_event WHERE \(SQL.all(conditions))")
        let events = try reader.rows("""
            SELECT id, rail, code, about, sealed, made_at, made_by
            FROM case_event
            WHERE \(SQL.all(conditions))
            ORDER BY made_at DESC, id DESC
            LIMIT \(size) OFFSET \((max(page, 1) - 1) * size)
            """) { row in
            let id = try row.text(0)
            return CaseEvent(
                id: id, rail: CaseEvent.Rail(rawValue: try row.text(1)) ?? .within,
                code: CaseEvent.Code(rawValue: try row.text(2)) ?? .event, about: row.textOrNil(3),
                words: try row.bytesOrNil(4).map { try keys.open(EventWords.self, $0, table: "case_event", row: id) },
                at: Instant(milliseconds: Int64(try row.int(5))), by: row.textOrNil(6))
        }
        return (total, events)
    }

    /// Puts something on the timeline, inside the change that it tells of. Leaves no trace of its own.
    public static func add(
        _ code: CaseEvent.Code, rail: CaseEvent.Rail = .within, about: String? = nil, words: EventWords? = nil,
        _ keys: CaseKeys, in write: Write
    ) throws {
        let id = write.newID()
        let sealed = try words.map { try keys.seal($0, table: "case_event", row: id) }
        try write.sql.execute("""
            INSERT INTO case_event (organisation, id, case_id, rail, code, about, sealed, made_at, made_by)
            VALUES (\(write.organisation), \(id), \(keys.record.id), \(rail.rawValue), \(code.rawValue), \(about), \(sealed),
                \(write.now.milliseconds), \(write.actor.account))
            """)
    }
}
