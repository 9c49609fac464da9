/// One database behind two doors: `read` for anyone, and a write door that only the recorder can see.
///
/// Promise: a read sees one moment. A group of writes is on disk before `writeGroup` returns. Safe from any thread.
public final class Database: Sendable {
    let engine: any Engine

    init(engine: any Engine) { self.engine = engine }

    /// Opens the SQLite file, made if it is not there, with write-ahead log and `synchronous=FULL`.
    /// - Parameter readers: connections for reading at most, each with a few open files.
    public static func sqlite(path: String, readers: Int = 6) throws -> Database {
        Database(engine: try SQLiteEngine(path: path, readers: readers))
    }

    /// Opens PostgreSQL by a connection URL, `postgresql://user@host:5432/name`.
    public static func postgres(url: String, connections: Int = 6) throws -> Database {
        Database(engine: try PostgresEngine(url: url, connections: connections))
    }

    public var dialect: Dialect { engine.dialect }

    /// Runs the closure on one consistent snapshot. Quick work only: for a whole table use `readLong`.
    public func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await engine.read(long: false, body)
    }

    /// As `read`, on a thread of its own, so that a long export holds up no page.
    public func readLong<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await engine.read(long: true, body)
    }

    /// As `read`, for the command line and start-up: blocks the calling thread.
    public func readNow<T>(_ body: (Reader) throws -> T) throws -> T {
        try engine.readNow(body)
    }

    /// Runs the jobs in one transaction, each in its own savepoint; then `seal` once; then commits.
    ///
    /// - Parameters:
    ///   - jobs: each either succeeds or throws; one that throws is undone alone.
    ///   - seal: runs last, inside the transaction, with the jobs' outcomes known. If it throws, nothing is kept.
    /// - Warning: for the recorder only. A change made here without a ledger entry breaks the first promise.
    @_spi(Recording)
    public func writeGroup(
        _ jobs: [(Transaction) throws -> Void], seal: (Transaction, _ failures: [(any Error)?]) throws -> Void
    ) throws -> [(any Error)?] {
        try engine.writeGroup(jobs, seal: seal)
    }

    /// Creates and upgrades tables, each feature's migrations in order, in one transaction a migration. Throws before it
    /// changes anything where a newer program has been at the tables, or, with `areAll`, has made others.
    /// - Warning: for start-up only.
    @_spi(Recording)
    public func migrate(_ schemas: [Schema], areAll: Bool = false) throws {
        try Migrations.run(schemas, areAll: areAll, on: engine)
    }

    /// Throws `DatabaseError` where a newer program has written the database. Changes nothing.
    public func refuseNewer(than schemas: [Schema]) throws {
        try engine.readNow { try Migrations.refuseNewer(schemas, areAll: true, $0) }
    }

    /// How this engine promises durability, in its own words: "FULL" (2) for SQLite, "on" for PostgreSQL.
    public func durability() throws -> String { try engine.durability() }

    /// Empties SQLite's write-ahead log into the file, so that what was deleted is not left in it. PostgreSQL keeps its
    /// own; there nothing happens.
    public func dropLog() throws { try engine.dropLog() }

    public func close() { engine.close() }
}

protocol Engine: Sendable {
    var dialect: Dialect { get }
    func read<T: Sendable>(long: Bool, _ body: @escaping @Sendable (Reader) throws -> T) async throws -> T
    func readNow<T>(_ body: (Reader) throws -> T) throws -> T
    func writeGroup(
        _ jobs: [(Transaction) throws -> Void], seal: (Transaction, [(any Error)?]) throws -> Void
    ) throws -> [(any Error)?]
    func durability() throws -> String
    func dropLog() throws
    func copy<T>(to file: String, _ look: (Reader) throws -> T) throws -> T
    func close()
}

extension Engine {
    func dropLog() throws {}
}

extension Connection {
    /// Runs the closure on one snapshot, which ends with it.
    func runRead<T>(_ body: (Reader) throws -> T) throws -> T {
        _ = try execute("BEGIN")
        do {
            let value = try body(Reader(connection: self))
            _ = try execute("COMMIT")
            return value
        } catch {
            _ = try? execute("ROLLBACK")
            throw error
        }
    }

    /// The one way a group goes to disk, the same on both engines.
    func runGroup(
        begin: SQL, _ jobs: [(Transaction) throws -> Void], seal: (Transaction, [(any Error)?]) throws -> Void
    ) throws -> [(any Error)?] {
        let transaction = Transaction(self)
        _ = try execute(begin)
        do {
            var failures: [(any Error)?] = []
            failures.reserveCapacity(jobs.count)
            for job in jobs {
                _ = try execute("SAVEPOINT job")
                do {
                    try job(transaction)
                    _ = try execute("RELEASE SAVEPOINT job")
                    failures.append(nil)
                } catch {
                    _ = try execute("ROLLBACK TO SAVEPOINT job")
                    _ = try execute("RELEASE SAVEPOINT job")
                    failures.append(error)
                }
            }
            try seal(transaction, failures)
            _ = try execute("COMMIT")
            return failures
        } catch {
            _ = try? execute("ROLLBACK")
            throw error
        }
    }
}
