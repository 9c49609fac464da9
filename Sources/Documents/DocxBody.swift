/// Walks through the body of a Word document and builds the draft.
final class DocxBody: XMLWalker {
    var draft = SourceDraft()
    /// Tracked deletions that held words, deleted rows included.
    private(set) var deletions = 0

    private let styles: DocxStyles
    private var path: [String] = []
    private var paragraphs: [DocxParagraph] = []
    private var table: DocxTable?
    private var tableDepth = 0
    private var paragraphCount = 0
    private var rowCount = 0
    /// For each `AlternateContent` that is open: whether one of its branches was taken.
    private var alternatives: [Bool] = []
    /// The part of a paragraph whose end mark was deleted: its words belong to the next one.
    private var carried = ""

    let isDone = false

    init(_ styles: DocxStyles) {
        self.styles = styles
    }

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        guard try isWanted(name) else { return false }
        switch name {
        case "p": paragraphs.append(DocxParagraph())
        case "r": startRun()
        case "tbl": try enterTable()
        case "tr" where tableDepth == 1: table?.startRow()
        case "tc" where tableDepth == 1: table?.startCell()
        case "AlternateContent": alternatives.append(false)
        default: note(name, attributes)
        }
        path.append(name)
        return true
    }

    func text(_ text: String) throws(SourceError) {
        guard path.last == "t", let last = paragraphs.indices.last else { return }
        guard paragraphs[last].add(text) else { throw tooLong }
    }

    private var tooLong: SourceError {
        tableDepth > 0
            ? .cellTooLong(row: rowCount + 1, column: table?.column ?? 1)
            : .paragraphTooLong(row: paragraphCount + 1)
    }

    func leave(_ name: String) throws(SourceError) {
        path.removeLast()
        switch name {
        case "p": try leaveParagraph()
        case "tbl": try leaveTable()
        case "tr" where tableDepth == 1: try leaveRow()
        case "tc" where tableDepth == 1: try leaveCell()
        case "AlternateContent": alternatives.removeLast()
        default: break
        }
    }

    /// Old properties, deleted runs and the second telling of a text box are left out.
    private func isWanted(_ name: String) throws(SourceError) -> Bool {
        switch name {
        case "del" where path.last == "rPr" || path.last == "trPr", "moveFrom" where path.last == "rPr":
            return true
        case "del":
            deletions += 1
            return false
        case "moveFrom":
            return false
        case "Choice", "Fallback":
            guard let last = alternatives.indices.last else { return true }
            defer { alternatives[last] = true }
            return !alternatives[last]
        default:
            return !name.hasSuffix("Change")
        }
    }
}

// MARK: Properties

extension DocxBody {
    private func note(_ name: String, _ attributes: XMLAttributes) {
        switch path.last {
        case "r": noteInRun(name, attributes)
        case "pPr", "numPr": noteOfParagraph(name, attributes)
        case "rPr": noteOfMarks(name, attributes)
        case "tcPr" where tableDepth == 1: noteOfCell(name, attributes)
        case "trPr" where tableDepth == 1: noteOfRow(name, attributes)
        default: break
        }
    }

    private func startRun() {
        guard let last = paragraphs.indices.last else { return }
        paragraphs[last].isRunItalic = false
    }

    private func noteInRun(_ name: String, _ attributes: XMLAttributes) {
        guard let last = paragraphs.indices.last else { return }
        switch name {
        case "br", "cr": paragraphs[last].breakLine()
        case "tab", "ptab": paragraphs[last].append(tableDepth > 0 ? " " : "\t")
        case "noBreakHyphen": paragraphs[last].append("-")
        default: break
        }
    }

    private func noteOfParagraph(_ name: String, _ attributes: XMLAttributes) {
        guard let last = paragraphs.indices.last else { return }
        let value = attributes["val"]
        switch name {
        case "pStyle": paragraphs[last].styleRole = value.map(styles.role(of:)) ?? .plain
        case "outlineLvl": paragraphs[last].outline = value.flatMap(Int.init)
        case "numId": paragraphs[last].isNumbered = value != "0"
        case "ilvl": paragraphs[last].listLevel = min(max(value.flatMap(Int.init) ?? 0, 0), 8)
        default: break
        }
    }

    /// Properties of a run, or of the mark that ends a paragraph.
    private func noteOfMarks(_ name: String, _ attributes: XMLAttributes) {
        guard let last = paragraphs.indices.last else { return }
        let isMark = path.dropLast().last == "pPr"
        switch name {
        case "i" where !isMark: paragraphs[last].isRunItalic = attributes.isOn
        case "del" where isMark, "moveFrom" where isMark: paragraphs[last].isMarkDeleted = true
        default: break
        }
    }

    private func noteOfCell(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "gridSpan": table?.span(attributes["val"].flatMap(Int.init) ?? 1)
        case "vMerge" where attributes["val"] != "restart": table?.continueAbove()
        default: break
        }
    }

    private func noteOfRow(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "tblHeader": table?.isHeader = attributes.isOn
        case "gridBefore": table?.skipColumns(attributes["val"].flatMap(Int.init) ?? 0)
        case "del": table?.isRowDeleted = true
        default: break
        }
    }
}

// MARK: Paragraphs and tables

extension DocxBody {
    private func leaveParagraph() throws(SourceError) {
        guard var paragraph = paragraphs.popLast() else { return }
        paragraph.prepend(carried)
        carried = ""
        if paragraph.isMarkDeleted {
            carried = paragraph.text
            guard carried.isWithin(SourceLimits.cellCharacters) else { throw tooLong }
            return
        }
        try place(paragraph)
    }

    private func place(_ paragraph: DocxParagraph) throws(SourceError) {
        if tableDepth > 0 {
            guard table?.add(paragraph.parts(row: rowCount + 1)) ?? true else { throw tooLong }
            return
        }
        for part in paragraph.parts(row: paragraphCount + 1) {
            paragraphCount += 1
            var part = part
            part.row = paragraphCount
            try draft.add(part)
        }
    }

    /// Words whose next paragraph never came.
    private func placeCarried() throws(SourceError) {
        guard !carried.isEmpty else { return }
        var rest = DocxParagraph()
        rest.prepend(carried)
        carried = ""
        try place(rest)
    }

    private func enterTable() throws(SourceError) {
        if tableDepth == 0 {
            try placeCarried()
            draft.openTable()
            table = DocxTable()
        }
        tableDepth += 1
    }

    private func leaveTable() throws(SourceError) {
        tableDepth -= 1
        guard tableDepth == 0 else { return }
        draft.closeTable()
        table = nil
    }

    private func leaveRow() throws(SourceError) {
        guard let table else { return }
        if table.isRowDeleted {
            deletions += 1
            return
        }
        rowCount += 1
        try draft.add(Row(number: rowCount, isHeader: table.isHeader, cells: table.cells))
    }

    private func leaveCell() throws(SourceError) {
        try placeCarried()
        guard table?.endCell() ?? true else { throw .tooManyColumns(row: rowCount + 1) }
    }
}
