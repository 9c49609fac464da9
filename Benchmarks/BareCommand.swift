import ArgumentParser
import Crypto
import Foundation
import GRDBSQLite

/// The same rows as a note or a concern, written by SQLite's own interface in a loop: what the disk and the library cost
/// without us.
struct BareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare", abstract: "Time a bare SQLite loop, SHA-256 and the clock.")

    @Option(help: "A folder on the disk to measure.")
    var folder: String

    @Option(help: "Seconds for each loop.")
    var seconds = 3.0

    @Option(help: "Concerns that are there before the loop that files more.")
    var concerns = 0

    func run() throws {
        var results: [String: Double] = [:]
        for group in [1, 16] {
            results["note_loop_groups_of_\(group)_per_second"] = try BareLoop(
                path: "\(folder)/bare-\(group).db", statements: BareLoop.ofANote).perSecond(group: group, seconds: seconds)
        }
        results["filing_loop_groups_of_16_per_second"] = try BareLoop(
            path: "\(folder)/bare-filing.db", statements: BareLoop.ofAFiling, filled: concerns)
            .perSecond(group: 16, seconds: seconds)
        let block = [UInt8](repeating: 7, count: 64)
        var digest = 0
        results["sha256_of_64_bytes_nanoseconds"] = Self.nanoseconds(200_000) { _ in
            digest &+= SHA256.hash(data: block).withUnsafeBytes { Int($0[0]) }
        }
        // Arithmetic that no library helps: tells one machine's clock from another's.
        var state: UInt64 = 88_172_645_463_325_252
        results["million_xorshifts_milliseconds"] = Self.nanoseconds(5) { _ in
            for _ in 0..<1_000_000 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
            }
        } / 1_000_000
        guard digest != 1, state != 1 else { throw ExitCode.failure }  // So that neither loop is left out.
        print(String(decoding: try JSONEncoder().encode(results), as: UTF8.self))
    }

    private static func nanoseconds(_ times: Int, _ body: (Int) -> Void) -> Double {
        let start = DispatchTime.now().uptimeNanoseconds
        for turn in 0..<times { body(turn) }
        return Double(DispatchTime.now().uptimeNanoseconds - start) / Double(times)
    }
}

/// The tables that one note or one concern touches, cut to those columns, with their keys and indexes.
struct BareLoop {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let path: String
    let statements: [String]
    /// Rows of the same kind that are there before: keys that fall anywhere in an index cost more the longer it is.
    var filled = 0

    private static let tables = """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000;
        CREATE TABLE action (organisation INTEGER, id TEXT, updated_at INTEGER, PRIMARY KEY (organisation, id)) WITHOUT ROWID;
        CREATE TABLE note (organisation INTEGER, id TEXT, subject TEXT, kind TEXT, words TEXT, account TEXT, made_at INTEGER,
            PRIMARY KEY (organisation, id)) WITHOUT ROWID;
        CREATE INDEX note_subject ON note (organisation, subject, made_at);
        CREATE TABLE concern (organisation INTEGER, id TEXT, reference TEXT, record_key TEXT, source TEXT, form_version TEXT,
            language TEXT, received_at INTEGER, urgency TEXT, weight INTEGER, holder TEXT, decision TEXT, decided_at INTEGER,
            reporter BLOB, receipt BLOB, news_for_us INTEGER, sealed BLOB, version INTEGER, PRIMARY KEY (organisation, id)) WITHOUT ROWID;
        CREATE UNIQUE INDEX concern_reference ON concern (organisation, reference);
        CREATE UNIQUE INDEX concern_receipt ON concern (organisation, receipt);
        CREATE INDEX concern_reporter ON concern (organisation, reporter, received_at);
        CREATE INDEX concern_held ON concern (organisation, holder, weight DESC, received_at, id, decision)
            WHERE decision IS NULL;
        CREATE INDEX concern_news ON concern (organisation, weight DESC, received_at, id) WHERE news_for_us = 1;
        CREATE INDEX concern_decided ON concern (organisation, decided_at DESC, id) WHERE decision IS NOT NULL;
        CREATE TABLE once (organisation INTEGER, form TEXT, account TEXT, location TEXT, done_at INTEGER,
            PRIMARY KEY (organisation, form)) WITHOUT ROWID;
        CREATE TABLE ledger_head (organisation INTEGER PRIMARY KEY, size INTEGER, frontier BLOB, last_time INTEGER);
        CREATE TABLE ledger_entry (organisation INTEGER, position INTEGER, entry BLOB, leaf BLOB,
            PRIMARY KEY (organisation, position)) WITHOUT ROWID;
        CREATE TABLE ledger_body (organisation INTEGER, position INTEGER, sealed BLOB,
            PRIMARY KEY (organisation, position)) WITHOUT ROWID;
        CREATE TABLE ledger_about (organisation INTEGER, object TEXT, position INTEGER,
            PRIMARY KEY (organisation, object, position)) WITHOUT ROWID;
        INSERT INTO ledger_head VALUES (1, 0, x'', 0);
        """

    static let ofANote = [
        "SELECT location FROM once WHERE organisation = 1 AND form = ?1",
        "UPDATE action SET updated_at = ?2 WHERE organisation = 1 AND id = ?3",
        "INSERT INTO note VALUES (1, ?1, ?3, 'note', 'Met the police; the route is agreed and goes to the board.', ?4, ?2)",
        "INSERT INTO once VALUES (1, ?1, ?4, '/', ?2)",
        "INSERT INTO ledger_entry VALUES (1, ?2, zeroblob(90), zeroblob(32))",
        "INSERT INTO ledger_body VALUES (1, ?2, zeroblob(240))",
        "INSERT INTO ledger_about VALUES (1, ?3, ?2)",
        "INSERT INTO ledger_about VALUES (1, ?4, ?2)",
        "UPDATE ledger_head SET size = ?2, frontier = zeroblob(500), last_time = ?2 WHERE organisation = 1",
    ]

    /// References and the hashes of codes fall anywhere in their indexes, as the program's do. The keys of a concern are
    /// not among them: the program makes them beforehand, many at once.
    static let ofAFiling = [
        "SELECT location FROM once WHERE organisation = 1 AND form = ?1",
        "SELECT count(*) FROM concern WHERE organisation = 1 AND reference = 'CN-2026-' || ?5",
        """
        INSERT INTO concern VALUES (1, ?1, 'CN-2026-' || ?5, ?4, 'public', '2026-11', 'en-GB', ?2, 'dangerNow', 40, NULL, NULL,
            NULL, NULL, ?6, 0, randomblob(700), 1)
        """,
        "INSERT INTO once VALUES (1, ?1, '', ?1, ?2)",
        "INSERT INTO ledger_entry VALUES (1, ?2, zeroblob(90), zeroblob(32))",
        "INSERT INTO ledger_body VALUES (1, ?2, zeroblob(240))",
        "INSERT INTO ledger_about VALUES (1, ?1, ?2)",
        "UPDATE ledger_head SET size = ?2, frontier = zeroblob(500), last_time = ?2 WHERE organisation = 1",
    ]

    func perSecond(group: Int, seconds: Double) throws -> Double {
        var handle: OpaquePointer?
        guard sqlite3_open(path, &handle) == SQLITE_OK, let db = handle else {
            throw Failure(description: "couldn't open \(path)")
        }
        defer { sqlite3_close_v2(db) }
        try execute(Self.tables, db)
        try execute("BEGIN", db)
        for number in 0..<500 { try execute("INSERT INTO action VALUES (1, '\(id(number))', 0)", db) }
        try execute("COMMIT", db)
        var prepared: [OpaquePointer] = []
        for text in statements {
            var statement: OpaquePointer?
            guard sqlite3_prepare_v2(db, text, -1, &statement, nil) == SQLITE_OK, let statement else { throw fault(db) }
            prepared.append(statement)
        }
        defer { for statement in prepared { sqlite3_finalize(statement) } }
        let account = id(999_999)
        try execute("BEGIN", db)
        for number in 0..<filled { try runAll(prepared, db, number, account) }
        try execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", db)
        let start = DispatchTime.now().uptimeNanoseconds
        var written = 0
        while Double(DispatchTime.now().uptimeNanoseconds - start) < seconds * 1e9 {
            try execute("BEGIN IMMEDIATE", db)
            for _ in 0..<group {
                try runAll(prepared, db, filled + written, account)
                written += 1
            }
            try execute("COMMIT", db)
        }
        return Double(written) / (Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }

    private func id(_ number: Int) -> String { "01a20284-5c83-7337-8aa0-\(String(1_000_000_000_000 + number))" }

    private func runAll(_ statements: [OpaquePointer], _ db: OpaquePointer, _ number: Int, _ account: String) throws {
        let random = SHA256.hash(data: Array(String(number).utf8))
        let reference = random.prefix(3).map { String($0, radix: 36) }.joined()
        for statement in statements {
            let texts = [(Int32(1), id(1_000_000 + number)), (3, id(number % 500)), (4, account), (5, reference + String(number))]
            try run(statement, db, texts: texts, number: number + 1, receipt: Array(random))
        }
    }

    private func run(
        _ statement: OpaquePointer, _ db: OpaquePointer, texts: [(Int32, String)], number: Int, receipt: [UInt8]
    ) throws {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (place, text) in texts { sqlite3_bind_text(statement, place, text, -1, copied) }
        sqlite3_bind_blob(statement, 6, receipt, Int32(receipt.count), copied)
        sqlite3_bind_int64(statement, 2, Int64(number))
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW { code = sqlite3_step(statement) }
        sqlite3_reset(statement)
        guard code == SQLITE_DONE else { throw fault(db) }
    }

    private func execute(_ sql: String, _ db: OpaquePointer) throws {
        guard sqlite3_exec(db, sql, nil, nil, nil) == SQLITE_OK else { throw fault(db) }
    }

    private func fault(_ db: OpaquePointer) -> Failure { Failure(description: String(cString: sqlite3_errmsg(db))) }
}
