import Calendar
import Database
import Foundation
import Ledger
import Log
import Server
import Support
import Testing
import Vault

@Suite("Backups")
struct BackupTests {
    @Test("a backup holds the database, a checkpoint over exactly that, hashes of each file, and no key", arguments: Engine.here)
    func holds(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        for number in 0..<20 { try await world.write("\(number)") }
        let made = try await world.backUp()
        #expect(made.findings.isEmpty)
        let ledger = try #require(made.manifest.ledgers.first)
        #expect(ledger.entries == 22)
        let size = try await world.head().size
        #expect(ledger.entries == Int(size), "the backup's own entry is in it")
        let root = try await world.head().root.base64
        #expect(ledger.root == root)
        #expect(made.manifest.engine == (engine == .sqlite ? .sqlite : .postgres))
        let note = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(made.path)/checkpoint-1")))
        #expect(try world.services.keys.read(checkpoint: note, origin: ledger.origin).root.base64 == root)
        for file in made.manifest.files {
            let found = try Hash.ofFile("\(made.path)/\(file.name)")
            #expect(found.hash.hex == file.sha256 && found.bytes == file.bytes)
        }
        let files = try FileManager.default.subpathsOfDirectory(atPath: made.path).sorted()
        #expect(files == (made.manifest.files.map(\.name) + ["manifest.json", "manifest.sig"]).sorted())
        #expect(!files.contains { $0.contains("key") })
        let mode = try FileManager.default.attributesOfItem(atPath: made.path)[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }

    @Test("the backup is an entry in the ledger, which says whether the keys went along")
    func recorded() async throws {
        let world = try await World()
        let made = try await world.backUp(withKeys: true)
        let line = try #require(try await world.lines().first)
        #expect(line.kind == "backup")
        #expect(line.body?.did == "made a backup of everything, with the keys")
        #expect(made.path.hasSuffix(try #require(line.body?.id)))
        let files = made.manifest.files.map(\.name)
        #expect(files.contains("keys/root.key") && files.contains("keys/ledger.key"))
        for name in ["root.key", "ledger.key"] {
            let mode = try FileManager.default.attributesOfItem(atPath: "\(made.path)/keys/\(name)")[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        #expect(made.manifest.hasKeys)
    }

    @Test("a later backup leaves the earlier ones alone, and nothing unfinished stays")
    func several() async throws {
        let world = try await World()
        let first = try await world.backUp()
        let hash = try Hash.ofFile("\(first.path)/granville.db").hash
        for _ in 0..<3 { _ = try await world.backUp() }
        let names = try FileManager.default.contentsOfDirectory(atPath: world.folder + "/backups")
        #expect(names.count == 4)
        #expect(names.allSatisfy { $0.hasPrefix("granville-") })
        #expect(try Hash.ofFile("\(first.path)/granville.db").hash == hash)
    }

    @Test("a backup that cannot be finished leaves nothing behind, and what is wrong is said")
    func unfinished() async throws {
        let world = try await World()
        // A file where the folder of backups should be.
        try "in the way".write(toFile: world.folder + "/backups", atomically: true, encoding: .utf8)
        await #expect(throws: StartFault.self) { try await world.backUp() }
        try FileManager.default.removeItem(atPath: world.folder + "/backups")
        try FileManager.default.removeItem(atPath: world.folder + "/keys/root.key")
        await #expect(throws: StartFault.self) { try await world.backUp(withKeys: true) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder + "/backups").isEmpty)
    }

    @Test("a database whose ledger was changed is copied all the same, and the change is named", arguments: Engine.here)
    func damaged(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        for number in 0..<5 { try await world.write("\(number)") }
        try world.tamper("DELETE FROM ledger_body WHERE position = 3")
        let made = try await world.backUp()
        #expect(made.findings.contains { $0.words == "Entry 3: its record cannot be opened: it is missing." })
        #expect(made.manifest.ledgers.map(\.isWhole) == [false])
        #expect(made.manifest.ledgers[0].checkpoint == nil)
    }
}

extension World {
    /// A second later than what was before, so that each has a name of its own.
    func backUp(withKeys: Bool = false) async throws -> BackupMaking.Made {
        clock.now = clock.now.adding(seconds: 1)
        return try await BackupMaking(services, withKeys: withKeys, program: "test").make(in: folder + "/backups")
    }
}
