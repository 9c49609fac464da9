import Foundation

/// A delimited text as one table. Row numbers are those that a spreadsheet shows: each record counts once however many
/// lines its quoted cells have, and blank lines count. Ragged rows stay ragged. Comment lines as `CSVTables` writes them
/// become the title, paragraphs and further tables.
enum CSVReader {
    static func read(_ text: DecodedText, delimiter: UInt8) throws(SourceError) -> SourceDocument {
        var draft = SourceDraft()
        draft.warnings = text.warnings
        var parser = CSVParser(text.utf8, delimiter: delimiter)
        let hasDeclaration = TextLayout.declaredDelimiter(text.utf8) != nil
        let hasComments = TextLayout.beginsWithTitle(text.utf8)
        var asides: [(name: String, row: Row)] = []
        var isFirst = true
        while let record = try parser.next() {
            if record.isBlank || hasDeclaration && record.number == 1 { continue }
            let cells = try cells(of: record, parser)
            if hasComments, let name = comment(record, parser) {
                let rest = cells.dropFirst().map { Cell(column: $0.column - 1, paragraphs: $0.paragraphs) }
                switch name {
                case CSVTables.title, CSVTables.paragraph:
                    for var paragraph in rest.flatMap(\.paragraphs) {
                        if name == CSVTables.title { paragraph.role = .title }
                        try draft.add(paragraph)
                    }
                default: asides.append((name, Row(number: record.number, cells: Array(rest))))
                }
                continue
            }
            if isFirst { draft.openTable() }
            isFirst = false
            try draft.add(Row(number: record.number, cells: cells))
        }
        draft.closeTable()
        for (place, aside) in asides.enumerated() {
            var row = aside.row
            if place == 0 || asides[place - 1].name != aside.name {
                draft.openTable(named: aside.name.dropFirst().capitalized)
                row.isHeader = true
            }
            try draft.add(row)
        }
        return try draft.finish(.csv)
    }

    /// `#title` and the like; nil for a record of the table.
    private static func comment(_ record: CSVParser.Record, _ parser: CSVParser) -> String? {
        guard let first = record.fields.first, !first.isQuoted, parser.text(of: first).hasPrefix("#") else { return nil }
        return parser.text(of: first).lowercased()
    }

    private static func cells(of record: CSVParser.Record, _ parser: CSVParser) throws(SourceError) -> [Cell] {
        var cells: [Cell] = []
        for (index, field) in record.fields.enumerated() {
            // Four bytes a character at most; what is longer need not be taken apart to be refused.
            guard field.range.count <= SourceLimits.cellCharacters * 4 else {
                throw .cellTooLong(row: record.number, column: index + 1)
            }
            let paragraphs = CellText.paragraphs(
                CSVWriter.unguarded(parser.text(of: field)), row: record.number)
            cells.append(Cell(column: index + 1, paragraphs: paragraphs))
        }
        return cells
    }
}
