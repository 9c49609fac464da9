/// Finds names of people on the case, whole and in part, however they are spelled.
struct NameScreen: Sendable {
    private var parts: [String: String] = [:]
    private var glued: [String: String] = [:]
    private var initials: [String: String] = [:]
    private var rows: [(row: [UInt32], role: String)] = []

    init(_ people: [KnownPerson]) {
        for person in people {
            for name in person.names { add(name, person.role) }
        }
    }

    private mutating func add(_ name: String, _ role: String) {
        let words = name.split(whereSeparator: \.isWhitespace).map { FoldedText.words(String($0)) }
        let all = words.flatMap { $0 }
        for word in all where !Self.particles.contains(word) || all.count == 1 { parts[word] = role }
        for word in words where word.count > 1 { parts[word.joined()] = role }
        if let first = all.first, let last = all.last, all.count > 1 {
            for spelling in [first + last, last + first, first.prefix(1) + last, all.joined()] where spelling.count > 3 {
                glued[spelling] = role
            }
            initials[all.map { String($0.prefix(1)) }.joined()] = role
            for other in all.dropFirst() { initials[String(first.prefix(1) + other.prefix(1))] = role }
        }
        let row = FoldedText.row(name)
        if row.count >= 6 { rows.append((row, role)) }
        // Scripts that write words together, or put prefixes before a name, have no tokens to compare.
        for word in all {
            let letters = word.unicodeScalars.map(\.value)
            if letters.count > 1, letters.allSatisfy({ $0 >= 0x590 }) { rows.append((letters, role)) }
            if letters.count > 2, letters.allSatisfy({ $0 >= 0x2E80 }) { rows.append((Array(letters.dropFirst()), role)) }
        }
    }

    func findings(_ text: FoldedText, _ field: String) -> [Finding] {
        var found = rows.flatMap { row, role in
            text.places(of: row).map { text.finding(field, .name, .likely, $0, "“\(text.written($0))” is the name of \(role).") }
        }
        for (index, token) in text.tokens.enumerated() {
            if let (role, weight) = single(token) {
                let why = weight == .likely
                    ? "“\(text.written(token.range))” is a name of \(role), or part of one."
                    : "“\(text.written(token.range))” is an everyday word, and also a name of \(role)."
                found.append(text.finding(field, .name, weight, token.range, why))
            }
            // A name parted by a hyphen, an apostrophe or the end of a line.
            if index > 0, ["-", "'", "’", "_", "\n", "-\n", "‐", "‑"].contains(token.gap) {
                let before = text.tokens[index - 1]
                if let role = parts[before.word + token.word], before.word.count + token.word.count > 2 {
                    let range = before.range.lowerBound..<token.range.upperBound
                    found.append(text.finding(field, .name, .likely, range, "“\(text.written(range))” is a name of \(role)."))
                }
            }
        }
        return found + spacedOut(text, field)
    }

    private func single(_ token: FoldedText.Token) -> (String, Finding.Weight)? {
        if let role = glued[token.word] { return (role, .likely) }
        var role = parts[token.word]
        if role == nil, token.word.count > 3, token.word.last == "s" { role = parts[String(token.word.dropLast())] }
        guard let role, token.word.count > 1 else { return nil }
        let everyday = Self.everyday.contains(token.word) || token.word.count == 2
        let standsOut = token.isCapital && !token.startsSentence
        return (role, everyday && !standsOut ? .possible : .likely)
    }

    /// "M a r i a", "M.A.R.I.A." and initials.
    private func spacedOut(_ text: FoldedText, _ field: String) -> [Finding] {
        var found: [Finding] = []
        var run: [FoldedText.Token] = []
        func close() {
            defer { run = [] }
            guard run.count > 1, let first = run.first, let last = run.last else { return }
            let word = run.map(\.word).joined()
            let range = first.range.lowerBound..<last.range.upperBound
            if let name = parts.keys.filter({ $0.count > 2 && word.contains($0) }).sorted().first, let role = parts[name] {
                found.append(
                    text.finding(field, .name, .likely, range, "“\(text.written(range))” spells a name of \(role)."))
            } else if let role = initials[word], run.allSatisfy(\.isCapital) {
                found.append(
                    text.finding(field, .name, .possible, range, "“\(text.written(range))” may be the initials of \(role)."))
            }
        }
        for token in text.tokens {
            if token.word.count == 1, token.hasLetter, run.isEmpty || token.gap.count <= 2 {
                run.append(token)
            } else {
                close()
                if token.word.count == 1, token.hasLetter { run = [token] }
            }
        }
        close()
        return found
    }

    /// Too small to be a name alone; found as part of the whole.
    private static let particles: Set<String> = [
        "al", "el", "bin", "ibn", "abu", "da", "de", "del", "der", "di", "dos", "du", "la", "le", "van", "von", "of", "the",
        "mr", "mrs", "ms", "miss", "dr", "o", "mc", "mac", "st", "y", "e",
    ]

    /// Names that are English words too. Anything else is a name wherever it stands.
    private static let everyday: Set<String> = Set(
        """
        an and angel april art ash august autumn baker banks bay bell best bill black blue bond bright brook brown bush buck \
        can carter cash chance chase clay cliff cook cross daisy dale daily dawn day dean do drew duke earl early east faith \
        field fisher flower ford fox frank free gay gene gold good grace grant gray green grey guy ha hall happy hardy harmony \
        heath heather hill holly holy home hope house hunter in is ivy iris jade jack jasmine jean joy june justice king knight \
        lane law lee light lily little long love low major man many mark marsh mason may mercy miles miller mine moon more \
        new nick noble no north old olive on pace park pat patience pearl penny person peace place pleasant pool poppy porter \
        power pray precious price prince prudence queen ray read reed rich rob robin rock rod rose ruby rusty sandy sage say see \
        sharp shepherd short sky small smart smith so song south spring star stone storm sue summer sunny sweet tan taylor to \
        tom trinity tree true van victor violet wade walker ward water way weaver west white wild will winter wise wood woods young
        """.split(separator: " ").map(String.init))
}
