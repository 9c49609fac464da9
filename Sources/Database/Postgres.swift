import CLibPQ
import Foundation

/// PostgreSQL through libpq: a few connections, each with its own thread, because libpq blocks while it waits.
final class PostgresEngine: Engine {
    let dialect = Dialect.postgres
    private let readers: PostgresPool
    private let writer: PostgresPool

    init(url: String, connections: Int) throws {
        readers = try PostgresPool(url: url, count: max(1, connections - 1), setUp: [
            "SET default_transaction_isolation = 'repeatable read'", "SET default_transaction_read_only = on",
        ])
        writer = try PostgresPool(url: url, count: 1, setUp: ["SET synchronous_commit = on"])
    }

    func read<T: Sendable>(long: Bool, _ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            readers.submit { connection in continuation.resume(with: Result { try Self.read(connection, body) }) }
        }
    }

    func readNow<T>(_ body: (Reader) throws -> T) throws -> T {
        try readers.wait { connection in try Self.read(connection, body) }
    }

    private static func read<T>(_ connection: PostgresConnection, _ body: (Reader) throws -> T) throws -> T {
        _ = try connection.execute("BEGIN")
        do {
            let value = try body(Reader(connection: connection))
            _ = try connection.execute("COMMIT")
            return value
        } catch {
            _ = try? connection.execute("ROLLBACK")
            throw error
        }
    }

    func writeGroup(
        _ jobs: [(Transaction) throws -> Void], seal: (Transaction, [(any Error)?]) throws -> Void
    ) throws -> [(any Error)?] {
        try writer.wait { connection in try connection.runGroup(begin: "BEGIN", jobs, seal: seal) }
    }

    func durability() throws -> String {
        try writer.wait { connection in
            let cursor = try connection.open("SHOW synchronous_commit")
            defer { cursor.close() }
            return try cursor.next() ? cursor.text(0) ?? "" : ""
        }
    }

    func close() {
        readers.close()
        writer.close()
    }
}

/// Connections that wait for work, each on a thread of its own.
final class PostgresPool: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [(PostgresConnection) -> Void] = []  // guarded by condition
    private var closed = false  // guarded by condition

    init(url: String, count: Int, setUp: [SQL]) throws {
        for _ in 0..<count {
            let connection = try PostgresConnection(url: url, setUp: setUp)
            let carried = Carried(connection)
            let thread = Thread { [self] in serve(carried.value) }
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    private struct Carried: @unchecked Sendable {
        let value: PostgresConnection
        init(_ value: PostgresConnection) { self.value = value }
    }

    private func serve(_ connection: PostgresConnection) {
        while let job = take() {
            connection.reconnectIfLost()
            job(connection)
        }
        connection.end()
    }

    private func take() -> ((PostgresConnection) -> Void)? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty && !closed { condition.wait() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    func submit(_ job: @escaping (PostgresConnection) -> Void) {
        condition.lock()
        waiting.append(job)
        condition.signal()
        condition.unlock()
    }

    func wait<T>(_ body: (PostgresConnection) throws -> T) throws -> T {
        try withoutActuallyEscaping(body) { body in
            let done = DispatchSemaphore(value: 0)
            var result: Result<T, any Error>?
            submit { connection in
                result = Result { try body(connection) }
                done.signal()
            }
            done.wait()
            guard let result else { throw DatabaseError.closed }
            return try result.get()
        }
    }

    func close() {
        condition.lock()
        closed = true
        condition.broadcast()
        condition.unlock()
    }
}
