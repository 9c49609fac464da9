import Crypto
import Foundation
import Keyring
import Testing
import Vault

@Suite("Keys of records are kept apart from the data, and what is destroyed stays destroyed")
struct KeyringTests {
    @Test("what was sealed under a key opens after the keyring was closed and opened again")
    func survives() throws {
        try inFolder { folder in
            let root = try RootKey.create(at: folder + "/root.key")
            let place = SealedPlace(organisation: 1, table: "concern", row: "a", version: 1)
            let first = try Keyring(path: folder + "/keys.db", root: root, batch: 3)
            let keys = try first.take()
            let sealed = try keys.data.seal(Array("Meg, 12 Mill Lane".utf8), at: place)
            first.close()
            let second = try Keyring(path: folder + "/keys.db", root: root)
            #expect(try second.key(keys.id).open(sealed, at: place) == Array("Meg, 12 Mill Lane".utf8))
        }
    }

    @Test("a key that was taken is never given again, by this start or the next")
    func once() throws {
        try inFolder { folder in
            let root = try RootKey.create(at: folder + "/root.key")
            var seen: Set<String> = []
            for _ in 0..<3 {
                let ring = try Keyring(path: folder + "/keys.db", root: root, batch: 4)
                for _ in 0..<10 { #expect(seen.insert(try ring.take().id).inserted) }
                ring.close()
            }
        }
    }

    @Test("sealed bytes open in their place alone: not in another row, column, version, organisation or under another key")
    func places() throws {
        try inFolder { folder in
            let ring = try Keyring(path: folder + "/keys.db", root: try RootKey.create(at: folder + "/root.key"))
            let keys = try ring.take()
            let place = SealedPlace(organisation: 1, table: "person", row: "r", column: "sealed", version: 4)
            let sealed = try keys.data.seal([1, 2, 3], at: place)
            let others = [
                SealedPlace(organisation: 2, table: "person", row: "r", column: "sealed", version: 4),
                SealedPlace(organisation: 1, table: "place", row: "r", column: "sealed", version: 4),
                SealedPlace(organisation: 1, table: "person", row: "s", column: "sealed", version: 4),
                SealedPlace(organisation: 1, table: "person", row: "r", column: "words", version: 4),
                SealedPlace(organisation: 1, table: "person", row: "r", column: "sealed", version: 5),
                SealedPlace(organisation: 1, table: "personr", row: "", column: "sealed", version: 4),
            ]
            for other in others { #expect(throws: VaultError.sealBroken) { try keys.data.open(sealed, at: other) } }
            #expect(throws: VaultError.sealBroken) { try ring.take().data.open(sealed, at: place) }
        }
    }

    @Test("a destroyed key opens nothing more, the others do, and the ledger's key of the same record stays")
    func destroys() throws {
        try inFolder { folder in
            let root = try RootKey.create(at: folder + "/root.key")
            let ring = try Keyring(path: folder + "/keys.db", root: root, batch: 8)
            let place = SealedPlace(organisation: 1, table: "case_file", row: "x", version: 1)
            let records = try (0..<20).map { _ in try ring.take() }
            let sealed = try records.map { try $0.data.seal(Array($0.id.utf8), at: place) }
            let gone = Set(records.prefix(7).map(\.id))
            try ring.destroy(Array(gone))
            for (keys, bytes) in zip(records, sealed) {
                if gone.contains(keys.id) {
                    #expect(throws: KeyringError.destroyed) { try ring.key(keys.id) }
                } else {
                    #expect(try ring.key(keys.id).open(bytes, at: place) == Array(keys.id.utf8))
                }
                _ = try ring.bodyKey(keys.id)
            }
            // Spare keys made before the new epoch, and new ones, still work.
            #expect(try ring.key(ring.take().id).id.isEmpty == false)
        }
    }

    @Test("no wrapping that ever stood in the file opens after a new epoch: not in the file, not in its log")
    func forgets() throws {
        try inFolder { folder in
            let root = try RootKey.create(at: folder + "/root.key")
            let ring = try Keyring(path: folder + "/keys.db", root: root, batch: 2)
            let keys = try ring.take()
            try ring.copy(to: folder + "/before.db")
            let before = try Keyring(readOnly: folder + "/before.db", root: root)
            _ = try before.key(keys.id)
            try ring.destroy([keys.id])
            try ring.copy(to: folder + "/after.db")
            let after = try Keyring(readOnly: folder + "/after.db", root: root)
            #expect(throws: KeyringError.destroyed) { try after.key(keys.id) }
            for name in ["keys.db", "keys.db-wal", "after.db"] {
                let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
                #expect(bytes.range(of: Data("\(keys.id)data".utf8)) == nil, "\(name)")
            }
        }
    }

    @Test("the file, what SQLite puts beside it and every copy are their owner's alone")
    func modes() throws {
        try inFolder { folder in
            let ring = try Keyring(path: folder + "/keys.db", root: try RootKey.create(at: folder + "/root.key"), batch: 2)
            _ = try ring.take()
            try ring.copy(to: folder + "/copy.db")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(name)")
            }
        }
    }

    @Test("another installation's root opens nothing and is refused at the start")
    func otherRoot() throws {
        try inFolder { folder in
            let ring = try Keyring(path: folder + "/keys.db", root: try RootKey.create(at: folder + "/one.key"), batch: 2)
            _ = try ring.take()
            ring.close()
            let other = try RootKey.create(at: folder + "/two.key")
            #expect(throws: KeyringError.wrongRoot) { try Keyring(path: folder + "/keys.db", root: other) }
        }
    }

    @Test("twenty threads take keys and a new epoch begins among them: each opens what it sealed")
    func together() async throws {
        let folder = NSTemporaryDirectory() + "granville-test-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let ring = try Keyring(path: folder + "/keys.db", root: try RootKey.create(at: folder + "/root.key"), batch: 16)
        let place = SealedPlace(organisation: 1, table: "t", row: "r", version: 1)
        let taken = try await withThrowingTaskGroup(of: [(String, [UInt8])].self) { group in
            for worker in 0..<20 {
                group.addTask {
                    try (0..<20).map { turn in
                        if worker == 0 && turn % 5 == 0 { try ring.rotate() }
                        let keys = try ring.take()
                        return (keys.id, try keys.data.seal(Array(keys.id.utf8), at: place))
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(taken.map(\.0)).count == 400)
        for (id, sealed) in taken { #expect(try ring.key(id).open(sealed, at: place) == Array(id.utf8)) }
    }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "granville-test-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
