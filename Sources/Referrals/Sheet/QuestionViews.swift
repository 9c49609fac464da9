import Cases
import Pages

/// One question of the national form as the right kind of box.
enum QuestionViews {
    /// Lists longer than this are typed, and checked against the list when saved.
    private static let longestSelect = 300

    /// - Parameter suggestion: what the case knows; shown while the box is empty.
    static func box(_ question: Question, _ form: Form, suggestion: String?, isToConfirm: Bool) -> HTML {
        """
        \(if: isToConfirm, "<p>\(tag("To be confirmed again", .amber))</p>")\(control(question, form))\
        \(with: suggestion, { use(question, $0, form) })
        """
    }

    private static func control(_ question: Question, _ form: Form) -> HTML {
        let (name, label, optional) = (question.field, question.label, !question.required && question.oneOfGroup == nil)
        let hint = question.hint.isEmpty ? nil : question.hint
        let values = FormDefinition.newest.values(of: question)
        switch question.kind {
        case .text:
            return textInput(label, name: name, in: form, hint: hint, optional: optional, spellcheck: false)
        case .longText:
            return textarea(label, name: name, in: form, hint: hint, optional: optional, rows: 5, limit: question.limit)
        case .oneOf:
            return radios(label, name: name, in: form, hint: hint, optional: optional, choices(values))
        case .severalOf:
            return checkboxes(label, name: name, in: form, hint: hint, optional: optional, choices(values))
        case .tick:
            return checkboxes(label, name: name, in: form, hint: hint, optional: optional, [Choice("true", "Yes")])
        case .date:
            return dateInput(label, name: name, in: form, hint: hint, optional: optional)
        case .list where values.count > longestSelect:
            return textInput(
                label, name: name, in: form, hint: near(form.value(name), values) ?? hint ?? "As the national list writes it",
                optional: optional, width: .thirty, spellcheck: false)
        case .list:
            return select(
                label, name: name, in: form, hint: hint, optional: optional,
                [("", "Not answered")] + kept(form.value(name), values).map { ($0, $0) })
        case .email:
            return textInput(label, name: name, in: form, hint: hint, optional: optional, inputMode: "email", spellcheck: false)
        case .phone:
            return textInput(
                label, name: name, in: form, hint: hint, optional: optional, width: .twenty, inputMode: "tel", spellcheck: false)
        case .number:
            return textInput(label, name: name, in: form, hint: hint, optional: optional, width: .four, inputMode: "numeric")
        case .files:
            return textarea(
                label, name: name, in: form, hint: "One name of a document a line; they are uploaded on the national form itself",
                optional: true, rows: 3)
        }
    }

    private static func choices(_ values: [String]) -> [Choice] {
        values.map { Choice($0, "\(FormDefinition.newest.shown($0))") }
    }

    /// An answer that the list does not have stays chosen until somebody changes it.
    private static func kept(_ answer: String, _ values: [String]) -> [String] {
        answer.isEmpty || values.contains(answer) ? values : [answer] + values
    }

    /// Values of a long list near what somebody typed.
    private static func near(_ typed: String, _ values: [String]) -> String? {
        guard !typed.isEmpty, !values.contains(typed) else { return nil }
        let words = typed.lowercased().split(separator: " ")
        let found = values.filter { value in words.contains { $0.count >= 3 && value.lowercased().contains($0) } }.prefix(8)
        return found.isEmpty ? nil : "The list has: \(found.joined(separator: "; "))"
    }

    private static func use(_ question: Question, _ words: String, _ form: Form) -> HTML {
        guard form.value(question.field).isEmpty, form.value("\(question.field)-day").isEmpty else { return HTML() }
        return checkboxes(
            "From the case, for “\(question.label)”", name: "use-\(question.field)", in: form, optional: true,
            [Choice(words, "Use this: \(CaseFrame.words(FormDefinition.newest.shown(words)))")])
    }
}
