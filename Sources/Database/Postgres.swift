import CLibPQ
import Foundation

/// PostgreSQL through libpq: a few connections, used on threads of their own, because libpq blocks while it waits.
final class PostgresEngine: Engine {
    let dialect = Dialect.postgres
    let url: String
    private let readers: PostgresPool
    private let writer: PostgresPool
    private let queue = DispatchQueue(label: "granville.postgres", attributes: .concurrent)

    init(url: String, connections: Int) throws {
        self.url = url
        readers = try PostgresPool(url: url, count: max(1, connections - 1), setUp: [
            "SET default_transaction_isolation = 'repeatable read'", "SET default_transaction_read_only = on",
        ])
        writer = try PostgresPool(url: url, count: 1, setUp: ["SET synchronous_commit = on"])
    }

    func read<T: Sendable>(long: Bool, _ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.readNow(body) }) }
        }
    }

    func readNow<T>(_ body: (Reader) throws -> T) throws -> T {
        try readers.lend { connection in try connection.runRead(body) }
    }

    func writeGroup(
        _ jobs: [(Transaction) throws -> Void], seal: (Transaction, [(any Error)?]) throws -> Void
    ) throws -> [(any Error)?] {
        try writer.lend { connection in try connection.runGroup(begin: "BEGIN", jobs, seal: seal) }
    }

    var connections: (busy: Int, all: Int) { (readers.count - readers.freeCount, readers.count) }

    func durability() throws -> String {
        try writer.lend { connection in
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

/// Connections lent to one thread at a time; whoever finds none free waits for one.
final class PostgresPool: @unchecked Sendable {
    private let condition = NSCondition()
    private var free: [PostgresConnection] = []  // guarded by condition
    private var closed = false  // guarded by condition
    let count: Int

    init(url: String, count: Int, setUp: [SQL]) throws {
        self.count = count
        free = try (0..<count).map { _ in try PostgresConnection(url: url, setUp: setUp) }
    }

    func lend<T>(_ body: (PostgresConnection) throws -> T) throws -> T {
        guard let connection = take() else { throw DatabaseError.closed }
        defer { giveBack(connection) }
        connection.reconnectIfLost()
        return try body(connection)
    }

    private func take() -> PostgresConnection? {
        condition.lock()
        defer { condition.unlock() }
        while free.isEmpty && !closed { condition.wait() }
        return closed ? nil : free.removeLast()
    }

    var freeCount: Int {
        condition.lock()
        defer { condition.unlock() }
        return free.count
    }

    private func giveBack(_ connection: PostgresConnection) {
        condition.lock()
        if closed { connection.end() } else { free.append(connection) }
        condition.signal()
        condition.unlock()
    }

    func close() {
        condition.lock()
        closed = true
        for connection in free { connection.end() }
        free = []
        condition.broadcast()
        condition.unlock()
    }
}
