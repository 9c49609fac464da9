import Crypto
@_spi(Recording) import Database
import Foundation
import Synchronization
public import Vault

/// Keeps the keys of records that are about people, each wrapped under the key of the present epoch, in a file apart
/// from the data (`keys.db`). Data and their backups may then be kept for years: without this file they open nothing,
/// and a key that was destroyed here is gone from all of them once the short-lived copies of this file are.
///
/// The epoch's key comes from the root key and a random secret that stands in this file only. A new epoch wraps the
/// surviving keys anew and drops the old secret, so an old wrapping in a forgotten page of the file opens no more.
///
/// No ledger entry is made here: who destroys a key records it first. Safe from any thread.
public final class Keyring: Sendable {
    public static let file = "keys.db"

    private let database: Database
    private let root: RootKey
    private let state: Mutex<State>
    /// Held by who makes keys or begins an epoch, and taken before `state`: no key is wrapped for an epoch that has ended.
    private let making = Mutex(())

    private struct State {
        var epoch: Int
        var wrapping: Sealer
        /// On the disk already, and used by nothing yet: taking one costs no wait for the disk.
        var spare: [RecordKeys] = []
    }

    /// Keys made at once when the spare ones have run out. What a crash leaves unused is never used again.
    private let batch: Int

    /// Opens the file, made if it is not there. Throws `DatabaseError`, or `KeyringError.wrongRoot` for another
    /// installation's file.
    public init(path: String, root: RootKey, batch: Int = 256) throws {
        try PrivateFile.make(at: path)
        database = try Database.sqlite(path: path, readers: 2)
        self.root = root
        self.batch = batch
        try database.migrate([keyringSchema], areAll: true)
        let found = try database.readNow { try Epoch.read($0) }
        let epoch = try found ?? Epoch.make(1, in: database)
        let wrapping = epoch.sealer(root)
        state = Mutex(State(epoch: epoch.number, wrapping: wrapping))
        try checkRoot()
    }

    /// Looks into a copy of the file and leaves it as it is, byte for byte; no key can be taken from it.
    public init(readOnly path: String, root: RootKey) throws {
        database = try Database.sqlite(readOnly: path)
        self.root = root
        batch = 0
        guard let epoch = try database.readNow({ try Epoch.read($0) }) else { throw KeyringError.wrongRoot }
        state = Mutex(State(epoch: epoch.number, wrapping: epoch.sealer(root)))
        try checkRoot()
    }

    /// The keys for a new record: durable before they are given.
    public func take() throws -> RecordKeys {
        while true {
            let (keys, left) = state.withLock { state in (state.spare.popLast(), state.spare.count) }
            if let keys {
                // Ahead of need, so that nobody waits for it; should it fail, who finds none left is told.
                if left == batch / 2 { Thread.detachNewThread { try? self.replenish() } }
                return keys
            }
            guard batch > 0 else { throw DatabaseError.closed }
            try replenish()
        }
    }

    private func replenish() throws {
        try making.withLock { _ in
            let (left, epoch, wrapping) = state.withLock { ($0.spare.count, $0.epoch, $0.wrapping) }
            guard left <= batch / 2 else { return }
            let made = try make(batch, epoch, wrapping)
            state.withLock { $0.spare += made }
        }
    }

    /// The key that opens what a record tells of people. Throws `KeyringError.destroyed`.
    public func key(_ id: String) throws -> RecordKey { RecordKey(id: id, key: try unwrap(id, .data)) }

    /// The key under which the ledger keeps what was done with a record. It outlives the record's own.
    public func bodyKey(_ id: String) throws -> BodyKey { BodyKey(id: id, key: try unwrap(id, .ledger)) }

    /// Both keys of a record.
    public func keys(_ id: String) throws -> RecordKeys {
        RecordKeys(data: try key(id), ledger: try bodyKey(id))
    }

    /// Destroys the keys of records for good and begins a new epoch, on the disk before this returns.
    /// What the ledger says of them stays readable.
    public func destroy(_ ids: [String]) throws {
        try newEpoch { transaction in
            for id in ids {
                try transaction.execute("DELETE FROM record_key WHERE id = \(id) AND purpose = \(Purpose.data.rawValue)")
            }
        }
    }

    /// Wraps every key anew, such as after somebody with access to the machine has left.
    public func rotate() throws {
        try newEpoch { _ in }
    }

    /// Keys in the file, spare ones included.
    public func count() throws -> Int { try database.readNow { try $0.count("SELECT count(*) FROM record_key") } }

    /// Copies the file as of one moment to a new one, its owner's alone, while others use the keyring.
    public func copy(to path: String) throws {
        try PrivateFile.make(at: path)
        try database.copy(to: path) { _ in }
    }

    public func close() { database.close() }

    // MARK: Wrapping

    private enum Purpose: String { case data, ledger }

    private func make(_ count: Int, _ epoch: Int, _ wrapping: Sealer) throws -> [RecordKeys] {
        let now = Self.milliseconds
        var rows: [(id: String, data: [UInt8], ledger: [UInt8])] = []
        let made = try (0..<count).map { _ in
            let id = Identifier.make(milliseconds: now)
            let data = SymmetricKey(size: .bits256)
            let ledger = SymmetricKey(size: .bits256)
            func wrapped(_ key: SymmetricKey, _ purpose: Purpose) throws -> [UInt8] {
                try wrapping.seal(key.withUnsafeBytes { Array($0) }, aad: Self.aad(id, purpose, epoch: epoch))
            }
            rows.append((id, try wrapped(data, .data), try wrapped(ledger, .ledger)))
            return RecordKeys(data: RecordKey(id: id, key: data), ledger: BodyKey(id: id, key: ledger))
        }
        try write { transaction in
            for row in rows {
                try transaction.execute("""
                    INSERT INTO record_key (id, purpose, epoch, wrapped, made_at)
                    VALUES (\(row.id), \(Purpose.data.rawValue), \(epoch), \(row.data), \(now)),
                        (\(row.id), \(Purpose.ledger.rawValue), \(epoch), \(row.ledger), \(now))
                    """)
            }
        }
        return made
    }

    private func unwrap(_ id: String, _ purpose: Purpose) throws -> SymmetricKey {
        // The epoch may change between the two: then what was read is under the old one, and is read again.
        for _ in 0..<2 {
            let (epoch, wrapping) = state.withLock { ($0.epoch, $0.wrapping) }
            let found = try database.readNow { reader in
                try reader.first("""
                    SELECT epoch, wrapped
                    FROM record_key
                    WHERE id = \(id) AND purpose = \(purpose.rawValue)
                    """) { (epoch: try $0.int(0), wrapped: try $0.bytes(1)) }
            }
            guard let found else { throw KeyringError.destroyed }
            guard found.epoch == epoch else { continue }
            return SymmetricKey(data: try wrapping.open(found.wrapped, aad: Self.aad(id, purpose, epoch: epoch)))
        }
        throw KeyringError.wrongRoot
    }

    /// Deletes by `dropping`, wraps what is left under a fresh secret, and drops the old one, in one transaction.
    private func newEpoch(dropping: @escaping (Transaction) throws -> Void) throws {
        try making.withLock { _ in
            try state.withLock { state in
                let next = Epoch(number: state.epoch + 1, secret: Epoch.freshSecret())
                let sealer = next.sealer(root)
                try rewrap(from: state, to: next, sealer, dropping: dropping)
                state.epoch = next.number
                state.wrapping = sealer
            }
        }
    }

    private func rewrap(
        from old: State, to next: Epoch, _ sealer: Sealer, dropping: @escaping (Transaction) throws -> Void
    ) throws {
        try write { transaction in
            try dropping(transaction)
            let rows = try transaction.reader.rows("SELECT id, purpose, wrapped FROM record_key") {
                (id: try $0.text(0), purpose: try $0.text(1), wrapped: try $0.bytes(2))
            }
            for row in rows {
                guard let purpose = Purpose(rawValue: row.purpose) else { throw KeyringError.wrongRoot }
                let key = try old.wrapping.open(row.wrapped, aad: Self.aad(row.id, purpose, epoch: old.epoch))
                let wrapped = try sealer.seal(key, aad: Self.aad(row.id, purpose, epoch: next.number))
                try transaction.execute("""
                    UPDATE record_key
                    SET epoch = \(next.number), wrapped = \(wrapped)
                    WHERE id = \(row.id) AND purpose = \(row.purpose)
                    """)
            }
            try transaction.execute("DELETE FROM epoch")
            try next.insert(transaction, at: Self.milliseconds)
        }
        try database.dropLog()
    }

    private static func aad(_ id: String, _ purpose: Purpose, epoch: Int) -> [UInt8] {
        Array("granville/key/v1#\(id)#\(purpose.rawValue)#\(epoch)".utf8)
    }

    private func write(_ change: (Transaction) throws -> Void) throws {
        try withoutActuallyEscaping(change) { change in
            let failures = try database.writeGroup([change], seal: { _, _ in })
            if let failure = failures.first ?? nil { throw failure }
        }
    }

    /// One key that is there must open, or the file belongs to another root.
    private func checkRoot() throws {
        let id = try database.readNow { reader in
            try reader.first("SELECT id FROM record_key WHERE purpose = 'data' LIMIT 1") { try $0.text(0) }
        }
        guard let id else { return }
        do { _ = try key(id) } catch { throw KeyringError.wrongRoot }
    }

    static var milliseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}

/// What belongs to one record: a key for what it tells of people, and one for what the ledger tells of it.
public struct RecordKeys: Sendable {
    public let data: RecordKey
    public let ledger: BodyKey

    public var id: String { data.id }
}

public enum KeyringError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The record was erased, or its key never was in this file.
    case destroyed
    /// The file was made under another root key, or is damaged.
    case wrongRoot

    public var description: String {
        switch self {
        case .destroyed: "couldn't open a sealed record: its key is not in keys.db"
        case .wrongRoot:
            """
            couldn't open keys.db with this installation's root.key
            Put back the two that belong together: the newest copy of keys.db and the root.key of the same installation.
            """
        }
    }
}
