public import Database

/// Cases in codes and days; all words about people are in the sealed columns.
public let casesSchema = Schema(feature: "cases", migrations: [
    Migration("cases, their sealed parts, timelines and hand-overs") { dialect in
        [
            """
            CREATE TABLE case_file (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                reference \(dialect.text) NOT NULL,
                record_key \(dialect.text) NOT NULL,
                setting \(dialect.text) NOT NULL,
                exploitation \(dialect.text) NOT NULL,
                outcome \(dialect.text),
                opened_on \(dialect.integer) NOT NULL,
                closed_on \(dialect.integer),
                holder \(dialect.text),
                holder_is_team \(dialect.integer) NOT NULL,
                version \(dialect.integer) NOT NULL,
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE UNIQUE INDEX case_by_reference ON case_file (organisation, reference)",
            "CREATE INDEX case_by_day ON case_file (organisation, opened_on, id)",
            "CREATE INDEX case_of_holder ON case_file (organisation, holder)",
            """
            CREATE TABLE case_concern (
                organisation \(dialect.integer) NOT NULL,
                case_id \(dialect.text) NOT NULL,
                concern \(dialect.text) NOT NULL,
                linked_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (organisation, case_id, concern)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX case_of_concern ON case_concern (organisation, concern, case_id)",
            """
            CREATE TABLE case_part (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                case_id \(dialect.text) NOT NULL,
                kind \(dialect.text) NOT NULL,
                parent \(dialect.text),
                version \(dialect.integer) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                made_by \(dialect.text),
                changed_at \(dialect.integer) NOT NULL,
                changed_by \(dialect.text),
                removed_at \(dialect.integer),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX part_of_case ON case_part (organisation, case_id, kind, id)",
            """
            CREATE TABLE case_part_was (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                version \(dialect.integer) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                changed_at \(dialect.integer) NOT NULL,
                changed_by \(dialect.text),
                PRIMARY KEY (organisation, id, version)
            ) \(dialect.keyed)
            """,
            """
            CREATE TABLE case_event (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                case_id \(dialect.text) NOT NULL,
                rail \(dialect.text) NOT NULL,
                code \(dialect.text) NOT NULL,
                about \(dialect.text),
                sealed \(dialect.bytes),
                made_at \(dialect.integer) NOT NULL,
                made_by \(dialect.text),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX event_of_case ON case_event (organisation, case_id, made_at, id)",
            """
            CREATE TABLE case_handover (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                case_id \(dialect.text) NOT NULL,
                from_holder \(dialect.text),
                from_is_team \(dialect.integer) NOT NULL,
                to_holder \(dialect.text) NOT NULL,
                to_is_team \(dialect.integer) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                made_by \(dialect.text),
                answer \(dialect.text),
                answered_at \(dialect.integer),
                answered_by \(dialect.text),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX handover_of_case ON case_handover (organisation, case_id, made_at)",
        ]
    }
])
