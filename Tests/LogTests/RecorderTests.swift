import Database
import Ledger
import Log
import Support
import Testing

@Suite("Recorder")
struct RecorderTests {
    @Test("a change that leaves no trace is refused and undone", arguments: Engine.here)
    func noTrace(engine: Engine) async throws {
        let world = try await World(on: engine)
        await #expect(throws: RecorderError.nothingTraced) {
            try await world.recorder.record(.config, by: world.actor) { write in
                try write.sql.execute("UPDATE organisation SET name = \("Elsewhere") WHERE id = 1")
            }
        }
        let name = try await world.database.read { try $0.first("SELECT name FROM organisation") { try $0.text(0) } }
        #expect(name == World.organisationName)
    }
}
