/// A cell as the sheet has it, before strings and styles are looked up.
struct XlsxCell: Equatable {
    var column: Int
    var type: String?
    var style: Int
    /// Empty where there is none.
    var value = ""
    var hasFormula = false
}

struct XlsxRow: Equatable {
    var number: Int
    var cells: [XlsxCell] = []
}

/// Columns and rows, counted from 1, both ends included.
struct XlsxRange: Equatable {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>

    /// "B2:D5".
    init?(_ text: String) {
        let ends = text.split(separator: ":").map { XlsxPlace($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first.row <= last.row,
            first.column <= last.column
        else {
            return nil
        }
        rows = first.row...last.row
        columns = first.column...last.column
    }
}

struct XlsxPlace: Equatable {
    var row: Int
    var column: Int

    /// "C14", at most XFD1048576.
    init?(_ text: some StringProtocol) {
        var column = 0, row = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "$"):
                continue
            default:
                return nil
            }
            guard column <= 16_384, row <= 1_048_576 else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.row = row
        self.column = column
    }
}

/// Walks through a sheet and keeps the rows that have values.
final class XlsxSheet: XMLWalker {
    private(set) var rows: [XlsxRow] = []
    private(set) var merges: [XlsxRange] = []
    private(set) var wantedStrings: Set<Int> = []
    private(set) var hasValue = false
    private(set) var isDone = false

    private let stopsAtFirstValue: Bool
    private var row = XlsxRow(number: 0)
    private var column = 0
    private var cell: XlsxCell?
    private var valueLength = 0
    private var isInValue = false

    init(stopsAtFirstValue: Bool) {
        self.stopsAtFirstValue = stopsAtFirstValue
    }

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        switch name {
        case "row":
            let number = attributes["r"].flatMap(Int.init) ?? row.number + 1
            guard number > row.number, number <= 1_048_576 else { throw .damaged }
            row = XlsxRow(number: number)
            column = 0
        case "c":
            column = attributes["r"].flatMap { XlsxPlace($0) }?.column ?? column + 1
            cell = XlsxCell(column: column, type: attributes["t"], style: attributes["s"].flatMap(Int.init) ?? 0)
            valueLength = 0
        case "f":
            cell?.hasFormula = true
            return false
        case "v", "t":
            isInValue = cell != nil
        case "rPh", "extLst", "conditionalFormatting", "dataValidations":
            return false
        case "mergeCell":
            if merges.count < SourceLimits.tableRows * 2, let range = attributes["ref"].flatMap(XlsxRange.init) {
                merges.append(range)
            }
        default:
            break
        }
        return true
    }

    func text(_ text: String) throws(SourceError) {
        guard isInValue else { return }
        cell?.value += text
        valueLength += text.unicodeScalars.count
        guard valueLength <= SourceLimits.cellCharacters else { throw .cellTooLong(row: row.number, column: column) }
    }

    func leave(_ name: String) throws(SourceError) {
        switch name {
        case "v", "t": isInValue = false
        case "c": try leaveCell()
        case "row": try leaveRow()
        default: break
        }
    }

    private func leaveCell() throws(SourceError) {
        defer { cell = nil }
        guard let cell, !cell.value.isEmpty || cell.hasFormula else { return }
        guard cell.column <= SourceLimits.columns else { throw .tooManyColumns(row: row.number) }
        guard row.cells.last.map({ $0.column < cell.column }) ?? true else { throw .damaged }
        if cell.type == "s", let index = Int(cell.value) { wantedStrings.insert(index) }
        row.cells.append(cell)
        hasValue = true
        isDone = stopsAtFirstValue
    }

    private func leaveRow() throws(SourceError) {
        guard !row.cells.isEmpty else { return }
        guard rows.count < SourceLimits.tableRows else { throw .tooManyRows(at: row.number) }
        rows.append(row)
    }
}

/// Merged cells: which cells cover others, and which are covered.
struct XlsxMerges {
    private var spans: [Int: [Int: Int]] = [:]
    /// Row to column to span of the lower parts.
    private var below: [Int: [Int: Int]] = [:]
    /// Row to the columns that a merged cell to the left covers.
    private var covered: [Int: Set<Int>] = [:]

    init(_ ranges: [XlsxRange], in rows: [XlsxRow]) {
        let numbers = rows.map(\.number)
        for range in ranges where range.columns.lowerBound <= SourceLimits.columns {
            let first = range.columns.lowerBound
            let width = min(range.columns.upperBound, SourceLimits.columns) - first + 1
            var at = numbers.partitioningIndex { $0 >= range.rows.lowerBound }
            while at < numbers.count, range.rows.contains(numbers[at]) {
                let number = numbers[at]
                at += 1
                // Merged ranges never overlap in a sound file; of two that do, the first holds.
                guard spans[number]?[first] == nil, below[number]?[first] == nil,
                    covered[number]?.contains(first) != true
                else { break }
                if number == range.rows.lowerBound { spans[number, default: [:]][first] = width }
                if number > range.rows.lowerBound { below[number, default: [:]][first] = width }
                if width > 1 { covered[number, default: []].formUnion(first + 1...first + width - 1) }
            }
        }
    }

    /// The cell with its span. Nil for one that is covered and says nothing; one that has words stands for itself.
    func cell(_ row: Int, _ column: Int, _ paragraphs: [Paragraph]) -> Cell? {
        let isCovered = covered[row]?.contains(column) == true || below[row]?[column] != nil
        if isCovered, paragraphs.isEmpty { return nil }
        return Cell(column: column, span: isCovered ? 1 : spans[row]?[column] ?? 1, paragraphs: paragraphs)
    }

    func continuing(in row: XlsxRow) -> [Cell] {
        let own = Set(row.cells.map(\.column))
        return (below[row.number] ?? [:]).filter { !own.contains($0.key) }.map { column, span in
            Cell(column: column, span: span, continuesAbove: true, paragraphs: [])
        }
    }
}

extension [Int] {
    /// The first index whose element meets the condition, in an array where all that meet it come last.
    func partitioningIndex(_ condition: (Int) -> Bool) -> Int {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
