import Documents

/// A cell with words, or the lower part of a merged one.
struct ImportCell {
    var row: Int
    /// From 1.
    var column: Int
    var span: Int
    var continuesAbove: Bool
    var lines: [CellLine]

    var text: String { CellLine.joined(lines) }
    /// The lines as one, where a cell's own line breaks mean nothing.
    var line: String { CellLine.joined(lines, by: " ") }
}

struct ImportRow {
    var number: Int
    /// Only cells with words and lower parts of merged ones, from the left.
    var cells: [ImportCell]
    var isHeader: Bool

    init(number: Int, cells: [ImportCell]) {
        self.number = number
        self.cells = cells
        isHeader = false
    }

    init(_ row: Row) {
        number = row.number
        isHeader = row.isHeader
        cells = row.cells.compactMap { cell in
            let lines = CellLine.lines(of: cell.paragraphs)
            guard !lines.isEmpty || cell.continuesAbove else { return nil }
            return ImportCell(
                row: row.number, column: max(1, cell.column), span: max(1, cell.span),
                continuesAbove: cell.continuesAbove && lines.isEmpty, lines: lines)
        }
    }

    var filled: [ImportCell] { cells.filter { !$0.lines.isEmpty } }

    /// The heading row's words by column, to find the row again on the next page.
    var key: String { filled.map { "\($0.column):" + Words.key($0.text) }.joined(separator: "|") }

    /// Columns reached, merged ones included.
    var width: Int { cells.reduce(0) { max($0, $1.column + $1.span - 1) } }
}

struct ImportTable {
    var name: String?
    var rows: [ImportRow]
    /// Which of the rows is the heading; nil where there is none.
    var heading: Int?
    var width: Int

    init(_ table: Table) {
        name = table.name
        rows = table.rows.map(ImportRow.init).filter { !$0.cells.isEmpty }
        width = rows.reduce(0) { max($0, $1.width) }
        heading = Self.heading(in: rows)
    }

    var headingKey: String? { heading.map { rows[$0].key } }

    /// A row marked by the file, or the one of the first ten with most known headings, two at least.
    private static func heading(in rows: [ImportRow]) -> Int? {
        var best: (place: Int, count: Int)?
        for (place, row) in rows.prefix(10).enumerated() {
            let filled = row.filled
            guard filled.count > 1 else { continue }
            let known = filled.count { cell in
                cell.line.utf8.count <= 60 && HeadingWords.match(cell.line) != nil
            }
            if row.isHeader, known > 0 { return place }
            guard known >= 2, known * 2 >= filled.count, known > (best?.count ?? 0) else { continue }
            best = (place, known)
        }
        return best?.place
    }
}

/// A document in the order it is read: lines between tables, and tables with their headings found.
struct ImportSource {
    enum Item {
        case line(Paragraph, CellLine)
        case table(ImportTable)
    }

    var items: [Item] = []
    /// The table that the plan is in, by its heading or by its size; nil where no table looks like a plan.
    var main: ImportTable?

    init(_ document: SourceDocument) {
        for block in document.blocks {
            switch block {
            case .paragraph(let paragraph):
                for line in CellLine.lines(of: [paragraph]) { items.append(.line(paragraph, line)) }
            case .table(let table):
                let table = ImportTable(table)
                if !table.rows.isEmpty { items.append(.table(table)) }
            }
        }
        main = Self.main(of: items)
    }

    var tables: [ImportTable] {
        items.compactMap { item in
            if case .table(let table) = item { table } else { nil }
        }
    }

    /// All data rows of tables with the main heading, to guess the columns by.
    var mainRows: [ImportRow] {
        guard let main else { return [] }
        return tables.filter { $0.headingKey == main.headingKey || $0.heading == nil && $0.width <= main.width }
            .flatMap { table in table.rows.filter { $0.key != main.headingKey } }
    }

    private static func main(of items: [Item]) -> ImportTable? {
        var sizes: [String: Int] = [:]
        var best: (table: ImportTable, size: Int)?
        for case .table(let table) in items where table.width > 1 {
            if let heading = table.heading, let key = table.headingKey {
                // A heading that names actions or objectives is a plan's; others only where none does.
                let fields = table.rows[heading].filled.compactMap { HeadingWords.match($0.line)?.field }
                let isPlan = fields.contains(.action) || fields.contains(.objective)
                let size = sizes[key, default: isPlan ? 1_000_000 : 10_000] + table.rows.count * table.width
                sizes[key] = size
                if size > best?.size ?? 0 {
                    best = (best?.table.headingKey == key ? best?.table ?? table : table, size)
                }
            } else if table.width > 2 || best == nil && !isLegend(table) {
                let size = table.rows.count * table.width
                if size > best?.size ?? 0 { best = (table, size) }
            }
        }
        return best?.table
    }

    /// Two columns, the first of abbreviations.
    static func isLegend(_ table: ImportTable) -> Bool {
        guard table.width == 2 else { return false }
        let pairs = table.rows.filter { $0.filled.count == 2 }
        let codes = pairs.count { Letters.isCode($0.filled[0].line) }
        return codes >= 1 && codes * 2 > table.rows.count - 1 && codes >= pairs.count - 1
    }
}
