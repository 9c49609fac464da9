import Ledger

/// Files of an export as the entries come. What an earlier export wrote is compared, not written again.
struct ExportWriting {
    private let folder: ExportFolder
    private let before: Checkpoint?
    private var tree = TileTree()
    /// Of the tile that is not full yet.
    private var entries: [[UInt8]] = []
    /// Partial tiles and bundles of the earlier export, which nothing needs once its checkpoint is replaced.
    private var old: Set<String> = []
    private var kept: Set<String> = []

    init(_ folder: ExportFolder, before: Checkpoint?) {
        self.folder = folder
        self.before = before
    }

    var size: Int { Int(tree.size) }
    var root: Hash { tree.root }

    mutating func append(_ entry: [UInt8]) throws {
        entries.append(entry)
        var full: [(Tile, [Hash])] = []
        tree.append(MerkleTree.leafHash(entry)) { full.append(($0, $1)) }
        for (tile, hashes) in full {
            let wasThere = (tile.index + 1) << UInt64(8 * (tile.level + 1)) <= before?.size ?? 0
            if tile.level == 0 {
                try put(try EntryBundle.encode(entries), at: tile.entriesPath, wasThere)
                entries.removeAll(keepingCapacity: true)
            }
            try put(Tile.bytes(of: hashes), at: tile.path, wasThere)
        }
        if tree.size == before?.size { try compareBefore() }
    }

    /// Writes the right edge.
    mutating func end() throws {
        for (path, bytes) in try edge() {
            kept.insert(path)
            try folder.write(bytes, to: path)
        }
    }

    func removeOld() {
        for path in old.subtracting(kept) { folder.remove(path) }
    }

    private mutating func compareBefore() throws {
        guard let before, tree.root == before.root else {
            throw ExportRefusal.otherHistory(path: folder.path, size: size)
        }
        for (path, bytes) in try edge() {
            try put(bytes, at: path, true)
            old.insert(path)
        }
    }

    private func edge() throws -> [(path: String, bytes: [UInt8])] {
        var files: [(path: String, bytes: [UInt8])] = []
        for (tile, hashes) in tree.partialTiles {
            if tile.level == 0 { files.append((tile.entriesPath, try EntryBundle.encode(entries))) }
            files.append((tile.path, Tile.bytes(of: hashes)))
        }
        return files
    }

    private func put(_ bytes: [UInt8], at path: String, _ wasThere: Bool) throws {
        guard wasThere else { return try folder.write(bytes, to: path) }
        guard folder.read(path) == bytes else { throw ExportRefusal.changed(path: "\(folder.path)/\(path)") }
    }
}
