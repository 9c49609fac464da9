import Crypto
import Ledger
public import Vault

/// What the ledger needs of secrets: one key seals entries' bodies, another signs checkpoints.
public struct LedgerKeys: Sendable {
    let sealer: Sealer
    private let signing: Curve25519.Signing.PrivateKey
    private let bodyKey: @Sendable (String) throws -> BodyKey

    /// - Parameter bodyKey: finds the key under which the entries about a record are kept.
    public init(_ keys: SystemKeys, bodyKey: @escaping @Sendable (String) throws -> BodyKey) {
        sealer = Sealer(key: keys.system)
        signing = keys.ledger
        self.bodyKey = bodyKey
    }

    /// Binds a sealed body to its place, so that two bodies cannot be exchanged unseen.
    static func aad(origin: String, position: Int) -> [UInt8] { Array("\(origin)#\(position)".utf8) }

    func signer(origin: String) throws -> NoteSigner { try NoteSigner(name: origin, key: signing) }

    /// What an outside verifier needs to check the signatures of an organisation's checkpoints.
    /// Each ledger has a name of its own, and the name is part of the key.
    public func verifierKey(organisation: Int, ledger: Int = 1) throws -> String {
        try signer(origin: LedgerHead.origin(organisation, number: ledger)).verifier.vkey
    }

    /// Whether the entries about a record can be opened.
    public func hasKey(_ id: String) -> Bool { (try? bodyKey(id)) != nil }

    /// The opened body, or why it does not open.
    func open(_ sealed: [UInt8], under key: String?, origin: String, position: Int) throws -> Opening? {
        let sealer = try key.map { try bodyKey($0).sealer } ?? sealer
        return Opening(try sealer.open(sealed, aad: Self.aad(origin: origin, position: position)))
    }

    // A checkpoint's note says nothing of when it was signed or of how many there were before it. The seal over nothing
    // vouches for both: it opens only with the same words beside it.

    func seal(_ origin: String, size: Int, number: Int, signedAt: Int) throws -> [UInt8] {
        try sealer.seal([], aad: Self.aad(origin, size: size, number: number, signedAt: signedAt))
    }

    func sealFits(_ seal: [UInt8], _ origin: String, size: Int, number: Int, signedAt: Int) -> Bool {
        let aad = Self.aad(origin, size: size, number: number, signedAt: signedAt)
        return (try? sealer.open(seal, aad: aad)) == []
    }

    private static func aad(_ origin: String, size: Int, number: Int, signedAt: Int) -> [UInt8] {
        Array("\(origin)#checkpoint/\(size)/\(number)/\(signedAt)".utf8)
    }
}
