import Database

/// What an undone import must take out of sight as well: notes and steps that it added to actions which stay.
let bringMigration = Migration("notes and steps go out of sight with their import") { dialect in
    [
        "ALTER TABLE note ADD COLUMN removed_at \(dialect.integer)",
        "ALTER TABLE step ADD COLUMN batch \(dialect.text)",
        "ALTER TABLE step ADD COLUMN removed_at \(dialect.integer)",
        "CREATE INDEX import_batch_plan ON import_batch (organisation, plan, made_at)",
    ]
}
