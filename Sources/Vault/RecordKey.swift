public import Crypto

/// The key of one record, such as a case: all that is told about people under it opens with it and with nothing else.
///
/// Made by a keyring, which keeps it wrapped in a file of its own; what it sealed lies in the database. To forget the
/// people of a record is to destroy its key.
public struct RecordKey: Sendable {
    /// The keyring's name for it; stands in the clear beside what it sealed.
    public let id: String
    private let key: SymmetricKey
    private let sealer: Sealer

    public init(id: String, key: SymmetricKey) {
        self.id = id
        self.key = key
        sealer = Sealer(key: key)
    }

    /// - Throws: `VaultError.sealing`.
    public func seal(_ plaintext: [UInt8], at place: SealedPlace) throws(VaultError) -> [UInt8] {
        try sealer.seal(plaintext, aad: place.aad(key: id))
    }

    /// - Throws: `VaultError.sealBroken` where a bit was changed, or where the bytes belong to another place.
    public func open(_ sealed: [UInt8], at place: SealedPlace) throws(VaultError) -> [UInt8] {
        try sealer.open(sealed, aad: place.aad(key: id))
    }

    /// Seals a file of the record chunk by chunk. Each place has a key of its own, made out of the record's, so that one
    /// key never seals both fields and long files; it is gone with the record's.
    public func chunkSealer(at place: SealedPlace) -> ChunkSealer {
        ChunkSealer(key: fileKey(place), place: place.aad(key: id))
    }

    /// Opens such a file, by the header that its sealer gave.
    /// - Throws: `VaultError.sealedTooShort` when the header is not 16 bytes.
    public func chunkOpener(at place: SealedPlace, header: [UInt8]) throws(VaultError) -> ChunkOpener {
        try ChunkOpener(key: fileKey(place), place: place.aad(key: id), header: header)
    }

    private func fileKey(_ place: SealedPlace) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array("granville/file/v1".utf8) + [0] + place.aad(key: id), outputByteCount: 32)
    }
}

extension RecordKey: CustomStringConvertible {
    public var description: String { "RecordKey (hidden)" }
}

/// Where sealed bytes stand: they open nowhere else, so that one field cannot be moved into another's place, one
/// organisation's into another's, or an old text into the place of the new one.
public struct SealedPlace: Hashable, Sendable {
    public let organisation: Int
    public let table: String
    public let row: String
    public let column: String
    public let version: Int

    public init(organisation: Int, table: String, row: String, column: String = "sealed", version: Int) {
        self.organisation = organisation
        self.table = table
        self.row = row
        self.column = column
        self.version = version
    }

    /// Each part with its length before it, so that no two places give the same bytes.
    func aad(key: String) -> [UInt8] {
        var bytes = Array("v1".utf8)
        for part in ["\(organisation)", table, row, column, "\(version)", key] {
            let utf8 = Array(part.utf8)
            withUnsafeBytes(of: UInt32(utf8.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: utf8)
        }
        return bytes
    }
}

/// The key under which the ledger keeps what was done with one record: ids and names of fields, no word of the record.
/// It outlives the record's own key, so that who looked stays known after the people are forgotten.
public struct BodyKey: Sendable {
    /// The same as the record key's.
    public let id: String
    /// The ledger binds its records to their place in the tree in its own way.
    public let sealer: Sealer

    public init(id: String, key: SymmetricKey) {
        self.id = id
        sealer = Sealer(key: key)
    }
}

extension BodyKey: CustomStringConvertible {
    public var description: String { "BodyKey (hidden)" }
}
