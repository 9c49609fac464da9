import Foundation

/// A document as JSON: its title, its words, and its tables as records keyed by the headings.
enum JSONTables {
    private struct File: Decodable {
        struct Table: Decodable {
            var name: String?
            var columns: [String]
            var rows: [[String: String]]
        }

        var title: String?
        var paragraphs: [String]?
        var tables: [Table]
    }

    static func text(_ document: OfficeDocument) -> String {
        var text = """
            {
              "title": \(JSONText.quoted(document.title)),
              "publisher": \(JSONText.quoted(document.publisher)),
              "language": \(JSONText.quoted(document.language)),
              "modified": \(JSONText.quoted(document.madeAt)),
              "paragraphs": \(JSONText.list(document.paragraphs.map(CellLines.line))),
              "tables": [
            """
        for (place, table) in document.tables.enumerated() {
            text += place > 0 ? ",\n" : "\n"
            write(table, &text)
        }
        return text + "\n  ]\n}\n"
    }

    private static func write(_ table: Table, _ text: inout String) {
        let headings = table.headings
        let keys = headings.map(JSONText.quoted)
        text += """
                {
                  "name": \(JSONText.quoted(table.name ?? "Table")),
                  "columns": \(JSONText.list(headings)),
                  "rows": [
            """
        for (place, row) in table.rows.dropFirst().enumerated() {
            text += place > 0 ? ",\n        { " : "\n        { "
            var isFirst = true
            for (key, cell) in zip(keys, row.cells(width: headings.count)) {
                guard let cell, !cell.paragraphs.isEmpty else { continue }
                if !isFirst { text += ", " }
                isFirst = false
                text += key
                text += ": "
                JSONText.write(CellLines.text(cell), &text)
            }
            text += " }"
        }
        text += "\n      ]\n    }"
    }

    /// True for what begins as a JSON object with a key.
    static func looksLike(_ utf8: [UInt8]) -> Bool {
        let signs = utf8.lazy.filter { !CellText.isBlank(Unicode.Scalar($0)) }.prefix(2)
        return Array(signs) == Array("{\"".utf8)
    }

    static func read(_ text: DecodedText) throws(SourceError) -> SourceDocument {
        let file: File
        do { file = try JSONDecoder().decode(File.self, from: Data(text.utf8)) } catch {
            throw SourceError(
                "This JSON file holds no table. Give one with title, paragraphs and tables, as an export has them.")
        }
        var draft = SourceDraft()
        draft.warnings = text.warnings
        var row = 0
        if let title = file.title, !title.isEmpty {
            row += 1
            try draft.add(Paragraph(title, role: .title, row: row))
        }
        for line in file.paragraphs ?? [] {
            row += 1
            for paragraph in CellText.paragraphs(line, row: row) { try draft.add(paragraph) }
        }
        for table in file.tables {
            draft.openTable(named: table.name)
            row += 1
            try draft.add(
                Row(number: row, isHeader: true, cells: table.columns.enumerated().map { place, heading in
                    Cell(column: place + 1, paragraphs: CellText.paragraphs(heading, row: row))
                }))
            for record in table.rows {
                row += 1
                try draft.add(Row(number: row, cells: try cells(record, table.columns, row)))
            }
            draft.closeTable()
        }
        return try draft.finish(.json)
    }

    private static func cells(
        _ record: [String: String], _ columns: [String], _ row: Int
    ) throws(SourceError) -> [Cell] {
        var cells: [Cell] = []
        for (place, column) in columns.enumerated() {
            guard let text = record[column], !text.isEmpty else { continue }
            guard text.isWithin(SourceLimits.cellCharacters * 2) else {
                throw .cellTooLong(row: row, column: place + 1)
            }
            cells.append(Cell(column: place + 1, paragraphs: CellText.paragraphs(text, row: row)))
        }
        return cells
    }
}

/// Strings of JSON.
enum JSONText {
    static func quoted(_ text: String) -> String {
        var result = ""
        write(text, &result)
        return result
    }

    static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

    static func write(_ text: String, _ result: inout String) {
        result += "\""
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": result += "\\\""
                case "\\": result += "\\\\"
                case "\n": result += "\\n"
                case "\r": result += "\\r"
                case "\t": result += "\\t"
                case _ where scalar.value < 0x20:
                    result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
                default: result.unicodeScalars.append(scalar)
                }
            }
        } else {
            result += text
        }
        result += "\""
    }
}
