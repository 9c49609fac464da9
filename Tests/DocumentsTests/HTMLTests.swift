import Testing

@testable import Documents

@Suite("Web pages")
struct HTMLTests {
    @Test("a page's table comes in with merged cells, entities, lists and a caption, closed tags or not")
    func table() throws {
        let document = try read(
            """
            <!DOCTYPE html><html><head><title>T</title><style>td{}</style></head><body><h1>Our plan</h1><p>Words &amp; more&nbsp;words
            <table><caption>The plan</caption><thead><tr><th>A<th>B</thead>
            <tr><td rowspan=2>tall<td>caf&eacute; &#8211; &#x2713; &unknown; &lt;b&gt;
            <tr><td><ul><li>one<ul><li>below</ul><li>two</ul><p>after <i>not all</i>
            <tr><td colspan="2"><em>wide</em></td></tr></table><script>var x = "<td>"</script>The end
            """)
        #expect(document.format == .html)
        #expect(document.paragraphs.map(\.text) == ["Our plan", "Words & more words", "The end"])
        #expect(document.paragraphs[0].role == .heading(level: 1))
        let table = try #require(document.tables.first)
        #expect(table.name == "The plan")
        #expect(table.rows.map(\.isHeader) == [true, false, false, false])
        #expect(table.rows[1].cells.map(\.text) == ["tall", "café – ✓ &unknown; <b>"])
        #expect(table.rows[2].cells[0] == Cell(column: 1, continuesAbove: true, paragraphs: []))
        #expect(
            table.rows[2].cells[1].paragraphs.map(\.role) == [
                .bullet(depth: 1), .bullet(depth: 2), .bullet(depth: 1), .plain
            ])
        #expect(table.rows[3].cells == [Cell(column: 1, span: 2, paragraphs: [Paragraph("wide", row: 4, isItalic: true)])])
    }

    @Test("struck-out words are left out, and it is said")
    func deletions() throws {
        let document = try read("<table><tr><td>Agree the <del>old</del><ins>new</ins> plan</td><td>x</td></tr></table>")
        #expect(document.rows == [["Agree the new plan", "x"]])
        #expect(document.warnings.map(\.message) == ["1 deletion was left out. Check the plan against the page."])
    }

    @Test("a page cut off anywhere is read as far as it goes, and never stops the program")
    func cut() throws {
        let page = "<html><table><tr><td a=\"b\" c='d' e=f>x &amp; y<!-- c --><td>&#x41;&#999999999;</table><p>z"
        for length in 1...page.utf8.count {
            _ = try? DocumentReader.read(Array(page.utf8.prefix(length)))
        }
    }

    @Test("an angle bracket among words is words")
    func bracket() throws {
        #expect(try read("<html><p>under <5 days, 3 < 4").paragraphs.map(\.text) == ["under <5 days, 3 < 4"])
    }
}
