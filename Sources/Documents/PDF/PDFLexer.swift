/// The smallest parts of a PDF outside its streams. Source: ISO 32000-1, 7.2 and 7.3.
enum PDFToken {
    case integer(Int)
    case name(String)
    case keyword(String)
    case string
    case openDictionary, closeDictionary, openArray, closeArray
    case end
}

/// Reads a PDF, or what an object stream unpacks to, token by token.
struct PDFLexer {
    /// A name has at most 127 bytes; what is longer is no key that this program knows.
    private static let longestWord = 128

    private(set) var window: FileWindow
    var at: Int
    /// Where the last token begins; it ends at `at`.
    private(set) var start = 0
    /// Where a comment's words stand, since this was emptied.
    var comments: [Range<Int>] = []

    init(_ window: FileWindow, at: Int = 0) {
        self.window = window
        self.at = at
    }

    var count: Int { window.count }

    /// - Parameter isOutside: between objects, where a bracket is rubbish and must not swallow the objects after it.
    mutating func next(isOutside: Bool = false) throws(FileRefusal) -> PDFToken {
        try skipSpace()
        start = at
        guard at < window.count else { return .end }
        let byte = try window.byte(at)
        if Self.isRegular(byte) { return try word() }
        at += 1
        if isOutside { return .keyword("") }
        switch byte {
        case UInt8(ascii: "/"): return .name(try name())
        case UInt8(ascii: "("):
            try skipString()
            return .string
        case UInt8(ascii: "["): return .openArray
        case UInt8(ascii: "]"): return .closeArray
        case UInt8(ascii: "<"):
            if try peek() == byte {
                at += 1
                return .openDictionary
            }
            guard let end = try window.first(UInt8(ascii: ">"), from: at) else { throw .damaged }
            at = end + 1
            return .string
        case UInt8(ascii: ">"):
            guard try peek() == byte else { throw .damaged }
            at += 1
            return .closeDictionary
        default: return .keyword("")
        }
    }

    mutating func bytes(_ range: Range<Int>) throws(FileRefusal) -> [UInt8] { try window.bytes(range) }

    mutating func peek() throws(FileRefusal) -> UInt8? { at < window.count ? try window.byte(at) : nil }

    /// The first place from `at` on where these bytes stand.
    mutating func find(_ mark: [UInt8], from place: Int) throws(FileRefusal) -> Int? {
        var place = place
        while let first = mark.first, let found = try window.first(first, from: place) {
            if try window.bytes(found..<found + mark.count) == mark { return found }
            place = found + 1
        }
        return nil
    }

    mutating func skipSpace() throws(FileRefusal) {
        while at < window.count {
            let byte = try window.byte(at)
            if byte == UInt8(ascii: "%") { try skipComment() } else if Self.isSpace(byte) { at += 1 } else { return }
        }
    }

    /// Programs write their names into comments; the head, the end and the mark that bytes follow must stay.
    private mutating func skipComment() throws(FileRefusal) {
        let first = at
        if try window.bytes(first..<first + 5) == Self.end {
            // A later revision may begin on the same line.
            at += 5
            return
        }
        var isMark = true
        while at < window.count {
            let byte = try window.byte(at)
            if byte == 0x0A || byte == 0x0D { break }
            if at > first, byte < 0x80 { isMark = false }
            at += 1
        }
        if first == 0 || isMark { return }
        comments.append(first + 1..<at)
    }

    private static let end = Array("%%EOF".utf8)

    private mutating func skipString() throws(FileRefusal) {
        var depth = 1
        while depth > 0 {
            guard at < window.count else { throw .damaged }
            let byte = try window.byte(at)
            at += 1
            if byte == UInt8(ascii: "\\") { at += 1 }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
        }
    }

    private mutating func regular() throws(FileRefusal) -> [UInt8] {
        var letters: [UInt8] = []
        while at < window.count {
            let byte = try window.byte(at)
            guard Self.isRegular(byte) else { break }
            if letters.count < Self.longestWord { letters.append(byte) }
            at += 1
        }
        return letters
    }

    private mutating func word() throws(FileRefusal) -> PDFToken {
        let letters = try regular()
        let digits = letters.first == UInt8(ascii: "+") ? letters.dropFirst() : letters[...]
        if digits.count <= 10, digits.allSatisfy({ (0x30...0x39).contains($0) }), !digits.isEmpty {
            return .integer(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        return .keyword(String(decoding: letters, as: UTF8.self))
    }

    /// "#41uthor" is Author too (7.3.5).
    private mutating func name() throws(FileRefusal) -> String {
        let letters = try regular()
        guard letters.contains(UInt8(ascii: "#")) else { return String(decoding: letters, as: UTF8.self) }
        var plain: [UInt8] = []
        var rest = letters[...]
        while let byte = rest.first {
            let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
            let escaped = byte == UInt8(ascii: "#") && digits.utf8.count == 2 ? UInt8(digits, radix: 16) : nil
            plain.append(escaped ?? byte)
            rest = rest.dropFirst(escaped == nil ? 1 : 3)
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B || byte == 0 }

    private static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20: false
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"): false
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): false
        case UInt8(ascii: "/"), UInt8(ascii: "%"): false
        default: true
        }
    }
}
