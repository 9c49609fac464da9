public import Database

/// Decisions, tasks and sheets: codes and days in the clear, every word about somebody in a sealed column.
public let referralsSchema = Schema(feature: "referrals", migrations: [
    Migration("the lawful path of each person, and their sheets") { dialect in
        [
            """
            CREATE TABLE referral_decision (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                case_id \(dialect.text) NOT NULL,
                person \(dialect.text) NOT NULL,
                version \(dialect.integer) NOT NULL,
                path \(dialect.text) NOT NULL,
                age \(dialect.text) NOT NULL,
                consent \(dialect.text) NOT NULL,
                nation \(dialect.text) NOT NULL,
                can_be_asked \(dialect.integer) NOT NULL,
                care_needs \(dialect.integer) NOT NULL,
                referred_elsewhere \(dialect.integer) NOT NULL,
                single_point_notifies \(dialect.integer) NOT NULL,
                guidance \(dialect.text) NOT NULL,
                sealed \(dialect.bytes) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                made_by \(dialect.text),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE UNIQUE INDEX decision_of_person ON referral_decision (organisation, person, version)",
            "CREATE INDEX decision_of_case ON referral_decision (organisation, case_id)",
            """
            CREATE TABLE referral_task (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                case_id \(dialect.text) NOT NULL,
                person \(dialect.text) NOT NULL,
                kind \(dialect.text) NOT NULL,
                done_on \(dialect.integer),
                sealed \(dialect.bytes) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                made_by \(dialect.text),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX task_of_case ON referral_task (organisation, case_id, person)",
            """
            CREATE TABLE referral (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                case_id \(dialect.text) NOT NULL,
                person \(dialect.text) NOT NULL,
                number \(dialect.integer) NOT NULL,
                path \(dialect.text) NOT NULL,
                state \(dialect.text) NOT NULL,
                form_version \(dialect.text) NOT NULL,
                version \(dialect.integer) NOT NULL,
                started_at \(dialect.integer) NOT NULL,
                started_by \(dialect.text),
                changed_by \(dialect.text),
                ready_at \(dialect.integer),
                ready_by \(dialect.text),
                checked_at \(dialect.integer),
                checked_by \(dialect.text),
                keyed_at \(dialect.integer),
                keyed_by \(dialect.text),
                keyed_on \(dialect.integer),
                copy_on \(dialect.integer),
                expected_by \(dialect.integer),
                expected_rule \(dialect.text),
                sealed \(dialect.bytes) NOT NULL,
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            // There is one referral for a person; a notification that was sent before it keeps its own row.
            "CREATE UNIQUE INDEX referral_of_person ON referral (organisation, person, number)",
            "CREATE INDEX referral_of_case ON referral (organisation, case_id)",
            "CREATE INDEX referral_by_day ON referral (organisation, keyed_on, path)",
            """
            CREATE TABLE referral_state (
                organisation \(dialect.integer) NOT NULL,
                id \(dialect.text) NOT NULL,
                referral \(dialect.text) NOT NULL,
                state \(dialect.text) NOT NULL,
                since \(dialect.integer) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                made_by \(dialect.text),
                PRIMARY KEY (organisation, id)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX state_of_referral ON referral_state (organisation, referral, id)",
        ]
    }
])
