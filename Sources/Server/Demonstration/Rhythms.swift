import Calendar
import Plans

/// What comes round in the invented council, so that its calendar shows how that looks.
extension Council {
    /// At last the plan's owner takes what the words of two deadlines suggest.
    mutating func setRhythms() async throws {
        clock.now = max(clock.now.adding(seconds: 60), moment(-1, place: 20))
        let today = today
        let owner = Demonstration.mainPlan(today: today).owner
        let chosen: [(words: String, every: Interval)] = [("Twice a year", .months(6)), ("Quarterly", .months(3))]
        for (words, every) in chosen {
            let found = try await read { reader -> Action? in
                try PlanReads.plans(reader, organisation: Self.number).lazy.flatMap { plan in
                    try PlanReads.actions(reader, organisation: Self.number, plan: plan.id)
                }.first { $0.deadline.words == words && $0.status.isOpen && ($0.nextDay ?? today) > today }
            }
            guard let action = found, let next = action.nextDay else { continue }
            try await plans.setRhythm(
                (.recurs(Recurrence(first: next, every: every)), next), of: action.id, version: action.version,
                form: form(), location: PlansURL.action(action.plan, action.id), by: actor(owner))
        }
    }
}
