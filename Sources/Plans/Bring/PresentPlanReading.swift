import Accounts
public import Database

extension PresentPlan {
    /// The plan as it stands, for a file to be compared with. Posts are all that the organisation has.
    public static func read(_ reader: Reader, organisation: Int, plan: String) throws -> PresentPlan {
        var present = PresentPlan()
        let references = try BringStore.references(reader, organisation: organisation, plan: plan)
        present.themes = try PlanReads.themes(reader, organisation: organisation, plan: plan).map {
            Theme(id: $0.id, reference: $0.reference, title: $0.title, purpose: $0.purpose)
        }
        let objectives = try PlanReads.objectives(reader, organisation: organisation, plan: plan)
        present.objectives = objectives.map {
            Objective(
                id: $0.id, theme: $0.theme, reference: references[$0.id] ?? "", text: $0.title, improvement: $0.improvement,
                outcome: $0.outcome)
        }
        let levels = try PlanReads.levels(reader, organisation: organisation, plan: plan)
        present.levels = objectives.flatMap { objective in
            (levels[objective.id] ?? []).map {
                Level(id: $0.id, objective: $0.objective, level: $0.level, date: $0.date)
            }
        }
        present.posts = try PostStore.list(reader, organisation: organisation).map {
            Post(id: $0.id, abbreviation: $0.abbreviation, title: $0.title)
        }
        let actions = try PlanReads.actions(reader, organisation: organisation, plan: plan)
        let leads = try PlanReads.leads(reader, organisation: organisation, plan: plan)
        let steps = try PlanReads.steps(reader, organisation: organisation, actions: actions.map(\.id))
        let notes = try PlanReads.notes(reader, organisation: organisation, plan: plan)
        present.actions = actions.map { action in
            Action(
                id: action.id, theme: action.theme, objective: action.objective, reference: references[action.id] ?? "",
                text: action.title, posts: (leads[action.id] ?? []).map(\.post), deadline: action.deadline.words,
                outcome: action.outcome, notes: (notes[action.id] ?? []).map(\.words),
                steps: (steps[action.id] ?? []).map { Step(id: $0.id, text: $0.title) })
        }
        return present
    }
}
