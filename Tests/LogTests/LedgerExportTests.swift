import Database
import Foundation
import Ledger
import Log
import Server
import Support
import Testing

@Suite("The ledger goes out as files that anyone can check")
struct LedgerExportTests {
    @Test("what is exported is sound, and adding to it keeps it so", arguments: Engine.here)
    func grows(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        var before: [UInt8]?
        for size in [1, 200, 256, 257, 512, 700] {
            try await world.fill(to: size)
            let outcome = try await world.export()
            #expect(outcome.size == size)
            let report = try world.checkExport(remembered: [before].compactMap(\.self))
            #expect(report.findings.isEmpty, "\(size)")
            #expect(report.size == UInt64(size))
            #expect(report.root == outcome.root)
            // Nothing is left of what the smaller tree needed.
            let partial = try world.exported().filter { $0.contains(".p/") }
            #expect(partial.count == (size < 256 ? 2 : size % 256 == 0 ? 1 : 3), "\(size): \(partial)")
            before = world.folderOfExport.read("checkpoint")
        }
        #expect(world.folderOfExport.read("verify.py") == LedgerExport.verifier)
        #expect(world.folderOfExport.read("README.txt") == LedgerExport.readMe)
    }

    @Test("exporting twice changes no file", arguments: Engine.here)
    func twice(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        try await world.fill(to: 300)
        _ = try await world.export()
        let first = try world.exported().map { world.folderOfExport.read($0) }
        #expect(try await world.export().before == 300)
        #expect(try world.exported().map { world.folderOfExport.read($0) } == first)
    }

    @Test("a folder with other things, or with another ledger, is left alone")
    func others() async throws {
        let world = try await World()
        try FileManager.default.createDirectory(atPath: world.folderOfExport.path, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: world.folderOfExport.path + "/letter.txt"))
        await #expect(throws: ExportRefusal.notAnExport(path: world.folderOfExport.path)) { try await world.export() }
        #expect(try world.exported() == ["letter.txt"])

        let other = try await World()
        _ = try await other.export()
        await #expect(throws: ExportRefusal.otherLedger(path: other.folderOfExport.path)) {
            try await world.export(to: other.folderOfExport)
        }
        #expect(try other.checkExport().isSound)
    }

    @Test("a folder that somebody changed since is refused, whichever file it was, and not mended in silence")
    func changed() async throws {
        let world = try await World()
        try world.makeTable()
        try await world.fill(to: 300)
        _ = try await world.export()
        try await world.fill(to: 310)
        for path in try world.exported() where path.hasPrefix("tile/") || path == "checkpoint" {
            let whole = try #require(world.folderOfExport.read(path))
            var damaged = whole
            damaged[10] ^= 1
            try Data(damaged).write(to: URL(filePath: world.folderOfExport.path + "/" + path))
            let named = ExportRefusal.changed(path: world.folderOfExport.path + "/" + path)
            await #expect(throws: named) { try await world.export() }
            #expect(world.folderOfExport.read(path) == damaged)
            try Data(whole).write(to: URL(filePath: world.folderOfExport.path + "/" + path))
        }
        #expect(try await world.export().size == 310)
    }

    @Test("an export that broke off before its checkpoint is taken up again")
    func brokenOff() async throws {
        let world = try await World()
        try world.makeTable()
        try await world.fill(to: 300)
        _ = try await world.export()
        for path in ["checkpoint", "tile/1/000.p/1"] {
            try FileManager.default.removeItem(atPath: world.folderOfExport.path + "/" + path)
        }
        try Data("torn".utf8).write(to: URL(filePath: world.folderOfExport.path + "/tile/0/000"))
        _ = try await world.export()
        #expect(try world.checkExport().isSound)
    }

    @Test("stored entries that are not those that were signed are not exported", arguments: Engine.here)
    func tampered(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        try await world.fill(to: 20)
        _ = try await world.export()
        try world.tamper("UPDATE ledger_entry SET entry = \(Array("other".utf8)) WHERE position = 3")
        await #expect(throws: ExportRefusal.otherHistory(path: world.folderOfExport.path, size: 20)) { try await world.export() }
        let elsewhere = ExportFolder(world.folder + "/elsewhere")
        await #expect(throws: ExportRefusal.entriesChanged(size: 20)) { try await world.export(to: elsewhere) }
        #expect(elsewhere.read("checkpoint") == nil)
        try world.tamper("DELETE FROM ledger_entry WHERE position = 3")
        await #expect(throws: ExportRefusal.missing(entry: 3)) { try await world.export(to: elsewhere) }
    }

    @Test("a ledger put back from an older copy does not overwrite what was exported of it")
    func shorter() async throws {
        let world = try await World()
        try world.makeTable()
        try await world.fill(to: 20)
        _ = try await world.export()
        try world.tamper("UPDATE ledger_checkpoint SET size = 10 WHERE size = 20")
        // The stored checkpoint no longer fits its own size, so it is not believed.
        await #expect(throws: CheckpointRefusal.self) { try await world.exportOnly() }
    }

    @Test("each entry's proof holds, and its record is disclosed only where that was asked for", arguments: Engine.here)
    func proofs(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        try await world.fill(to: 30)
        let signed = try #require(try await world.services.checkpoints.sign(1))
        let key = try NoteVerifier(vkey: try world.services.keys.verifierKey(organisation: 1))
        for position in [0, 1, 15, 16, 28, 29] {
            for isDisclosed in [true, false] {
                let proof = try #require(try await world.proof(position, signed, isDisclosed))
                #expect(proof.check(key: key).findings.isEmpty)
                #expect((proof.opening != nil) == isDisclosed)
                #expect(try ProofFile(parsing: proof.encoded) == proof)
            }
        }
        #expect(try await world.proof(30, signed, false) == nil)
        try world.tamper("UPDATE ledger_body SET sealed = \([UInt8](repeating: 1, count: 80)) WHERE position = 16")
        await #expect(throws: ProofRefusal.closed(entry: 16)) { try await world.proof(16, signed, true) }
        #expect(try await world.proof(16, signed, false) != nil)
        try world.tamper("UPDATE ledger_entry SET entry = \(Array("other".utf8)) WHERE position = 15")
        await #expect(throws: ProofRefusal.notWhatWasSigned(entry: 16)) { try await world.proof(16, signed, false) }
    }
}

extension World {
    var folderOfExport: ExportFolder { ExportFolder(folder + "/export") }

    func fill(to size: Int) async throws {
        let present = try await database.read { try LedgerPosition.size($0, organisation: 1) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in present..<max(present, size) { group.addTask { try await self.write("\(number)") } }
            try await group.waitForAll()
        }
    }

    func export(to folder: ExportFolder? = nil) async throws -> LedgerExport.Outcome {
        try await services.checkpoints.sign(1)
        return try await exportOnly(to: folder)
    }

    func exportOnly(to folder: ExportFolder? = nil) async throws -> LedgerExport.Outcome {
        try await LedgerExport(services.keys, 1).write(database, to: folder ?? folderOfExport)
    }

    func checkExport(remembered: [[UInt8]] = []) throws -> ExportReport {
        let (folder, key) = (folderOfExport, try services.keys.verifierKey(organisation: 1))
        return ExportCheck(key: try NoteVerifier(vkey: key), remembered: remembered).check { folder.read($0) }
    }

    func exported() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folderOfExport.path).sorted().filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folderOfExport.path + "/" + path, isDirectory: &isFolder)
            return !isFolder.boolValue
        }
    }

    func proof(_ position: Int, _ signed: SignedCheckpoint, _ isDisclosed: Bool) async throws -> ProofFile? {
        let keys = services.keys
        return try await database.readLong {
            try LedgerList(keys, 1).proof($0, at: position, checkpoint: signed, isDisclosed: isDisclosed)
        }
    }
}
