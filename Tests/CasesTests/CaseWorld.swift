import Accounts
import Calendar
@testable import Cases
import Database
import Keyring
import Log
import NeedToKnow
import Server
import Support

/// A council with people who may work on cases, and one case.
struct CaseWorld {
    let world: World
    let contact: String
    let store: CaseStore
    let keys: CaseKeys

    init(on engine: Engine = .sqlite) async throws {
        world = try await World(on: engine)
        contact = try await world.account("ada", .pointOfContact, name: "Ada Contact")
        store = CaseStore(recorder: world.recorder, ring: world.services.ring)
        keys = try await Self.open(world, by: contact)
    }

    var id: String { keys.record.id }
    var path: String { CasesURL.show(id) }
    var actor: Actor { Actor(organisation: 1, account: contact) }

    static func open(
        _ world: World, from concerns: [String] = [], _ new: NewCase = NewCase(setting: .carWash), by account: String
    ) async throws -> CaseKeys {
        let keys = try world.services.ring.take()
        return try await world.recorder.record(.caseWrite, by: Actor(organisation: 1, account: account)) { write in
            let file = try CaseStore.open(from: concerns, new, in: write, keys: keys)
            return CaseKeys(file.record, organisation: 1, keys: keys)
        }
    }

    func add<P: Part>(_ part: P, parent: String? = nil) async throws -> String {
        try await world.recorder.record(.caseWrite, by: actor) { [keys] write in
            try CaseStore.add(part, parent: parent, keys, in: write)
        }
    }

    func assign(to holder: String, isTeam: Bool = false) async throws {
        try await world.recorder.record(.caseWrite, by: actor) { [keys] write in
            try Knowing.assign(keys.record.id, to: holder, isTeam: isTeam, write)
            keys.trace("assigned", in: write)
        }
    }

    func shield(_ account: String) async throws {
        try await world.recorder.record(.caseWrite, by: actor) { [keys] write in
            try Knowing.shield([account], because: .chosen, from: keys.record.id, write)
            keys.trace("shielded", in: write)
        }
    }

    /// Signs somebody in and lets them say why they open the case.
    static func enter(_ visitor: Visitor, _ login: String, _ path: String) async throws {
        _ = try await visitor.signIn("\(login)@example.org")
        _ = try await visitor.post("\(path)/open", [("purpose", "working")])
    }
}
