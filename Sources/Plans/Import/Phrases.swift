/// Phrases of one or more words, looked up by their first word, so that a long list costs no more than a short one.
struct Phrases<Value: Sendable>: Sendable {
    struct Match {
        var value: Value
        /// Where the phrase begins, counted in words.
        var place: Int
        var length: Int
    }

    private let byFirst: [String: [(words: [String], value: Value)]]

    init(_ phrases: [(String, Value)]) {
        var byFirst: [String: [(words: [String], value: Value)]] = [:]
        for (phrase, value) in phrases {
            let words = phrase.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            byFirst[first, default: []].append((words, value))
        }
        self.byFirst = byFirst.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// Every phrase that stands in the words, from the left; of those that begin at one word, the longest.
    func matches(in words: [String]) -> [Match] {
        var matches: [Match] = []
        for place in words.indices {
            guard let candidates = byFirst[words[place]] else { continue }
            if let match = candidates.first(where: { fits($0.words, words, place) }) {
                matches.append(Match(value: match.value, place: place, length: match.words.count))
            }
        }
        return matches
    }

    func first(in words: [String]) -> Value? {
        for place in words.indices {
            guard let candidates = byFirst[words[place]] else { continue }
            if let match = candidates.first(where: { fits($0.words, words, place) }) { return match.value }
        }
        return nil
    }

    private func fits(_ phrase: [String], _ words: [String], _ place: Int) -> Bool {
        guard place + phrase.count <= words.count else { return false }
        for offset in phrase.indices where phrase[offset] != words[place + offset] { return false }
        return true
    }
}

extension Phrases where Value == Bool {
    init(_ phrases: [String]) { self.init(phrases.map { ($0, true) }) }

    func stand(in words: [String]) -> Bool { first(in: words) != nil }
}
