import Database
import Foundation
import Ledger
import Log
import Server
import Support
import Testing

@Suite("Ledgers that ended are exported too")
struct ClosedExportTests {
    /// A ledger with `kept` entries of which fewer were signed than had been, and the next one begun.
    private static func world(_ engine: Engine, kept: Int) async throws -> World {
        let world = try await World(on: engine)
        try world.makeTable()
        try await world.fill(to: kept)
        try await world.services.checkpoints.sign(1)
        try await world.lose(4)
        return world
    }

    private static func check(
        _ world: World, _ remembered: [[UInt8]] = []
    ) throws -> (present: ExportReport, closed: [ExportReport]) {
        let (folder, number) = (world.folderOfExport, try world.number())
        let key = try NoteVerifier(vkey: try world.services.keys.verifierKey(organisation: 1, ledger: number))
        return ExportCheck(key: key, remembered: remembered).checkAll { folder.read($0) }
    }

    @Test("each stands in its folder, is sound, and says how much is lost; adding to it changes nothing", arguments: Engine.here)
    func folders(engine: Engine) async throws {
        let world = try await Self.world(engine, kept: 300)
        let first = try await world.export()
        #expect(first.origin == "granville/1/ledger/2")
        #expect(first.closed.map { [$0.number, $0.size, $0.kept, $0.signed] } == [[1, 300, 300, 304]])
        var found = try Self.check(world)
        #expect(found.present.isSound && found.closed.map(\.isSound) == [true], "\(found)")
        #expect(found.closed[0].size == 300 && found.closed[0].lost == 4)
        let remembered = try #require(world.folderOfExport.read("ledger-1/checkpoint"))
        let before = try world.exported()
        try await world.write("more")
        #expect(try await world.export().closed.count == 1)
        #expect(Set(try world.exported()).isSuperset(of: before.filter { $0.hasPrefix("ledger-1/") }))
        found = try Self.check(world, [remembered])
        #expect(found.present.isSound && found.closed[0].isSound && found.closed[0].remembered == 1)

        // And one more after that: two folders.
        try await world.services.checkpoints.sign(1)
        try await world.lose(3)
        try FileManager.default.moveItem(atPath: world.folderOfExport.path, toPath: world.folder + "/earlier")
        #expect(try await world.export().closed.map(\.number) == [1, 2])
        found = try Self.check(world, [remembered])
        #expect(found.present.isSound && found.closed.map(\.isSound) == [true, true], "\(found)")
        #expect([nil, 0].contains(try Self.script(world)))
    }

    @Test("a closed ledger that is missing, cut short or changed is found, by the script in the folder too")
    func damaged() async throws {
        let world = try await Self.world(.sqlite, kept: 20)
        _ = try await world.export()
        #expect([nil, 0].contains(try Self.script(world)))
        let last = try #require(world.folderOfExport.read("ledger-1/last-signed"))
        // Somebody who remembers what is lost is told.
        #expect(try Self.check(world, [last]).closed[0].findings.count == 1)
        for path in try world.exported() where path.hasPrefix("ledger-1/") {
            let whole = try #require(world.folderOfExport.read(path))
            var flipped = whole
            flipped[whole.count / 2] ^= 1
            for damage in [flipped, Array(whole.dropLast()), nil] {
                let url = URL(filePath: world.folderOfExport.path + "/" + path)
                try FileManager.default.removeItem(at: url)
                if let damage { try Data(damage).write(to: url) }
                // The key beside it is for convenience: whoever checks brings the key.
                if path.hasSuffix("ledger.vkey"), damage == nil { continue }
                let found = try Self.check(world)
                #expect(found.present.isSound && !found.closed[0].isSound, "\(path)")
                #expect([nil, 2].contains(try Self.script(world)), "\(path)")
                try Data(whole).write(to: url)
            }
            try Data(whole).write(to: URL(filePath: world.folderOfExport.path + "/" + path))
        }
        // Two ledgers of one key are not taken for each other.
        try FileManager.default.removeItem(atPath: world.folderOfExport.path + "/ledger-1")
        #expect(try Self.check(world).closed[0].findings.isEmpty == false)
        #expect([nil, 2].contains(try Self.script(world)))
    }

    /// What the shipped script ends with; it needs Python's cryptography, without which this is not asked.
    private static func script(_ world: World) throws -> Int32? {
        let key = try world.services.keys.verifierKey(organisation: 1, ledger: try world.number())
        let local = ".venv-proof/bin/python"
        let python = FileManager.default.isExecutableFile(atPath: local) ? local : "/usr/bin/python3"
        func run(_ words: [String]) throws -> Int32 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: python)
            process.arguments = words
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
        guard try run(["-c", "import cryptography"]) == 0 else { return nil }
        return try run(["-B", world.folderOfExport.path + "/verify.py", "--key", key])
    }
}

extension World {
    fileprivate func number() throws -> Int {
        try database.readNow { try LedgerPosition.number($0, organisation: 1) }
    }

    /// An older copy is put back: entries that were signed are gone, and the next ledger begins.
    func lose(_ count: Int) async throws {
        let kept = try await database.read { reader in
            try reader.first("SELECT size, frontier, last_time FROM ledger_head WHERE organisation = 1") {
                (size: try $0.int(0), frontier: try $0.bytes(1), time: try $0.int(2))
            }
        }
        let older = try #require(kept)
        for number in 0..<count { try await write("lost \(older.size) \(number)") }
        try await services.checkpoints.sign(1)
        for table in ["ledger_entry", "ledger_body", "ledger_about"] as [SQL] {
            try tamper("DELETE FROM \(table) WHERE organisation = 1 AND position >= \(older.size)")
        }
        try tamper("DELETE FROM ledger_checkpoint WHERE organisation = 1 AND size > \(older.size)")
        try tamper("""
            UPDATE ledger_head
            SET size = \(older.size), frontier = \(older.frontier), last_time = \(older.time)
            WHERE organisation = 1
            """)
        _ = try await services.startNextLedger(1, decidedBy: "Jo Bright, head of legal")
    }
}
