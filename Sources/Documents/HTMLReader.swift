/// A web page: its paragraphs, headings, lists and tables, in reading order.
struct HTMLReader {
    private var draft = SourceDraft()
    private var paragraph = HTMLParagraph()
    private var role = Paragraph.Role.plain
    private var lists = 0
    private var listsAround = 0
    private var italics = 0
    private var deleted = 0
    private var deletions = 0
    private var table: HTMLTable?
    private var tableDepth = 0
    private var isCaption = false
    private var paragraphCount = 0
    private var rowCount = 0

    static func read(_ text: DecodedText) throws(SourceError) -> SourceDocument {
        var reader = HTMLReader()
        reader.draft.warnings = text.warnings
        var tokens = HTMLTokens(text.utf8)
        let budget = XMLBudget()
        while let token = tokens.next() {
            try budget.spend()
            switch token {
            case .text(let words): try reader.add(words)
            case .start(let name, let attributes): try reader.enter(name, attributes)
            case .end(let name): try reader.leave(name)
            }
        }
        while reader.tableDepth > 0 { try reader.leave("table") }
        try reader.endParagraph()
        if reader.deletions > 0 {
            let these = reader.deletions == 1 ? "1 deletion was" : "\(reader.deletions) deletions were"
            reader.draft.warnings.append(
                SourceWarning(message: "\(these) left out. Check the plan against the page."))
        }
        return try reader.draft.finish(.html)
    }

    private mutating func add(_ words: String) throws(SourceError) {
        guard deleted == 0 else { return }
        paragraph.add(words, isItalic: italics > 0)
        guard paragraph.length > SourceLimits.cellCharacters else { return }
        throw tableDepth > 0
            ? .cellTooLong(row: rowCount + 1, column: table?.column ?? 1) : .paragraphTooLong(row: paragraphCount + 1)
    }

    // MARK: tags

    private mutating func enter(_ name: String, _ attributes: [String: String]) throws(SourceError) {
        switch name {
        case "i", "em": italics += 1
        case "del", "s", "strike":
            deleted += 1
            if deleted == 1 { deletions += 1 }
        case "br": try endParagraph()
        case "h1", "h2", "h3", "h4", "h5", "h6":
            try endParagraph()
            role = .heading(level: name.last?.wholeNumberValue ?? 1)
        case "ul", "ol", "menu":
            try endParagraph()
            lists += 1
        case "li":
            try endParagraph()
            role = .bullet(depth: max(1, lists))
        case "table": try startTable()
        case "caption" where tableDepth == 1:
            try endParagraph()
            isCaption = true
        case "thead" where tableDepth == 1: table?.isInHead = true
        case "tbody" where tableDepth == 1, "tfoot" where tableDepth == 1: table?.isInHead = false
        case "tr" where tableDepth == 1: try startRow()
        case "td" where tableDepth == 1, "th" where tableDepth == 1:
            try startCell(attributes, isHead: name == "th")
        case _ where Self.blocks.contains(name): try endParagraph()
        default: break
        }
    }

    private mutating func leave(_ name: String) throws(SourceError) {
        switch name {
        case "i", "em": italics = max(0, italics - 1)
        case "del", "s", "strike": deleted = max(0, deleted - 1)
        case "ul", "ol", "menu":
            try endParagraph()
            lists = max(0, lists - 1)
        case "li", "h1", "h2", "h3", "h4", "h5", "h6":
            try endParagraph()
            role = .plain
        case "table": try endTable()
        case "caption" where tableDepth == 1:
            if isCaption { draft.openTable(named: CellText.trimmed(paragraph.text)) }
            paragraph = HTMLParagraph()
            isCaption = false
        case "thead" where tableDepth == 1:
            try endRow()
            table?.isInHead = false
        case "tr" where tableDepth == 1: try endRow()
        case "td" where tableDepth == 1, "th" where tableDepth == 1: try endCell()
        case _ where Self.blocks.contains(name): try endParagraph()
        default: break
        }
    }

    private static let blocks: Set<String> = [
        "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "blockquote", "address", "figure",
        "figcaption", "dl", "dt", "dd", "pre", "hr", "form", "fieldset", "legend", "details", "summary", "body", "html",
        "head", "center", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "option", "select"
    ]

    // MARK: paragraphs

    private mutating func endParagraph() throws(SourceError) {
        let ended = paragraph
        paragraph = HTMLParagraph()
        var parts = ended.parts(row: tableDepth > 0 ? rowCount + 1 : paragraphCount + 1)
        guard !parts.isEmpty else { return }
        if role != .plain { parts[0].role = role }
        // What follows in the same item of a list is text.
        if case .bullet = role { role = .plain }
        if tableDepth > 0 {
            table?.add(parts)
            return
        }
        for var part in parts {
            paragraphCount += 1
            part.row = paragraphCount
            try draft.add(part)
        }
    }

    // MARK: tables

    private mutating func startTable() throws(SourceError) {
        try endParagraph()
        tableDepth += 1
        guard tableDepth == 1 else { return }
        draft.openTable()
        table = HTMLTable()
        listsAround = lists
        lists = 0
        role = .plain
    }

    private mutating func endTable() throws(SourceError) {
        guard tableDepth > 0 else { return }
        try endParagraph()
        if tableDepth == 1 {
            try endRow()
            draft.closeTable()
            table = nil
            lists = listsAround
            isCaption = false
        }
        tableDepth -= 1
    }

    private mutating func startRow() throws(SourceError) {
        try endRow()
        table?.startRow()
    }

    private mutating func startCell(_ attributes: [String: String], isHead: Bool) throws(SourceError) {
        try endCell()
        if table?.hasRow == false { table?.startRow() }
        try table?.startCell(attributes, isHead: isHead, row: rowCount + 1)
    }

    private mutating func endCell() throws(SourceError) {
        try endParagraph()
        lists = 0
        role = .plain
        table?.endCell()
    }

    private mutating func endRow() throws(SourceError) {
        try endCell()
        guard let (cells, isHeader) = table?.endRow(), cells.contains(where: { !$0.paragraphs.isEmpty }) else { return }
        rowCount += 1
        try draft.add(Row(number: rowCount, isHeader: isHeader, cells: cells))
    }
}

/// The words of a paragraph; runs of white space are one space, as a browser shows them.
struct HTMLParagraph {
    private(set) var text = ""
    private(set) var length = 0
    private var isAllItalic = true
    private var endsInBlank = true

    mutating func add(_ words: String, isItalic: Bool) {
        for scalar in words.unicodeScalars {
            if CellText.isBlank(scalar) {
                if !endsInBlank { text += " " }
                endsInBlank = true
                continue
            }
            text.unicodeScalars.append(scalar)
            length += 1
            endsInBlank = false
            if !isItalic { isAllItalic = false }
        }
    }

    func parts(row: Int) -> [Paragraph] {
        guard length > 0 else { return [] }
        var parts = CellText.paragraphs(text, row: row)
        for place in parts.indices where isAllItalic { parts[place].isItalic = true }
        return parts
    }
}

/// A table of a web page: the row that is being read, and the cells that reach down into it from above.
struct HTMLTable {
    var isInHead = false
    private(set) var hasRow = false
    private(set) var column = 1
    private var cells: [Cell] = []
    private var open: Cell?
    private var openRows = 1
    private var areAllHeads = true
    /// By first column: rows still to cover, and columns.
    private var below: [Int: (rows: Int, span: Int)] = [:]
    private var startedBelow: [Int: (rows: Int, span: Int)] = [:]

    mutating func startRow() {
        hasRow = true
        cells = []
        column = 1
        areAllHeads = true
    }

    mutating func startCell(_ attributes: [String: String], isHead: Bool, row: Int) throws(SourceError) {
        passCovered()
        guard column <= SourceLimits.columns else { throw .tooManyColumns(row: row) }
        let span = min(max(attributes["colspan"].flatMap { Int($0) } ?? 1, 1), SourceLimits.columns - column + 1)
        // Nought means to the end of the table: more rows than a document may have.
        let rows = attributes["rowspan"].flatMap { Int($0) } ?? 1
        openRows = rows == 0 ? SourceLimits.tableRows : min(max(rows, 1), SourceLimits.tableRows)
        open = Cell(column: column, span: span, paragraphs: [])
        if !isHead { areAllHeads = false }
    }

    mutating func add(_ paragraphs: [Paragraph]) {
        if open == nil, hasRow {
            // Words between cells: a browser shows them too.
            if let last = cells.indices.last { cells[last].paragraphs += paragraphs }
            return
        }
        open?.paragraphs += paragraphs
    }

    mutating func endCell() {
        guard let cell = open else { return }
        open = nil
        if openRows > 1 { startedBelow[cell.column] = (openRows - 1, cell.span) }
        cells.append(cell)
        column = cell.column + cell.span
    }

    mutating func endRow() -> (cells: [Cell], isHeader: Bool)? {
        guard hasRow else { return nil }
        hasRow = false
        passCovered()
        let covered = below.filter { $0.key >= column }.sorted { $0.key < $1.key }
        cells += covered.map { Cell(column: $0.key, span: $0.value.span, continuesAbove: true, paragraphs: []) }
        below = below.compactMapValues { $0.rows > 1 ? ($0.rows - 1, $0.span) : nil }
        below.merge(startedBelow) { $1 }
        startedBelow = [:]
        return (cells, isInHead || areAllHeads && cells.count > 1)
    }

    private mutating func passCovered() {
        while let above = below[column] {
            cells.append(Cell(column: column, span: above.span, continuesAbove: true, paragraphs: []))
            column += above.span
        }
    }
}
