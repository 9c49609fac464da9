import Ledger
import Testing

@Suite("The frontier knows the root without the tree")
struct FrontierTests {
    @Test("its root is the tree's at every size from 0 to 300, and it comes back from its bytes")
    func allSizes() throws {
        let roots = try Vectors.pymerkle().roots
        var frontier = Frontier()
        for (size, leaf) in (leaves(300) + [leaves(1)[0]]).enumerated() {
            #expect(frontier.size == UInt64(size))
            #expect(frontier.root.hex == roots[size])
            #expect(try Frontier(decoding: frontier.encoded) == frontier)
            #expect(frontier.encoded.count == 8 + 32 * size.nonzeroBitCount)
            frontier.append(leaf)
        }
    }

    @Test("one that was stored and read goes on as the one that stayed in memory")
    func goesOn() throws {
        var kept = Frontier()
        for leaf in leaves(100) {
            var read = try Frontier(decoding: kept.encoded)
            kept.append(leaf)
            read.append(leaf)
            #expect(read == kept)
        }
    }

    @Test("bytes that no frontier gives are refused with the reason")
    func refused() throws {
        var frontier = Frontier()
        for leaf in leaves(11) { frontier.append(leaf) }
        let encoded = frontier.encoded
        #expect(throws: FrontierError.tooShort(0)) { try Frontier(decoding: []) }
        #expect(throws: FrontierError.tooShort(7)) { try Frontier(decoding: Array(encoded[..<7])) }
        #expect(throws: FrontierError.wrongLength(103, expected: 104, size: 11)) {
            try Frontier(decoding: encoded.dropLast())
        }
        #expect(throws: FrontierError.wrongLength(105, expected: 104, size: 11)) {
            try Frontier(decoding: encoded + [0])
        }
        #expect(throws: FrontierError.sizeOutOfRange) { try Frontier(decoding: [0x80] + encoded.dropFirst()) }
    }

    @Test("hashes come back from their spellings, and from no others")
    func hashes() throws {
        for leaf in leaves(50) {
            #expect(Hash(leaf.bytes) == leaf)
            #expect(Hash(leaf.bytes[...]) == leaf)
            #expect(Hash(hex: leaf.hex) == leaf)
            #expect(Hash(hex: leaf.hex.uppercased()) == leaf)
            #expect(Hash(base64: leaf.base64) == leaf)
        }
        let leaf = leaves(1)[0]
        #expect(Hash(Array(leaf.bytes.dropLast())) == nil)
        #expect(Hash(hex: String(leaf.hex.dropLast())) == nil)
        #expect(Hash(hex: leaf.hex.dropLast() + "g") == nil)
        #expect(Hash(base64: String(leaf.base64.dropLast())) == nil)
        #expect(Hash(base64: leaf.base64 + "\n") == nil)
    }
}
