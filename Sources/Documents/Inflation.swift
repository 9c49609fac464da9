import CZlib

/// Raw deflate by zlib, piece by piece, so that a bomb is never larger in memory than the entry says it is.
enum Inflation {
    private static let pieceSize = 64 * 1024

    static func unpack(_ packed: ArraySlice<UInt8>, of entry: ZipArchive.Entry) throws(SourceError) -> [UInt8] {
        let result = entry.isDeflated ? try inflate(packed, size: entry.size) : Array(packed)
        guard result.count == entry.size, Deflation.checksum(result) == entry.crc else { throw .damaged }
        return result
    }

    private static func inflate(_ packed: ArraySlice<UInt8>, size: Int) throws(SourceError) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .damaged
        }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        result.reserveCapacity(size)
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
        guard status == Z_STREAM_END, stream.avail_in == 0 else { throw .damaged }
        return result
    }
}
