public import Crypto

/// A named Ed25519 public key, as C2SP signed-note hands them on: what verifiers of notes and of cosignatures share.
struct NoteKey: Sendable, Hashable {
    /// The byte that tells what a key signs.
    enum Kind: UInt8, Sendable {
        case note = 0x01
        case cosignature = 0x04
    }

    let kind: Kind
    let name: String
    /// SHA-256(name ‖ 0x0A ‖ kind ‖ public key), its first four bytes.
    let keyID: UInt32
    private let key: Curve25519.Signing.PublicKey

    /// - Throws: `NoteError` for a name that signature lines cannot carry.
    init(_ kind: Kind, name: String, key: Curve25519.Signing.PublicKey) throws(NoteError) {
        guard NoteText.isKeyName(name) else { throw .keyName(name) }
        self.kind = kind
        self.name = name
        self.key = key
        var sha = SHA256()
        sha.update(data: Array(name.utf8) + [0x0A, kind.rawValue] + key.rawRepresentation)
        keyID = Hash(sha.finalize()).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads `name+hex(key id)+base64(kind ‖ public key)`.
    ///
    /// - Throws: `NoteError.verifierKey` unless every part is well formed and the key id is the key's own.
    init(_ kind: Kind, vkey: String) throws(NoteError) {
        // The key itself may hold plus signs; the name and the id cannot.
        let parts = vkey.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .verifierKey("it does not have the three parts name+id+key") }
        guard let name = String(parts[0]), NoteText.isKeyName(name) else { throw .verifierKey("its name is not one") }
        guard parts[1].count == 8, let id = Hex.decode(parts[1]) else {
            throw .verifierKey("its id is not 8 hexadecimal digits")
        }
        guard let encoded = Base64.decode(parts[2]), let first = encoded.first else {
            throw .verifierKey("its key is not base64")
        }
        guard first == kind.rawValue, encoded.count == 33,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: encoded.dropFirst())
        else { throw .verifierKey(kind.refusal) }
        try self.init(kind, name: name, key: key)
        guard keyID.bigEndianBytes == id else { throw .verifierKey("its id is not that of its key") }
    }

    /// 32 bytes.
    var publicKey: [UInt8] { Array(key.rawRepresentation) }

    var vkey: String {
        "\(name)+\(Hex.encode(keyID.bigEndianBytes))+\(Base64.encode([kind.rawValue] + publicKey))"
    }

    func named(_ name: String) throws(NoteError) -> NoteKey { try NoteKey(kind, name: name, key: key) }

    func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool { key.isValidSignature(signature, for: text) }

    static func == (left: NoteKey, right: NoteKey) -> Bool {
        left.kind == right.kind && left.publicKey == right.publicKey && left.name.hasSameBytes(as: right.name)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(publicKey) }
}

extension NoteKey.Kind {
    fileprivate var refusal: String {
        switch self {
        case .note: "its key is not Ed25519"
        case .cosignature: "its key is not that of a witness (Ed25519 cosignatures)"
        }
    }
}

/// The public half of a note key, as C2SP signed-note defines it: who signed, and how to check it.
///
/// Ed25519 only (type 0x01); signatures of other types are those of unknown keys.
public struct NoteVerifier: Sendable, Hashable {
    private let key: NoteKey

    /// - Throws: `NoteError` for a name that signature lines cannot carry.
    public init(name: String, key: Curve25519.Signing.PublicKey) throws(NoteError) {
        self.key = try NoteKey(.note, name: name, key: key)
    }

    /// Reads `name+hex(key id)+base64(0x01 ‖ public key)`, the form in which such keys are handed on.
    ///
    /// - Throws: `NoteError.verifierKey` unless every part is well formed and the key id is the key's own.
    public init(vkey: String) throws(NoteError) { key = try NoteKey(.note, vkey: vkey) }

    public var name: String { key.name }
    /// SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), its first four bytes.
    public var keyID: UInt32 { key.keyID }
    /// 32 bytes.
    public var publicKey: [UInt8] { key.publicKey }
    public var vkey: String { key.vkey }

    /// The same key under another name: the ledgers of one installation share it, and each has a name of its own.
    public func named(_ name: String) throws(NoteError) -> NoteVerifier { NoteVerifier(key: try key.named(name)) }

    private init(key: NoteKey) { self.key = key }

    /// Whether this key made the signature, which is 64 bytes, over exactly these bytes.
    public func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool { key.verifies(signature, of: text) }
}

/// A name and the private key that signs notes under it.
public struct NoteSigner: Sendable {
    public let verifier: NoteVerifier
    private let key: Curve25519.Signing.PrivateKey

    /// - Throws: `NoteError` for a name that signature lines cannot carry: empty, or with a space, plus sign or
    ///   control character.
    public init(name: String, key: Curve25519.Signing.PrivateKey) throws(NoteError) {
        verifier = try NoteVerifier(name: name, key: key.publicKey)
        self.key = key
    }

    public var name: String { verifier.name }

    /// - Throws: `NoteError` when the text cannot be a note's.
    public func sign(_ text: String) throws(NoteError) -> NoteSignature {
        try NoteText.check(text)
        do {
            let signature = try key.signature(for: Array(text.utf8))
            return NoteSignature(name: verifier.name, keyID: verifier.keyID, bytes: Array(signature))
        } catch {
            throw .signing
        }
    }
}

extension UInt32 {
    var bigEndianBytes: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> UInt32($0)) }
    }
}

extension String {
    /// Swift takes "é" in one scalar and in two for equal; to a signature they are different texts.
    func hasSameBytes(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
