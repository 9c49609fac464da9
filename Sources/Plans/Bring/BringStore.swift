public import Calendar
public import Database
import Foundation
import Ledger
public import Log

/// Keeps what was given for an import, and what became of it. `BringRows` has the statements for the plan itself.
public struct BringStore: Sendable {
    let recorder: Recorder

    public init(recorder: Recorder) { self.recorder = recorder }

    // MARK: Reading

    private static var columns: SQL {
        "b.id, b.plan, p.title, b.name, b.state, b.choices, b.account, b.made_at, b.saved_at, b.undone_at"
    }

    private static func batch(_ row: Row) throws -> ImportBatch {
        ImportBatch(
            id: try row.text(0), plan: row.textOrNil(1), planTitle: row.textOrNil(2), name: try row.text(3),
            state: ImportBatch.State(rawValue: try row.text(4)) ?? .preview,
            choices: try JSONDecoder().decode(ImportChoices.self, from: Data(try row.text(5).utf8)),
            account: row.textOrNil(6), madeAt: Instant(milliseconds: Int64(try row.int(7))),
            savedAt: row.intOrNil(8).map { Instant(milliseconds: Int64($0)) },
            undoneAt: row.intOrNil(9).map { Instant(milliseconds: Int64($0)) })
    }

    private static var tables: SQL {
        "import_batch b LEFT JOIN plan p ON p.organisation = b.organisation AND p.id = b.plan"
    }

    public static func batch(_ reader: Reader, organisation: Int, id: String) throws -> ImportBatch? {
        try reader.first(
            "SELECT \(columns) FROM \(tables) WHERE b.organisation = \(organisation) AND b.id = \(id)", batch)
    }

    /// Newest first.
    public static func batches(_ reader: Reader, organisation: Int) throws -> [ImportBatch] {
        try reader.rows("""
            SELECT \(columns)
            FROM \(tables)
            WHERE b.organisation = \(organisation)
            ORDER BY b.made_at DESC, b.id DESC
            """, batch)
    }

    /// The saved imports of a plan that can still be undone, newest first: what the board offers.
    public static func undoable(
        _ reader: Reader, organisation: Int, plan: String, at now: Instant
    ) throws -> [ImportBatch] {
        try reader.rows("""
            SELECT \(columns)
            FROM \(tables)
            WHERE b.organisation = \(organisation) AND b.plan = \(plan) AND b.state = 'saved'
            ORDER BY b.made_at DESC, b.id DESC
            """, batch).filter { $0.canBeUndone(at: now) }
    }

    /// What was given, as it came.
    static func source(_ reader: Reader, organisation: Int, id: String) throws -> [UInt8]? {
        try reader.first("SELECT source FROM import_batch WHERE organisation = \(organisation) AND id = \(id)") {
            try $0.bytes(0)
        }
    }

    /// The present plan that a file is most likely a newer version of: one that came from the same bytes, or has the title.
    public static func likelyPlan(
        _ reader: Reader, organisation: Int, source: [UInt8], title: String
    ) throws -> String? {
        let same = try reader.first("""
            SELECT b.plan
            FROM import_batch b
            JOIN plan p ON p.organisation = b.organisation AND p.id = b.plan
            WHERE b.organisation = \(organisation) AND b.state = 'saved' AND p.removed_at IS NULL AND b.source = \(source)
            ORDER BY b.made_at DESC, b.id DESC
            """) { try $0.text(0) }
        if let same { return same }
        return try PlanReads.plans(reader, organisation: organisation).first { Words.key($0.title) == Words.key(title) }?.id
    }

    /// The numbers that the plan's own document gives to its objectives and actions, by their identifier.
    static func references(_ reader: Reader, organisation: Int, plan: String) throws -> [String: String] {
        let pairs = try reader.rows("""
            SELECT id, reference FROM objective
            WHERE organisation = \(organisation) AND plan = \(plan) AND removed_at IS NULL
            UNION ALL
            SELECT id, reference FROM action
            WHERE organisation = \(organisation) AND plan = \(plan) AND removed_at IS NULL
            """) { (try $0.text(0), try $0.text(1)) }
        return Dictionary(pairs) { first, _ in first }
    }

    // MARK: Keeping what was given

    /// Keeps a file that could be read, for its preview; the batch's identifier. Pressed twice, it is there once.
    public func keep(
        _ source: [UInt8], name: String, _ choices: ImportChoices, form: String, by actor: Actor
    ) async throws -> String {
        let words = try Self.words(choices)
        return try await recorder.record(.planImport, by: actor) { write in
            if let place = try write.alreadyDone(form) {
                write.trace(Trace("sent the same form again", "import"))
                return place.split(separator: "/").last.map { String($0) } ?? ""
            }
            let id = write.newID()
            try write.sql.execute("""
                INSERT INTO import_batch (organisation, id, plan, name, source, choices, state, account, made_at)
                VALUES (\(write.organisation), \(id), NULL, \(name), \(source), \(words), 'preview',
                    \(write.actor.account), \(write.now.milliseconds))
                """)
            try write.done(form, location: BringURL.batch(id))
            write.trace(Trace("gave a plan's file to look at", "import", id))
            return id
        }
    }

    /// Keeps what a person chose on the preview.
    public func choose(_ choices: ImportChoices, of batch: String, by actor: Actor) async throws {
        let words = try Self.words(choices)
        try await recorder.record(.planImport, by: actor) { write in
            let changed = try write.sql.execute("""
                UPDATE import_batch
                SET choices = \(words)
                WHERE organisation = \(write.organisation) AND id = \(batch) AND state = 'preview'
                """)
            guard changed == 1 else { throw PlanProblem.gone }
            write.trace(Trace("chose how a file is read", "import", batch, fields: ["choices"]))
        }
    }

    /// Takes a file that was only looked at out of the database. Nothing of it was in a plan.
    public func discard(_ batch: String, by actor: Actor) async throws {
        try await recorder.record(.planImport, by: actor) { write in
            let gone = try write.sql.execute("""
                DELETE FROM import_batch
                WHERE organisation = \(write.organisation) AND id = \(batch) AND state = 'preview'
                """)
            guard gone == 1 else { throw PlanProblem.gone }
            write.trace(Trace("threw away a file that was not saved", "import", batch))
        }
    }

    static func words(_ choices: ImportChoices) throws -> String {
        String(decoding: try StableJSON.bytes(choices), as: UTF8.self)
    }

    /// The batch with its row held, so that nobody saves or undoes it at the same time.
    static func held(_ id: String, _ write: Write) throws -> ImportBatch {
        try write.sql.execute("""
            UPDATE import_batch SET name = name WHERE organisation = \(write.organisation) AND id = \(id)
            """)
        guard let batch = try batch(write.reader, organisation: write.organisation, id: id) else { throw PlanProblem.gone }
        return batch
    }

    static func setSaved(_ batch: String, plan: String, _ choices: ImportChoices, _ write: Write) throws {
        try write.sql.execute("""
            UPDATE import_batch
            SET state = 'saved', plan = \(plan), choices = \(try words(choices)), saved_at = \(write.now.milliseconds)
            WHERE organisation = \(write.organisation) AND id = \(batch)
            """)
    }
}
