/// A stretch of up to 256 hashes of one height of the tree: the form in which a ledger is handed out.
///
/// Level 0 holds leaf hashes; each hash above is the root of a full tile below.
/// Source: c2sp.org/tlog-tiles, checked 2026-11-22.
public struct Tile: Sendable, Hashable {
    public static let fullWidth = 256

    public let level: Int
    public let index: UInt64
    /// How many hashes, 1 to 256.
    public let width: Int

    /// Nil outside levels 0 to 63 and widths 1 to 256.
    public init?(level: Int, index: UInt64, width: Int = fullWidth) {
        guard (0...63).contains(level), (1...Self.fullWidth).contains(width) else { return nil }
        self.level = level
        self.index = index
        self.width = width
    }

    /// `tile/0/x001/x234/067`, with `.p/112` behind it for a partial tile of 112 hashes.
    public var path: String {
        "tile/\(level)/\(Self.groups(index))\(suffix)"
    }

    /// Where the entries of a level 0 tile are.
    public var entriesPath: String {
        "tile/entries/\(Self.groups(index))\(suffix)"
    }

    /// Every tile that a tree of `size` has and a tree of `oldSize` has not, from below, each in its order.
    public static func added(from oldSize: UInt64 = 0, to size: UInt64) -> [Tile] {
        var tiles: [Tile] = []
        var level = 0
        var old = oldSize
        var new = size
        while new > 0 {
            let width = UInt64(fullWidth)
            if new > old {
                for index in (old / width)..<(new / width) {
                    tiles += [Tile(level: level, index: index)].compactMap(\.self)
                }
                tiles += [Tile(level: level, index: new / width, width: Int(new % width))].compactMap(\.self)
            }
            level += 1
            old /= width
            new /= width
        }
        return tiles
    }

    /// The hash of a whole subtree, from the one tile that holds it; with it `MerkleTree` makes proofs out of tiles.
    ///
    /// `size` is that of the tree whose tiles are read.
    public static func hash(
        of node: MerkleTree.Node, in size: UInt64, read: (Tile) throws -> [Hash]
    ) throws -> Hash {
        let level = node.level / 8
        let start = node.index << UInt64(node.level % 8)
        let count = 1 << (node.level % 8)
        let index = start / UInt64(fullWidth)
        let hashesInLevel = size >> UInt64(8 * level)
        let width = min(UInt64(fullWidth), hashesInLevel - min(hashesInLevel, index * UInt64(fullWidth)))
        let offset = Int(start % UInt64(fullWidth))
        guard let tile = Tile(level: level, index: index, width: Int(width)), offset + count <= tile.width else {
            throw TileError.outside
        }
        let hashes = try read(tile)
        guard hashes.count >= offset + count else { throw TileError.length(hashes.count * Hash.byteCount) }
        return MerkleTree.root(of: Array(hashes[offset..<(offset + count)]))
    }

    public static func bytes(of hashes: [Hash]) -> [UInt8] {
        hashes.flatMap(\.bytes)
    }

    /// - Throws: `TileError.length` unless there are 1 to 256 times 32 bytes.
    public static func hashes(in bytes: [UInt8]) throws(TileError) -> [Hash] {
        guard !bytes.isEmpty, bytes.count % Hash.byteCount == 0, bytes.count <= fullWidth * Hash.byteCount else {
            throw .length(bytes.count)
        }
        return stride(from: 0, to: bytes.count, by: Hash.byteCount).compactMap {
            Hash(bytes[$0..<($0 + Hash.byteCount)])
        }
    }

    private var suffix: String {
        width == Self.fullWidth ? "" : ".p/\(width)"
    }

    private static func groups(_ index: UInt64) -> String {
        let low = String(index % 1000)
        let last = String(repeating: "0", count: 3 - low.count) + low
        guard index >= 1000 else { return last }
        return groups(index / 1000).split(separator: "/").map { $0.first == "x" ? "\($0)/" : "x\($0)/" }.joined() + last
    }
}

/// The entries of one level 0 tile, each behind its length in two bytes, big-endian: none is longer than 65,535 bytes.
public enum EntryBundle {
    /// - Throws: `TileError.entryTooLong`, with the place of the entry.
    public static func encode(_ entries: [[UInt8]]) throws(TileError) -> [UInt8] {
        var bytes: [UInt8] = []
        for (position, entry) in entries.enumerated() {
            guard let length = UInt16(exactly: entry.count) else { throw .entryTooLong(position) }
            bytes.append(UInt8(length >> 8))
            bytes.append(UInt8(length & 0xFF))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// - Throws: `TileError.entryCut` when the bytes end inside an entry, `.tooManyEntries` beyond 256.
    public static func decode(_ bytes: [UInt8]) throws(TileError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var position = 0
        while position < bytes.count {
            guard entries.count < Tile.fullWidth else { throw .tooManyEntries }
            guard position + 2 <= bytes.count else { throw .entryCut(entries.count) }
            let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
            let start = position + 2
            guard start + length <= bytes.count else { throw .entryCut(entries.count) }
            entries.append(Array(bytes[start..<(start + length)]))
            position = start + length
        }
        return entries
    }
}

public enum TileError: Error, Equatable, CustomStringConvertible {
    case outside
    case length(Int)
    case entryTooLong(Int)
    case entryCut(Int)
    case tooManyEntries

    public var description: String {
        switch self {
        case .outside: "the tree has no tile that holds this hash"
        case .length(let count): "\(count) bytes are not a tile: it has 1 to 256 hashes of 32 bytes"
        case .entryTooLong(let position): "entry \(position) of the bundle is longer than 65,535 bytes"
        case .entryCut(let position): "the bundle ends inside entry \(position)"
        case .tooManyEntries: "the bundle holds more than 256 entries"
        }
    }
}
