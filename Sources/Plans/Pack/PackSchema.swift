import Database

/// Figures as a board was shown them, with the ledger's position at that moment.
let packMigration = Migration("board packs are frozen") { dialect in
    [
        """
        CREATE TABLE board_pack (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            plan \(dialect.text) NOT NULL,
            day \(dialect.text) NOT NULL,
            note TEXT NOT NULL,
            figures \(dialect.bytes) NOT NULL,
            fingerprint \(dialect.text) NOT NULL,
            ledger_size \(dialect.integer) NOT NULL,
            ledger_root \(dialect.text) NOT NULL,
            account \(dialect.text),
            made_at \(dialect.integer) NOT NULL,
            PRIMARY KEY (organisation, id),
            FOREIGN KEY (organisation, plan) REFERENCES plan (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX board_pack_plan ON board_pack (organisation, plan, made_at)",
    ]
}
