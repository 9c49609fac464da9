/// Recognises the explanation of abbreviations: "SPOC – Single point of contact".
enum LegendReading {
    /// Nil where the line is no explanation. Dashes of any length, a colon or an equals sign part it, with or without
    /// spaces.
    static func entry(_ text: String) -> (abbreviation: String, title: String)? {
        let scalars = text.unicodeScalars
        guard let mark = scalars.firstIndex(where: { isMark($0) }) else { return nil }
        let left = Tidy.spaces(String(scalars[..<mark]))
        let right = Tidy.trim(Tidy.spaces(String(scalars[scalars.index(after: mark)...])), of: " -–—:=")
        guard Letters.isCode(left), !right.isEmpty, right.utf8.contains(where: Letters.isSmall) else { return nil }
        return (left, right)
    }

    static func isHeading(_ text: String) -> Bool { headings.contains(Words.key(text)) }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "–", "—", "‐", "‑", "−", ":", "=", "\t": true
        default: false
        }
    }

    private static let headings: Set<String> = [
        "legend", "key", "abbreviations", "glossary", "acronyms", "key to abbreviations", "list of abbreviations",
        "key to lead officers", "officer key", "lead officers", "key to officers", "glossary of terms", "key to leads",
    ]
}
