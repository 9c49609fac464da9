import Calendar
import Database
import Log
import Support
import Testing
@testable import Accounts

@Suite("Account store")
struct AccountStoreTests {
    @Test("a sign-in name is given once only, whatever its capitals or accents", arguments: Engine.here)
    func loginTaken(engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("ren\u{e9}", .reader)
        await #expect(throws: AccountProblem.loginTaken) { try await world.account("ren\u{e9}", .reader) }
        await #expect(throws: AccountProblem.loginTaken) { try await world.account("REN\u{c9}", .reader) }
        await #expect(throws: AccountProblem.loginTaken) { try await world.account("rene\u{301}", .reader) }
    }

    @Test("a form pressed twice adds one account and leads to the same place", arguments: Engine.here)
    func once(engine: Engine) async throws {
        let world = try await World(on: engine)
        let account = NewAccount(
            login: "lee@example.org", name: "Lee", password: World.password, roles: RoleSet([.reader]),
            mustChangePassword: true)
        let first = try await world.accounts.add(account, form: "f1", by: world.actor)
        let second = try await world.accounts.add(account, form: "f1", by: world.actor)
        #expect(!first.isRepeat && second.isRepeat)
        #expect(first.location == second.location)
        #expect(try await all(world).count == 2)
    }

    @Test("a change made from an old version is refused and nothing of it kept", arguments: Engine.here)
    func stale(engine: Engine) async throws {
        let world = try await World(on: engine)
        let lee = try await world.account("lee", .reader)
        _ = try await world.accounts.change(lee, version: 1, to: AccountChange(name: "Lee Ash"), form: "a", by: world.actor)
        await #expect(throws: AccountProblem.changedMeanwhile) {
            try await world.accounts.change(lee, version: 1, to: AccountChange(name: "Lee Oak"), form: "b", by: world.actor)
        }
        let now = try await account(lee, world)
        #expect(now?.name == "Lee Ash")
        #expect(now?.version == 2)
    }

    @Test("a change that changes nothing is not recorded", arguments: Engine.here)
    func nothing(engine: Engine) async throws {
        let world = try await World(on: engine)
        let lee = try await world.account("lee", .reader, name: "Lee")
        await #expect(throws: AccountProblem.nothingChanged) {
            try await world.accounts.change(
                lee, version: 1, to: AccountChange(name: "Lee", roles: RoleSet([.reader])), form: "a", by: world.actor)
        }
        #expect(try await account(lee, world)?.version == 1)
    }

    @Test("somebody can always manage accounts", arguments: Engine.here)
    func lastAdministrator(engine: Engine) async throws {
        let world = try await World(on: engine)
        let store = world.accounts
        let ada = world.administrator
        await #expect(throws: AccountProblem.lastAdministrator) {
            try await store.change(ada, version: 1, to: AccountChange(active: false), form: "a", by: world.actor)
        }
        await #expect(throws: AccountProblem.lastAdministrator) {
            try await store.change(ada, version: 1, to: AccountChange(roles: RoleSet([.reader])), form: "b", by: world.actor)
        }
        let lee = try await world.account("lee", .administrator)
        await #expect(throws: AccountProblem.ownAdministratorRole) {
            try await store.change(ada, version: 1, to: AccountChange(roles: RoleSet([.reader])), form: "c", by: world.actor)
        }
        await #expect(throws: AccountProblem.ownAdministratorRole) {
            try await store.change(ada, version: 1, to: AccountChange(active: false), form: "d", by: world.actor)
        }
        await #expect(throws: AccountProblem.ownNewRole) {
            let more = AccountChange(roles: RoleSet([.administrator, .auditor]))
            return try await store.change(ada, version: 1, to: more, form: "g", by: world.actor)
        }
        let asLee = Actor(organisation: 1, account: lee)
        _ = try await store.change(ada, version: 1, to: AccountChange(active: false), form: "e", by: asLee)
        // Two administrators who close each other at one moment: the second is refused.
        await #expect(throws: AccountProblem.lastAdministrator) {
            try await store.change(lee, version: 1, to: AccountChange(active: false), form: "f", by: world.actor)
        }
    }

    @Test("the cookie's secret is nowhere in the database, and its hash is", arguments: Engine.here)
    func hashed(engine: Engine) async throws {
        let world = try await World(on: engine)
        let text = try await world.accounts.startSession(organisation: 1, account: world.administrator)
        let (organisation, token) = try #require(SessionToken.read(text))
        #expect(organisation == 1)
        let stored = try await world.database.read { try $0.rows("SELECT token FROM session") { try $0.bytes(0) } }
        #expect(stored == [token])
        let secret = try #require(text.split(separator: ".").last)
        #expect(secret.utf8.count == 43)
        #expect(!stored.contains(Array(secret.utf8)))
        let again = try await world.accounts.startSession(organisation: 1, account: world.administrator)
        #expect(again != text)
    }

    @Test("a token with anything changed is nobody's", arguments: [
        "", "1", "1.", ".", "1.abc", "x.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA é",
    ])
    func noToken(text: String) {
        #expect(SessionToken.read(text) == nil)
    }

    @Test("a session ends with its ten hours, its sign-out, its account and its roles", arguments: Engine.here)
    func ends(engine: Engine) async throws {
        let world = try await World(on: engine)
        let store = world.accounts
        let lee = try await world.account("lee", .reader)
        func viewer(_ text: String) async throws -> Viewer? {
            guard let read = SessionToken.read(text) else { return nil }
            let now = world.clock.now
            return try await world.database.read {
                try AccountStore.viewer($0, organisation: read.organisation, token: read.token, now: now)
            }
        }
        let one = try await store.startSession(organisation: 1, account: lee)
        world.clock.now = World.start.adding(minutes: 599)
        #expect(try await viewer(one) != nil)
        world.clock.now = World.start.adding(hours: 10)
        #expect(try await viewer(one) == nil)

        let two = try await store.startSession(organisation: 1, account: lee)
        let ending = try #require(try await viewer(two))
        try await store.endSession(ending)
        #expect(try await viewer(two) == nil)

        let three = try await store.startSession(organisation: 1, account: lee)
        _ = try await store.change(lee, version: 1, to: AccountChange(name: "Lee Ash"), form: "a", by: world.actor)
        #expect(try await viewer(three)?.name == "Lee Ash")
        _ = try await store.change(
            lee, version: 2, to: AccountChange(roles: RoleSet([.reader, .auditor])), form: "b", by: world.actor)
        #expect(try await viewer(three) == nil)

        let four = try await store.startSession(organisation: 1, account: lee)
        _ = try await store.change(lee, version: 3, to: AccountChange(active: false), form: "c", by: world.actor)
        #expect(try await viewer(four) == nil)
        _ = try await store.change(lee, version: 4, to: AccountChange(active: true), form: "d", by: world.actor)
        #expect(try await viewer(four) == nil, "an old session must not come back with the account")

        let five = try await store.startSession(organisation: 1, account: lee)
        let keeping = try await store.startSession(organisation: 1, account: lee)
        try await store.setPassword(
            World.password, of: lee, mustChange: false, keeping: SessionToken.read(keeping)?.token, by: world.actor)
        #expect(try await viewer(five) == nil)
        #expect(try await viewer(keeping) != nil)
    }

    private func all(_ world: World) async throws -> [Account] {
        try await world.database.read { try AccountStore.list($0, organisation: 1) }
    }

    private func account(_ id: String, _ world: World) async throws -> Account? {
        try await world.database.read { try AccountStore.account($0, organisation: 1, id: id) }
    }
}
