@_spi(Recording) import Database
import Ledger
import Log
import Server
import Support

/// A table of words to write, and the ledger's tables as they are stored.
extension World {
    func makeTable() throws {
        let dialect = database.dialect
        try tamper(
            "CREATE TABLE parent (word \(dialect.text) NOT NULL PRIMARY KEY)",
            """
            CREATE TABLE word (
                word \(dialect.text) NOT NULL,
                parent \(dialect.text) REFERENCES parent (word) DEFERRABLE INITIALLY DEFERRED
            )
            """)
    }

    func write(_ word: String?, parent: String? = nil, _ more: @escaping @Sendable () throws -> Void = {}) async throws {
        try await recorder.record(.planWrite, by: actor) { write in
            try write.sql.execute("INSERT INTO word (word, parent) VALUES (\(word), \(parent))")
            write.trace(Trace("wrote a word", "word", write.newID()))
            try more()
        }
    }

    /// As a form does it.
    func press(_ form: String, _ location: String) async throws -> String {
        try await recorder.record(.planWrite, by: actor) { write in
            if let first = try write.alreadyDone(form) { return first }
            try write.sql.execute("INSERT INTO word (word) VALUES (\(location))")
            write.trace(Trace("pressed", "word", write.newID()))
            try write.done(form, location: location)
            return location
        }
    }

    func words() async throws -> [String] {
        try await database.read { try $0.rows("SELECT word FROM word ORDER BY word") { try $0.text(0) } }
    }

    func entries() async throws -> [(position: Int, entry: [UInt8])] {
        try await database.read { reader in
            try reader.rows("SELECT position, entry FROM ledger_entry ORDER BY position") {
                (try $0.int(0), try $0.bytes(1))
            }
        }
    }

    func head() async throws -> Frontier {
        let bytes = try await database.read { try $0.first("SELECT frontier FROM ledger_head") { try $0.bytes(0) } }
        return try Frontier(decoding: bytes ?? [])
    }

    func lines() async throws -> [LedgerLine] {
        let keys = services.keys
        return try await database.read { try LedgerList(keys, 1).page($0, LedgerQuery(), from: 0, count: 1000).lines }
    }

    func verify() async throws -> AuditReport {
        try await LedgerAudit.verify(
            database, keys: services.keys, organisation: 1, lastSigned: services.checkpoints.lastSigned(1))
    }

    /// Changes what no program of ours would change.
    func tamper(_ statements: SQL...) throws {
        let failures = try database.writeGroup(
            [{ transaction in for statement in statements { try transaction.execute(statement) } }], seal: { _, _ in })
        if let failure = failures.first ?? nil { throw failure }
    }

    /// SQLite then takes the disk for full. A pragma takes no bound value, so the number is part of the text.
    func limitPages(_ count: Int) throws { try tamper(SQL(stringLiteral: "PRAGMA max_page_count = \(count)")) }

    func copyLedger(to other: World) async throws {
        try other.tamper("DELETE FROM ledger_head", "DELETE FROM ledger_entry", "DELETE FROM ledger_body", "DELETE FROM ledger_about")
        let copies = try await database.read { reader -> [SQL] in
            let heads = try reader.rows("SELECT origin, size, frontier, last_time FROM ledger_head") {
                """
                INSERT INTO ledger_head (organisation, origin, size, frontier, last_time)
                VALUES (1, \(try $0.text(0)), \(try $0.int(1)), \(try $0.bytes(2)), \(try $0.int(3)))
                """ as SQL
            }
            let entries = try reader.rows("SELECT position, entry, leaf FROM ledger_entry") {
                """
                INSERT INTO ledger_entry (organisation, position, entry, leaf)
                VALUES (1, \(try $0.int(0)), \(try $0.bytes(1)), \(try $0.bytes(2)))
                """ as SQL
            }
            let bodies = try reader.rows("SELECT position, sealed FROM ledger_body") {
                "INSERT INTO ledger_body (organisation, position, sealed) VALUES (1, \(try $0.int(0)), \(try $0.bytes(1)))" as SQL
            }
            let index = try reader.rows("SELECT object, position FROM ledger_about") {
                "INSERT INTO ledger_about (organisation, object, position) VALUES (1, \(try $0.text(0)), \(try $0.int(1)))" as SQL
            }
            let checkpoints = try reader.rows("SELECT size, number, note, frontier, signed_at, seal FROM ledger_checkpoint") {
                """
                INSERT INTO ledger_checkpoint (organisation, size, number, note, frontier, signed_at, seal)
                VALUES (1, \(try $0.int(0)), \(try $0.int(1)), \(try $0.text(2)), \(try $0.bytes(3)), \(try $0.int(4)),
                    \(try $0.bytes(5)))
                """ as SQL
            }
            return heads + entries + bodies + index + checkpoints
        }
        for copy in copies { try other.tamper(copy) }
    }
}
