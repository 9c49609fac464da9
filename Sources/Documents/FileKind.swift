/// What the first bytes of a file say it is, whatever its name says.
enum FileKind {
    case zip, page, text

    /// - Throws: one sentence for each kind that cannot be read, saying what to do instead.
    static func of(_ bytes: [UInt8]) throws(SourceError) -> FileKind {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return .zip }
        for (signatures, message) in refused where signatures.contains(where: { bytes.starts(with: $0) }) {
            throw SourceError(message)
        }
        if isWebPicture(bytes) { throw SourceError(picture) }
        let start = beginning(bytes)
        if isPage(start) { return .page }
        if start.hasPrefix("<?xml") || start.hasPrefix("<!doctype") {
            throw SourceError("This is an XML file. Save it as .odt, .ods, .docx or .xlsx, or paste the text.")
        }
        return .text
    }

    static func refusal(ofArchive archive: ZipArchive) -> SourceError {
        if archive.holds("content.xml") {
            return SourceError(
                "This is an OpenDocument drawing or presentation. Copy the plan into a text (.odt) or a spreadsheet (.ods).")
        }
        if archive.holds("ppt/presentation.xml") {
            return SourceError("This is a presentation. Copy the plan into a Word or Excel file.")
        }
        if archive.holds("xl/workbook.bin") {
            return SourceError("This is a binary Excel file (.xlsb). Open it and save it as .xlsx.")
        }
        return SourceError(
            "This is a ZIP file without a Word or Excel document in it. Unpack it and give the plan itself.")
    }

    private static let picture = "This is a picture, not a document. Give the Word or Excel file, or paste the text."

    private static let refused: [([[UInt8]], String)] = [
        (
            [
                [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("BM".utf8) + [0, 0],
                [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A]
            ], picture
        ),
        (
            [Array("%PDF".utf8)],
            "This is a PDF. Open it, copy the text of the plan and paste it, or ask for the Word file."
        ),
        (
            [[0xD0, 0xCF, 0x11, 0xE0]],
            "This is an older Word or Excel file, or one with a password. Save it as .docx or .xlsx without one."
        ),
        ([Array("{\\rtf".utf8)], "This is a rich text file. Open it and save it as .docx."),
        (
            [[0x1F, 0x8B], Array("7z".utf8) + [0xBC, 0xAF], Array("Rar!".utf8)],
            "This is a compressed file. Unpack it and give the plan itself."
        )
    ]

    /// Some programs call such a file .doc or .xls, and a table copied from a page begins with its own tag.
    private static func isPage(_ start: String) -> Bool {
        ["<!doctype html", "<html", "<table", "<head", "<body", "<meta"].contains { start.hasPrefix($0) }
            || start.hasPrefix("<?xml") && start.contains("<html")
    }

    private static func beginning(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix(400), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    }

    /// WebP and HEIC carry their mark behind a length.
    private static func isWebPicture(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 12 else { return false }
        let mark = bytes[8..<12], box = bytes[4..<8]
        return (bytes.starts(with: "RIFF".utf8) && mark.elementsEqual("WEBP".utf8))
            || (box.elementsEqual("ftyp".utf8) && bytes[0] == 0)
    }
}
