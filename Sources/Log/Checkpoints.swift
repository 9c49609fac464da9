public import Calendar
@_spi(Recording) public import Database
import Dispatch
public import Ledger
import Synchronization

/// A checkpoint as it is kept: what was signed, and when.
public struct SignedCheckpoint: Sendable {
    /// How many entries it speaks of.
    public let size: Int
    public let root: Hash
    /// The signed note, whole.
    public let note: String
    public let signedAt: Instant
    let frontier: Frontier
    let number: Int
}

/// Signs how far an organisation's ledger has come, and refuses when what is stored is not what was signed before.
///
/// Promise: before each signature the entries since the last one are read back from the database and hashed anew, so a
/// root is never signed that the stored entries do not give. Makes no entry of its own. Safe from any thread.
public final class Checkpoints: Sendable {
    /// What went wrong at the last try, with its moment.
    public struct Problem: Sendable {
        public let at: Instant
        public let words: String
    }

    private let database: Database
    private let keys: LedgerKeys
    private let folder: String
    private let clock: @Sendable () -> Instant
    private let queue = DispatchQueue(label: "granville.checkpoints")
    private let problems = Mutex<[Int: Problem]>([:])

    /// `folder` is the data folder, in which `last-signed-1` is kept.
    public init(
        database: Database, keys: LedgerKeys, folder: String, clock: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.keys = keys
        self.folder = folder
        self.clock = clock
    }

    /// The newest checkpoint, signed now if the ledger has grown; nil for a ledger without entries.
    /// Throws `CheckpointRefusal` or `DatabaseError`.
    @discardableResult
    public func sign(_ organisation: Int) async throws -> SignedCheckpoint? {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.signAndRemember(organisation) }) }
        }
    }

    /// Why the last try to sign failed; nil when it did not.
    public func problem(_ organisation: Int) -> Problem? { problems.withLock { $0[organisation] } }

    public func lastSigned(_ organisation: Int) -> LastSigned { LastSigned(folder: folder, organisation: organisation) }

    /// The newest stored checkpoint, its signature checked.
    public func newest(_ reader: Reader, organisation: Int) throws -> SignedCheckpoint? {
        let origin = try LedgerHead.origin(reader, organisation)
        return try LedgerRows.newestCheckpoint(reader, organisation).map { try keys.trusted($0, origin) }
    }

    private func signAndRemember(_ organisation: Int) throws -> SignedCheckpoint? {
        do {
            let signed = try signNow(organisation)
            problems.withLock { $0[organisation] = nil }
            return signed
        } catch {
            let problem = Problem(at: clock(), words: "\(error)")
            problems.withLock { $0[organisation] = problem }
            throw error
        }
    }

    private func signNow(_ organisation: Int) throws -> SignedCheckpoint? {
        let file = lastSigned(organisation)
        let (kept, found) = try database.readNow { reader in
            let kept = try keys.kept(in: file, reader, organisation)
            return (kept, try CheckpointBasis(reader, keys, organisation, kept: kept))
        }
        // A program that ended between the database and the file left the file one behind. It catches up first, so that it
        // is never further behind than that.
        if let newest = found.newest, newest.size > kept.map({ Int($0.size) }) ?? 0 { try file.write(Array(newest.note.utf8)) }
        guard found.hasGrown else { return found.newest }
        let newest = try store(found, organisation)
        if let newest { try file.write(Array(newest.note.utf8)) }
        return newest
    }

    private func store(_ basis: CheckpointBasis, _ organisation: Int) throws -> SignedCheckpoint? {
        let origin = basis.origin
        let checkpoint = try Checkpoint(origin: origin, size: basis.tree.size, root: basis.tree.root)
        let note = try checkpoint.signed(by: try keys.signer(origin: origin)).encoded
        let signed = SignedCheckpoint(
            size: Int(basis.tree.size), root: basis.tree.root, note: String(decoding: note, as: UTF8.self),
            signedAt: clock(), frontier: basis.tree, number: (basis.newest?.number ?? -1) + 1)
        let milliseconds = Int(signed.signedAt.milliseconds)
        let seal = try keys.seal(origin, size: signed.size, number: signed.number, signedAt: milliseconds)
        var other: SignedCheckpoint?
        let failures = try database.writeGroup([
            { transaction in
                // Another program on the same database may have signed meanwhile; the lock on the head makes us take turns.
                _ = try LedgerHead.read(transaction.reader, organisation, lock: true)
                let present = try self.newest(transaction.reader, organisation: organisation)
                guard present?.size == basis.newest?.size else {
                    other = present
                    return
                }
                try transaction.execute("""
                    INSERT INTO ledger_checkpoint (organisation, size, number, note, frontier, signed_at, seal)
                    VALUES (\(organisation), \(signed.size), \(signed.number), \(signed.note),
                        \(signed.frontier.encoded), \(milliseconds), \(seal))
                    """)
            }
        ], seal: { _, _ in })
        if let failure = failures.first ?? nil { throw failure }
        return other ?? signed
    }
}

/// What the next signature would stand on: the stored entries, hashed anew on top of what was signed before.
struct CheckpointBasis {
    let newest: SignedCheckpoint?
    let origin: String
    private(set) var tree = Frontier()

    var hasGrown: Bool { Int(tree.size) > (newest?.size ?? 0) }

    /// `kept` is the checkpoint in the file outside the database.
    init(_ reader: Reader, _ keys: LedgerKeys, _ organisation: Int, kept: Checkpoint?) throws {
        let origin = try LedgerHead.origin(reader, organisation)
        self.origin = origin
        if let fault = try ClosedLedgers.faults(reader, keys, organisation).first { throw CheckpointRefusal.closed(fault) }
        let newest = try LedgerRows.newestCheckpoint(reader, organisation).map { try keys.trusted($0, origin) }
        self.newest = newest
        let keptSize = kept.map { Int($0.size) }
        let signed = max(newest?.size ?? 0, keptSize ?? 0)
        let stored = try LedgerRows.head(reader, organisation)
        guard (stored?.size ?? 0) >= signed else { throw CheckpointRefusal.shorter(signed: signed, stored: stored?.size ?? 0) }
        guard let stored else { return }

        let base = try Self.base(reader, keys, organisation, origin, newest, upTo: keptSize)
        tree = base?.frontier ?? Frontier()
        var last = Int(tree.size)
        let expected = [newest.map { ($0.size, $0.root) }, kept.map { (Int($0.size), $0.root) }].compactMap { $0 }
        func compare(_ tree: Frontier) throws {
            for (size, root) in expected where size == Int(tree.size) {
                guard root == tree.root else { throw CheckpointRefusal.changed(from: last, to: size - 1) }
                last = size
            }
        }
        try compare(tree)
        try LedgerRows.grow(&tree, reader, organisation, to: stored.size, each: compare)
        guard Int(tree.size) == stored.size else { throw CheckpointRefusal.missing(entry: Int(tree.size)) }
        guard tree.encoded == stored.frontier else {
            throw last < stored.size ? CheckpointRefusal.changed(from: last, to: stored.size - 1) : .head
        }
    }

    /// Where to begin hashing: at the newest stored checkpoint, or before the file's when that lags behind.
    private static func base(
        _ reader: Reader, _ keys: LedgerKeys, _ organisation: Int, _ origin: String, _ newest: SignedCheckpoint?,
        upTo kept: Int?
    ) throws -> SignedCheckpoint? {
        guard let kept, let newest, kept < newest.size else { return newest }
        return try LedgerRows.newestCheckpoint(reader, organisation, upTo: kept).map { try keys.trusted($0, origin) }
    }
}

extension LedgerKeys {
    /// Believes a stored checkpoint only with our signature, its own size, and a frontier that gives the signed root.
    func trusted(_ stored: LedgerRows.StoredCheckpoint, _ origin: String) throws -> SignedCheckpoint {
        do {
            let checkpoint = try Checkpoint(
                note: Array(stored.note.utf8), origin: origin, verifiers: [try signer(origin: origin).verifier])
            let frontier = try Frontier(decoding: stored.frontier)
            guard checkpoint.size == UInt64(exactly: stored.size), frontier.size == checkpoint.size else {
                throw CheckpointRefusal.storedCheckpoint(size: stored.size, cause: "it was signed over \(checkpoint.size)")
            }
            guard frontier.root == checkpoint.root else {
                throw CheckpointRefusal.storedCheckpoint(size: stored.size, cause: "the frontier beside it gives another root")
            }
            return SignedCheckpoint(
                size: stored.size, root: checkpoint.root, note: stored.note,
                signedAt: Instant(milliseconds: Int64(stored.signedAt)), frontier: frontier, number: stored.number)
        } catch let refusal as CheckpointRefusal {
            throw refusal
        } catch {
            throw CheckpointRefusal.storedCheckpoint(size: stored.size, cause: "\(error)")
        }
    }

    /// The checkpoint of the present ledger in the file; nil when there is no file, or when the file is still that with
    /// which the ledger before ended.
    func kept(in file: LastSigned, _ reader: Reader, _ organisation: Int) throws -> Checkpoint? {
        guard let bytes = try file.read() else { return nil }
        if let last = try ClosedLedgers.rows(reader, organisation).last, last.note.utf8.elementsEqual(bytes) { return nil }
        let origin = try LedgerHead.origin(reader, organisation)
        do {
            return try read(checkpoint: bytes, origin: origin)
        } catch {
            throw CheckpointRefusal.fileUnreadable(path: file.path, cause: "\(error)")
        }
    }
}
