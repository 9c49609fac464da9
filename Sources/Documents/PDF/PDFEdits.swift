/// What is written over a file, or over what an object stream unpacks to, at the same length.
struct PDFEdits {
    enum Fill {
        case all(UInt8)
        case bytes([UInt8])
    }

    /// A file of 20 MB with a date at each of its annotations has a quarter of it.
    private static let most = 400_000

    private var edits: [(range: Range<Int>, fill: Fill)] = []

    var isEmpty: Bool { edits.isEmpty }

    mutating func blank(_ range: Range<Int>, with byte: UInt8 = 0x20) throws(FileRefusal) { try add(range, .all(byte)) }

    mutating func put(_ bytes: [UInt8], at place: Int) throws(FileRefusal) {
        try add(place..<place + bytes.count, .bytes(bytes))
    }

    private mutating func add(_ range: Range<Int>, _ fill: Fill) throws(FileRefusal) {
        guard !range.isEmpty else { return }
        guard edits.count < Self.most else { throw .holdsTooMuch }
        edits.append((range, fill))
    }

    /// In the order in which they stand; of those that overlap the longer first.
    private var inOrder: [(range: Range<Int>, fill: Fill)] {
        edits.sorted { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
    }

    /// The file with what is written over it.
    func pieces(of count: Int) -> CleanPieces {
        var pieces = CleanPieces()
        var at = 0
        for (range, fill) in inOrder {
            let end = min(range.upperBound, count)
            guard end > at else { continue }
            if range.lowerBound > at { pieces.keep(at..<range.lowerBound) }
            let start = max(at, range.lowerBound)
            switch fill {
            case .all(let byte): pieces.fill(end - start, with: byte)
            case .bytes(let bytes): pieces.add(Array(bytes[start - range.lowerBound..<end - range.lowerBound]))
            }
            at = end
        }
        pieces.keep(at..<count)
        return pieces
    }

    func bytes(of old: [UInt8]) throws(FileRefusal) -> [UInt8] {
        var window = FileWindow(old)
        return try pieces(of: old.count).bytes(from: &window)
    }
}
