public import Crypto

/// The public half of a witness's key: it vouches, with the time, that it saw a checkpoint and that nothing before had changed.
///
/// Ed25519 (type 0x04) over `cosignature/v1`, the time, and the checkpoint's text.
/// Source: c2sp.org/tlog-cosignature, checked 2026-11-22.
public struct Cosigner: Sendable, Hashable {
    private let key: NoteKey

    /// - Throws: `NoteError` for a name that signature lines cannot carry.
    public init(name: String, key: Curve25519.Signing.PublicKey) throws(NoteError) {
        self.key = try NoteKey(.cosignature, name: name, key: key)
    }

    /// Reads `name+hex(key id)+base64(0x04 ‖ public key)`.
    ///
    /// - Throws: `NoteError.verifierKey` unless every part is well formed and the key id is the key's own.
    public init(vkey: String) throws(NoteError) { key = try NoteKey(.cosignature, vkey: vkey) }

    public var name: String { key.name }
    /// SHA-256(name ‖ 0x0A ‖ 0x04 ‖ public key), its first four bytes.
    public var keyID: UInt32 { key.keyID }
    /// 32 bytes.
    public var publicKey: [UInt8] { key.publicKey }
    public var vkey: String { key.vkey }

    /// When this witness signed the note, in Unix seconds; nil when none of the signatures is its own.
    ///
    /// - Throws: `NoteError.badSignature` for one that bears its name and key id and does not fit.
    public func time(of note: SignedNote) throws(NoteError) -> UInt64? { try cosignature(of: note)?.time }

    /// The newest of its own signatures, with its time in Unix seconds; throws as above.
    public func cosignature(of note: SignedNote) throws(NoteError) -> (signature: NoteSignature, time: UInt64)? {
        var newest: (signature: NoteSignature, time: UInt64)?
        for signature in note.signatures where signature.keyID == keyID && signature.name.hasSameBytes(as: name) {
            guard signature.bytes.count == 8 + 64 else { throw .badSignature(name) }
            let signedAt = signature.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let text = Array(Self.text(of: note.text, at: signedAt).utf8)
            guard signedAt <= UInt64(Int64.max), key.verifies(Array(signature.bytes.dropFirst(8)), of: text) else {
                throw .badSignature(name)
            }
            if newest.map({ $0.time < signedAt }) ?? true { newest = (signature, signedAt) }
        }
        return newest
    }

    static func text(of note: String, at time: UInt64) -> String { "cosignature/v1\ntime \(time)\n\(note)" }
}

/// A witness's name and private key.
public struct CosignatureSigner: Sendable {
    public let cosigner: Cosigner
    private let key: Curve25519.Signing.PrivateKey

    /// - Throws: `NoteError` for a name that signature lines cannot carry.
    public init(name: String, key: Curve25519.Signing.PrivateKey) throws(NoteError) {
        cosigner = try Cosigner(name: name, key: key.publicKey)
        self.key = key
    }

    /// `time` is in Unix seconds.
    /// - Throws: `NoteError` when the text cannot be a note's.
    public func sign(_ text: String, at time: UInt64) throws(NoteError) -> NoteSignature {
        try NoteText.check(text)
        do {
            var bytes: [UInt8] = []
            bytes.append(bigEndian: time)
            bytes.append(contentsOf: try key.signature(for: Array(Cosigner.text(of: text, at: time).utf8)))
            return NoteSignature(name: cosigner.name, keyID: cosigner.keyID, bytes: bytes)
        } catch {
            throw .signing
        }
    }
}
