import Accounts
import Calendar
import Database

/// A whole plan as it stands, or as it stood at the end of a past day: what the board and the document are drawn from.
struct PlanPicture: Sendable {
    var plan: Plan
    var themes: [Theme]
    /// In the order of the plan.
    var objectives: [Objective]
    /// Oldest first within each objective.
    var levels: [String: [Level]]
    var actions: [Action]
    var leads: [String: [Lead]]
    var steps: [String: [Step]]
    /// Newest first within each action or objective.
    var notes: [String: [Note]]
    var asOf: Day?
    /// What changed after `asOf`, newest first, by action or objective. Empty for the present.
    var changedSince: [String: [Change]] = [:]
    /// True where `asOf` lies before the plan came here: only what carries a date of its own is known for then.
    var isBeforeRecord = false

    func objectives(in theme: String?) -> [Objective] { objectives.filter { $0.theme == theme } }
    func actions(of objective: String) -> [Action] { actions.filter { $0.objective == objective } }
    /// Actions that stand directly under a theme.
    func looseActions(in theme: String?) -> [Action] { actions.filter { $0.objective == nil && $0.theme == theme } }

    func present(_ objective: String) -> Level? { levels[objective]?.last }

    /// The day that lateness is judged by.
    func day(_ today: Day) -> Day { asOf ?? today }

    static func read(_ reader: Reader, organisation: Int, plan id: String, asOf: Day?) throws -> PlanPicture? {
        guard let plan = try PlanReads.plan(reader, organisation: organisation, id: id) else { return nil }
        let actions = try PlanReads.actions(reader, organisation: organisation, plan: id)
        var picture = PlanPicture(
            plan: plan, themes: try PlanReads.themes(reader, organisation: organisation, plan: id),
            objectives: try PlanReads.objectives(reader, organisation: organisation, plan: id),
            levels: try PlanReads.levels(reader, organisation: organisation, plan: id), actions: actions,
            leads: try PlanReads.leads(reader, organisation: organisation, plan: id),
            steps: try PlanReads.steps(reader, organisation: organisation, plan: id),
            notes: try PlanReads.notes(reader, organisation: organisation, plan: id))
        if let asOf {
            let end = Instant(asOf.adding(days: 1))
            let changes = try PlanReads.changes(reader, organisation: organisation, plan: id, since: end)
            picture = picture.rewound(
                to: asOf, changes: changes, posts: try PostStore.list(reader, organisation: organisation))
        }
        return picture
    }

    /// The picture at the end of a day: later changes taken back newest first, later rows and levels left out.
    /// - Parameter posts: those of the organisation, to know the leads that the history names.
    func rewound(to day: Day, changes: [Change], posts: [Post]) -> PlanPicture {
        let dayEnd = DayEnd(day, of: plan)
        var past = self
        past.asOf = day
        past.isBeforeRecord = dayEnd.isBeforeRecord
        past.changedSince = Dictionary(grouping: changes, by: \.subject)
        past.objectives = objectives.filter { dayEnd.had(madeAt: $0.createdAt) }
        past.actions = actions.filter { dayEnd.had(madeAt: $0.createdAt) }
        past.notes = notes.mapValues { $0.filter { dayEnd.had(madeAt: $0.madeAt) } }
        past.levels = levels.mapValues { $0.filter(dayEnd.holds) }
        past.actions = past.actions.map { action in
            var action = action
            for change in past.changedSince[action.id] ?? [] {
                ActionFields.set(change.field, to: change.before, in: &action)
            }
            return action
        }
        for (subject, changes) in past.changedSince {
            for change in changes {
                if change.field == "leads" {
                    past.leads[subject] = Lead.read(change.before, of: subject, among: posts)
                } else if let title = PlanStore.stepTitle(ofField: change.field) {
                    past.steps[subject] = past.steps[subject]?.map { step in
                        var step = step
                        if step.title == title { step.doneOn = Day(iso: change.before) }
                        return step
                    }
                }
            }
        }
        past.objectives = past.objectives.map { objective in
            var objective = objective
            for change in past.changedSince[objective.id] ?? [] {
                ObjectiveFields.set(change.field, to: change.before, in: &objective)
            }
            return objective
        }
        return past
    }
}
