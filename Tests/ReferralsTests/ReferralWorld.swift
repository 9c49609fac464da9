import Accounts
import Calendar
import Cases
import Database
import Keyring
import Log
import NeedToKnow
import Server
import Support

@testable import Referrals

/// A case with people on it, and two who may each see the whole of it.
struct ReferralWorld {
    let world: World
    let keys: CaseKeys
    let contact: String

    init(on engine: Engine = .sqlite) async throws {
        world = try await World(on: engine)
        let account = try await world.account("ada", .pointOfContact, name: "Ada Contact")
        contact = account
        _ = try await world.account("ben", .pointOfContact, name: "Ben Deputy")
        let taken = try world.services.ring.take()
        keys = try await world.recorder.record(.caseWrite, by: Actor(organisation: 1, account: account)) { write in
            let file = try CaseStore.open(from: [], NewCase(setting: .carWash), in: write, keys: taken)
            return CaseKeys(file.record, organisation: 1, keys: taken)
        }
    }

    var id: String { keys.record.id }

    func add<P: Part>(_ part: P, parent: String? = nil) async throws -> String {
        try await world.recorder.record(.caseWrite, by: Actor(organisation: 1, account: contact)) { [keys] write in
            try CaseStore.add(part, parent: parent, keys, in: write)
        }
    }

    /// Somebody whose every identifier is a word that stands nowhere else.
    func person(_ number: Int, age: Cases.Age) async throws -> Whom {
        var person = Person()
        person.first = "Canaryfirst\(Self.letters[number])"
        person.last = "Canarylast\(Self.letters[number])"
        person.knownAs = "Canarynick\(Self.letters[number])"
        person.age = age
        person.born = Day(year: 1990 + number, month: 3, day: 14)
        person.nationality = "Vietnamese"
        var phone = Contact()
        phone.value = "07700 90012\(number)"
        var mail = Contact()
        mail.kind = .email
        mail.value = "canarymail\(number)@example.org"
        person.contacts = [phone, mail]
        return Whom(case: id, person: try await add(person))
    }

    private static let letters = ["alder", "birch", "cedar", "damson", "elder"]

    func enter(_ visitor: Visitor, _ login: String = "ada") async throws {
        _ = try await visitor.signIn("\(login)@example.org")
        _ = try await visitor.post("\(CasesURL.show(id))/open", [("purpose", "working")])
    }

    /// Answers the questions of the path; gives the page that comes back.
    @discardableResult
    func decide(_ visitor: Visitor, _ whom: Whom, age: String, consent: String, asked: String = "yes") async throws -> Reply {
        let page = try await visitor.get(ReferralsURL.path(whom))
        return try await visitor.post(
            ReferralsURL.path(whom), page.hiddenFields(ofFormTo: ReferralsURL.path(whom)) + [
                ("age", age), ("consent", consent), ("can-be-asked", asked), ("nation", "england"),
                ("explained-by", "Ada"), ("explained-day", "20"), ("explained-month", "11"), ("explained-year", "2026"),
                ("interpreter", "no"), ("notice", "yes"),
            ])
    }

    func begin(_ visitor: Visitor, _ whom: Whom) async throws -> Reply {
        let page = try await visitor.get(ReferralsURL.sheet(whom))
        return try await visitor.post(
            ReferralsURL.sheet(whom), page.hiddenFields(ofFormTo: ReferralsURL.sheet(whom)))
    }

    /// Fills in what is required, section by section, as a person would.
    func fill(_ visitor: Visitor, _ whom: Whom, _ fixed: [String: String] = [:]) async throws {
        var dice = Dice(7)
        let fixed = fixed.merging(["authorities-cooperation": "no", "reported-to-police": "no"]) { own, _ in own }
        for part in FormDefinition.newest.sections {
            let place = ReferralsURL.section(whom, part.key)
            for _ in 0..<6 {
                let page = try await visitor.get(place)
                let hidden = page.hiddenFields(ofFormTo: place)
                guard let names = hidden.first(where: { $0.0 == "fields" })?.1, !names.isEmpty else { break }
                var fields = hidden
                for name in names.split(separator: ",") {
                    let question = FormDefinition.newest.questions.first { $0.field == name && $0.section == part.key }
                    if let question { fields += Self.values(question, fixed[question.field], &dice) }
                }
                let reply = try await visitor.post(place, fields)
                if reply.location != place { break }
            }
        }
    }

    private static func values(_ question: Question, _ fixed: String?, _ dice: inout Dice) -> [(String, String)] {
        let isTick = question.field == "types-of-exploitation-forced-to-work"
        guard question.required || isTick || fixed != nil else { return [] }
        let words = fixed.map { [$0] } ?? GeneratedSheets.sound(question, &dice)
        guard question.kind == .date, let day = Day(iso: words[0]) else { return words.map { (question.field, $0) } }
        return [
            ("\(question.field)-day", "\(day.day)"), ("\(question.field)-month", "\(day.month)"),
            ("\(question.field)-year", "\(day.year)"),
        ]
    }

    /// Presses the button of a page that posts to an address.
    @discardableResult
    func press(_ visitor: Visitor, on page: String, _ place: String, _ more: [(String, String)] = []) async throws -> Reply {
        let shown = try await visitor.get(page)
        return try await visitor.post(place, shown.hiddenFields(ofFormTo: place) + more)
    }

    static let keyed = [
        ("keyed-day", "22"), ("keyed-month", "11"), ("keyed-year", "2026"), ("keyed-time", "12:02"), ("has-copy", "no"),
    ]

    func sheet(_ whom: Whom) async throws -> Sheet? {
        try await world.database.read { [keys] in try SheetReads.newest($0, keys, whom.person) }
    }
}
