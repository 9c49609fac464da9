/// Why a checkpoint was not signed. Each description says what is wrong and what to do, to an operator or auditor.
public enum CheckpointRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// Fewer entries are stored than were signed once.
    case shorter(signed: Int, stored: Int)
    /// The stored entries from one to another do not give the root that is kept.
    case changed(from: Int, to: Int)
    case missing(entry: Int)
    /// The head of the ledger does not fit its entries.
    case head
    /// A ledger before this one is not what the present one says of it.
    case closed(String)
    case storedCheckpoint(size: Int, cause: String)
    case fileUnreadable(path: String, cause: String)
    case fileNotWritten(path: String, cause: String)

    public var description: String {
        switch self {
        case .shorter(let signed, let stored):
            """
            The ledger holds \(stored) entries, but \(signed) were signed. \
            Was an older copy of the database put back? Put back the newest one. If there is none that is newer, \
            granville next-ledger goes on from here and says so in the ledger. Nothing is signed until then.
            """
        case .changed(let from, let to):
            "What was signed does not fit the entries \(from) to \(to). \(Self.verify)"
        case .missing(let entry):
            "Entry \(entry) is missing. \(Self.verify)"
        case .head:
            "The head of the ledger does not fit its entries. \(Self.verify)"
        case .closed(let words): "\(words) \(Self.verify)"
        case .storedCheckpoint(let size, let cause):
            "The stored checkpoint over \(size) entries cannot be relied on: \(cause). \(Self.verify)"
        case .fileUnreadable(let path, let cause):
            "The last signed checkpoint in \(path) cannot be relied on: \(cause). Put the file back from a backup."
        case .fileNotWritten(let path, let cause):
            "The signed checkpoint could not be written to \(path): \(cause). It is kept in the database."
        }
    }

    private static let verify = "Run granville audit verify, keep a copy of the database, and ask who changed it."
}
