/// 140 random bits as a person writes them down: seven groups of four letters, and read back whatever they made of them.
///
/// So many bits are kept by a plain hash (ASVS 5.0 V6.5.2 asks for 112, V11.5.1 for 128; checked 2026-11-22).
public enum PaperCode {
    public static let length = 28

    /// No I, L, O and U: what is written by hand is read back right, and spells nothing.
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let lettersInGroup = 4

    /// 28 letters, from the system's generator for keys.
    public static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
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
        guard plain.count == length, plain.allSatisfy(letters.contains) else { return nil }
        return plain
    }

    /// How many letters and numbers stand in what was typed, for the words of an error.
    public static func countTyped(_ typed: String) -> Int { sorted(typed).count }

    /// Without what only separates, with what looks alike made one. Never more than is needed to see that it is too long.
    static func sorted(_ typed: String) -> String {
        String(typed.prefix(1000).uppercased().compactMap { letter -> Character? in
            switch letter {
            case "O": "0"
            case "I", "L": "1"
            default: separates(letter) ? nil : letter
            }
        })
    }

    /// Spaces and dashes of every kind, and the marks without width that copying brings along.
    private static func separates(_ letter: Character) -> Bool {
        letter.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.generalCategory == .dashPunctuation
                || $0.properties.generalCategory == .format || $0 == "\u{2212}"
        }
    }
}
