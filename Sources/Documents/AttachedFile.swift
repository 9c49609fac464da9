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
public struct AttachedFile: Sendable, Equatable {
    public let kind: AttachedKind
    public let bytes: [UInt8]
    /// What could not be taken out, as a sentence for whoever attaches the file; nil when nothing is known to remain.
    public let remains: String?

    /// Some tens of megabytes are held while a file is cleaned, so it is bounded: a photo of a telephone is under 12 MB.
    public static let maximumSize = 20 * 1024 * 1024

    /// Knows the kind by the content, never by a name, takes the metadata out, and drops what follows the file's end.
    ///
    /// Pixels and text stay as they are; a picture keeps which side is up.
    /// - Throws: `FileRefusal`, one sentence that says what to do instead.
    public init(cleaning bytes: [UInt8]) throws(FileRefusal) {
        guard !bytes.isEmpty else { throw FileRefusal("The file is empty. Choose it again.") }
        guard bytes.count <= Self.maximumSize else { throw .tooLarge }
        let kind = try AttachedKind.of(bytes)
        switch kind {
        case .jpeg: self.init(kind, try JPEGCleaning.clean(bytes))
        case .png: self.init(kind, try PNGCleaning.clean(bytes))
        case .docx, .odt: self = try OfficeCleaning.clean(bytes)
        case .pdf:
            try PDFCheck.check(bytes)
            self.init(kind, bytes, remains: PDFCheck.remains)
        case .text: self.init(kind, try AttachedText.clean(bytes))
        }
    }

    init(_ kind: AttachedKind, _ bytes: [UInt8], remains: String? = nil) {
        self.kind = kind
        self.bytes = bytes
        self.remains = remains
    }
}

/// Why a file cannot be attached: one sentence or two, with what to do instead.
public struct FileRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    static let tooLarge = FileRefusal("The file is larger than 20 MB. Choose a smaller one, or split it.")
    static let damaged = FileRefusal("The file is damaged or cut off. Open it, save it again and try once more.")
    static let tooLargeInside = FileRefusal("The picture has more than 250 million pixels. Save it smaller.")
}
