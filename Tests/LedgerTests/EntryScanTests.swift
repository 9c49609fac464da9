@testable import Ledger
import Testing

@Suite("The quick reading of an entry")
struct EntryScanTests {
    @Test("agrees with the slow one on every one-byte change of an entry")
    func agrees() throws {
        for (time, name) in [(0, "a"), (1_795_000_020, "plan.write"), (Int64.max / 60 * 60, "abcdefghijklmnopqrstuvwx")] {
            let kind = try #require(EntryClass(rawValue: name))
            let bytes = Entry(time: time, class: kind, commitment: MerkleTree.emptyRoot).bytes
            #expect(same(bytes))
            for place in bytes.indices {
                for byte in UInt8.min...UInt8.max {
                    var changed = bytes
                    changed[place] = byte
                    #expect(same(changed))
                }
                var shorter = bytes
                shorter.remove(at: place)
                #expect(same(shorter))
                #expect(same(Array(bytes[..<place])))
                for byte in [UInt8(ascii: "0"), UInt8(ascii: "\n"), UInt8(ascii: "a"), UInt8(ascii: "=")] {
                    var longer = bytes
                    longer.insert(byte, at: place)
                    #expect(same(longer))
                }
            }
            #expect(same(bytes + [0x0A]))
        }
        for text in ["", "\n", "msa-ledger/v1\n", "msa-ledger/v1\n99999999999999999960\na\n"] { #expect(same(Array(text.utf8))) }
    }

    private func same(_ bytes: [UInt8]) -> Bool {
        let slow = try? Entry(parsing: bytes).time
        return bytes.withUnsafeBytes { EntryScan.time($0) } == slow
    }
}
