import Documents

/// Reads a document from top to bottom into a plan. What it cannot place it names in a warning.
struct PlanReader {
    var plan = ImportedPlan()
    let levels: LevelReader
    /// The columns of the table at hand.
    var map = ColumnMap(columns: [])
    var mainMap = ColumnMap(columns: [])

    // Where reading stands.
    var theme: Int?
    var themesByKey: [String: Int] = [:]
    var objective: Int?
    var action: Int?
    /// No objective or action has followed the theme's heading yet.
    var themeIsFresh = false
    /// The next row is the first of a page.
    var isPageTop = false
    var lastRow: Int?

    var drafts: [ActionDraft] = []
    private var front: [(row: Int, column: Int?, line: CellLine, role: Paragraph.Role)] = []
    private var seen: Set<String> = []
    private var isInLegend = false
    private var hasTable = false

    init(scale: LevelWords) {
        levels = LevelReader(scale)
    }

    mutating func read(_ source: ImportSource, _ chosen: ColumnMap) {
        mainMap = chosen
        map = chosen
        plan.map = chosen
        for (place, item) in source.items.enumerated() {
            switch item {
            case .line(let paragraph, let line):
                let isBeforeTable =
                    source.items.dropFirst(place + 1).first { item in
                        if case .table = item { true } else { false }
                    } != nil
                read(line, of: paragraph, isBeforeTable: isBeforeTable)
            case .table(let table):
                isInLegend = false
                read(table, main: source.main)
            }
        }
        settleFront()
    }

    // MARK: tables

    private mutating func read(_ table: ImportTable, main: ImportTable?) {
        if ImportSource.isLegend(table) {
            for row in table.rows { readLegend(row) }
            return
        }
        let isMain =
            table.headingKey == main?.headingKey
            || table.heading == nil && hasTable && table.width <= mainMap.columns.count
        if isMain {
            map = mainMap
        } else if let heading = table.heading {
            map = ColumnGuess(level: levels).map(
                heading: table.rows[heading], rows: Array(table.rows[(heading + 1)...]), width: table.width)
        } else {
            return table.rows.forEach { keepAside($0) }
        }
        guard map.fields.contains(where: { $0 == .action || $0 == .objective }) else {
            // The main table is no introduction, whatever it holds.
            hasTable = hasTable || isMain
            return table.rows.forEach { keepAside($0) }
        }
        let key = table.headingKey ?? main?.headingKey
        if table.heading == nil || table.heading == 0 { startTable() }
        isPageTop = true
        for (place, row) in table.rows.enumerated() {
            if let heading = table.heading, place < heading {
                keepAside(row)
            } else if row.key == key {
                startTable()
                readHeading(
                    row,
                    isFirst: place == table.heading
                        && !plan.accounting.contains { $0.place == .heading && $0.column != nil })
            } else {
                read(row)
            }
            lastRow = row.number
        }
    }

    private mutating func startTable() {
        if !hasTable { settleFront() }
        hasTable = true
        isPageTop = true
    }

    private mutating func readHeading(_ row: ImportRow, isFirst: Bool) {
        for cell in row.filled {
            account(cell, isFirst ? .heading : .repeatedHeading)
            if map != mainMap, !plan.headings.contains(cell.text) { plan.headings.append(cell.text) }
        }
        isPageTop = true
    }

    /// Rows outside the plan's table: before it they introduce the plan, elsewhere they are named in warnings.
    private mutating func keepAside(_ row: ImportRow) {
        for cell in row.filled {
            if !hasTable {
                for line in cell.lines { front.append((row.number, cell.column, line, .plain)) }
            } else if row.filled.count == 1, isFurniture(cell.line) {
                keepAsFurniture(cell.text)
                account(cell, .furniture)
            } else {
                warn(cell, "was left out: no column of its table holds objectives or actions")
            }
        }
    }

    /// In a sheet the legend stands in the rows below the plan. False where the row is none of it.
    mutating func readLegendBelow(_ row: ImportRow) -> Bool {
        let cells = row.filled
        if cells.count == 1, LegendReading.isHeading(cells[0].line) {
            isInLegend = true
            readLegend(row)
            return true
        }
        guard isInLegend else { return false }
        if cells.count == 1, let entry = LegendReading.entry(cells[0].line) {
            plan.legend.append(.init(abbreviation: entry.abbreviation, title: entry.title, post: nil, row: row.number))
            account(cells[0], .legend, id: plan.legend.count - 1)
            return true
        }
        guard cells.count == 2, Letters.isCode(cells[0].line) else { return false }
        readLegend(row)
        return true
    }

    private mutating func readLegend(_ row: ImportRow) {
        let cells = row.filled
        if cells.count == 2, Letters.isCode(cells[0].line) {
            plan.legend.append(.init(abbreviation: cells[0].line, title: cells[1].line, post: nil, row: row.number))
            for cell in cells { account(cell, .legend, id: plan.legend.count - 1) }
        } else {
            for cell in cells {
                keepAsFurniture(cell.text)
                account(cell, .furniture)
            }
        }
    }

    // MARK: lines outside tables

    private mutating func read(_ line: CellLine, of paragraph: Paragraph, isBeforeTable: Bool) {
        let row = paragraph.row
        // Pages repeat plain lines; what the file marks as a heading or a purpose is meant each time.
        let isMarked = Self.isHeading(paragraph.role) || line.isItalic && themeIsFresh
        if !isMarked, isFurniture(line.text) {
            keepAsFurniture(line.text)
            account(row, nil, line.text, .furniture)
            isPageTop = true
            return
        }
        markSeen(line.text)
        if LegendReading.isHeading(line.text) {
            isInLegend = true
            keepAsFurniture(line.text)
            return account(row, nil, line.text, .furniture)
        }
        if !isMarked, isInLegend || hasTable, let entry = LegendReading.entry(line.text) {
            plan.legend.append(.init(abbreviation: entry.abbreviation, title: entry.title, post: nil, row: row))
            return account(row, nil, line.text, .legend, id: plan.legend.count - 1)
        }
        guard hasTable else { return front.append((row, nil, line, paragraph.role)) }
        if !isMarked, lastRow == row - 1, Letters.beginsSmall(line.text), append(line, toLastCellAt: row) { return }
        if isBeforeTable, readTheme([line], row, nil, isWide: isHeading(paragraph, line)) { return }
        warn(row, nil, line.text, "stands outside the plan\u{2019}s table and was left out")
    }

    private func isHeading(_ paragraph: Paragraph, _ line: CellLine) -> Bool {
        if Self.isHeading(paragraph.role) { return true }
        return paragraph.role == .plain && line.text.utf8.count <= 100 && !line.text.hasSuffix(".") && !themeIsFresh
    }

    private static func isHeading(_ role: Paragraph.Role) -> Bool {
        if case .heading = role { true } else { false }
    }

    /// A line that stood there before, or a page's number.
    func isFurniture(_ text: String) -> Bool {
        let words = Words.of(text)
        if words.count > 1, seen.contains(words.joined(separator: " ")) { return true }
        guard words.count <= 4, let first = words.first else { return false }
        let numbers = words.count { $0.utf8.allSatisfy(Letters.isDigit) }
        if first == "page" { return numbers >= 1 && numbers + 2 >= words.count }
        return hasTable && words.count == 1 && numbers == 1 && first.utf8.count <= 3
    }

    mutating func markSeen(_ text: String) { seen.insert(Words.key(text)) }

    mutating func keepAsFurniture(_ text: String) {
        if !plan.furniture.contains(text) { plan.furniture.append(text) }
    }

    // MARK: what stands before the table

    private mutating func settleFront() {
        guard !front.isEmpty else { return }
        let marked = front.firstIndex { $0.role == .title }
        let title =
            marked ?? front.firstIndex { Self.isTitle($0.line.text) }
            ?? front.firstIndex { Self.isHeading($0.role) } ?? front.firstIndex { Words.of($0.line.text).count <= 25 }
        let theme = themeAboveTable(isMarkedUp: marked != nil)
        for (place, part) in front.enumerated() {
            if place == title {
                plan.title = part.line.text
                account(part.row, part.column, part.line.text, .title)
            } else if let theme, place >= theme, readTheme([part.line], part.row, part.column, isWide: true) {
                continue
            } else {
                plan.introduction.append(part.line.text)
                account(part.row, part.column, part.line.text, .introduction)
            }
        }
        front = []
    }

    /// Where the heading of the table's first theme stands: the last line above it, purposes in italics apart. In a
    /// document that marks its title a heading is marked too.
    private func themeAboveTable(isMarkedUp: Bool) -> Int? {
        guard let place = front.lastIndex(where: { !$0.line.isItalic }), place > 0 else { return nil }
        if case .heading(let level) = front[place].role { return level > 1 || isMarkedUp ? place : nil }
        guard !isMarkedUp, place == front.count - 1, let heading = ThemeHeading.read([front[place].line]) else { return nil }
        return heading.reference.isEmpty ? nil : place
    }

    private static func isTitle(_ text: String) -> Bool {
        let words = Words.of(text)
        return words.count <= 25 && words.contains { ["plan", "strategy", "programme", "framework"].contains($0) }
            && !text.hasSuffix(".")
    }
}

/// An action while its words are gathered; finished when the whole document, legend included, has been read.
struct ActionDraft {
    var lines: [CellLine] = []
    var lead: [CellLine] = []
    var deadline: [CellLine] = []
    var isTimeframe = false
    var row: Int
    var column: Int?
    var leadColumn: Int?
    var deadlineRow: Int?
    var deadlineColumn: Int?
}
