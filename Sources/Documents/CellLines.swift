/// A cell's paragraphs as lines of text, for formats that know no lists: bullets by their sign, as people type them.
enum CellLines {
    static func text(_ cell: Cell) -> String {
        guard cell.paragraphs.count != 1 || cell.paragraphs[0].role != .plain else {
            return plain(cell.paragraphs[0].text)
        }
        return cell.paragraphs.map(line).joined(separator: "\n")
    }

    static func line(_ paragraph: Paragraph) -> String {
        guard case .bullet(let depth) = paragraph.role else { return plain(paragraph.text) }
        return (depth <= 1 ? "• " : depth == 2 ? "◦ " : "▪ ") + plain(paragraph.text)
    }

    /// "- this" and "• this" would be read as bullets: a word joiner in front, which nobody sees and readers drop, keeps
    /// them the words that they are.
    static func plain(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, ListMarker.isDash(first) || ListMarker.isBullet(first) else {
            return text
        }
        return "\u{2060}" + text
    }
}

/// How wide each column is to be, by how much stands in it.
enum ColumnWidths {
    private static let sample = 200

    /// Shares of the whole that sum up to 1, one for each column.
    static func shares(_ table: Table) -> [Double] {
        var widths: [Double] = []
        for row in table.rows.prefix(sample) {
            for cell in row.cells {
                while widths.count < cell.column { widths.append(0) }
                let length = cell.paragraphs.reduce(0) { $0 + $1.text.utf8.count }
                widths[cell.column - 1] += Double(min(length, 600))
            }
        }
        let rows = Double(max(1, min(table.rows.count, sample)))
        // A column of dates is a fifth of one of prose, not a fiftieth.
        let weights = widths.map { min(max(($0 / rows).squareRoot(), 3.2), 14) }
        let whole = weights.reduce(0, +)
        return weights.map { $0 / max(whole, 1) }
    }
}

extension Table {
    /// Columns reached by any row.
    var width: Int { rows.reduce(0) { max($0, ($1.cells.last?.column ?? 0)) } }

    /// The texts of the heading row, each once: "Notes", "Notes 2".
    var headings: [String] {
        var seen: Set<String> = []
        var texts: [Int: String] = [:]
        for cell in rows.first?.cells ?? [] { texts[cell.column] = CellLines.text(cell) }
        return (0..<width).map { place in
            let text = texts[place + 1].flatMap { $0.isEmpty ? nil : $0 } ?? "Column \(place + 1)"
            var unique = text, number = 2
            while !seen.insert(unique.lowercased()).inserted {
                unique = "\(text) \(number)"
                number += 1
            }
            return unique
        }
    }
}

extension Row {
    /// A cell for each column, with nil where there is none.
    func cells(width: Int) -> [Cell?] {
        var filled = [Cell?](repeating: nil, count: width)
        for cell in cells where cell.column <= width { filled[cell.column - 1] = cell }
        return filled
    }
}
