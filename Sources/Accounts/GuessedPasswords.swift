/// Passwords that are guessed first. Source: ASVS 5.0 V6.2.4 asks for the 3,000 commonest that fit the rule of length,
/// checked 2026-11-22. Lists of leaked passwords hold few of twelve characters, so besides those that are on the list,
/// whatever is made of its short ones is refused: one with digits and signs around it, one again and again, and two of
/// the commonest in a row. That is many times 3,000.
enum GuessedPasswords {
    /// The list itself, commonest first; where it comes from stands at its head. `Tests/Fixtures/passwords/make.py`
    static let listed: [Substring] = String(decoding: PackageResources.guessed_passwords_txt, as: UTF8.self)
        .split(separator: "\n").filter { !$0.hasPrefix("#") }

    /// What a council's own people would think of, which no list from elsewhere holds.
    private static let local: Set<Substring> = [
        "administrator", "council", "safeguarding", "granville", "changeme", "default", "january", "february", "march",
        "april", "august", "september", "october", "november", "december", "summer", "autumn", "winter", "spring",
        "abcdef", "abcdefghijkl", "abcd", "passw0rd", "borough", "district", "slavery", "welcome",
    ]

    private static let all = Set(listed).union(local)

    /// Of these, two in a row are refused too.
    private static let commonest = Set(listed.filter { $0.count < Password.shortest }.prefix(1000)).union(local)

    /// With more digits and signs than this around it, a word is not what a guesser has to find.
    private static let mostAround = 8

    static func contains(_ password: String) -> Bool {
        if all.contains(password[...]) { return true }
        let bare = password.drop { !$0.isLetter }
        let end = bare.lastIndex(where: \.isLetter)
        guard let end else { return true }
        let word = bare[...end]
        guard password.count - word.count <= mostAround else { return false }
        return all.contains(word) || repeats(word) || isPair(word)
    }

    private static func repeats(_ word: Substring) -> Bool {
        guard word.count >= 2 else { return false }
        return (1...word.count / 2).contains { length in
            let part = word.prefix(length)
            return word.count % length == 0 && (length < 4 || all.contains(part))
                && String(word) == String(repeating: String(part), count: word.count / length)
        }
    }

    /// Two words with nothing, a digit or a sign between them.
    private static func isPair(_ word: Substring) -> Bool {
        word.indices.dropFirst().contains { cut in
            guard commonest.contains(word[..<cut]) else { return false }
            let rest = word[cut...]
            return commonest.contains(rest) || (rest.first?.isLetter == false && commonest.contains(rest.dropFirst()))
        }
    }
}
