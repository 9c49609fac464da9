/// The first sheet of a workbook that is made as the guidance on accessible spreadsheets says: title and words about the
/// tables, one on each of the sheets behind it. Such a workbook is one document.
enum Cover {
    private static let names: Set<String> = ["cover", "cover sheet", "cover_sheet", "coversheet"]

    static func opens(_ sheets: [String]) -> Bool {
        sheets.count > 1 && sheets.first.map { names.contains(CellText.trimmed($0).lowercased()) } == true
    }

    /// A sheet behind a cover holds one table, with its heading in the first row.
    static func headed(_ rows: [Row]) -> [Row] {
        var rows = rows
        if !rows.isEmpty { rows[0].isHeader = true }
        return rows
    }

    /// The cover's words as paragraphs; the first line of the first row is the title.
    static func add(_ rows: [Row], to draft: inout SourceDraft) throws(SourceError) {
        var isFirst = true
        for paragraph in rows.flatMap(\.cells).flatMap(\.paragraphs) {
            var paragraph = paragraph
            if isFirst { paragraph.role = .title }
            isFirst = false
            try draft.add(paragraph)
        }
    }
}
