import Crypto
import Database

/// A digest of the index that does not depend on the order of its rows: one keyed hash a row, all taken together by
/// exclusive or. The key is fresh for each reading, so nobody can choose rows that cancel out.
struct IndexDigest: Equatable {
    private static let key = SymmetricKey(size: .bits256)

    private var sum: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    private var count = 0

    mutating func add(_ object: [UInt8], _ position: Int) {
        let code = HMAC<SHA256>.authenticationCode(for: object + [0] + Array(String(position).utf8), using: Self.key)
        code.withUnsafeBytes { bytes in
            sum.0 ^= bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            sum.1 ^= bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            sum.2 ^= bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
            sum.3 ^= bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
        }
        count += 1
    }

    static func == (left: IndexDigest, right: IndexDigest) -> Bool { left.sum == right.sum && left.count == right.count }
}

/// The index from accounts and records to entries, and rows that belong to no ledger.
extension LedgerReading {
    private static let index = "ledger_about"

    mutating func readIndex() throws {
        var stored = IndexDigest()
        try eachIndexRow { stored.add(Array($0.utf8), $1) }
        guard stored != expectedIndex else { return }
        let before = report.findings.count + report.findingsOmitted
        try findWrongIndexRows()
        try findLostIndexRows()
        // What an unreadable record named cannot be known; that record has been reported already.
        if before == 0, report.findings.isEmpty {
            find(Self.index, "Index of entries: it does not fit the entries.")
        }
    }

    /// SQLite gives row by row; PostgreSQL a result whole, so there the index is read in pieces.
    private func eachIndexRow(_ take: (String, Int) throws -> Void) throws {
        let limit = reader.dialect == .sqlite ? Int.max : LedgerRows.piece
        var last = ("", Int.min)
        while true {
            var count = 0
            try reader.each("""
                SELECT object, position
                FROM ledger_about
                WHERE organisation = \(organisation) AND (object, position) > (\(last.0), \(last.1))
                ORDER BY object, position
                LIMIT \(limit)
                """
            ) { row in
                last = (try row.text(0), try row.int(1))
                count += 1
                try take(last.0, last.1)
            }
            if count < limit { return }
        }
    }

    private mutating func findWrongIndexRows() throws {
        var wrong: [(position: Int, exists: Bool)] = []
        try eachIndexRow { object, position in
            guard wrong.count < 1000 else { return }
            guard let row = try LedgerRows.row(reader, organisation, at: position) else {
                wrong.append((position, false))
                return
            }
            guard let names = names(of: row) else { return }
            if !names.contains(where: { $0.utf8.elementsEqual(object.utf8) }) { wrong.append((position, true)) }
        }
        for (position, exists) in wrong {
            find(
                Self.index, entry: exists ? position : nil,
                exists
                    ? "Entry \(position): the index finds it under something that its record does not name."
                    : "Index of entries: it points to entry \(position), which is not there.")
        }
    }

    private mutating func findLostIndexRows() throws {
        var from = 0
        while true {
            let piece = try LedgerRows.rows(reader, organisation, from: from)
            for row in piece {
                for name in names(of: row) ?? [] {
                    let found = try reader.count("""
                        SELECT count(*)
                        FROM ledger_about
                        WHERE organisation = \(organisation) AND object = \(name) AND position = \(row.position)
                        """)
                    if found == 0 {
                        find(
                            Self.index, entry: row.position,
                            "Entry \(row.position): the index no longer finds it under something that its record names.")
                    }
                }
            }
            guard piece.count == LedgerRows.piece, let last = piece.last?.position, last < .max else { return }
            from = last + 1
        }
    }

    // MARK: Rows without a place

    mutating func readStrays() throws {
        let records = try reader.rows("""
            SELECT b.position
            FROM ledger_body b
            LEFT JOIN ledger_entry e ON e.organisation = b.organisation AND e.position = b.position
            WHERE b.organisation = \(organisation) AND e.position IS NULL
            ORDER BY b.position
            LIMIT \(LedgerRows.piece)
            """) { try $0.int(0) }
        for position in records {
            find("ledger_body", entry: position, "Entry \(position): there is a record of it, but not the entry.")
        }
        let ledgers = Set(try Self.organisations(reader) { "SELECT min(organisation) FROM ledger_head WHERE organisation > \($0)" })
        for (table, next) in Self.tables {
            for stray in try Self.organisations(reader, next) where !ledgers.contains(stray) && stray != organisation {
                find(table, "\(table): it holds rows of organisation \(stray), which has no ledger.")
            }
        }
    }

    private static var tables: [(String, (Int) -> SQL)] {
        [
            ("ledger_entry", { "SELECT min(organisation) FROM ledger_entry WHERE organisation > \($0)" }),
            ("ledger_body", { "SELECT min(organisation) FROM ledger_body WHERE organisation > \($0)" }),
            ("ledger_about", { "SELECT min(organisation) FROM ledger_about WHERE organisation > \($0)" }),
            ("ledger_checkpoint", { "SELECT min(organisation) FROM ledger_checkpoint WHERE organisation > \($0)" }),
            ("ledger_cosignature", { "SELECT min(organisation) FROM ledger_cosignature WHERE organisation > \($0)" }),
        ]
    }

    /// Steps from one to the next, which reads a row each, not the table.
    private static func organisations(_ reader: Reader, _ next: (Int) -> SQL) throws -> [Int] {
        var found: [Int] = []
        while let organisation = try reader.first(next(found.last ?? .min), { $0.intOrNil(0) }) ?? nil {
            found.append(organisation)
        }
        return found
    }
}
