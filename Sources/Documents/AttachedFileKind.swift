extension AttachedKind {
    /// A Word document and an OpenDocument text are ZIP files.
    static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// By the first 512 bytes; the cleaning then checks the rest of the structure.
    ///
    /// - Throws: `FileRefusal` with a sentence for each kind that people are likely to try.
    static func of(_ bytes: [UInt8]) throws(FileRefusal) -> AttachedKind {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: PNGCleaning.signature) { return .png }
        if bytes.starts(with: "%PDF-".utf8) { return .pdf }
        if bytes.starts(with: zip) { return .docx }
        if bytes.starts(with: "#!".utf8) { throw FileRefusal(program) }
        if bytes.starts(with: "{\\rtf".utf8) { throw FileRefusal("This is a rich text file. Open it and save it as .docx.") }
        // "BMW" and "MZ" may begin a sentence; a picture or a program has bytes that no text has.
        guard bytes.prefix(512).contains(where: { $0 < 0x09 || (0x0E..<0x20).contains($0) }) else { return .text }
        for (signatures, words) in refused where signatures.contains(where: { bytes.starts(with: $0) }) {
            throw FileRefusal(words)
        }
        if let words = boxed(bytes) { throw FileRefusal(words) }
        return .text
    }

    private static let otherPicture = "This kind of picture cannot be attached. Save it as JPEG or PNG."
    private static let program = "This is a program. Attach pictures, PDFs, Word or text files only."
    private static let heic =
        "This is a HEIC picture. Save it as JPEG: on an iPhone, open it, choose “Copy photo” and paste it into a note, or take a screenshot."
    private static let film = "Films and sound cannot be attached. Say in words that you have one."

    private static let refused: [([[UInt8]], String)] = [
        (
            [
                Array("GIF8".utf8), Array("BM".utf8), [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A],
                [0x00, 0x00, 0x01, 0x00], Array("8BPS".utf8),
            ], otherPicture
        ),
        (
            [
                Array("MZ".utf8), [0x7F, 0x45, 0x4C, 0x46], [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE],
                [0x4C, 0x00, 0x00, 0x00],
            ], program
        ),
        ([[0xD0, 0xCF, 0x11, 0xE0]], "This is an older Office file or a mail, or it has a password. Save it as .docx without one."),
        (
            [[0x1F, 0x8B], Array("7z".utf8) + [0xBC, 0xAF], Array("Rar!".utf8), [0x50, 0x4B, 0x05, 0x06], Array("BZh".utf8)],
            "This is a compressed file. Unpack it and attach what is in it."
        ),
        ([Array("ID3".utf8), Array("OggS".utf8), [0x1A, 0x45, 0xDF, 0xA3]], film),
    ]

    /// Formats that carry their mark behind a length (ISO 14496-12, RIFF).
    private static func boxed(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 12 else { return nil }
        let mark = String(decoding: bytes[8..<12], as: UTF8.self)
        if bytes.starts(with: "RIFF".utf8) { return mark == "WEBP" ? otherPicture : film }
        guard bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
        if ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"].contains(mark) { return heic }
        return mark == "avif" || mark == "avis" ? otherPicture : film
    }
}

/// Plain text: kept as UTF-8, without the marks that a terminal or a browser would obey.
enum AttachedText {
    private static let length = 64 * 1024

    static func clean(_ window: inout FileWindow) throws(FileRefusal) -> CleanPieces {
        let first = try window.bytes(0..<3) == [0xEF, 0xBB, 0xBF] ? 3 : 0
        var at = first
        while at < window.count {
            let whole = try letters(window.bytes(at..<at + length), isEnd: at + length >= window.count)
            if at == first { try refuseMarkup(whole.text) }
            at += whole.length
        }
        var kept = CleanPieces()
        kept.keep(first..<window.count)
        return kept
    }

    /// The letters that are whole: the last of a window may go on in the next.
    private static func letters(_ bytes: [UInt8], isEnd: Bool) throws(FileRefusal) -> (text: String, length: Int) {
        let allowed: Set<UInt8> = [0x09, 0x0A, 0x0C, 0x0D]
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || allowed.contains($0) }) else { throw unknown }
        for cut in 0...(isEnd ? 0 : min(3, bytes.count - 1)) {
            if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return (text, bytes.count - cut) }
        }
        throw unknown
    }

    private static func refuseMarkup(_ text: String) throws(FileRefusal) {
        let start = text.prefix(1000).drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
        if start.hasPrefix("<svg") || start.hasPrefix("<?xml") && text.prefix(4000).lowercased().contains("<svg") {
            throw FileRefusal("This is an SVG drawing, which can hold a program. Save it as PNG.")
        }
        if start.hasPrefix("<"), let next = start.dropFirst().first, next.isLetter || "!?".contains(next) {
            throw FileRefusal("This is a web page or XML, which can hold a program. Save it as PDF, or copy the text.")
        }
    }

    private static let unknown = FileRefusal("We do not know this kind of file. Attach pictures, PDFs, Word or text files only.")
}
