/// Bytes as letters and digits, five bits each (RFC 4648 section 6), without padding: what authenticator apps read.
enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var held = 0
        var bits = 0
        for byte in bytes {
            held = held << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[held >> bits & 31])
            }
            held &= 1 << bits - 1
        }
        if bits > 0 { text.append(letters[held << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Text in groups of four, as people copy it out.
func inGroups(_ text: String, separator: String) -> String {
    var grouped = ""
    for (index, letter) in text.enumerated() {
        if index > 0 && index % 4 == 0 { grouped += separator }
        grouped.append(letter)
    }
    return grouped
}
