import CZlib

/// Deflate by zlib.
enum Deflation {
    /// Raw, without head and sum.
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        // Level 6, and memory level 8, are zlib's own defaults.
        guard let (packed, status) = deflated(bytes, level: 6, memory: 8, Z_FINISH), status == Z_STREAM_END else { return nil }
        return packed
    }

    /// With head and sum (RFC 1950), at exactly this length: empty blocks fill what is left (RFC 1951, 3.2.4 and 3.2.6).
    ///
    /// - Returns: nil where it does not fit.
    static func zlib(_ bytes: [UInt8], length: Int) -> [UInt8]? {
        guard let (body, status) = deflated(bytes, level: 9, memory: 9, Z_SYNC_FLUSH), status == Z_OK else { return nil }
        var packed = [0x78, 0xDA] + body
        var left = length - packed.count - 4
        guard left >= 2 else { return nil }
        while left > 6 {
            packed += [0, 0, 0, 0xFF, 0xFF]
            left -= 5
        }
        packed += ends[left - 2]
        let sum = bytes.withUnsafeBufferPointer { adler32_z(1, $0.baseAddress, $0.count) }
        return packed + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
    }

    /// The last block in two to six bytes.
    private static let ends: [[UInt8]] = [
        [0x03, 0x00], [0x02, 0x0C, 0x00], [0x02, 0x08, 0x30, 0x00], [0x01, 0x00, 0x00, 0xFF, 0xFF],
        [0x02, 0x04, 0x00, 0x00, 0xFF, 0xFF],
    ]

    private static func deflated(
        _ bytes: [UInt8], level: Int32, memory: Int32, _ flush: Int32
    ) -> (packed: [UInt8], status: Int32)? {
        var stream = z_stream()
        // A negative window leaves zlib's head out.
        guard
            deflateInit2_(
                &stream, level, Z_DEFLATED, -MAX_WBITS, memory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        // A flush adds up to six bytes to what zlib promises.
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))) + 16)
        let status = bytes.withUnsafeBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                // zlib reads through this pointer and never writes; its C signature has no const.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(output.count)
                return deflate(&stream, flush)
            }
        }
        packed.removeLast(packed.count - Int(stream.total_out))
        return (packed, status)
    }

    /// - Parameter before: of the bytes in front of these, where they come piece by piece.
    static func checksum(_ bytes: [UInt8], after before: UInt32 = 0) -> UInt32 {
        // Without an address zlib begins anew.
        guard !bytes.isEmpty else { return before }
        return bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(uLong(before), $0.baseAddress, $0.count)) }
    }
}
