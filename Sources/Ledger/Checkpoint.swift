/// What a ledger signs: its name, how many entries it has, and their root.
///
/// Source: c2sp.org/tlog-checkpoint, checked 2026-11-22.
public struct Checkpoint: Sendable {
    /// The ledger's name, such as `council.example/ledger/1`. It is also the name of its key.
    public let origin: String
    public let size: UInt64
    public let root: Hash
    /// Lines of other logs that we keep so that their text stays whole. Ours has none.
    public let extensions: [String]

    /// - Throws: `CheckpointError` for an origin that is empty or holds a control character.
    public init(origin: String, size: UInt64, root: Hash) throws(CheckpointError) {
        guard !origin.isEmpty, NoteText.isFreeOfControls(Array(origin.utf8)), !origin.utf8.contains(UInt8(ascii: "\n"))
        else { throw .origin }
        self.origin = origin
        self.size = size
        self.root = root
        extensions = []
    }

    /// - Throws: `CheckpointError` for any text that `text` could not have given.
    public init(parsing text: String) throws(CheckpointError) {
        guard text.utf8.last == UInt8(ascii: "\n") else { throw .noFinalLineFeed }
        let lines = text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count >= 3 else { throw .lineCount(lines.count) }
        guard let origin = String(lines[0]), !origin.isEmpty, NoteText.isFreeOfControls(Array(lines[0])) else {
            throw .origin
        }
        guard let size = Decimal64.decode(lines[1]) else { throw .size }
        guard let root = Base64.decode(lines[2]).flatMap({ Hash($0) }) else { throw .root }
        let extensions = lines.dropFirst(3).compactMap { String($0) }
        guard extensions.allSatisfy({ !$0.isEmpty && NoteText.isFreeOfControls(Array($0.utf8)) }) else {
            throw .extensionLine
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The text that is signed: each line ends in a line feed.
    public var text: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    /// - Throws: `NoteError` when the key could not sign.
    public func signed(by signers: NoteSigner...) throws(NoteError) -> SignedNote {
        try SignedNote(text: text, signedBy: signers)
    }

    /// Reads a signed checkpoint, and believes it only with a known signature and for the ledger that was asked about.
    ///
    /// - Throws: `NoteError` or `CheckpointError`, both fit to show to a person.
    public init(note bytes: [UInt8], origin: String, verifiers: [NoteVerifier]) throws {
        let note = try SignedNote(parsing: bytes)
        try note.verify(with: verifiers)
        let checkpoint = try Checkpoint(parsing: note.text)
        guard checkpoint.origin.hasSameBytes(as: origin) else { throw CheckpointError.otherLedger(checkpoint.origin) }
        self = checkpoint
    }
}

extension Checkpoint: Hashable {
    public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(root)
    }
}

public enum CheckpointError: Error, Equatable, CustomStringConvertible {
    case noFinalLineFeed
    case lineCount(Int)
    case origin
    case size
    case root
    case extensionLine
    case otherLedger(String)

    public var description: String {
        switch self {
        case .noFinalLineFeed: "the checkpoint does not end with a line feed"
        case .lineCount(let count): "the checkpoint has \(count) of the 3 lines that it needs"
        case .origin: "the checkpoint's first line is not the name of a ledger"
        case .size: "the checkpoint's second line is not a number of entries"
        case .root: "the checkpoint's third line is not 32 bytes in base64"
        case .extensionLine: "the checkpoint has an empty or unreadable line after its root"
        case .otherLedger(let name): "the checkpoint is of another ledger, \(name)"
        }
    }
}
