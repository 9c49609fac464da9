import Calendar

/// What is wrong with one answer, by the kind of its question.
struct AnswerCheck {
    let question: Question
    let values: [String]
    let today: Day

    init(_ question: Question, values: [String], today: Day) {
        self.question = question
        self.values = values
        self.today = today
    }

    func problems(_ words: [String]) -> [String] {
        guard let word = words.first else { return [] }
        var found: [String] = []
        if words.count > 1, question.kind != .severalOf, question.kind != .files {
            found.append("“\(question.label)” takes one answer and has \(words.count).")
        }
        switch question.kind {
        case .oneOf, .severalOf:
            found += words.filter { !values.contains($0) }.map(notInList)
        case .list:
            if ChosenLists.sets[question.list ?? ""]?.contains(word) != true { found.append(notInList(word)) }
        case .tick:
            if word != "true" { found.append("“\(question.label)” is a tick: leave it empty or tick it.") }
        case .date:
            found += dateProblems(word)
        case .email:
            if !Self.isEmail(word) { found.append("“\(question.label)” needs an email address, such as name@example.org.") }
        case .phone:
            if !Self.isPhone(word) {
                found.append("“\(question.label)” needs a telephone number of 7 to 15 digits, such as 020 7946 0000.")
            }
        case .number:
            if word.utf8.contains(where: { !(0x30...0x39).contains($0) }) {
                found.append("“\(question.label)” needs a number in digits.")
            }
        case .files:
            if words.count > 99 { found.append("The national form takes at most 99 documents; there are \(words.count).") }
        case .text, .longText:
            break
        }
        return found + textProblems(word)
    }

    private func textProblems(_ word: String) -> [String] {
        guard question.kind.isFreeText else { return [] }
        var found: [String] = []
        if let limit = question.limit, Self.length(word) > limit {
            found.append(
                "“\(question.label)” is too long: the national form takes \(limit) characters and this has "
                    + "\(Self.length(word)). Shorten it by \(Self.length(word) - limit).")
        }
        let lower = word.lowercased()
        if question.noWebAddress, ["http://", "https://", "www."].contains(where: lower.contains) {
            found.append("“\(question.label)” holds a web address, which the national form refuses. Describe it instead.")
        }
        return found
    }

    private func dateProblems(_ word: String) -> [String] {
        guard let day = Day(iso: word) else {
            return ["“\(question.label)” is not a day that the calendar has."]
        }
        if let first = Day(year: 1900, month: 1, day: 1), day <= first {
            return ["“\(question.label)” must lie after 1 January 1900."]
        }
        return day < today ? [] : ["“\(question.label)” must lie before today, \(today.long)."]
    }

    private func notInList(_ word: String) -> String {
        "“\(word)” is not among the answers that the national form has for “\(question.label)”. Choose one that it has."
    }

    /// As a browser sends and the national form counts it: UTF-16 units, with a line break as two.
    static func length(_ text: String) -> Int {
        var count = 0
        var previous: UInt16 = 0
        for unit in text.utf16 {
            count += unit == 10 && previous != 13 ? 2 : 1
            previous = unit
        }
        return count
    }

    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, text.utf8.count <= 254, !text.contains(where: \.isWhitespace) else {
            return false
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty } && (labels.last?.count ?? 0) >= 2
    }

    static func isPhone(_ text: String) -> Bool {
        let digits = text.unicodeScalars.filter { ("0"..."9").contains($0) }.count
        let others = text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || "+ -()".unicodeScalars.contains($0) }
        return others && (7...15).contains(digits) && !text.dropFirst().contains("+")
    }
}
