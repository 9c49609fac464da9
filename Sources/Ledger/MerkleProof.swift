/// Proofs as RFC 6962 sections 2.1.1 and 2.1.2 make them and RFC 9162 sections 2.1.3.2 and 2.1.4.2 check them.
extension MerkleTree {
    /// The hashes that lead from the leaf to the root of the first `size` leaves, from below.
    ///
    /// Nil when there is no such leaf. `node` is asked only for whole subtrees, about two for each level, so that
    /// a store of tiles answers in logarithmic time.
    public static func inclusionProof(
        of index: UInt64, in size: UInt64, node: (Node) throws -> Hash
    ) rethrows -> [Hash]? {
        guard index < size else { return nil }
        var range = 0..<size
        var proof: [Hash] = []
        while range.count64 > 1 {
            let middle = range.lowerBound + largestPowerOfTwo(below: range.count64)
            if index < middle {
                proof.append(try root(of: middle..<range.upperBound, node: node))
                range = range.lowerBound..<middle
            } else {
                proof.append(try root(of: range.lowerBound..<middle, node: node))
                range = middle..<range.upperBound
            }
        }
        return proof.reversed()
    }

    /// The hashes that prove the first `oldSize` leaves to be the beginning of the first `size`.
    ///
    /// Nil when the old tree is the larger. Empty when the old tree is empty or as large as the new one: then there
    /// is nothing to prove.
    public static func consistencyProof(
        from oldSize: UInt64, to size: UInt64, node: (Node) throws -> Hash
    ) rethrows -> [Hash]? {
        guard oldSize <= size else { return nil }
        guard oldSize > 0 else { return [] }
        var range = 0..<size
        var proof: [Hash] = []
        while range.upperBound != oldSize {
            let middle = range.lowerBound + largestPowerOfTwo(below: range.count64)
            if oldSize <= middle {
                proof.append(try root(of: middle..<range.upperBound, node: node))
                range = range.lowerBound..<middle
            } else {
                proof.append(try root(of: range.lowerBound..<middle, node: node))
                range = middle..<range.upperBound
            }
        }
        // A subtree that begins at the first leaf is the old tree itself, whose root the verifier holds.
        if range.lowerBound > 0 { proof.append(try root(of: range, node: node)) }
        return proof.reversed()
    }

    public static func inclusionProof(of index: UInt64, in leaves: [Hash]) -> [Hash]? {
        inclusionProof(of: index, in: UInt64(leaves.count), node: { whole($0, of: leaves) })
    }

    public static func consistencyProof(from oldSize: UInt64, to leaves: [Hash]) -> [Hash]? {
        consistencyProof(from: oldSize, to: UInt64(leaves.count), node: { whole($0, of: leaves) })
    }

    /// Whether the proof leads from this leaf at this index to this root of this many leaves.
    ///
    /// A hash too few or too many makes it false.
    public static func verifyInclusion(
        of leaf: Hash, at index: UInt64, in size: UInt64, proof: [Hash], root: Hash
    ) -> Bool {
        guard index < size else { return false }
        var position = index
        var last = size - 1
        var hash = leaf
        for sibling in proof {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                hash = nodeHash(sibling, hash)
                while position & 1 == 0, position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = nodeHash(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the proof shows that the old tree is the beginning of the new one.
    ///
    /// A hash too few or too many makes it false.
    public static func verifyConsistency(
        from oldSize: UInt64, _ oldRoot: Hash, to size: UInt64, _ newRoot: Hash, proof: [Hash]
    ) -> Bool {
        guard oldSize <= size else { return false }
        if oldSize == size { return proof.isEmpty && oldRoot == newRoot }
        if oldSize == 0 { return proof.isEmpty && oldRoot == emptyRoot }

        var path = proof[...]
        // Where the old tree is one whole subtree, its root is where the path starts and is left out of the proof.
        guard let start = oldSize.nonzeroBitCount == 1 ? oldRoot : path.popFirst() else { return false }
        let skipped = UInt64(oldSize.trailingZeroBitCount)
        var position = (oldSize - 1) >> skipped
        var last = (size - 1) >> skipped
        var old = start
        var new = start
        for sibling in path {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                old = nodeHash(sibling, old)
                new = nodeHash(sibling, new)
                while position & 1 == 0, position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                new = nodeHash(new, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }

    /// The root of a range that starts where its largest whole subtree does.
    private static func root(of range: Range<UInt64>, node: (Node) throws -> Hash) rethrows -> Hash {
        let count = range.count64
        if count.nonzeroBitCount == 1 {
            let level = count.trailingZeroBitCount
            return try node(Node(level: level, index: range.lowerBound >> UInt64(level)))
        }
        let middle = range.lowerBound + largestPowerOfTwo(below: count)
        let left = try root(of: range.lowerBound..<middle, node: node)
        return nodeHash(left, try root(of: middle..<range.upperBound, node: node))
    }

    private static func whole(_ node: Node, of leaves: [Hash]) -> Hash {
        let start = Int(node.index << UInt64(node.level))
        return root(of: Array(leaves[start..<(start + 1 << node.level)]))
    }

    /// For a count above one.
    private static func largestPowerOfTwo(below count: UInt64) -> UInt64 {
        1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}

extension Range<UInt64> {
    fileprivate var count64: UInt64 { upperBound - lowerBound }
}
