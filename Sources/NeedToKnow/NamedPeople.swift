import Foundation

/// Finds accounts whose names stand in what somebody wrote, so that a person named in a concern never sees it: not even
/// for the minutes until somebody has read it. Wrong finds are lifted by a person; a missed one is a harm.
public struct NamedPeople: Sendable {
    /// By the first word of each name: what is written names few of all colleagues, and only those are looked at.
    private let names: [String: [(account: String, others: ArraySlice<String>)]]
    private let parts: Set<String>

    /// - Parameter accounts: identifiers and names, "Jo Bright-Green".
    public init(_ accounts: [(id: String, name: String)]) {
        var names: [String: [(account: String, others: ArraySlice<String>)]] = [:]
        var parts: Set<String> = []
        for account in accounts {
            let words = Self.words(account.name)
            // A name of one word is found wherever the word stands: too many kept out is mended by a person.
            guard let first = words.first else { continue }
            names[first, default: []].append((account.id, words.dropFirst()))
            parts.formUnion(words)
        }
        self.names = names
        self.parts = parts
    }

    /// Accounts of which every part of the name stands in the text, in any order, within a few words of each other.
    public func found(in text: String) -> Set<String> {
        var places: [String: [Int]] = [:]
        for (index, word) in Self.words(text).enumerated() where parts.contains(word) {
            places[word, default: []].append(index)
        }
        var found: Set<String> = []
        for (first, starts) in places {
            for name in names[first] ?? [] where starts.contains(where: { Self.stand(name.others, near: $0, places) }) {
                found.insert(name.account)
            }
        }
        return found
    }

    /// "Bright, Jo (Cllr)" and "Jo Anne Bright" both name Jo Bright.
    private static let reach = 4

    private static func stand(_ others: ArraySlice<String>, near start: Int, _ places: [String: [Int]]) -> Bool {
        others.allSatisfy { part in places[part]?.contains { abs($0 - start) <= reach } ?? false }
    }

    /// Small letters without marks, cut at everything that is no letter; possessives lose their s.
    static func words(_ text: String) -> [String] {
        var splitting = Splitting()
        for scalar in text.unicodeScalars { splitting.take(scalar) }
        splitting.endWord()
        return splitting.words
    }

    /// By scalars, because every concern goes through here: letters with their marks are told apart only where they are
    /// not plain ones.
    private struct Splitting {
        var words: [String] = []
        private var word = String.UnicodeScalarView()
        private var isPlain = true
        /// What came before was a word and an apostrophe.
        private var isAfterApostrophe = false

        mutating func take(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "a"..."z", "0"..."9": word.append(scalar)
            case "A"..."Z": word.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            case "'", "\u{2019}", "\u{02BC}":
                let endsWord = !word.isEmpty
                endWord()
                isAfterApostrophe = endsWord
            case _ where scalar.isASCII: endWord()
            default: takeOther(scalar)
            }
        }

        private mutating func takeOther(_ scalar: Unicode.Scalar) {
            let properties = scalar.properties
            // A soft hyphen, or the marks of writing direction, would hide a name that everyone reads.
            if properties.generalCategory == .format { return }
            guard properties.isAlphabetic || properties.isGraphemeExtend || properties.numericType != nil else { return endWord() }
            word.append(scalar)
            isPlain = false
        }

        mutating func endWord() {
            defer { isAfterApostrophe = false }
            guard !word.isEmpty else { return }
            if !(isAfterApostrophe && word.elementsEqual(["s"])) {
                let written = String(word)
                words.append(isPlain ? written : written.folding(options: Self.folding, locale: nil))
            }
            word = String.UnicodeScalarView()
            isPlain = true
        }

        private static let folding: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive, .widthInsensitive]
    }
}
