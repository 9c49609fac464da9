import Calendar
import Pages

/// What the form of a post holds, with everything that is wrong with it.
struct PostInput: Sendable {
    let abbreviation: String
    let title: String
    private(set) var problems = Problems()

    private static let longestAbbreviation = 20

    init(_ form: FormData) {
        abbreviation = form.text("abbreviation")
        title = form.text("title")
        if let problem = PlainText.problem(title, "title") { problems.add("title", problem) }
        if !abbreviation.isEmpty,
            let problem = PlainText.problem(abbreviation, "abbreviation", longest: Self.longestAbbreviation)
        {
            problems.add("abbreviation", problem)
        }
    }
}

/// What the form of an appointment holds.
struct AppointmentInput: Sendable {
    /// Nil while anything is wrong.
    let appointment: Appointment?
    let problems: Problems

    /// - Parameter accounts: those that may be chosen.
    init(_ form: FormData, accounts: [Account]) {
        var problems = Problems()
        let chosen = accounts.first { $0.id == form.text("account") }
        let typed = form.text("name")
        if chosen == nil && typed.isEmpty {
            problems.add("account", "Select who is appointed, or enter the name of somebody who does not sign in here")
        } else if chosen != nil && !typed.isEmpty {
            problems.add("name", "Select a person or enter a name, not both")
        } else if chosen == nil, let problem = PlainText.problem(typed, "name") {
            problems.add("name", problem)
        }
        let from = Self.day("from", "First day", form, &problems)
        if from == nil && problems["from"] == nil { problems.add("from", "Enter the first day") }
        let to = Self.day("to", "Last day", form, &problems)
        if let from, let to, to < from { problems.add("to", "Last day must be the first day or later") }
        self.problems = problems
        guard problems.isEmpty, let from else {
            appointment = nil
            return
        }
        appointment = Appointment(
            account: chosen?.id, name: chosen?.name ?? typed, from: from, to: to, sharesJob: form.has("shares"))
    }

    /// Nil when nothing was entered, or with a problem added.
    static func day(_ name: String, _ label: String, _ form: FormData, _ problems: inout Problems) -> Day? {
        DateInput(name, from: form).read(name, label, into: &problems)
            .flatMap { Day(year: $0.year, month: $0.month, day: $0.day) }
    }
}
