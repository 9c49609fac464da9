import Calendar
import Pages

/// The form that sends a plan round, as it came in.
struct RoundInput {
    let turns: [[String]]
    let problems: Problems

    init(_ form: FormData) {
        turns = VersionRules.turns(form.text("bodies"))
        var problems = Problems()
        let names = turns.joined()
        if names.isEmpty { problems.add("bodies", "Enter at least one body, such as Cabinet") }
        if names.count > 30 { problems.add("bodies", "Enter at most 30 bodies") }
        if let long = names.first(where: { $0.count > 200 }) {
            problems.add("bodies", "Enter a name of at most 200 characters instead of “\(long.prefix(40))…”")
        }
        self.problems = problems
    }
}

/// The form that records what a body decided, as it came in.
struct DecisionInput {
    let minuted: VersionStore.Minuted?
    let problems: Problems

    init(_ form: FormData, stop: VersionStop, version: PlanVersion, today: Day) {
        var problems = Problems()
        let date = DateInput("met", from: form)
        let read = date.read("met", "Meeting date", into: &problems)
        if date.isEmpty { problems.add("met", "Enter the day of the meeting") }
        let met = read.flatMap { Day(year: $0.year, month: $0.month, day: $0.day) }
        if let met, met > today { problems.add("met", "Enter a day that is not in the future") }
        let decision = Decision(rawValue: form.text("decision"))
        if decision == nil { problems.add("decision", "Select what \(stop.body) decided") }
        let conditions = form.text("conditions").split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty }
        for (field, name) in [("paper", "paper’s reference"), ("minute", "minute’s reference")] where form.text(field).count > 200 {
            problems.add(field, "Enter a \(name) of at most 200 characters")
        }
        if form.text("words").count > 15_000 { problems.add("words", "Enter at most 15,000 characters") }
        if let decision {
            for reason in VersionRules.reasonsNot(toDecide: decision, conditions: conditions, at: stop, of: version) {
                problems.add("conditions", reason)
            }
        }
        self.problems = problems
        guard problems.isEmpty, let met, let decision else {
            minuted = nil
            return
        }
        minuted = .init(
            meetingOn: met, paper: form.text("paper"), minute: form.text("minute"), decision: decision,
            words: form.text("words"), conditions: conditions)
    }
}
