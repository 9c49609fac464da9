import Calendar
public import Database
import Ledger

/// What a code on paper says of the ledger that is stored today.
public enum CodeMatch: Sendable {
    /// The ledger was exactly so after its first `size` entries. `last` is the last of them.
    case matches(size: Int, last: LedgerLine?)
    /// The code speaks of `size` entries, and today's ledger gives another code for them.
    case differs(size: Int)
    /// The code speaks of more entries than are stored.
    case longer(size: Int, stored: Int)
    /// As `matches`, in a ledger that ended because an older copy of the database was put back.
    case matchesClosed(number: Int, size: Int)
    /// The ledger never had this code, at no moment.
    case never
    /// Not a checkpoint of ours; the text says why.
    case notOurs(String)
    case notACode
}

/// Finds the moment that a printed code belongs to: a root in base64 or hexadecimal, its first 16 digits or more, or a
/// whole signed checkpoint.
public struct LedgerCode: Sendable {
    private let keys: LedgerKeys
    private let organisation: Int

    /// Fewer hexadecimal digits could be met by chance.
    public static let fewestDigits = 16

    public init(_ keys: LedgerKeys, _ organisation: Int) {
        self.keys = keys
        self.organisation = organisation
    }

    public func find(_ code: String, _ reader: Reader) throws -> CodeMatch {
        let closed = try ClosedLedgers.rows(reader, organisation)
        if code.contains("\n— ") { return try find(note: code, closed, reader) }
        let plain = String(code.filter { !$0.isWhitespace })
        if let root = Hash(base64: plain) { return try find({ $0 == root }, closed, reader) }
        let digits = plain.lowercased()
        guard (Self.fewestDigits...64).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit) else { return .notACode }
        return try find({ $0.hex.hasPrefix(digits) }, closed, reader)
    }

    private func find(_ isIt: (Hash) -> Bool, _ closed: [ClosedLedger], _ reader: Reader) throws -> CodeMatch {
        let present = try find(isIt, reader)
        guard case .never = present else { return present }
        for one in closed {
            if case .matches(let size, _) = try find(isIt, reader, keptUnder: one.keptUnder) {
                return .matchesClosed(number: one.number, size: size)
            }
        }
        return .never
    }

    private func find(note: String, _ closed: [ClosedLedger], _ reader: Reader) throws -> CodeMatch {
        // The note's own first line says of which ledger it is; its signature, under that name, is checked below.
        let name = note.prefix { $0 != "\n" }
        let earlier = closed.first { $0.origin == name }
        let origin = try earlier?.origin ?? LedgerHead.origin(reader, organisation)
        let organisation = earlier?.keptUnder ?? organisation
        let bytes = Array(note.utf8.reversed().drop { $0 == 0x0A || $0 == 0x20 }.reversed()) + [0x0A]
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(
                note: bytes, origin: origin, verifiers: [try keys.signer(origin: origin).verifier])
        } catch {
            return .notOurs("\(error)")
        }
        let stored = try LedgerRows.head(reader, organisation)?.size ?? 0
        guard let size = Int(exactly: checkpoint.size), size <= stored else {
            return .longer(size: Int(clamping: checkpoint.size), stored: stored)
        }
        var tree = Frontier()
        try LedgerRows.grow(&tree, reader, organisation, to: size)
        guard tree.root == checkpoint.root, Int(tree.size) == size else { return .differs(size: size) }
        if let earlier { return .matchesClosed(number: earlier.number, size: size) }
        return .matches(size: size, last: try last(size, reader))
    }

    /// Asks the root after every single entry: a code may have been printed between two checkpoints.
    private func find(_ isIt: (Hash) -> Bool, _ reader: Reader, keptUnder: Int? = nil) throws -> CodeMatch {
        let organisation = keptUnder ?? organisation
        struct Found: Error { let size: Int }
        var tree = Frontier()
        do {
            if isIt(tree.root) { throw Found(size: 0) }
            let stored = try LedgerRows.head(reader, organisation)?.size ?? 0
            try LedgerRows.grow(&tree, reader, organisation, to: stored) { tree in
                if isIt(tree.root) { throw Found(size: Int(tree.size)) }
            }
            return .never
        } catch let found as Found {
            return .matches(size: found.size, last: keptUnder == nil ? try last(found.size, reader) : nil)
        }
    }

    private func last(_ size: Int, _ reader: Reader) throws -> LedgerLine? {
        try LedgerList(keys, organisation).entry(reader, at: size - 1, checkpoint: nil)?.line
    }
}
