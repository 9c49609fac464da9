/// One row under the cursor. Valid only inside the closure that decodes it; columns count from 0.
public struct Row {
    @usableFromInline let cursor: Cursor

    @usableFromInline
    init(_ cursor: Cursor) { self.cursor = cursor }

    public func int(_ column: Int) throws -> Int {
        guard let value = cursor.int(column) else { throw DatabaseError.unexpectedNull(column: column) }
        return value
    }

    public func text(_ column: Int) throws -> String {
        guard let value = cursor.text(column) else { throw DatabaseError.unexpectedNull(column: column) }
        return value
    }

    public func bytes(_ column: Int) throws -> [UInt8] {
        guard let value = cursor.bytes(column) else { throw DatabaseError.unexpectedNull(column: column) }
        return value
    }

    public func bool(_ column: Int) throws -> Bool { try int(column) != 0 }
    public func intOrNil(_ column: Int) -> Int? { cursor.int(column) }
    public func textOrNil(_ column: Int) -> String? { cursor.text(column) }
    public func bytesOrNil(_ column: Int) -> [UInt8]? { cursor.bytes(column) }
}

/// A running query. Not thread-safe; it lives within one read or write.
@usableFromInline
class Cursor {
    @usableFromInline
    func next() throws -> Bool { false }
    func int(_ column: Int) -> Int? { nil }
    func text(_ column: Int) -> String? { nil }
    func bytes(_ column: Int) -> [UInt8]? { nil }
    /// Must be called once when the query is done with, at its end or before.
    @usableFromInline
    func close() {}
}

/// An engine's open connection, confined to the thread that uses it.
class Connection {
    let dialect: Dialect
    init(dialect: Dialect) { self.dialect = dialect }
    func open(_ sql: SQL) throws -> Cursor { throw DatabaseError.closed }
    /// Rows changed.
    func execute(_ sql: SQL) throws -> Int { throw DatabaseError.closed }
}

/// A consistent look at the database: every query inside one `read` sees the same moment.
public struct Reader {
    let connection: Connection

    public var dialect: Dialect { connection.dialect }

    @usableFromInline
    func open(_ sql: SQL) throws -> Cursor { try connection.open(sql) }

    /// All rows, decoded. The closure must not run another query with the same text.
    @inlinable
    public func rows<T>(_ sql: SQL, _ decode: (Row) throws -> T) throws -> [T] {
        let cursor = try open(sql)
        defer { cursor.close() }
        var decoded: [T] = []
        let row = Row(cursor)
        while try cursor.next() { decoded.append(try decode(row)) }
        return decoded
    }

    /// The first row, or nil where there is none.
    @inlinable
    public func first<T>(_ sql: SQL, _ decode: (Row) throws -> T) throws -> T? {
        let cursor = try open(sql)
        defer { cursor.close() }
        guard try cursor.next() else { return nil }
        return try decode(Row(cursor))
    }

    /// Rows one at a time, in constant memory. The closure must not run another query with the same text.
    @inlinable
    public func each(_ sql: SQL, _ take: (Row) throws -> Void) throws {
        let cursor = try open(sql)
        defer { cursor.close() }
        let row = Row(cursor)
        while try cursor.next() { try take(row) }
    }

    /// The first column of the first row as a number; 0 where there is no row or the value is NULL.
    public func count(_ sql: SQL) throws -> Int { try first(sql) { $0.intOrNil(0) ?? 0 } ?? 0 }
}

/// The inside of a write. Only the recorder can make one, so that no change goes without its ledger entry.
public struct Transaction {
    /// Reads that see this transaction's own changes.
    public let reader: Reader

    init(_ connection: Connection) { reader = Reader(connection: connection) }

    /// Rows changed.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int { try reader.connection.execute(sql) }
}
