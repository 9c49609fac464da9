import Dispatch
import GRDB

extension SQLiteEngine {
    /// By a connection of its own, so that the writer's never waits for it: a copy sees the moment at which it began.
    /// VACUUM INTO leaves out what was deleted, which a copy of the file's pages would carry along.
    func copy<T>(to file: String, _ look: (Reader) throws -> T) throws -> T {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            let source = try DatabaseQueue(path: pool.path, configuration: configuration)
            try source.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [file]) }
            try source.close()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
        let copy = try SQLiteFileEngine(path: file)
        defer { copy.close() }
        return try copy.readNow(look)
    }
}

/// A file that is looked at and left as it is, byte for byte: a copy whose hash is written down.
final class SQLiteFileEngine: Engine {
    let dialect = Dialect.sqlite
    private let queue: DatabaseQueue
    private let reads = DispatchQueue(label: "granville.file-reads")

    init(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        do { queue = try DatabaseQueue(path: path, configuration: configuration) } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }

    func read<T: Sendable>(long: Bool, _ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            reads.async { continuation.resume(with: Result { try self.readNow(body) }) }
        }
    }

    func readNow<T>(_ body: (Reader) throws -> T) throws -> T {
        do {
            return try queue.read { db in try body(Reader(connection: SQLiteConnection(db))) }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }

    func writeGroup(
        _ jobs: [(Transaction) throws -> Void], seal: (Transaction, [(any Error)?]) throws -> Void
    ) throws -> [(any Error)?] { throw DatabaseError.closed }

    func durability() throws -> String { "read only" }

    func copy<T>(to file: String, _ look: (Reader) throws -> T) throws -> T { throw DatabaseError.closed }

    func close() { try? queue.close() }
}
