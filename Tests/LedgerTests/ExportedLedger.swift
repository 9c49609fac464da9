import Crypto
import Ledger

/// An export in memory, to be damaged by tests.
struct ExportedLedger: Sendable {
    static let origin = "council.example/ledger/1"

    var files: [String: [UInt8]] = [:]
    let key: NoteVerifier
    let witness: CosignatureSigner
    let root: Hash
    private let signer: NoteSigner
    private let leaves: [Hash]

    init(size: Int, times: (Int) -> Int64 = { 1_795_000_000 + Int64($0) * 7 }) throws {
        signer = try NoteSigner(name: Self.origin, key: Curve25519.Signing.PrivateKey())
        witness = try CosignatureSigner(name: "witness.example/w1", key: Curve25519.Signing.PrivateKey())
        key = signer.verifier
        var tree = TileTree()
        var entries: [[UInt8]] = []
        var leaves: [Hash] = []
        var bundles: [String: [UInt8]] = [:]
        var tiles: [String: [UInt8]] = [:]
        for index in 0..<size {
            let opening = Opening(body: Array("thing \(index)".utf8))
            let entry = Entry(time: times(index), class: .planWrite, commitment: opening.commitment)
            entries.append(entry.bytes)
            leaves.append(entry.leafHash)
            tree.append(entry.leafHash) { tiles[$0.path] = Tile.bytes(of: $1) }
        }
        for (tile, hashes) in tree.partialTiles { tiles[tile.path] = Tile.bytes(of: hashes) }
        for tile in Tile.added(to: UInt64(size)) where tile.level == 0 {
            let start = Int(tile.index) * 256
            bundles[tile.entriesPath] = try EntryBundle.encode(Array(entries[start..<start + tile.width]))
        }
        files = tiles.merging(bundles) { first, _ in first }
        self.leaves = leaves
        root = tree.root
        let note = try SignedNote(text: text(size), signedBy: [signer])
        let cosignature = try witness.sign(note.text, at: 1_795_000_123)
        files["checkpoint"] = note.adding([cosignature]).encoded
        files["ledger.vkey"] = Array("\(key.vkey)\n".utf8)
    }

    /// A checkpoint over the first entries, as somebody kept it.
    func kept(_ size: Int) throws -> [UInt8] { try SignedNote(text: text(size), signedBy: [signer]).encoded }

    func check(remembered: [[UInt8]] = []) -> ExportReport {
        let files = files
        return ExportCheck(key: key, witnesses: [witness.cosigner], remembered: remembered).check { files[$0] }
    }

    private func text(_ size: Int) throws -> String {
        let root = MerkleTree.root(of: Array(leaves.prefix(size)))
        return try Checkpoint(origin: Self.origin, size: UInt64(size), root: root).text
    }
}
