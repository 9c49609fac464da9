/// What a check of a whole ledger found.
public struct LedgerReport: Sendable, Equatable {
    /// Rows that were read.
    public internal(set) var entries: UInt64 = 0
    public internal(set) var bodiesOpened: UInt64 = 0
    public internal(set) var bodiesErased: UInt64 = 0
    /// Signed or otherwise known roots that the entries give.
    public internal(set) var checkpointsConfirmed: UInt64 = 0
    /// Over the entries as they hash now.
    public internal(set) var root = MerkleTree.emptyRoot
    public internal(set) var findings: [LedgerFinding] = []
    /// Found beyond those that are kept.
    public internal(set) var findingsOmitted: UInt64 = 0

    public var isSound: Bool { findings.isEmpty }
}

/// One thing that does not fit, with its place. The description is a sentence for the auditor.
public struct LedgerFinding: Sendable, Equatable, CustomStringConvertible {
    /// Entries are counted from 0, as in the tree; a checkpoint is named by the number of entries it speaks of.
    public enum Place: Sendable, Equatable {
        case entry(UInt64)
        case entries(ClosedRange<UInt64>)
        case checkpoint(UInt64)
        case frontier
    }

    public enum Problem: Sendable, Equatable {
        case hashMismatch
        case hashLength(Int)
        case unreadable(EntryError)
        case timeBackwards(from: Int64, to: Int64)
        case bodyMismatch
        case bodyUnreadable(String)
        case missing
        case outOfOrder(expected: UInt64)
        case noteUnreadable(String)
        case storedSize(signed: UInt64)
        /// The last size whose root was right, or 0.
        case rootMismatch(since: UInt64)
        case rootStillDiffers
        case unconfirmable
        case truncated(stored: UInt64)
        case late
        case frontierUnreadable(FrontierError)
        case frontierSize(stored: UInt64, counted: UInt64)
        case frontierRoot
    }

    public let place: Place
    public let problem: Problem

    public init(place: Place, problem: Problem) {
        self.place = place
        self.problem = problem
    }

    public var description: String { "\(placeName): \(sentence)" }

    private var placeName: String {
        switch place {
        case .entry(let index): "Entry \(index)"
        case .entries(let range) where range.count == 1: "Entry \(range.lowerBound)"
        case .entries(let range): "Entries \(range.lowerBound) to \(range.upperBound)"
        case .checkpoint(let size): "Checkpoint over \(size) \(size == 1 ? "entry" : "entries")"
        case .frontier: "Head of the ledger"
        }
    }

    private var sentence: String {
        switch problem {
        case .hashMismatch:
            "the stored entry does not match its hash."
        case .hashLength(let count):
            "its stored hash is \(count) bytes long instead of 32."
        case .unreadable(let error):
            "it cannot be read: \(error)."
        case .timeBackwards(let from, let to):
            "its time, \(UTCMinute(to)), is before that of an earlier entry, \(UTCMinute(from))."
        case .bodyMismatch:
            "its record is not the one that was promised when the entry was made."
        case .bodyUnreadable(let cause):
            "its record cannot be opened: \(cause)."
        case .missing:
            "missing."
        case .outOfOrder(let expected):
            "stored twice or out of order; entry \(expected) was due."
        case .noteUnreadable(let cause):
            "it cannot be relied on: \(cause)."
        case .storedSize(let signed):
            "what was signed is a checkpoint over \(signed)."
        case .rootMismatch(let since):
            "the stored entries do not give the root that was signed. \(suspects(since: since))"
        case .rootStillDiffers:
            "the root still differs from what was signed, as at the checkpoint before."
        case .unconfirmable:
            "it cannot be compared, because entries before it are missing."
        case .truncated(let stored):
            "it was signed, but the ledger ends after \(stored)."
        case .late:
            "it was not compared, because the entries had already passed it."
        case .frontierUnreadable(let error):
            "\(error)"
        case .frontierSize(let stored, let counted):
            "it speaks of \(stored) entries, but \(counted) are stored."
        case .frontierRoot:
            "it does not fit the stored entries."
        }
    }

    private func suspects(since: UInt64) -> String {
        guard case .checkpoint(let size) = place, size > since else { return "One of the two is false." }
        if size - since == 1 { return "Entry \(since) is not what it was." }
        return "At least one of the entries \(since) to \(size - 1) is not what it was."
    }
}
