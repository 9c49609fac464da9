import Spools

/// A file that is read from place to place without being held: one window of it is.
struct FileWindow {
    private static let length = Spool.chunkLength

    let count: Int
    private let spool: Spool?
    private var start = 0
    private var held: [UInt8] = []

    init(_ spool: Spool) {
        self.spool = spool
        count = spool.count
    }

    /// What is in memory anyhow, such as a picture out of a document.
    init(_ bytes: [UInt8]) {
        spool = nil
        count = bytes.count
        held = bytes
    }

    /// `at` is below `count`.
    mutating func byte(_ at: Int) throws(FileRefusal) -> UInt8 {
        try move(to: at)
        return held[at - start]
    }

    /// As many of them as there are.
    mutating func bytes(_ range: Range<Int>) throws(FileRefusal) -> [UInt8] {
        let range = range.clamped(to: 0..<count)
        if let spool, range.count > Self.length { return try Self.read(spool, range) }
        guard !range.isEmpty else { return [] }
        try move(to: range.lowerBound)
        if range.upperBound <= start + held.count { return Array(held[range.lowerBound - start..<range.upperBound - start]) }
        let first = Array(held[(range.lowerBound - start)...])
        return first + (try bytes(start + held.count..<range.upperBound))
    }

    /// The first place from `at` on that holds this byte.
    mutating func first(_ byte: UInt8, from at: Int) throws(FileRefusal) -> Int? {
        var at = at
        while at < count {
            try move(to: at)
            if let found = held[(at - start)...].firstIndex(of: byte) { return start + found }
            at = start + held.count
        }
        return nil
    }

    /// The last place that holds none of these bytes.
    mutating func lastOther(than bytes: Set<UInt8>) throws(FileRefusal) -> Int? {
        var end = count
        while end > 0 {
            try move(to: end - 1)
            if let found = held[..<(end - start)].lastIndex(where: { !bytes.contains($0) }) { return start + found }
            end = start
        }
        return nil
    }

    private mutating func move(to at: Int) throws(FileRefusal) {
        guard let spool, at < start || at >= start + held.count else { return }
        start = at / Self.length * Self.length
        held = try Self.read(spool, start..<min(start + Self.length, count))
    }

    private static func read(_ spool: Spool, _ range: Range<Int>) throws(FileRefusal) -> [UInt8] {
        do { return try spool.read(range) } catch { throw .unreadable }
    }
}

/// A cleaned file as what it takes from the one that came, and what it puts between: nothing of it is copied.
struct CleanPieces: Sendable {
    enum Piece {
        case new([UInt8])
        case filled(Int, with: UInt8)
        case kept(Range<Int>)
    }

    private(set) var pieces: [Piece] = []
    private(set) var count = 0

    mutating func add(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        pieces.append(.new(bytes))
        count += bytes.count
    }

    /// What stands side by side in the file that came becomes one piece, so that they stay few.
    mutating func keep(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        count += range.count
        if case .kept(let last) = pieces.last, last.upperBound == range.lowerBound {
            pieces[pieces.count - 1] = .kept(last.lowerBound..<range.upperBound)
        } else {
            pieces.append(.kept(range))
        }
    }

    /// So many times the same byte.
    mutating func fill(_ length: Int, with byte: UInt8) {
        guard length > 0 else { return }
        pieces.append(.filled(length, with: byte))
        count += length
    }

    mutating func add(_ other: CleanPieces) {
        for piece in other.pieces {
            switch piece {
            case .new(let bytes): add(bytes)
            case .filled(let length, let byte): fill(length, with: byte)
            case .kept(let range): keep(range)
            }
        }
    }

    /// Calls `take` with chunks of this length; the last may be shorter, and is empty only when nothing is there.
    func give(
        by length: Int, from window: inout FileWindow, _ take: (_ chunk: [UInt8], _ isLast: Bool) throws -> Void
    ) throws {
        var held: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .new(let bytes): held += bytes
            case .filled(var left, let byte):
                while left > 0 {
                    let part = min(left, length)
                    held += repeatElement(byte, count: part)
                    left -= part
                    while held.count > length { try take(Self.first(length, of: &held), false) }
                }
            case .kept(let range):
                var at = range.lowerBound
                while at < range.upperBound {
                    let end = min(at + length, range.upperBound)
                    held += try window.bytes(at..<end)
                    at = end
                    // A full chunk waits until something follows it: the last one is told as the last.
                    while held.count > length { try take(Self.first(length, of: &held), false) }
                }
            }
            while held.count > length { try take(Self.first(length, of: &held), false) }
        }
        try take(held, true)
    }

    private static func first(_ length: Int, of held: inout [UInt8]) -> [UInt8] {
        let chunk = Array(held.prefix(length))
        held.removeFirst(length)
        return chunk
    }

    /// All of it, for what is small or in memory anyhow.
    func bytes(from window: inout FileWindow) throws(FileRefusal) -> [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(count)
        for piece in pieces {
            switch piece {
            case .new(let bytes): all += bytes
            case .filled(let length, let byte): all += repeatElement(byte, count: length)
            case .kept(let range): all += try window.bytes(range)
            }
        }
        return all
    }
}
