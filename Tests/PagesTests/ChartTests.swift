import Testing

@testable import Pages

@Suite("A chart and its table say the same")
struct ChartTests {
    /// The words of all elements of a kind, in order.
    static func words(_ element: String, in html: String) throws -> [String] {
        let pattern = try Regex("<\(element)(?:\\s[^>]*)?>([^<]*)</\(element)>", as: (Substring, Substring).self)
        return html.matches(of: pattern).map { String($0.output.1) }
    }

    @Test("bars: every label and value of the drawing is a row of the table")
    func bars() throws {
        let rows = [
            Bar("Keepers & helpers", 79, words: "142 of 180 (79%)"), Bar("Visitors", 0),
            Bar("Gardeners of the old town", 1_200),
        ]
        let html = Pages.bars(
            id: "b", headline: "H", subtitle: "S", labelTitle: "Group", valueTitle: "Share", rows, limit: 100).text
        let drawn = try Self.words("text", in: html)
        let labels = try Self.words("th", in: html).dropFirst(2)
        let values = try Self.words("td", in: html)
        #expect(Array(labels) == ["Keepers &amp; helpers", "Visitors", "Gardeners of the old town"])
        #expect(values == ["142 of 180 (79%)", "0", "1,200"])
        #expect(drawn == zip(labels, values).flatMap { [$0, $1] })
    }

    @Test("stacked bars: the counts in words are the counts in the table, and the widths are in proportion")
    func stacked() throws {
        let series = [Series("Red", .tone(.red)), Series("Amber", .tone(.amber)), Series("Green", .tone(.green))]
        let html = stackedBars(
            id: "s", headline: "H", subtitle: "S", labelTitle: "Part", series: series,
            [Stack("River", [1, 2, 5]), Stack("Hill", [0, 0, 0]), Stack("Market", [0, 2, 0])]).text
        #expect(try Self.words("text", in: html)
            == ["River", "1 red, 2 amber, 5 green", "Hill", "none", "Market", "2 amber"])
        #expect(try Self.words("td", in: html) == ["1", "2", "5", "8", "0", "0", "0", "0", "0", "2", "0", "2"])
        let rects = html.matches(of: #/gv-fill-([a-z]+)" x="([0-9.]+)%" y="[0-9.]+em" width="([0-9.]+)%"/#)
        #expect(rects.map { "\($0.1) \($0.2) \($0.3)" } == [
            "red 0.00 12.50", "amber 12.50 25.00", "green 37.50 62.50", "amber 0.00 25.00",
        ])
    }

    @Test("a drawing has a name, a description and a headline")
    func named() {
        let html = Pages.bars(
            id: "b", headline: "Most are <ready>", subtitle: "S", labelTitle: "L", valueTitle: "V", []).text
        #expect(html.contains("role=\"img\""))
        #expect(html.contains("<title id=\"b-title\">Most are &lt;ready&gt;</title>"))
        #expect(html.contains("aria-labelledby=\"b-title b-desc\""))
    }

    @Test("a long label becomes lines that fit a narrow window, no word lost")
    func wrapped() {
        let label = "A part of town with a name that needs more than two lines in a narrow window"
        let lines = ChartText.lines(label)
        #expect(lines.joined(separator: " ") == label)
        #expect(lines.allSatisfy { $0.count <= 26 })
    }
}
