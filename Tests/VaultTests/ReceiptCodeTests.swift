import Testing
import Vault

@Suite("The code with which somebody without a name comes back")
struct ReceiptCodeTests {
    @Test("codes are seven groups of four, all different")
    func made() {
        let codes = (0..<1000).map { _ in ReceiptCode.make() }
        #expect(Set(codes.map(\.shown)).count == 1000)
        #expect(codes.allSatisfy { $0.shown.split(separator: "-").map(\.count) == Array(repeating: 4, count: 7) })
        #expect(codes.allSatisfy { code in !code.shown.contains { "ILOU".contains($0) } })
    }

    @Test("each of the 32 letters comes about as often as the others")
    func even() {
        var counts: [Character: Int] = [:]
        for _ in 0..<2000 { for letter in PaperCode.make() { counts[letter, default: 0] += 1 } }
        #expect(counts.count == 32)
        // 56,000 letters, 1,750 of each expected; six standard deviations are 247.
        #expect(counts.values.allSatisfy { abs($0 - 1750) < 250 })
    }

    @Test("a code is read however it was written down")
    func forgiving() throws {
        let code = ReceiptCode.make()
        let ways = [
            code.shown, code.shown.lowercased(), code.shown.replacing("-", with: ""), code.shown.replacing("-", with: " - "),
            "  \(code.shown)\n", code.shown.replacing("-", with: "\u{2011}"), code.shown.replacing("-", with: "\u{2212}"),
            code.shown.replacing("-", with: "\u{200B}"), code.shown.replacing("-", with: "\u{a0}"),
            code.shown.replacing("0", with: "o").replacing("1", with: "I"), code.shown.replacing("1", with: "l"),
        ]
        for typed in ways { #expect(ReceiptCode(typed: typed)?.hash == code.hash, "\(typed)") }
    }

    @Test("what cannot be a code is not looked up, and its letters are counted")
    func refused() {
        let shown = ReceiptCode.make().shown
        for typed in ["", "----", String(shown.dropLast()), shown + "0", shown.replacing("-", with: "_"),
            String(repeating: "A", count: 1_000_000), String(shown.dropLast()) + "U", String(shown.dropLast()) + "é"] {
            #expect(ReceiptCode(typed: typed) == nil, "\(typed.prefix(60))")
        }
        #expect(PaperCode.countTyped("ab-cd 12") == 6)
    }

    @Test("the hash is the code's own, and nobody else's")
    func hash() throws {
        let code = try #require(ReceiptCode(typed: "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"))
        // printf 'granville/receipt/v1\n0123456789ABCDEFGHJKMNPQRSTV' | sha256sum
        #expect(code.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == "8118d3fd85cabd18fc72ec1ebd838d2573bd3210d860c506daea411a7f6be1ba")
        #expect(code.hash != ReceiptCode.make().hash)
    }

    @Test("the last four letters show that somebody has the code")
    func ending() throws {
        let code = try #require(ReceiptCode(typed: "0123-4567-89AB-CDEF-GHJK-MNPQ-R0T1"))
        for typed in ["R0T1", "r0t1", " R-O t l "] { #expect(code.ends(with: typed)) }
        for typed in ["", "0T1", "QR0T1", "MNPQ", code.shown] { #expect(!code.ends(with: typed)) }
    }

    @Test("a code that is printed by mistake says nothing")
    func hidden() {
        struct Holder { let code: ReceiptCode }
        let code = ReceiptCode.make()
        var dumped = ""
        dump(Holder(code: code), to: &dumped)
        let plain = code.shown.replacing("-", with: "")
        for text in ["\(code)", String(reflecting: code), "\(Holder(code: code))", "\([code])", dumped] {
            #expect(text.contains("hidden") && !text.contains(plain) && !text.contains(code.shown))
        }
    }
}
