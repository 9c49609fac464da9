/// Finds telephone numbers, postcodes, vehicle registrations, and numbers of papers and files, spaced in any way.
struct NumberScreen: Sendable {
    private var rows: [(row: [UInt32], kind: Finding.Kind, role: String)] = []

    init(_ people: [KnownPerson]) {
        for person in people {
            // With and without the country's code: only the last nine digits are always written.
            for phone in person.telephones {
                let digits = FoldedText.row(phone).filter { (0x30...0x39).contains($0) }
                if digits.count >= 6 { rows.append((Array(digits.suffix(9)), .telephone, person.role)) }
            }
            for (values, kind) in [
                (person.references, Finding.Kind.reference), (person.vehicles, .vehicle), (person.postcodes, .postcode),
            ] {
                for row in values.map(FoldedText.row) where row.count >= 4 { rows.append((row, kind, person.role)) }
            }
        }
    }

    /// - Parameter dates: tokens of these are no numbers.
    func findings(_ text: FoldedText, _ field: String, _ dates: [DateScreen.Written]) -> [Finding] {
        let inDates = Set(dates.flatMap { $0.year == nil ? [] : Array($0.tokens) })
        var found = rows.flatMap { row, kind, role in
            text.places(of: row).map {
                text.finding(field, kind, .likely, $0, "“\(text.written($0))” belongs to \(role).")
            }
        }
        found += digitRuns(text, field, inDates) + patterns(text, field, inDates) + spelled(text, field)
        return found
    }

    private func digitRuns(_ text: FoldedText, _ field: String, _ inDates: Set<Int>) -> [Finding] {
        var found: [Finding] = []
        var run: [FoldedText.Token] = []
        func close() {
            defer { run = [] }
            guard let first = run.first, let last = run.last else { return }
            let digits = run.map(\.word).joined()
            let range = first.range.lowerBound..<last.range.upperBound
            guard !Self.isYears(run), !Self.isMoney(text, run) else { return }
            if digits.utf8.count >= 9 {
                let isPhone = digits.hasPrefix("0") || digits.hasPrefix("44") || text.isAfterPlus(range)
                found.append(
                    text.finding(
                        field, isPhone ? .telephone : .reference, .likely, range,
                        isPhone ? "“\(text.written(range))” looks like a telephone number."
                            : "“\(text.written(range))” is a long number, such as papers and files have."))
            } else if digits.utf8.count >= 6,
                run.contains(where: { $0.word.utf8.count > 2 }) || run.allSatisfy({ $0.word.utf8.count == 1 })
            {
                found.append(
                    text.finding(
                        field, .reference, .possible, range, "“\(text.written(range))” may be a telephone number or a reference."))
            }
        }
        for (index, token) in text.tokens.enumerated() {
            guard !token.hasLetter, token.hasDigit, !inDates.contains(index) else {
                close()
                continue
            }
            if !run.isEmpty, token.gap.count > 3 || !token.gap.allSatisfy({ " .-()/+_·,‐‑–\u{A0}\n\t".contains($0) }) { close() }
            run.append(token)
        }
        close()
        return found
    }

    /// Shapes of letters (L) and digits (D) that belong to one kind of number.
    private func patterns(_ text: FoldedText, _ field: String, _ inDates: Set<Int>) -> [Finding] {
        var found: [Finding] = []
        for start in text.tokens.indices where !inDates.contains(start) {
            var joined = ""
            var isShouted = true
            var isWhispered = text.tokens[start].hasDigit && text.tokens[start].hasLetter
            for end in start..<min(start + 9, text.tokens.count) {
                let token = text.tokens[end]
                if end > start, token.gap.count > 2 || inDates.contains(end) { break }
                joined += token.word
                if joined.count > 13 { break }
                if !token.hasDigit, !token.isAllCapitals { isShouted = false }
                if token.isCapital || end > start + 1 { isWhispered = false }
                let range = text.tokens[start].range.lowerBound..<token.range.upperBound
                // "M25 and" has the shape of a registration: letters count in one word, all capital, or all small in two.
                guard end == start || isShouted || isWhispered || joined.count >= 9,
                    let (kind, what) = Self.shape(joined, isOneWord: end == start)
                else { continue }
                found.append(text.finding(field, kind, .likely, range, "“\(text.written(range))” looks like \(what)."))
            }
        }
        return found
    }

    private static func shape(_ word: String, isOneWord: Bool) -> (Finding.Kind, String)? {
        guard word.utf8.count == word.count, word.utf8.count >= 5 else { return nil }
        let shape = String(word.utf8.map { (0x30...0x39).contains($0) ? "D" : "L" })
        if postcodes.contains(shape), !word.suffix(2).contains(where: { "cikmov".contains($0) }) {
            return (.postcode, "a postcode")
        }
        if shape == "LLDDDDDDL" { return (.reference, "a national insurance number") }
        if vehicles.contains(shape) { return (.vehicle, "a vehicle's registration") }
        if papers.contains(shape) { return (.reference, "the number of a passport or permit") }
        let digits = shape.filter { $0 == "D" }.count
        if isOneWord, digits >= 4, digits < shape.count { return (.reference, "a reference of letters and digits") }
        return nil
    }

    private static let postcodes: Set<String> = ["LDDLL", "LDDDLL", "LLDDLL", "LLDDDLL", "LDLDLL", "LLDLDLL"]
    private static let vehicles: Set<String> = ["LLDDLLL", "LDLLL", "LDDLLL", "LDDDLLL", "LLLDL", "LLLDDL", "LLLDDDL"]
    private static let papers: Set<String> = ["LDDDDDDD", "LDDDDDDDD", "LLDDDDDDD", "LLLDDDDDDDDD", "LLLDDDDDD"]

    /// "oh seven seven double oh ...".
    private func spelled(_ text: FoldedText, _ field: String) -> [Finding] {
        var found: [Finding] = []
        var run: [FoldedText.Token] = []
        for token in text.tokens + [nil] as [FoldedText.Token?] {
            if let token, Self.digitWords.contains(token.word) {
                run.append(token)
                continue
            }
            if run.count >= 6, let first = run.first, let last = run.last {
                let range = first.range.lowerBound..<last.range.upperBound
                found.append(text.finding(field, .telephone, .likely, range, "“\(text.written(range))” spells out a number."))
            }
            run = []
        }
        return found
    }

    private static let digitWords: Set<String> = [
        "zero", "oh", "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", "triple",
        "treble",
    ]

    private static func isYears(_ run: [FoldedText.Token]) -> Bool {
        run.allSatisfy { $0.word.utf8.count == 4 && (1900...2099).contains(Int($0.word) ?? 0) }
    }

    /// "£1,200,000": groups of three after commas.
    private static func isMoney(_ text: FoldedText, _ run: [FoldedText.Token]) -> Bool {
        guard let first = run.first else { return false }
        let grouped = run.dropFirst().allSatisfy { $0.gap == "," && $0.word.utf8.count == 3 }
        let before = first.range.lowerBound > 0 ? text.characters[first.range.lowerBound - 1] : " "
        return "£$€".contains(before) && grouped
    }
}

extension FoldedText {
    func finding(
        _ field: String, _ kind: Finding.Kind, _ weight: Finding.Weight, _ range: Range<Int>, _ why: String
    ) -> Finding {
        Finding(
            field: field, kind: kind, weight: weight, range: range, matched: written(range), sentence: sentence(range), why: why)
    }

    func isAfterPlus(_ range: Range<Int>) -> Bool {
        characters[max(0, range.lowerBound - 2)..<range.lowerBound].contains("+")
    }
}
