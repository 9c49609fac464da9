/// What bodies agree to: the plan's own words, line by line. Levels, statuses and notes move on without asking them again.
struct Wording: Sendable, Hashable {
    struct Line: Sendable, Hashable {
        /// The theme, objective or action that it belongs to, in its own words.
        var place: String
        /// "Deadline".
        var field: String
        var words: String
    }

    private(set) var lines: [Line] = []

    init(_ plan: PlanDocument) {
        add("The plan", "Title", plan.title)
        for line in plan.introduction { add("The plan", "Introduction", line) }
        for theme in plan.themes {
            add(theme.heading, "Theme", theme.heading)
            add(theme.heading, "Purpose", theme.purpose)
            for action in theme.actions { add(action) }
            for objective in theme.objectives {
                add(objective.text, "Objective", objective.text)
                add(objective.text, "Improvement planned", objective.improvement)
                add(objective.text, "Expected outcome", objective.outcome)
                for action in objective.actions { add(action) }
            }
        }
    }

    private mutating func add(_ action: PlanDocument.Action) {
        add(action.text, "Action", action.text)
        for step in action.steps { add(action.text, "Step", (step.label + " " + step.text).trimmed) }
        add(action.text, "Expected outcome", action.outcome)
        for post in action.posts {
            add(action.text, "Lead", post.abbreviation.isEmpty ? post.title : post.abbreviation)
        }
        add(action.text, "Deadline", action.deadline)
    }

    private mutating func add(_ place: String, _ field: String, _ words: String) {
        if !words.isEmpty { lines.append(Line(place: place, field: field, words: words)) }
    }

    /// One field of one place, as it was agreed and as it is now; either may be empty.
    struct Change: Sendable, Hashable {
        var place: String
        var field: String
        var agreed: String
        var now: String
    }

    /// What differs from the wording that was agreed, in the order of the plan as it is now, then what is gone.
    func changes(since agreed: Wording) -> [Change] {
        func grouped(_ lines: [Line]) -> [Place: String] {
            Dictionary(lines.map { (Place(place: $0.place, field: $0.field), $0.words) }) { $0 + "; " + $1 }
        }
        let (before, after) = (grouped(agreed.lines), grouped(lines))
        var seen: Set<Place> = []
        return (lines + agreed.lines).map { Place(place: $0.place, field: $0.field) }.filter { seen.insert($0).inserted }
            .compactMap { key in
                let (was, now) = (before[key] ?? "", after[key] ?? "")
                return was == now ? nil : Change(place: key.place, field: key.field, agreed: was, now: now)
            }
    }

    private struct Place: Hashable {
        var place: String
        var field: String
    }
}
