import Ledger
import Testing

@Suite("An entry has one spelling and promises one body")
struct EntryTests {
    @Test("entries, commitments and leaf hashes are those that Python makes")
    func python() throws {
        for vector in try Vectors.cryptography().entries {
            let salt = try #require(Salt(bytes(hex: vector.salt)))
            let commitment = Commitment.make(salt: salt, body: bytes(hex: vector.body))
            #expect(commitment.hex == vector.commitment)
            let entry = Entry(
                time: vector.time, class: try #require(EntryClass(rawValue: vector.class)), commitment: commitment)
            #expect(entry.bytes == bytes(hex: vector.entry))
            #expect(entry.leafHash.hex == vector.leaf)
            #expect(try Entry(parsing: bytes(hex: vector.entry)) == entry)
            #expect(entry.time == vector.time / 60 * 60)
        }
    }

    @Test("no byte of an entry can be changed, added or left out without its leaf hash telling")
    func everyByte() throws {
        let entry = Entry(time: 1_795_000_020, class: .planWrite, commitment: leaves(1)[0])
        for position in entry.bytes.indices {
            for bit in 0..<8 {
                var changed = entry.bytes
                changed[position] ^= 1 << bit
                #expect(MerkleTree.leafHash(changed) != entry.leafHash)
                if let parsed = try? Entry(parsing: changed) {
                    #expect(parsed != entry && parsed.bytes == changed, "bit \(bit) of byte \(position)")
                }
            }
            var shorter = entry.bytes
            shorter.remove(at: position)
            if let parsed = try? Entry(parsing: shorter) { #expect(parsed.bytes == shorter) }
        }
    }

    @Test(
        "what is not an entry is refused with the reason",
        arguments: [
            ("", EntryError.noFinalLineFeed),
            ("msa-ledger/v1", .noFinalLineFeed),
            ("msa-ledger/v1\n60\nconfig\n", .lineCount(3)),
            ("msa-ledger/v1\n60\nconfig\nA\n\n", .lineCount(5)),
            ("msa-ledger/v2\n60\nconfig\nA\n", .version),
            ("msa-ledger/v1\n61\nconfig\nA\n", .time),
            ("msa-ledger/v1\n060\nconfig\nA\n", .time),
            ("msa-ledger/v1\n+60\nconfig\nA\n", .time),
            ("msa-ledger/v1\n\nconfig\nA\n", .time),
            ("msa-ledger/v1\n99999999999999999960\nconfig\nA\n", .time),
            ("msa-ledger/v1\n60\nConfig\nA\n", .class),
            ("msa-ledger/v1\n60\n\nA\n", .class),
            ("msa-ledger/v1\n60\nabcdefghijklmnopqrstuvwxy\nA\n", .class),
            ("msa-ledger/v1\n60\nconfig\nA\n", .commitment),
            ("msa-ledger/v1\n60\nconfig\nAAAA\n", .commitment),
            ("msa-ledger/v1\n60\nconfig\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n", .commitment),
        ])
    func refused(text: String, error: EntryError) {
        #expect(throws: error) { try Entry(parsing: Array(text.utf8)) }
    }

    @Test("the time is cut to the minute, and a clock before 1970 counts as its beginning")
    func minute() {
        func time(_ seconds: Int64) -> Int64 {
            Entry(time: seconds, class: .config, commitment: MerkleTree.emptyRoot).time
        }
        #expect(time(59) == 0)
        #expect(time(60) == 60)
        #expect(time(119) == 60)
        #expect(time(-1) == 0)
        #expect(time(.min) == 0)
        #expect(time(.max) % 60 == 0)
    }

    @Test("a class is 1 to 24 small letters and full stops")
    func classes() {
        #expect(EntryClass(rawValue: "auth.ok") == .authOk)
        #expect(EntryClass(rawValue: "abcdefghijklmnopqrstuvwx") != nil)
        for wrong in ["", "abcdefghijklmnopqrstuvwxy", "A", "a b", "a\n", "a1", "é"] {
            #expect(EntryClass(rawValue: wrong) == nil)
        }
    }

    @Test("another salt makes another commitment, and so does another length")
    func hiding() throws {
        let body = Array("opened by account 12".utf8)
        #expect(Opening(body: body).commitment != Opening(body: body).commitment)
        let salt = Salt()
        #expect(Commitment.make(salt: salt, body: body) != Commitment.make(salt: salt, body: body + [0]))
        #expect(Commitment.make(salt: salt, body: []) != Commitment.make(salt: salt, body: [0]))
        #expect(Salt([UInt8](repeating: 0, count: 31)) == nil)
        #expect(Salt([UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test("an opening comes back from its bytes")
    func opening() throws {
        for count in [0, 1, 31, 32, 33, 500] {
            let opening = Opening(body: [UInt8](repeating: 7, count: count))
            #expect(Opening(opening.bytes) == opening)
        }
        #expect(Opening([UInt8](repeating: 0, count: 31)) == nil)
    }
}
