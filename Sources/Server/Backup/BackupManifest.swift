import Foundation
import Ledger

/// What a backup holds, in `manifest.json` beside it: enough to see that it is whole before anything is put back.
public struct BackupManifest: Codable, Sendable, Equatable {
    public struct File: Codable, Sendable, Equatable {
        public let name: String
        public let bytes: Int
        /// Hexadecimal.
        public let sha256: String
    }

    /// One organisation's ledger as the copied database holds it.
    public struct Ledger: Codable, Sendable, Equatable {
        public let organisation: Int
        public let name: String
        public let origin: String
        public let entries: Int
        /// Base64, as in a checkpoint.
        public let root: String
        /// Whether nothing in it was missing or changed when the copy was made.
        public let isWhole: Bool
        /// The file with the checkpoint that was signed over exactly this; none where the ledger was not whole.
        public let checkpoint: String?
    }

    public enum Engine: String, Codable, Sendable { case sqlite, postgres }

    static let format = "granville-backup/1"
    static let fileName = "manifest.json"
    /// The ledger key's signature over the manifest's hash: who can change a copy on a share cannot make it again.
    static let signatureName = "manifest.sig"
    static let signedAs = "granville/backup"
    static let keyFolder = "keys"

    public let format: String
    /// The version of the program that made it.
    public let program: String
    /// ISO 8601.
    public let madeAt: String
    public let engine: Engine
    /// The name of the file that holds the database.
    public let database: String
    public let hasKeys: Bool
    public let files: [File]
    public let ledgers: [Ledger]

    static func read(in folder: String) throws -> (manifest: BackupManifest, bytes: [UInt8]) {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(fileName)") else {
            throw StartFault("“\(folder)” is no backup: it has no \(fileName)")
        }
        struct Head: Decodable { let format: String }
        guard let head = try? JSONDecoder().decode(Head.self, from: data) else {
            throw StartFault("the \(fileName) in “\(folder)” cannot be read")
        }
        guard head.format == format else {
            throw StartFault("“\(folder)” is a backup in the form “\(head.format)”, and this program reads “\(format)”\n"
                + "hint: use the newer granville that made it")
        }
        do { return (try JSONDecoder().decode(BackupManifest.self, from: data), [UInt8](data)) } catch {
            throw StartFault("the \(fileName) in “\(folder)” cannot be read: a field is missing")
        }
    }

    var encoded: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(self)) + [0x0A]
        }
    }

    /// What `manifest.sig` is signed over.
    static func signedText(hash: Hash) -> String { "granville backup manifest\n\(hash.hex)\n" }
}
