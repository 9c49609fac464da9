internal import Foundation

/// A text as the screen compares it: lower case, without accents, joiners and direction marks, digits of any script as
/// 0 to 9. Each folded scalar knows the character of the text that it came from.
struct FoldedText: Sendable {
    struct Token: Sendable {
        let word: String
        /// Characters of the text.
        let range: Range<Int>
        let hasDigit, hasLetter: Bool
        let isCapital, isAllCapitals: Bool
        let startsSentence: Bool
        /// What stands between the token before and this one.
        let gap: String
    }

    let characters: [Character]
    let tokens: [Token]
    /// Letters and digits alone, in one row, to find what was spaced, split or glued.
    let squeezed: [UInt32]
    let squeezedOrigin: [Int]

    init(_ text: String) {
        characters = Array(text)
        var squeezed: [UInt32] = []
        var origin: [Int] = []
        var tokens: [Token] = []
        var word: [Unicode.Scalar] = []
        var start = 0
        var gap = ""
        var lastGap = ""
        var sentenceBegins = true
        var wordBeginsSentence = true

        func close(_ end: Int, _ characters: [Character]) {
            guard !word.isEmpty else { return }
            let letters = characters[start..<end].filter(\.isLetter)
            tokens.append(
                Token(
                    word: String(String.UnicodeScalarView(word)), range: start..<end,
                    hasDigit: word.contains { $0.properties.numericType != nil },
                    hasLetter: word.contains { $0.properties.isAlphabetic },
                    isCapital: letters.first.map { !$0.isLowercase } ?? false,
                    isAllCapitals: !letters.isEmpty && letters.allSatisfy { !$0.isLowercase },
                    startsSentence: wordBeginsSentence, gap: lastGap))
            word = []
        }

        for (index, character) in characters.enumerated() {
            let folded = Self.fold(character)
            if folded.isEmpty {
                continue
            }
            if folded.contains(where: Self.isWordScalar) {
                if word.isEmpty {
                    start = index
                    lastGap = gap
                    gap = ""
                    wordBeginsSentence = sentenceBegins
                    sentenceBegins = false
                }
                for scalar in folded where Self.isWordScalar(scalar) {
                    word.append(scalar)
                    squeezed.append(scalar.value)
                    origin.append(index)
                }
            } else {
                close(index, characters)
                gap.append(character)
                if ".!?\n\r\r\n:•".contains(character) { sentenceBegins = true }
            }
        }
        close(characters.count, characters)
        self.tokens = tokens
        self.squeezed = squeezed
        self.squeezedOrigin = origin
    }

    /// The characters as they were written.
    func written(_ range: Range<Int>) -> String { String(characters[range]) }

    /// The sentence around a range, at most 120 characters to each side, without the blanks at its ends.
    func sentence(_ range: Range<Int>) -> String {
        let isEnd: (Character) -> Bool = { ".!?\n\r\r\n".contains($0) }
        let first = max(0, range.lowerBound - 120)
        let last = min(characters.count, range.upperBound + 120)
        let begin = characters[first..<range.lowerBound].lastIndex(where: isEnd).map { $0 + 1 } ?? first
        let end = characters[range.upperBound..<last].firstIndex(where: isEnd) ?? last
        return String(characters[begin..<end]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Every place where the letters and digits occur in a row, whatever stands between them.
    func places(of row: [UInt32]) -> [Range<Int>] {
        guard let first = row.first, squeezed.count >= row.count else { return [] }
        var found: [Range<Int>] = []
        var at = 0
        while at <= squeezed.count - row.count {
            if squeezed[at] == first, squeezed[at..<at + row.count].elementsEqual(row) {
                found.append(squeezedOrigin[at]..<squeezedOrigin[at + row.count - 1] + 1)
                at += row.count
            } else {
                at += 1
            }
        }
        return found
    }

    static func words(_ text: String) -> [String] { FoldedText(text).tokens.map(\.word) }
    static func row(_ text: String) -> [UInt32] { FoldedText(text).squeezed }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
            .decimalNumber, .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }

    /// Nothing for marks and signs without width, which would hide a name from a plain search.
    private static func fold(_ character: Character) -> [Unicode.Scalar] {
        if let ascii = character.asciiValue {
            return [Unicode.Scalar((0x41...0x5A).contains(ascii) ? ascii + 0x20 : ascii)]
        }
        var folded: [Unicode.Scalar] = []
        for scalar in String(character).decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: continue
            case .decimalNumber:
                folded.append(Unicode.Scalar(UInt8(0x30 + Int(scalar.properties.numericValue ?? 0))))
            default:
                for lower in scalar.properties.lowercaseMapping.unicodeScalars
                where lower.properties.generalCategory != .nonspacingMark {
                    folded += letters[lower].map { Array($0.unicodeScalars) } ?? [lower]
                }
            }
        }
        return folded
    }

    /// Letters that Unicode does not take apart and that people write without their stroke.
    private static let letters: [Unicode.Scalar: String] = [
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t",
        "ə": "e", "ƙ": "k", "ɓ": "b", "ɗ": "d", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "",
    ]
}
