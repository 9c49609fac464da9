/// Splits UTF-8 into records as RFC 4180 says, one at a time. It also takes what people's programs write: any line end,
/// a quote within an unquoted field, and words after a closing quote.
struct CSVParser {
    struct Field: Equatable {
        /// The bytes, quotes at both ends left out.
        var range: Range<Int>
        var isQuoted = false
        /// Has doubled quotes or words after the closing quote: `text(of:)` mends it.
        var isIrregular = false

        var isEmpty: Bool { range.isEmpty }

        func startsWithBlank(in bytes: [UInt8]) -> Bool { !range.isEmpty && bytes[range.lowerBound] == 0x20 }
    }

    struct Record: Equatable {
        /// Counted from 1 as a spreadsheet shows it: blank lines count, lines within quotes do not.
        var number: Int
        var fields: [Field]

        var isBlank: Bool { fields.allSatisfy(\.isEmpty) }
    }

    let bytes: [UInt8]
    let delimiter: UInt8
    private(set) var at = 0
    private var number = 0

    init(_ bytes: [UInt8], delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
    }

    /// The next record; nil at the end of the text.
    /// - Throws: where a quote is opened and never closed, and where a record has more than 64 fields with words.
    mutating func next() throws(SourceError) -> Record? {
        guard at < bytes.count else { return nil }
        number += 1
        var fields: [Field] = []
        while true {
            let field = try field(column: fields.count + 1)
            if fields.count < SourceLimits.columns {
                fields.append(field)
            } else if !field.isEmpty {
                throw .tooManyColumns(row: number)
            }
            guard at < bytes.count, bytes[at] == delimiter else { break }
            at += 1
        }
        skipLineEnd()
        return Record(number: number, fields: fields)
    }

    func text(of field: Field) -> String {
        guard field.isIrregular else { return String(decoding: bytes[field.range], as: UTF8.self) }
        var result: [UInt8] = []
        var isInside = true, at = field.range.lowerBound
        while at < field.range.upperBound {
            if isInside, bytes[at] == 0x22 {
                let isDoubled = at + 1 < field.range.upperBound && bytes[at + 1] == 0x22
                if isDoubled { result.append(0x22) } else { isInside = false }
                at += isDoubled ? 2 : 1
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func field(column: Int) throws(SourceError) -> Field {
        let start = at
        guard at < bytes.count, bytes[at] == 0x22 else {
            skipToFieldEnd()
            return Field(range: start..<at)
        }
        at += 1
        var isIrregular = false
        while at < bytes.count {
            guard bytes[at] == 0x22 else { at += 1; continue }
            if at + 1 < bytes.count, bytes[at + 1] == 0x22 {
                isIrregular = true
                at += 2
                continue
            }
            let close = at
            at += 1
            skipToFieldEnd()
            return at == close + 1
                ? Field(range: start + 1..<close, isQuoted: true, isIrregular: isIrregular)
                : Field(range: start + 1..<at, isQuoted: true, isIrregular: true)
        }
        throw SourceError(
            "A quote is opened here and never closed. Close it, or take it out.", row: number, column: column)
    }

    private mutating func skipToFieldEnd() {
        while at < bytes.count, bytes[at] != delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    }

    private mutating func skipLineEnd() {
        guard at < bytes.count else { return }
        let isPair = bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A
        at += isPair ? 2 : 1
    }
}
