/// When a question is shown, as the form's data writes it: `field=word`, `field in (word,word)`, joined by ` and `.
/// `field in (*)` holds for any answer. Without terms it always holds.
public struct Condition: Equatable, Sendable {
    public struct Term: Hashable, Sendable {
        public let field: String
        /// Empty for any answer.
        public let words: Set<String>
    }

    public let terms: [Term]

    public static let always = Condition(terms: [])

    init(terms: [Term]) {
        self.terms = terms
    }

    /// Nil for anything but the three forms above.
    public init?(_ text: String) {
        var terms: [Term] = []
        for part in text.split(separator: " and ", omittingEmptySubsequences: false) {
            guard let term = Self.term(part) else { return nil }
            terms.append(term)
        }
        self.terms = terms
    }

    /// Whether all terms hold of the words that a field has.
    public func holds(_ words: (String) -> [String]) -> Bool {
        terms.allSatisfy { term in
            let answered = words(term.field)
            return term.words.isEmpty ? !answered.isEmpty : answered.contains(where: term.words.contains)
        }
    }

    private static func term(_ text: Substring) -> Term? {
        let inList = text.split(separator: " in (", omittingEmptySubsequences: false)
        if inList.count == 2, let field = name(inList[0]), inList[1].last == ")" {
            let words = inList[1].dropLast().split(separator: ",", omittingEmptySubsequences: false)
            if words == ["*"] { return Term(field: field, words: []) }
            return words.allSatisfy { name($0) != nil } ? Term(field: field, words: Set(words.map(String.init))) : nil
        }
        let equal = text.split(separator: "=", omittingEmptySubsequences: false)
        guard equal.count == 2, let field = name(equal[0]), let word = name(equal[1]) else { return nil }
        return Term(field: field, words: [word])
    }

    private static func name(_ text: Substring) -> String? {
        let allowed = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        return allowed && !text.isEmpty ? String(text) : nil
    }
}

extension Condition: Decodable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let condition = Condition(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is not a condition."))
        }
        self = condition
    }
}
