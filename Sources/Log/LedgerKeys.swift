import Crypto
import Ledger
public import Vault

/// What the ledger needs of secrets: one key seals entries' bodies, another signs checkpoints.
public struct LedgerKeys: Sendable {
    let sealer: Sealer
    private let signing: Curve25519.Signing.PrivateKey

    public init(_ keys: SystemKeys) {
        sealer = Sealer(key: keys.system)
        signing = keys.ledger
    }

    /// Binds a sealed body to its place, so that two bodies cannot be exchanged unseen.
    static func aad(origin: String, position: Int) -> [UInt8] { Array("\(origin)#\(position)".utf8) }

    func signer(origin: String) throws -> NoteSigner { try NoteSigner(name: origin, key: signing) }

    /// What an outside verifier needs to check the signatures of an organisation's checkpoints.
    public func verifierKey(organisation: Int) throws -> String {
        try signer(origin: LedgerHead.origin(organisation)).verifier.vkey
    }
}
