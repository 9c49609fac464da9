/// 140 random bits as a person writes them down: seven groups of four letters, and read back whatever they made of them.
///
/// So many bits are kept by a plain hash (ASVS 5.0 V6.5.2 asks for 112, V11.5.1 for 128; checked 2026-11-22).
public enum PaperCode {
    public static let length = 28

    /// No I, L, O and U: what is written by hand is read back right, and spells nothing.
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let lettersInGroup = 4

    /// 28 letters, from the system's generator for keys.
    public static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let code = (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }
        return String(decoding: code, as: UTF8.self)
    }

    /// `K7QM-2XWD-…`.
    public static func inGroups(_ plain: String) -> String {
        stride(from: 0, to: plain.count, by: lettersInGroup)
            .map { plain.dropFirst($0).prefix(lettersInGroup) }
            .joined(separator: "-")
    }

    /// The 28 letters out of what somebody typed, or nil when it cannot be a code. Capitals, spaces and dashes do not
    /// matter, O is 0, I and L are 1.
    public static func read(_ typed: String) -> String? {
        let plain = sorted(typed)
        guard plain.utf8.count == length, plain.utf8.allSatisfy(letters.contains) else { return nil }
        return plain
    }

    /// How many letters and numbers stand in what was typed, for the words of an error.
    public static func countTyped(_ typed: String) -> Int { sorted(typed).count }

    /// Without what only separates, with what looks alike made one. Never more than is needed to see that it is too long.
    static func sorted(_ typed: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in typed.unicodeScalars.prefix(1000) where !separates(scalar) {
            switch scalar {
            case "O", "o": plain.append("0")
            case "I", "i", "L", "l": plain.append("1")
            case "a"..."z": plain.append(Unicode.Scalar(UInt8(scalar.value) & 0xdf))
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }

    /// Spaces and dashes of every kind, and the marks without width that copying brings along.
    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar == "-" || scalar.value <= 0x20 }
        let properties = scalar.properties
        return properties.isWhitespace || properties.generalCategory == .dashPunctuation
            || properties.generalCategory == .format || scalar == "\u{2212}"
    }
}
