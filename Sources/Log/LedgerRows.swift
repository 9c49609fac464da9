import Calendar
import Database
import Ledger

/// The ledger's tables as they are stored, damage and all.
enum LedgerRows {
    struct StoredEntry {
        var position: Int
        var entry: [UInt8]
        var leaf: [UInt8]
        /// Nil when there is no record beside the entry.
        var sealed: [UInt8]?
        /// The record whose key the record of the entry is kept under; nil for the program's own.
        var key: String?
    }

    struct Head {
        var origin: String
        var size: Int
        var frontier: [UInt8]
        var lastTime: Int
    }

    struct StoredCheckpoint {
        var size: Int
        var number: Int
        var note: String
        var frontier: [UInt8]
        var signedAt: Int
        var seal: [UInt8]
    }

    /// Rows read at once. PostgreSQL hands a result over whole, so a ledger is read in pieces.
    static let piece = 1000

    static func head(_ reader: Reader, _ organisation: Int) throws -> Head? {
        try reader.first("""
            SELECT origin, size, frontier, last_time
            FROM ledger_head
            WHERE organisation = \(organisation)
            """
        ) {
            Head(
                origin: try $0.text(0), size: try $0.int(1), frontier: try $0.bytes(2), lastTime: try $0.int(3))
        }
    }

    static func rows(_ reader: Reader, _ organisation: Int, from position: Int) throws -> [StoredEntry] {
        try reader.rows("""
            SELECT e.position, e.entry, e.leaf, b.sealed, b.record_key
            FROM ledger_entry e
            LEFT JOIN ledger_body b ON b.organisation = e.organisation AND b.position = e.position
            WHERE e.organisation = \(organisation) AND e.position >= \(position)
            ORDER BY e.position
            LIMIT \(piece)
            """, StoredEntry.init)
    }

    static func row(_ reader: Reader, _ organisation: Int, at position: Int) throws -> StoredEntry? {
        try reader.first("""
            SELECT e.position, e.entry, e.leaf, b.sealed, b.record_key
            FROM ledger_entry e
            LEFT JOIN ledger_body b ON b.organisation = e.organisation AND b.position = e.position
            WHERE e.organisation = \(organisation) AND e.position = \(position)
            """, StoredEntry.init)
    }

    /// Entries alone, for hashing.
    static func entries(
        _ reader: Reader, _ organisation: Int, from position: Int, below end: Int
    ) throws -> [(position: Int, entry: [UInt8])] {
        try reader.rows("""
            SELECT position, entry
            FROM ledger_entry
            WHERE organisation = \(organisation) AND position >= \(position) AND position < \(end)
            ORDER BY position
            LIMIT \(piece)
            """) { (try $0.int(0), try $0.bytes(1)) }
    }

    /// Checkpoints over more than `lower` and at most `upper` entries, smallest first.
    static func checkpoints(
        _ reader: Reader, _ organisation: Int, above lower: Int, upTo upper: Int
    ) throws -> [StoredCheckpoint] {
        try reader.rows("""
            SELECT size, number, note, frontier, signed_at, seal
            FROM ledger_checkpoint
            WHERE organisation = \(organisation) AND size > \(lower) AND size <= \(upper)
            ORDER BY size
            """, StoredCheckpoint.init)
    }

    /// The largest over at most so many entries.
    static func newestCheckpoint(
        _ reader: Reader, _ organisation: Int, upTo upper: Int = .max
    ) throws -> StoredCheckpoint? {
        try reader.first("""
            SELECT size, number, note, frontier, signed_at, seal
            FROM ledger_checkpoint
            WHERE organisation = \(organisation) AND size <= \(upper)
            ORDER BY size DESC
            LIMIT 1
            """, StoredCheckpoint.init)
    }

    /// Hashes the stored entries from the tree's end on; stops before `end`, or where one is missing.
    static func grow(
        _ tree: inout Frontier, _ reader: Reader, _ organisation: Int, to end: Int,
        each step: (Frontier) throws -> Void = { _ in }
    ) throws {
        while Int(tree.size) < end {
            let piece = try entries(reader, organisation, from: Int(tree.size), below: end)
            if piece.isEmpty { return }
            for (position, entry) in piece {
                guard position == Int(tree.size) else { return }
                tree.append(MerkleTree.leafHash(entry))
                try step(tree)
            }
        }
    }
}

extension LedgerRows.StoredCheckpoint {
    init(_ row: Row) throws {
        size = try row.int(0)
        number = try row.int(1)
        note = try row.text(2)
        frontier = try row.bytes(3)
        signedAt = try row.int(4)
        seal = try row.bytes(5)
    }
}

extension LedgerRows.StoredEntry {
    /// Position, entry, leaf, sealed record, the record whose key that is kept under.
    init(_ row: Row) throws {
        position = try row.int(0)
        entry = try row.bytes(1)
        leaf = try row.bytes(2)
        sealed = row.bytesOrNil(3)
        key = row.textOrNil(4)
    }
}
