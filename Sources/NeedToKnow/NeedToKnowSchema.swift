public import Database

/// Who may see which record, who must not, and who opened it and why. A record is a concern or a case; it is named here
/// by its identifier alone.
public let needToKnowSchema = Schema(feature: "needtoknow", migrations: [
    Migration("teams, lines, shields, assignments, openings") { dialect in
        [
            """
            CREATE TABLE team (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                name TEXT NOT NULL,
                service \(dialect.text) NOT NULL,
                version \(dialect.integer) NOT NULL,
                removed_at \(dialect.integer),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE team_member (
                organisation \(dialect.integer) NOT NULL,
                account \(dialect.text) NOT NULL,
                team \(dialect.text) NOT NULL,
                PRIMARY KEY (organisation, account, team)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE line_manager (
                organisation \(dialect.integer) NOT NULL,
                account \(dialect.text) NOT NULL,
                manager \(dialect.text) NOT NULL,
                PRIMARY KEY (organisation, account, manager)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE shield (
                organisation \(dialect.integer) NOT NULL,
                record \(dialect.text) NOT NULL,
                account \(dialect.text) NOT NULL,
                because \(dialect.text) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (organisation, record, account)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE shield_follows (
                organisation \(dialect.integer) NOT NULL,
                record \(dialect.text) NOT NULL,
                follower \(dialect.text) NOT NULL,
                PRIMARY KEY (organisation, record, follower)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE assignment (
                organisation \(dialect.integer) NOT NULL,
                record \(dialect.text) NOT NULL,
                holder \(dialect.text) NOT NULL,
                is_team \(dialect.integer) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                made_by \(dialect.text),
                PRIMARY KEY (organisation, record, holder)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX assignment_of ON assignment (organisation, holder, record)",
            """
            CREATE TABLE opening (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                record \(dialect.text) NOT NULL,
                kind \(dialect.text) NOT NULL,
                reference \(dialect.text) NOT NULL,
                account \(dialect.text) NOT NULL,
                session \(dialect.bytes) NOT NULL,
                purpose \(dialect.text) NOT NULL,
                record_key \(dialect.text) NOT NULL,
                words \(dialect.bytes) NOT NULL,
                emergency \(dialect.integer) NOT NULL,
                opened_at \(dialect.integer) NOT NULL,
                reviewed_at \(dialect.integer),
                reviewed_by \(dialect.text),
                review \(dialect.bytes),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX opening_of ON opening (organisation, record, account, opened_at)",
            """
            CREATE INDEX opening_to_review ON opening (organisation, opened_at)
            WHERE emergency = 1 AND reviewed_at IS NULL
            """,
        ]
    }
])
