public import Crypto

/// The public half of a note key, as C2SP signed-note defines it: who signed, and how to check it.
///
/// Ed25519 only (type 0x01); signatures of other types are those of unknown keys.
public struct NoteVerifier: Sendable, Hashable {
    static let ed25519: UInt8 = 0x01

    public let name: String
    /// SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), its first four bytes.
    public let keyID: UInt32
    /// 32 bytes.
    public let publicKey: [UInt8]

    private let key: Curve25519.Signing.PublicKey

    /// - Throws: `NoteError` for a name that signature lines cannot carry.
    public init(name: String, key: Curve25519.Signing.PublicKey) throws(NoteError) {
        guard NoteText.isKeyName(name) else { throw .keyName(name) }
        self.name = name
        self.key = key
        publicKey = Array(key.rawRepresentation)
        keyID = Self.keyID(name: name, encodedKey: [Self.ed25519] + publicKey)
    }

    /// Reads `name+hex(key id)+base64(0x01 ‖ public key)`, the form in which such keys are handed on.
    ///
    /// - Throws: `NoteError.verifierKey` unless every part is well formed and the key id is the key's own.
    public init(vkey: String) throws(NoteError) {
        let (name, id, key) = try Self.parts(vkey: vkey, type: Self.ed25519)
        try self.init(name: name, key: key)
        guard keyID.bigEndianBytes == id else { throw .verifierKey("its id is not that of its key") }
    }

    static func parts(
        vkey: String, type: UInt8
    ) throws(NoteError) -> (name: String, id: [UInt8], key: Curve25519.Signing.PublicKey) {
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
        guard first == type, encoded.count == 33 else { throw .verifierKey(wrongType(type)) }
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: encoded.dropFirst()) else {
            throw .verifierKey(wrongType(type))
        }
        return (name, id, key)
    }

    private static func wrongType(_ expected: UInt8) -> String {
        expected == ed25519 ? "its key is not Ed25519" : "its key is not that of a witness (Ed25519 cosignatures)"
    }

    public var vkey: String {
        "\(name)+\(Hex.encode(keyID.bigEndianBytes))+\(Base64.encode([Self.ed25519] + publicKey))"
    }

    /// Whether this key made the signature, which is 64 bytes, over exactly these bytes.
    public func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: text)
    }

    public static func == (left: NoteVerifier, right: NoteVerifier) -> Bool {
        left.publicKey == right.publicKey && left.name.hasSameBytes(as: right.name)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(publicKey)
    }

    static func keyID(name: String, encodedKey: [UInt8]) -> UInt32 {
        var sha = SHA256()
        sha.update(data: Array(name.utf8) + [0x0A] + encodedKey)
        return Hash(sha.finalize()).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
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
