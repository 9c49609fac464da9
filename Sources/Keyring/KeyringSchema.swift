public import Database

/// The tables of the keyring's own file. They never stand in the database beside what their keys sealed: a copy of the
/// data alone must open nothing.
public let keyringSchema = Schema(feature: "keyring", migrations: [
    Migration("keys") { dialect in
        [
            """
            CREATE TABLE epoch (
                number \(dialect.integer) NOT NULL PRIMARY KEY,
                secret \(dialect.bytes) NOT NULL,
                made_at \(dialect.integer) NOT NULL
            )
            """,
            """
            CREATE TABLE record_key (
                id \(dialect.text) NOT NULL,
                purpose \(dialect.text) NOT NULL,
                epoch \(dialect.integer) NOT NULL,
                wrapped \(dialect.bytes) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (id, purpose)
            ) \(dialect.keyed)
            """,
        ]
    }
])
