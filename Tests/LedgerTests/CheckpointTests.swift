import Crypto
import Ledger
import Testing

@Suite("A checkpoint says one thing and cannot be bent")
struct CheckpointTests {
    private let origin = "council.example/ledger/1"

    private func signer() throws -> NoteSigner {
        try NoteSigner(name: origin, key: Curve25519.Signing.PrivateKey())
    }

    @Test("Python's and Go's checkpoints are read, and ours have the same text")
    func strangers() throws {
        let python = try #require(try Vectors.cryptography().notes.first)
        let go = try Vectors.sumdb()
        let root = MerkleTree.root(of: leaves(300))
        for (note, vkey, origin) in [(python.note, python.vkey, python.name), (go.note, go.vkey, "sumdb.example/log")] {
            let read = try Checkpoint(note: Array(note.utf8), origin: origin, verifiers: [NoteVerifier(vkey: vkey)])
            #expect(read.size == 300)
            #expect(read.root == root)
            #expect(read == (try Checkpoint(origin: origin, size: 300, root: root)))
        }
    }

    @Test("what comes back from the signed bytes is what went in", arguments: [0, 1, 255, 1_000_000, UInt64.max])
    func roundTrip(size: UInt64) throws {
        let signer = try signer()
        let checkpoint = try Checkpoint(origin: origin, size: size, root: leaves(1)[0])
        let note = try checkpoint.signed(by: signer)
        #expect(try Checkpoint(note: note.encoded, origin: origin, verifiers: [signer.verifier]) == checkpoint)
        #expect(try Checkpoint(parsing: checkpoint.text) == checkpoint)
    }

    @Test("lines that other logs add are kept")
    func extensions() throws {
        let text = try Checkpoint(origin: origin, size: 1, root: leaves(1)[0]).text + "more\nand more\n"
        let checkpoint = try Checkpoint(parsing: text)
        #expect(checkpoint.extensions == ["more", "and more"])
        #expect(checkpoint.text == text)
    }

    @Test("another ledger's checkpoint is not taken for ours")
    func otherLedger() throws {
        let signer = try signer()
        let note = try Checkpoint(origin: "council.example/ledger/2", size: 1, root: leaves(1)[0]).signed(by: signer)
        #expect(throws: CheckpointError.otherLedger("council.example/ledger/2")) {
            try Checkpoint(note: note.encoded, origin: origin, verifiers: [signer.verifier])
        }
    }

    @Test("malformed checkpoints are refused with the reason")
    func malformed() throws {
        let root = leaves(1)[0].base64
        func parse(_ text: String) throws { _ = try Checkpoint(parsing: text) }
        #expect(throws: CheckpointError.noFinalLineFeed) { try parse("a\n1\n\(root)") }
        #expect(throws: CheckpointError.lineCount(2)) { try parse("a\n1\n") }
        #expect(throws: CheckpointError.origin) { try parse("\n1\n\(root)\n") }
        #expect(throws: CheckpointError.size) { try parse("a\n01\n\(root)\n") }
        #expect(throws: CheckpointError.size) { try parse("a\n-1\n\(root)\n") }
        #expect(throws: CheckpointError.size) { try parse("a\n18446744073709551616\n\(root)\n") }
        #expect(throws: CheckpointError.size) { try parse("a\n\n\(root)\n") }
        #expect(throws: CheckpointError.root) { try parse("a\n1\n\(root.dropLast())\n") }
        #expect(throws: CheckpointError.root) { try parse("a\n1\n\n") }
        #expect(throws: CheckpointError.extensionLine) { try parse("a\n1\n\(root)\n\n") }
        #expect(throws: CheckpointError.origin) { try Checkpoint(origin: "", size: 0, root: leaves(1)[0]) }
        #expect(throws: CheckpointError.origin) { try Checkpoint(origin: "a\nb", size: 0, root: leaves(1)[0]) }
    }
}
