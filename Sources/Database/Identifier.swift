/// UUID version 7 (RFC 9562, section 5.7) as lower-case text: sorts by the time it was made, so new rows lie together.
public enum Identifier {
    /// - Parameters:
    ///   - milliseconds: since 1970 UTC.
    ///   - random: 74 bits of it are used.
    public static func make(milliseconds: Int64, random: (UInt64, UInt64)) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> (8 * (5 - Int64(index)))) }
        for index in 0..<2 { bytes[6 + index] = UInt8(truncatingIfNeeded: random.0 >> UInt64(8 * index)) }
        for index in 0..<8 { bytes[8 + index] = UInt8(truncatingIfNeeded: random.1 >> UInt64(8 * index)) }
        bytes[6] = bytes[6] & 0x0f | 0x70
        bytes[8] = bytes[8] & 0x3f | 0x80
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var place = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    buffer[place] = 0x2d
                    place += 1
                }
                buffer[place] = digit(byte >> 4)
                buffer[place + 1] = digit(byte & 0x0f)
                place += 2
            }
            return place
        }
    }

    public static func make(milliseconds: Int64) -> String {
        make(milliseconds: milliseconds, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
