import Database

/// Versions of a plan, the bodies that they go through, and what those made conditions.
let versionsMigration = Migration("versions of a plan go through bodies") { dialect in
    [
        """
        CREATE TABLE body (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            name TEXT NOT NULL CHECK (length(name) > 0),
            created_at \(dialect.integer) NOT NULL,
            PRIMARY KEY (organisation, id)
        ) \(dialect.keyed)
        """,
        """
        CREATE TABLE plan_version (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            plan \(dialect.text) NOT NULL,
            number \(dialect.integer) NOT NULL,
            frozen \(dialect.bytes) NOT NULL,
            fingerprint \(dialect.text) NOT NULL,
            account \(dialect.text),
            made_at \(dialect.integer) NOT NULL,
            published_at \(dialect.integer),
            withdrawn_at \(dialect.integer),
            slug \(dialect.text),
            PRIMARY KEY (organisation, id),
            UNIQUE (organisation, plan, number),
            FOREIGN KEY (organisation, plan) REFERENCES plan (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX plan_version_slug ON plan_version (slug)",
        """
        CREATE TABLE version_stop (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            version \(dialect.text) NOT NULL,
            turn \(dialect.integer) NOT NULL,
            position \(dialect.integer) NOT NULL,
            body \(dialect.text) NOT NULL,
            meeting_on \(dialect.text),
            paper TEXT NOT NULL,
            minute TEXT NOT NULL,
            decision \(dialect.text),
            words TEXT NOT NULL,
            account \(dialect.text),
            decided_at \(dialect.integer),
            PRIMARY KEY (organisation, id),
            FOREIGN KEY (organisation, version) REFERENCES plan_version (organisation, id),
            FOREIGN KEY (organisation, body) REFERENCES body (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX version_stop_version ON version_stop (organisation, version, position)",
        """
        CREATE TABLE version_condition (
            organisation \(dialect.integer) NOT NULL,
            stop \(dialect.text) NOT NULL,
            position \(dialect.integer) NOT NULL,
            words TEXT NOT NULL,
            action \(dialect.text) NOT NULL,
            PRIMARY KEY (organisation, stop, position),
            FOREIGN KEY (organisation, stop) REFERENCES version_stop (organisation, id),
            FOREIGN KEY (organisation, action) REFERENCES action (organisation, id)
        ) \(dialect.keyed)
        """,
    ]
}
