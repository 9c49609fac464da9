import Foundation
import Ledger
import Log
import Vault

/// A backup that is looked at before anything is put back.
struct BackupReading {
    let folder: String
    let manifest: BackupManifest
    private let bytes: [UInt8]

    init(_ folder: String) throws {
        self.folder = folder
        (manifest, bytes) = try BackupManifest.read(in: folder)
    }

    var database: String { "\(folder)/\(manifest.database)" }

    /// Every file has its size and hash, and the manifest is the one that was signed. Throws `StartFault`.
    func check(_ keys: LedgerKeys) throws {
        let hash = try Hash.ofFile("\(folder)/\(BackupManifest.fileName)").hash
        let signature = FileManager.default.contents(atPath: "\(folder)/\(BackupManifest.signatureName)") ?? Data()
        let text = try? keys.read(note: [UInt8](signature), as: BackupManifest.signedAs)
        guard text == BackupManifest.signedText(hash: hash) else {
            throw StartFault(
                "The manifest was changed, or the backup was made with other keys than those given. Nothing was restored.")
        }
        for file in manifest.files {
            guard !file.name.split(separator: "/").contains(".."), !file.name.hasPrefix("/") else {
                throw StartFault("The manifest names a file outside of the backup, \(file.name).")
            }
            guard let found = try? Hash.ofFile("\(folder)/\(file.name)") else {
                throw StartFault("The backup is not whole: \(file.name) is missing.")
            }
            guard found.bytes == file.bytes, found.hash.hex == file.sha256 else {
                throw StartFault("The backup is not what was made: \(file.name) was changed or cut short.")
            }
        }
        for ledger in manifest.ledgers {
            guard let name = ledger.checkpoint else { continue }
            let note = [UInt8](FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data())
            let checkpoint = try keys.read(checkpoint: note, origin: ledger.origin)
            guard checkpoint.size == UInt64(exactly: ledger.entries), checkpoint.root.base64 == ledger.root else {
                throw StartFault("The checkpoint in \(name) is of another moment than the backup.")
            }
        }
    }

    /// The report of a fresh check must be what the manifest says of that ledger. Throws `StartFault`.
    func compare(_ report: AuditReport, with ledger: BackupManifest.Ledger, allowDamage: Bool) throws {
        guard report.entries == ledger.entries, report.root.base64 == ledger.root else {
            throw StartFault("""
                The ledger of \(ledger.name) has \(report.entries) entries with the root \(report.root.base64), \
                and the backup was made of \(ledger.entries) with the root \(ledger.root).
                """)
        }
        guard report.isClean || allowDamage else {
            let first = report.findings.prefix(5).map { "  \($0.words)" }.joined(separator: "\n")
            throw StartFault("The ledger of \(ledger.name) is not what it was when it was written:\n\(first)\n"
                + "hint: an older backup may be whole; --allow-damage puts this one back as it is")
        }
    }
}
