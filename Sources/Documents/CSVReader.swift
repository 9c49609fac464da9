/// A delimited text as one table. Row numbers are those that a spreadsheet shows: each record counts once however many
/// lines its quoted cells have, and blank lines count. Ragged rows stay ragged.
enum CSVReader {
    static func read(_ text: DecodedText, delimiter: UInt8) throws(SourceError) -> SourceDocument {
        var draft = SourceDraft()
        draft.warnings = text.warnings
        draft.openTable()
        var parser = CSVParser(text.utf8, delimiter: delimiter)
        let hasDeclaration = TextLayout.declaredDelimiter(text.utf8) != nil
        while let record = try parser.next() {
            if record.isBlank || hasDeclaration && record.number == 1 { continue }
            try draft.add(Row(number: record.number, cells: try cells(of: record, parser)))
        }
        return try draft.finish(.csv)
    }

    private static func cells(of record: CSVParser.Record, _ parser: CSVParser) throws(SourceError) -> [Cell] {
        var cells: [Cell] = []
        for (index, field) in record.fields.enumerated() {
            // Four bytes a character at most; what is longer need not be taken apart to be refused.
            guard field.range.count <= SourceLimits.cellCharacters * 4 else {
                throw .cellTooLong(row: record.number, column: index + 1)
            }
            let paragraphs = CellText.paragraphs(parser.text(of: field), row: record.number)
            cells.append(Cell(column: index + 1, paragraphs: paragraphs))
        }
        return cells
    }
}
