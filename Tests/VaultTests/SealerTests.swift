import Crypto
import Foundation
import Testing
import Vault

@Suite("What is sealed opens in its own place and nowhere else")
struct SealerTests {
    private struct Vectors: Decodable {
        struct Sealed: Decodable {
            let key, plaintext, aad, sealed: String
        }

        struct Derived: Decodable {
            let secret, label, key: String
        }

        let sealed: [Sealed]
        let derived: [Derived]
    }

    @Test("bytes that Python sealed open here")
    func python() throws {
        for vector in try vectors().sealed {
            let sealer = Sealer(key: SymmetricKey(data: bytes(vector.key)))
            #expect(try sealer.open(bytes(vector.sealed), aad: bytes(vector.aad)) == bytes(vector.plaintext))
        }
    }

    @Test("keys derived here are those that Python derives")
    func derivation() throws {
        for vector in try vectors().derived {
            let path = NSTemporaryDirectory() + "root-" + UUID().uuidString
            defer { try? FileManager.default.removeItem(atPath: path) }
            try vector.secret.write(toFile: path, atomically: false, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            let key = try RootKey.load(from: path).derive(vector.label)
            #expect(key.withUnsafeBytes { Array($0) } == bytes(vector.key))
        }
    }

    @Test("what comes out is what went in, and never twice the same outside", arguments: [0, 1, 16, 1000, 100_000])
    func roundTrip(count: Int) throws {
        let sealer = Sealer(key: SymmetricKey(size: .bits256))
        let plaintext = [UInt8](repeating: 0x41, count: count)
        let sealed = try sealer.seal(plaintext, aad: [1, 2])
        #expect(sealed.count == count + Sealer.overhead)
        #expect(try sealer.open(sealed, aad: [1, 2]) == plaintext)
        #expect(try sealer.seal(plaintext, aad: [1, 2]) != sealed)
    }

    @Test("no bit can be turned over, no place exchanged, no other key used, no byte cut")
    func tampering() throws {
        let sealer = Sealer(key: SymmetricKey(size: .bits256))
        let sealed = try sealer.seal(Array("a body".utf8), aad: Array("ledger/1 42".utf8))
        let place = Array("ledger/1 42".utf8)
        for position in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[position] ^= 1 << bit
                #expect(throws: VaultError.sealBroken) { try sealer.open(changed, aad: place) }
            }
        }
        #expect(throws: VaultError.sealBroken) { try sealer.open(sealed, aad: Array("ledger/1 43".utf8)) }
        #expect(throws: VaultError.sealBroken) { try sealer.open(sealed, aad: []) }
        #expect(throws: VaultError.sealBroken) {
            try Sealer(key: SymmetricKey(size: .bits256)).open(sealed, aad: place)
        }
        #expect(throws: VaultError.sealBroken) { try sealer.open(sealed.dropLast(), aad: place) }
        #expect(throws: VaultError.sealedTooShort(27)) { try sealer.open(Array(sealed.prefix(27)), aad: place) }
        #expect(throws: VaultError.sealedTooShort(0)) { try sealer.open([], aad: place) }
    }

    private func vectors() throws -> Vectors {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "Fixtures/ledger/cryptography.json")
        return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
