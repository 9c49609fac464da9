import Calendar
import Pages

/// What somebody entered in one section, as the words that a sheet keeps. Nothing is refused: a wrong answer is kept
/// and told.
enum SectionInput {
    /// The words of each question, in national order, so that an answer that asks others again comes before them.
    static func words(_ form: FormData, _ questions: [Question]) -> [(field: String, words: [String])] {
        questions.map { question in
            let own = read(form, question)
            let suggested = form.all("use-\(question.field)").filter { !$0.isEmpty }
            return (question.field, own.isEmpty ? suggested : own)
        }
    }

    private static func read(_ form: FormData, _ question: Question) -> [String] {
        switch question.kind {
        case .severalOf, .tick: return form.all(question.field).filter { !$0.isEmpty }
        case .files:
            return form.text(question.field).split(separator: "\n").map { $0.trimmed }.filter { !$0.isEmpty }
        case .date: return date(DateInput(question.field, from: form))
        case .list: return list(form.text(question.field), question)
        case .text, .longText, .oneOf, .email, .phone, .number:
            let text = form.text(question.field)
            return text.isEmpty ? [] : [text]
        }
    }

    /// What is no day is kept as it was typed.
    private static func date(_ boxes: DateInput) -> [String] {
        guard !boxes.isEmpty else { return [] }
        var problems = Problems()
        if let read = boxes.read("", "", into: &problems), let day = Day(year: read.year, month: read.month, day: read.day) {
            return [day.iso]
        }
        return ["\(boxes.day)/\(boxes.month)/\(boxes.year)"]
    }

    /// The national list's own spelling where only capitals differ.
    private static func list(_ text: String, _ question: Question) -> [String] {
        guard !text.isEmpty else { return [] }
        let same = FormDefinition.newest.values(of: question).first { $0.lowercased() == text.lowercased() }
        return [same ?? text]
    }

    /// The boxes of a section as they stand in the sheet.
    static func form(_ sheet: Sheet, _ questions: [Question]) -> Form {
        var form = Form()
        for question in questions {
            let words = sheet.contents.answers.written[question.field] ?? []
            switch question.kind {
            case .date: fill(&form, question.field, words.first ?? "")
            case .files: form.values[question.field] = [words.joined(separator: "\n")]
            default: form.values[question.field] = words
            }
        }
        return form
    }

    private static func fill(_ form: inout Form, _ field: String, _ words: String) {
        if let day = Day(iso: words) { return MomentInput.fill(&form, field, day) }
        let parts = words.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return }
        for (box, value) in zip(["day", "month", "year"], parts) { form.values["\(field)-\(box)"] = [value] }
    }
}

extension Question {
    /// Follows from the lawful path, so that nobody answers it on the sheet.
    var isFixed: Bool { ["fr-location", "pv-under-age", "pv-want-to-submit-nrm"].contains(field) }
}
