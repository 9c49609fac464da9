/// Text as UTF-8 without a byte order mark, and what had to be guessed to get it.
struct DecodedText: Equatable {
    var utf8: [UInt8]
    var warnings: [SourceWarning] = []
}

/// Which letters the bytes of a text stand for: UTF-8, UTF-16, and Windows-1252 as the last resort.
enum TextDecoding {
    static func decode(_ bytes: [UInt8]) throws(SourceError) -> DecodedText {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let text = Array(bytes.dropFirst(3))
            let finding = UTF8Finding(text)
            guard finding.invalid == 0 else { throw brokenUTF8(text, at: finding) }
            return try checkControls(DecodedText(utf8: text))
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes.dropFirst(2), bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes.dropFirst(2), bigEndian: true) }
        if let bigEndian = utf16WithoutMark(bytes) { return try utf16(bytes[...], bigEndian: bigEndian) }
        let finding = UTF8Finding(bytes)
        if finding.invalid == 0 { return try checkControls(DecodedText(utf8: bytes)) }
        // A text with more good sequences than bad ones is UTF-8 that was damaged; a guess would write nonsense.
        guard finding.sequences <= finding.invalid else { throw brokenUTF8(bytes, at: finding) }
        return try checkControls(windows1252(bytes))
    }

    private static func brokenUTF8(_ bytes: [UInt8], at finding: UTF8Finding) -> SourceError {
        SourceError(
            "The text has bytes here that are no letters. Save it again as UTF-8.",
            row: line(of: finding.firstInvalid, in: bytes))
    }

    private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes[..<min(offset, bytes.count)].count { $0 == 0x0A }
    }
}

// MARK: UTF-16

extension TextDecoding {
    /// Latin letters in UTF-16 have a zero in every second byte. Nil when this is no UTF-16.
    private static func utf16WithoutMark(_ bytes: [UInt8]) -> Bool? {
        guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
        var zeros = (even: 0, odd: 0)
        let sample = min(bytes.count, 4096)
        for (offset, byte) in bytes[..<sample].enumerated() where byte == 0 {
            if offset.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let pairs = sample / 2
        if zeros.odd * 10 >= pairs * 7, zeros.even * 20 <= pairs { return false }
        if zeros.even * 10 >= pairs * 7, zeros.odd * 20 <= pairs { return true }
        return nil
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) throws(SourceError) -> DecodedText {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        let units = Array(bytes)
        guard units.count.isMultiple(of: 2) else { throw brokenUTF16(result) }
        func unit(_ at: Int) -> UInt32 {
            bigEndian ? UInt32(units[at]) << 8 | UInt32(units[at + 1]) : UInt32(units[at + 1]) << 8 | UInt32(units[at])
        }
        var at = 0
        while at < units.count {
            var value = unit(at)
            at += 2
            if value & 0xFC00 == 0xD800, at < units.count {
                let low = unit(at)
                guard low & 0xFC00 == 0xDC00 else { throw brokenUTF16(result) }
                value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
                at += 2
            }
            guard let scalar = Unicode.Scalar(value) else { throw brokenUTF16(result) }
            result.append(scalar)
        }
        return try checkControls(DecodedText(utf8: result))
    }

    private static func brokenUTF16(_ read: [UInt8]) -> SourceError {
        SourceError(
            "The text is cut or broken here (UTF-16). Save it again as UTF-8.", row: line(of: read.count, in: read))
    }
}

// MARK: Windows-1252 and controls

extension TextDecoding {
    /// 0x80 to 0x9F; zero where the code page has no character. A test holds it against Python's cp1252 codec.
    private static let upperControls: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178
    ]

    private static func windows1252(_ bytes: [UInt8]) throws(SourceError) -> DecodedText {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for (offset, byte) in bytes.enumerated() {
            guard byte >= 0x80 else { result.append(byte); continue }
            let value = byte < 0xA0 ? upperControls[Int(byte) - 0x80] : UInt32(byte)
            guard value != 0, let scalar = Unicode.Scalar(value) else {
                throw SourceError(
                    "The text has bytes here that are no letters. Save it again as UTF-8.",
                    row: line(of: offset, in: bytes))
            }
            result.append(scalar)
        }
        let warning = SourceWarning(
            message: "The text is not UTF-8 and was read as Windows-1252. Check the accents, quotes and dashes.")
        return DecodedText(utf8: result, warnings: [warning])
    }

    /// Refuses what is no text at all; a stray control character becomes a space and is said.
    private static func checkControls(_ text: DecodedText) throws(SourceError) -> DecodedText {
        var count = 0, hasZero = false
        for byte in text.utf8 where isControl(byte) {
            count += 1
            if byte == 0 { hasZero = true; break }
        }
        guard !hasZero, count * 100 <= text.utf8.count else {
            throw SourceError(
                "This is not a text or an Office file. Give a .docx, .xlsx or .csv file, or paste the text.")
        }
        guard count > 0 else { return text }
        var clean = text
        clean.utf8 = text.utf8.map { isControl($0) ? 0x20 : $0 }
        let these = count == 1 ? "A control character was" : "\(count) control characters were"
        clean.warnings.append(SourceWarning(message: "\(these) read as a space."))
        return clean
    }

    /// All below the space but tab, line feed, vertical tab, form feed and carriage return.
    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && !(0x09...0x0D).contains(byte) || byte == 0x7F
    }
}

/// How much of some bytes is UTF-8.
struct UTF8Finding {
    /// Sequences of more than one byte that are whole.
    private(set) var sequences = 0
    private(set) var invalid = 0
    private(set) var firstInvalid = 0

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            while at < bytes.count {
                let lead = bytes[at]
                if lead < 0x80 { at += 1; continue }
                let length = Self.length(bytes, at)
                if length == 0 {
                    if invalid == 0 { firstInvalid = at }
                    invalid += 1
                    at += 1
                    // A sequence that lacks its end is one fault, not one for each of its bytes.
                    while lead >= 0xC2, at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
                } else {
                    sequences += 1
                    at += length
                }
            }
        }
    }

    /// The well-formed ranges of Unicode's table 3-7; 0 when the bytes are none of them.
    private static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        func follows(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            at + offset < bytes.count && range.contains(bytes[at + offset])
        }
        switch bytes[at] {
        case 0xC2...0xDF: return follows(1) ? 2 : 0
        case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : 0
        case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : 0
        case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
        case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : 0
        case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
        case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : 0
        default: return 0
        }
    }
}

extension [UInt8] {
    mutating func append(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case ..<0x80:
            append(UInt8(value))
        case ..<0x800:
            append(UInt8(0xC0 | value >> 6))
            append(UInt8(0x80 | value & 0x3F))
        case ..<0x10000:
            append(UInt8(0xE0 | value >> 12))
            append(UInt8(0x80 | value >> 6 & 0x3F))
            append(UInt8(0x80 | value & 0x3F))
        default:
            append(UInt8(0xF0 | value >> 18))
            append(UInt8(0x80 | value >> 12 & 0x3F))
            append(UInt8(0x80 | value >> 6 & 0x3F))
            append(UInt8(0x80 | value & 0x3F))
        }
    }
}
