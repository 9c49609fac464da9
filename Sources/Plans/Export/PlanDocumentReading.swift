public import Calendar
public import Database

extension PlanDocument {
    /// The plan as it stands, or as it stood at the end of a past day; nil where there is none.
    public static func read(
        _ reader: Reader, organisation: Int, plan: String, asOf: Day? = nil, withNotes: Bool = true
    ) throws -> PlanDocument? {
        guard var picture = try PlanPicture.read(reader, organisation: organisation, plan: plan, asOf: asOf) else {
            return nil
        }
        if !withNotes { picture.notes = [:] }
        return PlanDocument(
            picture, references: try BringStore.references(reader, organisation: organisation, plan: plan))
    }

    init(_ picture: PlanPicture, references: [String: String]) {
        let plan = picture.plan
        self.init(
            title: plan.title, introduction: PlanWords.lines(plan.introduction), scale: plan.scale)
        let actions = Dictionary(grouping: picture.actions, by: \.objective)
        let loose = Dictionary(grouping: actions[nil] ?? [], by: \.theme)
        let objectives = Dictionary(grouping: picture.objectives, by: \.theme)
        func action(_ action: Plans.Action) -> Action { Action(action, picture, references[action.id] ?? "") }
        for theme in [nil] + picture.themes.map({ $0 as Plans.Theme? }) {
            var made = theme.map { Theme(reference: $0.reference, title: $0.title, purpose: $0.purpose) } ?? Theme()
            made.actions = (loose[theme?.id] ?? []).map(action)
            made.objectives = (objectives[theme?.id] ?? []).map { objective in
                var one = Objective(text: objective.title)
                one.reference = references[objective.id] ?? ""
                one.levels = (picture.levels[objective.id] ?? []).map(Level.init)
                one.improvement = objective.improvement
                one.outcome = objective.outcome
                one.notes = (picture.notes[objective.id] ?? []).reversed().map(\.words)
                one.actions = (actions[objective.id] ?? []).map(action)
                return one
            }
            if theme != nil || !made.actions.isEmpty || !made.objectives.isEmpty { themes.append(made) }
        }
        legend = Self.legend(plan.legend)
    }

    /// A line each, "HSSC\tHead of …".
    private static func legend(_ text: String) -> [Post] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\t", maxSplits: 1).map { String($0) }
            return parts.count == 2 ? Post(abbreviation: parts[0], title: parts[1]) : nil
        }
    }
}

extension PlanDocument.Level {
    /// An import that read more than level and date keeps the words as the reason.
    init(_ level: Plans.Level) {
        self.init(key: level.level, date: level.date, words: level.account == nil ? level.why : "")
    }
}

extension PlanDocument.Action {
    init(_ action: Plans.Action, _ picture: PlanPicture, _ reference: String) {
        self.init(text: action.title)
        self.reference = reference
        steps = (picture.steps[action.id] ?? []).map {
            PlanDocument.Step(label: $0.label, text: $0.title, depth: $0.depth)
        }
        lead = action.leadWords
        posts = (picture.leads[action.id] ?? []).map {
            PlanDocument.Post(abbreviation: $0.abbreviation, title: $0.title == $0.abbreviation ? "" : $0.title)
        }
        deadline = action.deadline.words
        outcome = action.outcome
        notes = (picture.notes[action.id] ?? []).reversed().map(\.words)
    }
}
