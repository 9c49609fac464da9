import Accounts
import Calendar
import Database
import Foundation
import Keyring
import Ledger
public import Log
import Vault

/// A copy of everything, made while the program serves.
public struct BackupMaking: Sendable {
    private let services: Services
    private let withKeys: Bool
    private let program: String
    private let progress: @Sendable (Int, Int) -> Void

    /// - Parameters:
    ///   - program: the version that stands in the manifest.
    ///   - progress: entries of a ledger read, and entries that it has.
    public init(
        _ services: Services, withKeys: Bool, program: String,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) {
        self.services = services
        self.withKeys = withKeys
        self.program = program
        self.progress = progress
    }

    public struct Made: Sendable {
        public let path: String
        public let manifest: BackupManifest
        /// What is wrong with what was copied. The copy is made all the same: a damaged one is better than none.
        public let findings: [AuditFinding]
    }

    /// Makes a folder of its own in `folder`, whole or not at all, and an entry in each ledger first. What is there
    /// already is left alone. Throws `DatabaseError`, `StartFault` or what the recorder throws.
    public func make(in folder: String) async throws -> Made {
        let now = services.clock()
        let organisations = try services.database.readNow { try AccountStore.organisations($0) }
        // Refused where the database is not the one that was signed before; the check below then says where.
        for organisation in organisations { _ = try? await services.checkpoints.sign(organisation.id) }
        let name = Self.name(now)
        for organisation in organisations {
            let keys = withKeys
            try await services.recorder.record(.backup, by: Actor(organisation: organisation.id, account: nil)) { write in
                write.trace(Trace("made a backup of everything\(keys ? ", with the keys" : "")", "backup", name))
            }
        }
        try DurableFiles.makeFolder(folder)
        let unfinished = "\(folder)/.\(name).unfinished-\(getpid())"
        let path = "\(folder)/\(name)"
        guard access(path, F_OK) != 0 else { throw StartFault("“\(path)” is there already: two backups in one second") }
        try DurableFiles.makeFolder(unfinished)
        do {
            let made = try fill(unfinished, organisations, now)
            try DurableFiles.sync(unfinished)
            try DurableFiles.move(unfinished, to: path)
            return Made(path: path, manifest: made.manifest, findings: made.findings)
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
    }

    private func fill(
        _ folder: String, _ organisations: [Organisation], _ now: Instant
    ) throws -> (manifest: BackupManifest, findings: [AuditFinding]) {
        let engine: BackupManifest.Engine = services.database.dialect == .sqlite ? .sqlite : .postgres
        let database = engine == .sqlite ? "granville.db" : "granville.pgdump"
        let reports = try services.database.copy(to: "\(folder)/\(database)") { reader in
            try organisations.map { organisation in
                try LedgerAudit.verify(
                    reader, keys: services.keys, organisation: organisation.id, lastSigned: nil, progress: progress)
            }
        }
        try DurableFiles.keep("\(folder)/\(database)")
        var names = [database]
        var ledgers: [BackupManifest.Ledger] = []
        for (organisation, report) in zip(organisations, reports) {
            var checkpoint: String?
            if report.isClean, report.entries > 0 {
                let file = "checkpoint-\(organisation.id)"
                try DurableFiles.write(try services.keys.checkpoint(over: report), to: "\(folder)/\(file)")
                names.append(file)
                checkpoint = file
            }
            ledgers.append(.init(
                organisation: organisation.id, name: organisation.name, origin: report.origin, entries: report.entries,
                root: report.root.base64, isWhole: report.isClean, checkpoint: checkpoint))
        }
        if withKeys { names += try copyKeys(to: folder) }
        let manifest = BackupManifest(
            format: BackupManifest.format, program: program, madeAt: now.iso, engine: engine, database: database,
            hasKeys: withKeys, files: try names.map { try Self.file($0, in: folder) }, ledgers: ledgers)
        let bytes = try manifest.encoded
        try DurableFiles.write(bytes, to: "\(folder)/\(BackupManifest.fileName)")
        let hash = try Hash.ofFile("\(folder)/\(BackupManifest.fileName)").hash
        try DurableFiles.write(
            try services.keys.sign(BackupManifest.signedText(hash: hash), as: BackupManifest.signedAs),
            to: "\(folder)/\(BackupManifest.signatureName)")
        return (manifest, reports.flatMap(\.findings))
    }

    private func copyKeys(to folder: String) throws -> [String] {
        let own = "\(folder)/\(BackupManifest.keyFolder)"
        try DurableFiles.makeFolder(own)
        let keys = "\(services.settings.folder)/keys"
        let names = [SystemKeys.rootFile, SystemKeys.ledgerFile] + (WitnessKey.exists(in: keys) ? [WitnessKey.file] : [])
        for name in names {
            let path = "\(keys)/\(name)"
            guard let data = FileManager.default.contents(atPath: path) else { throw StartFault("couldn't read “\(path)”") }
            try DurableFiles.write([UInt8](data), to: "\(own)/\(name)")
        }
        // Of its own moment, a little after the data's: a key too many opens nothing, and one too few would.
        try services.ring.copy(to: "\(own)/\(Keyring.file)")
        try DurableFiles.keep("\(own)/\(Keyring.file)")
        try DurableFiles.sync(own)
        return (names + [Keyring.file]).map { "\(BackupManifest.keyFolder)/\($0)" }
    }

    private static func file(_ name: String, in folder: String) throws -> BackupManifest.File {
        let (hash, bytes) = try Hash.ofFile("\(folder)/\(name)")
        return .init(name: name, bytes: bytes, sha256: hash.hex)
    }

    /// `granville-2026-11-22T120501Z`: sorts by time, and goes into every file system.
    private static func name(_ now: Instant) -> String {
        "granville-" + now.iso.filter { $0 != ":" }
    }
}
