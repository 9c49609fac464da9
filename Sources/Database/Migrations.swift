/// The tables of one feature: its migrations in order, never edited once landed.
public struct Schema: Sendable {
    public let feature: String
    public let migrations: [Migration]

    public init(feature: String, migrations: [Migration]) {
        self.feature = feature
        self.migrations = migrations
    }
}

/// One step from an older set of tables to the next.
public struct Migration: Sendable {
    public let name: String
    public let statements: @Sendable (Dialect) -> [SQL]

    public init(_ name: String, _ statements: @escaping @Sendable (Dialect) -> [SQL]) {
        self.name = name
        self.statements = statements
    }

    /// The statements as text, for the test that notices an edit of a landed migration.
    public func text(for dialect: Dialect) -> String { statements(dialect).map(\.text).joined(separator: ";\n") }
}

enum Migrations {
    static func run(_ schemas: [Schema], areAll: Bool, on engine: any Engine) throws {
        try apply(on: engine) { transaction in
            let integer = transaction.reader.dialect.integer
            _ = try transaction.execute("""
                CREATE TABLE IF NOT EXISTS schema_version (
                    feature TEXT NOT NULL PRIMARY KEY,
                    version \(integer) NOT NULL
                )
                """)
        }
        // All before the first is touched: what a newer program wrote stays as it wrote it.
        try engine.readNow { try refuseNewer(schemas, areAll: areAll, $0) }
        for schema in schemas { try run(schema, on: engine) }
    }

    static func refuseNewer(_ schemas: [Schema], areAll: Bool, _ reader: Reader) throws {
        let known = Dictionary(schemas.map { ($0.feature, $0.migrations.count) }) { first, _ in first }
        let stored = try reader.rows("SELECT feature, version FROM schema_version ORDER BY feature") {
            (feature: try $0.text(0), version: try $0.int(1))
        }
        for one in stored {
            if let known = known[one.feature] {
                guard one.version <= known else {
                    throw DatabaseError.newer(feature: one.feature, found: one.version, known: known)
                }
            } else if areAll {
                throw DatabaseError.unknownFeature(one.feature)
            }
        }
    }

    private static func run(_ schema: Schema, on engine: any Engine) throws {
        let found = try engine.readNow { reader in
            try reader.count("SELECT version FROM schema_version WHERE feature = \(schema.feature)")
        }
        for (index, migration) in schema.migrations.enumerated().dropFirst(found) {
            try apply(on: engine) { transaction in
                for statement in migration.statements(transaction.reader.dialect) { try transaction.execute(statement) }
                try transaction.execute("""
                    INSERT INTO schema_version (feature, version) VALUES (\(schema.feature), \(index + 1))
                    ON CONFLICT (feature) DO UPDATE SET version = excluded.version
                    """)
            }
        }
    }

    private static func apply(on engine: any Engine, _ change: (Transaction) throws -> Void) throws {
        try withoutActuallyEscaping(change) { change in
            let failures = try engine.writeGroup([change], seal: { _, _ in })
            if let failure = failures.first ?? nil { throw failure }
        }
    }
}
