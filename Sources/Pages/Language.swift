/// A language that public pages speak.
public enum Language: String, Sendable, Hashable, CaseIterable, Codable {
    case english = "en-GB"
    case welsh = "cy-GB"

    /// What the `lang` attribute says (BCP 47).
    public var tag: String { rawValue }

    /// Its name in itself, for the link that changes to it.
    public var ownName: String {
        switch self {
        case .english: "English"
        case .welsh: "Cymraeg"
        }
    }

    /// What an address or a form says: "en", "cy".
    public var short: String { String(rawValue.prefix(2)) }

    /// From "cy", "cy-GB" or "CY"; nil for a language that the pages do not speak.
    public init?(named name: String) {
        let first = name.lowercased().prefix { $0 != "-" && $0 != "_" }
        guard let language = Self.allCases.first(where: { $0.short == first }) else { return nil }
        self = language
    }

    /// The few words that boxes and the frame bring by themselves.
    var error: String { self == .english ? "Error" : "Gwall" }
    var optional: String { self == .english ? "optional" : "dewisol" }
    var problemsHeading: String { self == .english ? "There is a problem" : "Mae problem" }
    var skip: String { self == .english ? "Skip to main content" : "Neidio i’r prif gynnwys" }

    /// January first.
    public var months: [String] {
        switch self {
        case .english:
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December"]
        case .welsh:
            ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref",
             "Tachwedd", "Rhagfyr"]
        }
    }
}

/// Around words in another language than the page's: read aloud with the right voice (WCAG 2.2, 3.1.2).
public func spoken(_ language: Language, _ words: HTML) -> HTML {
    "<span lang=\"\(language.tag)\">\(words)</span>"
}
