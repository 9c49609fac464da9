/// An OpenDocument text or spreadsheet, with tracked changes taken as accepted.
///
/// Source: OpenDocument 1.3 part 3, sections 5 (text), 9 (tables) and 5.5 (change tracking), checked 2026-11-22.
struct OdfReader {
    private let archive: ZipArchive
    private let isSheet: Bool
    private let budget = XMLBudget()

    /// Nil where the archive is neither.
    init?(_ archive: ZipArchive) throws(SourceError) {
        guard archive.holds("content.xml"), let kind = try archive.read("mimetype") else { return nil }
        let type = CellText.trimmed(String(decoding: kind.prefix(200), as: UTF8.self))
        switch type {
        case OdfPackage.text, OdfPackage.text + "-template", OdfPackage.text + "-master": isSheet = false
        case OdfPackage.spreadsheet, OdfPackage.spreadsheet + "-template": isSheet = true
        default: return nil
        }
        self.archive = archive
        let manifest = try archive.read("META-INF/manifest.xml") ?? []
        if String(decoding: manifest, as: UTF8.self).contains("encryption-data") {
            throw SourceError("The file is locked with a password. Save it without one and try again.")
        }
    }

    func read() throws(SourceError) -> SourceDocument {
        let styles = OdfStyles()
        var margins: [String] = []
        if let part = try archive.read("styles.xml") {
            let walker = OdfStylesWalker(styles)
            try XMLWalk.read(part, walker, budget: budget)
            margins = walker.margins
        }
        let body = OdfBody(styles, isSheet: isSheet)
        guard let part = try archive.read("content.xml") else { throw .damaged }
        try XMLWalk.read(part, body, budget: budget)
        var draft = isSheet ? try OdsSheets.draft(body.sheets) : body.draft
        draft.warnings += body.warnings
        if !margins.isEmpty {
            draft.warnings.append(
                SourceWarning(message: "Page header and footer not taken in: \(margins.joined(separator: " / "))"))
        }
        return try draft.finish(isSheet ? .ods : .odt)
    }
}

/// Which of a spreadsheet's sheets are the document, as with Excel's.
enum OdsSheets {
    static func draft(_ sheets: [OdfBody.Sheet]) throws(SourceError) -> SourceDraft {
        var draft = SourceDraft()
        let visible = sheets.filter { !$0.isHidden }
        let hidden = sheets.filter(\.isHidden)
        var leftOut: [OdfBody.Sheet]
        if Cover.opens(visible.map(\.name)) {
            for (place, sheet) in visible.enumerated() {
                if place == 0 {
                    try Cover.add(sheet.rows, to: &draft)
                } else {
                    draft.openTable(named: sheet.name)
                    for row in Cover.headed(sheet.rows) { try draft.add(row) }
                }
            }
            leftOut = hidden
        } else {
            leftOut = (visible + hidden).filter { !$0.rows.isEmpty }
            guard !leftOut.isEmpty else { return draft }
            let first = leftOut.removeFirst()
            draft.openTable(named: first.name)
            for row in first.rows { try draft.add(row) }
        }
        for sheet in leftOut where !sheet.rows.isEmpty {
            let hidden = sheet.isHidden ? " (hidden)" : ""
            draft.warnings.append(SourceWarning(message: "The sheet “\(sheet.name)”\(hidden) was not taken in."))
        }
        return draft
    }
}
