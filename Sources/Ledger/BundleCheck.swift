/// The entries of one level 0 tile, read and hashed anew, beside the hashes that are stored of them.
struct BundleCheck: Sendable {
    struct Problem: Sendable {
        let file: String
        let entry: UInt64?
        let words: String
    }

    let tile: Tile
    private(set) var leaves: [Hash] = []
    /// Unix seconds of each entry, -1 for one that cannot be read.
    private(set) var times: [Int64] = []
    /// Of a full tile whose leaves are known.
    private(set) var root: Hash?
    /// Whether there is a leaf for each entry.
    private(set) var isWhole = true
    private(set) var bytes = 0
    private(set) var problems: [Problem] = []

    var start: UInt64 { tile.index * UInt64(Tile.fullWidth) }

    init(_ tile: Tile, _ read: (String) -> [UInt8]?) {
        self.tile = tile
        leaves.reserveCapacity(tile.width)
        times.reserveCapacity(tile.width)
        readEntries(read(tile.entriesPath))
        compareLeaves(read(tile.path))
        if leaves.count != tile.width {
            isWhole = false
            let none = MerkleTree.emptyRoot
            leaves += Array(repeating: none, count: tile.width - leaves.count)
        }
        if tile.width == Tile.fullWidth { root = MerkleTree.root(of: leaves) }
    }

    private mutating func readEntries(_ stored: [UInt8]?) {
        guard let stored else { return find(tile.entriesPath, "\(tile.entriesPath): missing.") }
        bytes += stored.count
        stored.withUnsafeBytes { buffer in
            var position = 0
            while position < buffer.count, leaves.count < tile.width {
                let from = position + 2
                guard from <= buffer.count else { break }
                let end = from + (Int(buffer[position]) << 8 | Int(buffer[position + 1]))
                guard end <= buffer.count else { break }
                take(UnsafeRawBufferPointer(rebasing: buffer[from..<end]))
                position = end
            }
            if leaves.count < tile.width {
                find(tile.entriesPath, "\(tile.entriesPath): it ends inside entry \(start + UInt64(leaves.count)).")
            } else if position < buffer.count {
                find(tile.entriesPath, "\(tile.entriesPath): it holds more than \(tile.width) entries.")
            }
        }
    }

    private mutating func take(_ entry: UnsafeRawBufferPointer) {
        leaves.append(MerkleTree.leafHash(of: entry))
        if let time = EntryScan.time(entry) { return times.append(time) }
        times.append(-1)
        let number = start + UInt64(leaves.count - 1)
        do {
            _ = try Entry(parsing: Array(entry))
        } catch {
            find(tile.entriesPath, entry: number, "Entry \(number): it cannot be read: \(error).")
        }
    }

    private mutating func compareLeaves(_ stored: [UInt8]?) {
        guard let stored else { return find(tile.path, "\(tile.path): missing.") }
        bytes += stored.count
        guard stored.count == tile.width * Hash.byteCount else {
            return find(tile.path, "\(tile.path): it has \(stored.count) bytes instead of \(tile.width * Hash.byteCount).")
        }
        // Whole tiles at once: a hash is its 32 bytes in memory.
        if leaves.count == tile.width, leaves.withUnsafeBytes({ $0.elementsEqual(stored) }) { return }
        for (place, leaf) in leaves.enumerated() {
            let from = place * Hash.byteCount
            guard !leaf.bytes.elementsEqual(stored[from..<from + Hash.byteCount]) else { continue }
            let number = start + UInt64(place)
            find(tile.path, entry: number, "Entry \(number): it does not match its hash in \(tile.path).")
        }
    }

    private mutating func find(_ file: String, entry: UInt64? = nil, _ words: String) {
        problems.append(Problem(file: file, entry: entry, words: words))
    }
}
