/// A tree that hands out its tiles as they fill: what an export writes, and what a check of one compares with.
///
/// Holds at most 255 hashes of each level, so its memory does not grow with the ledger.
public struct TileTree: Sendable {
    /// How many leaves the tree has.
    public private(set) var size: UInt64 = 0
    /// Of each level, the hashes that do not yet make a full tile.
    private var open: [[Hash]] = []

    public init() {}

    /// Takes the next leaf hash, and calls `full` with each tile that it completes, from below.
    public mutating func append(_ leaf: Hash, full: (Tile, [Hash]) throws -> Void) rethrows {
        size += 1
        try push(leaf, 0, full)
    }

    /// Takes 256 leaves at once, of which only the root of their tile is given; that tile itself is not handed out.
    ///
    /// - Returns: False, and nothing is taken, unless the tree ends with a full tile of leaves.
    @discardableResult
    public mutating func append(tileRoot: Hash, full: (Tile, [Hash]) throws -> Void) rethrows -> Bool {
        guard size % UInt64(Tile.fullWidth) == 0 else { return false }
        size += UInt64(Tile.fullWidth)
        if open.isEmpty { open.append([]) }
        try push(tileRoot, 1, full)
        return true
    }

    private mutating func push(_ hash: Hash, _ level: Int, _ full: (Tile, [Hash]) throws -> Void) rethrows {
        if open.count == level {
            open.append([])
            open[level].reserveCapacity(Tile.fullWidth)
        }
        open[level].append(hash)
        guard open[level].count == Tile.fullWidth else { return }
        let hashes = open[level]
        open[level].removeAll(keepingCapacity: true)
        let index = (size - 1) >> UInt64(8 * (level + 1))
        if let tile = Tile(level: level, index: index) { try full(tile, hashes) }
        try push(MerkleTree.root(of: hashes), level + 1, full)
    }

    /// The tiles at the right edge that are not full, from below.
    public var partialTiles: [(tile: Tile, hashes: [Hash])] {
        open.enumerated().compactMap { level, hashes in
            Tile(level: level, index: size >> UInt64(8 * (level + 1)), width: hashes.count).map { ($0, hashes) }
        }
    }

    /// What is open below stands as one last subtree behind the whole ones of the level above.
    public var root: Hash {
        var below: Hash?
        for hashes in open {
            let items = hashes + [below].compactMap(\.self)
            if !items.isEmpty { below = MerkleTree.root(of: items) }
        }
        return below ?? MerkleTree.emptyRoot
    }
}
