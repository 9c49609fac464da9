import Testing

@testable import Pages

@Suite("Values in a page literal")
struct EscapingTests {
    static let hostile = "<script>alert('x')</script>\" onload=\"y & \u{0}"
    static let harmless = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y &amp; \u{FFFD}"

    @Test("text is text wherever it comes in")
    func everyKindOfText() {
        let text = Self.hostile
        let maybe: String? = text
        let part = text[...]
        #expect(("\(text)" as HTML).text == Self.harmless)
        #expect(("\(maybe)" as HTML).text == Self.harmless)
        #expect(("\(part)" as HTML).text == Self.harmless)
        #expect(HTML(text: text).text == Self.harmless)
        #expect(("<a\(class: text)\(attribute: "id", text)>" as HTML).text
            == "<a class=\"\(Self.harmless)\" id=\"\(Self.harmless)\">")
        #expect(("\(each: [text], { "<li>\($0)</li>" })" as HTML).text == "<li>\(Self.harmless)</li>")
        #expect(("\(with: maybe, { "\($0)" })" as HTML).text == Self.harmless)
        let both: HTML = "\(if: true, "\(text)")\(if: false, "", else: "\(text)")"
        #expect(both.text == Self.harmless + Self.harmless)
    }

    @Test("a literal where text is expected stays text")
    func literalsAsText() {
        #expect(("\("<b>")" as HTML).text == "&lt;b&gt;")
    }

    @Test("nothing is written for what is not there")
    func absent() {
        let none: String? = nil
        let piece: HTML? = nil
        let nothing: HTML = """
            \(none)\(piece)\(class: nil)\(attribute: "id", nil)\(flag: "checked", false)\(if: false, "x")
            """
        #expect(nothing.isEmpty)
    }

    @Test("pieces go in as they are, once")
    func composed() {
        let piece: HTML = "<b>\("<")</b>"
        #expect(("\(piece)\(3)\(flag: "checked", true)" as HTML).text == "<b>&lt;</b>3 checked")
    }

    @Test("an address that would run is disarmed", arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "\u{1}javascript:alert(1)",
        "data:text/html,x", "vbscript:x", " javascript:x",
    ])
    func hostileAddress(address: String) {
        #expect(("<a\(href: address)>" as HTML).text == "<a href=\"#\">")
    }

    @Test("an address that only leads somewhere is kept", arguments: [
        "/plan?theme=1", "plan/2", "?page=2", "#main", "https://example.org/a:b", "mailto:a@example.org", "tel:999", "",
        "a/b:c",
    ])
    func plainAddress(address: String) {
        #expect(("<a\(href: address)>" as HTML).text == "<a href=\"\(address)\">")
    }
}
