@_spi(Recording) import Database
import Foundation
import Ledger
import Log
import Server
import Support
import Testing

/// Landed migrations stand in Tests/Fixtures/migrations.json by name and hash. To land new ones, run this suite once with
/// GRANVILLE_LAND_MIGRATIONS=1, which adds what is new and changes nothing that is there.
@Suite("Migrations")
struct MigrationTests {
    @Test("a migration that has landed is never edited, moved or taken out")
    func landed() throws {
        let now = Self.hashes([logSchema] + Services.schemas)
        let landed = try Self.read()
        for (name, hash) in landed { #expect(now[name] == hash, "\(name) was changed after it landed: add a new one instead") }
        if ProcessInfo.processInfo.environment["GRANVILLE_LAND_MIGRATIONS"] == "1" {
            try Self.write(now.merging(landed) { _, old in old })
        }
    }

    @Test("the guard sees a changed column, a changed order and a missing migration")
    func guards() {
        let first = Migration("one") { _ in ["CREATE TABLE a (b TEXT)"] }
        let second = Migration("two") { _ in ["CREATE TABLE c (d TEXT)"] }
        let before = Self.hashes([Schema(feature: "x", migrations: [first, second])])
        let edited = Migration("one") { _ in ["CREATE TABLE a (b TEXT NOT NULL)"] }
        for other in [[edited, second], [second, first], [first]] {
            let after = Self.hashes([Schema(feature: "x", migrations: other)])
            #expect(before.contains { after[$0.key] != $0.value })
        }
    }

    @Test("a database of a newer program is refused in words, and left alone", arguments: Engine.here)
    func newer(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.tamper("UPDATE schema_version SET version = 99 WHERE feature = 'accounts'")
        let error = #expect(throws: DatabaseError.self) {
            try Recorder.prepare(world.database, schemas: Services.schemas)
        }
        #expect(error?.description.contains("its accounts tables are at version 99") == true)
        #expect(error?.description.contains("hint: start it with the newer granville") == true)
        #expect(try await world.verify().isClean)
    }

    @Test("a newer database is refused before the first table is changed, and so are tables of a feature that is not known", arguments: Engine.here)
    func newerLeftAlone(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.tamper("UPDATE schema_version SET version = 99 WHERE feature = 'plans'")
        let more = Schema(feature: "accounts", migrations: (0..<50).map { number in
            Migration("\(number)") { _ in ["CREATE TABLE never_made (a TEXT)"] }
        })
        let plans = Services.schemas.filter { $0.feature != "accounts" }
        #expect(throws: DatabaseError.self) { try Recorder.prepare(world.database, schemas: [more] + plans) }
        #expect(throws: DatabaseError.self) { try world.tamper("SELECT a FROM never_made") }
        try world.tamper("UPDATE schema_version SET version = 1 WHERE feature = 'plans'")
        try world.tamper("INSERT INTO schema_version (feature, version) VALUES ('unheardof', 1)")
        let error = #expect(throws: DatabaseError.self) {
            try Recorder.prepare(world.database, schemas: Services.schemas)
        }
        #expect(error == .unknownFeature("unheardof"))
        #expect(error?.description.contains("tables of “unheardof”, which this program does not know\nhint: ") == true)
    }

    @Test("upgrading twice changes nothing", arguments: Engine.here)
    func twice(engine: Engine) async throws {
        let world = try await World(on: engine)
        let versions: @Sendable (Reader) throws -> [String] = { reader in
            try reader.rows("SELECT feature, version FROM schema_version ORDER BY feature") {
                "\(try $0.text(0)) \(try $0.int(1))"
            }
        }
        let before = try await world.database.read(versions)
        try Recorder.prepare(world.database, schemas: Services.schemas)
        #expect(try await world.database.read(versions) == before)
    }

    private static func hashes(_ schemas: [Schema]) -> [String: String] {
        var hashes: [String: String] = [:]
        for schema in schemas {
            for (index, migration) in schema.migrations.enumerated() {
                for (engine, dialect) in [("SQLite", Dialect.sqlite), ("PostgreSQL", .postgres)] {
                    hashes["\(schema.feature) \(index + 1), \(engine)"] =
                        MerkleTree.leafHash(Array(migration.text(for: dialect).utf8)).hex
                }
            }
        }
        return hashes
    }

    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../Fixtures/migrations.json")

    private static func read() throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: try Data(contentsOf: file))
    }

    private static func write(_ hashes: [String: String]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (try encoder.encode(hashes) + Data("\n".utf8)).write(to: file)
    }
}
