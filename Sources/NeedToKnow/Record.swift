/// A concern or a case, as far as need-to-know is concerned.
public struct Record: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case concern
        case caseFile = "case"
    }

    public let kind: Kind
    public let id: String
    /// What people call it: "MS-2026-K7Q3M".
    public let reference: String
    /// The keyring's name for its keys.
    public let key: String

    public init(_ kind: Kind, id: String, reference: String, key: String) {
        self.kind = kind
        self.id = id
        self.reference = reference
        self.key = key
    }
}

/// References are random, not counted: a number left out of a row would tell a shielded reader that there is a concern
/// they cannot see, and a count of them would tell everyone how many there are.
public enum Reference {
    /// No vowels and no look-alikes, so that it spells nothing and can be read out over a telephone.
    static let letters = Array("23456789BCDFGHJKMNPQRTVWXZ")

    private static let lettersInCode = 5
    private static let codes = (0..<lettersInCode).reduce(1) { product, _ in product * letters.count }

    /// "MS-2026-K7Q3M": one of 11,881,376 in a year.
    public static func make(_ prefix: String, year: Int, using random: inout some RandomNumberGenerator) -> String {
        var left = Int.random(in: 0..<codes, using: &random)
        var code = ""
        for _ in 0..<lettersInCode {
            code.append(letters[left % letters.count])
            left /= letters.count
        }
        return "\(prefix)-\(year)-\(code)"
    }

    /// What somebody typed, as it is stored: capitals, without spaces.
    public static func read(_ text: String) -> String { text.filter { !$0.isWhitespace }.uppercased() }
}
