import Accounts
import ArgumentParser
import Calendar
import Cases
import Concerns
import Database
import Foundation
import Keyring
import Log
import NeedToKnow
import Server
import Synchronization
import Vault

/// Adds the concerns and cases of many years to the council that `granville demo --make-only` made, through the stores
/// that the pages use: sealed under keys of their own, shielded, and in the ledger.
struct ConcernsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "concerns", abstract: "Add many concerns, most of them decided, and some cases.")

    @Option(help: "Folder of the scratch council.")
    var data: String

    @Option(help: "PostgreSQL instead of the SQLite file.")
    var database: String?

    @Option(help: "How many concerns.")
    var concerns = 100_000

    private static let waiting = 300
    private static let taken = 60
    private static let cases = 8

    func run() async throws {
        let years = Years(steps: concerns)
        let services = try Services.scratch(data, database: database, clock: { years.now })
        defer { services.close() }
        let accounts = try await services.database.read { try AccountStore.list($0, organisation: 1) }
        guard let triage = accounts.first(where: { $0.active && $0.roles.may(.triage) }) else {
            throw ValidationError("Nobody in \(data) decides about concerns: make it with granville demo --make-only")
        }
        let viewer = Viewer(
            organisation: 1, organisationName: "", isDemonstration: true, account: triage.id, name: triage.name,
            roles: triage.roles, posts: [], session: [], mustChangePassword: false)
        let reporting = Reporting(
            services: services, viewer: viewer, names: accounts.map(\.name), undecided: concerns - Self.waiting - Self.taken,
            waiting: concerns - Self.waiting, years: years)
        try await reporting.all(concerns)
        print(String(decoding: try JSONEncoder().encode(Sample(
            concerns: concerns, cases: try await reporting.cases(Self.cases))), as: UTF8.self))
    }

    private struct Sample: Encodable {
        let concerns: Int
        let cases: [String]
    }
}

/// A clock that goes from years ago to now with what is written: old concerns are decided, those that wait came lately.
private final class Years: Sendable {
    private let written = Mutex(0)
    private let steps: Int
    private let end = Instant.now()
    private static let days = 1200

    init(steps: Int) { self.steps = steps }

    func step() { written.withLock { $0 += 1 } }

    var now: Instant {
        let left = written.withLock { max(0, steps - $0) }
        return end.adding(seconds: -Int(Double(Self.days * 86_400) * Double(left) / Double(steps)))
    }
}

private struct Reporting: Sendable {
    let services: Services
    let viewer: Viewer
    let names: [String]
    /// The number of the first that is not decided, and of the first that nobody has taken.
    let undecided: Int
    let waiting: Int
    let years: Years

    /// Jobs waiting for the writer at once; it takes them in groups.
    private static let atOnce = 256
    private static let run = "concerns-\(Instant.now().milliseconds)"

    func all(_ count: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= Self.atOnce { try await group.next() }
                group.addTask {
                    try await one(number)
                    years.step()
                }
            }
            try await group.waitForAll()
        }
    }

    private func one(_ number: Int) async throws {
        let token = "\(Self.run)-\(number)"
        var filing = Filing(
            answers: answers(number), form: .present, source: number % 3 == 0 ? .staff : .anonymous, language: "en-GB",
            token: token)
        if number % 3 != 0 { filing.receipt = ReceiptCode.make().hash }
        let id = try await services.concerns.file(filing, by: Actor(organisation: 1, account: nil))
        guard number < waiting else { return }
        func present() async throws -> Concern {
            guard let found = try await services.database.read({ try ConcernReads.concern($0, organisation: 1, id: id) })
            else { throw ValidationError("A concern that was filed is not there.") }
            return found
        }
        guard number < undecided else {
            _ = try await services.concerns.take(try await present(), form: "\(token)-take", location: "/", by: viewer)
            if number % 3 == 0 {
                _ = try await services.concerns.reply(
                    "They came again this morning.", to: try await present(), form: "\(token)-reply", organisation: 1,
                    location: "/")
            }
            return
        }
        let decisions: [Decision] = [.notSlavery, .intelligence, .safeguarding, .alreadyReferred]
        let decision = decisions[number % decisions.count]
        _ = try await services.concerns.decide(
            try await present(),
            .init(decision: decision, reason: "Visited; nobody there could be referred.", feedback: decision.feedback, version: 1),
            form: "\(token)-decide", location: "/", by: viewer)
    }

    /// As people write: some name a colleague, who is then kept from it.
    private func answers(_ number: Int) -> ConcernAnswers {
        let named = number % 25 == 0 ? " \(names[number / 25 % names.count]) has been there too." : ""
        return ConcernAnswers([
            "danger": [["no", "notSure", "yes"][number % 3]],
            "what": ["Four people work from six in the morning. The man who takes the money drives them, holds their papers, "
                + "and answers for them; number \(number) of those whom I have seen there this year.\(named)"],
            "where": ["The car wash behind the old mill, by the ring road"], "when": ["today"],
            "who": [["adult", "child", "both", "notSure"][number / 3 % 4]], "howMany": ["4"], "contact": ["none"],
        ])
    }

    // MARK: Cases

    /// Each with four people, things, and a timeline of thirty events.
    func cases(_ count: Int) async throws -> [String] {
        var made: [String] = []
        for _ in 0..<count {
            let keys = try services.ring.take()
            made.append(try await services.recorder.record(.caseWrite, by: viewer.actor) { write in
                let file = try CaseStore.open(
                    from: [], NewCase(setting: .carWash, exploitation: [.labour, .debtBondage], holder: viewer.account),
                    in: write, keys: keys)
                let sealer = CaseKeys(file.record, organisation: 1, keys: keys)
                for name in ["Kestutis", "Marek", "Dovydas", "Bee"] {
                    var person = Person()
                    person.first = name
                    person.last = "Oakhanger"
                    person.age = name == "Dovydas" ? .child : .adult
                    person.languages = "Lithuanian, some English"
                    person.description = "Works at the car wash, sleeps in the container behind it"
                    try CaseStore.add(person, sealer, in: write)
                }
                var place = Place()
                place.name = "Mill Lane car wash"
                place.address = "Mill Lane, Wexcombe"
                try CaseStore.add(place, sealer, in: write)
                for number in 0..<24 {
                    try CaseEvents.add(
                        .note, words: EventWords("Visit \(number): spoke through the interpreter; they need time to decide."),
                        sealer, in: write)
                }
                return file.id
            })
        }
        return made
    }
}
