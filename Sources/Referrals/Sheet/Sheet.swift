import Calendar
import Cases
import Database
import NeedToKnow

/// One person's referral or notification: its state in the clear, what it says sealed.
struct Sheet: Sendable {
    let id: String
    let person: String
    /// 1, or 2 for a referral after a notification that was sent.
    let number: Int
    var path: LawfulPath
    var state: ReferralState
    /// The national form that it answers.
    let formVersion: String
    let version: Int
    let startedAt: Instant
    let startedBy: String?
    var changedBy: String?
    var readyAt: Instant?
    var readyBy: String?
    var checkedAt: Instant?
    var checkedBy: String?
    var keyedAt: Instant?
    var keyedBy: String?
    /// When the copy from the email was put away; nil while it has not come.
    var copyOn: Day?
    var expectedBy: Day?
    /// The rule that `expectedBy` follows, in words with the day of its check.
    var expectedRule: String?
    var contents: SheetContents

    var isReady: Bool { readyAt != nil }

    /// Takes back that it was ready and checked: somebody changed what it says.
    mutating func backToPreparing() {
        state = .preparing
        readyAt = nil
        readyBy = nil
        checkedAt = nil
        checkedBy = nil
    }

    /// The answers as they count for what is keyed in. A notification never answers that the person would help an
    /// investigation: the form would then ask for a name.
    var working: Answers {
        guard path == .notification, contents.answers[Self.helping] == "yes" else { return contents.answers }
        var answers = contents.answers
        answers.answer(Self.helping, "no")
        return answers
    }

    static let helping = "authorities-cooperation"
    var wouldHelp: Bool { path == .notification && contents.answers[Self.helping] == "yes" }
}

/// What a sheet says.
struct SheetContents: Codable, Equatable, Sendable {
    var answers = Answers()
    /// How often each section was saved: two people in different sections do not meet.
    var sections: [String: Int] = [:]
    /// Findings that are about nobody on the case, each with its reason.
    var settlements: [Settlement] = []
    /// Why the second person gave it back; empty once it was marked ready again.
    var returned = ""
    var nationalReference = ""
}

enum SheetReads {
    private static let columns: SQL = """
        id, person, number, path, state, form_version, version, started_at, started_by, changed_by, ready_at, ready_by,
            checked_at, checked_by, keyed_at, keyed_by, copy_on, expected_by, expected_rule, sealed
        """

    /// The sheet that is worked on: the newest. Nil where none was begun.
    static func newest(_ reader: Reader, _ keys: CaseKeys, _ person: String) throws -> Sheet? {
        try all(reader, keys, person).first
    }

    /// Newest first.
    static func all(_ reader: Reader, _ keys: CaseKeys, _ person: String) throws -> [Sheet] {
        try reader.rows("""
            SELECT \(columns)
            FROM referral
            WHERE organisation = \(keys.organisation) AND case_id = \(keys.record.id) AND person = \(person)
            ORDER BY number DESC
            """) { try Sheet($0, keys) }
    }

    /// States that a sheet went through, oldest first.
    static func states(_ reader: Reader, _ keys: CaseKeys, _ id: String) throws -> [SheetStep] {
        try reader.rows("""
            SELECT state, since, made_by, made_at
            FROM referral_state
            WHERE organisation = \(keys.organisation) AND referral = \(id)
            ORDER BY made_at, id
            """) { row in
            SheetStep(
                state: ReferralState(rawValue: try row.text(0)) ?? .preparing, since: Day(daysSinceEpoch: try row.int(1)),
                by: row.textOrNil(2), at: try row.int(3))
        }.sorted { ($0.at, $0.state.place) < ($1.at, $1.state.place) }
    }
}

struct SheetStep: Sendable {
    let state: ReferralState
    let since: Day
    let by: String?
    /// When it was written down, milliseconds.
    let at: Int
}

extension Sheet {
    init(_ row: Row, _ keys: CaseKeys) throws {
        func moment(_ column: Int) -> Instant? { row.intOrNil(column).map { Instant(milliseconds: Int64($0)) } }
        func day(_ column: Int) -> Day? { row.intOrNil(column).map { Day(daysSinceEpoch: $0) } }
        id = try row.text(0)
        person = try row.text(1)
        number = try row.int(2)
        path = LawfulPath(rawValue: try row.text(3)) ?? .notYet
        state = ReferralState(rawValue: try row.text(4)) ?? .preparing
        formVersion = try row.text(5)
        version = try row.int(6)
        startedAt = Instant(milliseconds: Int64(try row.int(7)))
        startedBy = row.textOrNil(8)
        changedBy = row.textOrNil(9)
        readyAt = moment(10)
        readyBy = row.textOrNil(11)
        checkedAt = moment(12)
        checkedBy = row.textOrNil(13)
        keyedAt = moment(14)
        keyedBy = row.textOrNil(15)
        copyOn = day(16)
        expectedBy = day(17)
        expectedRule = row.textOrNil(18)
        contents = try keys.open(
            SheetContents.self, try row.bytes(19), table: "referral", row: id, version: version)
    }
}
