import Foundation

/// Finds accounts whose names stand in what somebody wrote, so that a person named in a concern never sees it: not even
/// for the minutes until somebody has read it. Wrong finds are lifted by a person; a missed one is a harm.
public struct NamedPeople: Sendable {
    private let names: [(account: String, words: [String])]

    /// - Parameter accounts: identifiers and names, "Jo Bright-Green".
    public init(_ accounts: [(id: String, name: String)]) {
        names = accounts.compactMap { account in
            let words = Self.words(account.name)
            // A name of one word is found wherever the word stands: too many kept out is mended by a person.
            return words.isEmpty ? nil : (account.id, words)
        }
    }

    /// Accounts of which every part of the name stands in the text, in any order, within a few words of each other.
    public func found(in text: String) -> Set<String> {
        let words = Self.words(text)
        var places: [String: [Int]] = [:]
        for (index, word) in words.enumerated() { places[word, default: []].append(index) }
        return Set(names.filter { Self.stands($0.words, places) }.map(\.account))
    }

    /// "Bright, Jo (Cllr)" and "Jo Anne Bright" both name Jo Bright.
    private static let reach = 4

    private static func stands(_ name: [String], _ places: [String: [Int]]) -> Bool {
        guard let first = name.first, let starts = places[first] else { return false }
        return starts.contains { start in
            name.dropFirst().allSatisfy { part in
                places[part]?.contains { abs($0 - start) <= reach } ?? false
            }
        }
    }

    /// Small letters without marks, cut at everything that is no letter; possessives lose their s.
    static func words(_ text: String) -> [String] {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            .replacingOccurrences(of: "\u{2019}", with: "'")
            .replacingOccurrences(of: "'s", with: "")
            .split { !$0.isLetter && !$0.isNumber }
            .map(String.init)
    }
}
