/// How a text sets out its cells.
enum TextLayout: Equatable {
    case delimited(UInt8)
    case tabbed
    case plain

    private static let tab: UInt8 = 0x09

    /// Tabs are looked for first: a plan copied from a PDF, Word or Excel has them, and its commas are prose.
    static func of(_ utf8: [UInt8], name: String?) -> TextLayout {
        let isNamedTable = [".csv", ".tsv", ".tab"].contains { name?.lowercased().hasSuffix($0) == true }
        if let delimiter = declaredDelimiter(utf8) { return .delimited(delimiter) }
        if beginsWithTitle(utf8) { return .delimited(utf8[CSVTables.title.utf8.count]) }
        let tabs = DelimiterFinding(utf8, tab)
        let others = [UInt8(ascii: ","), UInt8(ascii: ";")].map { DelimiterFinding(utf8, $0) }
            .filter { $0.isTable(named: isNamedTable) }
        let best = others.max { ($0.evenness, $0.width) < ($1.evenness, $1.width) }
        if tabs.delimiters > 0 {
            if tabs.isTable(named: isNamedTable), tabs.isQuoted || isNamedTable { return .delimited(tab) }
            if let best, tabs.width == 1 || best.evenness == 1 && tabs.evenness < 1 {
                return .delimited(best.delimiter)
            }
            return .tabbed
        }
        if let best { return .delimited(best.delimiter) }
        return utf8.contains(tab) ? .tabbed : .plain
    }

    /// The first comment line of a CSV file as `CSVTables` writes it, whatever separator it was saved with since.
    static func beginsWithTitle(_ utf8: [UInt8]) -> Bool {
        let length = CSVTables.title.utf8.count
        return utf8.count > length && utf8.starts(with: CSVTables.title.utf8)
            && [UInt8(ascii: ","), UInt8(ascii: ";"), tab].contains(utf8[length])
    }

    /// Excel writes and reads a first line `sep=;`.
    static func declaredDelimiter(_ utf8: [UInt8]) -> UInt8? {
        guard utf8.count >= 5, utf8.starts(with: "sep=".utf8) else { return nil }
        let isLineAfter = utf8.count == 5 || utf8[5] == 0x0A || utf8[5] == 0x0D
        return isLineAfter && utf8[4] > 0x08 && utf8[4] < 0x80 ? utf8[4] : nil
    }
}

/// What the first records of a text look like when they are split at one sign.
struct DelimiterFinding {
    let delimiter: UInt8
    /// The number of fields that most records have.
    private(set) var width = 1
    /// The share of records that have this width.
    private(set) var evenness = 0.0
    private(set) var delimiters = 0
    /// Most cells stand in quotes, as programs write them.
    private(set) var isQuoted = false
    /// The sample ends in a quote that is never closed: the reader will say where.
    private var isCut = false
    private var records = 0
    /// Rows of separators without a word.
    private var emptyRows = 0
    private var recordsWithMany = 0
    /// Signs with a blank behind them: commas in prose have one, those between fields have none.
    private var followedByBlank = 0

    private static let sampleRecords = 200
    private static let sampleBytes = 64 * 1024

    init(_ utf8: [UInt8], _ delimiter: UInt8) {
        self.delimiter = delimiter
        var parser = CSVParser(utf8, delimiter: delimiter)
        var widths: [Int: Int] = [:]
        var cells = 0, quoted = 0
        while records < Self.sampleRecords, parser.at < Self.sampleBytes {
            let next: CSVParser.Record?
            do { next = try parser.next() } catch { isCut = true; break }
            guard let record = next else { break }
            if record.isBlank {
                emptyRows += record.fields.count > 1 ? 1 : 0
                continue
            }
            records += 1
            widths[record.fields.count, default: 0] += 1
            delimiters += record.fields.count - 1
            if record.fields.count > 1 { recordsWithMany += 1 }
            followedByBlank += record.fields.dropFirst().count { !$0.isQuoted && $0.startsWithBlank(in: utf8) }
            cells += record.fields.count { !$0.isEmpty }
            quoted += record.fields.count { $0.isQuoted && !$0.isEmpty }
        }
        guard records > 0, let common = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return }
        width = common.key
        evenness = Double(common.value) / Double(records)
        isQuoted = quoted * 2 >= cells && quoted > 0
    }

    func isTable(named: Bool) -> Bool {
        if records == 0 { return emptyRows > 0 }
        if named, recordsWithMany * 2 >= records, delimiters > 0 { return true }
        guard records >= 2 || records == 1 && isCut, recordsWithMany * 2 > records, width > 1 else { return false }
        let isProse = delimiter != 0x09 && followedByBlank * 2 > delimiters
        return evenness == 1 && width > 2 || !isProse
    }
}
