import Crypto

/// Codes on paper for the day on which the phone is lost. 140 random bits each, so that a plain hash keeps them
/// (ASVS 5.0 V6.5.2 asks for 112, V11.5.1 for 128; checked 2026-11-22).
enum RecoveryCode {
    static let howMany = 10
    private static let length = 28

    /// No I, L, O and U: what is written by hand is read back right, and spells nothing.
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// `K7QM-2XWD-…`, seven groups of four.
    static func make() -> String {
        inGroups(String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count)] }), separator: "-")
    }

    static func makeAll() -> [String] { (0..<howMany).map { _ in make() } }

    /// What is stored of a code as somebody typed it, or nil when it cannot be one.
    static func hash(_ typed: String, account: String) -> [UInt8]? {
        let plain = String(typed.uppercased().compactMap { letter -> Character? in
            switch letter {
            case "O": "0"
            case "I", "L": "1"
            case "-", "–", " ", "\t", "\n", "\u{a0}": nil
            default: letter
            }
        })
        guard plain.count == length, plain.allSatisfy(letters.contains) else { return nil }
        return [UInt8](SHA256.hash(data: Array("granville/recovery/v1\n\(account)\n\(plain)".utf8)))
    }
}
