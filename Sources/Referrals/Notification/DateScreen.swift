internal import Calendar

/// Dates in a text, in the spellings that people use, and those that are somebody's birth.
struct DateScreen: Sendable {
    struct Written {
        /// Indices of tokens.
        let tokens: Range<Int>
        let day, month: Int?
        /// Four digits, or two.
        let year: Int?
        /// The date may be read with day and month exchanged.
        let isNumeric: Bool
    }

    private let births: [(day: Day, role: String)]

    init(_ people: [KnownPerson]) {
        births = people.flatMap { person in person.birthDates.map { ($0, person.role) } }
    }

    func findings(_ text: FoldedText, _ field: String, _ dates: [Written]) -> [Finding] {
        var found: [Finding] = []
        for date in dates {
            let range = text.tokens[date.tokens.lowerBound].range.lowerBound
                ..< text.tokens[date.tokens.upperBound - 1].range.upperBound
            let shown = text.written(range)
            func add(_ weight: Finding.Weight, _ why: String) {
                found.append(
                    Finding(
                        field: field, kind: .birthDate, weight: weight, range: range, matched: shown,
                        sentence: text.sentence(range), why: why))
            }
            if let role = births.first(where: { isSame(date, $0.day) })?.role {
                let whole = date.year != nil && date.day != nil
                add(whole ? .likely : .possible, "“\(shown)” is \(whole ? "" : "part of ")the date of birth of \(role).")
            } else if speaksOfBirth(text, before: date.tokens.lowerBound) {
                add(.likely, "“\(shown)” stands beside a word for birth.")
            }
        }
        return found
    }

    private func isSame(_ date: Written, _ birth: Day) -> Bool {
        if let year = date.year, year != birth.year, year >= 100 || year != birth.year % 100 { return false }
        switch (date.day, date.month) {
        case (let day?, let month?):
            return (day == birth.day && month == birth.month)
                || (date.isNumeric && day == birth.month && month == birth.day)
        case (nil, let month?): return month == birth.month && date.year != nil
        default: return false
        }
    }

    private func speaksOfBirth(_ text: FoldedText, before index: Int) -> Bool {
        text.tokens[max(0, index - 6)..<index].contains { Self.birthWords.contains($0.word) }
    }

    private static let birthWords: Set<String> = ["born", "birth", "birthday", "birthdate", "dob", "bday"]

    /// Every date in the text, the longest reading first.
    static func dates(_ text: FoldedText) -> [Written] {
        var found: [Written] = []
        var index = 0
        while index < text.tokens.count {
            if let date = date(text, at: index) {
                found.append(date)
                index = date.tokens.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private static func date(_ text: FoldedText, at index: Int) -> Written? {
        let tokens = text.tokens
        func number(_ at: Int, _ digits: ClosedRange<Int>, _ values: ClosedRange<Int>) -> Int? {
            guard at < tokens.count, digits.contains(tokens[at].word.utf8.count), let value = Int(tokens[at].word),
                values.contains(value), at == index || isNear(tokens[at].gap)
            else { return nil }
            return value
        }
        func year(_ at: Int) -> Int? { number(at, 4...4, 1900...2099) ?? number(at, 2...2, 0...99) }
        func isNear(_ gap: String) -> Bool { gap.count <= 2 && gap.allSatisfy { "/.-–— ,'’\n".contains($0) } }
        func month(_ at: Int) -> Int? {
            guard at < tokens.count, tokens[at].word.count >= 3 else { return nil }
            let word = tokens[at].word
            return monthNames.firstIndex { $0 == word || ($0.hasPrefix(word) && word.count <= 4) }.map { $0 + 1 }
        }
        func ordinal(_ at: Int) -> Int? {
            guard at < tokens.count else { return nil }
            var word = tokens[at].word[...]
            if ["st", "nd", "rd", "th"].contains(word.suffix(2)) { word = word.dropLast(2) }
            return word.count <= 2 ? Int(word).flatMap { (1...31).contains($0) ? $0 : nil } : nil
        }
        // 1990-03-04, 04/03/1990, 4.3.90
        if let y = number(index, 4...4, 1900...2099), let m = number(index + 1, 1...2, 1...12),
            let d = number(index + 2, 1...2, 1...31)
        {
            return Written(tokens: index..<index + 3, day: d, month: m, year: y, isNumeric: true)
        }
        if let d = number(index, 1...2, 1...31), let m = number(index + 1, 1...2, 1...31), let y = year(index + 2) {
            return Written(tokens: index..<index + 3, day: d, month: m, year: y, isNumeric: true)
        }
        // 4 March 1990, 4th of March, March 4th 1990, March 1990
        if let d = ordinal(index) {
            let next = index + 1 < tokens.count && tokens[index + 1].word == "of" ? index + 2 : index + 1
            if let m = month(next) {
                let y = year(next + 1)
                return Written(tokens: index..<next + (y == nil ? 1 : 2), day: d, month: m, year: y, isNumeric: false)
            }
        }
        if let m = month(index) {
            if let y = number(index + 1, 4...4, 1900...2099) {
                return Written(tokens: index..<index + 2, day: nil, month: m, year: y, isNumeric: false)
            }
            if let d = ordinal(index + 1) {
                let y = year(index + 2)
                return Written(tokens: index..<index + (y == nil ? 2 : 3), day: d, month: m, year: y, isNumeric: false)
            }
        }
        return glued(tokens[index].word, index) ?? yearOfBirth(text, index)
    }

    /// 04031990 and 19900304.
    private static func glued(_ word: String, _ index: Int) -> Written? {
        guard word.utf8.count == 8, let value = Int(word) else { return nil }
        let (front, back) = (value / 10_000, value % 10_000)
        if (1900...2099).contains(front), (1...12).contains(back / 100), (1...31).contains(back % 100) {
            return Written(tokens: index..<index + 1, day: back % 100, month: back / 100, year: front, isNumeric: true)
        }
        if (1900...2099).contains(back), (1...31).contains(front / 100), (1...31).contains(front % 100) {
            return Written(tokens: index..<index + 1, day: front / 100, month: front % 100, year: back, isNumeric: true)
        }
        return nil
    }

    /// "born in 1990": a year alone counts only right after a word for birth.
    private static func yearOfBirth(_ text: FoldedText, _ index: Int) -> Written? {
        let word = text.tokens[index].word
        guard word.utf8.count == 4, let year = Int(word), (1900...2099).contains(year),
            text.tokens[max(0, index - 3)..<index].contains(where: { birthWords.contains($0.word) })
        else { return nil }
        return Written(tokens: index..<index + 1, day: nil, month: nil, year: year, isNumeric: false)
    }

    private static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
}
