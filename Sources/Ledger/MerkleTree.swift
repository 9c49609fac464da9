import Crypto

/// The tree of RFC 6962 section 2.1 over SHA-256: hashes, roots and proofs. RFC 9162 keeps the same tree.
public enum MerkleTree {
    /// The root of a tree without entries: SHA-256 of nothing.
    public static let emptyRoot = Hash(SHA256().finalize())

    /// SHA-256(0x00 ‖ entry).
    public static func leafHash(_ entry: [UInt8]) -> Hash {
        entry.withUnsafeBytes { leafHash(of: $0) }
    }

    static func leafHash(of entry: UnsafeRawBufferPointer) -> Hash {
        // One buffer on the stack: an entry has about 90 bytes, and an array for it would cost more than the hash.
        withUnsafeTemporaryAllocation(byteCount: entry.count + 1, alignment: 1) { buffer in
            buffer[0] = 0x00
            UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(from: entry)
            var sha = SHA256()
            sha.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return Hash(sha.finalize())
        }
    }

    /// SHA-256(0x01 ‖ left ‖ right).
    public static func nodeHash(_ left: Hash, _ right: Hash) -> Hash {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Hash.byteCount, alignment: 1) { buffer in
            buffer[0] = 0x01
            left.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: $0) }
            right.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[33...]).copyMemory(from: $0) }
            var sha = SHA256()
            sha.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return Hash(sha.finalize())
        }
    }

    /// The root over leaf hashes in their order.
    public static func root(of leaves: [Hash]) -> Hash {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }

    /// A whole subtree: 2^level leaves, the `index`-th such from the left. Level 0 is the leaf itself.
    public struct Node: Sendable, Hashable {
        public let level: Int
        public let index: UInt64

        public init(level: Int, index: UInt64) {
            self.level = level
            self.index = index
        }
    }
}
