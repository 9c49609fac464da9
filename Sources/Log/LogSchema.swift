public import Database

/// The ledger's tables. An entry stays for ever and says nothing of anyone; its body is sealed and can be let go.
public let logSchema = Schema(feature: "log", migrations: [
    Migration("the ledger") { dialect in
        [
            """
            CREATE TABLE ledger_head (
                organisation \(dialect.integer) NOT NULL PRIMARY KEY,
                origin TEXT NOT NULL,
                size \(dialect.integer) NOT NULL,
                frontier \(dialect.bytes) NOT NULL,
                last_time \(dialect.integer) NOT NULL
            )
            """,
            """
            CREATE TABLE ledger_entry (
                organisation \(dialect.integer) NOT NULL,
                position \(dialect.integer) NOT NULL,
                entry \(dialect.bytes) NOT NULL,
                leaf \(dialect.bytes) NOT NULL,
                PRIMARY KEY (organisation, position)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE ledger_body (
                organisation \(dialect.integer) NOT NULL,
                position \(dialect.integer) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                PRIMARY KEY (organisation, position)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE ledger_about (
                organisation \(dialect.integer) NOT NULL,
                object \(dialect.text) NOT NULL,
                position \(dialect.integer) NOT NULL,
                PRIMARY KEY (organisation, object, position)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE ledger_checkpoint (
                organisation \(dialect.integer) NOT NULL,
                size \(dialect.integer) NOT NULL,
                number \(dialect.integer) NOT NULL,
                note TEXT NOT NULL,
                frontier \(dialect.bytes) NOT NULL,
                signed_at \(dialect.integer) NOT NULL,
                seal \(dialect.bytes) NOT NULL,
                PRIMARY KEY (organisation, size)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE once (
                organisation \(dialect.integer) NOT NULL,
                form \(dialect.text) NOT NULL,
                account \(dialect.text) NOT NULL,
                location TEXT NOT NULL,
                done_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (organisation, form)
            ) \(dialect.keyed)
            """,
        ]
    },
    // The rows of a closed ledger stay in the tables above, under a number of their own.
    Migration("closed ledgers") { dialect in
        [
            """
            CREATE TABLE ledger_closed (
                organisation \(dialect.integer) NOT NULL,
                number \(dialect.integer) NOT NULL,
                kept_under \(dialect.integer) NOT NULL,
                size \(dialect.integer) NOT NULL,
                root \(dialect.bytes) NOT NULL,
                note TEXT NOT NULL,
                signed_size \(dialect.integer) NOT NULL,
                signed_root \(dialect.bytes) NOT NULL,
                closed_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (organisation, number)
            ) \(dialect.keyed)
            """
        ]
    },
    // What was done with a record about people is kept under that record's own key; its name stands here.
    Migration("keys of records") { dialect in
        ["ALTER TABLE ledger_body ADD COLUMN record_key \(dialect.text)"]
    },
    // Ours first: who is asked to vouch for this ledger, and what they said. Then theirs: whose ledgers we vouch for.
    Migration("witnesses") { dialect in
        [
            """
            CREATE TABLE ledger_witness (
                organisation \(dialect.integer) NOT NULL,
                vkey \(dialect.text) NOT NULL,
                url TEXT NOT NULL,
                is_asked \(dialect.integer) NOT NULL CHECK (is_asked IN (0, 1)),
                added_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (organisation, vkey)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE ledger_cosignature (
                organisation \(dialect.integer) NOT NULL,
                size \(dialect.integer) NOT NULL,
                vkey \(dialect.text) NOT NULL,
                line TEXT NOT NULL,
                PRIMARY KEY (organisation, size, vkey)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX ledger_cosignature_vkey ON ledger_cosignature (organisation, vkey, size)",
            """
            CREATE TABLE witness_self (
                organisation \(dialect.integer) NOT NULL PRIMARY KEY,
                vkey TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE witness_log (
                vkey \(dialect.text) NOT NULL PRIMARY KEY,
                organisation \(dialect.integer) NOT NULL,
                origin \(dialect.text) NOT NULL,
                is_followed \(dialect.integer) NOT NULL CHECK (is_followed IN (0, 1)),
                added_at \(dialect.integer) NOT NULL,
                size \(dialect.integer) NOT NULL,
                root \(dialect.bytes) NOT NULL,
                note TEXT NOT NULL,
                cosigned_at \(dialect.integer) NOT NULL
            ) \(dialect.keyed)
            """,
            "CREATE INDEX witness_log_origin ON witness_log (origin)",
            """
            CREATE TABLE witness_fork (
                vkey \(dialect.text) NOT NULL,
                size \(dialect.integer) NOT NULL,
                root \(dialect.bytes) NOT NULL,
                organisation \(dialect.integer) NOT NULL,
                note TEXT NOT NULL,
                seen_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (vkey, size, root)
            ) \(dialect.keyed)
            """,
        ]
    },
])
