/// The lines of a text, one at a time, so that a file of line ends alone costs nothing.
struct TextLines {
    let bytes: [UInt8]
    private(set) var at = 0
    /// The number of the line that `next()` gave last, counted from 1.
    private(set) var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next line without its end: LF, CR, CRLF. Nil at the end of the text.
    mutating func next() -> Range<Int>? {
        guard at < bytes.count else { return nil }
        let start = at
        at = endOfLine(from: at)
        number += 1
        let line = start..<at
        skipLineEnd()
        return line
    }

    /// Goes on behind a line that was read further than its first end.
    mutating func skip(to end: Int, lines: Int) {
        at = end
        number += lines
        skipLineEnd()
    }

    func endOfLine(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        return end
    }

    func isBlank(_ line: Range<Int>) -> Bool {
        bytes[line].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    /// - Throws: for a line that no cell or paragraph may be as long as.
    func text(_ range: Range<Int>, row: Int) throws(SourceError) -> String {
        guard range.count <= SourceLimits.cellCharacters * 4 else { throw .cellTooLong(row: row, column: 1) }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    private mutating func skipLineEnd() {
        guard at < bytes.count else { return }
        let isPair = bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A
        at += isPair ? 2 : 1
    }
}
