import Testing

@testable import Documents

@Suite("Tabbed text")
struct TabbedTextTests {
    @Test("rows stand between the paragraphs around them, each with the line a person counts")
    func rowsAndParagraphs() throws {
        let document = try read(
            "Plan of action\n\nWhat\tWho\tWhen\n"
                + "Train staff\tPost A\t31/09/17\n\nPage 2\n\nWhat\tWho\tWhen\n\t\tOngoing\n"
        )
        #expect(document.format == .tabbedText)
        #expect(document.paragraphs == [Paragraph("Plan of action", row: 1), Paragraph("Page 2", row: 6)])
        #expect(document.tables.map { $0.rows.map(\.number) } == [[3, 4], [8, 9]])
        #expect(document.rows[1] == ["Train staff", "Post A", "31/09/17"])
        #expect(document.rows[3] == ["", "", "Ongoing"])
        #expect(document.tables.allSatisfy { $0.rows.allSatisfy { $0.cells.map(\.column) == [1, 2, 3] } })
    }

    @Test("bullets that lost their line breaks come back as bullets, dashes within them as bullets below")
    func bulletsInALine() throws {
        let cell =
            "<ul style=\"list-style-type: none\"> • One step; • Day of action: <ul> "
            + "– internal: notices – external: press "
            + "• Last step. Training – a series <br>After</ul>"
        let document = try read("A\tB\n\(cell)\tLead\n")
        let paragraphs = try #require(document.tables.first?.rows.last?.cells.first?.paragraphs)
        #expect(
            paragraphs.map(\.text) == [
                "One step;", "Day of action:", "internal: notices", "external: press",
                "Last step. Training – a series", "After"
            ])
        #expect(
            paragraphs.map(\.role) == [
                .bullet(depth: 1), .bullet(depth: 1), .bullet(depth: 2), .bullet(depth: 2),
                .bullet(depth: 1), .plain
            ])
    }

    @Test("italics after a heading are a line of their own and known as italics")
    func italics() throws {
        let document = try read(
            "A\tB\nTRAINING <i>To make staff aware</i>\t\n<i>All of it</i>\t\nSee the <i>Act</i> of 2015\t\n")
        let rows = try #require(document.tables.first?.rows)
        #expect(
            rows[1].cells[0].paragraphs == [
                Paragraph("TRAINING", row: 2),
                Paragraph("To make staff aware", row: 2, isItalic: true)
            ])
        #expect(rows[2].cells[0].paragraphs == [Paragraph("All of it", row: 3, isItalic: true)])
        #expect(rows[3].cells[0].paragraphs == [Paragraph("See the Act of 2015", row: 4)])
    }

    @Test("angle brackets that are no tags are words")
    func noTags() throws {
        let document = try read("A\tB\n5 < 6 and 7 > 2 <italic> <i\t<Name>\n")
        #expect(document.rows[1] == ["5 < 6 and 7 > 2 <italic> <i", "<Name>"])
    }

    @Test("a cell in quotes over several lines, as Excel copies it, is one cell")
    func quotedCells() throws {
        let document = try read(
            "What\tWho\n\"First line\nsecond, with \"\"quotes\"\"\"\tPost\n\"Left\" open\t\"Closed\"\nLast\tOne\n")
        #expect(
            document.rows == [
                ["What", "Who"], ["First line\nsecond, with \"quotes\"", "Post"],
                ["\"Left\" open", "\"Closed\""], ["Last", "One"]
            ])
        #expect(document.tables.first?.rows.map(\.number) == [1, 2, 4, 5])
    }

    @Test("a quote that is never closed swallows nothing")
    func openQuote() throws {
        let document = try read("What\tWho\n\"Open\tPost\nNext\tOther\n")
        #expect(document.rows == [["What", "Who"], ["\"Open", "Post"], ["Next", "Other"]])
    }

    @Test("rows that Word broke at a cell's second paragraph are mended")
    func brokenRows() throws {
        let document = try read("What\tHow\tWho\nOne\tfirst\nthen\nlast\tPost\nTwo\tall\tPost\n")
        #expect(document.rows == [["What", "How", "Who"], ["One", "first\nthen\nlast", "Post"], ["Two", "all", "Post"]])
    }

    @Test("ragged rows that fit nothing stay as they are")
    func raggedRows() throws {
        let document = try read("What\tHow\tWho\tWhen\nOne\tfirst\nTwo\tall\tPost\tNow\nThree\tx\n")
        #expect(
            document.rows == [
                ["What", "How", "Who", "When"], ["One", "first"], ["Two", "all", "Post", "Now"], ["Three", "x"]
            ])
    }

    @Test("lists that Word copied with a tab behind the bullet are lists, not tables")
    func wordLists() throws {
        let document = try read("Steps\n•\tTrain staff\no\tin housing\no\tin parks\n•\tReport\na)\tto the board\n")
        #expect(document.tables.isEmpty)
        #expect(
            document.paragraphs.map(\.text) == [
                "Steps", "Train staff", "in housing", "in parks", "Report", "a) to the board"
            ])
        #expect(
            document.paragraphs.map(\.role) == [
                .plain, .bullet(depth: 1), .bullet(depth: 2), .bullet(depth: 2),
                .bullet(depth: 1), .bullet(depth: 2)
            ])
    }

    @Test("a dash alone is a word, and a dash before words is a bullet")
    func dashes() throws {
        let document = try read("A\tB\n-\t- do this\n")
        let cells = try #require(document.tables.first?.rows.last?.cells)
        #expect(cells[0].paragraphs == [Paragraph("-", row: 2)])
        #expect(cells[1].paragraphs == [Paragraph("do this", role: .bullet(depth: 1), row: 2)])
    }
}
