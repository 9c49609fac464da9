public import Calendar
import Database
public import Ledger

/// A ledger that ended because an older copy of the database was put back: what it still holds, and what had been signed.
///
/// A signed tree must never go on from fewer entries than were signed, or two histories of the same name would exist. So
/// its rows are kept as they are, and a next ledger begins whose first entry commits to both numbers and both roots.
public struct ClosedLedger: Sendable, Hashable {
    /// Counted from 1.
    public let number: Int
    public let origin: String
    /// Entries that are still there.
    public let size: Int
    /// Over those.
    public let root: Hash
    /// The checkpoint that had been signed, whole.
    public let note: String
    /// Entries that it spoke of.
    public let signedSize: Int
    public let signedRoot: Hash
    public let closedAt: Instant
    /// Who decided; nil where the next ledger's first entry cannot be opened.
    public internal(set) var reason: String?
    /// What stands in the organisation's place in its rows.
    let keptUnder: Int

    /// How many entries were lost with the newer database, as far as they were signed.
    public var lost: Int { signedSize - size }

    /// What the next ledger's first entry must say, but for its moment and its reason.
    var trace: Trace {
        Trace(
            "started this ledger after an older copy was put back", "ledger", origin, before: signedSize, after: size,
            fields: ["signed root \(signedRoot.base64)", "root \(root.base64)"], reason: reason)
    }
}

extension EntryClass {
    /// The first entry of a ledger that follows another.
    public static let ledgerNext = EntryClass("ledger.next")
}

extension LedgerHead {
    static func origin(_ organisation: Int, number: Int) -> String { "granville/\(organisation)/ledger/\(number)" }

    /// The name of the ledger that is written to now.
    static func origin(_ reader: Reader, _ organisation: Int) throws -> String {
        origin(organisation, number: try LedgerPosition.number(reader, organisation: organisation))
    }
}

enum ClosedLedgers {
    /// First to last. Nothing in them is believed before `check` has passed.
    static func rows(_ reader: Reader, _ organisation: Int) throws -> [ClosedLedger] {
        try reader.rows("""
            SELECT number, kept_under, size, root, note, signed_size, signed_root, closed_at
            FROM ledger_closed
            WHERE organisation = \(organisation)
            ORDER BY number
            """
        ) { row in
            let number = try row.int(0)
            return ClosedLedger(
                number: number, origin: LedgerHead.origin(organisation, number: number), size: try row.int(2),
                root: Hash(try row.bytes(3)) ?? MerkleTree.emptyRoot, note: try row.text(4), signedSize: try row.int(5),
                signedRoot: Hash(try row.bytes(6)) ?? MerkleTree.emptyRoot,
                closedAt: Instant(milliseconds: Int64(try row.int(7))), reason: nil, keptUnder: try row.int(1))
        }
    }

    /// As above, with the reason out of each next ledger's first entry, and nil in place of a reason that is not there.
    static func all(_ reader: Reader, _ keys: LedgerKeys, _ organisation: Int) throws -> [ClosedLedger] {
        let rows = try rows(reader, organisation)
        return try rows.enumerated().map { index, one in
            var one = one
            one.reason = try start(after: index, of: rows, reader, keys, organisation)?.reason
            return one
        }
    }

    /// The row of each closed ledger must be what the next one's first entry says, under its seal; the sentences say
    /// where it is not. Without this, who can write to the database could have a ledger begin anew.
    static func faults(_ reader: Reader, _ keys: LedgerKeys, _ organisation: Int) throws -> [String] {
        let rows = try rows(reader, organisation)
        var faults: [String] = []
        for (index, closed) in rows.enumerated() {
            guard closed.number == index + 1 else {
                faults.append("Closed ledgers: number \(closed.number) stands where \(index + 1) was due.")
                continue
            }
            guard let body = try start(after: index, of: rows, reader, keys, organisation), body.says(closed.trace) else {
                faults.append("Ledger \(closed.number + 1): its first entry does not say that it follows ledger \(closed.number).")
                continue
            }
            let signed = try? keys.read(checkpoint: Array(closed.note.utf8), origin: closed.origin)
            if signed?.root != closed.signedRoot || signed?.size != UInt64(exactly: closed.signedSize) {
                faults.append("Ledger \(closed.number): the checkpoint that was signed over it is not what was kept.")
            }
        }
        return faults
    }

    private static func start(
        after index: Int, of rows: [ClosedLedger], _ reader: Reader, _ keys: LedgerKeys, _ organisation: Int
    ) throws -> TraceBody? {
        let isLast = index == rows.count - 1
        let keptUnder = isLast ? organisation : rows[index + 1].keptUnder
        guard let row = try LedgerRows.row(reader, keptUnder, at: 0), let sealed = row.sealed,
            let entry = try? Entry(parsing: row.entry), entry.class == .ledgerNext,
            let opening = try? keys.open(
                sealed, under: row.key, origin: LedgerHead.origin(organisation, number: rows[index].number + 1), position: 0),
            opening.commitment == entry.commitment
        else { return nil }
        return TraceBody(opening.body)
    }
}

extension TraceBody {
    fileprivate func says(_ trace: Trace) -> Bool {
        did == trace.did && object == trace.object && id == trace.id && before == trace.before && after == trace.after
            && fields == trace.fields
    }
}
