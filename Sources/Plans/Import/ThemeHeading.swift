/// Recognises the heading of a theme: numbered, in capitals, or named as one.
struct ThemeHeading: Equatable {
    /// "1" or "Theme 1"; empty where there is none.
    var reference: String
    var title: String
    /// "To ensure …", where it follows in the same cell.
    var purpose: String

    var key: String { reference + "\u{1F}" + title }

    /// Nil where the lines are no such heading. `isWide`: the cell covers the whole table, which makes a heading of any
    /// words.
    static func read(_ lines: [CellLine], isWide: Bool = false) -> ThemeHeading? {
        guard let first = lines.first, first.depth == 0, first.text.utf8.count <= 400 else { return nil }
        let rest = lines.dropFirst()
        guard rest.allSatisfy({ $0.isItalic || isPurpose($0.text) || isWide }) else { return nil }
        guard var heading = heading(first.text) ?? (isWide && !first.isItalic ? plain(first.text) : nil) else {
            return nil
        }
        let purpose = ([heading.purpose] + rest.map(\.text)).filter { !$0.isEmpty }
        heading.purpose = purpose.joined(separator: "\n")
        return heading
    }

    static func isPurpose(_ text: String) -> Bool {
        text.hasPrefix("To ") || text.hasPrefix("Purpose:") || text.hasPrefix("Aim:")
    }

    private static func plain(_ text: String) -> ThemeHeading { ThemeHeading(reference: "", title: text, purpose: "") }

    private static func heading(_ text: String) -> ThemeHeading? { named(text) ?? numbered(text) ?? capitals(text) }

    /// "1 Clear leadership", "2. Training"; not "1.1 …", which is an objective's number.
    private static func numbered(_ text: String) -> ThemeHeading? {
        guard let space = text.firstIndex(of: " ") else { return nil }
        let mark = text[..<space]
        let digits = Tidy.trim(mark, of: ".):")
        let title = Tidy.trim(text[space...], of: " -–:")
        guard (1...2).contains(digits.utf8.count), digits.utf8.allSatisfy(Letters.isDigit),
            mark.utf8.count <= digits.utf8.count + 1,
            // Letters of Arabic, Hebrew and many others are neither capital nor small.
            let first = title.unicodeScalars.first, first.properties.isAlphabetic, !first.properties.isLowercase
        else { return nil }
        return ThemeHeading(reference: digits, title: title, purpose: "")
    }

    /// "Theme 1: Leadership", "Standard 2 – Training".
    private static func named(_ text: String) -> ThemeHeading? {
        let words = text.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count >= 2, names.contains(words[0].lowercased()) else { return nil }
        let number = Tidy.trim(words[1], of: ".:-–)")
        let isNumber =
            (1...2).contains(number.utf8.count)
            && number.utf8.allSatisfy { Letters.isDigit($0) || Letters.isCapital($0) }
        guard isNumber else { return nil }
        let title = words.count > 2 ? Tidy.trim(words[2], of: " -–:") : ""
        guard !title.isEmpty else { return plain(text) }
        return ThemeHeading(reference: words[0] + " " + number, title: title, purpose: "")
    }

    /// "PARTNERS", or "PARTNERS To ensure links …" with its purpose behind.
    private static func capitals(_ text: String) -> ThemeHeading? {
        let words = text.split(separator: " ")
        let inCapitals = words.prefix { Letters.isCapitals($0) || !$0.utf8.contains(where: Letters.isLetter) }
        let title = inCapitals.joined(separator: " ")
        guard title.utf8.count(where: Letters.isCapital) >= 4 else { return nil }
        let rest = words.dropFirst(inCapitals.count).joined(separator: " ")
        guard rest.isEmpty || isPurpose(rest) else { return nil }
        return ThemeHeading(reference: "", title: title, purpose: rest)
    }

    private static let names: Set<String> = [
        "theme", "standard", "priority", "strand", "pillar", "section", "workstream", "part", "aim", "goal",
    ]
}
