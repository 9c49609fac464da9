public import Calendar

/// A notification of an adult who does not agree to be referred and does not want to help an investigation.
///
/// It has no place for a name, a date of birth, an address or a telephone: its texts and choices are the closed lists
/// below. The boxes for an address of the exploitation are left out too, since people often live where they are
/// exploited; what is known of the place goes to the police as intelligence.
public struct AnonymousNotification: Equatable, Sendable {
    /// The national fields of free text that may go out; each is screened.
    public enum TextField: String, Sendable, Codable, CaseIterable {
        case birthplace, family, education
        case employment = "employment-history"
        case dates = "when-did-the-exploitation-take-place"
        case datesOfSeveral = "when-did-the-exploitation-take-place-multiple"
        case beginning = "how-did-the-exploitation-start"
        case journey = "were-they-taken-somewhere-by-their-exploiter-journey-details"
        case work = "what-were-they-required-to-do"
        case living = "living-conditions"
        case treatment = "how-they-were-treated"
        case holdsThem = "what-is-keeping-them-in-situation"
        case leaving = "how-why-did-they-leave-the-situation"
        case lastContact = "details-last-contact"
        case reportedBefore = "yes-the-first-chance-to-report"
        case perhapsReported = "not-sure-the-first-chance-to-report"
        case lateReport = "why-report-now"
        case indicators = "modern-slavery-indicators-details"
        case conversations = "where-how-interview-carried-out"
        case opinion = "professional-insight"
        case doubts = "evidence-of-dishonesty-details"
        case professionals = "are-others-involved-details"
        case exploiters = "who-exploited-pv"
        case exploitersPlace = "exploiters-current-location-details"
        case otherKind = "other-exploitation-details"
        case others = "other-potential-victims-yes-details"
        case perhapsOthers = "other-potential-victims-not-sure-details"
        case futureRisk = "future-exploitation-reasons"
        case crimeReference = "reported-to-police-crime-reference"
        case refusal = "refuse-nrm"
    }

    public struct Passage: Equatable, Sendable {
        public let field: TextField
        public let text: String
    }

    /// A stored word or list value of the national form; nothing that anyone wrote.
    public struct Choice: Equatable, Sendable {
        public let field: String
        public let values: [String]
    }

    /// The version of the form that it answers.
    public let formVersion: String
    public let passages: [Passage]
    public let choices: [Choice]

    /// Why no such notification can be made, in sentences.
    public struct Refusal: Error, Equatable, Sendable {
        public let reasons: [String]
    }

    /// Makes a notification from a complete sheet; anything that is not in the lists above stays behind.
    public static func make(
        _ answers: Answers, form: FormDefinition = .newest, today: Day
    ) throws(Refusal) -> AnonymousNotification {
        var reasons: [String] = []
        if answers["pv-under-age"] != "no" {
            reasons.append("A notification is for adults; a child, or somebody who may be one, is referred.")
        }
        if answers["pv-want-to-submit-nrm"] != "no" {
            reasons.append("A notification is for an adult who declines to be referred.")
        }
        if answers["authorities-cooperation"] != "no" {
            reasons.append("The person is willing to help an investigation, so the national form asks for a name: this one has none.")
        }
        if reasons.isEmpty {
            reasons += form.missing(answers).map { "“\($0.label)” has no answer." }
            reasons += form.waiting(answers).filter { !$0.required }.map { "“\($0.label)” waits to be confirmed." }
            reasons += form.problems(answers, today: today).map(\.words)
        }
        guard reasons.isEmpty else { throw Refusal(reasons: reasons) }
        var passages: [Passage] = []
        var choices: [Choice] = []
        for question in form.questions(answers) where answers.has(question.field) {
            if let field = TextField(rawValue: question.field), let text = answers[question.field] {
                passages.append(Passage(field: field, text: text))
            } else if let choice = choice(question, answers.counted(question.field), form) {
                choices.append(choice)
            }
        }
        return AnonymousNotification(formVersion: form.version, passages: passages, choices: choices)
    }

    private static func choice(_ question: Question, _ words: [String], _ form: FormDefinition) -> Choice? {
        switch question.kind {
        case .oneOf, .list:
            let values = form.values(of: question)
            return words.allSatisfy(values.contains) ? Choice(field: question.field, values: words) : nil
        case .tick: return words == ["true"] ? Choice(field: question.field, values: words) : nil
        case .text, .longText, .severalOf, .date, .email, .phone, .number, .files: return nil
        }
    }
}
