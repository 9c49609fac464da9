/// Copies of a whole database, and what it takes to put one back.
extension Database {
    /// Writes a copy as of one moment to a new file while others read and write on: a SQLite file, or what `pg_dump`
    /// gives in its custom format. `look` reads exactly what the copy holds. The file may not be on the disk yet.
    ///
    /// Throws `DatabaseError`; then what is left of the file is worth nothing.
    public func copy<T>(to file: String, _ look: (Reader) throws -> T) throws -> T {
        try engine.copy(to: file, look)
    }

    /// Opens a SQLite file to look at it. Nothing is written, not even beside it.
    public static func sqlite(readOnly path: String) throws -> Database {
        Database(engine: try SQLiteFileEngine(path: path))
    }

    /// Fills an empty PostgreSQL database with what `copy` wrote, in one transaction: all of it or nothing.
    public static func restore(postgres url: String, from file: String) throws {
        let schema = try Database.postgres(url: url, connections: 2).name()
        try PostgresTool.run("pg_restore", [
            "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--schema", schema,
            "--dbname", url, file,
        ])
    }

    private func name() throws -> String {
        defer { close() }
        return try readNow { try PostgresEngine.schema($0) }
    }

    /// Whether nothing was ever made in it.
    public func isEmpty() throws -> Bool {
        try readNow { reader in
            switch reader.dialect {
            case .sqlite: try reader.count("SELECT count(*) FROM sqlite_master") == 0
            case .postgres:
                try reader.count("""
                    SELECT count(*)
                    FROM pg_class c
                    JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname = current_schema()
                    """) == 0
            }
        }
    }
}
