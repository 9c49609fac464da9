public import Database

/// Concerns. What was said stands sealed under each concern's own key; in the clear are days and codes that name nobody.
public let concernsSchema = Schema(feature: "concerns", migrations: [
    Migration("concerns, their events, drafts, cover") { dialect in
        [
            """
            CREATE TABLE concern (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                reference \(dialect.text) NOT NULL,
                record_key \(dialect.text) NOT NULL,
                source \(dialect.text) NOT NULL,
                form_version \(dialect.text) NOT NULL,
                language \(dialect.text) NOT NULL,
                received_at \(dialect.integer) NOT NULL,
                urgency \(dialect.text) NOT NULL,
                weight \(dialect.integer) NOT NULL,
                holder \(dialect.text),
                taken_at \(dialect.integer),
                decision \(dialect.text),
                decided_at \(dialect.integer),
                decided_by \(dialect.text),
                reporter \(dialect.bytes),
                receipt \(dialect.bytes),
                news_for_us \(dialect.integer) NOT NULL,
                news_for_reporter \(dialect.integer) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                version \(dialect.integer) NOT NULL,
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE UNIQUE INDEX concern_reference ON concern (organisation, reference)",
            "CREATE UNIQUE INDEX concern_receipt ON concern (organisation, receipt)",
            "CREATE INDEX concern_reporter ON concern (organisation, reporter, received_at)",
            """
            CREATE INDEX concern_waiting ON concern (organisation, weight DESC, received_at, id)
            WHERE decision IS NULL
            """,
            """
            CREATE INDEX concern_decided ON concern (organisation, decided_at DESC, id)
            WHERE decision IS NOT NULL
            """,
            """
            CREATE TABLE concern_event (
                organisation \(dialect.integer) NOT NULL,
                concern \(dialect.text) NOT NULL,
                id \(dialect.text) NOT NULL,
                rail \(dialect.text) NOT NULL,
                from_reporter \(dialect.integer) NOT NULL,
                account \(dialect.text),
                made_at \(dialect.integer) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                PRIMARY KEY (organisation, concern, id)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE concern_draft (
                organisation \(dialect.integer) NOT NULL,
                reporter \(dialect.bytes) NOT NULL,
                id \(dialect.text) NOT NULL,
                record_key \(dialect.text) NOT NULL,
                form_version \(dialect.text) NOT NULL,
                saved_at \(dialect.integer) NOT NULL,
                version \(dialect.integer) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                PRIMARY KEY (organisation, reporter, id)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE absence (
                organisation \(dialect.integer) NOT NULL,
                account \(dialect.text) NOT NULL,
                from_day \(dialect.text) NOT NULL,
                to_day \(dialect.text) NOT NULL,
                deputy \(dialect.text),
                PRIMARY KEY (organisation, account, from_day)
            ) \(dialect.keyed)
            """,
        ]
    },
    // Each tab of the queue is counted at every look at it: its index holds all that the count asks for.
    Migration("indexes for the queue's counts") { _ in
        [
            "DROP INDEX concern_waiting",
            """
            CREATE INDEX concern_held ON concern (organisation, holder, weight DESC, received_at, id, decision)
            WHERE decision IS NULL
            """,
            """
            CREATE INDEX concern_taken ON concern (organisation, weight DESC, received_at, id)
            WHERE decision IS NULL AND holder IS NOT NULL
            """,
            "CREATE INDEX concern_news ON concern (organisation, weight DESC, received_at, id) WHERE news_for_us = 1",
        ]
    },
])
