import Dispatch
import GRDB
import GRDBSQLite

/// SQLite through GRDB's pool: its connections, write-ahead log and statement cache; our SQL, bound and stepped here.
final class SQLiteEngine: Engine {
    let dialect = Dialect.sqlite
    let pool: DatabasePool
    private let exports = DispatchQueue(label: "granville.long-reads", attributes: .concurrent)

    init(path: String, readers: Int) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = readers
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB lowers synchronous to NORMAL when it sets up the write-ahead log, after prepareDatabase; a power cut
            // could then roll back an acknowledged write. So it is set here, and read back by durability().
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000")
            }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }

    func read<T: Sendable>(long: Bool, _ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        // A page's read takes tens of microseconds; a hop to another thread and back would cost as much again.
        guard long else { return try readNow(body) }
        return try await withCheckedThrowingContinuation { continuation in
            exports.async { continuation.resume(with: Result { try self.readNow(body) }) }
        }
    }

    func readNow<T>(_ body: (Reader) throws -> T) throws -> T {
        // GRDB's own `read` parses BEGIN, COMMIT and two PRAGMAs each time, as dear as a page's query; its readers are
        // opened read-only as it is. These two are cached statements.
        try pool.unsafeRead { db in
            try SQLiteConnection(db).runRead(body)
        }
    }

    func writeGroup(
        _ jobs: [(Transaction) throws -> Void], seal: (Transaction, [(any Error)?]) throws -> Void
    ) throws -> [(any Error)?] {
        try pool.writeWithoutTransaction { db in
            try SQLiteConnection(db).runGroup(begin: "BEGIN IMMEDIATE", jobs, seal: seal)
        }
    }

    func durability() throws -> String {
        try pool.writeWithoutTransaction { db in
            try SQLiteConnection(db).open("PRAGMA synchronous").firstInt() == 2 ? "FULL" : "less than FULL"
        }
    }

    func dropLog() throws {
        do { _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) } } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }

    func close() { try? pool.close() }
}

extension Cursor {
    func firstInt() throws -> Int? {
        defer { close() }
        return try next() ? int(0) : nil
    }
}

final class SQLiteConnection: Connection {
    private let db: GRDB.Database

    init(_ db: GRDB.Database) {
        self.db = db
        super.init(dialect: .sqlite)
    }

    override func open(_ sql: SQL) throws -> Cursor { SQLiteCursor(try prepare(sql), db) }

    override func execute(_ sql: SQL) throws -> Int {
        let statement = try prepare(sql)
        defer { finish(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_DONE: return Int(sqlite3_changes(db.sqliteConnection))
            case SQLITE_ROW: continue
            case let code: throw DatabaseError(code: code, db)
            }
        }
    }

    private func prepare(_ sql: SQL) throws -> OpaquePointer {
        let statement: OpaquePointer
        do {
            statement = try db.cachedStatement(sql: sql.text).sqliteStatement
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
        for (index, value) in sql.values.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(statement, place)
                case .int(let number): sqlite3_bind_int64(statement, place, number)
                case .text(let text): bind(text, to: statement, at: place)
                case .bytes(let bytes): sqlite3_bind_blob(statement, place, bytes, Int32(bytes.count), transient)
                }
            guard code == SQLITE_OK else { throw DatabaseError(code: code, db) }
        }
        return statement
    }

    private func bind(_ text: String, to statement: OpaquePointer, at place: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { utf8 in
            // An empty buffer has no address, and SQLite would read a nil pointer as NULL.
            guard let base = utf8.baseAddress else { return sqlite3_bind_text(statement, place, "", 0, transient) }
            return base.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                sqlite3_bind_text(statement, place, $0, Int32(utf8.count), transient)
            }
        }
    }
}

/// SQLite copies what is bound, so that nothing of ours has to outlive the call.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

private func finish(_ statement: OpaquePointer) {
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
}

private final class SQLiteCursor: Cursor {
    private let statement: OpaquePointer
    private let db: GRDB.Database

    init(_ statement: OpaquePointer, _ db: GRDB.Database) {
        self.statement = statement
        self.db = db
    }

    override func next() throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw DatabaseError(code: code, db)
        }
    }

    override func int(_ column: Int) -> Int? {
        guard sqlite3_column_type(statement, Int32(column)) != SQLITE_NULL else { return nil }
        return Int(sqlite3_column_int64(statement, Int32(column)))
    }

    override func text(_ column: Int) -> String? {
        guard let start = sqlite3_column_text(statement, Int32(column)) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    override func bytes(_ column: Int) -> [UInt8]? {
        guard sqlite3_column_type(statement, Int32(column)) != SQLITE_NULL else { return nil }
        guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    override func close() { finish(statement) }
}

extension DatabaseError {
    init(_ error: GRDB.DatabaseError) {
        self.init(code: error.resultCode.rawValue, message: error.message ?? "SQLite \(error.extendedResultCode.rawValue)")
    }

    init(code: Int32, _ db: GRDB.Database) {
        // The log's index, which is in memory and no part of the data, could not grow: the disk is full, not broken.
        let isOutOfRoom = sqlite3_extended_errcode(db.sqliteConnection) == SQLITE_IOERR | (19 << 8)
        self.init(
            code: isOutOfRoom ? SQLITE_FULL : code & 0xff,
            message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
    }

    private init(code: Int32, message: String) {
        self =
            switch code {
            case SQLITE_CONSTRAINT: .refused(message)
            case SQLITE_FULL: .full
            case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN: .broken(message)
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            default: .failed(message)
            }
    }
}
