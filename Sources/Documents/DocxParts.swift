/// A paragraph of a Word document while its runs are read.
struct DocxParagraph {
    private(set) var text = ""
    private var length = 0
    private var isAllItalic = true
    var isRunItalic = false
    var styleRole = Paragraph.Role.plain
    var outline: Int?
    /// Nil where the paragraph says nothing of numbering and its style decides.
    var isNumbered: Bool?
    var listLevel = 0
    var isMarkDeleted = false

    /// False when the paragraph has grown too long.
    mutating func add(_ words: String) -> Bool {
        append(words)
        if !isRunItalic, isAllItalic, words.unicodeScalars.contains(where: { !CellText.isBlank($0) }) {
            isAllItalic = false
        }
        length += words.unicodeScalars.count
        return length <= SourceLimits.cellCharacters
    }

    mutating func append(_ text: String) { self.text += text }

    mutating func breakLine() { text += "\n" }

    mutating func prepend(_ words: String) {
        guard !words.isEmpty else { return }
        text = words + text
        isAllItalic = false
    }

    /// One paragraph for each line; only the first is an item or a heading.
    func parts(row: Int) -> [Paragraph] {
        var parts = CellText.paragraphs(text, row: row, .keepsTabs)
        if let first = parts.indices.first, role != .plain { parts[first].role = role }
        for index in parts.indices where isAllItalic { parts[index].isItalic = true }
        return parts
    }

    private var role: Paragraph.Role {
        if let outline, (0..<9).contains(outline) { return .heading(level: outline + 1) }
        if case .heading = styleRole { return styleRole }
        guard let isNumbered else { return styleRole }
        return isNumbered ? .bullet(depth: listLevel + 1) : .plain
    }
}

/// A table of a Word document: the row that is being read.
struct DocxTable {
    private(set) var cells: [Cell] = []
    private(set) var column = 1
    private var open: Cell?
    private var openLength = 0
    var isHeader = false
    var isRowDeleted = false

    mutating func startRow() {
        cells = []
        column = 1
        isHeader = false
        isRowDeleted = false
    }

    mutating func skipColumns(_ count: Int) { column += min(max(count, 0), SourceLimits.columns) }

    mutating func startCell() {
        open = Cell(column: column, paragraphs: [])
        openLength = 0
    }

    mutating func span(_ count: Int) { open?.span = min(max(count, 1), SourceLimits.columns + 1) }

    mutating func continueAbove() { open?.continuesAbove = true }

    /// False when the cell has grown too long.
    mutating func add(_ paragraphs: [Paragraph]) -> Bool {
        open?.paragraphs += paragraphs
        for paragraph in paragraphs { openLength += paragraph.text.unicodeScalars.count + 1 }
        return openLength <= SourceLimits.cellCharacters + 1
    }

    /// False when the row has grown too wide.
    mutating func endCell() -> Bool {
        guard var cell = open else { return true }
        // Word hides what stands in the lower part of a merged cell; here it is kept, as a cell of its own.
        if !cell.paragraphs.isEmpty { cell.continuesAbove = false }
        cells.append(cell)
        column += cell.span
        open = nil
        return column - 1 <= SourceLimits.columns
    }
}
