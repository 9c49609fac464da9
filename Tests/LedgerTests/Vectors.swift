import Foundation
import Ledger

/// What other people's code and specifications say; Tests/Fixtures/ledger/README.md tells where each file is from.
enum Vectors {
    struct Inclusion: Decodable {
        let index: UInt64
        let size: UInt64
        let proof: [String]
    }

    struct Published: Decodable {
        struct Note: Decodable {
            let vkey, seed, text, signature, otherVkey, otherSignature: String
            let badVkeys: [String]
        }

        struct Step: Decodable {
            let from: UInt64
            let to: UInt64
            let proof: [String]
        }

        let leaves: [String]
        let roots: [String]
        let inclusion: [Inclusion]
        let consistency: [Step]
        let note: Note
    }

    struct Pymerkle: Decodable {
        let roots: [String]
    }

    struct Cryptography: Decodable {
        struct Note: Decodable {
            let name, seed, vkey, text, note: String
        }

        struct Entry: Decodable {
            let time: Int64
            let `class`, salt, body, commitment, entry, leaf: String
        }

        let notes: [Note]
        let entries: [Entry]
    }

    struct Sumdb: Decodable {
        struct Tile: Decodable {
            let level: Int
            let index: UInt64
            let width: Int
            let path: String
        }

        let roots: [String: String]
        let inclusion: [Inclusion]
        let consistency: [Published.Step]
        let tiles: [Tile]
        let vkey: String
        let note: String
    }

    static func published() throws -> Published { try read("published.json") }
    static func pymerkle() throws -> Pymerkle { try read("pymerkle.json") }
    static func cryptography() throws -> Cryptography { try read("cryptography.json") }
    static func sumdb() throws -> Sumdb { try read("sumdb.json") }

    private static func read<Value: Decodable>(_ name: String) throws -> Value {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "Fixtures/ledger").appending(path: name)
        return try JSONDecoder().decode(Value.self, from: Data(contentsOf: file))
    }
}

/// The bytes that a vector spells in hexadecimal.
func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Leaf hashes of "entry 0", "entry 1" and so on, as the vectors have them.
func leaves(_ count: Int) -> [Hash] {
    (0..<count).map { MerkleTree.leafHash(Array("entry \($0)".utf8)) }
}

extension Hash {
    /// With one of its 256 bits turned over.
    func flipping(bit: Int) -> Hash {
        var changed = bytes
        changed[bit / 8] ^= 1 << (bit % 8)
        return Hash(changed) ?? self
    }
}
