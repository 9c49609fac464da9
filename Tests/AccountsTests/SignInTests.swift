import Accounts
import Support
import Testing

@Suite("Accounts")
struct AccountStoreTests {
    @Test("a sign-in name is given once only", arguments: Engine.here)
    func loginTaken(engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("lee", .reader)
        await #expect(throws: AccountProblem.loginTaken) { try await world.account("lee", .reader) }
    }
}
