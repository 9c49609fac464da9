public import Calendar
public import Database
public import Vault

/// The inside of a recorded change: the transaction, its moment, and what the ledger will say of it.
public final class Write {
    public let sql: Transaction
    /// The moment of the change, one for all its rows.
    public let now: Instant
    public let actor: Actor
    /// One entry each. The recorder refuses a change that leaves none.
    private(set) var traces: [Traced] = []

    /// What the ledger will say, and the key that it is kept under: a record's own, or the program's.
    struct Traced {
        let trace: Trace
        let key: BodyKey?
    }
    /// The form was done before, so there is nothing to trace.
    private(set) var isRepeat = false

    init(_ sql: Transaction, now: Instant, actor: Actor) {
        self.sql = sql
        self.now = now
        self.actor = actor
    }

    public var reader: Reader { sql.reader }
    public var organisation: Int { actor.organisation }

    public func newID() -> String { Identifier.make(milliseconds: now.milliseconds) }

    /// Says what was done; once at least in each change. With a key it is what was done with that key's record, and
    /// only those who may know of the record read it.
    public func trace(_ trace: Trace, under key: BodyKey? = nil) { traces.append(Traced(trace: trace, key: key)) }

    /// Where this form's first press led, if it was pressed before; then nothing must be done again.
    public func alreadyDone(_ form: String) throws -> String? {
        let location = try reader.first("""
            SELECT location
            FROM once
            WHERE organisation = \(organisation) AND form = \(form)
            """) { try $0.text(0) }
        isRepeat = location != nil
        return location
    }

    /// Remembers, in the same transaction, that this form was done and where it led.
    public func done(_ form: String, location: String) throws {
        try sql.execute("""
            INSERT INTO once (organisation, form, account, location, done_at)
            VALUES (\(organisation), \(form), \(actor.account ?? ""), \(location), \(now.milliseconds))
            """)
    }
}
