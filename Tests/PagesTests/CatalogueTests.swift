import Pages
import Testing

@Suite("The catalogue of words")
struct CatalogueTests {
    enum Word: String, WordKey { case call, leave }

    @Test("a missing text, an empty one and a place that only one language has are named")
    func faults() {
        let catalogue = Catalogue<Word>([
            .english: [.call: "Call {number} or {other}", .leave: "Leave"],
            .welsh: [.call: "Ffoniwch {number} neu {arall}"],
        ])
        #expect(catalogue.faults == ["call: {arall, other} is not in every language", "leave: no cy-GB"])
        let empty = Catalogue<Word>([.english: [.call: "Call", .leave: " "], .welsh: [.call: "Ffoniwch", .leave: "Gadael"]])
        #expect(empty.faults == ["leave: empty in en-GB"])
    }

    @Test("a text missing in Welsh is shown in English and never as nothing")
    func fallback() {
        let catalogue = Catalogue<Word>([.english: [.call: "Call {number}", .leave: "Leave"], .welsh: [:]])
        #expect(catalogue.words(in: .welsh)(.call, ["number": "999"]) == "Call 999")
        #expect(catalogue.words(in: .welsh)[.leave] == "Leave")
    }

    @Test("a value cannot bring markup or a further place into a text")
    func values() {
        let catalogue = Catalogue<Word>([.english: [.call: "Call <b> {number} {", .leave: "}{"]])
        let words = catalogue.words(in: .english)
        #expect(words(.call, ["number": "{number}"]) == "Call <b> {number} {")
        #expect(words.html(.call, ["number": "<a href=\"tel:999\">\("9<9")</a>"]).text
            == "Call &lt;b&gt; <a href=\"tel:999\">9&lt;9</a> {")
        #expect(words[.leave] == "}{")
        #expect(words(.call) == "Call <b> {number} {", "a place without a value is seen")
    }

    @Test("a language is known by its name in an address and says its tag")
    func language() {
        #expect(Language(named: "cy") == .welsh)
        #expect(Language(named: "CY-GB") == .welsh)
        #expect(Language(named: "en_GB") == .english)
        #expect(Language(named: "de") == nil)
        #expect(Language(named: "") == nil)
        #expect(spoken(.welsh, "Cymraeg").text == "<span lang=\"cy-GB\">Cymraeg</span>")
    }

    @Test("hard words and long sentences have a higher grade than plain ones")
    func grade() throws {
        let plain = try #require(ReadingGrade.of("We saw a man at the shop. He did not talk. He was cold."))
        let hard = try #require(ReadingGrade.of(
            "Safeguarding considerations necessitate multidisciplinary consultation regarding potential exploitation of vulnerable individuals."))
        #expect(plain < 2)
        #expect(hard > 15)
        #expect(ReadingGrade.of(" 12 — ") == nil)
    }
}
