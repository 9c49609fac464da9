import Calendar

/// The words of a scale of levels, worst first, as people write them in a plan.
public struct LevelWords: Codable, Sendable, Equatable {
    public struct Level: Codable, Sendable, Equatable {
        /// The scale's key: "red".
        public var key: String
        /// Words that mean it, in any case: "Red", "High risk".
        public var words: [String]

        public init(key: String, words: [String]) {
            self.key = key
            self.words = words
        }
    }

    public var levels: [Level]

    public init(levels: [Level]) {
        self.levels = levels
    }

    public static let redAmberGreen = LevelWords(levels: [
        Level(key: "red", words: ["Red", "R"]),
        Level(key: "amber", words: ["Amber", "Yellow", "Orange", "A"]),
        Level(key: "green", words: ["Green", "G"]),
    ])
}

/// Finds the levels of a cell: "Red 03/17 Green 06/17" holds two.
struct LevelReader {
    struct Found {
        var key: String
        var words: String
        var date: LevelDate
        /// Set where the date cannot be.
        var proposal: Day?
    }

    private let phrases: [(words: [String], key: String)]
    private let letters: [String: String]

    init(_ scale: LevelWords) {
        var phrases: [(words: [String], key: String)] = []
        var letters: [String: String] = [:]
        for level in scale.levels {
            for phrase in level.words + [level.key] {
                let words = Words.of(phrase)
                if words.count == 1, words[0].utf8.count == 1 {
                    letters[words[0]] = level.key
                } else if !words.isEmpty {
                    phrases.append((words, level.key))
                }
            }
        }
        // "Partly green" is looked for before "green".
        self.phrases = phrases.sorted { $0.words.count > $1.words.count }
        self.letters = letters
    }

    /// The levels in order; what stands before the first belongs to it. Empty where the cell holds none.
    func levels(in text: String) -> [Found] {
        let starts = self.starts(in: text)
        let bytes = Array(text.utf8)
        return starts.enumerated().map { place, start in
            let from = place == 0 ? 0 : start.byte
            let end = place + 1 < starts.count ? starts[place + 1].byte : bytes.count
            let words = Tidy.trim(Tidy.spaces(String(decoding: bytes[from..<end], as: UTF8.self)), of: " ,;/")
            return found(start.key, words)
        }
    }

    private func found(_ key: String, _ words: String) -> Found {
        guard let date = UKDate.find(in: words).first else { return Found(key: key, words: words, date: .none) }
        switch date.value {
        case .day(let day): return Found(key: key, words: words, date: LevelDate(.day(day), words: date.words))
        case .month(let month): return Found(key: key, words: words, date: LevelDate(.month(month), words: date.words))
        case .impossible(let day):
            return Found(key: key, words: words, date: LevelDate(.none, words: date.words), proposal: day)
        case .dayOfYear: return Found(key: key, words: words, date: .none)
        }
    }

    private func starts(in text: String) -> [(byte: Int, key: String)] {
        let tokens = Self.tokens(of: text)
        // A single letter is a level only where it stands alone with its date: "A" begins many sentences.
        if tokens.filter({ $0.word.utf8.allSatisfy { !Letters.isDigit($0) } }).allSatisfy({ letters[$0.word] != nil }) {
            let found = tokens.compactMap { token in letters[token.word].map { (byte: token.byte, key: $0) } }
            if !found.isEmpty { return found }
        }
        var starts: [(byte: Int, key: String)] = []
        var place = 0
        while place < tokens.count {
            let match = phrases.first { phrase in
                place + phrase.words.count <= tokens.count
                    && zip(phrase.words, tokens[place...]).allSatisfy { $0 == $1.word }
            }
            if let match {
                starts.append((tokens[place].byte, match.key))
                place += match.words.count
            } else {
                place += 1
            }
        }
        return starts
    }

    private static func tokens(of text: String) -> [(word: String, byte: Int)] {
        var tokens: [(word: String, byte: Int)] = []
        var word: [UInt8] = []
        var start = 0
        for (place, byte) in text.utf8.enumerated() {
            if Letters.isLetter(byte) || Letters.isDigit(byte) || byte >= 0x80 {
                if word.isEmpty { start = place }
                word.append(Letters.isCapital(byte) ? byte | 0x20 : byte)
            } else if !word.isEmpty {
                tokens.append((String(decoding: word, as: UTF8.self), start))
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { tokens.append((String(decoding: word, as: UTF8.self), start)) }
        return tokens
    }
}
