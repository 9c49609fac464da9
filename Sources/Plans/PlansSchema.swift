public import Database

/// The plan: themes, objectives with their dated levels, actions, steps, leads, notes, and what changed when.
///
/// Rows are never deleted: `removed_at` takes a row out of sight and an undone import can be brought back.
public let plansSchema = Schema(feature: "plans", migrations: [
    Migration("plans and their history") { dialect in
        planTables(dialect) + actionTables(dialect) + historyTables(dialect)
    },
    bringMigration,
    versionsMigration,
    checksMigration,
    packMigration,
    rhythmMigration,
])

private func planTables(_ dialect: Dialect) -> [SQL] {
    [
        """
        CREATE TABLE plan (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            title TEXT NOT NULL CHECK (length(title) > 0),
            introduction TEXT NOT NULL,
            scale \(dialect.text) NOT NULL,
            legend TEXT NOT NULL,
            batch \(dialect.text),
            created_at \(dialect.integer) NOT NULL,
            removed_at \(dialect.integer),
            PRIMARY KEY (organisation, id)
        ) \(dialect.keyed)
        """,
        """
        CREATE TABLE theme (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            plan \(dialect.text) NOT NULL,
            position \(dialect.integer) NOT NULL,
            reference TEXT NOT NULL,
            title TEXT NOT NULL,
            purpose TEXT NOT NULL,
            batch \(dialect.text),
            created_at \(dialect.integer) NOT NULL,
            removed_at \(dialect.integer),
            PRIMARY KEY (organisation, id),
            FOREIGN KEY (organisation, plan) REFERENCES plan (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX theme_plan ON theme (organisation, plan, position)",
        """
        CREATE TABLE objective (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            plan \(dialect.text) NOT NULL,
            theme \(dialect.text),
            position \(dialect.integer) NOT NULL,
            reference TEXT NOT NULL,
            title TEXT NOT NULL,
            improvement TEXT NOT NULL,
            outcome TEXT NOT NULL,
            target \(dialect.text),
            version \(dialect.integer) NOT NULL,
            batch \(dialect.text),
            created_at \(dialect.integer) NOT NULL,
            removed_at \(dialect.integer),
            PRIMARY KEY (organisation, id),
            FOREIGN KEY (organisation, plan) REFERENCES plan (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX objective_plan ON objective (organisation, plan, position)",
        """
        CREATE TABLE level (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            objective \(dialect.text) NOT NULL,
            position \(dialect.integer) NOT NULL,
            level \(dialect.text) NOT NULL,
            words TEXT NOT NULL,
            judged_on \(dialect.text),
            why TEXT NOT NULL,
            evidence TEXT NOT NULL,
            account \(dialect.text),
            suggested \(dialect.integer) NOT NULL CHECK (suggested IN (0, 1)),
            batch \(dialect.text),
            created_at \(dialect.integer) NOT NULL,
            removed_at \(dialect.integer),
            PRIMARY KEY (organisation, id),
            FOREIGN KEY (organisation, objective) REFERENCES objective (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX level_objective ON level (organisation, objective, position)",
    ]
}

private func actionTables(_ dialect: Dialect) -> [SQL] {
    [
        """
        CREATE TABLE action (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            plan \(dialect.text) NOT NULL,
            theme \(dialect.text),
            objective \(dialect.text),
            position \(dialect.integer) NOT NULL,
            reference TEXT NOT NULL,
            title TEXT NOT NULL,
            outcome TEXT NOT NULL,
            lead_words TEXT NOT NULL,
            status \(dialect.text) NOT NULL,
            deadline_words TEXT NOT NULL,
            deadline_kind \(dialect.text) NOT NULL,
            deadline_day \(dialect.text),
            deadline_repeats \(dialect.text),
            waiting_on TEXT NOT NULL,
            check_again_on \(dialect.text),
            owed \(dialect.integer) NOT NULL CHECK (owed IN (0, 1)),
            due \(dialect.text) NOT NULL,
            version \(dialect.integer) NOT NULL,
            batch \(dialect.text),
            created_at \(dialect.integer) NOT NULL,
            updated_at \(dialect.integer) NOT NULL,
            removed_at \(dialect.integer),
            PRIMARY KEY (organisation, id),
            FOREIGN KEY (organisation, plan) REFERENCES plan (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX action_objective ON action (organisation, objective, position)",
        "CREATE INDEX action_plan ON action (organisation, plan, position)",
        // In the very order of the work list, so that a page of it is read without sorting the plan.
        "CREATE INDEX action_due ON action (organisation, removed_at, owed DESC, due, id)",
        """
        CREATE TABLE step (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            action \(dialect.text) NOT NULL,
            position \(dialect.integer) NOT NULL,
            label TEXT NOT NULL,
            title TEXT NOT NULL,
            depth \(dialect.integer) NOT NULL,
            posts TEXT NOT NULL,
            done_on \(dialect.text),
            PRIMARY KEY (organisation, id),
            FOREIGN KEY (organisation, action) REFERENCES action (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX step_action ON step (organisation, action, position)",
        """
        CREATE TABLE action_post (
            organisation \(dialect.integer) NOT NULL,
            action \(dialect.text) NOT NULL,
            post \(dialect.text) NOT NULL,
            position \(dialect.integer) NOT NULL,
            accountable \(dialect.integer) NOT NULL CHECK (accountable IN (0, 1)),
            PRIMARY KEY (organisation, action, post)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX action_post_post ON action_post (organisation, post, action)",
    ]
}

private func historyTables(_ dialect: Dialect) -> [SQL] {
    [
        """
        CREATE TABLE note (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            subject \(dialect.text) NOT NULL,
            kind \(dialect.text) NOT NULL,
            words TEXT NOT NULL,
            status \(dialect.text),
            account \(dialect.text),
            batch \(dialect.text),
            made_at \(dialect.integer) NOT NULL,
            PRIMARY KEY (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX note_subject ON note (organisation, subject, made_at)",
        """
        CREATE TABLE change (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            plan \(dialect.text) NOT NULL,
            subject \(dialect.text) NOT NULL,
            field \(dialect.text) NOT NULL,
            before_words TEXT NOT NULL,
            after_words TEXT NOT NULL,
            account \(dialect.text),
            batch \(dialect.text),
            made_at \(dialect.integer) NOT NULL,
            PRIMARY KEY (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX change_plan ON change (organisation, plan, made_at)",
        "CREATE INDEX change_subject ON change (organisation, subject, made_at)",
        """
        CREATE TABLE suggestion (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            objective \(dialect.text) NOT NULL,
            level \(dialect.text) NOT NULL,
            reason TEXT NOT NULL,
            basis \(dialect.text) NOT NULL,
            decision \(dialect.text) NOT NULL,
            words TEXT NOT NULL,
            account \(dialect.text),
            decided_at \(dialect.integer) NOT NULL,
            PRIMARY KEY (organisation, id)
        ) \(dialect.keyed)
        """,
        "CREATE INDEX suggestion_objective ON suggestion (organisation, objective, decided_at)",
        """
        CREATE TABLE import_batch (
            organisation \(dialect.integer) NOT NULL,
            id \(dialect.text) NOT NULL,
            plan \(dialect.text),
            name TEXT NOT NULL,
            source \(dialect.bytes) NOT NULL,
            choices TEXT NOT NULL,
            state \(dialect.text) NOT NULL CHECK (state IN ('preview', 'saved', 'undone')),
            account \(dialect.text),
            made_at \(dialect.integer) NOT NULL,
            saved_at \(dialect.integer),
            undone_at \(dialect.integer),
            PRIMARY KEY (organisation, id)
        ) \(dialect.keyed)
        """,
    ]
}
