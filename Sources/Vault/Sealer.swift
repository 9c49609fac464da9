public import Crypto

/// Seals bytes under one key: AES-256-GCM, laid out as nonce (12) ‖ ciphertext ‖ tag (16).
///
/// The associated data says where the sealed bytes belong. It is not stored with them, and they do not open without it,
/// so one record cannot be moved into another's place. Nonces are random: seal fewer than 2^32 messages under one key.
public struct Sealer: Sendable {
    /// What sealing adds to the length.
    public static let overhead = 12 + 16

    private let key: SymmetricKey

    public init(key: SymmetricKey) {
        self.key = key
    }

    /// - Throws: `VaultError.sealing`, which a sound machine never gives.
    public func seal(_ plaintext: [UInt8], aad: [UInt8]) throws(VaultError) -> [UInt8] {
        guard let box = try? AES.GCM.seal(plaintext, using: key, authenticating: aad), let sealed = box.combined else {
            throw .sealing
        }
        return Array(sealed)
    }

    /// - Throws: `VaultError.sealBroken` when a bit was changed, or key or associated data are others.
    public func open(_ sealed: [UInt8], aad: [UInt8]) throws(VaultError) -> [UInt8] {
        guard sealed.count >= Self.overhead else { throw .sealedTooShort(sealed.count) }
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let plaintext = try? AES.GCM.open(box, using: key, authenticating: aad)
        else { throw .sealBroken }
        return Array(plaintext)
    }
}
