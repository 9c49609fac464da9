import CZlib

/// Deflate by zlib.
enum Deflation {
    /// Raw, without head and sum.
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        // Level 6, and memory level 8, are zlib's own defaults.
        guard let (packed, status) = deflated(bytes, level: 6, memory: 8, Z_FINISH), status == Z_STREAM_END else { return nil }
        return packed
    }

    /// With head and sum (RFC 1950), at exactly this length: empty blocks fill what is left (RFC 1951, 3.2.4 and 3.2.6). Where
    /// they take more room than there is, spaces follow the sum, which readers of a PDF do not look at.
    ///
    /// - Returns: nil where it does not fit.
    static func zlib(_ bytes: [UInt8], length: Int) -> [UInt8]? {
        let sum = bytes.withUnsafeBufferPointer { adler32_z(1, $0.baseAddress, $0.count) }
        let end = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
        // What was packed by zlib's defaults fits best when they pack it anew.
        for (level, memory) in [(9, 9), (6, 8), (9, 8)] as [(Int32, Int32)] {
            guard let (body, status) = deflated(bytes, level: level, memory: memory, Z_SYNC_FLUSH), status == Z_OK else {
                return nil
            }
            if let filling = filling(length - head.count - body.count - end.count) { return head + body + filling + end }
            guard let (whole, status) = deflated(bytes, level: level, memory: memory, Z_FINISH), status == Z_STREAM_END else {
                return nil
            }
            let left = length - head.count - whole.count - end.count
            if left >= 0 { return head + whole + end + [UInt8](repeating: 0x20, count: left) }
        }
        return nil
    }

    private static let head: [UInt8] = [0x78, 0xDA]

    /// Blocks with nothing in them, the last one of the stream at the end; nil for fewer than two bytes.
    private static func filling(_ length: Int) -> [UInt8]? {
        guard length >= 2 else { return nil }
        var blocks: [UInt8] = []
        while length - blocks.count > 6 { blocks += [0, 0, 0, 0xFF, 0xFF] }
        return blocks + ends[length - blocks.count - 2]
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
