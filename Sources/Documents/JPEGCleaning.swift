/// A JPEG with the parts that make its picture, and no other: no Exif but the orientation, no XMP, IPTC, comments,
/// maker's notes, thumbnails or second pictures, and nothing behind its end.
///
/// Source: ITU-T T.81, annex B. The picture's own bytes are copied, never coded again, so that pixels stay the same.
struct JPEGCleaning {
    /// A photo has some tens; a colour profile adds up to 255.
    static let maximumSegments = 2_000
    static let maximumPixels = 250_000_000

    private var window: FileWindow
    private var at = 2
    private var kept = CleanPieces()
    private var head: [UInt8] = []
    private var orientation: Int?
    private var hasSize = false
    private var hasScan = false

    static func clean(_ window: inout FileWindow) throws(FileRefusal) -> CleanPieces {
        var cleaning = JPEGCleaning(window: window)
        defer { window = cleaning.window }
        return try cleaning.run()
    }

    private init(window: FileWindow) { self.window = window }

    private mutating func run() throws(FileRefusal) -> CleanPieces {
        for _ in 0..<Self.maximumSegments {
            let marker = try nextMarker()
            if marker == 0xD9 {
                guard hasSize, hasScan else { throw .damaged }
                var cleaned = CleanPieces()
                cleaned.add([0xFF, 0xD8] + head + exif())
                cleaned.add(kept)
                cleaned.add([0xFF, 0xD9])
                return cleaned
            }
            try take(marker)
        }
        throw .damaged
    }

    /// Before a marker any number of FF may stand.
    private mutating func nextMarker() throws(FileRefusal) -> UInt8 {
        guard at + 1 < window.count, try window.byte(at) == 0xFF else { throw .damaged }
        while at < window.count, try window.byte(at) == 0xFF { at += 1 }
        guard at < window.count else { throw .damaged }
        at += 1
        return try window.byte(at - 1)
    }

    private mutating func take(_ marker: UInt8) throws(FileRefusal) {
        guard at + 2 <= window.count else { throw .damaged }
        let length = Int(try window.byte(at)) << 8 | Int(try window.byte(at + 1))
        guard length >= 2, at + length <= window.count else { throw .damaged }
        // With FF and the marker before it.
        let whole = at - 2..<at + length
        let body = try window.bytes(at + 2..<at + length)
        at += length
        switch marker {
        case 0xC0, 0xC1, 0xC2:
            try checkSize(body)
            kept.keep(whole)
        case 0xC4, 0xDB, 0xDD: kept.keep(whole)
        case 0xDA:
            guard hasSize else { throw .damaged }
            hasScan = true
            kept.keep(whole)
            try keepScan()
        case 0xE0 where body.starts(with: Self.jfif) && body.count >= 14 && head.isEmpty:
            // Its last two bytes are the size of a thumbnail, which goes.
            head = [0xFF, 0xE0, 0, 16] + body.prefix(12) + [0, 0]
        case 0xE1 where body.starts(with: Self.exifMark):
            orientation = orientation ?? Orientation.read(body.dropFirst(6))
        case 0xE2 where body.starts(with: Self.profileMark): kept.keep(whole)
        // Adobe's mark says how the colours are coded; without it they come out wrong.
        case 0xEE where body.starts(with: Self.adobe) && body.count >= 12:
            kept.add([0xFF, 0xEE, 0, 14] + body.prefix(12))
        case 0xE0...0xEF, 0xFE: break
        // Arithmetic, lossless and hierarchical pictures: no browser shows them.
        default: throw .damaged
        }
    }

    /// The picture's bits, up to the next marker.
    private mutating func keepScan() throws(FileRefusal) {
        let start = at
        at = try Self.endOfScan(from: at, upTo: window.count, &window)
        kept.keep(start..<at)
    }

    /// FF 00 is a byte FF, and FF D0 to D7 are counts in between.
    static func endOfScan(from start: Int, upTo end: Int, _ window: inout FileWindow) throws(FileRefusal) -> Int {
        var at = start
        while let next = try window.first(0xFF, from: at), next + 1 < end {
            let marker = try window.byte(next + 1)
            guard marker == 0 || (0xD0...0xD7).contains(marker) else { return next }
            at = next + 2
        }
        return end
    }

    /// How much of a segment's body makes the picture, where not all of it does: nil for those of the picture itself.
    static func keptLength(of marker: UInt8, _ body: [UInt8]) -> Int? {
        switch marker {
        // The last two of JFIF's bytes are the size of a thumbnail, which goes.
        case 0xE0: body.starts(with: jfif) && body.count >= 14 ? 12 : 0
        case 0xE2: body.starts(with: profileMark) ? nil : 0
        case 0xEE: body.starts(with: adobe) && body.count >= 12 ? 12 : 0
        case 0xE1...0xEF, 0xFE: 0
        default: nil
        }
    }

    private mutating func checkSize(_ body: [UInt8]) throws(FileRefusal) {
        guard !hasSize, body.count >= 6, body.count == 6 + 3 * Int(body[5]) else { throw .damaged }
        let height = Int(body[1]) << 8 | Int(body[2])
        let width = Int(body[3]) << 8 | Int(body[4])
        guard height > 0, width > 0 else { throw .damaged }
        guard width * height <= Self.maximumPixels else { throw .tooLargeInside }
        hasSize = true
    }

    private func exif() -> [UInt8] {
        guard let orientation, orientation != 1 else { return [] }
        let body = Self.exifMark + Orientation.block(orientation)
        return [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body
    }

    private static let jfif = Array("JFIF\0".utf8)
    private static let exifMark = Array("Exif\0\0".utf8)
    private static let profileMark = Array("ICC_PROFILE\0".utf8)
    private static let adobe = Array("Adobe".utf8)
}
