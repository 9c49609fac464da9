/// The keys of one part's words: an enum, so that a word nobody wrote down does not compile.
public protocol WordKey: Hashable, Sendable, CaseIterable, RawRepresentable where RawValue == String {}

/// One text of the catalogue. Places for values are named in braces: "Call {helpline}".
public struct Wording: Sendable, Equatable, ExpressibleByStringLiteral {
    public let text: String
    /// True until somebody whose language it is has read it.
    public let isAwaitingTranslator: Bool

    public init(_ text: String, isAwaitingTranslator: Bool = false) {
        self.text = text
        self.isAwaitingTranslator = isAwaitingTranslator
    }

    public init(stringLiteral text: String) { self.init(text) }

    /// The names in braces, in their order.
    public var places: [String] { pieces.compactMap { piece in if case .place(let name) = piece { name } else { nil } } }

    enum Piece: Equatable {
        case words(Substring)
        case place(String)
    }

    /// A brace without its partner is an ordinary character.
    var pieces: [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.words(rest[..<open])) }
            pieces.append(.place(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.words(rest)) }
        return pieces
    }
}

/// The words of one part in every language. What a language lacks is shown in English, and `faults` names it.
public struct Catalogue<Key: WordKey>: Sendable {
    private let texts: [Language: [Key: Wording]]

    public init(_ texts: [Language: [Key: Wording]]) { self.texts = texts }

    public func words(in language: Language) -> Words<Key> { Words(catalogue: self, language: language) }

    /// Nil where the language has no such text.
    public func wording(_ key: Key, in language: Language) -> Wording? { texts[language]?[key] }

    /// How many texts of a language nobody whose language it is has read.
    public func awaitingTranslator(in language: Language) -> Int {
        texts[language]?.values.count { $0.isAwaitingTranslator } ?? 0
    }

    /// What a test refuses: texts that are missing or empty, and places that are not the same in every language.
    public var faults: [String] {
        Key.allCases.flatMap { key in
            let expected = Set(wording(key, in: .english)?.places ?? [])
            return Language.allCases.compactMap { language -> String? in
                guard let wording = wording(key, in: language) else { return "\(key.rawValue): no \(language.tag)" }
                if wording.text.allSatisfy(\.isWhitespace) { return "\(key.rawValue): empty in \(language.tag)" }
                let places = Set(wording.places)
                if places == expected { return nil }
                let others = places.symmetricDifference(expected).sorted().joined(separator: ", ")
                return "\(key.rawValue): {\(others)} is not in every language"
            }
        }
    }
}

/// The words of one part in one language: `words[.startHeading]`, `words(.callFirst, ["number": "999"])`.
public struct Words<Key: WordKey>: Sendable {
    let catalogue: Catalogue<Key>
    public let language: Language

    public subscript(key: Key) -> String { self(key) }

    /// A place without a value keeps its braces, so that it is seen.
    public func callAsFunction(_ key: Key, _ values: [String: String] = [:]) -> String {
        wording(key).pieces.map { piece in
            switch piece {
            case .words(let words): String(words)
            case .place(let name): values[name] ?? "{\(name)}"
            }
        }.joined()
    }

    /// With markup in the places: a telephone number as a link. The words themselves are escaped.
    public func html(_ key: Key, _ values: [String: HTML] = [:]) -> HTML {
        wording(key).pieces.map { piece in
            switch piece {
            case .words(let words): HTML(text: String(words))
            case .place(let name): values[name] ?? HTML(text: "{\(name)}")
            }
        }.joined()
    }

    private func wording(_ key: Key) -> Wording {
        catalogue.wording(key, in: language) ?? catalogue.wording(key, in: .english) ?? Wording(key.rawValue)
    }
}
