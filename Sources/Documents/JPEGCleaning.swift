/// A JPEG with the parts that make its picture, and no other: no Exif but the orientation, no XMP, IPTC, comments,
/// maker's notes, thumbnails or second pictures, and nothing behind its end.
///
/// Source: ITU-T T.81, annex B. The picture's own bytes are copied, never coded again, so that pixels stay the same.
struct JPEGCleaning {
    /// A photo has some tens; a colour profile adds up to 255.
    static let maximumSegments = 2_000
    static let maximumPixels = 250_000_000

    private let bytes: [UInt8]
    private var at = 2
    private var kept: [UInt8] = []
    private var head: [UInt8] = []
    private var orientation: Int?
    private var hasSize = false
    private var hasScan = false

    static func clean(_ bytes: [UInt8]) throws(FileRefusal) -> [UInt8] {
        var cleaning = JPEGCleaning(bytes)
        return try cleaning.run()
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() throws(FileRefusal) -> [UInt8] {
        kept.reserveCapacity(bytes.count)
        for _ in 0..<Self.maximumSegments {
            let marker = try nextMarker()
            if marker == 0xD9 {
                guard hasSize, hasScan else { throw .damaged }
                return [0xFF, 0xD8] + head + exif() + kept + [0xFF, 0xD9]
            }
            try take(marker)
        }
        throw .damaged
    }

    /// Before a marker any number of FF may stand.
    private mutating func nextMarker() throws(FileRefusal) -> UInt8 {
        guard at + 1 < bytes.count, bytes[at] == 0xFF else { throw .damaged }
        while at < bytes.count, bytes[at] == 0xFF { at += 1 }
        guard at < bytes.count else { throw .damaged }
        at += 1
        return bytes[at - 1]
    }

    private mutating func take(_ marker: UInt8) throws(FileRefusal) {
        guard at + 2 <= bytes.count else { throw .damaged }
        let length = Int(bytes[at]) << 8 | Int(bytes[at + 1])
        guard length >= 2, at + length <= bytes.count else { throw .damaged }
        let whole = bytes[at..<at + length]
        let body = whole.dropFirst(2)
        at += length
        switch marker {
        case 0xC0, 0xC1, 0xC2:
            try checkSize(body)
            keep(marker, whole)
        case 0xC4, 0xDB, 0xDD: keep(marker, whole)
        case 0xDA:
            guard hasSize else { throw .damaged }
            hasScan = true
            keep(marker, whole)
            keepScan()
        case 0xE0 where body.starts(with: Self.jfif) && body.count >= 14 && head.isEmpty:
            // Its last two bytes are the size of a thumbnail, which goes.
            head = [0xFF, 0xE0, 0, 16] + body.prefix(12) + [0, 0]
        case 0xE1 where body.starts(with: Self.exifMark):
            orientation = orientation ?? Orientation.read(body.dropFirst(6))
        case 0xE2 where body.starts(with: Self.profileMark): keep(marker, whole)
        // Adobe's mark says how the colours are coded; without it they come out wrong.
        case 0xEE where body.starts(with: Self.adobe) && body.count >= 12:
            kept += [0xFF, 0xEE, 0, 14] + body.prefix(12)
        case 0xE0...0xEF, 0xFE: break
        // Arithmetic, lossless and hierarchical pictures: no browser shows them.
        default: throw .damaged
        }
    }

    private mutating func keep(_ marker: UInt8, _ segment: ArraySlice<UInt8>) {
        kept += [0xFF, marker]
        kept += segment
    }

    /// The picture's bits, up to the next marker; FF 00 is a byte FF and FF D0 to D7 are counts in between.
    private mutating func keepScan() {
        let start = at
        while at < bytes.count {
            guard let next = bytes[at...].firstIndex(of: 0xFF), next + 1 < bytes.count else {
                at = bytes.count
                break
            }
            at = next
            let marker = bytes[next + 1]
            guard marker == 0 || (0xD0...0xD7).contains(marker) else { break }
            at += 2
        }
        kept += bytes[start..<at]
    }

    private mutating func checkSize(_ body: ArraySlice<UInt8>) throws(FileRefusal) {
        let body = Array(body)
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
