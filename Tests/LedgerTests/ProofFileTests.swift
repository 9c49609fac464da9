import Crypto
import Ledger
import Testing

@Suite("The proof of one entry")
struct ProofFileTests {
    private let signer: NoteSigner
    private let entries: [Entry]
    private let openings: [Opening]
    private let note: [UInt8]

    init() throws {
        signer = try NoteSigner(name: "council.example/ledger/1", key: Curve25519.Signing.PrivateKey())
        openings = (0..<13).map { Opening(body: Array("thing \($0)".utf8)) }
        entries = openings.map { Entry(time: 1_795_000_020, class: .planWrite, commitment: $0.commitment) }
        let root = MerkleTree.root(of: entries.map(\.leafHash))
        note = try Checkpoint(origin: signer.name, size: 13, root: root).signed(by: signer).encoded
    }

    private func proof(_ index: Int, isDisclosed: Bool = true) throws -> ProofFile {
        let path = try #require(MerkleTree.inclusionProof(of: UInt64(index), in: entries.map(\.leafHash)))
        return ProofFile(
            entry: entries[index].bytes, opening: isDisclosed ? openings[index] : nil, index: UInt64(index), path: path, note: note)
    }

    @Test("comes back from its text, and holds, disclosed or not", arguments: [0, 1, 7, 11, 12])
    func holds(index: Int) throws {
        for isDisclosed in [true, false] {
            let made = try proof(index, isDisclosed: isDisclosed)
            let read = try ProofFile(parsing: made.encoded)
            #expect(read == made)
            #expect(read.check(key: signer.verifier).findings.isEmpty)
            #expect(read.opening?.body == (isDisclosed ? openings[index].body : nil))
        }
    }

    @Test("with any one bit of its text turned over holds no more")
    func flips() throws {
        let text = try proof(5).encoded
        for place in text.indices {
            for bit in 0..<8 {
                var changed = text
                changed[place] ^= 1 << bit
                let read = try? ProofFile(parsing: changed)
                #expect(read?.check(key: signer.verifier).isSound != true, "bit \(bit) of byte \(place)")
            }
        }
    }

    @Test("of another place, with another record, or without its key, is told apart in words")
    func wrong() throws {
        let good = try proof(5)
        let moved = ProofFile(entry: good.entry, opening: good.opening, index: 6, path: good.path, note: note)
        #expect(moved.check(key: signer.verifier).findings.map(\.description)
            == ["Entry 6: it does not lead to the root that was signed."])
        let other = ProofFile(entry: good.entry, opening: openings[6], index: 5, path: good.path, note: note)
        #expect(other.check(key: signer.verifier).findings.map(\.description)
            == ["Entry 5: the record is not the one that was promised."])
        let stranger = try NoteSigner(name: signer.name, key: Curve25519.Signing.PrivateKey())
        #expect(good.check(key: stranger.verifier).findings.first?.description.contains("no known key signed") == true)
    }
}
