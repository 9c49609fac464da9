/// A value of a PDF as far as the cleaning asks about it.
enum PDFValue {
    case string
    case name(String)
    case integer(Int)
    case reference(Int)
    case dictionary([PDFEntry])
    /// The names that stand in it, at most eight, such as those of a stream's filters.
    case array([String])
    case other
}

/// One of a dictionary's entries, with key and value from `range`'s start to its end.
struct PDFEntry {
    let key: String
    let range: Range<Int>
    let start: Int
    let value: PDFValue

    /// Where its value stands.
    var place: Range<Int> { start..<range.upperBound }
}

extension [PDFEntry] {
    subscript(_ key: String) -> PDFValue? { first { $0.key == key }?.value }

    func name(_ key: String) -> String? { if case .name(let name) = self[key] { name } else { nil } }

    func integer(_ key: String) -> Int? { if case .integer(let number) = self[key] { number } else { nil } }

    /// A stream's filters in the order in which they are undone.
    var filters: [String] {
        switch self["Filter"] {
        case .name(let name): [name]
        case .array(let names): names
        case nil: []
        default: ["?"]
        }
    }
}

/// Reads values, and tells `PDFNotes` of each dictionary and each reference on the way.
///
/// Arrays and the entries of dictionaries that nobody asks about are not held.
struct PDFParser {
    /// Qpdf stops at 500; what people's programs write is under ten.
    private static let deepest = 60
    private static let mostEntries = 500

    var lexer: PDFLexer
    let notes: PDFNotes
    /// Inside what goes as a whole.
    private var goes = 0

    init(_ lexer: PDFLexer, _ notes: PDFNotes) {
        self.lexer = lexer
        self.notes = notes
    }

    /// - Parameter isTrailer: the dictionary after "trailer".
    mutating func value(isTrailer: Bool = false) throws(FileRefusal) -> PDFValue {
        guard let value = try value(try lexer.next(), depth: 0, isTrailer: isTrailer) else { throw .damaged }
        try notes.take(comments: &lexer.comments)
        return value
    }

    /// What goes as a whole: its references no longer count.
    mutating func valueThatGoes() throws(FileRefusal) -> PDFValue {
        goes += 1
        defer { goes -= 1 }
        return try value()
    }

    /// Nil where a bracket closes or an object ends instead.
    private mutating func value(_ token: PDFToken, depth: Int, isTrailer: Bool = false) throws(FileRefusal) -> PDFValue? {
        switch token {
        case .string: return .string
        case .name(let name): return .name(name)
        case .integer(let number): return try reference(number) ?? .integer(number)
        case .openDictionary: return .dictionary(try dictionary(depth: depth, isTrailer: isTrailer))
        case .openArray: return .array(try array(depth: depth))
        case .keyword(let word):
            if ["endobj", "obj", "stream", "endstream", "xref", "trailer"].contains(word) { return nil }
            return .other
        case .closeArray, .closeDictionary, .end: return nil
        }
    }

    private mutating func reference(_ number: Int) throws(FileRefusal) -> PDFValue? {
        let (at, comments) = (lexer.at, lexer.comments)
        if case .integer = try lexer.next(), case .keyword("R") = try lexer.next() {
            try notes.count(reference: number, goes: notes.isCounting ? goes > 0 : goes == 1)
            return .reference(number)
        }
        (lexer.at, lexer.comments) = (at, comments)
        return nil
    }

    private mutating func array(depth: Int) throws(FileRefusal) -> [String] {
        guard depth < Self.deepest else { throw .damaged }
        var names: [String] = []
        while true {
            let token = try lexer.next()
            if case .closeArray = token { return names }
            guard let value = try value(token, depth: depth + 1) else { throw .damaged }
            if case .name(let name) = value, names.count < 8 { names.append(name) }
        }
    }

    private mutating func dictionary(depth: Int, isTrailer: Bool) throws(FileRefusal) -> [PDFEntry] {
        guard depth < Self.deepest else { throw .damaged }
        var entries: [PDFEntry] = []
        while true {
            let token = try lexer.next()
            let first = lexer.start
            if case .closeDictionary = token { break }
            guard case .name(let key) = token else { throw .damaged }
            let container = PDFRules.containers.contains(key)
            if container { goes += 1 }
            let next = try lexer.next()
            let start = lexer.start
            guard let value = try value(next, depth: depth + 1) else { throw .damaged }
            if container { goes -= 1 }
            guard PDFRules.known.contains(key) else { continue }
            guard entries.count < Self.mostEntries else { throw .damaged }
            entries.append(PDFEntry(key: key, range: first..<lexer.at, start: start, value: value))
        }
        try PDFRules.apply(to: entries, isTrailer: isTrailer, notes, &lexer)
        return entries
    }
}

/// An object as it stands in the file, or in an object stream.
struct PDFObject {
    let number: Int
    let body: Range<Int>
    let value: PDFValue
    let stream: Range<Int>?

    /// - Parameter parser: after "obj"; it is left after the body or the stream.
    init(_ number: Int, from parser: inout PDFParser, goes: Bool = false) throws(FileRefusal) {
        try parser.lexer.skipSpace()
        self.number = number
        var start = parser.lexer.at
        if case .keyword("endobj") = try parser.lexer.next() {
            (body, value, stream) = (start..<start, .other, nil)
            return
        }
        start = parser.lexer.start
        parser.lexer.at = start
        value = try goes ? parser.valueThatGoes() : parser.value()
        body = start..<parser.lexer.at
        guard case .dictionary(let entries) = value, case .keyword("stream") = try parser.lexer.next() else {
            parser.lexer.at = body.upperBound
            stream = nil
            return
        }
        stream = try Self.stream(entries, &parser.lexer)
    }

    /// By its length where that is true, else up to the word that ends it.
    private static func stream(_ entries: [PDFEntry], _ lexer: inout PDFLexer) throws(FileRefusal) -> Range<Int> {
        if try lexer.peek() == 0x0D { lexer.at += 1 }
        if try lexer.peek() == 0x0A { lexer.at += 1 }
        let start = lexer.at
        if let length = entries.integer("Length"), start + length < lexer.count {
            var end = start + length
            for byte in try lexer.bytes(end..<end + 2) where byte == 0x0D || byte == 0x0A { end += 1 }
            if try lexer.bytes(end..<end + mark.count) == mark {
                lexer.at = end + mark.count
                return start..<start + length
            }
        }
        guard let found = try lexer.find(mark, from: start) else { throw .damaged }
        lexer.at = found + mark.count
        var end = found
        if end > start, try lexer.bytes(end - 1..<end) == [0x0A] { end -= 1 }
        if end > start, try lexer.bytes(end - 1..<end) == [0x0D] { end -= 1 }
        return start..<end
    }

    private static let mark = Array("endstream".utf8)
}
