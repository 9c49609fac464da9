import Calendar
import Database
import Foundation
import Ledger
import Log
import Server
import Support
import Testing

@Suite("Signed checkpoints")
struct CheckpointTests {
    @Test("a checkpoint is signed over what is stored, kept in the database and in the file, and is no entry itself", arguments: Engine.here)
    func signs(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        for number in 0..<9 { try await world.write("\(number)") }
        let signed = try #require(try await world.services.checkpoints.sign(1))
        #expect(signed.size == 10)
        let head = try await world.head()
        #expect(signed.root == head.root)
        #expect(try await world.entries().count == 10)
        #expect(try world.file() == signed.note)
        let verifier = try NoteVerifier(vkey: try world.services.keys.verifierKey(organisation: 1))
        let checkpoint = try Checkpoint(note: Array(signed.note.utf8), origin: verifier.name, verifiers: [verifier])
        #expect(checkpoint.size == 10)
        #expect(checkpoint.root == signed.root)

        // Nothing new: nothing is signed.
        world.clock.now = world.clock.now.adding(minutes: 5)
        #expect(try await world.services.checkpoints.sign(1)?.signedAt == signed.signedAt)
        try await world.write("one more")
        let next = try #require(try await world.services.checkpoints.sign(1))
        #expect(next.size == 11)
        #expect(try world.file() == next.note)
        let report = try await world.verify()
        #expect(report.findings.isEmpty)
        #expect(report.checkpoints == 2)
    }

    @Test("an entry that was changed is never signed over, before or after", arguments: Engine.here)
    func changed(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        for number in 0..<4 { try await world.write("\(number)") }
        try await world.services.checkpoints.sign(1)
        for number in 4..<8 { try await world.write("\(number)") }
        let other = try await world.entries()[1].entry
        let hash = MerkleTree.leafHash(other).bytes
        try world.tamper("UPDATE ledger_entry SET entry = \(other), leaf = \(hash) WHERE position = 6")
        await #expect(throws: CheckpointRefusal.changed(from: 5, to: 8)) { try await world.services.checkpoints.sign(1) }
        #expect(world.services.checkpoints.problem(1)?.words.contains("entries 5 to 8") == true)
        #expect(try await world.database.read { try $0.count("SELECT count(*) FROM ledger_checkpoint") } == 1)
    }

    @Test("a ledger that is shorter than what was signed is not signed, though the database alone looks right", arguments: Engine.here)
    func putBack(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        try await world.write("before")
        try await world.services.checkpoints.sign(1)
        let older = try await world.head()
        for number in 0..<5 { try await world.write("\(number)") }
        try await world.services.checkpoints.sign(1)
        let (frontier, size) = (older.encoded, Int(older.size))
        let time = try Entry(parsing: try await world.entries()[1].entry).time
        try world.tamper(
            "DELETE FROM ledger_checkpoint WHERE size > 2", "DELETE FROM ledger_entry WHERE position >= 2",
            "DELETE FROM ledger_body WHERE position >= 2", "DELETE FROM ledger_about WHERE position >= 2",
            "UPDATE ledger_head SET size = \(size), frontier = \(frontier), last_time = \(time)")
        await #expect(throws: CheckpointRefusal.shorter(signed: 7, stored: 2)) {
            try await world.services.checkpoints.sign(1)
        }
        let report = try await world.verify()
        #expect(report.findings.contains { $0.words == "Checkpoint over 7 entries: it was signed, but the ledger ends after 2." })

        // Grown past it with other entries, it is another ledger.
        for number in 0..<8 { try await world.write("other \(number)") }
        await #expect(throws: CheckpointRefusal.changed(from: 2, to: 6)) { try await world.services.checkpoints.sign(1) }
    }

    @Test("a false last-signed file stops the signing, and the check names it")
    func file() async throws {
        let world = try await World()
        try world.makeTable()
        try await world.services.checkpoints.sign(1)
        let path = world.services.checkpoints.lastSigned(1).path
        try world.file().replacingOccurrences(of: "\n1\n", with: "\n2\n").write(toFile: path, atomically: true, encoding: .utf8)
        await #expect(throws: CheckpointRefusal.self) { try await world.services.checkpoints.sign(1) }
        #expect(try await world.verify().findings.map(\.table) == [path])
    }

    @Test("the file is never more than one checkpoint behind the database, however often it cannot be written")
    func unwritable() async throws {
        let world = try await World()
        try world.makeTable()
        try await world.services.checkpoints.sign(1)
        let obstacle = world.services.checkpoints.lastSigned(1).path + ".new"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        for number in 0..<3 {
            try await world.write("\(number)")
            await #expect(throws: CheckpointRefusal.self) { try await world.services.checkpoints.sign(1) }
            #expect(try await world.verify().findings.isEmpty)
        }
        #expect(world.services.checkpoints.problem(1)?.words.contains("could not be written") == true)
        try FileManager.default.removeItem(atPath: obstacle)
        #expect(try await world.services.checkpoints.sign(1)?.size == 4)
        #expect(world.services.checkpoints.problem(1) == nil)
        #expect(try await world.verify().findings.isEmpty)
    }

    @Test("a program that ended between database and file is no finding, and the file catches up")
    func lag() async throws {
        let world = try await World()
        try world.makeTable()
        try await world.services.checkpoints.sign(1)
        let first = try world.file()
        try await world.write("more")
        let second = try #require(try await world.services.checkpoints.sign(1))
        let path = world.services.checkpoints.lastSigned(1).path
        try first.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await world.verify().findings.isEmpty)
        try await world.services.checkpoints.sign(1)
        #expect(try world.file() == second.note)
        try await world.write("still more")
        try await world.services.checkpoints.sign(1)
        try first.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await world.verify().findings.map(\.table) == [path])
        try FileManager.default.removeItem(atPath: path)
        #expect(try await world.verify().findings.map(\.table) == [path])
    }
}

extension World {
    fileprivate func file() throws -> String {
        try String(contentsOfFile: services.checkpoints.lastSigned(1).path, encoding: .utf8)
    }
}
