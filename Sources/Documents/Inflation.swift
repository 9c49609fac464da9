import CZlib

/// Deflate by zlib, piece by piece, so that a bomb is never larger in memory than it may be.
enum Inflation {
    private static let pieceSize = 64 * 1024

    static func unpack(_ packed: ArraySlice<UInt8>, of entry: ZipArchive.Entry) throws(SourceError) -> [UInt8] {
        guard entry.isDeflated else { return try checked(Array(packed), entry) }
        guard let unpacked = inflate(packed, windowBits: -MAX_WBITS, atMost: entry.size), unpacked.rest == 0 else { throw .damaged }
        return try checked(unpacked.bytes, entry)
    }

    private static func checked(_ result: [UInt8], _ entry: ZipArchive.Entry) throws(SourceError) -> [UInt8] {
        guard result.count == entry.size, Deflation.checksum(result) == entry.crc else { throw .damaged }
        return result
    }

    /// With zlib's head and sum, as in a PDF; what follows them is not looked at.
    ///
    /// - Returns: nil where it is damaged.
    static func unpack(zlib packed: [UInt8], atMost size: Int) throws(FileRefusal) -> [UInt8]? {
        guard let unpacked = inflate(packed[...], windowBits: MAX_WBITS, atMost: size) else { return nil }
        guard unpacked.bytes.count <= size else { throw .holdsTooMuch }
        return unpacked.bytes
    }

    /// More than the size may come: then it was larger.
    private static func inflate(
        _ packed: ArraySlice<UInt8>, windowBits: Int32, atMost size: Int
    ) -> (bytes: [UInt8], rest: Int)? {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: pieceSize)
        let status = packed.withUnsafeBufferPointer { input in
            // zlib reads through this pointer and never writes; its C signature has no const.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = uInt(input.count)
            var status = Z_OK
            while status == Z_OK, result.count <= size {
                let written = piece.withUnsafeMutableBufferPointer { piece in
                    stream.next_out = piece.baseAddress
                    stream.avail_out = uInt(piece.count)
                    status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    return piece.count - Int(stream.avail_out)
                }
                result += piece[..<written]
            }
            return status
        }
        guard status == Z_STREAM_END || result.count > size else { return nil }
        return (result, Int(stream.avail_in))
    }
}
