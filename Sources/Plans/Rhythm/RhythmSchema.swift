import Database

/// How actions come round, and for which days they were done.
let rhythmMigration = Migration("actions that come round") { dialect in
    [
        "ALTER TABLE action ADD COLUMN rhythm \(dialect.text)",
        """
        CREATE TABLE occurrence (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            action \(dialect.text) NOT NULL,
            due_on \(dialect.text) NOT NULL,
            account \(dialect.text),
            said_at \(dialect.integer) NOT NULL,
            PRIMARY KEY (organisation, id),
            FOREIGN KEY (organisation, action) REFERENCES action (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX occurrence_action ON occurrence (organisation, action, said_at)",
    ]
}
