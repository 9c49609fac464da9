/// A table of an OpenDocument file: the row that is being read, with what repeats and what is merged.
struct OdfTable {
    private(set) var number = 0
    private(set) var column = 1
    private(set) var warnings: [SourceWarning] = []
    var isInHeader = false

    private let numbersRows: Bool
    private var rowRepeat = 1
    private var cells: [Cell] = []
    private var open: Open?
    /// Cells above that reach down: by their first column, the rows still to cover and the columns.
    private var below: [Int: (rows: Int, span: Int)] = [:]
    /// Those that begin in this row.
    private var startedBelow: [Int: (rows: Int, span: Int)] = [:]

    private struct Open {
        var cell: Cell
        /// A sheet's cell, line by line.
        var lines: [String] = []
        var repeats: Int
        var isCovered: Bool
        var rows: Int
        /// What a date, or a value without displayed text, says.
        var value: String?
        var day: Int?
    }

    init(numbersRows: Bool) {
        self.numbersRows = numbersRows
    }

    /// `rows` before this one in all tables of a text; a sheet's rows count for themselves.
    mutating func startRow(_ attributes: XMLAttributes, after rows: Int) {
        rowRepeat = Self.times(attributes["number-rows-repeated"])
        number = numbersRows ? number + 1 : rows + 1
        cells = []
        column = 1
    }

    mutating func startCell(_ attributes: XMLAttributes, isCovered: Bool) {
        var cell = Cell(column: column, paragraphs: [])
        cell.span = isCovered ? 1 : min(Self.times(attributes["number-columns-spanned"]), SourceLimits.columns + 1)
        open = Open(
            cell: cell, repeats: Self.times(attributes["number-columns-repeated"]), isCovered: isCovered,
            rows: isCovered ? 1 : Self.times(attributes["number-rows-spanned"]))
        guard numbersRows, let type = attributes["value-type"] else { return }
        switch type {
        case "date":
            let value = attributes["date-value"] ?? ""
            open?.value = Self.day(value)
            open?.day = Int(value.dropFirst(8).prefix(2))
        case "float", "percentage", "currency": open?.value = attributes["value"]
        case "string": open?.value = attributes["string-value"]
        default: break
        }
        if attributes["formula"] != nil, open?.value == nil, type != "string", type != "boolean", type != "time" {
            warnings.append(
                SourceWarning(
                    row: number, column: column,
                    message: "The formula has no stored result. Open the file and save it."))
        }
    }

    mutating func add(_ paragraphs: [Paragraph]) { open?.cell.paragraphs += paragraphs }

    mutating func add(line: String) { open?.lines.append(line) }

    mutating func endCell() throws(SourceError) {
        guard var open else { return }
        self.open = nil
        if !open.lines.isEmpty {
            // Together, as bullets typed line by line are one list.
            open.cell.paragraphs = CellText.paragraphs(open.lines.joined(separator: "\n"), row: number)
        }
        settleValue(&open)
        let isEmpty = open.cell.paragraphs.isEmpty
        if open.isCovered {
            try endCovered(open)
        } else if isEmpty, open.cell.span == 1, open.rows == 1 {
            // LibreOffice fills a sheet of 16,384 columns with one empty cell that repeats.
            column = min(column + open.repeats, Int(Int32.max))
        } else {
            for _ in 0..<min(open.repeats, isEmpty ? SourceLimits.columns : SourceLimits.columns + 1) {
                open.cell.column = column
                cells.append(open.cell)
                if open.rows > 1 { startedBelow[column] = (open.rows - 1, open.cell.span) }
                // The columns to the right come as covered cells of their own.
                column += 1
                guard cells.count <= SourceLimits.columns + 1 else { throw .tooManyColumns(row: number) }
            }
        }
    }

    private mutating func endCovered(_ covered: Open) throws(SourceError) {
        for _ in 0..<min(covered.repeats, SourceLimits.columns + 1) {
            var cell = covered.cell
            cell.column = column
            if let above = below[column], cell.paragraphs.isEmpty {
                cell.continuesAbove = true
                cell.span = above.span
                cells.append(cell)
            } else if !cell.paragraphs.isEmpty {
                // Words under a merged cell are hidden on screen and kept here.
                cells.append(cell)
            }
            column += 1
            guard cells.count <= SourceLimits.columns + 1 else { throw .tooManyColumns(row: number) }
        }
    }

    /// The row as often as it repeats; an empty one counts and is left out.
    mutating func endRow() -> [Row] {
        let first = number
        if numbersRows { number = min(number + rowRepeat - 1, Int(Int32.max)) }
        below = below.compactMapValues { $0.rows > 1 ? ($0.rows - 1, $0.span) : nil }
        below.merge(startedBelow) { $1 }
        startedBelow = [:]
        guard cells.contains(where: { !$0.paragraphs.isEmpty }) else { return [] }
        return (0..<min(rowRepeat, SourceLimits.tableRows + 1)).map { place in
            Row(number: first + place, isHeader: isInHeader, cells: cells.map { renumbered($0, first + place) })
        }
    }

    private func renumbered(_ cell: Cell, _ row: Int) -> Cell {
        guard cell.paragraphs.first.map({ $0.row != row }) ?? false else { return cell }
        var cell = cell
        for place in cell.paragraphs.indices { cell.paragraphs[place].row = row }
        return cell
    }

    // MARK: values

    /// A date is taken from its value, as what is shown may be in any order; but where no day is shown, the words that
    /// are shown are kept: a day would be made up.
    private func settleValue(_ open: inout Open) {
        guard let value = open.value, !value.isEmpty else { return }
        let shown = open.cell.text
        let numbers = shown.split { !$0.isNumber }.compactMap { Int($0) }
        let replaces = open.day.map { shown.isEmpty || numbers.contains($0) } ?? shown.isEmpty
        if replaces { open.cell.paragraphs = CellText.paragraphs(value, row: number) }
    }

    /// "2017-09-30T09:00:00" as "30/09/2017 09:00".
    private static func day(_ value: String) -> String? {
        let parts = value.prefix(10).split(separator: "-")
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ Int($0) != nil }) else { return nil }
        let time = value.dropFirst(11).prefix(5)
        return "\(parts[2])/\(parts[1])/\(parts[0])" + (time.isEmpty || time == "00:00" ? "" : " \(time)")
    }

    private static func times(_ text: String?) -> Int { min(max(text.flatMap(Int.init) ?? 1, 1), 1_048_576) }
}
