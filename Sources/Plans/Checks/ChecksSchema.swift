import Database

/// Findings that somebody looked at and accepted, because.
let checksMigration = Migration("findings accepted, because") { dialect in
    [
        """
        CREATE TABLE finding_accepted (
            organisation \(dialect.integer) NOT NULL,
            plan \(dialect.text) NOT NULL,
            kind \(dialect.text) NOT NULL,
            subject \(dialect.text) NOT NULL,
            basis TEXT NOT NULL,
            why TEXT NOT NULL,
            account \(dialect.text),
            accepted_at \(dialect.integer) NOT NULL,
            PRIMARY KEY (organisation, plan, subject, kind),
            FOREIGN KEY (organisation, plan) REFERENCES plan (organisation, id)
        ) \(dialect.keyed)
        """,
    ]
}
