/// A Word document: its paragraphs and tables, with tracked changes taken as accepted.
///
/// Source: ECMA-376 part 1, section 17 (WordprocessingML).
struct DocxReader {
    private let archive: ZipArchive
    private let bodyName: String
    private let budget = XMLBudget()

    /// Nil where the archive is no Word document. The body is `word/document.xml`, or `document2.xml` from Word online.
    init?(_ archive: ZipArchive) {
        guard let name = archive.names.first(where: { Self.isPart($0, "word/document") }) else { return nil }
        self.archive = archive
        bodyName = name
    }

    func read() throws(SourceError) -> SourceDocument {
        let styles = DocxStyles()
        if let part = try archive.read("word/styles.xml") { try XMLWalk.read(part, styles, budget: budget) }
        let body = DocxBody(styles)
        guard let part = try archive.read(bodyName) else { throw .damaged }
        try XMLWalk.read(part, body, budget: budget)
        body.draft.warnings += try asides()
        if body.deletions > 0 {
            let these = body.deletions == 1 ? "1 tracked deletion was" : "\(body.deletions) tracked deletions were"
            body.draft.warnings.append(
                SourceWarning(
                    message: "\(these) left out and tracked insertions were kept. Check the plan against the document.")
            )
        }
        return try body.draft.finish(.docx)
    }

    /// Words that stand beside the text: they are no part of the plan's table, and none of them goes missing unsaid.
    private func asides() throws(SourceError) -> [SourceWarning] {
        var warnings: [SourceWarning] = []
        for (prefix, label) in [
            ("header", "Page header"), ("footer", "Page footer"), ("footnotes", "Footnotes"),
            ("endnotes", "Endnotes"), ("comments", "Comments")
        ] {
            var texts: [String] = []
            for name in archive.names where Self.isPart(name, "word/" + prefix) {
                guard let part = try archive.read(name) else { continue }
                let aside = DocxBody(DocxStyles())
                try XMLWalk.read(part, aside, budget: budget)
                let text = aside.draft.plainText
                if !text.isEmpty, !texts.contains(text) { texts.append(text) }
            }
            guard !texts.isEmpty else { continue }
            warnings.append(SourceWarning(message: "\(label) not taken in: \(texts.joined(separator: " / "))"))
        }
        return warnings
    }

    /// "word/header2.xml" for "word/header", but not "word/commentsExtended.xml" for "word/comments".
    private static func isPart(_ name: String, _ prefix: String) -> Bool {
        guard name.hasPrefix(prefix), name.hasSuffix(".xml") else { return false }
        return name.dropFirst(prefix.count).dropLast(4).allSatisfy(\.isNumber)
    }
}
