/// An Excel workbook: the first sheet that holds anything, visible sheets before hidden ones; all visible ones where the
/// first is a cover. Formulas give the value that Excel last saw. Row numbers are the sheet's.
///
/// Source: ECMA-376 part 1, section 18 (SpreadsheetML).
struct XlsxReader {
    private let archive: ZipArchive
    private let budget = XMLBudget()

    init(_ archive: ZipArchive) {
        self.archive = archive
    }

    func read() throws(SourceError) -> SourceDocument {
        let workbook = XlsxWorkbook()
        try walk("xl/workbook.xml", workbook)
        let relations = XlsxRelations()
        try walk("xl/_rels/workbook.xml.rels", relations)
        let visible = workbook.sheets.filter { !$0.isHidden }
        if Cover.opens(visible.map(\.name)) { return try readAll(visible, workbook, relations) }
        var warnings: [SourceWarning] = []
        var sheet: (name: String, content: XlsxSheet)?
        for entry in workbook.sheetsInOrder {
            guard let part = relations.parts[entry.relation], archive.holds(part) else { continue }
            let content = XlsxSheet(stopsAtFirstValue: sheet != nil)
            try walk(part, content)
            guard content.hasValue else { continue }
            if sheet == nil {
                sheet = (entry.name, content)
            } else {
                let hidden = entry.isHidden ? " (hidden)" : ""
                warnings.append(SourceWarning(message: "The sheet “\(entry.name)”\(hidden) was not taken in."))
            }
        }
        guard let sheet else { throw SourceError("There are no words in this file. Check that it is the right one.") }
        var draft = SourceDraft()
        draft.openTable(named: sheet.name)
        let (rows, said) = try self.rows(of: sheet.content, workbook)
        for row in rows { try draft.add(row) }
        draft.warnings = said + warnings + (try comments())
        return try draft.finish(.xlsx)
    }

    /// A cover, and every sheet that it opens.
    private func readAll(
        _ sheets: [XlsxWorkbook.Sheet], _ workbook: XlsxWorkbook, _ relations: XlsxRelations
    ) throws(SourceError) -> SourceDocument {
        var draft = SourceDraft()
        for (place, entry) in sheets.enumerated() {
            guard let part = relations.parts[entry.relation], archive.holds(part) else { continue }
            let content = XlsxSheet(stopsAtFirstValue: false)
            try walk(part, content)
            let (rows, said) = try self.rows(of: content, workbook)
            draft.warnings += said
            if place == 0 {
                try Cover.add(rows, to: &draft)
            } else {
                draft.openTable(named: entry.name)
                for row in Cover.headed(rows) { try draft.add(row) }
            }
        }
        for entry in workbook.sheets where entry.isHidden {
            draft.warnings.append(SourceWarning(message: "The sheet “\(entry.name)” (hidden) was not taken in."))
        }
        draft.warnings += try comments()
        return try draft.finish(.xlsx)
    }

    private func rows(
        of sheet: XlsxSheet, _ workbook: XlsxWorkbook
    ) throws(SourceError) -> (rows: [Row], warnings: [SourceWarning]) {
        let strings = XlsxStrings(wanted: sheet.wantedStrings)
        if !sheet.wantedStrings.isEmpty { try walk("xl/sharedStrings.xml", strings) }
        let styles = XlsxStyles()
        if archive.holds("xl/styles.xml") { try walk("xl/styles.xml", styles) }
        var values = XlsxValues(strings: strings.texts, styles: styles, countsFrom1904: workbook.countsFrom1904)
        let merges = XlsxMerges(sheet.merges, in: sheet.rows)
        var rows: [Row] = []
        for row in sheet.rows {
            var cells: [Cell] = []
            for raw in row.cells {
                let text = try values.text(of: raw, row: row.number)
                let paragraphs = CellText.paragraphs(text, row: row.number)
                if let cell = merges.cell(row.number, raw.column, paragraphs) { cells.append(cell) }
            }
            cells += merges.continuing(in: row)
            cells.sort { $0.column < $1.column }
            if cells.contains(where: { !$0.paragraphs.isEmpty }) { rows.append(Row(number: row.number, cells: cells)) }
        }
        return (rows, values.warnings)
    }

    private func comments() throws(SourceError) -> [SourceWarning] {
        var texts: [String] = []
        for name in archive.names where name.hasPrefix("xl/comments") && name.hasSuffix(".xml") {
            let strings = XlsxStrings(wanted: nil)
            try walk(name, strings)
            texts += strings.texts.sorted { $0.key < $1.key }.map(\.value).filter { !$0.isEmpty }
        }
        guard !texts.isEmpty else { return [] }
        return [SourceWarning(message: "Comments not taken in: \(texts.joined(separator: " / "))")]
    }

    private func walk(_ name: String, _ walker: some XMLWalker) throws(SourceError) {
        guard let part = try archive.read(name) else { throw .damaged }
        try XMLWalk.read(part, walker, budget: budget)
    }
}
