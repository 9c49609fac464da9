public import Calendar
public import Documents

/// A photo or document that somebody attached to a record, as it stands in a list.
public struct Attachment: Sendable, Hashable {
    public let id: String
    /// Counted in its record from one, those taken away included, so that a number always means the same file.
    public let number: Int
    public let kind: AttachedKind
    /// Bytes of the cleaned file.
    public let length: Int
    public let madeAt: Instant
    /// The account that attached it; nil for the person who reported, who is named nowhere.
    public let account: String?
    public let isFromReporter: Bool
    /// What it shows, in the words of whoever attached it; often empty.
    public let words: String
    /// What could not be taken out of the file; nil when nothing is known to remain.
    public let remains: String?
    let header: [UInt8]

    /// Files of one record.
    public static let mostOfARecord = 20
    /// Characters of the words.
    public static let wordsLimit = 200

    /// What came with the file as its name is kept nowhere: "Jo-phone-0044.jpg" tells who sent it.
    public var name: String { words.isEmpty ? "\(isPicture ? "Picture" : "Document") \(number)" : words }

    public var isPicture: Bool { kind == .jpeg || kind == .png }

    /// The name under which it is saved: "CN-2026-K7Q3M-2.jpg".
    public func fileName(of reference: String) -> String { "\(reference)-\(number).\(kind.fileExtension)" }

    /// "1.4 MB".
    public var size: String {
        if length < 1_000 { return "\(length) bytes" }
        let unit = length < 1_000_000 ? (1_000, "kB") : (1_000_000, "MB")
        let tenths = (length * 10 + unit.0 / 2) / unit.0
        return tenths >= 100 ? "\(tenths / 10) \(unit.1)" : "\(tenths / 10).\(tenths % 10) \(unit.1)"
    }
}

/// A cleaned file with what it shows: not sealed for its record yet.
public struct Attaching: Sendable {
    public let file: AttachedFile
    public let words: String

    /// What could not be taken out of it, for whoever sends it.
    public var remains: String? { file.remains }

    public init(_ file: AttachedFile, words: String) {
        self.file = file
        self.words = words
    }
}

/// Why a file that is fine by itself is not attached.
public enum AttachmentRefusal: Error, Sendable, Equatable {
    case tooMany

    public var words: String {
        switch self {
        case .tooMany:
            "There are \(Attachment.mostOfARecord) files already. Take one away first, or put several pictures into one document"
        }
    }
}
