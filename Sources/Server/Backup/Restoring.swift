public import Calendar
import Cases
import Concerns
import Database
import Foundation
import Keyring
import Ledger
public import Log
public import Logging
import Vault

/// Puts a backup back into an empty place, and proves by the ledger that nothing of it is missing.
public struct Restoring: Sendable {
    private let backup: String
    private let settings: Settings
    private let logger: Logger
    private let decidedBy: String?
    private let allowDamage: Bool
    private let clock: @Sendable () -> Instant

    /// - Parameters:
    ///   - settings: the folder and, for PostgreSQL, the database to fill.
    ///   - decidedBy: who decided to go on where entries that had been signed are lost; nil refuses such a backup.
    ///   - allowDamage: put back what is not whole either.
    public init(
        _ backup: String, settings: Settings, logger: Logger, decidedBy: String? = nil, allowDamage: Bool = false,
        clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) {
        self.backup = backup
        self.settings = settings
        self.logger = logger
        self.decidedBy = decidedBy
        self.allowDamage = allowDamage
        self.clock = clock
    }

    public struct Restored: Sendable {
        public let ledgers: [Ledger]

        public struct Ledger: Sendable {
            public let organisation: Int
            public let name: String
            /// As they were in the backup.
            public let entries: Int
            public let root: String
            /// The ledger that ended, where entries that had been signed are lost.
            public let gap: ClosedLedger?
            /// Whether there was a last signed checkpoint to compare with.
            public let wasCompared: Bool
        }
    }

    /// Throws `StartFault`, `VaultError`, `DatabaseError` or `CheckpointRefusal`; each says what to do.
    public func restore() async throws -> Restored {
        let backup = try BackupReading(backup)
        try checkPlace(backup.manifest)
        let keyFolder = try keyFolder(backup)
        let systemKeys = try SystemKeys.load(from: keyFolder)
        let ring = try Self.ring(keyFolder, systemKeys)
        defer { ring?.close() }
        let keys = LedgerKeys(systemKeys) { id in
            guard let ring else { throw KeyringError.destroyed }
            return try ring.bodyKey(id)
        }
        try backup.check(keys)
        let signed = try backup.manifest.ledgers.map { try lastSigned($0, keys) }
        try refuseGaps(backup.manifest, signed)

        switch backup.manifest.engine {
        case .sqlite:
            try await lookBefore(backup, keys, signed)
            try placeFile(backup)
        case .postgres:
            // A dump can be read by pg_restore alone, which does all of it or nothing.
            guard let url = settings.database else { break }
            try Database.restore(postgres: url, from: backup.database)
        }
        if keyFolder != ownKeys { try copyKeys(from: keyFolder) }
        return try await lookAfter(backup, systemKeys, signed)
    }

    private var ownKeys: String { "\(settings.folder)/keys" }
    private var file: String { "\(settings.folder)/granville.db" }

    // MARK: Before

    private static func hasRing(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(Keyring.file)")
    }

    /// Nil where there never was a record about people.
    private static func ring(_ folder: String, _ keys: SystemKeys) throws -> Keyring? {
        hasRing(folder) ? try Keyring(readOnly: "\(folder)/\(Keyring.file)", root: keys.root) : nil
    }

    /// Beside the database nothing may be in the way; keys and the last signed checkpoint are welcome.
    private func checkPlace(_ manifest: BackupManifest) throws {
        switch (manifest.engine, settings.database) {
        case (.sqlite, .some): throw StartFault("This is a backup of a SQLite file. Leave out --database.")
        case (.postgres, nil):
            throw StartFault("This is a backup of a PostgreSQL database. Give an empty one with --database postgresql://…")
        default: break
        }
        let found = (try? FileManager.default.contentsOfDirectory(atPath: settings.folder)) ?? []
        if let other = found.sorted().first(where: { $0 != "keys" && $0 != "lost+found" && !$0.hasPrefix("last-signed-") }) {
            throw StartFault(
                "The folder “\(settings.folder)” is not empty: it holds “\(other)”. Nothing was restored.\n"
                    + "hint: move the folder away, make it anew, and put keys and last-signed-1 into it if there are any")
        }
        if let url = settings.database {
            let database = try Database.postgres(url: url, connections: 2)
            defer { database.close() }
            guard try database.isEmpty() else {
                throw StartFault("The database is not empty. Nothing was restored.\nhint: make a new one with createdb")
            }
        }
    }

    private func keyFolder(_ backup: BackupReading) throws -> String {
        if SystemKeys.anyExist(in: ownKeys) { return ownKeys }
        let copied = "\(backup.folder)/\(BackupManifest.keyFolder)"
        guard backup.manifest.hasKeys, SystemKeys.anyExist(in: copied) else {
            throw StartFault(
                "The backup holds no keys, and there are none in “\(ownKeys)”. Nothing was restored.\n"
                    + "hint: put the copy of the key folder there first")
        }
        return copied
    }

    /// What was signed last, as far as the folder knows; nil without the file, or when it is of an earlier ledger.
    private func lastSigned(_ ledger: BackupManifest.Ledger, _ keys: LedgerKeys) throws -> Checkpoint? {
        let file = LastSigned(folder: settings.folder, organisation: ledger.organisation)
        guard let note = FileManager.default.contents(atPath: file.path) else { return nil }
        do { return try keys.read(checkpoint: [UInt8](note), origin: ledger.origin) } catch {
            throw StartFault(
                "What was signed last, in \(file.path), cannot be compared with the backup: \(error). Nothing was restored.\n"
                    + "hint: a backup from before the present ledger cannot follow it")
        }
    }

    private func refuseGaps(_ manifest: BackupManifest, _ signed: [Checkpoint?]) throws {
        for (ledger, checkpoint) in zip(manifest.ledgers, signed) {
            guard let checkpoint, Int(checkpoint.size) > ledger.entries, decidedBy == nil else { continue }
            throw StartFault("""
                \(ledger.name): the backup holds \(ledger.entries) entries, and \(checkpoint.size) were signed after it was made. \
                \(Int(checkpoint.size) - ledger.entries) would be lost. Nothing was restored.
                hint: look for a newer backup; if there is none, --decided-by "NAME, POST" goes on, and the ledger tells of the gap
                """)
        }
    }

    /// The copy is read from end to end before it gets a place.
    private func lookBefore(_ backup: BackupReading, _ keys: LedgerKeys, _ signed: [Checkpoint?]) async throws {
        let database = try Database.sqlite(readOnly: backup.database)
        defer { database.close() }
        try Recorder.refuseNewer(database, schemas: Services.schemas)
        for (ledger, checkpoint) in zip(backup.manifest.ledgers, signed) {
            try refuseMissingKeys(ledger, database, keys)
            try await compare(backup, ledger, database, keys, checkpoint)
        }
    }

    /// A copy of keys.db from before the data opens what is older than itself: which records it does not open is said
    /// before the ledger's entries about them are. The key of a ledger's entries outlives that of a record which was erased.
    private func refuseMissingKeys(_ ledger: BackupManifest.Ledger, _ database: Database, _ keys: LedgerKeys) throws {
        guard !allowDamage else { return }
        // What was backed up before there were concerns has no such tables.
        let records = (try? database.readNow { reader in
            try ConcernReads.keys(reader, organisation: ledger.organisation)
                + CaseReads.keys(reader, organisation: ledger.organisation)
        }) ?? []
        let missing = records.filter { !keys.hasKey($0.key) }.map(\.reference)
        guard !missing.isEmpty else { return }
        let named = missing.prefix(20).joined(separator: ", ") + (missing.count > 20 ? ", …" : "")
        throw StartFault("""
            \(ledger.name): \(missing.count) of \(records.count) concerns and cases have no key in this copy of keys.db: \(named).
            hint: put a newer copy of keys.db into the key folder; if there is none, --allow-damage goes on without them
            """)
    }

    private func compare(
        _ backup: BackupReading, _ ledger: BackupManifest.Ledger, _ database: Database, _ keys: LedgerKeys,
        _ signed: Checkpoint?
    ) async throws {
        let report = try await LedgerAudit.verify(
            database, keys: keys, organisation: ledger.organisation, lastSigned: nil)
        try backup.compare(report, with: ledger, allowDamage: allowDamage)
        guard let signed, Int(signed.size) <= ledger.entries else { return }
        let root = try await database.readLong { reader in
            try LedgerPosition.root(reader, organisation: ledger.organisation, at: Int(signed.size))
        }
        guard root == signed.root || allowDamage else {
            throw StartFault("""
                \(ledger.name): the first \(signed.size) entries of the backup are not those that were signed last. \
                It belongs to another history.
                """)
        }
    }

    // MARK: Into place

    private func placeFile(_ backup: BackupReading) throws {
        try DurableFiles.makeFolder(settings.folder)
        let unfinished = "\(file).unfinished-\(getpid())"
        do {
            try FileManager.default.copyItem(atPath: backup.database, toPath: unfinished)
            try DurableFiles.keep(unfinished)
            try DurableFiles.move(unfinished, to: file)
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
    }

    private func copyKeys(from folder: String) throws {
        try DurableFiles.makeFolder(ownKeys)
        let names = [SystemKeys.rootFile, SystemKeys.ledgerFile] + (WitnessKey.exists(in: folder) ? [WitnessKey.file] : [])
        for name in names + (Self.hasRing(folder) ? [Keyring.file] : []) {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                throw StartFault("couldn't read “\(folder)/\(name)”")
            }
            try DurableFiles.write([UInt8](data), to: "\(ownKeys)/\(name)")
        }
        try DurableFiles.sync(ownKeys)
    }

    // MARK: After

    private func lookAfter(
        _ backup: BackupReading, _ systemKeys: SystemKeys, _ signed: [Checkpoint?]
    ) async throws -> Restored {
        let services = try Services(settings: settings, keys: systemKeys, logger: logger, clock: clock)
        defer { services.close() }
        var ledgers: [Restored.Ledger] = []
        for (ledger, checkpoint) in zip(backup.manifest.ledgers, signed) {
            let organisation = ledger.organisation
            if backup.manifest.engine == .postgres { try refuseMissingKeys(ledger, services.database, services.keys) }
            try await compare(backup, ledger, services.database, services.keys, checkpoint)
            var gap: ClosedLedger?
            if let decidedBy { gap = try await services.startNextLedger(organisation, decidedBy: decidedBy) }
            let name = (backup.folder as NSString).lastPathComponent
            try await services.recorder.record(.backup, by: Actor(organisation: organisation, account: nil)) { write in
                write.trace(Trace("put back a backup", "backup", name))
            }
            if !allowDamage { try await services.checkpoints.sign(organisation) }
            ledgers.append(.init(
                organisation: organisation, name: ledger.name, entries: ledger.entries, root: ledger.root, gap: gap,
                wasCompared: checkpoint != nil))
        }
        return Restored(ledgers: ledgers)
    }
}

extension Services {
    /// Goes on in a next ledger where this one is shorter than what was signed; nil, and nothing done, where it is not.
    public func startNextLedger(_ organisation: Int, decidedBy: String) async throws -> ClosedLedger? {
        let (keys, lastSigned) = (keys, checkpoints.lastSigned(organisation))
        let next = try await database.readLong { reader in
            try NextLedger(reader, keys: keys, organisation: organisation, lastSigned: lastSigned, decidedBy: decidedBy)
        }
        guard let next else { return nil }
        try await next.start(by: recorder)
        try await checkpoints.sign(organisation)
        return try await database.read { try LedgerPosition.closed($0, keys: keys, organisation: organisation).last }
    }
}
