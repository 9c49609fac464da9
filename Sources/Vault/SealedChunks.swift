public import Crypto

/// The layout of a long thing that is sealed piece by piece, so that nobody has to hold it whole.
///
/// A random nonce of 16 bytes, then chunks of 64 KiB, each with a tag of 16 bytes; the last may be shorter, and is empty
/// only when the whole is. The key is HKDF-SHA256 of the given key with the nonce as salt and "granville/chunks/v1", a
/// zero byte and the place as info. A chunk is sealed by ChaCha20-Poly1305 under an 11-byte big-endian count and a byte
/// that is 1 for the last chunk. So a chunk that is cut off, added, moved or brought from elsewhere does not open.
/// Source: the payload of age-encryption.org/v1, with another info. Checked 2026-11-22.
public enum SealedChunks {
    /// Bytes of a chunk before it is sealed.
    public static let chunkLength = 64 * 1024
    static let tagLength = 16
    public static let sealedChunkLength = chunkLength + tagLength
    public static let headerLength = 16

    /// How long the sealed form of so many bytes is.
    public static func sealedLength(of length: Int) -> Int {
        headerLength + length + max(1, (length + chunkLength - 1) / chunkLength) * tagLength
    }

    static func payloadKey(_ key: SymmetricKey, place: [UInt8], header: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: header, info: Array("granville/chunks/v1".utf8) + [0] + place,
            outputByteCount: 32)
    }
}

/// Which chunk comes next, and whether one may.
private struct ChunkCount: Sendable {
    private var next: UInt64 = 0
    private(set) var isEnded = false

    var isFirst: Bool { next == 0 }

    mutating func take(isLast: Bool) throws(VaultError) -> ChaChaPoly.Nonce {
        guard !isEnded else { throw .chunkAfterLast }
        let count = (0..<8).map { UInt8(truncatingIfNeeded: next >> (56 - 8 * UInt64($0))) }
        guard let nonce = try? ChaChaPoly.Nonce(data: [0, 0, 0] + count + [isLast ? 1 : 0]) else { throw .sealing }
        next += 1
        isEnded = isLast
        return nonce
    }
}

/// Seals chunk after chunk. Write `header` first.
public struct ChunkSealer: Sendable {
    /// 16 bytes.
    public let header: [UInt8]
    private let key: SymmetricKey
    private var count = ChunkCount()

    /// - Parameter place: where the thing belongs; it is not stored, and nothing opens without it.
    public init(key: SymmetricKey, place: [UInt8]) {
        self.init(key: key, place: place, header: SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) })
    }

    /// - Warning: a header is used once. Only a test that compares bytes gives one.
    init(key: SymmetricKey, place: [UInt8], header: [UInt8]) {
        self.header = header
        self.key = SealedChunks.payloadKey(key, place: place, header: header)
    }

    /// - Throws: `VaultError.chunkLength` unless it is 64 KiB, or for the last chunk 1 byte to 64 KiB (0 for an empty
    ///   thing); `.chunkAfterLast`.
    public mutating func seal(_ chunk: [UInt8], isLast: Bool) throws(VaultError) -> [UInt8] {
        let isWhole = chunk.count == SealedChunks.chunkLength
        let mayBeShort = isLast && chunk.count < SealedChunks.chunkLength && (!chunk.isEmpty || count.isFirst)
        guard isWhole || mayBeShort else { throw .chunkLength(chunk.count) }
        let nonce = try count.take(isLast: isLast)
        guard let box = try? ChaChaPoly.seal(chunk, using: key, nonce: nonce) else { throw .sealing }
        return Array(box.ciphertext) + Array(box.tag)
    }
}

/// Opens chunk after chunk, in the order in which they were sealed. What was opened is whole only after the last.
public struct ChunkOpener: Sendable {
    private let key: SymmetricKey
    private var count = ChunkCount()

    /// - Throws: `VaultError.sealedTooShort` when the header is not 16 bytes.
    public init(key: SymmetricKey, place: [UInt8], header: [UInt8]) throws(VaultError) {
        guard header.count == SealedChunks.headerLength else { throw .sealedTooShort(header.count) }
        self.key = SealedChunks.payloadKey(key, place: place, header: header)
    }

    /// - Throws: `VaultError.sealBroken` for anything but the next chunk of this thing, also when `isLast` is not so.
    public mutating func open(_ sealed: [UInt8], isLast: Bool) throws(VaultError) -> [UInt8] {
        let length = sealed.count - SealedChunks.tagLength
        guard length >= 0 else { throw .sealedTooShort(sealed.count) }
        guard length == SealedChunks.chunkLength || isLast && length < SealedChunks.chunkLength,
            length > 0 || count.isFirst
        else { throw .chunkLength(length) }
        let nonce = try count.take(isLast: isLast)
        guard
            let box = try? ChaChaPoly.SealedBox(
                nonce: nonce, ciphertext: sealed.prefix(length), tag: sealed.suffix(SealedChunks.tagLength)),
            let chunk = try? ChaChaPoly.open(box, using: key)
        else { throw .sealBroken }
        return Array(chunk)
    }
}
