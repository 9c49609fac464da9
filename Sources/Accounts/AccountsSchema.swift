public import Database

/// Organisations, the people who sign in, their sessions, and the posts that they hold.
public let accountsSchema = Schema(feature: "accounts", migrations: [
    Migration("organisations, accounts, sessions and posts") { dialect in
        [
            """
            CREATE TABLE organisation (
                id \(dialect.integer) NOT NULL PRIMARY KEY,
                name TEXT NOT NULL CHECK (length(name) > 0),
                demonstration \(dialect.integer) NOT NULL CHECK (demonstration IN (0, 1)),
                created_at \(dialect.integer) NOT NULL
            )
            """,
            """
            CREATE TABLE account (
                organisation \(dialect.integer) NOT NULL REFERENCES organisation (id),
                id \(dialect.text) NOT NULL,
                login \(dialect.text) NOT NULL UNIQUE,
                name TEXT NOT NULL CHECK (length(name) > 0),
                password TEXT NOT NULL,
                must_change_password \(dialect.integer) NOT NULL CHECK (must_change_password IN (0, 1)),
                roles \(dialect.integer) NOT NULL,
                active \(dialect.integer) NOT NULL CHECK (active IN (0, 1)),
                version \(dialect.integer) NOT NULL,
                created_at \(dialect.integer) NOT NULL,
                signed_in_at \(dialect.integer),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE session (
                organisation \(dialect.integer) NOT NULL REFERENCES organisation (id),
                token \(dialect.bytes) NOT NULL,
                account \(dialect.text) NOT NULL,
                created_at \(dialect.integer) NOT NULL,
                ended_at \(dialect.integer),
                PRIMARY KEY (organisation, token),
                FOREIGN KEY (organisation, account) REFERENCES account (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX session_account ON session (organisation, account)",
            """
            CREATE TABLE post (
                organisation \(dialect.integer) NOT NULL REFERENCES organisation (id),
                id \(dialect.text) NOT NULL,
                abbreviation \(dialect.text) NOT NULL,
                title \(dialect.text) NOT NULL CHECK (length(title) > 0),
                version \(dialect.integer) NOT NULL,
                removed_at \(dialect.integer),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE post_holder (
                organisation \(dialect.integer) NOT NULL REFERENCES organisation (id),
                id \(dialect.text) NOT NULL,
                post \(dialect.text) NOT NULL,
                account \(dialect.text),
                name TEXT NOT NULL CHECK (length(name) > 0),
                from_day \(dialect.text) NOT NULL,
                to_day \(dialect.text),
                PRIMARY KEY (organisation, id),
                FOREIGN KEY (organisation, post) REFERENCES post (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX post_holder_account ON post_holder (organisation, account, from_day)",
            "CREATE INDEX post_holder_post ON post_holder (organisation, post, from_day)",
        ]
    },
    Migration("second factors, recovery codes, and what is known of a session") { dialect in
        [
            "ALTER TABLE organisation ADD COLUMN factor_roles \(dialect.integer) NOT NULL DEFAULT 0",
            "ALTER TABLE organisation ADD COLUMN factor_roles_since \(dialect.integer) NOT NULL DEFAULT 0",
            // Sealed: the secret that counts, and one that was shown and waits for its first code.
            "ALTER TABLE account ADD COLUMN factor \(dialect.bytes)",
            "ALTER TABLE account ADD COLUMN factor_offered \(dialect.bytes)",
            "ALTER TABLE account ADD COLUMN factor_since \(dialect.integer)",
            "ALTER TABLE account ADD COLUMN factor_step \(dialect.integer) NOT NULL DEFAULT 0",
            // The last time that somebody else took the factor off, and whether its owner has heard of it.
            "ALTER TABLE account ADD COLUMN reset_at \(dialect.integer)",
            "ALTER TABLE account ADD COLUMN reset_by \(dialect.text)",
            "ALTER TABLE account ADD COLUMN reset_reason TEXT",
            "ALTER TABLE account ADD COLUMN reset_told_at \(dialect.integer)",
            """
            CREATE TABLE recovery_code (
                organisation \(dialect.integer) NOT NULL,
                account \(dialect.text) NOT NULL,
                hash \(dialect.bytes) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                used_at \(dialect.integer),
                PRIMARY KEY (organisation, account, hash),
                FOREIGN KEY (organisation, account) REFERENCES account (organisation, id)
            ) \(dialect.keyed)
            """,
            // Names a session to its owner; the token's hash is for the cookie alone.
            "ALTER TABLE session ADD COLUMN id \(dialect.text) NOT NULL DEFAULT ''",
            "ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE session ADD COLUMN proved_at \(dialect.integer) NOT NULL DEFAULT 0",
        ]
    },
    Migration("private addresses of people's calendars") { dialect in
        [
            """
            CREATE TABLE calendar_feed (
                organisation \(dialect.integer) NOT NULL,
                token \(dialect.bytes) NOT NULL,
                account \(dialect.text) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                ended_at \(dialect.integer),
                PRIMARY KEY (organisation, token),
                FOREIGN KEY (organisation, account) REFERENCES account (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX calendar_feed_account ON calendar_feed (organisation, account)",
        ]
    },
    Migration("how often an organisation's accounts have changed") { dialect in
        ["ALTER TABLE organisation ADD COLUMN accounts_changed \(dialect.integer) NOT NULL DEFAULT 0"]
    },
])
