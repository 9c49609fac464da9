/// Walks through the content of an OpenDocument text or spreadsheet.
final class OdfBody: XMLWalker {
    struct Sheet {
        var name: String
        var isHidden: Bool
        var rows: [Row] = []
    }

    var draft = SourceDraft()
    private(set) var sheets: [Sheet] = []
    private(set) var notices = OdfNotices()

    private let styles: OdfStyles
    private let isSheet: Bool
    private var isInStyles = false
    private var paragraphs: [OdfParagraph] = []
    private var italics: [Bool] = []
    /// For each list that is open: whether its item's first paragraph is still to come.
    private var lists: [Bool] = []
    /// Those that the table stands in; lists in its cells begin anew.
    private var listsAround: [Bool] = []
    private var table: OdfTable?
    private var tableDepth = 0
    private var paragraphCount = 0
    private var rowCount = 0

    let isDone = false

    init(_ styles: OdfStyles, isSheet: Bool) {
        self.styles = styles
        self.isSheet = isSheet
    }

    var warnings: [SourceWarning] { notices.warnings }

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        if isInStyles || name == "automatic-styles" {
            isInStyles = true
            styles.enter(name, attributes)
            return true
        }
        guard !Self.leftOut.contains(name) else { return false }
        guard notices.enter(name) else { return false }
        guard !notices.isAside else { return true }
        switch name {
        case "p", "h": startParagraph(name, attributes)
        case "span": italics.append(styles.isItalic("text", attributes["style-name"]) ?? italics.last ?? false)
        case "s": try addBlanks(attributes["c"].flatMap(Int.init) ?? 1)
        case "tab": try add(tableDepth > 0 ? " " : "\t")
        case "line-break": paragraphs.mutateLast { $0.breakLine() }
        case "list": lists.append(false)
        case "list-item": if !lists.isEmpty { lists[lists.count - 1] = true }
        default: try enterTable(name, attributes)
        }
        return true
    }

    func text(_ text: String) throws(SourceError) {
        guard !isInStyles else { return }
        if notices.isAside { return notices.add(text) }
        guard !paragraphs.isEmpty else { return }
        paragraphs[paragraphs.count - 1].add(collapsing: text, isItalic: italics.last ?? false)
        try checkLength()
    }

    func leave(_ name: String) throws(SourceError) {
        if isInStyles {
            styles.leave(name)
            if name == "automatic-styles" { isInStyles = false }
            return
        }
        let wasAside = notices.isAside
        notices.leave(name)
        guard !wasAside else { return }
        switch name {
        case "p", "h": try leaveParagraph()
        case "span": _ = italics.popLast()
        case "list": _ = lists.popLast()
        default: try leaveTable(name)
        }
    }

    /// Pictures' descriptions, forms, and what only repeats the text.
    private static let leftOut: Set<String> = [
        "forms", "shapes", "sequence-decls", "variable-decls", "user-field-decls", "scripts", "font-face-decls",
        "alphabetical-index", "illustration-index", "table-index", "ruby-text", "event-listeners", "title", "desc",
        "named-expressions", "database-ranges", "content-validations", "dde-links", "data-pilot-tables",
        "calculation-settings", "image", "object", "object-ole", "table-source", "scenario", "consolidation"
    ]
}

// MARK: Paragraphs

extension OdfBody {
    private func startParagraph(_ name: String, _ attributes: XMLAttributes) {
        let style = attributes["style-name"]
        var paragraph = OdfParagraph()
        if name == "h" {
            let level = attributes["outline-level"].flatMap(Int.init) ?? 1
            paragraph.role = .heading(level: min(max(level, 1), 9))
        } else if styles.isTitle(style) {
            paragraph.role = .title
        } else if lists.last == true {
            paragraph.role = .bullet(depth: lists.count)
            lists[lists.count - 1] = false
        }
        italics.append(styles.isItalic("paragraph", style) ?? false)
        paragraphs.append(paragraph)
    }

    private func leaveParagraph() throws(SourceError) {
        _ = italics.popLast()
        guard let paragraph = paragraphs.popLast() else { return }
        if tableDepth > 0 {
            if isSheet { table?.add(line: paragraph.text) } else { table?.add(paragraph.parts(row: rowCount + 1)) }
            return
        }
        guard !isSheet else { return }
        for var part in paragraph.parts(row: paragraphCount + 1) {
            paragraphCount += 1
            part.row = paragraphCount
            try draft.add(part)
        }
    }

    private func addBlanks(_ count: Int) throws(SourceError) {
        try add(String(repeating: " ", count: min(max(count, 0), 1_000)))
    }

    private func add(_ text: String) throws(SourceError) {
        paragraphs.mutateLast { $0.add(text) }
        try checkLength()
    }

    private func checkLength() throws(SourceError) {
        guard let last = paragraphs.last, last.length > SourceLimits.cellCharacters else { return }
        throw tableDepth > 0
            ? .cellTooLong(row: table?.number ?? rowCount + 1, column: table?.column ?? 1)
            : .paragraphTooLong(row: paragraphCount + 1)
    }
}

// MARK: Tables

extension OdfBody {
    private func enterTable(_ name: String, _ attributes: XMLAttributes) throws(SourceError) {
        switch name {
        case "table":
            tableDepth += 1
            guard tableDepth == 1 else { return }
            table = OdfTable(numbersRows: isSheet)
            listsAround = lists
            lists = []
            if isSheet {
                sheets.append(
                    Sheet(
                        name: attributes["name"] ?? "", isHidden: styles.isHidden(sheet: attributes["style-name"])))
            } else {
                draft.openTable(named: attributes["name"])
            }
        case "table-header-rows" where tableDepth == 1: table?.isInHeader = true
        case "table-row" where tableDepth == 1: table?.startRow(attributes, after: rowCount)
        case "table-cell" where tableDepth == 1: table?.startCell(attributes, isCovered: false)
        case "covered-table-cell" where tableDepth == 1: table?.startCell(attributes, isCovered: true)
        default: break
        }
    }

    private func leaveTable(_ name: String) throws(SourceError) {
        switch name {
        case "table":
            tableDepth -= 1
            guard tableDepth == 0 else { return }
            lists = listsAround
            notices.warnings += table?.warnings ?? []
            table = nil
            if !isSheet { draft.closeTable() }
        case "table-header-rows" where tableDepth == 1: table?.isInHeader = false
        case "table-cell" where tableDepth == 1, "covered-table-cell" where tableDepth == 1: try table?.endCell()
        case "table-row" where tableDepth == 1: try leaveRow()
        default: break
        }
    }

    private func leaveRow() throws(SourceError) {
        guard let rows = table?.endRow() else { return }
        for row in rows {
            rowCount += 1
            if isSheet {
                guard sheets[sheets.count - 1].rows.count < SourceLimits.tableRows else {
                    throw .tooManyRows(at: row.number)
                }
                sheets[sheets.count - 1].rows.append(row)
            } else {
                try draft.add(row)
            }
        }
    }
}

extension Array {
    fileprivate mutating func mutateLast(_ change: (inout Element) -> Void) {
        guard !isEmpty else { return }
        change(&self[count - 1])
    }
}
