import Crypto
import Ledger

/// A ledger as a database would hold it, to be damaged by tests.
struct StoredLedger {
    static let origin = "council.example/ledger/1"

    struct Note {
        var size: UInt64
        var bytes: [UInt8]
    }

    var rows: [LedgerCheck.Row] = []
    var notes: [Note] = []
    var frontier: [UInt8] = []
    let root: Hash
    private let verifier: NoteVerifier

    /// A checkpoint is signed every so many entries and at the end.
    init(size: Int, everyCheckpoint step: Int = 4) throws {
        try self.init(times: (0..<size).map { 1_795_000_000 + Int64($0) * 7 }, everyCheckpoint: step)
    }

    init(times: [Int64], everyCheckpoint step: Int = 4) throws {
        let signer = try NoteSigner(name: Self.origin, key: Curve25519.Signing.PrivateKey())
        verifier = signer.verifier
        var tree = Frontier()
        for (index, time) in times.enumerated() {
            let opening = Opening(body: Array("account \(index) changed objective \(index * 31)".utf8))
            let entry = Entry(time: time, class: .planWrite, commitment: opening.commitment)
            tree.append(entry.leafHash)
            rows.append(
                .init(
                    index: UInt64(index), entry: entry.bytes, leafHash: entry.leafHash.bytes, body: .opened(opening)))
            if tree.size % UInt64(step) == 0 || index == times.count - 1 {
                let checkpoint = try Checkpoint(origin: Self.origin, size: tree.size, root: tree.root)
                notes.append(Note(size: tree.size, bytes: try checkpoint.signed(by: signer).encoded))
            }
        }
        frontier = tree.encoded
        root = tree.root
    }

    func check() -> LedgerReport {
        var check = LedgerCheck(origin: Self.origin, keys: [verifier])
        // Not in the order of size: the check has to put them in order.
        for note in notes.reversed() { check.expect(note: note.bytes, at: note.size) }
        for row in rows { check.add(row) }
        return check.finish(frontier: frontier)
    }

    /// Replaces an entry by another that is sound in itself: hash and record fit.
    mutating func forge(_ index: Int) {
        let opening = Opening(body: Array("nothing happened".utf8))
        guard let old = try? Entry(parsing: rows[index].entry) else { return }
        let entry = Entry(time: old.time, class: .config, commitment: opening.commitment)
        rows[index] = .init(
            index: UInt64(index), entry: entry.bytes, leafHash: entry.leafHash.bytes, body: .opened(opening))
    }

    func frontierOverRows() -> [UInt8] {
        var tree = Frontier()
        for row in rows { tree.append(MerkleTree.leafHash(row.entry)) }
        return tree.encoded
    }
}

extension LedgerFinding {
    func names(_ index: UInt64) -> Bool {
        switch place {
        case .entry(let own): own == index
        default: false
        }
    }
}
