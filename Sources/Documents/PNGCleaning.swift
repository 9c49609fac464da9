/// A PNG with the chunks that make its picture and its colours, and no other: no text, time, Exif or private chunk, no
/// film, and nothing behind its end.
///
/// Source: PNG, third edition (W3C, 2025), section 5. The picture's own bytes are copied, never packed again.
enum PNGCleaning {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    static let maximumPixels = 250_000_000
    /// Of a chunk that is not the picture itself: a colour profile is under 1 MB.
    private static let maximumExtra = 1024 * 1024
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs",
    ]

    static func clean(_ window: inout FileWindow) throws(FileRefusal) -> CleanPieces {
        var cleaned = CleanPieces()
        cleaned.keep(0..<signature.count)
        var at = signature.count
        var names: [String: Int] = [:]
        var orientation: Int?
        var previous = ""
        while at < window.count {
            let chunk = try chunk(&window, at: at)
            at = chunk.whole.upperBound
            if names.isEmpty { try checkSize(window.bytes(chunk.body.prefix(14))[...], name: chunk.name) }
            names[chunk.name, default: 0] += 1
            if chunk.name == "eXIf", orientation == nil {
                orientation = Orientation.read(try window.bytes(chunk.body.prefix(64 * 1024))[...])
            }
            guard kept.contains(chunk.name) else { continue }
            let isPicture = chunk.name == "IDAT"
            guard isPicture || names[chunk.name] == 1 else { throw .damaged }
            if isPicture {
                // The picture is in one piece.
                guard previous == "IDAT" || names["IDAT"] == 1 else { throw .damaged }
                if previous != "IDAT" { cleaned.add(side(orientation)) }
            } else if chunk.name != "IEND", names["IDAT"] != nil || chunk.body.count > maximumExtra {
                continue
            }
            previous = chunk.name
            cleaned.keep(chunk.whole)
            if chunk.name == "IEND" {
                guard names["IDAT"] != nil else { throw .damaged }
                return cleaned
            }
        }
        throw .damaged
    }

    private typealias Chunk = (name: String, body: Range<Int>, whole: Range<Int>)

    private static func chunk(_ window: inout FileWindow, at: Int) throws(FileRefusal) -> Chunk {
        guard at + 12 <= window.count else { throw .damaged }
        let head = try window.bytes(at..<at + 8)
        let length = number(head[..<4])
        guard length <= window.count - at - 12 else { throw .damaged }
        let name = head[4...]
        guard name.allSatisfy({ (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }) else { throw .damaged }
        let body = at + 8..<at + 8 + length
        var sum: UInt32 = 0
        for start in stride(from: at + 4, to: body.upperBound, by: 64 * 1024) {
            sum = Deflation.checksum(try window.bytes(start..<min(start + 64 * 1024, body.upperBound)), after: sum)
        }
        guard try Int(sum) == number(window.bytes(body.upperBound..<body.upperBound + 4)[...]) else { throw .damaged }
        return (String(decoding: name, as: UTF8.self), body, at..<body.upperBound + 4)
    }

    private static func checkSize(_ body: ArraySlice<UInt8>, name: String) throws(FileRefusal) {
        guard name == "IHDR", body.count == 13 else { throw .damaged }
        let width = number(body.prefix(4)), height = number(body.dropFirst(4).prefix(4))
        guard width > 0, height > 0, width <= 0x7FFF_FFFF, height <= 0x7FFF_FFFF else { throw .damaged }
        guard width <= maximumPixels, height <= maximumPixels / width else { throw .tooLargeInside }
    }

    private static func side(_ orientation: Int?) -> [UInt8] {
        guard let orientation, orientation != 1 else { return [] }
        let body = Array("eXIf".utf8) + Orientation.block(orientation)
        return big(body.count - 4) + body + big(Int(Deflation.checksum(body)))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    private static func big(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
