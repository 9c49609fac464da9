import Documents

/// One line or bullet of a cell, tidied.
struct CellLine: Equatable {
    var text: String
    /// 0 for a plain line, 1 for a bullet, 2 for a bullet below a bullet.
    var depth = 0
    var isItalic = false

    static func lines(of paragraphs: [Paragraph]) -> [CellLine] {
        paragraphs.compactMap { paragraph in
            let text = Tidy.spaces(paragraph.text)
            guard !text.isEmpty else { return nil }
            var depth = 0
            if case .bullet(let given) = paragraph.role { depth = max(1, given) }
            return CellLine(text: text, depth: depth, isItalic: paragraph.isItalic)
        }
    }

    static func joined(_ lines: [CellLine], by separator: String = "\n") -> String {
        lines.count == 1 ? lines[0].text : lines.map(\.text).joined(separator: separator)
    }
}
