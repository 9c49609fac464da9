public import Crypto

/// The secret from which the other keys are derived: 32 random bytes in a file of their own.
public struct RootKey: Sendable {
    private let secret: SymmetricKey

    /// Makes a new key and its file, readable by this account only.
    ///
    /// - Throws: `VaultError`; `.exists` when there is a file already, which is left as it is.
    public static func create(at path: String) throws(VaultError) -> RootKey {
        let secret = SymmetricKey(size: .bits256)
        try SecretFile(path: path).create(
            secret.withUnsafeBytes { Array($0) },
            comment: "Root key: opens everything that this installation has sealed. "
                + "Keep a copy in a safe place apart from the data. Without it nothing sealed can be read again.")
        return RootKey(secret: secret)
    }

    /// - Throws: `VaultError` when the file is missing, damaged, or can be reached by other accounts of the machine.
    public static func load(from path: String) throws(VaultError) -> RootKey {
        RootKey(secret: SymmetricKey(data: try SecretFile(path: path).read()))
    }

    /// A key of 256 bits for one purpose: HKDF-SHA256 (RFC 5869) without salt, the label as its info.
    ///
    /// The same label gives the same key for ever; keys of different labels tell nothing about each other.
    public func derive(_ label: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Array(label.utf8), outputByteCount: 32)
    }

    /// As above, out of the root and another secret together, so that destroying the other destroys the key.
    public func derive(_ label: String, with other: [UInt8]) -> SymmetricKey {
        var both = secret.withUnsafeBytes { Array($0) }
        both.append(contentsOf: other)
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: both), info: Array(label.utf8), outputByteCount: 32)
    }
}

extension RootKey: CustomStringConvertible {
    public var description: String { "RootKey (hidden)" }
}
