import Crypto
import Foundation
import Testing

@testable import Vault

/// Against the PyPI package cryptography: `Tests/Fixtures/vault/make.py`.
@Suite("A long file is sealed in chunks and opens whole or not at all")
struct SealedChunksTests {
    private struct Vector: Decodable {
        let length: Int
        let key, header, place, sealedHash: String
        let sealedLength: Int
        let sealed: String?
    }

    @Test("the bytes are those that Python seals, and Python's open here")
    func python() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Fixtures/vault/chunks.json"))
        for vector in try JSONDecoder().decode([Vector].self, from: data) {
            let key = SymmetricKey(data: bytes(vector.key))
            let text = plaintext(vector.length)
            var sealer = ChunkSealer(key: key, place: bytes(vector.place), header: bytes(vector.header))
            var sealed = sealer.header
            for chunk in chunks(of: text) { sealed += try sealer.seal(chunk.bytes, isLast: chunk.isLast) }
            #expect(sealed.count == vector.sealedLength && sealed.count == SealedChunks.sealedLength(of: vector.length))
            #expect(hex(SHA256.hash(data: sealed)) == vector.sealedHash)
            if let outside = vector.sealed {
                #expect(try open(bytes(outside), key: key, place: bytes(vector.place)) == text)
            }
        }
    }

    @Test("what arrives in pieces of any length comes out the same", arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
    func pieces(length: Int) throws {
        let key = SymmetricKey(size: .bits256)
        let text = plaintext(length)
        for piece in [1000, 65_536, 65_552, 300_000] {
            let sealed = try seal(text, key: key, place: [1], piece: piece)
            #expect(sealed.count == SealedChunks.sealedLength(of: length))
            #expect(try open(sealed, key: key, place: [1], piece: piece + 7) == text)
        }
    }

    @Test("a file sealed twice is not the same outside")
    func fresh() throws {
        let key = SymmetricKey(size: .bits256)
        #expect(try seal([1, 2, 3], key: key, place: []) != seal([1, 2, 3], key: key, place: []))
    }

    @Test("cut anywhere, lengthened, reordered, repeated, mixed with another file or moved elsewhere, it does not open")
    func tampering() throws {
        let key = SymmetricKey(size: .bits256)
        let place = Array("files/1".utf8)
        let sealed = try seal(plaintext(200_000), key: key, place: place)
        let other = try seal(plaintext(200_000), key: key, place: place)
        let header = Array(sealed.prefix(16))
        let parts = sealedChunks(sealed)
        let others = sealedChunks(other)
        #expect(parts.count == 4)

        for length in [0, 1, 15, 16, 17, 31, 32, 100, 65_567, 65_568, 65_569, 131_120, sealed.count - 1] {
            #expect(throws: VaultError.self, "cut at \(length)") { try open(Array(sealed.prefix(length)), key: key, place: place) }
        }
        let forged: [[UInt8]] = [
            sealed + [0], sealed + parts[3], header + parts[1] + parts[0] + parts[2] + parts[3],
            header + parts[0] + parts[0] + parts[2] + parts[3], header + parts[0] + parts[2] + parts[3],
            header + parts[0] + others[1] + parts[2] + parts[3], Array(other.prefix(16)) + parts.joined(),
            header + parts[3], header + others[3],
        ]
        for (number, bytes) in forged.enumerated() {
            #expect(throws: VaultError.self, "forgery \(number)") { try open(bytes, key: key, place: place) }
        }
        #expect(throws: VaultError.sealBroken) { try open(sealed, key: key, place: Array("files/2".utf8)) }
        #expect(throws: VaultError.sealBroken) { try open(sealed, key: SymmetricKey(size: .bits256), place: place) }
        for position in [0, 15, 16, 70_000, 131_119, 131_120, sealed.count - 1] {
            var changed = sealed
            changed[position] ^= 1
            #expect(throws: VaultError.sealBroken, "byte \(position)") { try open(changed, key: key, place: place) }
        }
    }

    @Test("a cut at the edge of a chunk is found, though each chunk is true")
    func cutAtEdge() throws {
        let key = SymmetricKey(size: .bits256)
        let sealed = try seal(plaintext(65_536 * 3), key: key, place: [])
        for chunks in 0...2 {
            let cut = Array(sealed.prefix(16 + chunks * SealedChunks.sealedChunkLength))
            #expect(throws: VaultError.self) { try open(cut, key: key, place: []) }
        }
    }

    @Test("a chunk of a wrong length, or after the last, is refused by the sealer itself")
    func order() throws {
        var sealer = ChunkSealer(key: SymmetricKey(size: .bits256), place: [])
        #expect(throws: VaultError.chunkLength(3)) { try sealer.seal([1, 2, 3], isLast: false) }
        #expect(throws: VaultError.chunkLength(65_537)) { try sealer.seal(plaintext(65_537), isLast: true) }
        _ = try sealer.seal(plaintext(65_536), isLast: false)
        #expect(throws: VaultError.chunkLength(0)) { try sealer.seal([], isLast: true) }
        _ = try sealer.seal([1], isLast: true)
        #expect(throws: VaultError.chunkAfterLast) { try sealer.seal([1], isLast: true) }
    }

    @Test("no more than a chunk and the piece in hand is ever held")
    func memory() throws {
        let key = SymmetricKey(size: .bits256)
        var sealing = SealingStream(key: key, place: [])
        var opening = OpeningStream(key: key, place: [])
        let piece = plaintext(10_000)
        var given = 0
        var sealedCount = 0
        var opened = 0
        for _ in 0..<500 {
            given += piece.count
            let sealed = try sealing.add(piece)
            sealedCount += sealed.count
            opened += try opening.add(sealed).count
            #expect(given - sealedCount <= SealedChunks.chunkLength)
            #expect(given - opened <= 2 * SealedChunks.sealedChunkLength)
        }
        opened += try opening.add(sealing.finish()).count
        opened += try opening.finish().count
        #expect(opened == given)
        #expect(throws: VaultError.self) { try opening.finish() }
        #expect(throws: VaultError.self) { try sealing.finish() }
    }

    private func seal(_ text: [UInt8], key: SymmetricKey, place: [UInt8], piece: Int = 50_000) throws -> [UInt8] {
        var stream = SealingStream(key: key, place: place)
        var sealed: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: piece) { sealed += try stream.add(text[start...].prefix(piece)) }
        return try sealed + stream.finish()
    }

    private func open(_ sealed: [UInt8], key: SymmetricKey, place: [UInt8], piece: Int = 50_000) throws -> [UInt8] {
        var stream = OpeningStream(key: key, place: place)
        var text: [UInt8] = []
        for start in stride(from: 0, to: sealed.count, by: piece) { text += try stream.add(sealed[start...].prefix(piece)) }
        return try text + stream.finish()
    }

    private func chunks(of text: [UInt8]) -> [(bytes: [UInt8], isLast: Bool)] {
        if text.isEmpty { return [([], true)] }
        return stride(from: 0, to: text.count, by: 65_536).map {
            (Array(text[$0...].prefix(65_536)), $0 + 65_536 >= text.count)
        }
    }

    private func sealedChunks(_ sealed: [UInt8]) -> [[UInt8]] {
        stride(from: 16, to: sealed.count, by: SealedChunks.sealedChunkLength).map {
            Array(sealed[$0...].prefix(SealedChunks.sealedChunkLength))
        }
    }

    private func plaintext(_ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 251) }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
