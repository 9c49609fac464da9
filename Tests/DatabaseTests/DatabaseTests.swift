import Database
import Support
import Testing

@Suite("Database")
struct DatabaseTests {
    @Test("a write is on disk before it is answered: SQLite runs with FULL, PostgreSQL with synchronous_commit", arguments: Engine.here)
    func durability(engine: Engine) async throws {
        let world = try await World(on: engine)
        #expect(try world.database.durability() == (engine == .sqlite ? "FULL" : "on"))
    }
}
