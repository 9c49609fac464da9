public import Crypto

/// The keys that the program itself needs to run: one to seal records that are about no person, one to sign the ledger.
///
/// They live in two files: who holds the ledger's key can sign history but read nothing, and the other way round.
public struct SystemKeys: Sendable {
    public static let rootFile = "root.key"
    public static let ledgerFile = "ledger.key"

    public let root: RootKey
    /// Derived from the root under the label "system".
    public let system: SymmetricKey
    /// Ed25519.
    public let ledger: Curve25519.Signing.PrivateKey

    private init(root: RootKey, ledger: Curve25519.Signing.PrivateKey) {
        self.root = root
        self.ledger = ledger
        system = root.derive("system")
    }

    /// Whether either file is in the folder, so that a first start can be told from a lost key.
    public static func anyExist(in folder: String) -> Bool {
        [rootFile, ledgerFile].contains { SecretFile(path: path($0, in: folder)).exists }
    }

    /// Makes both files.
    ///
    /// - Throws: `VaultError`; `.exists` when either is there already. Then nothing has been made.
    public static func create(in folder: String) throws(VaultError) -> SystemKeys {
        let rootFile = SecretFile(path: path(Self.rootFile, in: folder))
        let ledgerFile = SecretFile(path: path(Self.ledgerFile, in: folder))
        if rootFile.exists { throw .exists(path: rootFile.path) }
        let ledger = Curve25519.Signing.PrivateKey()
        try ledgerFile.create(
            Array(ledger.rawRepresentation),
            comment: "Ledger key: signs the checkpoints of this installation's ledger (Ed25519 seed). "
                + "Keep a copy in a safe place apart from the data. Who has it can sign a false history.")
        do {
            return SystemKeys(root: try RootKey.create(at: rootFile.path), ledger: ledger)
        } catch {
            ledgerFile.remove()
            throw error
        }
    }

    /// - Throws: `VaultError` when a file is missing, damaged, or can be reached by other accounts of the machine.
    public static func load(from folder: String) throws(VaultError) -> SystemKeys {
        let root = try RootKey.load(from: path(rootFile, in: folder))
        let ledgerPath = path(ledgerFile, in: folder)
        let seed = try SecretFile(path: ledgerPath).read()
        guard let ledger = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .wrongLength(path: ledgerPath, bytes: seed.count)
        }
        return SystemKeys(root: root, ledger: ledger)
    }

    private static func path(_ name: String, in folder: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}

extension SystemKeys: CustomStringConvertible {
    public var description: String { "SystemKeys (hidden)" }
}
