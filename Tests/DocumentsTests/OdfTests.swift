import Testing

@testable import Documents

@Suite("OpenDocument files")
struct OdfTests {
    private static let names =
        "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\" xmlns:fo=\"f\" xmlns:dc=\"d\""

    private static func file(_ kind: String, _ body: String, styles: String = "") -> [UInt8] {
        storedZip([
            ("mimetype", "application/vnd.oasis.opendocument.\(kind)"),
            (
                "content.xml",
                """
                <office:document-content \(names)><office:automatic-styles>\(styles)</office:automatic-styles>\
                <office:body>\(body)</office:body></office:document-content>
                """
            )
        ])
    }

    private static func odt(_ body: String, styles: String = "") throws -> SourceDocument {
        try DocumentReader.read(file("text", "<office:text>\(body)</office:text>", styles: styles))
    }

    private static func ods(_ sheets: String, styles: String = "") throws -> SourceDocument {
        try DocumentReader.read(file("spreadsheet", "<office:spreadsheet>\(sheets)</office:spreadsheet>", styles: styles))
    }

    @Test("a text's headings, lists, spaces and line breaks come in; comments and deletions stay out and are said")
    func text() throws {
        let read = try Self.odt(
            """
            <text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>\
            </text:changed-region></text:tracked-changes>\
            <text:p text:style-name="P1">Our plan</text:p><text:h text:outline-level="2">Aims</text:h>
            <text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>below</text:p>\
            </text:list-item></text:list></text:list-item></text:list>
            <text:p>a<text:s text:c="2"/>b<text:line-break/>c <text:span text:style-name="I">all</text:span>\
            <office:annotation><dc:creator>me</dc:creator><text:p>ask</text:p></office:annotation></text:p>\
            <text:p><text:span text:style-name="I">To   lead</text:span></text:p>
            """,
            styles: """
                <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>\
                <style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
                """)
        #expect(read.format == .odt)
        #expect(read.paragraphs.map(\.text) == ["Our plan", "Aims", "one", "below", "a  b", "c all", "To lead"])
        #expect(
            read.paragraphs.map(\.role) == [
                .title, .heading(level: 2), .bullet(depth: 1), .bullet(depth: 2), .plain, .plain, .plain
            ])
        #expect(read.paragraphs.map(\.isItalic) == [false, false, false, false, false, false, true])
        #expect(
            read.warnings.map(\.message) == [
                "Comments not taken in: ask",
                "1 tracked deletion was left out and tracked insertions were kept. Check the plan against the document."
            ])
    }

    @Test("merged cells of a text's table are known across and down")
    func merged() throws {
        let read = try Self.odt(
            """
            <table:table table:name="Plan"><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p>\
            </table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>\
            </table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>wide</text:p>\
            </table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell \
            table:number-rows-spanned="2"><text:p>tall</text:p></table:table-cell><table:table-cell><text:p>x</text:p>\
            </table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell>\
            <text:p>y</text:p></table:table-cell></table:table-row></table:table>
            """)
        let rows = try #require(read.tables.first?.rows)
        #expect(rows.map(\.isHeader) == [true, false, false, false])
        #expect(rows[1].cells == [Cell(column: 1, span: 2, paragraphs: [Paragraph("wide", row: 2)])])
        #expect(rows[3].cells.map(\.continuesAbove) == [true, false])
        #expect(rows[3].cells.map(\.column) == [1, 2])
    }

    @Test("a sheet's repeats are counted, dates taken from their value, and a million empty rows cost nothing")
    func sheet() throws {
        let read = try Self.ods(
            """
            <table:table table:name="Plan"><table:table-row><table:table-cell table:number-columns-repeated="2" \
            office:value-type="string"><text:p>x</text:p></table:table-cell><table:table-cell office:value-type="date" \
            office:date-value="2017-09-30"><text:p>09/30/17</text:p></table:table-cell><table:table-cell \
            office:value-type="date" office:date-value="2017-03-01"><text:p>Mar 17</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated="16380"/></table:table-row>\
            <table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="16384"/>\
            </table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell>\
            <text:p>y</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1047000">\
            <table:table-cell/></table:table-row></table:table>\
            <table:table table:name="Other"><table:table-row><table:table-cell><text:p>z</text:p></table:table-cell>\
            </table:table-row></table:table>
            """)
        #expect(read.format == .ods)
        #expect(read.rows == [["x", "x", "30/09/2017", "Mar 17"], ["y"], ["y"]])
        #expect(read.tables.first?.rows.map(\.number) == [1, 1002, 1003])
        #expect(read.tables.first?.rows.last?.cells.first?.column == 2)
        #expect(read.warnings.map(\.message) == ["The sheet “Other” was not taken in."])
    }

    @Test("a cell that repeats over too many columns or rows is refused, however small the file")
    func bombs() {
        let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"100\"><text:p>x</text:p></table:table-cell></table:table-row>"
        let tall = "<table:table-row table:number-rows-repeated=\"999999\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
        for (rows, message) in [(wide, "more than 64 columns"), (tall, "more than 5,000 rows")] {
            let body = "<office:spreadsheet><table:table table:name=\"a\">\(rows)</table:table></office:spreadsheet>"
            #expect(refusal(of: Self.file("spreadsheet", body))?.message.contains(message) == true)
        }
    }

    @Test("a locked file and a drawing are refused in words")
    func refusals() {
        let locked = storedZip([
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x"),
            ("META-INF/manifest.xml", "<manifest:encryption-data/>")
        ])
        #expect(refusal(of: locked)?.message.contains("locked with a password") == true)
        let drawing = storedZip([("mimetype", "application/vnd.oasis.opendocument.graphics"), ("content.xml", "x")])
        #expect(refusal(of: drawing)?.message.contains("drawing or presentation") == true)
    }
}
