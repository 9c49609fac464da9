import Accounts
@testable import Attachments
import Calendar
import Database
import Documents
import Foundation
import Keyring
import Log
import NeedToKnow
import Server
import Spools
import Support
import Testing
import Vault

@Suite("Attached files")
struct AttachmentStoreTests {
    /// Three chunks and a bit.
    private static let long = Array(String(repeating: "A lorry came at six, and four people got out. ", count: 4_500).utf8)

    private static func file(_ bytes: [UInt8] = long, words: String = "The yard") async throws -> Attaching {
        let spool = Spool(in: NSTemporaryDirectory())
        try spool.add(bytes)
        return Attaching(try await AttachedFile.cleaning(spool), words: words)
    }

    private func room(_ engine: Engine) async throws -> (World, Record, Viewer, AttachmentStore) {
        let world = try await World(on: engine)
        let keys = try world.services.ring.take()
        let record = Record(.concern, id: "c-1", reference: "CN-2026-AAAAA", key: keys.id)
        let viewer = Viewer(
            organisation: 1, organisationName: "", isDemonstration: false, account: world.administrator, name: "Ada Field",
            roles: RoleSet([.pointOfContact]), posts: [], session: [], mustChangePassword: false)
        return (world, record, viewer, AttachmentStore(openings: world.services.openings))
    }

    private func listed(_ world: World, _ record: Record) async throws -> [Attachments.Attachment] {
        let key = try world.services.ring.key(record.key)
        return try await world.database.read {
            try AttachmentStore.list($0, organisation: 1, record: record.id, key: key)
        }
    }

    private func bytes(_ file: Attachments.Attachment, _ world: World, _ record: Record) async throws -> [UInt8] {
        let answer = AttachmentStore.download(
            file, of: record, organisation: 1, key: try world.services.ring.key(record.key), database: world.database)
        guard case .stream(_, _, _, let write) = answer.body else { return [] }
        var all: [UInt8] = []
        try await write { all += $0 }
        return all
    }

    @Test("a file comes back as it was cleaned, in pieces, and stands nowhere in the clear", arguments: Engine.here)
    func roundTrip(engine: Engine) async throws {
        let (world, record, viewer, store) = try await room(engine)
        _ = try await store.add(try await Self.file(), to: record, .concernWrite, form: "a", location: "/", by: viewer)
        let file = try #require(try await listed(world, record).first)
        #expect(file.words == "The yard" && file.kind == .text && file.length == Self.long.count && file.number == 1)
        #expect(try await bytes(file, world, record) == Self.long)
        let sealed = try await world.database.read { reader in
            try reader.rows("SELECT sealed FROM attachment_chunk ORDER BY number") { try $0.bytes(0) }
        }
        #expect(sealed.count == 4)
        #expect(!sealed.contains { String(decoding: $0, as: UTF8.self).contains("lorry") })
    }

    @Test("pressing twice attaches once", arguments: Engine.here)
    func once(engine: Engine) async throws {
        let (world, record, viewer, store) = try await room(engine)
        for _ in 0..<2 {
            _ = try await store.add(try await Self.file(), to: record, .concernWrite, form: "a", location: "/", by: viewer)
        }
        #expect(try await listed(world, record).count == 1)
    }

    @Test("twenty files are kept and the next is refused in words", arguments: Engine.here)
    func limit(engine: Engine) async throws {
        let (world, record, viewer, store) = try await room(engine)
        let small = try await Self.file(Array("One line".utf8))
        for number in 0..<Attachments.Attachment.mostOfARecord {
            _ = try await store.add(small, to: record, .concernWrite, form: "f\(number)", location: "/", by: viewer)
        }
        await #expect(throws: AttachmentRefusal.tooMany) {
            _ = try await store.add(small, to: record, .concernWrite, form: "one more", location: "/", by: viewer)
        }
        #expect(try await listed(world, record).map(\.number) == Array(1...20))
    }

    @Test("what is taken away is gone, and the others keep their numbers", arguments: Engine.here)
    func removal(engine: Engine) async throws {
        let (world, record, viewer, store) = try await room(engine)
        for form in ["a", "b"] {
            _ = try await store.add(try await Self.file(), to: record, .concernWrite, form: form, location: "/", by: viewer)
        }
        let first = try await listed(world, record)[0]
        try await world.recorder.record(.concernWrite, by: world.actor) { write in
            try AttachmentStore.remove(first.id, from: record.id, write)
            write.trace(Trace("took a file away", "concern", record.id))
        }
        #expect(try await listed(world, record).map(\.number) == [2])
        let left = try await world.database.read { reader in
            try reader.count("SELECT count(*) FROM attachment_chunk WHERE attachment = \(first.id)")
        }
        #expect(left == 0)
    }

    @Test("a chunk that was swapped, and a file under another record's key, do not open", arguments: Engine.here)
    func swapped(engine: Engine) async throws {
        let (world, record, viewer, store) = try await room(engine)
        _ = try await store.add(try await Self.file(), to: record, .concernWrite, form: "a", location: "/", by: viewer)
        let file = try await listed(world, record)[0]
        try await world.recorder.record(.concernWrite, by: world.actor) { write in
            for (from, to) in [(0, 99), (1, 0), (99, 1)] {
                try write.sql.execute("UPDATE attachment_chunk SET number = \(to) WHERE number = \(from)")
            }
            write.trace(Trace("tampered"))
        }
        await #expect(throws: VaultError.sealBroken) { _ = try await bytes(file, world, record) }
        let stranger = Record(.concern, id: record.id, reference: "", key: try world.services.ring.take().id)
        await #expect(throws: VaultError.sealBroken) { _ = try await bytes(file, world, stranger) }
        await #expect(throws: VaultError.sealBroken) { _ = try await listed(world, stranger) }
    }
}
