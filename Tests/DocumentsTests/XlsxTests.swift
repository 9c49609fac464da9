import Testing

@testable import Documents

@Suite("Excel workbooks")
struct XlsxTests {
    @Test("a sheet by openpyxl comes in with dates as days, months as months, and merged cells")
    func plan() throws {
        let document = try DocumentReader.read(try fixture("plan.xlsx"))
        #expect(document.format == .xlsx)
        let table = try #require(document.tables.first)
        #expect(document.tables.count == 1 && table.name == "Plan")
        #expect(table.rows.map(\.number) == [1, 3, 4, 5, 6, 8])
        #expect(table.rows[0].cells == [Cell(column: 1, span: 4, paragraphs: [Paragraph("Our plan", row: 1)])])
        #expect(document.rows[2] == ["The board knows", "30/09/2017", "25%", "03/2017"])
        #expect(table.rows[3].cells[0] == Cell(column: 1, continuesAbove: true, paragraphs: []))
        #expect(document.rows[3].dropFirst() == ["07/04/2017 09:32", "0.3", "Agree:\nplan\nbudget"])
        #expect(table.rows[3].cells[3].paragraphs.map(\.role) == [.plain, .bullet(depth: 1), .bullet(depth: 1)])
        #expect(document.rows[4] == ["Hidden row", "", "TRUE", "42"])
        #expect(document.rows[5] == ["31/09/17", "31/01/1900", "14:05"])
    }

    @Test("sheets that are left out and formulas without a result are said")
    func warnings() throws {
        let document = try DocumentReader.read(try fixture("plan.xlsx"))
        #expect(
            document.warnings == [
                SourceWarning(
                    row: 6, column: 2,
                    message: "The formula has no stored result. Open the file in Excel and save it."),
                SourceWarning(message: "The sheet “Notes” was not taken in."),
                SourceWarning(message: "The sheet “Lists” (hidden) was not taken in.")
            ])
    }

    @Test("a workbook by XlsxWriter counts from 1904, has results of formulas, rich text and cells merged both ways")
    func countedFrom1904() throws {
        let document = try DocumentReader.read(try fixture("1904.xlsx"))
        #expect(
            document.rows == [
                ["What", "When", "Sum"], ["Train staff", "18/10/2018", "3"], ["Rich words here", "ab"],
                ["Both ways"], ["", "beside"]
            ])
        let rows = try #require(document.tables.first?.rows)
        #expect(rows[3].cells.map(\.span) == [2])
        #expect(rows[4].cells[0] == Cell(column: 1, span: 2, continuesAbove: true, paragraphs: []))
        #expect(rows[4].cells[1].column == 3)
        #expect(document.warnings.map(\.message) == ["Comments not taken in: A comment"])
    }

    @Test(
        "format codes are told apart by what Excel would show",
        arguments: [
            ("dd/mm/yyyy", XlsxStyles.Kind.date), ("[$-809]dd\\ mmmm\\ yyyy;@", .date), ("mmm-yy", .month),
            ("mmmm", .month),
            ("hh:mm", .time), ("[h]:mm", .time), ("mm:ss.0", .time), ("dd/mm/yyyy hh:mm", .dateAndTime),
            ("0.00%", .percent),
            ("General", .number), ("0.00E+00", .number), ("[Red]0.00", .number), ("#,##0.00 [$USD]", .number),
            ("0 \"days\"", .number), ("yyyy", .date), ("@", .number)
        ])
    func formats(code: String, kind: XlsxStyles.Kind) {
        #expect(XlsxStyles.kind(ofCode: code) == kind)
    }

    @Test("inline strings, errors and ISO dates are words too")
    func types() throws {
        let document = try DocumentReader.read(
            xlsx(
                """
                <row><c t="inlineStr"><is><t>In</t><t>line</t></is></c><c t="e"><v>#REF!</v></c>\
                <c t="d"><v>2017-09-30</v></c>\
                <c t="str"><f>x</f><v>text</v></c><c><v>1E-7</v></c><c><v>123456789.25</v></c></row>
                """))
        #expect(document.rows == [["Inline", "#REF!", "30/09/2017", "text", "1e-07", "123456789.25"]])
        #expect(
            document.warnings == [SourceWarning(row: 1, column: 2, message: "The formula ends in the error #REF!.")])
    }

    @Test("merged ranges that overlap or go round the world do no harm")
    func merges() throws {
        let document = try DocumentReader.read(
            xlsx(
                "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
                    + "<row r=\"9\"><c r=\"C9\"><v>3</v></c></row>",
                after:
                    "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B1:C9\"/>"
                    + "<mergeCell ref=\"nonsense\"/></mergeCells>"
            ))
        #expect(document.tables[0].rows.map { $0.cells.map(\.column) } == [[1, 2], [1, 3]])
        #expect(document.tables[0].rows[0].cells.map(\.span) == [64, 1])
    }
}
