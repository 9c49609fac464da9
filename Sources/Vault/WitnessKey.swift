public import Crypto

/// The key with which an installation vouches for other people's ledgers: a file of its own beside the system's keys, so
/// that who holds it can sign nothing of this installation's own history.
public enum WitnessKey {
    public static let file = "witness.key"

    public static func exists(in folder: String) -> Bool { SecretFile(path: "\(folder)/\(file)").exists }

    /// - Throws: `VaultError`; `.exists` when there is one already.
    public static func create(in folder: String) throws(VaultError) -> Curve25519.Signing.PrivateKey {
        let key = Curve25519.Signing.PrivateKey()
        try SecretFile(path: "\(folder)/\(file)").create(
            Array(key.rawRepresentation),
            comment: "Witness key: vouches for the checkpoints of other ledgers (Ed25519 seed). "
                + "Who has it can vouch for a false one in this installation's name.")
        return key
    }

    /// - Throws: `VaultError` when the file is missing, damaged, or can be reached by other accounts of the machine.
    public static func load(from folder: String) throws(VaultError) -> Curve25519.Signing.PrivateKey {
        let path = "\(folder)/\(file)"
        let seed = try SecretFile(path: path).read()
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .wrongLength(path: path, bytes: seed.count)
        }
        return key
    }
}
