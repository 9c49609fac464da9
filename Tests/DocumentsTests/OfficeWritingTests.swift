import Testing

@testable import Documents

@Suite("Files that are written")
struct OfficeWritingTests {
    static let moment = "2026-11-22T09:30:00Z"

    static let document = OfficeDocument(
        title: "Our plan & <its> words", publisher: "Ashford Vale Council", madeAt: moment,
        blocks: [
            .paragraph(Paragraph("What we do, and why.", row: 0)),
            .table(Table(name: "Plan", rows: [
                row(1, ["Objective", "Action", "Lead"], isHeader: true),
                row(2, ["=1+1", "@home, \"quoted\" | piped", "+44 1234 'x"]),
                row(3, ["- a dash", "'=quoted", "#tag"]),
                Row(number: 4, cells: [
                    Cell(column: 1, paragraphs: [Paragraph("two", row: 4), Paragraph("lines", row: 4)]),
                    Cell(column: 3, paragraphs: [
                        Paragraph("first", row: 4), Paragraph("one", role: .bullet(depth: 1), row: 4),
                        Paragraph("below", role: .bullet(depth: 2), row: 4),
                        Paragraph("two", role: .bullet(depth: 1), row: 4)
                    ])
                ]),
                row(5, ["شورى المجلس", "e\u{301}te\u{301} a\u{308}", "_x0041_ <b>&amp;"])
            ])),
            .table(Table(name: "Legend", rows: [
                row(1, ["Abbreviation", "Post"], isHeader: true), row(2, ["HOS", "Head of Safety"])
            ]))
        ])

    private static func row(_ number: Int, _ texts: [String], isHeader: Bool = false) -> Row {
        Row(number: number, isHeader: isHeader, cells: texts.enumerated().map { place, text in
            Cell(column: place + 1, paragraphs: [Paragraph(text, row: number)])
        })
    }

    /// Roles and texts of each cell with words, by column.
    private static func content(_ table: Table) -> [[Int: [String]]] {
        table.rows.map { row in
            Dictionary(uniqueKeysWithValues: row.cells.filter { !$0.paragraphs.isEmpty }.map { cell in
                (cell.column, cell.paragraphs.map { "\($0.role) \($0.text)" })
            })
        }
    }

    @Test("what is written in any format is read back: title, words, cells, bullets", arguments: DocumentFormat.allCases)
    func roundTrip(_ format: DocumentFormat) throws {
        let bytes = DocumentWriter.bytes(Self.document, as: format)
        let read = try DocumentReader.read(bytes, name: "plan.\(format.rawValue)")
        #expect(read.paragraphs.first?.role == .title)
        #expect(read.paragraphs.map(\.text) == ["Our plan & <its> words", "What we do, and why."])
        #expect(read.warnings == [])
        #expect(read.tables.map { $0.rows.first?.cells.count } == [3, 2])
        for (written, found) in zip(Self.document.tables, read.tables) {
            #expect(Self.content(found) == Self.content(written))
        }
    }

    @Test("equal documents give equal bytes", arguments: DocumentFormat.allCases)
    func sameBytes(_ format: DocumentFormat) {
        #expect(DocumentWriter.bytes(Self.document, as: format) == DocumentWriter.bytes(Self.document, as: format))
    }

    @Test("an OpenDocument file begins with its kind, stored, where other programs look for it", arguments: [DocumentFormat.odt, .ods])
    func mimetypeFirst(_ format: DocumentFormat) {
        let bytes = DocumentWriter.bytes(Self.document, as: format)
        let type = Array(("mimetype" + format.contentType).utf8)
        #expect(Array(bytes[30..<30 + type.count]) == type)
        #expect(bytes[8] == 0)
    }

    @Test("paper keeps headings and italics", arguments: [DocumentFormat.odt, .docx])
    func paper(_ format: DocumentFormat) throws {
        var document = Self.document
        document.blocks.insert(.paragraph(Paragraph("1 Leadership", role: .heading(level: 1), row: 0)), at: 1)
        document.blocks.insert(.paragraph(Paragraph("That everybody knows", row: 0, isItalic: true)), at: 2)
        let read = try DocumentReader.read(DocumentWriter.bytes(document, as: format))
        #expect(read.paragraphs.map(\.role) == [.title, .plain, .heading(level: 1), .plain])
        #expect(read.paragraphs.map(\.isItalic) == [false, false, false, true])
    }

    @Test("a cell that looks like a formula is text in CSV, and comes back without its guard")
    func formulas() throws {
        for cell in ["=1+1", "+44 1234", "-a", "@b", "'=x", "''-y", "'quoted'", "-5", "'-5"] {
            let written = CSVWriter.guarded(cell)
            #expect(CSVWriter.unguarded(written) == cell || cell == "'-5")
            if "=+@".contains(cell.first ?? "x") { #expect(written.hasPrefix("'")) }
        }
    }

    @Test("CSVW names the columns and the comment lines")
    func metadata() {
        let text = CSVTables.metadata(Self.document, file: "plan.csv")
        #expect(text.contains("\"commentPrefix\": \"#\""))
        #expect(text.contains("{ \"name\": \"objective\", \"titles\": \"Objective\", \"datatype\": \"string\" }"))
    }

    @Test("signs that XML cannot hold are left out, and the file stays whole")
    func controlSigns() throws {
        var document = Self.document
        document.blocks = [.table(Table(name: "Plan", rows: [
            Self.row(1, ["One", "Two"], isHeader: true), Self.row(2, ["a\u{1}b\u{FFFE}c", "d"])
        ]))]
        for format in [DocumentFormat.odt, .ods, .docx, .xlsx] {
            let read = try DocumentReader.read(DocumentWriter.bytes(document, as: format))
            #expect(read.tables.first?.rows.last?.cells.first?.text == "abc")
        }
    }
}
