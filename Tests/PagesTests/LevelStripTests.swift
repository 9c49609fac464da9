import Testing

@testable import Pages

@Suite("The level strip")
struct LevelStripTests {
    /// What a screen reader says: the text without tags.
    static func spoken(_ html: HTML) -> String {
        html.text.replacing(#/<[^>]*>/#, with: "").replacing(#/\s+/#, with: " ")
    }

    static let red = Mark("Red", .red, .triangle, date: "Mar 2017")
    static let green = Mark("Green", .green, .circle, date: "Jul 2017")

    @Test("reads as one sentence, and the target as another")
    func sentence() {
        let strip = levelStrip(
            [Self.red, Mark("Amber", .amber, .diamond), Self.green],
            target: Mark("Green", .green, .circle, date: "Mar 2018"))
        #expect(Self.spoken(strip) == "Level: Red, Mar 2017, then Amber, now Green, Jul 2017. Target: Green, Mar 2018.")
    }

    @Test("none, one and many are said as such")
    func counts() {
        #expect(Self.spoken(levelStrip([])) == "Level: Not rated. ")
        #expect(Self.spoken(levelStrip([Self.red])) == "Level: Red, Mar 2017. ")
        let many = levelStrip([Self.red, Self.red, Self.green], limit: 2)
        #expect(Self.spoken(many) == "Level: 1 earlier, then Red, Mar 2017, now Green, Jul 2017. ")
    }

    @Test("every mark has its word and a shape that screen readers pass over")
    func shapes() {
        for shape in Shape.allCases {
            let html = levelStrip([Mark("Word", .blue, shape)]).text
            #expect(html.contains("aria-hidden=\"true\"") && html.contains("<b>Word</b>"))
        }
    }

    @Test("what is new says so")
    func new() {
        let mark = Mark("Green", .green, .circle, date: "2026", isNew: true)
        #expect(Self.spoken(levelStrip([mark])) == "Level: Green, 2026, new. ")
    }
}
