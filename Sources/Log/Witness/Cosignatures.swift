@_spi(Recording) public import Database
import Ledger

/// What witnesses said of this ledger's checkpoints. Stored beside each, and believed only while it fits.
public enum Cosignatures {
    /// The checkpoint's note with the signature of every witness that vouched for it behind the ledger's own.
    public static func note(_ reader: Reader, organisation: Int, _ checkpoint: SignedCheckpoint) throws -> [UInt8] {
        let note = try SignedNote(parsing: Array(checkpoint.note.utf8))
        return note.adding(try fitting(reader, organisation, checkpoint.size, note).map(\.signature)).encoded
    }

    /// The newest checkpoint over more than `position` entries that a witness vouched for; `newest` where there is none.
    public static func best(
        _ reader: Reader, keys: LedgerKeys, organisation: Int, covering position: Int, newest: SignedCheckpoint
    ) throws -> SignedCheckpoint {
        let size = try reader.first("""
            SELECT size
            FROM ledger_cosignature
            WHERE organisation = \(organisation) AND size > \(position) AND size < \(newest.size)
            ORDER BY size DESC
            LIMIT 1
            """) { try $0.int(0) }
        guard try of(reader, organisation, newest.size).isEmpty, let size,
            let stored = try LedgerRows.checkpoints(reader, organisation, above: size - 1, upTo: size).first
        else { return newest }
        return try keys.trusted(stored, try LedgerHead.origin(reader, organisation))
    }

    /// Entries of the newest checkpoint that this witness vouched for; 0 where it never did.
    static func newestSize(_ reader: Reader, _ organisation: Int, _ vkey: String) throws -> Int {
        try reader.count("""
            SELECT max(size)
            FROM ledger_cosignature
            WHERE organisation = \(organisation) AND vkey = \(vkey)
            """)
    }

    static func fitting(
        _ reader: Reader, _ organisation: Int, _ size: Int, _ note: SignedNote
    ) throws -> [(cosigner: Cosigner, signature: NoteSignature, time: UInt64)] {
        try of(reader, organisation, size).compactMap { vkey, line in
            guard let cosigner = try? Cosigner(vkey: vkey), let found = try? read(line, of: note, cosigner) else { return nil }
            return (cosigner, found.signature, found.time)
        }
    }

    /// The witness's own signature out of what it answered; nil where there is none, thrown where it does not fit.
    static func read(
        _ lines: String, of note: SignedNote, _ cosigner: Cosigner
    ) throws -> (signature: NoteSignature, time: UInt64)? {
        try cosigner.cosignature(of: try SignedNote(parsing: Array("\(note.text)\n\(lines)".utf8)))
    }

    static func of(_ reader: Reader, _ organisation: Int, _ size: Int) throws -> [(vkey: String, line: String)] {
        try reader.rows("""
            SELECT vkey, line
            FROM ledger_cosignature
            WHERE organisation = \(organisation) AND size = \(size)
            ORDER BY vkey
            """) { (try $0.text(0), try $0.text(1)) }
    }

    /// Beside the checkpoint, and like it without an entry: one would make the ledger grow, and ask for the next.
    static func store(_ line: String, _ database: Database, _ organisation: Int, _ size: Int, _ vkey: String) throws {
        let failures = try database.writeGroup([
            { transaction in
                try transaction.execute("""
                    INSERT INTO ledger_cosignature (organisation, size, vkey, line)
                    VALUES (\(organisation), \(size), \(vkey), \(line))
                    ON CONFLICT (organisation, size, vkey) DO UPDATE SET line = excluded.line
                    """)
            }
        ], seal: { _, _ in })
        if let failure = failures.first ?? nil { throw failure }
    }
}

extension LedgerReading {
    /// A stored cosignature that does not fit its checkpoint was changed, or put there by somebody else.
    mutating func readCosignatures() throws {
        let sizes = try reader.rows("""
            SELECT DISTINCT size
            FROM ledger_cosignature
            WHERE organisation = \(organisation)
            ORDER BY size
            """) { try $0.int(0) }
        for size in sizes {
            let stored = try LedgerRows.checkpoints(reader, organisation, above: size - 1, upTo: size).first
            let note = stored.flatMap { try? SignedNote(parsing: Array($0.note.utf8)) }
            for (vkey, line) in try Cosignatures.of(reader, organisation, size) {
                let name = vkey.prefix { $0 != "+" }
                if let note, let cosigner = try? Cosigner(vkey: vkey),
                    (try? Cosignatures.read(line, of: note, cosigner)) ?? nil != nil { continue }
                find(
                    "ledger_cosignature",
                    "Checkpoint over \(size) entries: what is stored as the signature of the witness \(name) does not fit it.")
            }
        }
    }
}
