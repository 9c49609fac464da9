public import Ledger
public import Vault

/// What the ledger needs of secrets: one key seals entries' bodies, another signs checkpoints.
public struct LedgerKeys: Sendable {
    let sealer: Sealer
    let signingSeed: [UInt8]

    public init(sealer: Sealer, signingSeed: [UInt8]) {
        self.sealer = sealer
        self.signingSeed = signingSeed
    }

    /// Binds a sealed body to its place, so that two bodies cannot be exchanged unseen.
    static func aad(origin: String, position: Int) -> [UInt8] { Array("\(origin)#\(position)".utf8) }

    func signer(origin: String) throws -> NoteSigner { try NoteSigner(name: origin, seed: signingSeed) }

    /// What an outside verifier needs to check the signatures.
    public func verifierKey(organisation: Int) throws -> String {
        try signer(origin: LedgerHead.origin(organisation)).verifier.vkey
    }
}
