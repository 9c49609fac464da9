import Foundation

/// Reads a file of any kind that a plan comes in, and says in one sentence why it cannot.
public enum DocumentReader {
    /// Bytes. Callers that hold a path ask `read(file:)`, which looks at the size before it reads.
    public static let maximumBytes = 25 * 1024 * 1024

    /// What the bytes hold, in reading order. The content decides the format; `name` only settles a doubt about text.
    /// Takes under 10 seconds and 256 MB for any bytes.
    /// - Throws: `SourceError`, with the row and column where there is one.
    public static func read(_ bytes: [UInt8], name: String? = nil) throws -> SourceDocument {
        guard bytes.count <= maximumBytes else { throw tooLarge }
        guard !bytes.isEmpty else { throw SourceError("The file is empty. Check that it is the right one.") }
        switch try FileKind.of(bytes) {
        case .zip: return try readOffice(bytes)
        case .page: return try HTMLReader.read(TextDecoding.decode(bytes))
        case .text: return try readText(TextDecoding.decode(bytes), name: name)
        }
    }

    /// Reads a file by its path; one that is too large is refused unread.
    /// - Throws: `SourceError` for what is in the file, Foundation's error where it cannot be opened.
    public static func read(file path: String) throws -> SourceDocument {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        // A pipe has no end to seek; for it the bounded read below holds.
        if let size = try? handle.seekToEnd() {
            guard size <= maximumBytes else { throw tooLarge }
            try handle.seek(toOffset: 0)
        }
        let data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
        return try read([UInt8](data), name: URL(fileURLWithPath: path).lastPathComponent)
    }

    private static var tooLarge: SourceError {
        SourceError("The file is larger than 25 MB. Give only the plan, without pictures and attachments.")
    }

    private static func readOffice(_ bytes: [UInt8]) throws -> SourceDocument {
        let archive = try ZipArchive(bytes)
        if let reader = DocxReader(archive) { return try reader.read() }
        if archive.holds("xl/workbook.xml") { return try XlsxReader(archive).read() }
        if let reader = try OdfReader(archive) { return try reader.read() }
        throw FileKind.refusal(ofArchive: archive)
    }

    private static func readText(_ text: DecodedText, name: String?) throws -> SourceDocument {
        if JSONTables.looksLike(text.utf8) { return try JSONTables.read(text) }
        return switch TextLayout.of(text.utf8, name: name) {
        case .delimited(let delimiter): try CSVReader.read(text, delimiter: delimiter)
        case .tabbed: try TabbedTextReader.read(text)
        case .plain: try PlainTextReader.read(text)
        }
    }
}
