import Calendar
import Pages

/// The steps of the public form, one question each. Nothing of a half-filled form is kept anywhere: every page brings
/// along what was answered so far, so closing the page is enough to be rid of it.
enum PublicStep: String, CaseIterable {
    case leaving, danger, call, what, `where`, when, who, contact, check, code

    /// What is typed or chosen on it.
    var fields: [String] {
        switch self {
        case .leaving, .call, .check: []
        case .danger: ["danger"]
        case .what: ["what"]
        case .where: ["where"]
        case .when: ["when", "when-day", "when-month", "when-year", "still"]
        case .who: ["who", "howMany", "more"]
        case .contact: ["contact", "telephone", "email", "callYou", "times", "message"]
        case .code: ["ending", "saved"]
        }
    }

    /// Everything but what is typed again each time.
    static let carried = allCases.filter { $0 != .code }.flatMap(\.fields)

    func next(_ data: FormData) -> PublicStep {
        switch self {
        case .danger: data.text("danger") == "yes" ? .call : isChange(data) ? .check : .what
        case .call: isChange(data) ? .check : .what
        case .leaving, .check: Self.after(self)
        default: isChange(data) ? .check : Self.after(self)
        }
    }

    func previous(_ data: FormData) -> PublicStep? {
        if self == .what { return data.text("danger") == "yes" ? .call : .danger }
        guard let index = Self.allCases.firstIndex(of: self), index > 0 else { return nil }
        return Self.allCases[index - 1]
    }

    /// Somebody came back from the summary to change one answer.
    private func isChange(_ data: FormData) -> Bool { data.has("seen") }

    private static func after(_ step: PublicStep) -> PublicStep {
        let index = allCases.firstIndex(of: step) ?? 0
        return allCases[min(index + 1, allCases.count - 1)]
    }
}

/// What somebody typed into the public form: checked step by step, and again as a whole before it is filed.
struct PublicInput {
    static let limit = 15_000

    let data: FormData
    let words: Words<PublicWord>
    let today: Day

    func problems(of step: PublicStep) -> Problems {
        var problems = Problems()
        switch step {
        case .leaving, .call, .check, .code: break
        case .danger: oneOf("danger", ["yes", "no", "notSure"], .errorDanger, &problems)
        case .what:
            if data.text("what").isEmpty { problems.add("what", words[.errorWhat]) }
            tooLong(["what"], &problems)
        case .where: tooLong(["where"], &problems)
        case .when:
            oneOf("when", ["today", "yesterday", "date", "notSure"], .errorWhen, &problems)
            if data.text("when") == "date" { date(&problems) }
            tooLong(["still"], &problems)
        case .who:
            oneOf("who", ["adult", "child", "both", "notSure"], .errorWho, &problems)
            let howMany = data.text("howMany")
            if !howMany.isEmpty, Int(howMany).map({ !(1...10_000).contains($0) }) ?? true {
                problems.add("howMany", words[.errorHowMany])
            }
            tooLong(["more"], &problems)
        case .contact: contact(&problems)
        }
        return problems
    }

    /// The first step that is not answered as it has to be; nil when all can be filed.
    func firstFault() -> (PublicStep, Problems)? {
        for step in PublicStep.allCases {
            let problems = problems(of: step)
            if !problems.isEmpty { return (step, problems) }
        }
        return nil
    }

    private func oneOf(_ name: String, _ values: [String], _ word: PublicWord, _ problems: inout Problems) {
        if !values.contains(data.text(name)) { problems.add(name, words[word]) }
    }

    private func tooLong(_ names: [String], limit: Int = limit, _ problems: inout Problems) {
        for name in names where (data[name] ?? "").count > limit {
            problems.add(name, words(.errorTooLong, ["count": grouped((data[name] ?? "").count), "limit": grouped(limit)]))
        }
    }

    private func date(_ problems: inout Problems) {
        let (day, month, year) = (data.text("when-day"), data.text("when-month"), data.text("when-year"))
        if month.isEmpty && year.isEmpty { return problems.add("when-day", words[.errorDateMissing]) }
        guard let yearNumber = Int(year), (1900...2999).contains(yearNumber), let monthNumber = self.month(month),
            let read = Day(year: yearNumber, month: monthNumber, day: day.isEmpty ? 1 : Int(day) ?? 0)
        else { return problems.add("when-day", words[.errorDateReal]) }
        if read > today { problems.add("when-day", words[.errorDateFuture]) }
    }

    private func month(_ text: String) -> Int? {
        if let number = Int(text) { return number }
        let start = text.lowercased()
        guard start.count >= 3 else { return nil }
        return Language.allCases.lazy.compactMap { language in
            language.months.firstIndex { $0.lowercased().hasPrefix(start) }.map { $0 + 1 }
        }.first
    }

    private func contact(_ problems: inout Problems) {
        oneOf("contact", ["none", "telephone", "email"], .errorContact, &problems)
        switch data.text("contact") {
        case "telephone":
            let number = data.text("telephone")
            if number.isEmpty {
                problems.add("telephone", words[.errorTelephoneMissing])
            } else if number.filter(\.isNumber).count < 6 {
                problems.add("telephone", words[.errorTelephone])
            }
            oneOf("message", ["yes", "no"], .errorMessage, &problems)
        case "email":
            let address = data.text("email")
            if address.isEmpty {
                problems.add("email", words[.errorEmailMissing])
            } else if !address.contains("@") || address.contains(" ") {
                problems.add("email", words[.errorEmail])
            }
        default: break
        }
        tooLong(["telephone", "email", "callYou"], limit: 200, &problems)
    }

    /// As they are filed. What belongs to an answer that was changed since, such as a number after "do not contact me",
    /// is left out: it was taken back.
    var answers: ConcernAnswers {
        var answers = ConcernAnswers()
        for key in ["danger", "what", "where", "when", "still", "who", "howMany", "more", "contact"] {
            answers[key] = data[key] ?? ""
        }
        if data.text("when") == "date" {
            answers["whenDate"] = ["day", "month", "year"].map { data.text("when-\($0)") }.filter { !$0.isEmpty }
                .joined(separator: " ")
        }
        switch data.text("contact") {
        case "telephone":
            answers["telephone"] = data.text("telephone")
            answers["message"] = data.text("message")
        case "email": answers["email"] = data.text("email")
        default: return answers
        }
        answers["callYou"] = data.text("callYou")
        answers.values["times"] = data.all("times").isEmpty ? nil : data.all("times")
        return answers
    }
}
