import CZlib

/// Raw deflate by zlib.
enum Deflation {
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        // Level 6, and memory level 8, are zlib's own defaults; a negative window leaves its header out.
        guard
            deflateInit2_(
                &stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let status = bytes.withUnsafeBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                // zlib reads through this pointer and never writes; its C signature has no const.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END else { return nil }
        packed.removeLast(packed.count - Int(stream.total_out))
        return packed
    }

    /// - Parameter before: of the bytes in front of these, where they come piece by piece.
    static func checksum(_ bytes: [UInt8], after before: UInt32 = 0) -> UInt32 {
        // Without an address zlib begins anew.
        guard !bytes.isEmpty else { return before }
        return bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(uLong(before), $0.baseAddress, $0.count)) }
    }
}
