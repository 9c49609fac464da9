public import Spools

/// The kinds of files that people may attach.
public enum AttachedKind: String, Sendable, Hashable, CaseIterable, Codable {
    case jpeg, png, pdf, docx, odt, text

    /// For the header of the answer that gives the file out.
    public var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .text: "text/plain; charset=utf-8"
        }
    }

    /// "photo.jpg" is what a stranger's name becomes; the name that came with the file is nobody's business.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .text: "txt"
        default: rawValue
        }
    }

    /// "JPEG picture".
    public var name: String {
        switch self {
        case .jpeg: "JPEG picture"
        case .png: "PNG picture"
        case .pdf: "PDF document"
        case .docx: "Word document"
        case .odt: "OpenDocument text"
        case .text: "plain text"
        }
    }
}

/// An attached file without what its maker did not mean to send: place, device, author, thumbnail.
public struct AttachedFile: Sendable {
    public let kind: AttachedKind
    /// What could not be taken out, as a sentence for whoever attaches the file; nil when nothing is known to remain.
    public let remains: String?
    /// Where what it keeps lies.
    private let spool: Spool
    private let pieces: CleanPieces

    /// A photo of a telephone is under 12 MB.
    public static let maximumSize = 20 * 1024 * 1024

    /// Knows the kind by the content, never by a name, takes the metadata out, and drops what follows the file's end.
    ///
    /// Pixels and text stay as they are; a picture keeps which side is up. The file is read from place to place. Documents
    /// are cleaned one at a time: a Word document or an OpenDocument text is held whole, and unpacked, one may be ten times
    /// its size; of a PDF, object streams and some pictures are held.
    /// - Throws: `FileRefusal`, one sentence that says what to do instead.
    public static func cleaning(_ spool: Spool) async throws(FileRefusal) -> AttachedFile {
        var window = FileWindow(spool)
        let start = try window.bytes(0..<4)
        guard spool.count <= maximumSize, start == AttachedKind.zip || start.elementsEqual("%PDF".utf8) else {
            return try AttachedFile(cleaning: spool)
        }
        return try await HeldWhole.oneAtATime.clean(spool)
    }

    init(cleaning spool: Spool) throws(FileRefusal) {
        guard spool.count > 0 else { throw FileRefusal("The file is empty. Choose it again.") }
        guard spool.count <= Self.maximumSize else { throw .tooLarge }
        var window = FileWindow(spool)
        let kind = try AttachedKind.of(try window.bytes(0..<512))
        switch kind {
        case .jpeg: self.init(kind, spool, try JPEGCleaning.clean(&window))
        case .png: self.init(kind, spool, try PNGCleaning.clean(&window))
        case .docx, .odt: self = try OfficeCleaning.clean(spool)
        case .pdf:
            let cleaned = try PDFCleaning.clean(&window)
            self.init(kind, spool, cleaned.pieces, remains: cleaned.remains)
        case .text: self.init(kind, spool, try AttachedText.clean(&window))
        }
    }

    /// - Parameter pieces: nil for all that the spool holds.
    init(_ kind: AttachedKind, _ spool: Spool, _ pieces: CleanPieces? = nil, remains: String? = nil) {
        var all = CleanPieces()
        all.keep(0..<spool.count)
        self.kind = kind
        self.spool = spool
        self.pieces = pieces ?? all
        self.remains = remains
    }

    /// Bytes of the cleaned file.
    public var length: Int { pieces.count }

    /// The folder where it lies without a name, for what is put beside it.
    public var folder: String { spool.folder }

    /// Calls `take` with chunks of this length; the last may be shorter, and is empty only when the file is.
    public func give(by length: Int, _ take: (_ chunk: [UInt8], _ isLast: Bool) throws -> Void) throws {
        var window = FileWindow(spool)
        try pieces.give(by: length, from: &window, take)
    }
}

/// Lets one file in at a time, however many are sent.
private actor HeldWhole {
    static let oneAtATime = HeldWhole()

    func clean(_ spool: Spool) throws(FileRefusal) -> AttachedFile { try AttachedFile(cleaning: spool) }
}

/// Why a file cannot be attached: one sentence or two, with what to do instead.
public struct FileRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    static let tooLarge = FileRefusal("The file is larger than 20 MB. Choose a smaller one, or split it.")
    static let unreadable = FileRefusal(
        "The file could not be put aside on the server, or not be read again. Nothing was saved. Choose it once more.")
    static let damaged = FileRefusal("The file is damaged or cut off. Open it, save it again and try once more.")
    static let tooLargeInside = FileRefusal("The picture has more than 250 million pixels. Save it smaller.")
}
