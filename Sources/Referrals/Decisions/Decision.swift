import Calendar
import Cases
import Database
import NeedToKnow

/// What was known of a person at one time, and the path that the law gave then. Later decisions stand beside it.
struct Decision: Sendable {
    let id: String
    /// Counts from 1 for each person.
    let version: Int
    let facts: PersonFacts
    /// As it was decided then, by the guidance of then.
    let path: LawfulPath
    let guidance: String
    let words: DecisionWords
    let madeAt: Instant
    let madeBy: String?
}

/// The sealed words of a decision.
struct DecisionWords: Codable, Equatable, Sendable {
    var consent = ConsentFacts()
    /// Why the person cannot be asked, what was tried, and what the single point of contact decided.
    var reason = ""
    /// The other body that has referred, with its reference.
    var elsewhere = ""
}

/// Reads decisions.
/// - Warning: the words are opened: have the look recorded first.
enum DecisionReads {
    /// Newest first.
    static func all(_ reader: Reader, _ keys: CaseKeys, _ person: String) throws -> [Decision] {
        try reader.rows("""
            SELECT id, version, path, age, consent, nation, can_be_asked, care_needs, referred_elsewhere,
                single_point_notifies, guidance, sealed, made_at, made_by
            FROM referral_decision
            WHERE organisation = \(keys.organisation) AND case_id = \(keys.record.id) AND person = \(person)
            ORDER BY version DESC
            """) { try Decision($0, keys) }
    }

    static func newest(_ reader: Reader, _ keys: CaseKeys, _ person: String) throws -> Decision? {
        try all(reader, keys, person).first
    }
}

extension Decision {
    init(_ row: Row, _ keys: CaseKeys) throws {
        id = try row.text(0)
        version = try row.int(1)
        path = LawfulPath(rawValue: try row.text(2)) ?? .notYet
        facts = PersonFacts(
            age: PersonFacts.Age(rawValue: try row.text(3)) ?? .notSure, canBeAsked: try row.bool(6),
            consent: PersonFacts.Consent(rawValue: try row.text(4)) ?? .notAsked,
            nation: PersonFacts.Nation(rawValue: try row.text(5)) ?? .england, hasCareNeeds: try row.bool(7),
            referredElsewhere: try row.bool(8), singlePointNotifies: try row.bool(9))
        guidance = try row.text(10)
        words = try keys.open(DecisionWords.self, try row.bytes(11), table: "referral_decision", row: id)
        madeAt = Instant(milliseconds: Int64(try row.int(12)))
        madeBy = row.textOrNil(13)
    }
}

/// Something beside the path that was done for a person, such as that children's services were told.
struct CompanionTask: Sendable {
    let kind: Companion.Kind
    /// Nil where it was taken back.
    let doneOn: Day?
    /// Whom somebody spoke to.
    let who: String
    let madeBy: String?
}

enum TaskReads {
    /// The newest word on each kind.
    static func all(_ reader: Reader, _ keys: CaseKeys, _ person: String) throws -> [Companion.Kind: CompanionTask] {
        let rows = try reader.rows("""
            SELECT id, kind, done_on, sealed, made_by
            FROM referral_task
            WHERE organisation = \(keys.organisation) AND case_id = \(keys.record.id) AND person = \(person)
            ORDER BY made_at, id
            """) { row in
            let id = try row.text(0)
            return CompanionTask(
                kind: Companion.Kind(rawValue: try row.text(1)) ?? .recordOfReason,
                doneOn: row.intOrNil(2).map { Day(daysSinceEpoch: $0) },
                who: try keys.open(String.self, try row.bytes(3), table: "referral_task", row: id), madeBy: row.textOrNil(4))
        }
        return Dictionary(rows.map { ($0.kind, $0) }) { _, newest in newest }
    }
}
