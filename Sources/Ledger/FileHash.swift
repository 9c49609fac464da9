import Crypto
import Foundation

extension Hash {
    /// SHA-256 of a file's bytes and their number, a piece at a time. Throws what the system says when it cannot be read.
    public static func ofFile(_ path: String) throws -> (hash: Hash, bytes: Int) {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var hasher = SHA256()
        var bytes = 0
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            hasher.update(data: piece)
            bytes += piece.count
        }
        return (Hash(hasher.finalize()), bytes)
    }
}
