import Testing

@testable import Documents

@Suite("Word documents")
struct DocxTests {
    @Test("a table by python-docx comes in with its merged cells, header row, bullets and nested table")
    func table() throws {
        let document = try DocumentReader.read(try fixture("table.docx"))
        #expect(document.format == .docx)
        let rows = try #require(document.tables.first?.rows)
        #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
        #expect(rows.map(\.isHeader) == [true, false, false, false, false])
        #expect(rows[0].cells.map(\.text) == ["Objective", "Level", "Action", "Lead"])
        #expect(rows[1].cells == [Cell(column: 1, span: 4, paragraphs: [Paragraph("1 Leadership", row: 2)])])
        #expect(rows[2].cells[0].text == "The board knows")
        #expect(
            rows[2].cells[2].paragraphs == [
                Paragraph("First paragraph", row: 3), Paragraph("Second with a", row: 3),
                Paragraph("line break", row: 3),
                Paragraph("bullet one", role: .bullet(depth: 1), row: 3),
                Paragraph("bullet below", role: .bullet(depth: 2), row: 3),
                Paragraph("typed bullet", role: .bullet(depth: 1), row: 3)
            ])
        #expect(rows[3].cells[0] == Cell(column: 1, continuesAbove: true, paragraphs: []))
        #expect(rows[3].cells[2].paragraphs == [Paragraph("All in italics", row: 4, isItalic: true)])
        #expect(rows[4].cells[0].text == "inner left\ninner right")
        #expect(document.tables.last?.rows.map(\.number) == [6, 7])
    }

    @Test("tracked insertions are kept, deletions are left out and counted")
    func trackedChanges() throws {
        let document = try DocumentReader.read(try fixture("table.docx"))
        #expect(document.tables.first?.rows.last?.cells[2].text == "Agree the new plan")
        #expect(document.tables.first?.rows.last?.cells[2].paragraphs.first?.isItalic == false)
        let warning = document.warnings.filter { $0.message.contains("tracked") }.map(\.message)
        #expect(
            warning == [
                "2 tracked deletions were left out and tracked insertions were kept. "
                    + "Check the plan against the document."
            ])
        #expect(document.paragraphs.contains { $0.text == "Runs into this." })
    }

    @Test("words around the tables keep their order, a text box speaks once, and what stands beside is said")
    func surroundings() throws {
        let document = try DocumentReader.read(try fixture("table.docx"))
        #expect(
            document.paragraphs.map(\.text) == [
                "Our plan", "Words before the table.", "Words between.", "Boxed words",
                "Beside a box", "Runs into this.", "The end"
            ])
        #expect(document.paragraphs.map(\.row) == Array(1...7))
        #expect(document.warnings.map(\.message).contains("Page header not taken in: Council plan, page header"))
        #expect(document.warnings.map(\.message).contains("Comments not taken in: A comment on the end"))
    }

    @Test("headings and lists are known by style, outline level and numbering")
    func headings() throws {
        let document = try DocumentReader.read(try fixture("headings.docx"))
        let expected: [(String, Paragraph.Role)] = [
            ("Plan in headings", .title), ("Leadership", .heading(level: 1)), ("What this theme is for.", .plain),
            ("The board knows", .heading(level: 2)), ("Agree the plan", .bullet(depth: 1)),
            ("with partners", .bullet(depth: 2)),
            ("first", .bullet(depth: 1)), ("Outlined", .heading(level: 3)), ("Third level", .bullet(depth: 3))
        ]
        #expect(document.paragraphs.map(\.text) == expected.map(\.0))
        #expect(document.paragraphs.map(\.role) == expected.map(\.1))
    }

    @Test("words in the lower part of a merged cell are not lost")
    func wordsBelow() throws {
        let cell = { (merge: String, text: String) in
            "<w:tc><w:tcPr>\(merge)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
        }
        let document = try DocumentReader.read(
            docx(
                "<w:tbl>"
                    + "<w:tr>\(cell("<w:vMerge w:val=\"restart\"/>", "top"))\(cell("", "a"))</w:tr>"
                    + "<w:tr>\(cell("<w:vMerge/>", "below"))\(cell("", "b"))</w:tr>"
                    + "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>\(cell("", "c"))</w:tr></w:tbl>"))
        #expect(document.rows == [["top", "a"], ["below", "b"], ["c"]])
        #expect(document.tables[0].rows[1].cells[0].continuesAbove == false)
        #expect(document.tables[0].rows[2].cells[0].column == 2)
    }

    @Test("any prefix will do, and entities are the letters they stand for")
    func prefixes() throws {
        let document = try DocumentReader.read(
            storedZip([
                (
                    "word/document.xml",
                    """
                    <x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
                    <x:body><x:p><x:r>\
                    <x:t>R&amp;D &#233; &lt;x&gt;</x:t><x:tab/><x:t>end</x:t></x:r></x:p></x:body></x:document>
                    """
                )
            ]))
        #expect(document.paragraphs.map(\.text) == ["R&D é <x>\tend"])
    }

    @Test("footnotes are said with their words, and a body by Word online is found")
    func footnotes() throws {
        let text = { (words: String) in "<w:p><w:r><w:t>\(words)</w:t></w:r></w:p>" }
        let document = try DocumentReader.read(
            storedZip([
                ("word/document2.xml", "<w:document xmlns:w=\"w\"><w:body>\(text("Plan"))</w:body></w:document>"),
                (
                    "word/footnotes.xml",
                    "<w:footnotes xmlns:w=\"w\"><w:footnote>\(text("A note"))</w:footnote></w:footnotes>"
                )
            ]))
        #expect(document.paragraphs.map(\.text) == ["Plan"])
        #expect(document.warnings.map(\.message) == ["Footnotes not taken in: A note"])
    }
}
