import Foundation
import Testing

@testable import Pages

@Suite("Parts of a page")
struct PartsTests {
    @Test("a table has a caption, scopes, and a named region that scrolls")
    func tables() {
        let html = table("Gardens", columns: [Column("Name"), Column("Trees", .number)], rows: [["Lawn", "3"]]).text
        #expect(html.contains("role=\"region\" aria-label=\"Gardens\" tabindex=\"0\""))
        #expect(html.contains("<caption>Gardens</caption>"))
        #expect(html.contains("<th scope=\"col\">Name</th>") && html.contains("<th scope=\"row\">Lawn</th>"))
        #expect(html.contains("<td class=\"gv-number\">3</td>"))
    }

    @Test("pages of a list say what is shown", arguments: [
        (1, 0, "Showing 0 to 0 of 0 trees"), (1, 3, "Showing 1 to 3 of 3 trees"),
        (2, 312, "Showing 26 to 50 of 312 trees"),
        (13, 312, "Showing 301 to 312 of 312 trees"), (1, 100_000, "Showing 1 to 25 of 100,000 trees"),
    ])
    func pages(page: Int, total: Int, words: String) {
        let html = pagination(page: page, size: 25, total: total, noun: "trees", href: { "?page=\($0)" })
        #expect(html.text.contains(words))
    }

    @Test("a list that nobody counted to its end says that there are more")
    func more() {
        let html = pagination(page: 1, size: 25, total: 500, isMore: true, noun: "trees", href: { "?page=\($0)" })
        #expect(html.text.contains("Showing 1 to 25 of more than 500 trees"))
        #expect(subNavigation("Trees", [NavItem("Old", "/old", count: 100, isMore: true)], current: "/").text.contains("100+"))
    }

    @Test("percentages are only of 20 or more, rounded half up", arguments: [
        (5, 22, "5 of 22 (23%)"), (3, 7, "3 of 7"), (1, 200, "1 of 200 (1%)"), (0, 0, "0 of 0"),
        (1_200, 2_400, "1,200 of 2,400 (50%)"),
    ])
    func progress(part: Int, whole: Int, words: String) {
        #expect(progressWords(part, of: whole) == words)
    }

    @Test("numbers are grouped by thousands", arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (12_418, "12,418"), (1_234_567, "1,234,567"), (-1_000, "-1,000"),
    ])
    func grouping(number: Int, words: String) {
        #expect(grouped(number) == words)
    }

    @Test("a deadline keeps its words and shows the date only where it says something else")
    func deadline() {
        let read = deadlineText("31/09/17", date: "30 September 2017").text
        #expect(read.contains("31/09/17</span><span class=\"gv-muted\"> read as 30 September 2017"))
        #expect(!deadlineText("30 September 2017", date: "30 September 2017").text.contains("read as"))
    }

    @Test("old and new both stand there as text")
    func differences() {
        let changes = [Difference("Name", old: "<old>", new: ""), Difference("Keeper", old: "A", new: "A")]
        let html = difference(changes).text
        #expect(html.contains("&lt;old&gt;") && html.contains("Empty") && html.contains("(the same)"))
    }

    @Test("what is missing is said")
    func missing() {
        let html = summaryList([SummaryRow("Keeper", nil), SummaryRow("Name", "")]).text
        #expect(html.components(separatedBy: "Not provided").count == 3)
    }

    /// Escaping protects text and quoted attributes; a bare attribute would let a space through.
    @Test("no literal in the sources puts a value into a bare attribute")
    func bareAttributes() throws {
        let sources = URL(fileURLWithPath: #filePath).appending(path: "../../../Sources").standardized
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var read = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            read += 1
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where line.contains("<") {
                #expect(line.firstMatch(of: #/<[a-z][^>]*\s[a-z-]+=\\\(/#) == nil, "\(file.lastPathComponent): \(line)")
            }
        }
        #expect(read > 20)
    }
}
