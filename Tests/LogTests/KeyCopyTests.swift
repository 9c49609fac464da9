import Accounts
import Calendar
import Cases
import Concerns
import Database
import Foundation
import Keyring
import Log
import NeedToKnow
import Server
import Support
import Testing

@Suite("Backups of sealed records, and the copies of their keys", .serialized)
struct KeyCopyTests {
    private static func file(_ world: World, _ words: String) async throws -> Concern {
        let filing = Filing(
            answers: ConcernAnswers(["danger": ["no"], "what": [words], "when": ["today"], "who": ["adult"]]), form: .present,
            source: .anonymous, language: "en-GB", token: words)
        let id = try await world.services.concerns.file(filing, by: Actor(organisation: 1, account: nil))
        return try #require(try await world.database.read { try ConcernReads.concern($0, organisation: 1, id: id) })
    }

    private static func openCase(_ world: World) async throws -> Case {
        let keys = try world.services.ring.take()
        return try await world.recorder.record(.caseWrite, by: world.actor) { write in
            let file = try CaseStore.open(from: [], in: write, keys: keys)
            var person = Person()
            person.first = "Kestutis"
            try CaseStore.add(person, CaseKeys(file.record, organisation: 1, keys: keys), in: write)
            return file
        }
    }

    /// Uses up the keys that were made beforehand, so that the next record's key is in no copy made until now.
    private static func useUpSpareKeys(_ world: World) throws {
        let count = try world.services.ring.count()
        while try world.services.ring.count() == count { _ = try world.services.ring.take() }
    }

    /// A place with the world's keys, but this copy of keys.db.
    private static func place(_ world: World, keys copy: String) throws -> RestorePlace {
        let place = try RestorePlace(for: world)
        let own = "\(place.folder)/keys/\(Keyring.file)"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: own + suffix) }
        try FileManager.default.copyItem(atPath: copy, toPath: own)
        return place
    }

    @Test("a backup opens with a newer copy of keys.db; with an older one it is said which records do not", arguments: Engine.here)
    func newerAndOlder(engine: Engine) async throws {
        let world = try await World(on: engine)
        let copies = KeyCopies(world.folder + "/copies")
        let first = try await Self.file(world, "first")
        let older = try copies.make(of: world.services.ring, now: world.clock.now)
        try Self.useUpSpareKeys(world)
        let second = try await Self.file(world, "second")
        let file = try await Self.openCase(world)
        let made = try await world.backUp()
        try Self.useUpSpareKeys(world)
        _ = try await Self.file(world, "after the backup")
        let newer = try copies.make(of: world.services.ring, now: world.clock.now.adding(seconds: 60))

        let good = try Self.place(world, keys: newer)
        #expect(try await good.restore(made.path, in: world).ledgers[0].entries == made.manifest.ledgers[0].entries)
        let services = try good.services(world)
        defer { services.close() }
        for (concern, words) in [(first, "first"), (second, "second")] {
            let answers = try await services.database.read { reader in
                try ConcernReads.answers(
                    reader, organisation: 1, concern: concern, key: services.ring.key(concern.key))
            }
            #expect(answers["what"] == words)
        }
        let keys = try CaseKeys(file.record, organisation: 1, ring: services.ring)
        #expect(try await services.database.read { try PartReads.people($0, keys) }.first?.part.first == "Kestutis")

        let stale = try Self.place(world, keys: older)
        let refused = await #expect(throws: StartFault.self) { try await stale.restore(made.path, in: world) }
        let said = refused?.description ?? ""
        #expect(said.contains("2 of 3 concerns and cases have no key in this copy of keys.db"), "\(said)")
        #expect(said.contains(second.reference) && said.contains(file.reference) && !said.contains(first.reference))
        #expect(said.contains("hint: put a newer copy of keys.db"))
        if engine == .sqlite { #expect(!FileManager.default.fileExists(atPath: stale.folder + "/granville.db")) }
    }

    @Test("a record that was erased on purpose is no reason to refuse its backup")
    func erased() async throws {
        let world = try await World()
        let concern = try await Self.file(world, "to be forgotten")
        try world.services.ring.destroy([concern.key])
        let made = try await world.backUp(withKeys: true)
        let place = try RestorePlace(for: world, keys: false)
        _ = try await place.restore(made.path, in: world)
        let services = try place.services(world)
        defer { services.close() }
        #expect(throws: KeyringError.destroyed) { try services.ring.key(concern.key) }
    }

    @Test("copies of keys.db are dropped after 30 days, and nothing else in their folder is")
    func dropped() async throws {
        let world = try await World()
        let folder = world.folder + "/copies"
        let copies = KeyCopies(folder)
        var made: [String] = []
        let start = world.clock.now
        for day in [0, 1, 29, 30] {
            made.append(try copies.make(of: world.services.ring, now: start.adding(seconds: day * 86_400)))
        }
        try "mine".write(toFile: folder + "/notes.txt", atomically: true, encoding: .utf8)
        try "mine".write(toFile: folder + "/keys-and-doors.db", atomically: true, encoding: .utf8)
        #expect(made.allSatisfy { FileManager.default.fileExists(atPath: $0) }, "30 days are kept")
        let later = try copies.make(of: world.services.ring, now: start.adding(seconds: 31 * 86_400))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let kept = (made[1...] + [later]).map { ($0 as NSString).lastPathComponent }
        #expect(left == (kept + ["keys-and-doors.db", "notes.txt"]).sorted())
        let mode = try FileManager.default.attributesOfItem(atPath: later)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
