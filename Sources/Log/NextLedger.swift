import Calendar
public import Database
import Ledger

/// Goes on in a next ledger where the stored one is shorter than what was signed: the newer entries are lost, and that
/// stands in the ledger from then on, as a fact with a name to it.
public struct NextLedger: Sendable {
    private let organisation: Int
    private let keys: LedgerKeys
    private let signed: Checkpoint
    private let note: String
    private let reason: String

    /// The checkpoint that was signed last, out of the file beside the database. Nil where the stored ledger holds all
    /// that it speaks of. Throws `CheckpointRefusal` where the file or what is stored cannot be relied on.
    public init?(
        _ reader: Reader, keys: LedgerKeys, organisation: Int, lastSigned: LastSigned, decidedBy: String
    ) throws {
        guard let bytes = try lastSigned.read(), let kept = try keys.kept(in: lastSigned, reader, organisation) else { return nil }
        guard let head = try LedgerRows.head(reader, organisation), head.size < Int(kept.size) else { return nil }
        self.organisation = organisation
        self.keys = keys
        signed = kept
        note = String(decoding: bytes, as: UTF8.self)
        reason = "Decided by \(decidedBy)"
    }

    /// Throws `NextLedger.Fault` when the ledger is not, or no longer, shorter than the checkpoint says.
    public func start(by recorder: Recorder) async throws {
        let (organisation, signed, note, reason) = (organisation, signed, note, reason)
        try await recorder.record(.ledgerNext, by: Actor(organisation: organisation, account: nil)) { write in
            guard let head = try LedgerHead.read(write.reader, organisation, lock: true),
                head.origin == signed.origin, head.frontier.size < signed.size
            else { throw Fault.notShorter }
            let number = try LedgerPosition.number(write.reader, organisation: organisation)
            let closed = ClosedLedger(
                number: number, origin: head.origin, size: Int(head.frontier.size), root: head.frontier.root, note: note,
                signedSize: Int(signed.size), signedRoot: signed.root, closedAt: write.now, reason: reason,
                keptUnder: -(organisation * Self.most + number))
            try Self.setAside(closed, organisation, write.sql)
            write.trace(closed.trace)
        }
    }

    public enum Fault: Error, Sendable, CustomStringConvertible {
        case notShorter
        public var description: String { "The ledger is not shorter than what was signed, so it goes on as it is." }
    }

    /// More ledgers than this no organisation will begin.
    private static let most = 1000

    private static func setAside(_ closed: ClosedLedger, _ organisation: Int, _ sql: Transaction) throws {
        let kept = closed.keptUnder
        let tables: [SQL] = [
            "ledger_head", "ledger_entry", "ledger_body", "ledger_about", "ledger_checkpoint", "ledger_cosignature",
        ]
        for table in tables {
            try sql.execute("UPDATE \(table) SET organisation = \(kept) WHERE organisation = \(organisation)")
        }
        try WitnessName.retire(organisation, keptUnder: kept, sql)
        try sql.execute("""
            INSERT INTO ledger_closed
                (organisation, number, kept_under, size, root, note, signed_size, signed_root, closed_at)
            VALUES (\(organisation), \(closed.number), \(kept), \(closed.size), \(closed.root.bytes), \(closed.note),
                \(closed.signedSize), \(closed.signedRoot.bytes), \(closed.closedAt.milliseconds))
            """)
    }
}
