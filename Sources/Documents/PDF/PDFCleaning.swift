/// What a PDF says about who made it, with which program and when, overwritten where it stands: document information,
/// metadata streams, private data of programs, names and dates of annotations and signatures, comments between objects,
/// and what the JPEG pictures in it say about themselves.
///
/// Nothing moves, so that each cross-reference stays true. All objects are read, those of earlier revisions too. What
/// object streams hold is packed anew at the length that it had.
struct PDFCleaning {
    /// One object of twenty-five bytes after the other.
    private static let mostObjects = 800_000
    private static let mostPacked = 16 * 1024 * 1024
    /// An object stream is unpacked to be read, and again to be written over.
    private static let mostUnpacked = 96 * 1024 * 1024
    private static let mostRounds = 200

    private struct Place {
        let number: Int32
        /// The object stream that holds it; -1 for the file.
        let container: Int32
        let start: Int32
    }

    private struct Container {
        let data: Range<Int>
        let isPacked: Bool
        var edits = PDFEdits()
    }

    private let notes = PDFNotes()
    private let window: FileWindow
    private var places: [Place] = []
    private var containers: [Container] = []
    private var pictures = PDFPictures()
    private var unpacked = 0

    static func clean(_ window: inout FileWindow) throws(FileRefusal) -> (pieces: CleanPieces, remains: String?) {
        try PDFCheck.check(&window)
        var cleaning = PDFCleaning(window: window)
        try cleaning.survey()
        try cleaning.erase()
        try cleaning.repack()
        return (cleaning.notes.edits.pieces(of: window.count), cleaning.remains)
    }

    private init(window: FileWindow) { self.window = window }

    private var remains: String? {
        var words: [String] = []
        if notes.isSigned {
            words.append("The PDF was signed. The signature was taken out with the name in it, and proves nothing any more.")
        }
        if isRevised {
            words.append(
                "The PDF was changed after it was first saved. What stood in it before can still be found in it. If that could do harm, print it to a new PDF and attach that.")
        }
        if pictures.keepsSome {
            words.append("The PDF holds pictures that keep what they say about where and when they were made.")
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// Places are in the order of their numbers.
    private var isRevised: Bool {
        zip(places, places.dropFirst()).contains { $0.number == $1.number && $0.container < 0 && $1.container < 0 }
    }

    // MARK: Reading

    private mutating func survey() throws(FileRefusal) {
        var parser = PDFParser(PDFLexer(window), notes)
        var number: Int?
        var generation: Int?
        reading: while true {
            let token = try parser.lexer.next(isOutside: true)
            switch token {
            case .end: break reading
            case .integer(let integer): (number, generation) = (generation, integer)
                continue
            case .keyword("obj"):
                if let number {
                    let start = parser.lexer.at
                    try take(try PDFObject(number, from: &parser), at: start)
                }
            case .keyword("trailer"): _ = try parser.value(isTrailer: true)
            // "endobj6 0 obj": read by those who go by the cross-reference.
            case .keyword(let word) where word.hasPrefix("endobj") && word.utf8.count > 6:
                parser.lexer.at = parser.lexer.start + 6
            default: break
            }
            (number, generation) = (nil, nil)
        }
        try notes.take(comments: &parser.lexer.comments)
        places.sort { ($0.number, $0.container, $0.start) < ($1.number, $1.container, $1.start) }
    }

    private mutating func add(_ number: Int, container: Int, at start: Int) throws(FileRefusal) {
        guard places.count < Self.mostObjects else { throw .holdsTooMuch }
        guard let number = Int32(exactly: number) else { throw .damaged }
        places.append(Place(number: number, container: Int32(container), start: Int32(start)))
    }

    private mutating func take(_ object: PDFObject, at start: Int) throws(FileRefusal) {
        try add(object.number, container: -1, at: start)
        guard let stream = object.stream, case .dictionary(let entries) = object.value else { return }
        let filters = entries.filters
        switch entries.name("Type") {
        case "Metadata": try blank(object)
        case "ObjStm": try surveyContainer(stream, entries)
        default: try pictures.clean(stream, filters, window, &notes.edits)
        }
    }

    private mutating func surveyContainer(_ data: Range<Int>, _ entries: [PDFEntry]) throws(FileRefusal) {
        let filters = entries.filters
        if case .dictionary(let how) = entries["DecodeParms"], how.integer("Predictor") ?? 1 > 1 { throw .packedOddly }
        guard filters.isEmpty || filters == ["FlateDecode"] else { throw .packedOddly }
        guard let number = entries.integer("N"), let first = entries.integer("First"), number <= data.count * 1100
        else { throw .damaged }
        containers.append(Container(data: data, isPacked: !filters.isEmpty))
        let index = containers.count - 1
        var inside = FileWindow(try content(of: index))
        try PDFCheck.refuseActive(&inside)
        var parser = PDFParser(PDFLexer(inside), notes)
        var heads: [(number: Int, start: Int)] = []
        for _ in 0..<number {
            guard case .integer(let number) = try parser.lexer.next(), case .integer(let offset) = try parser.lexer.next(),
                first + offset <= inside.count
            else { throw .damaged }
            heads.append((number, first + offset))
        }
        heads.sort { $0.start < $1.start }
        swap(&notes.edits, &containers[index].edits)
        defer { swap(&notes.edits, &containers[index].edits) }
        var end = first
        for (number, start) in heads {
            // One that lies in another would be read again and again.
            guard start >= end, start < inside.count else { throw .damaged }
            try add(number, container: index, at: start)
            parser.lexer.at = start
            _ = try PDFObject(number, from: &parser)
            end = parser.lexer.at
        }
    }

    private mutating func content(of container: Int) throws(FileRefusal) -> [UInt8] {
        var window = window
        let container = containers[container]
        let bytes = try window.bytes(container.data)
        guard container.isPacked else { return bytes }
        guard let content = try Inflation.unpack(zlib: bytes, atMost: Self.mostPacked) else { throw .damaged }
        unpacked += content.count
        guard unpacked <= Self.mostUnpacked else { throw .holdsTooMuch }
        return content
    }

    // MARK: Writing over

    private mutating func erase() throws(FileRefusal) {
        notes.isCounting = false
        try visit(notes.informations) { object, notes throws(FileRefusal) in
            guard object.stream == nil, case .dictionary(let entries) = object.value, entries.name("Type") ?? "Info" == "Info"
            else { return }
            try notes.edits.blank(object.body.lowerBound + 2..<object.body.upperBound - 2)
        }
        for _ in 0..<Self.mostRounds {
            let left = notes.takeLeft()
            if left.isEmpty { break }
            try visit(left) { object, notes throws(FileRefusal) in try Self.blank(object, notes) }
        }
        try visit(notes.strings) { object, notes throws(FileRefusal) in
            if case .string = object.value { try Self.blank(object, notes) }
        }
    }

    /// Object stream by object stream, so that each is unpacked once.
    private mutating func visit(
        _ numbers: Set<Int>, _ work: (PDFObject, PDFNotes) throws(FileRefusal) -> Void
    ) throws(FileRefusal) {
        var found = numbers.flatMap { places(of: $0) }
        found.sort { ($0.container, $0.start) < ($1.container, $1.start) }
        while let container = found.first?.container {
            let here = found.prefix { $0.container == container }
            found.removeFirst(here.count)
            let index = Int(container)
            var parser = PDFParser(PDFLexer(index < 0 ? window : FileWindow(try content(of: index))), notes)
            if index >= 0 { swap(&notes.edits, &containers[index].edits) }
            defer { if index >= 0 { swap(&notes.edits, &containers[index].edits) } }
            for place in here {
                parser.lexer.at = Int(place.start)
                try work(try PDFObject(Int(place.number), from: &parser, goes: true), notes)
            }
        }
    }

    private func places(of number: Int) -> [Place] {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return Array(places[low...].prefix { $0.number == number })
    }

    private func blank(_ object: PDFObject) throws(FileRefusal) { try Self.blank(object, notes) }

    /// Leaves an object of the same kind, with nothing in it. A stream keeps its length and becomes one of spaces.
    private static func blank(_ object: PDFObject, _ notes: PDFNotes) throws(FileRefusal) {
        let body = object.body
        switch object.value {
        case .dictionary(let entries):
            guard !needed.contains(entries.name("Type") ?? "") else { return }
            var at = body.lowerBound + 2
            for entry in entries where entry.key == "Length" && object.stream != nil {
                try notes.edits.blank(at..<max(at, entry.range.lowerBound))
                at = entry.range.upperBound
            }
            try notes.edits.blank(at..<max(at, body.upperBound - 2))
            if let stream = object.stream { try notes.edits.blank(stream) }
        case .string: try notes.edits.put(Array("()".utf8) + [UInt8](repeating: 0x20, count: body.count - 2), at: body.lowerBound)
        case .array: try notes.edits.blank(body.lowerBound + 1..<body.upperBound - 1)
        default: break
        }
    }

    /// A file that calls its pages private data is still to show them.
    private static let needed: Set<String> = ["Catalog", "Pages", "Page", "Font", "XObject", "XRef", "ObjStm"]

    private mutating func repack() throws(FileRefusal) {
        for index in containers.indices where !containers[index].edits.isEmpty {
            let old = try content(of: index)
            let new = try containers[index].edits.bytes(of: old)
            guard new != old else { continue }
            let container = containers[index]
            guard let packed = container.isPacked ? Deflation.zlib(new, length: container.data.count) : new else {
                throw .packedOddly
            }
            try notes.edits.put(packed, at: container.data.lowerBound)
        }
    }
}

extension FileRefusal {
    static let holdsTooMuch = FileRefusal("The PDF holds far too much. Print it to a new PDF and attach that.")
    static let packedOddly = FileRefusal(
        "What this PDF says about who made it cannot be taken out. Print it to a new PDF and attach that.")
}
