public import Calendar
public import Database
public import Ledger
import Synchronization

/// A witness that is asked to vouch for this ledger, and how that stands.
public struct WitnessStanding: Sendable {
    public let cosigner: Cosigner
    public let url: String
    /// Entries of the newest checkpoint of the present ledger that it vouched for, and when; nil where it never did.
    public let newest: (size: Int, at: Instant)?
    /// Why the last try failed; nil when it did not, or when none was made since the start.
    public let problem: Checkpoints.Problem?
}

/// Asks witnesses to vouch for each new checkpoint, and keeps what they say.
///
/// A witness that is away is asked again at the next beat, from where it was left. Nothing waits for it but the beat.
public final class Witnesses: Sendable {
    public struct Reply: Sendable {
        public let status: Int
        public let body: String

        public init(status: Int, body: String) {
            self.status = status
            self.body = body
        }
    }

    /// Posts a request's bytes to an address; bounded in time and size by whoever gives it.
    public typealias Send = @Sendable (_ url: String, _ body: [UInt8]) async throws -> Reply

    private let recorder: Recorder
    private let database: Database
    private let keys: LedgerKeys
    private let clock: @Sendable () -> Instant
    private let send: Send
    private let problems = Mutex<[String: Checkpoints.Problem]>([:])

    /// A witness may say once that it has seen more, and meanwhile be asked by another program for the same ledger.
    private static let mostTries = 3

    public init(
        recorder: Recorder, database: Database, keys: LedgerKeys, clock: @escaping @Sendable () -> Instant,
        send: @escaping Send
    ) {
        self.recorder = recorder
        self.database = database
        self.keys = keys
        self.clock = clock
        self.send = send
    }

    // MARK: Who is asked

    public func add(_ cosigner: Cosigner, url: String, organisation: Int) async throws {
        try await recorder.record(.config, by: Actor(organisation: organisation, account: nil)) { write in
            try write.sql.execute("""
                INSERT INTO ledger_witness (organisation, vkey, url, is_asked, added_at)
                VALUES (\(organisation), \(cosigner.vkey), \(url), 1, \(write.now.milliseconds))
                ON CONFLICT (organisation, vkey) DO UPDATE SET url = excluded.url, is_asked = 1
                """)
            write.trace(Trace("asks a witness to vouch for the ledger", "witness", cosigner.vkey, fields: [url]))
        }
    }

    /// What it said stays.
    public func remove(_ cosigner: Cosigner, organisation: Int) async throws {
        try await recorder.record(.config, by: Actor(organisation: organisation, account: nil)) { write in
            let changed = try write.sql.execute("""
                UPDATE ledger_witness
                SET is_asked = 0
                WHERE organisation = \(organisation) AND vkey = \(cosigner.vkey) AND is_asked = 1
                """)
            guard changed == 1 else { throw WitnessFault.notAsked }
            write.trace(Trace("no longer asks a witness", "witness", cosigner.vkey))
        }
    }

    public func all(_ reader: Reader, organisation: Int) throws -> [WitnessStanding] {
        try asked(reader, organisation).map { one in
            let size = try Cosignatures.newestSize(reader, organisation, one.cosigner.vkey)
            let stored = try LedgerRows.checkpoints(reader, organisation, above: size - 1, upTo: size).first
            let note = stored.flatMap { try? SignedNote(parsing: Array($0.note.utf8)) }
            let own = try note.flatMap { note in
                try Cosignatures.fitting(reader, organisation, size, note).first { $0.cosigner == one.cosigner }
            }
            return WitnessStanding(
                cosigner: one.cosigner, url: one.url,
                newest: own.map { (size, Instant(milliseconds: Int64($0.time) * 1000)) },
                problem: problems.withLock { $0[Self.place(organisation, one.cosigner)] })
        }
    }

    private func asked(_ reader: Reader, _ organisation: Int) throws -> [(cosigner: Cosigner, url: String)] {
        try reader.rows("""
            SELECT vkey, url
            FROM ledger_witness
            WHERE organisation = \(organisation) AND is_asked = 1
            ORDER BY vkey
            """
        ) { row in
            // A key that somebody spoilt is nobody's, and the page that tells of the ledger must still open.
            let url = try row.text(1)
            return (try? Cosigner(vkey: try row.text(0))).map { ($0, url) }
        }.compactMap(\.self)
    }

    private static func place(_ organisation: Int, _ cosigner: Cosigner) -> String { "\(organisation) \(cosigner.vkey)" }

    // MARK: Asking

    /// Asks all at once about the newest checkpoint, each that has not vouched for it. Throws only where the database
    /// cannot be read; what a witness does wrong is that witness's problem.
    public func ask(_ organisation: Int) async throws {
        let keys = keys
        let due = try await database.readLong { reader -> Due? in
            let asked = try self.asked(reader, organisation)
            guard !asked.isEmpty else { return nil }
            let origin = try LedgerHead.origin(reader, organisation)
            guard let stored = try LedgerRows.newestCheckpoint(reader, organisation) else { return nil }
            let newest = try keys.trusted(stored, origin)
            let behind = try asked.compactMap { one -> Due.Asked? in
                let seen = try Cosignatures.newestSize(reader, organisation, one.cosigner.vkey)
                guard try Self.isWorthAsking(reader, organisation, from: seen, to: newest.size) else { return nil }
                return Due.Asked(cosigner: one.cosigner, url: one.url, seen: seen)
            }
            return Due(newest: newest, asked: behind)
        }
        guard let due else { return }
        await withTaskGroup(of: Void.self) { group in
            for one in due.asked {
                group.addTask { await self.ask(one, due.newest, organisation) }
            }
        }
    }

    private struct Due: Sendable {
        struct Asked: Sendable {
            let cosigner: Cosigner
            let url: String
            let seen: Int
        }

        let newest: SignedCheckpoint
        let asked: [Asked]
    }

    /// To vouch is an entry in the witness's own ledger. Two that vouch for each other would never be done, if entries of
    /// that kind alone were a reason to ask: they wait for the next of another kind.
    private static func isWorthAsking(_ reader: Reader, _ organisation: Int, from seen: Int, to size: Int) throws -> Bool {
        guard seen > 0 else { return true }
        var next = seen
        while next < size {
            let piece = try LedgerRows.entries(reader, organisation, from: next, below: size)
            if piece.contains(where: { (try? Entry(parsing: $0.entry))?.class != .witness }) { return true }
            guard let last = piece.last else { return true }
            next = last.position + 1
        }
        return false
    }

    private func ask(_ one: Due.Asked, _ newest: SignedCheckpoint, _ organisation: Int) async {
        let problem: String?
        do { problem = try await tryToAsk(one, newest, organisation) } catch { problem = "\(error)" }
        let words = problem.map { Checkpoints.Problem(at: clock(), words: $0) }
        problems.withLock { $0[Self.place(organisation, one.cosigner)] = words }
    }

    /// What went wrong, in words; nil when the cosignature is stored.
    private func tryToAsk(_ one: Due.Asked, _ newest: SignedCheckpoint, _ organisation: Int) async throws -> String? {
        var old = one.seen
        for _ in 0..<Self.mostTries {
            let (from, keys) = (old, keys)
            let request = try await database.readLong { reader in
                WitnessRequest(
                    old: UInt64(from), proof: try Self.proof(reader, keys, organisation, from: from, to: newest.size),
                    note: Array(newest.note.utf8))
            }
            let reply = try await send(one.url, request.encoded)
            switch reply.status {
            case 200:
                let note = try SignedNote(parsing: Array(newest.note.utf8))
                guard let found = try? Cosignatures.read(reply.body, of: note, one.cosigner) else {
                    return "It answered, but not with a signature of its key that fits."
                }
                try Cosignatures.store(found.signature.line, database, organisation, newest.size, one.cosigner.vkey)
                return nil
            case 409:
                guard let told = Int(reply.body.filter { !$0.isNewline }), told >= 0 else { return "It answered what cannot be read." }
                guard told <= newest.size else {
                    return """
                        It has seen \(told) entries of this ledger, but only \(newest.size) are signed here. Was an older copy of \
                        the database put back?
                        """
                }
                if told == old {
                    return "It has seen other entries under this ledger's name and key: there are two histories. Run granville audit verify."
                }
                old = told
            case 422:
                return "What it has seen of this ledger is not the beginning of what is stored here. Run granville audit verify."
            case 404: return "It does not vouch for this ledger. Give its operator the key: granville audit checkpoint"
            case 403: return "It knows another key for this ledger. Give its operator the key: granville audit checkpoint"
            default: return "It answered with the status \(reply.status)."
            }
        }
        return "It was asked \(Self.mostTries) times, and each time had seen something else."
    }

    /// What the old tree is made of is known from its checkpoint; only entries that came since are hashed.
    static func proof(
        _ reader: Reader, _ keys: LedgerKeys, _ organisation: Int, from old: Int, to size: Int
    ) throws -> [Hash] {
        var before = Frontier()
        if let stored = try LedgerRows.newestCheckpoint(reader, organisation, upTo: old) {
            before = try keys.trusted(stored, try LedgerHead.origin(reader, organisation)).frontier
        }
        try LedgerRows.grow(&before, reader, organisation, to: old)
        let list = LedgerList(keys, organisation)
        let edge = before
        return try MerkleTree.consistencyProof(from: UInt64(old), to: UInt64(size)) { node in
            try edge.subtree(node) ?? list.root(of: node, reader)
        } ?? []
    }
}
