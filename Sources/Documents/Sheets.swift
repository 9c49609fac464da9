/// How a document is laid out in a workbook: a cover with its words, and a sheet for each table.
struct Sheets {
    struct Sheet {
        var name: String
        /// Letters, digits and underscores, as names of tables are written.
        var rangeName: String
        var table: Table
        var width: Int
        var headings: [String]

        /// At least one row below the heading: a table in a workbook has one.
        var rows: Int { max(2, table.rows.count) }
        /// "G31".
        var lastCell: String { Sheets.letters(width) + "\(rows)" }
    }

    /// Title first.
    let cover: [String]
    let tables: [Sheet]

    init(_ document: OfficeDocument) {
        cover = [CellLines.plain(document.title)] + document.paragraphs.map(CellLines.line)
        var names = TableNames()
        // The cover's own name is taken.
        _ = names.next("Cover")
        tables = document.tables.map { table in
            let name = names.next(Self.safe(table.name ?? "Table"))
            let width = max(1, table.width)
            let range = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            return Sheet(
                name: name, rangeName: "Table_" + range, table: table, width: width, headings: table.headings)
        }
    }

    /// Excel takes at most 31 characters and none of these.
    private static func safe(_ name: String) -> String {
        String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(28))
    }

    /// 1 is "A", 27 "AA".
    static func letters(_ column: Int) -> String {
        var rest = column, letters = ""
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}
