/// Where a JPEG that stays as long as it is says what makes no picture.
enum JPEGBlanks {
    /// Nil where its parts cannot be told from each other.
    static func find(
        in range: Range<Int>, of window: inout FileWindow
    ) throws(FileRefusal) -> [(range: Range<Int>, byte: UInt8)]? {
        guard try window.bytes(range.prefix(2)) == [0xFF, 0xD8] else { return nil }
        var blanks: [(range: Range<Int>, byte: UInt8)] = []
        var at = range.lowerBound + 2
        for _ in 0..<JPEGCleaning.maximumSegments {
            while at + 1 < range.upperBound, try window.byte(at) == 0xFF, try window.byte(at + 1) == 0xFF { at += 1 }
            guard at + 1 < range.upperBound, try window.byte(at) == 0xFF else { return nil }
            let marker = try window.byte(at + 1)
            at += 2
            if marker == 0xD9 {
                // Up to two bytes are the end of the line before "endstream".
                if range.upperBound - at > 2 { blanks.append((at..<range.upperBound, 0)) }
                return blanks
            }
            guard at + 2 <= range.upperBound else { return nil }
            let length = Int(try window.byte(at)) << 8 | Int(try window.byte(at + 1))
            guard length >= 2, at + length <= range.upperBound else { return nil }
            let body = try window.bytes(at + 2..<min(at + 18, at + length))
            if let kept = JPEGCleaning.keptLength(of: marker, body), kept < length - 2 {
                blanks.append((at + 2 + kept..<at + length, 0))
                // A comment of zeros is still shown as one, and Exif of zeros looked for; nobody reads this kind.
                if kept == 0 { blanks.append((at - 1..<at, 0xEF)) }
            }
            at += length
            if marker == 0xDA { at = try JPEGCleaning.endOfScan(from: at, upTo: range.upperBound, &window) }
        }
        return nil
    }
}

extension Range<Int> {
    fileprivate func prefix(_ length: Int) -> Range<Int> { lowerBound..<Swift.min(lowerBound + length, upperBound) }
}
