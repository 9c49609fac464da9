public import Calendar
public import Database
public import Ledger

/// Which entries somebody wants to see.
public struct LedgerQuery: Sendable, Hashable {
    public var kind: EntryClass?
    /// An account or a record: entries that it made, or that are about it.
    public var about: String?
    /// Days of London's calendar, both included.
    public var from: Day?
    public var to: Day?

    public init(kind: EntryClass? = nil, about: String? = nil, from: Day? = nil, to: Day? = nil) {
        self.kind = kind
        self.about = about
        self.from = from
        self.to = to
    }

    public var isEmpty: Bool { self == LedgerQuery() }
}

/// An entry with its record opened.
public struct LedgerLine: Sendable {
    /// Counted from 0.
    public let position: Int
    /// The entry's own time, a whole minute.
    public let moment: Instant
    public let kind: String
    /// Nil where the record is missing or does not open, and where it is about people.
    public let body: TraceBody?
    /// It tells what was done with a record about people: only those who may see that record read more than its kind.
    public let isAboutPeople: Bool
}

/// Reads entries with their records, newest first.
/// - Warning: opens sealed records. Record the look first.
public struct LedgerList: Sendable {
    private let keys: LedgerKeys
    let organisation: Int

    public init(_ keys: LedgerKeys, _ organisation: Int) {
        self.keys = keys
        self.organisation = organisation
    }

    /// `from` and `count` cut the page out of the whole, newest first; `total` is the number in the whole.
    public func page(
        _ reader: Reader, _ query: LedgerQuery, from: Int, count: Int
    ) throws -> (total: Int, lines: [LedgerLine]) {
        let condition = try condition(query, reader)
        let total = try reader.count("SELECT count(*) FROM ledger_entry e WHERE \(condition)")
        let found = try reader.rows("""
            SELECT e.position, e.entry, e.leaf, b.sealed, b.record_key
            FROM ledger_entry e
            LEFT JOIN ledger_body b ON b.organisation = e.organisation AND b.position = e.position
            WHERE \(condition)
            ORDER BY e.position DESC
            LIMIT \(count) OFFSET \(from)
            """, LedgerRows.StoredEntry.init)
        let origin = try LedgerHead.origin(reader, organisation)
        return (total, found.map { line($0, origin) })
    }

    /// How many entries there are.
    public func size(_ reader: Reader) throws -> Int { try LedgerRows.head(reader, organisation)?.size ?? 0 }

    private func condition(_ query: LedgerQuery, _ reader: Reader) throws -> SQL {
        var conditions: [SQL] = ["e.organisation = \(organisation)"]
        if let from = query.from { conditions.append("e.position >= \(try first(at: Instant(from), reader))") }
        if let to = query.to {
            conditions.append("e.position < \(try first(at: Instant(to.adding(days: 1)), reader))")
        }
        if let kind = query.kind {
            conditions.append(reader.dialect.holds("e.entry", bytes: Array("\n\(kind.rawValue)\n".utf8)))
        }
        if let about = query.about {
            // Entries about people are found under nothing here: not even their number may tell who worked on what.
            conditions.append("""
                EXISTS (SELECT 1 FROM ledger_about a
                    JOIN ledger_body o ON o.organisation = a.organisation AND o.position = a.position
                    WHERE a.organisation = e.organisation AND a.object = \(about) AND a.position = e.position
                        AND o.record_key IS NULL)
                """)
        }
        return SQL.all(conditions)
    }

    /// The first entry at or after a moment; the number of entries where there is none. The ledger's time never goes
    /// back, so halving finds it.
    private func first(at moment: Instant, _ reader: Reader) throws -> Int {
        var range = 0..<(try size(reader))
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let row = try LedgerRows.row(reader, organisation, at: middle)
            let time = row.flatMap { try? Entry(parsing: $0.entry) }?.time ?? 0
            range = time * 1000 >= moment.milliseconds ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
        }
        return range.lowerBound
    }

    private func line(_ row: LedgerRows.StoredEntry, _ origin: String) -> LedgerLine {
        let entry = try? Entry(parsing: row.entry)
        return LedgerLine(
            position: row.position, moment: Instant(milliseconds: (entry?.time ?? 0) * 1000),
            kind: entry?.class.rawValue ?? "",
            body: row.key == nil ? opening(row, origin).flatMap { TraceBody($0.body) } : nil,
            isAboutPeople: row.key != nil)
    }

    func opening(_ row: LedgerRows.StoredEntry, _ origin: String) -> Opening? {
        guard let sealed = row.sealed else { return nil }
        return (try? keys.open(sealed, under: row.key, origin: origin, position: row.position)) ?? nil
    }

    /// All that was done with one record about people, newest first, for those who may see that record.
    public func history(_ reader: Reader, of record: String, most: Int = 500) throws -> [LedgerLine] {
        let origin = try LedgerHead.origin(reader, organisation)
        let rows = try reader.rows("""
            SELECT e.position, e.entry, e.leaf, b.sealed, b.record_key
            FROM ledger_about a
            JOIN ledger_entry e ON e.organisation = a.organisation AND e.position = a.position
            JOIN ledger_body b ON b.organisation = a.organisation AND b.position = a.position
            WHERE a.organisation = \(organisation) AND a.object = \(record)
            ORDER BY a.position DESC
            LIMIT \(most)
            """, LedgerRows.StoredEntry.init)
        return rows.map { row in
            let entry = try? Entry(parsing: row.entry)
            return LedgerLine(
                position: row.position, moment: Instant(milliseconds: (entry?.time ?? 0) * 1000),
                kind: entry?.class.rawValue ?? "", body: opening(row, origin).flatMap { TraceBody($0.body) },
                isAboutPeople: true)
        }
    }

    // MARK: One entry

    /// All that there is to see of one entry; nil when it does not exist.
    public func entry(_ reader: Reader, at position: Int, checkpoint: SignedCheckpoint?) throws -> EntryProof? {
        guard let row = try LedgerRows.row(reader, organisation, at: position) else { return nil }
        let origin = try LedgerHead.origin(reader, organisation)
        let opening = row.key == nil ? opening(row, origin) : nil
        let commitment = (try? Entry(parsing: row.entry))?.commitment
        let leaf = MerkleTree.leafHash(row.entry)
        var proof = EntryProof(
            line: line(row, origin), bytes: row.entry, leaf: leaf, isHashRight: leaf.bytes == row.leaf,
            isRecordRight: opening.map { $0.commitment == commitment }, record: opening?.body)
        guard let checkpoint, position < checkpoint.size else { return proof }
        let path = try MerkleTree.inclusionProof(of: UInt64(position), in: UInt64(checkpoint.size)) { node in
            try root(of: node, reader)
        } ?? []
        proof.path = path
        proof.isIncluded = MerkleTree.verifyInclusion(
            of: leaf, at: UInt64(position), in: UInt64(checkpoint.size), proof: path, root: checkpoint.root)
        return proof
    }

    /// Hashed from the entries: nothing stored is believed, and no tree is kept beside them.
    func root(of node: MerkleTree.Node, _ reader: Reader) throws -> Hash {
        let width = 1 << node.level
        var tree = Frontier()
        var next = Int(node.index) * width
        let end = next + width
        while next < end {
            let piece = try LedgerRows.entries(reader, organisation, from: next, below: end)
            guard let last = piece.last else { break }
            for (_, entry) in piece { tree.append(MerkleTree.leafHash(entry)) }
            next = last.position + 1
        }
        return tree.root
    }
}

/// One entry with what proves it.
public struct EntryProof: Sendable {
    public let line: LedgerLine
    /// As stored and hashed.
    public let bytes: [UInt8]
    public let leaf: Hash
    public let isHashRight: Bool
    /// Whether the record is the one that was promised; nil where it cannot be opened.
    public let isRecordRight: Bool?
    /// The record's exact bytes.
    public let record: [UInt8]?
    /// Nil where no checkpoint covers the entry yet.
    public internal(set) var isIncluded: Bool?
    /// From below.
    public internal(set) var path: [Hash] = []
}

extension Dialect {
    /// Do the bytes stand anywhere in the column?
    func holds(_ column: SQL, bytes: [UInt8]) -> SQL {
        switch self {
        case .sqlite: "instr(\(column), \(bytes)) > 0"
        case .postgres: "position(\(bytes) IN \(column)) > 0"
        }
    }
}
