import Calendar
import Database
import Foundation
import Ledger
import Log
import Server
import Support
import Testing

@Suite("Restoring", .serialized)
struct RestoreTests {
    @Test("a backup of any moment under load has the ledger's root of that moment, and puts back every word", arguments: Engine.here)
    func drill(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        let made = try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var number = 0
                    while !Task.isCancelled {
                        try await world.write("\(writer)-\(number)")
                        number += 1
                    }
                }
            }
            var made: [BackupMaking.Made] = []
            for _ in 0..<5 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...60)))
                made.append(try await world.backUp())
            }
            group.cancelAll()
            return made
        }
        let sizes = made.map { $0.manifest.ledgers[0].entries }
        #expect(sizes == sizes.sorted() && Set(sizes).count == sizes.count, "they were made while others wrote: \(sizes)")
        for one in made {
            let ledger = one.manifest.ledgers[0]
            #expect(one.findings.isEmpty)
            let historic = try await world.database.read {
                try LedgerPosition.root($0, organisation: 1, at: ledger.entries)
            }
            #expect(historic?.base64 == ledger.root)
            let place = try RestorePlace(for: world)
            let restored = try await place.restore(one.path, in: world).ledgers[0]
            #expect(restored.entries == ledger.entries && restored.root == ledger.root && restored.gap == nil)
            let services = try place.services(world)
            defer { services.close() }
            let report = try await LedgerAudit.verify(
                services.database, keys: services.keys, organisation: 1, lastSigned: services.checkpoints.lastSigned(1))
            #expect(report.isClean && report.entries == ledger.entries + 1, "\(report.findings)")
            let (words, entries) = try await services.database.read { reader in
                (
                    try reader.count("SELECT count(*) FROM word"),
                    try LedgerList(services.keys, 1).page(reader, LedgerQuery(kind: .planWrite), from: 0, count: 1).total
                )
            }
            #expect(words == entries, "each word that was told of is there")
        }
        #expect(try await world.verify().isClean)
    }

    @Test("a folder or a database that is not empty is refused, and left as it is", arguments: Engine.here)
    func notEmpty(engine: Engine) async throws {
        let world = try await World(on: engine)
        let made = try await world.backUp()
        let place = try RestorePlace(for: world)
        _ = try await place.restore(made.path, in: world)
        let before = try await Self.root(place, world)
        let error = await #expect(throws: StartFault.self) { try await place.restore(made.path, in: world) }
        #expect(error?.description.contains("is not empty") == true)
        #expect(try await Self.root(place, world) == before)
        if engine == .sqlite {
            let other = try RestorePlace(for: world)
            try "x".write(toFile: other.folder + "/notes.txt", atomically: true, encoding: .utf8)
            let error = await #expect(throws: StartFault.self) { try await other.restore(made.path, in: world) }
            #expect(error?.description.contains("“notes.txt”") == true)
        }
    }

    @Test("a backup with a flipped byte, a missing file, another manifest or other keys is refused before anything is put back")
    func damagedBackup() async throws {
        let world = try await World()
        let made = try await world.backUp(withKeys: true)
        let names = made.manifest.files.map(\.name) + ["manifest.json", "manifest.sig"]
        for name in names where !name.hasPrefix("keys/") {
            let path = "\(made.path)/\(name)"
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            for damage in [Self.flipped(whole, at: whole.count / 2), whole.dropLast(), nil] {
                try FileManager.default.removeItem(atPath: path)
                if let damage { try Data(damage).write(to: URL(fileURLWithPath: path)) }
                let place = try RestorePlace(for: world)
                await #expect(throws: (any Error).self, "\(name)") { try await place.restore(made.path, in: world) }
                #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder) == ["keys"])
                try whole.write(to: URL(fileURLWithPath: path))
            }
        }
        let stranger = try await World()
        let place = try RestorePlace(for: stranger)
        let error = await #expect(throws: StartFault.self) { try await place.restore(made.path, in: world) }
        #expect(error?.description.contains("other keys") == true)
        let keyless = try RestorePlace(for: world, keys: false)
        _ = try await keyless.restore(made.path, in: world)
        let keys = Set(try FileManager.default.contentsOfDirectory(atPath: keyless.folder + "/keys"))
        #expect(keys.isSuperset(of: ["root.key", "ledger.key", "keys.db"]))
        let without = try await world.backUp()
        let empty = try RestorePlace(for: world, keys: false)
        let missing = await #expect(throws: StartFault.self) { try await empty.restore(without.path, in: world) }
        #expect(missing?.description.contains("hint: put the copy of the key folder there first") == true)
    }

    @Test("a shorter tree than was signed is refused; with a name to it the next ledger begins, which tells of the gap", arguments: Engine.here)
    func gap(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        try await world.write("kept")
        let made = try await world.backUp()
        let size = made.manifest.ledgers[0].entries
        for number in 0..<7 { try await world.write("lost \(number)") }
        let signed = try #require(try await world.services.checkpoints.sign(1))
        let place = try RestorePlace(for: world, lastSigned: true)
        let refused = await #expect(throws: StartFault.self) { try await place.restore(made.path, in: world) }
        #expect(refused?.description.contains("the backup holds \(size) entries, and \(size + 7) were signed") == true)
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/granville.db"))

        let restored = try await place.restore(made.path, in: world, decidedBy: "Jo Bright, head of legal")
        let gap = try #require(restored.ledgers[0].gap)
        #expect(gap.lost == 7 && gap.signedSize == signed.size && gap.size == size && gap.number == 1)
        #expect(gap.reason == "Decided by Jo Bright, head of legal")
        #expect(gap.root.base64 == made.manifest.ledgers[0].root && gap.signedRoot == signed.root)

        let services = try place.services(world)
        defer { services.close() }
        try await services.recorder.record(.planWrite, by: world.actor) { write in
            try write.sql.execute("INSERT INTO word (word) VALUES ('after')")
            write.trace(Trace("wrote a word", "word", write.newID()))
        }
        let next = try #require(try await services.checkpoints.sign(1))
        #expect(next.note.hasPrefix("granville/1/ledger/2\n3\n"))
        let verifier = try NoteVerifier(vkey: try services.keys.verifierKey(organisation: 1, ledger: 2))
        #expect(try Checkpoint(note: Array(next.note.utf8), origin: verifier.name, verifiers: [verifier]).size == 3)
        let lastSigned = services.checkpoints.lastSigned(1)
        let report = try await LedgerAudit.verify(
            services.database, keys: services.keys, organisation: 1, lastSigned: lastSigned)
        #expect(report.isClean, "\(report.findings.map(\.words))")
        #expect(report.closed == [gap])
        let first = try await services.database.read {
            try LedgerList(services.keys, 1).page($0, LedgerQuery(), from: 2, count: 1).lines.first
        }
        #expect(first?.kind == "ledger.next" && first?.body?.before == signed.size && first?.body?.after == size)

        // The next backup carries both ledgers, and goes in without a gap.
        let again = try await BackupMaking(services, withKeys: false, program: "test").make(in: place.folder + "/backups")
        #expect(again.manifest.ledgers[0].origin == "granville/1/ledger/2")
        let other = try RestorePlace(for: world)
        #expect(try await other.restore(again.path, in: world).ledgers[0].gap == nil)
        let second = try other.services(world)
        defer { second.close() }
        let both = try await LedgerAudit.verify(second.database, keys: second.keys, organisation: 1, lastSigned: nil)
        #expect(both.isClean && both.closed == [gap], "\(both.findings.map(\.words))")
    }

    @Test("nobody without the keys can set a ledger aside, or change what a closed one holds, unseen", arguments: Engine.here)
    func forged(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        for number in 0..<4 { try await world.write("\(number)") }
        let signed = try #require(try await world.services.checkpoints.sign(1))
        let (root, note) = (signed.root.bytes, signed.note)
        func setAside(_ size: Int) throws {
            for table in ["ledger_head", "ledger_entry", "ledger_body", "ledger_about", "ledger_checkpoint"] as [SQL] {
                try world.tamper("UPDATE \(table) SET organisation = -1001 WHERE organisation = 1")
            }
            try world.tamper("""
                INSERT INTO ledger_closed (organisation, number, kept_under, size, root, note, signed_size, signed_root, closed_at)
                VALUES (1, 1, -1001, \(size), \(root), \(note), \(size), \(root), 0)
                """)
        }
        try setAside(signed.size)
        // The program does not begin a ledger that does not say what it follows…
        await #expect(throws: RecorderError.notSaved) { try await world.write("more") }
        #expect(try await world.verify().findings.map(\.words).contains(
            "Ledger 2: its first entry does not say that it follows ledger 1."))
        // …and signs nothing.
        await #expect(throws: CheckpointRefusal.self) { try await world.services.checkpoints.sign(1) }
    }

    private static func flipped(_ data: Data, at position: Int) -> Data {
        var data = data
        data[data.startIndex + position] ^= 0x01
        return data
    }

    private static func root(_ place: RestorePlace, _ world: World) async throws -> Hash {
        let services = try place.services(world)
        defer { services.close() }
        return try await LedgerAudit.verify(services.database, keys: services.keys, organisation: 1, lastSigned: nil).root
    }
}
