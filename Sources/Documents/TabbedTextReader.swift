/// Text copied from a PDF, Word or Excel: lines with tabs are rows, lines without are paragraphs between tables.
/// Row numbers are the lines of the text. A blank line ends a table.
struct TabbedTextReader {
    private var lines: TabbedLines
    private var draft = SourceDraft()
    private var depth = ListDepth()

    static func read(_ text: DecodedText) throws(SourceError) -> SourceDocument {
        var reader = TabbedTextReader(lines: TabbedLines(text.utf8))
        reader.draft.warnings = text.warnings
        while let stretch = try reader.nextStretch() { try reader.add(stretch) }
        return try reader.draft.finish(.tabbedText)
    }

    private init(lines: TabbedLines) {
        self.lines = lines
    }

    /// The lines up to the next blank one; nil at the end.
    private mutating func nextStretch() throws(SourceError) -> [TabbedLine]? {
        var stretch: [TabbedLine] = []
        var rows = 0
        while let line = try lines.next() {
            if line.isBlank, line.cells.count > 1 { continue }
            if line.isBlank {
                if stretch.isEmpty { continue }
                break
            }
            rows += line.cells.count > 1 ? 1 : 0
            guard rows <= SourceLimits.tableRows else { throw .tooManyRows(at: line.number) }
            guard stretch.count < SourceLimits.paragraphs + SourceLimits.tableRows else { throw .tooManyParagraphs }
            stretch.append(line)
        }
        return stretch.isEmpty ? nil : stretch
    }

    private mutating func add(_ stretch: [TabbedLine]) throws(SourceError) {
        draft.closeTable()
        if let joined = RowJoining.rows(of: stretch) {
            for pieces in joined { try addRow(pieces) }
            return
        }
        for line in stretch {
            let isRow = line.cells.count > 1 && (draft.hasOpenTable || !lines.isListItem(line))
            if isRow { try addRow([line]) } else { try addParagraph(line) }
        }
    }

    private mutating func addRow(_ pieces: [TabbedLine]) throws(SourceError) {
        guard let first = pieces.first else { return }
        var texts: [String] = []
        for line in pieces {
            let more = try lines.texts(of: line)
            if let last = texts.popLast(), let next = more.first {
                texts.append(last + "\n" + next)
                texts += more.dropFirst()
            } else {
                texts += more
            }
        }
        let cells = texts.enumerated().map { index, text in
            Cell(column: index + 1, paragraphs: CellText.paragraphs(text, row: first.number, Self.options))
        }
        depth.end()
        try draft.add(Row(number: first.number, cells: cells))
    }

    private mutating func addParagraph(_ line: TabbedLine) throws(SourceError) {
        let text = try lines.text(of: line)
        if let item = ListItem(text) {
            let role = Paragraph.Role.bullet(depth: depth.of(item))
            for (index, paragraph) in CellText.paragraphs(item.text, row: line.number, Self.options).enumerated() {
                var paragraph = paragraph
                if index == 0 { paragraph.role = role }
                try draft.add(paragraph)
            }
            return
        }
        depth.end()
        for paragraph in CellText.paragraphs(text, row: line.number, Self.options.union(.keepsTabs)) {
            try draft.add(paragraph)
        }
    }

    private static let options: CellText.Options = [.markup, .bulletsWithinLines]
}

/// Mends rows that Word broke: copied as plain text, a cell of two paragraphs becomes two lines of fewer cells.
enum RowJoining {
    /// The lines of each row; nil unless every row comes to exactly the width of the first.
    static func rows(of lines: [TabbedLine]) -> [[TabbedLine]]? {
        guard let width = lines.first?.cells.count, width > 2, lines.contains(where: { $0.cells.count != width }),
            lines.contains(where: { $0.cells.count > 1 && $0.cells.count < width })
        else { return nil }
        var rows: [[TabbedLine]] = []
        var cells = width
        for line in lines {
            if cells == width, line.cells.count > 1 {
                rows.append([line])
                cells = line.cells.count
            } else {
                rows[rows.count - 1].append(line)
                cells += line.cells.count - 1
            }
            guard cells <= width else { return nil }
        }
        return cells == width ? rows : nil
    }
}
