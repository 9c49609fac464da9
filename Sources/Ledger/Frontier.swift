/// The right edge of a tree: all that is needed to append to it and to know its root.
///
/// One hash for each whole subtree, largest first, so at most 64. Appending costs two hashes on average:
/// the leaf's own and, averaged over all leaves, one node.
public struct Frontier: Sendable, Hashable {
    /// How many leaves the tree has.
    public private(set) var size: UInt64 = 0
    private var subtrees: [Hash] = []

    public init() {}

    /// Takes the next leaf, given as its leaf hash.
    public mutating func append(_ leaf: Hash) {
        var node = leaf
        var rest = size
        while rest & 1 == 1, let left = subtrees.popLast() {
            node = MerkleTree.nodeHash(left, node)
            rest >>= 1
        }
        subtrees.append(node)
        size += 1
    }

    public var root: Hash {
        guard var root = subtrees.last else { return MerkleTree.emptyRoot }
        for subtree in subtrees.dropLast().reversed() { root = MerkleTree.nodeHash(subtree, root) }
        return root
    }

    /// The root of one of the whole subtrees that the edge is made of; nil for any other.
    public func subtree(_ node: MerkleTree.Node) -> Hash? {
        guard node.level < 63, size >> UInt64(node.level) & 1 == 1 else { return nil }
        // Those before it are larger: as many as there are bits above its own.
        let larger = size >> UInt64(node.level + 1)
        guard node.index == larger << 1 else { return nil }
        return subtrees[larger.nonzeroBitCount]
    }

    /// The size as eight bytes, big-endian, and then the hashes: at most 8 + 63 × 32 bytes.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + subtrees.count * Hash.byteCount)
        bytes.append(bigEndian: size)
        for subtree in subtrees { bytes.append(contentsOf: subtree.bytes) }
        return bytes
    }

    /// - Throws: `FrontierError` unless the bytes are what `encoded` gives for some tree.
    public init(decoding bytes: [UInt8]) throws(FrontierError) {
        guard bytes.count >= 8 else { throw .tooShort(bytes.count) }
        let size = bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        // A database counts rows in 63 bits, so a larger size is damage.
        guard size <= UInt64(Int64.max) else { throw .sizeOutOfRange }
        let expected = 8 + size.nonzeroBitCount * Hash.byteCount
        guard bytes.count == expected else { throw .wrongLength(bytes.count, expected: expected, size: size) }
        self.size = size
        subtrees = stride(from: 8, to: bytes.count, by: Hash.byteCount).compactMap {
            Hash(bytes[$0..<($0 + Hash.byteCount)])
        }
    }
}

public enum FrontierError: Error, Equatable, CustomStringConvertible {
    case tooShort(Int)
    case sizeOutOfRange
    case wrongLength(Int, expected: Int, size: UInt64)

    public var description: String {
        switch self {
        case .tooShort(let count):
            "The stored frontier is \(count) bytes long; its size alone takes 8."
        case .sizeOutOfRange:
            "The stored frontier gives a size that no ledger can have."
        case .wrongLength(let count, let expected, let size):
            "The stored frontier is \(count) bytes long; for \(size) entries it has to be \(expected)."
        }
    }
}

extension [UInt8] {
    mutating func append(bigEndian number: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
