/// A document while it is being read: the one place where the limits are kept.
struct SourceDraft {
    private(set) var blocks: [Block] = []
    var warnings: [SourceWarning] = []
    private var openTable: Table?
    private var rowCount = 0
    private var paragraphCount = 0
    private var paragraphsInAll = 0

    var hasOpenTable: Bool { openTable != nil }

    mutating func add(_ paragraph: Paragraph) throws(SourceError) {
        closeTable()
        paragraphCount += 1
        paragraphsInAll += 1
        guard paragraphCount <= SourceLimits.paragraphs else { throw .tooManyParagraphs }
        guard paragraph.text.isWithin(SourceLimits.cellCharacters) else {
            throw .paragraphTooLong(row: paragraph.row)
        }
        blocks.append(.paragraph(paragraph))
    }

    mutating func openTable(named name: String? = nil) {
        closeTable()
        openTable = Table(name: name, rows: [])
    }

    /// Adds a row to the open table, or to a new one.
    mutating func add(_ row: Row) throws(SourceError) {
        rowCount += 1
        guard rowCount <= SourceLimits.tableRows else { throw .tooManyRows(at: row.number) }
        for cell in row.cells {
            guard cell.column + cell.span - 1 <= SourceLimits.columns else { throw .tooManyColumns(row: row.number) }
            guard cell.isWithin(SourceLimits.cellCharacters) else {
                throw .cellTooLong(row: row.number, column: cell.column)
            }
            paragraphsInAll += cell.paragraphs.count
        }
        guard paragraphsInAll <= SourceLimits.paragraphsInAll else { throw .tooLargeInside }
        if openTable == nil { openTable = Table(rows: []) }
        openTable?.rows.append(row)
    }

    mutating func closeTable() {
        if let table = openTable, !table.rows.isEmpty { blocks.append(.table(table)) }
        openTable = nil
    }

    /// All words in one line.
    var plainText: String {
        var texts: [String] = []
        for block in blocks {
            switch block {
            case .paragraph(let paragraph): texts.append(paragraph.text)
            case .table(let table): texts += table.rows.flatMap(\.cells).map(\.text).filter { !$0.isEmpty }
            }
        }
        return texts.joined(separator: " ").replacing("\n", with: " ")
    }

    /// - Throws: when the file holds no word at all.
    mutating func finish(_ format: SourceFormat) throws(SourceError) -> SourceDocument {
        closeTable()
        guard blocks.contains(where: \.hasText) else {
            throw SourceError("There are no words in this file. Check that it is the right one.")
        }
        return SourceDocument(format: format, blocks: blocks, warnings: warnings)
    }
}

extension Block {
    var hasText: Bool {
        switch self {
        case .paragraph(let paragraph): !paragraph.text.isEmpty
        case .table(let table): table.rows.contains { $0.cells.contains { !$0.paragraphs.isEmpty } }
        }
    }
}

extension Cell {
    func isWithin(_ limit: Int) -> Bool {
        var bytes = 0
        for paragraph in paragraphs { bytes += paragraph.text.utf8.count + 1 }
        return bytes <= limit || paragraphs.reduce(0) { $0 + $1.text.unicodeScalars.count } <= limit
    }
}

extension String {
    /// Counts bytes first: a text of n bytes never has more than n characters.
    func isWithin(_ limit: Int) -> Bool {
        utf8.count <= limit || unicodeScalars.count <= limit
    }
}
