import Calendar
import Database
import Ledger
import Vault

/// Appends the entries of one group, inside its transaction. The head row is read and locked here, last of all, so that
/// two programs on one PostgreSQL take turns and the tree never forks.
struct LedgerAppend {
    private let transaction: Transaction
    private let keys: LedgerKeys
    private let now: Instant
    /// The clock at the write before, where this program made one.
    private let before: Instant?

    /// A clock that goes back further than this gets an entry of its own, in seconds.
    private static let jump = 5 * 60

    init(_ transaction: Transaction, _ keys: LedgerKeys, now: Instant, before: Instant?) {
        self.transaction = transaction
        self.keys = keys
        self.now = now
        self.before = before
    }

    func append(_ written: [(Recorder.Job, [Write.Traced])]) throws {
        for organisation in Set(written.map(\.0.actor.organisation)).sorted() {
            try append(written.filter { $0.0.actor.organisation == organisation }, to: organisation)
        }
    }

    private func append(_ written: [(Recorder.Job, [Write.Traced])], to organisation: Int) throws {
        var head = try LedgerHead.read(transaction.reader, organisation, lock: true)
            ?? LedgerHead(
                origin: try LedgerHead.origin(transaction.reader, organisation), frontier: Frontier(), lastTime: 0)
        let isNew = head.frontier.size == 0
        // A ledger that follows another begins with the entry that says so, or not at all.
        if isNew, try LedgerPosition.number(transaction.reader, organisation: organisation) > 1,
            written.first?.0.kind != .ledgerNext {
            throw RecorderError.notSaved
        }
        let seconds = Int(now.milliseconds / 1000)
        if seconds < head.lastTime - Self.jump, isFresh {
            let trace = Trace("the computer's clock went back by \((head.lastTime - seconds) / 60) minutes")
            try append(trace, .ledgerTime, by: Actor(organisation: organisation, account: nil), &head)
        }
        head.lastTime = max(head.lastTime, seconds - seconds % 60)
        for (job, traces) in written {
            for one in traces { try append(one.trace, job.kind, by: job.actor, under: one.key, &head) }
        }
        if isNew {
            try transaction.execute("""
                INSERT INTO ledger_head (organisation, origin, size, frontier, last_time)
                VALUES (\(organisation), \(head.origin), \(Int(head.frontier.size)), \(head.frontier.encoded),
                    \(head.lastTime))
                """)
        } else {
            try transaction.execute("""
                UPDATE ledger_head
                SET size = \(Int(head.frontier.size)), frontier = \(head.frontier.encoded), last_time = \(head.lastTime)
                WHERE organisation = \(organisation)
                """)
        }
    }

    /// The ledger keeps the later time until the clock has caught up. That is told once, not with every write until then.
    private var isFresh: Bool {
        guard let before else { return true }
        return now.milliseconds < before.milliseconds - Int64(Self.jump) * 1000
    }

    private func append(
        _ trace: Trace, _ kind: EntryClass, by actor: Actor, under key: BodyKey? = nil, _ head: inout LedgerHead
    ) throws {
        let position = Int(head.frontier.size)
        let opening = Opening(body: trace.body(by: actor, at: now))
        let entry = Entry(time: Int64(head.lastTime), class: kind, commitment: opening.commitment)
        let leaf = entry.leafHash
        let sealed = try (key?.sealer ?? keys.sealer).seal(
            opening.bytes, aad: LedgerKeys.aad(origin: head.origin, position: position))
        head.frontier.append(leaf)
        try transaction.execute("""
            INSERT INTO ledger_entry (organisation, position, entry, leaf)
            VALUES (\(actor.organisation), \(position), \(entry.bytes), \(leaf.bytes))
            """)
        try transaction.execute("""
            INSERT INTO ledger_body (organisation, position, sealed, record_key)
            VALUES (\(actor.organisation), \(position), \(sealed), \(key?.id))
            """)
        for object in Set([trace.id, actor.account ?? ""]) where !object.isEmpty {
            try transaction.execute("""
                INSERT INTO ledger_about (organisation, object, position)
                VALUES (\(actor.organisation), \(object), \(position))
                """)
        }
    }
}

/// Where an organisation's ledger stands.
struct LedgerHead {
    var origin: String
    var frontier: Frontier
    /// The time of the last entry: seconds since 1970, a whole minute, so that the entry vouches for it. Never goes back.
    var lastTime: Int

    static func read(_ reader: Reader, _ organisation: Int, lock: Bool = false) throws -> LedgerHead? {
        let suffix: SQL = lock ? reader.dialect.forUpdate : ""
        return try reader.first("""
            SELECT origin, frontier, last_time
            FROM ledger_head
            WHERE organisation = \(organisation)
            \(suffix)
            """
        ) {
            LedgerHead(
                origin: try $0.text(0), frontier: try Frontier(decoding: try $0.bytes(1)), lastTime: try $0.int(2))
        }
    }
}
