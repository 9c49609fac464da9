import Ledger
import Testing

@Suite("Tiles carry the whole tree")
struct TileTests {
    @Test("paths are those of Go's checksum database, less the height that the standard leaves out")
    func paths() throws {
        for vector in try Vectors.sumdb().tiles {
            let tile = try #require(Tile(level: vector.level, index: vector.index, width: vector.width))
            #expect(tile.path == vector.path.replacing("tile/8/", with: "tile/", maxReplacements: 1))
        }
        #expect(Tile(level: 0, index: 1_234_067)?.path == "tile/0/x001/x234/067")
        #expect(Tile(level: 0, index: 1_234_067, width: 7)?.entriesPath == "tile/entries/x001/x234/067.p/7")
        #expect(Tile(level: 64, index: 0) == nil)
        #expect(Tile(level: 0, index: 0, width: 0) == nil)
        #expect(Tile(level: 0, index: 0, width: 257) == nil)
    }

    @Test("a tree of 70,000 has the tiles that the specification counts; one of 256 has a full and a partial one")
    func counts() {
        let tiles = Tile.added(to: 70_000)
        #expect(tiles.count { $0.level == 0 && $0.width == 256 } == 273)
        #expect(
            tiles.filter { $0.width < 256 }.map(\.path) == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
        #expect(tiles.count { $0.level == 1 && $0.width == 256 } == 1)
        #expect(Tile.added(to: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
        #expect(Tile.added(to: 0).isEmpty)
        #expect(Tile.added(from: 256, to: 256).isEmpty)
    }

    @Test("tiles added step by step are in the end those of the whole tree")
    func stepByStep() {
        var seen: Set<Tile> = []
        var size: UInt64 = 0
        for step in [1, 200, 55, 1, 300, 66_000, 3] as [UInt64] {
            seen.formUnion(Tile.added(from: size, to: size + step))
            size += step
            #expect(seen.isSuperset(of: Tile.added(to: size)))
        }
    }

    @Test("proofs made from stored tiles are those made from all leaves", arguments: [1, 255, 256, 257, 600, 66_000])
    func proofs(size: Int) throws {
        let hashes = leaves(size)
        let stored = try store(hashes)
        for index in Set([0, size / 3, size - 1]) {
            let fromTiles = try MerkleTree.inclusionProof(of: UInt64(index), in: UInt64(size)) { node in
                try Tile.hash(of: node, in: UInt64(size)) { try Tile.hashes(in: stored[$0.path] ?? []) }
            }
            #expect(fromTiles == MerkleTree.inclusionProof(of: UInt64(index), in: hashes))
        }
        let step = try MerkleTree.consistencyProof(from: UInt64(size / 2), to: UInt64(size)) { node in
            try Tile.hash(of: node, in: UInt64(size)) { try Tile.hashes(in: stored[$0.path] ?? []) }
        }
        #expect(step == MerkleTree.consistencyProof(from: UInt64(size / 2), to: hashes))
    }

    @Test("entries come back from their bundle, the empty and the longest among them")
    func bundles() throws {
        let entries: [[UInt8]] = [[], [1], Array("entry".utf8), [UInt8](repeating: 9, count: 65_535)]
        let bundle = try EntryBundle.encode(entries)
        #expect(try EntryBundle.decode(bundle) == entries)
        #expect(bundle.prefix(5) == [0, 0, 0, 1, 1])
        #expect(throws: TileError.entryTooLong(1)) {
            try EntryBundle.encode([[], [UInt8](repeating: 0, count: 65_536)])
        }
        #expect(throws: TileError.entryCut(3)) { try EntryBundle.decode(bundle.dropLast()) }
        #expect(throws: TileError.entryCut(0)) { try EntryBundle.decode([0]) }
        #expect(throws: TileError.tooManyEntries) { try EntryBundle.decode([UInt8](repeating: 0, count: 514)) }
        #expect(throws: TileError.length(33)) { try Tile.hashes(in: [UInt8](repeating: 0, count: 33)) }
        #expect(throws: TileError.length(0)) { try Tile.hashes(in: []) }
        #expect(try Tile.hashes(in: Tile.bytes(of: leaves(3))) == leaves(3))
    }

    /// The bytes of every tile, each level made from the full tiles below it.
    private func store(_ leaves: [Hash]) throws -> [String: [UInt8]] {
        var levels = [leaves]
        while let below = levels.last, below.count >= 256 {
            levels.append(
                (0..<(below.count / 256)).map { MerkleTree.root(of: Array(below[($0 * 256)..<($0 * 256 + 256)])) })
        }
        var stored: [String: [UInt8]] = [:]
        for tile in Tile.added(to: UInt64(leaves.count)) {
            let start = Int(tile.index) * 256
            stored[tile.path] = Tile.bytes(of: Array(levels[tile.level][start..<(start + tile.width)]))
        }
        return stored
    }
}
