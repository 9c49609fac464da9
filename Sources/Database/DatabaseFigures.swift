extension Reader {
    /// What the database takes on its disk, without SQLite's write-ahead log.
    public func databaseBytes() throws -> Int {
        switch dialect {
        case .sqlite: try count("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        case .postgres: try count("SELECT pg_database_size(current_database())")
        }
    }
}

extension Database {
    /// PostgreSQL connections for reading: how many are lent out now, and how many there are. Nil on SQLite.
    public var connections: (busy: Int, all: Int)? { (engine as? PostgresEngine)?.connections }
}
