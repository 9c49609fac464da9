/// A document as CSV: comment lines for the title, the words around the table and further tables, then the heading row
/// and the records of the first table. Readers of CSVW leave comment lines out; `CSVReader` takes them in again.
///
/// Source: W3C, Model for Tabular Data and Metadata on the Web, section 8 (comment prefix), checked 2026-11-22.
public enum CSVTables {
    static let mark = UInt8(ascii: "#")
    static let title = "#title"
    static let paragraph = "#paragraph"

    static func text(_ document: OfficeDocument) -> String {
        var text = CSVWriter.comment(title, [CellLines.plain(document.title)])
        for paragraph in document.paragraphs { text += CSVWriter.comment(Self.paragraph, [CellLines.line(paragraph)]) }
        for table in document.tables.dropFirst() {
            let name = "#" + (table.name ?? "table").lowercased().filter { $0.isLetter }
            for row in table.rows { text += CSVWriter.comment(name, cells(row, table.width)) }
        }
        guard let table = document.tables.first else { return text }
        text += CSVWriter.row(table.headings)
        for row in table.rows.dropFirst() { text += CSVWriter.row(cells(row, table.width)) }
        return text
    }

    private static func cells(_ row: Row, _ width: Int) -> [String] {
        row.cells(width: width).map { $0.map(CellLines.text) ?? "" }
    }

    /// What stands beside the file as `name.csv-metadata.json`: the table's title, language and columns.
    ///
    /// Source: W3C, Metadata Vocabulary for Tabular Data, sections 5.3 to 5.6, checked 2026-11-22.
    public static func metadata(_ document: OfficeDocument, file: String) -> String {
        let table = document.tables.first
        var names = TableNames()
        let columns = (table?.headings ?? []).map { heading in
            let letters = heading.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
            let name = names.next(String(letters))
            return "{ \"name\": \(JSONText.quoted(name.replacing(" ", with: "_"))), "
                + "\"titles\": \(JSONText.quoted(heading)), \"datatype\": \"string\" }"
        }
        let language = document.language.split(separator: "-").first.map { String($0) } ?? "en"
        return """
            {
              "@context": ["http://www.w3.org/ns/csvw", { "@language": \(JSONText.quoted(language)) }],
              "url": \(JSONText.quoted(file)),
              "dc:title": \(JSONText.quoted(document.title)),
              "dc:publisher": \(JSONText.quoted(document.publisher)),
              "dc:language": \(JSONText.quoted(document.language)),
              "dc:modified": \(JSONText.quoted(document.madeAt)),
              "dialect": { "encoding": "utf-8", "delimiter": ",", "header": true, "commentPrefix": "#" },
              "tableSchema": {
                "columns": [
                  \(columns.joined(separator: ",\n      "))
                ]
              }
            }

            """
    }
}
