/// How many years of school an English text asks for: the Flesch-Kincaid grade, with syllables counted by letters.
///
/// Source: Kincaid and others, "Derivation of new readability formulas", 1975. Syllables are guessed from groups of
/// vowels, which is right for about nine words in ten.
public enum ReadingGrade {
    /// Nil for a text without words.
    public static func of(_ text: String) -> Double? {
        let words = text.split { !$0.isLetter && $0 != "’" && $0 != "'" }.map { $0.lowercased() }
        guard !words.isEmpty else { return nil }
        let sentences = max(1, text.split { ".!?:\n".contains($0) }.count { $0.contains(where: \.isLetter) })
        let syllables = words.reduce(0) { $0 + Self.syllables($1) }
        return 0.39 * Double(words.count) / Double(sentences) + 11.8 * Double(syllables) / Double(words.count) - 15.59
    }

    public static func wordCount(_ text: String) -> Int { text.split { !$0.isLetter && $0 != "’" && $0 != "'" }.count }

    static func syllables(_ word: String) -> Int {
        let letters = Array(word)
        var count = 0
        var wasVowel = false
        for letter in letters {
            let isVowel = "aeiouy".contains(letter)
            if isVowel && !wasVowel { count += 1 }
            wasVowel = isVowel
        }
        return max(1, count - (endsSilently(word) ? 1 : 0))
    }

    /// "time" and "asked" end in a letter that is not heard; "table" and "wanted" do not.
    private static func endsSilently(_ word: String) -> Bool {
        let letters = Array(word)
        guard letters.count > 3 else { return false }
        let before = letters[letters.count - 2]
        let earlier = letters[letters.count - 3]
        if word.hasSuffix("e") {
            return !"aeiouy".contains(before) && !(before == "l" && !"aeiouy".contains(earlier))
        }
        if word.hasSuffix("ed") { return !"aeioutdy".contains(earlier) }
        return word.hasSuffix("es") && !"aeiouyscxzgh".contains(earlier)
    }
}
