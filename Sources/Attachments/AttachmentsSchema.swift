public import Database

/// Files that people attached: sealed chunk by chunk under the key of the record that they belong to. In the clear are
/// kind, length and time.
public let attachmentsSchema = Schema(feature: "attachments", migrations: [
    Migration("files and their chunks") { dialect in
        [
            """
            CREATE TABLE attachment (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                record \(dialect.text) NOT NULL,
                kind \(dialect.text) NOT NULL,
                length \(dialect.integer) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                account \(dialect.text),
                from_reporter \(dialect.integer) NOT NULL,
                header \(dialect.bytes) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                removed_at \(dialect.integer),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX attachment_of ON attachment (organisation, record, made_at, id)",
            """
            CREATE TABLE attachment_chunk (
                organisation \(dialect.integer) NOT NULL,
                attachment \(dialect.text) NOT NULL,
                number \(dialect.integer) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                PRIMARY KEY (organisation, attachment, number)
            )
            """,
        ]
    }
])
