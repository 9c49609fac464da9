struct TabbedLine: Equatable {
    var number: Int
    var cells: [CSVParser.Field]
    var isBlank: Bool

    var range: Range<Int> { (cells.first?.range.lowerBound ?? 0)..<(cells.last?.range.upperBound ?? 0) }
}

/// The lines of a text with tabs. A cell in quotes that goes over several lines, as Excel copies it, is one cell;
/// any other quote is a quote.
struct TabbedLines {
    private var lines: TextLines
    private var bytes: [UInt8] { lines.bytes }

    init(_ bytes: [UInt8]) {
        lines = TextLines(bytes)
    }

    mutating func next() throws(SourceError) -> TabbedLine? {
        guard let line = lines.next() else { return nil }
        let number = lines.number
        guard bytes[line].contains(0x09) || bytes[line].first == 0x22 else {
            return TabbedLine(number: number, cells: [CSVParser.Field(range: line)], isBlank: lines.isBlank(line))
        }
        let cells = try cells(of: line, number: number)
        let end = cells.last.map { $0.range.upperBound + ($0.isQuoted ? 1 : 0) } ?? line.upperBound
        guard cells.count > 1 else {
            return TabbedLine(number: number, cells: [CSVParser.Field(range: line)], isBlank: lines.isBlank(line))
        }
        if end > line.upperBound {
            lines.skip(to: end, lines: bytes[line.upperBound..<end].count { $0 == 0x0A })
        }
        return TabbedLine(number: number, cells: cells, isBlank: cells.allSatisfy { lines.isBlank($0.range) })
    }

    func texts(of line: TabbedLine) throws(SourceError) -> [String] {
        let parser = CSVParser(bytes, delimiter: 0x09)
        var texts: [String] = []
        for (index, cell) in line.cells.enumerated() {
            guard cell.range.count <= SourceLimits.cellCharacters * 4 else {
                throw .cellTooLong(row: line.number, column: index + 1)
            }
            texts.append(parser.text(of: cell))
        }
        return texts
    }

    func text(of line: TabbedLine) throws(SourceError) -> String {
        try lines.text(line.range, row: line.number)
    }

    /// A line such as "•⇥Train staff" or "a)⇥Train staff": Word copies its lists so.
    func isListItem(_ line: TabbedLine) -> Bool {
        guard line.cells.count(where: { !$0.range.isEmpty }) <= 2, line.range.count <= 4_000,
            let last = line.cells.last, !last.range.isEmpty, let text = try? text(of: line)
        else { return false }
        let isIndented = line.cells.count <= 3 && line.cells.dropLast().allSatisfy(\.range.isEmpty)
        return isIndented || ListItem(text) != nil
    }

    private func cells(of line: Range<Int>, number: Int) throws(SourceError) -> [CSVParser.Field] {
        var cells: [CSVParser.Field] = []
        var at = line.lowerBound
        var end = line.upperBound
        while true {
            let cell = quotedCell(at, lineEnd: end) ?? CSVParser.Field(range: at..<endOfCell(at, end))
            at = cell.range.upperBound + (cell.isQuoted ? 1 : 0)
            if at > end { end = lines.endOfLine(from: at) }
            if cells.count < SourceLimits.columns {
                cells.append(cell)
            } else if !cell.isEmpty {
                throw .tooManyColumns(row: number)
            }
            guard at < end else { return cells }
            at += 1
        }
    }

    private func endOfCell(_ start: Int, _ end: Int) -> Int {
        bytes[start..<end].firstIndex(of: 0x09) ?? end
    }

    /// The cell, when its quotes are a program's: closed before a tab or a line end, with something inside that a
    /// program has to put in quotes.
    private func quotedCell(_ start: Int, lineEnd: Int) -> CSVParser.Field? {
        guard start < bytes.count, bytes[start] == 0x22 else { return nil }
        let limit = min(bytes.count, start + SourceLimits.cellCharacters * 4)
        var at = start + 1
        var needsQuotes = false, isIrregular = false
        while at < limit {
            switch bytes[at] {
            case 0x09:
                return nil
            case 0x22 where at + 1 < bytes.count && bytes[at + 1] == 0x22:
                isIrregular = true
                needsQuotes = true
                at += 1
            case 0x22:
                let isEnd = at + 1 == bytes.count || [0x09, 0x0A, 0x0D].contains(bytes[at + 1])
                guard isEnd, needsQuotes else { return nil }
                return CSVParser.Field(range: start + 1..<at, isQuoted: true, isIrregular: isIrregular)
            case 0x0A, 0x0D, 0x2C:
                needsQuotes = true
            default:
                break
            }
            at += 1
        }
        return nil
    }
}
