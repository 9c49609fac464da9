public import Crypto

/// A SHA-256 digest: 32 bytes, held as four words so that it is copied and compared without touching the heap.
public struct Hash: Sendable, Hashable {
    public static let byteCount = 32

    private let first, second, third, fourth: UInt64

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self = bytes.withUnsafeBytes { Hash(copying: $0) }
    }

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self = bytes.withUnsafeBytes { Hash(copying: $0) }
    }

    /// Nil unless the text is the one base64 spelling (RFC 4648 section 4, padded) of 32 bytes.
    public init?(base64 text: String) {
        guard let bytes = Base64.decode(text.utf8) else { return nil }
        self.init(bytes)
    }

    /// Nil unless the text is 64 hexadecimal digits, of either case.
    public init?(hex text: String) {
        guard let bytes = Hex.decode(text.utf8) else { return nil }
        self.init(bytes)
    }

    /// The plain SHA-256 of the bytes: what `sha256sum` prints.
    public init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    public init(_ digest: SHA256Digest) {
        self = digest.withUnsafeBytes { Hash(copying: $0) }
    }

    /// The caller has checked that there are 32 bytes.
    private init(copying bytes: UnsafeRawBufferPointer) {
        first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        second = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        third = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        fourth = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    public var bytes: [UInt8] {
        withUnsafeBytes { Array($0) }
    }

    public var base64: String {
        Base64.encode(bytes)
    }

    public var hex: String {
        Hex.encode(bytes)
    }

    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Swift.withUnsafeBytes(of: (first, second, third, fourth), body)
    }
}

extension Hash: CustomStringConvertible {
    public var description: String { hex }
}
