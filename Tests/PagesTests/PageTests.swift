import Foundation
import Testing

@testable import Pages

@Suite("A whole page")
struct PageTests {
    static var frame: Frame {
        var frame = Frame(organisation: "Anytown <Council>")
        frame.navigation = (1...9).map { NavItem("Part \($0)", "/\($0)") }
        frame.viewer = Frame.Viewer(name: "Ada \"Green\"", signOut: "/out")
        frame.search = Frame.Search(action: "/search")
        frame.demonstration = "Demonstration"
        frame.sessionSeconds = 900
        return frame
    }

    static func count(_ piece: String, in text: String) -> Int { text.components(separatedBy: piece).count - 1 }

    @Test("has one h1, says its title, and the skip link comes first")
    func order() throws {
        let text = Page("Plan", section: "/2", main: "<p>x</p>").document(in: Self.frame).text
        #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
        #expect(text.contains("<title>Plan - Granville - Anytown &lt;Council&gt;</title>"))
        #expect(Self.count("<h1", in: text) == 1)
        let skip = try #require(text.range(of: "<a class=\"gv-skip\""))
        let first = try #require(text.range(of: "<a "))
        #expect(skip.lowerBound == first.lowerBound)
        #expect(Self.count("aria-current=\"page\"", in: text) == 1)
    }

    @Test("errors stand before the heading, name the title, and silence the banner")
    func errors() {
        var page = Page("Plan", main: HTML())
        page.banner = Banner(.success, "Saved")
        page.errors = Problems("name", "Enter a name")
        let text = page.document(in: Self.frame).text
        #expect(text.contains("<title>Error: Plan"))
        #expect(text.contains("<a href=\"#name\">Enter a name</a>"))
        #expect(!text.contains("Saved"))
    }

    @Test("six parts are shown, the rest is under More; seven need no More")
    func navigation() {
        var frame = Self.frame
        #expect(Self.count("<summary>More", in: Page("P", main: HTML()).document(in: frame).text) == 1)
        frame.navigation = Array(frame.navigation.prefix(7))
        #expect(Self.count("<summary>More", in: Page("P", main: HTML()).document(in: frame).text) == 0)
    }

    @Test("nothing on it needs a hole in the content security policy")
    func policy() {
        let text = ComponentsPage.page.document(in: Self.frame).text
        #expect(text.firstMatch(of: #/<[^>]*\s(style|on[a-z]+)=/#) == nil)
        #expect(text.firstMatch(of: #/<style|<script(?! src="\/static\/)|javascript:|data:/#) == nil)
        let css = String(decoding: Assets.stylesheet.bytes, as: UTF8.self)
        #expect(!css.contains("url(") && !css.contains("@import"))
        let script = String(decoding: Assets.script.bytes, as: UTF8.self)
        for word in ["innerHTML", "eval(", "document.write", "insertAdjacentHTML"] { #expect(!script.contains(word)) }
    }

    @Test("a hostile name stays a name wherever the frame shows it")
    func hostile() {
        let evil = "\"><script>alert(1)</script>"
        var frame = Frame(service: evil, organisation: evil)
        frame.home = evil
        frame.navigation = [NavItem(evil, evil)]
        frame.viewer = Frame.Viewer(name: evil, account: evil, signOut: evil)
        frame.demonstration = evil
        frame.phase = evil
        frame.search = Frame.Search(action: evil, label: evil)
        frame.stylesheets = [evil]
        var page = Page(evil, caption: evil, main: HTML(text: evil))
        page.breadcrumbs = [Link(evil, evil)]
        page.searched = evil
        page.printFooter = evil
        #expect(!page.document(in: frame).text.contains("<script>"))
    }

    @Test("ids are unique, and what refers to one finds it")
    func ids() {
        let text = ComponentsPage.page.document(in: Self.frame).text
        let ids = text.matches(of: #/\sid="([^"]*)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for match in text.matches(of: #/\s(?:for|aria-describedby|aria-labelledby)="([^"]*)"/#) {
            for id in match.1.split(separator: " ") { #expect(ids.contains(String(id)), "\(id)") }
        }
        for match in text.matches(of: #/href="#([^"]+)"/#) { #expect(ids.contains(String(match.1)), "\(match.1)") }
    }

    @Test("files carry their content's hash in the path, so that nobody keeps yesterday's")
    func assets() {
        for asset in Assets.all {
            #expect(asset.path.contains(asset.etag.filter { $0 != "\"" }))
            #expect(!asset.bytes.isEmpty)
        }
    }
}
