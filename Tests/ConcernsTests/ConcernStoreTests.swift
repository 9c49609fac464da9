import Accounts
import Calendar
@testable import Concerns
import Database
import Foundation
import Keyring
import Log
import NeedToKnow
import Server
import Support
import Testing
import Vault

@Suite("A concern is sealed, in the ledger, and seen by those alone who have business with it")
struct ConcernStoreTests {
    static func answers(_ what: String, who: String = "adult", danger: String = "no") -> ConcernAnswers {
        ConcernAnswers(["what": [what], "where": ["Mill Lane"], "who": [who], "danger": [danger]])
    }

    static func file(
        _ world: World, _ answers: ConcernAnswers, token: String = UUID().uuidString, by account: String? = nil,
        about: Set<String> = [], receipt: [UInt8]? = nil
    ) async throws -> Concern {
        var filing = Filing(
            answers: answers, form: .present, source: account == nil ? .anonymous : .staff, language: "en-GB", token: token)
        filing.about = about
        filing.receipt = receipt
        let id = try await world.services.concerns.file(filing, by: Actor(organisation: 1, account: account))
        let concern = try await world.database.read { try ConcernReads.concern($0, organisation: 1, id: id) }
        return try #require(concern)
    }

    static func viewer(_ account: String, _ roles: Role...) -> Viewer {
        Viewer(
            organisation: 1, organisationName: "", isDemonstration: false, account: account, name: account,
            roles: RoleSet(roles), posts: [], session: Array(account.utf8), mustChangePassword: false)
    }

    @Test("what was said comes back as it was written, and stands in no table in clear", arguments: Engine.here)
    func sealed(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let words = "Mëhmet \u{202E}רחל\u{202C} sleeps behind the wash\u{0301}"
        let concern = try await Self.file(world, Self.answers(words))
        let ring = world.services.ring
        let read = try await world.database.read { reader in
            try ConcernReads.answers(reader, organisation: 1, concern: concern, key: ring.key(concern.key))
        }
        #expect(read["what"] == words)
        #expect(concern.reference.hasPrefix("CN-2026-"))
        let columns = try await world.database.read { reader in
            try reader.rows("""
                SELECT reference, source, urgency, form_version FROM concern WHERE organisation = 1
                """) { try $0.text(0) + $0.text(1) + $0.text(2) + $0.text(3) }
        }
        #expect(!columns.joined().contains("sleeps"))
    }

    @Test("pressed twice, a concern is filed once, with one entry in the ledger", arguments: Engine.here)
    func twice(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let token = UUID().uuidString
        let first = try await Self.file(world, Self.answers("once"), token: token)
        let second = try await Self.file(world, Self.answers("once"), token: token)
        #expect(first.id == second.id)
        let count = try await world.database.read { try $0.count("SELECT count(*) FROM concern") }
        #expect(count == 1)
        let entries = try await world.database.read { [services = world.services] reader in
            try LedgerList(services.keys, 1).history(reader, of: first.id)
        }
        #expect(entries.count == 1)
    }

    @Test("sixteen at once are all filed, each under a key and a reference of its own", arguments: Engine.here)
    func together(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let concerns = try await withThrowingTaskGroup(of: Concern.self) { group in
            for number in 0..<16 { group.addTask { try await Self.file(world, Self.answers("number \(number)")) } }
            return try await group.reduce(into: [Concern]()) { $0.append($1) }
        }
        #expect(Set(concerns.map(\.key)).count == 16 && Set(concerns.map(\.reference)).count == 16)
    }

    @Test("who is named, and their line, find it in no list, no count, no page and no ledger", arguments: Engine.here)
    func shielded(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let named = try await world.account("jo", .pointOfContact, name: "Jo Bright")
        let manager = try await world.account("max", .pointOfContact, name: "Max Hill")
        let other = try await world.account("ada", .pointOfContact, name: "Ada Stone")
        let teams = TeamStore(recorder: world.recorder)
        _ = try await teams.setManagers([manager], of: named, form: "line", by: world.actor)
        let concern = try await Self.file(world, Self.answers("The driver is bright, jo. She pays them."))
        for (account, sees) in [(named, false), (manager, false), (other, true)] {
            let viewer = Self.viewer(account, .pointOfContact)
            let (sight, count, rows) = try await world.database.read { reader in
                (
                    try Knowing.sight(reader, viewer, of: concern.id),
                    try QueueQuery(show: .waiting).tally(page: 1, reader, viewer).count,
                    try QueueQuery(show: .waiting).page(1, reader, viewer)
                )
            }
            #expect(sight == (sees ? .whole : .nothing))
            #expect(count == (sees ? 1 : 0) && rows.count == count)
        }
    }

    @Test("a long queue says that there are more than were counted, and its later pages are reached", arguments: Engine.here)
    func long(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let viewer = Self.viewer(try await world.account("ada", .pointOfContact), .pointOfContact)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<510 { group.addTask { _ = try await Self.file(world, Self.answers("number \(number)")) } }
            try await group.waitForAll()
        }
        let (first, later, tab) = try await world.database.read { reader in
            let query = QueueQuery(show: .waiting)
            return (
                try query.tally(page: 1, reader, viewer), try query.tally(page: 15, reader, viewer),
                try query.tallyInTab(reader, viewer)
            )
        }
        #expect(first == QueueTally(count: 500, isMore: true))
        #expect(later == QueueTally(count: 510, isMore: false))
        #expect(tab == QueueTally(count: 100, isMore: true))
    }

    @Test("what the reporter adds later and names a colleague in shields that colleague too", arguments: Engine.here)
    func shieldedLater(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let jo = try await world.account("jo", .pointOfContact, name: "Jo Bright")
        let concern = try await Self.file(world, Self.answers("A car wash"))
        _ = try await world.services.concerns.reply(
            "The owner is Jo Bright", to: concern, form: UUID().uuidString, organisation: 1, location: "")
        let sight = try await world.database.read { try Knowing.sight($0, Self.viewer(jo, .pointOfContact), of: concern.id) }
        #expect(sight == .nothing)
    }

    @Test("a colleague who came after the last concern is found in the next", arguments: Engine.here)
    func cameLater(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await Self.file(world, Self.answers("Nobody in particular"))
        let jo = try await world.account("jo", .pointOfContact, name: "Jo Bright")
        let concern = try await Self.file(world, Self.answers("The owner is Jo Bright"))
        let sight = try await world.database.read { try Knowing.sight($0, Self.viewer(jo, .pointOfContact), of: concern.id) }
        #expect(sight == .nothing)
    }

    @Test("a concern about the only point of contact can be read by the safeguarding lead", arguments: Engine.here)
    func nobodyTriages(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("jo", .pointOfContact, name: "Jo Bright")
        let lead = try await world.account("lea", .safeguardingLead)
        let viewer = Self.viewer(lead, .safeguardingLead)
        let about = try await Self.file(world, Self.answers("Jo Bright takes their wages"))
        let usual = try await Self.file(world, Self.answers("A farm"))
        let sights = try await world.database.read { reader in
            [try Knowing.sight(reader, viewer, of: about.id), try Knowing.sight(reader, viewer, of: usual.id)]
        }
        #expect(sights == [.whole, .outline])
    }

    @Test("answers raise urgency in words and lead to the team of their service", arguments: Engine.here)
    func routes(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let worker = try await world.account("kit", .firstResponder)
        _ = try await TeamStore(recorder: world.recorder).save(
            nil, version: 0, name: "Front door", service: "children", members: [worker], form: "team", by: world.actor)
        let child = try await Self.file(world, Self.answers("A child", who: "child", danger: "yes"))
        let adult = try await Self.file(world, Self.answers("A man"))
        #expect(child.urgency == [.dangerNow, .child])
        #expect(adult.urgency.isEmpty)
        let viewer = Self.viewer(worker, .firstResponder)
        let seen = try await world.database.read { try QueueQuery(show: .waiting).page(1, $0, viewer) }
        #expect(seen.map(\.id) == [child.id])
        let sight = try await world.database.read { try Knowing.sight($0, viewer, of: child.id) }
        #expect(sight == .outline)
    }

    @Test("the most urgent stands first, and of those the one that has waited longest", arguments: Engine.here)
    func order(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let viewer = Self.viewer(try await world.account("ada", .pointOfContact), .pointOfContact)
        var filed: [String] = []
        for (danger, who) in [("no", "adult"), ("notSure", "adult"), ("yes", "adult"), ("yes", "child"), ("no", "adult")] {
            filed.append(try await Self.file(world, Self.answers("x", who: who, danger: danger)).id)
            world.clock.now = world.clock.now.adding(minutes: 1)
        }
        let seen = try await world.database.read { try QueueQuery(show: .waiting).page(1, $0, viewer).map(\.id) }
        #expect(seen == [filed[3], filed[2], filed[1], filed[0], filed[4]])
    }

    @Test("two take the same concern: one has it, the other is told", arguments: Engine.here)
    func takenTwice(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let viewers = [
            Self.viewer(try await world.account("ada", .pointOfContact), .pointOfContact),
            Self.viewer(try await world.account("ben", .pointOfContact), .pointOfContact),
        ]
        let concern = try await Self.file(world, Self.answers("x"))
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for viewer in viewers {
                group.addTask {
                    (try? await world.services.concerns.take(
                        concern, form: UUID().uuidString, location: "", by: viewer)) != nil
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
    }

    @Test("a decision and its case are one change: when the case cannot be opened, nothing is decided", arguments: Engine.here)
    func decidedWhole(on engine: Engine) async throws {
        struct NoCase: Error {}
        let world = try await World(on: engine)
        let viewer = Self.viewer(try await world.account("ada", .pointOfContact), .pointOfContact)
        let concern = try await Self.file(world, Self.answers("x"))
        let deciding = ConcernStore.Deciding(decision: .caseOpened, reason: "Two men", feedback: "Thank you", version: 1)
        await #expect(throws: NoCase.self) {
            try await world.services.concerns.decide(
                concern, deciding, form: "f", location: "", by: viewer, openCase: { _, _ in throw NoCase() })
        }
        let after = try await world.database.read { try ConcernReads.concern($0, organisation: 1, id: concern.id) }
        #expect(after?.decision == nil && after?.version == 1)
    }

    @Test("a colleague finds what they reported; nobody finds in the tables who that was", arguments: Engine.here)
    func own(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let ada = try await world.account("ada", .leadOfficer)
        let concern = try await Self.file(world, Self.answers("x"), by: ada)
        let marks = ReporterMark(try SystemKeys.load(from: world.folder + "/keys").root)
        let (mine, rows) = try await world.database.read { reader in
            (
                try ConcernReads.own(reader, organisation: 1, mark: marks.mark(ada)),
                try reader.count("""
                    SELECT count(*) FROM ledger_about WHERE object = \(ada) AND position > 2
                    """)
            )
        }
        #expect(mine.map(\.id) == [concern.id])
        #expect(rows == 0)
    }
}
