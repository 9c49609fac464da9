/// The JPEG pictures of a PDF: what they say about where, when and with which device they were made becomes zeros.
struct PDFPictures {
    /// A photo of a telephone, also as letters.
    private static let mostHeld = 12 * 1024 * 1024

    /// Whether there are pictures that could not be cleaned.
    private(set) var keepsSome = false

    mutating func clean(
        _ data: Range<Int>, _ filters: [String], _ window: FileWindow, _ edits: inout PDFEdits
    ) throws(FileRefusal) {
        guard let last = filters.last, Self.jpeg.contains(last) else {
            if filters.last == "JPXDecode" { keepsSome = try Self.describesItself(data, window) || keepsSome }
            return
        }
        var window = window
        if filters.count == 1 {
            guard let ranges = try JPEGBlanks.find(in: data, of: &window) else { return keepsSome = true }
            for blank in ranges { try edits.blank(blank.range, with: blank.byte) }
            return
        }
        guard filters.count == 2, data.count <= Self.mostHeld else { return keepsSome = true }
        let old = try window.bytes(data)
        guard let new = try Self.recoded(old, filters[0]), new.count == old.count else { return keepsSome = true }
        guard let first = old.indices.first(where: { old[$0] != new[$0] }),
            let end = old.indices.last(where: { old[$0] != new[$0] })
        else { return }
        try edits.put(Array(new[first...end]), at: data.lowerBound + first)
    }

    private static let jpeg: Set<String> = ["DCTDecode", "DCT"]

    private static func recoded(_ old: [UInt8], _ filter: String) throws(FileRefusal) -> [UInt8]? {
        switch filter {
        case "FlateDecode":
            guard let plain = try Inflation.unpack(zlib: old, atMost: mostHeld), let clean = try cleaned(plain) else { return nil }
            return clean == plain ? old : Deflation.zlib(clean, length: old.count)
        case "ASCII85Decode":
            guard let plain = ASCII85.decode(old), let clean = try cleaned(plain) else { return nil }
            return ASCII85.write(clean, instead: plain, over: old)
        default: return nil
        }
    }

    private static func cleaned(_ plain: [UInt8]) throws(FileRefusal) -> [UInt8]? {
        var window = FileWindow(plain)
        guard let ranges = try JPEGBlanks.find(in: 0..<plain.count, of: &window) else { return nil }
        var clean = plain
        for blank in ranges { for at in blank.range { clean[at] = blank.byte } }
        return clean
    }

    /// A JPEG 2000 picture with boxes for metadata (ISO 15444-1, I.7).
    private static func describesItself(_ data: Range<Int>, _ window: FileWindow) throws(FileRefusal) -> Bool {
        var window = window
        var at = data.lowerBound
        for _ in 0..<100 where at + 8 <= data.upperBound {
            let head = try window.bytes(at..<at + 8)
            let type = String(decoding: head[4...], as: UTF8.self)
            if type == "uuid" || type == "xml " { return true }
            let length = head[..<4].reduce(0) { $0 << 8 | Int($1) }
            guard length >= 8, type.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return false }
            at += length
        }
        return false
    }
}
