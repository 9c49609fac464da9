import Crypto

/// A promise about a body that tells nothing about it.
///
/// It is SHA-256("msa-ledger/v1" ‖ 0x00 ‖ salt ‖ length in eight bytes, big-endian ‖ body).
///
/// The salt is fresh for each entry and is sealed and erased with the body. A bare hash could be guessed
/// from a list of names and dates of birth; this one cannot once the salt is gone.
public enum Commitment {
    public static func make(salt: Salt, body: [UInt8]) -> Hash {
        var prefix: [UInt8] = []
        prefix.reserveCapacity(Entry.version.utf8.count + 1 + Salt.byteCount + 8)
        prefix.append(contentsOf: Entry.version.utf8)
        prefix.append(0x00)
        prefix.append(contentsOf: salt.bytes)
        prefix.append(bigEndian: UInt64(body.count))
        var sha = SHA256()
        prefix.withUnsafeBytes { sha.update(bufferPointer: $0) }
        body.withUnsafeBytes { sha.update(bufferPointer: $0) }
        return Hash(sha.finalize())
    }
}

/// 32 random bytes that hide what a commitment is about.
public struct Salt: Sendable, Hashable {
    public static let byteCount = 32

    public let bytes: [UInt8]

    /// A fresh one from the system's generator.
    public init() {
        bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }
}

/// What opens a commitment: the salt and the body. Its bytes are what is sealed beside the entry.
public struct Opening: Sendable, Hashable {
    public let salt: Salt
    public let body: [UInt8]

    public init(salt: Salt = Salt(), body: [UInt8]) {
        self.salt = salt
        self.body = body
    }

    /// Reads what `bytes` gives. Nil when there are fewer than the 32 bytes of the salt.
    public init?(_ bytes: [UInt8]) {
        guard let salt = Salt(bytes.prefix(Salt.byteCount)) else { return nil }
        self.init(salt: salt, body: Array(bytes.dropFirst(Salt.byteCount)))
    }

    /// salt ‖ body.
    public var bytes: [UInt8] {
        salt.bytes + body
    }

    public var commitment: Hash {
        Commitment.make(salt: salt, body: body)
    }
}
