import Accounts
import Calendar
import Database
import Pages

/// One objective: its levels over time, the suggested one, its actions, and the form that adds a level.
struct ObjectivePages: Sendable {
    let store: PlanStore
    let database: Database

    var routes: [Route] {
        [
            .page("/plans/{plan}/objectives/{objective}", .may(.readPlan)) { ask, viewer, reader in
                var page = ObjectiveViews.show(try show(ask, viewer, reader), viewer: viewer, today: ask.today)
                page.banner = PlanBanner.read(ask.query)
                return .page(page)
            },
            .page("/plans/{plan}/objectives/{objective}/level", .may(.editPlan)) { ask, viewer, reader in
                let show = try show(ask, viewer, reader)
                let proposed = ask.query.has("edit") ? show.suggestion : nil
                let form = Form([
                    "level": proposed?.level ?? "", "why": proposed?.reason ?? "", "form": ask.newForm,
                    "suggested": proposed == nil ? "" : "yes", "date": ask.today.long,
                ])
                return .page(ObjectiveViews.judge(show, form))
            },
            .action("/plans/{plan}/objectives/{objective}/level", .may(.editPlan)) { ask, viewer in
                try await judge(ask, viewer)
            },
            .action("/plans/{plan}/objectives/{objective}/suggestion", .may(.editPlan)) { ask, viewer in
                try await decide(ask, viewer)
            },
        ]
    }

    func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> ObjectiveShow {
        let organisation = viewer.organisation
        guard let objective = try PlanReads.objective(reader, organisation: organisation, id: ask.parameter("objective")),
            objective.plan == ask.parameter("plan"),
            let plan = try PlanReads.plan(reader, organisation: organisation, id: objective.plan)
        else { throw Refusal.notFound }
        let actions = try PlanReads.actions(reader, organisation: organisation, objective: objective.id)
        let levels = try PlanReads.levels(reader, organisation: organisation, objective: objective.id)
        var suggestion: LevelSuggestion?
        if viewer.may(.editPlan) {
            suggestion = LevelRules.suggest(
                scale: plan.scale, present: levels.last?.level, actions: actions,
                overdue: actions.filter { $0.isOverdue(on: ask.today) }.count)
            let decided = try reader.first("""
                SELECT basis FROM suggestion
                WHERE organisation = \(organisation) AND objective = \(objective.id) AND decision = 'refused'
                ORDER BY decided_at DESC, id DESC
                LIMIT 1
                """) { try $0.text(0) }
            if suggestion?.basis == decided { suggestion = nil }
        }
        return ObjectiveShow(
            plan: plan, objective: objective, levels: levels, actions: actions,
            leads: try PlanReads.leads(reader, organisation: organisation, actions: actions.map(\.id)),
            notes: try PlanReads.notes(reader, organisation: organisation, subject: objective.id),
            names: try AccountStore.names(reader, organisation: organisation, of: levels.compactMap(\.account)),
            suggestion: suggestion, token: ask.newForm)
    }

    private func judge(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let show = try await database.read { try self.show(ask, viewer, $0) }
        var problems = Problems()
        let level = ask.form.text("level")
        if show.plan.scale.step(level) == nil { problems.add("level", "Select a level") }
        let date = LevelDate.read(ask.form.text("date"))
        if date == nil { problems.add("date", "Enter when it was judged as a real day or month, such as 27 3 2026 or March 2026") }
        if let earliest = date?.earliest, earliest > ask.today { problems.add("date", "Enter a day or month that is not in the future") }
        let why = ask.form.text("why")
        if why.isEmpty { problems.add("why", "Enter why this is the level") }
        guard problems.isEmpty, let date else {
            return .page(ObjectiveViews.judge(show, Form(ask.form, problems)), status: 422)
        }
        let location = PlansURL.objective(show.plan.id, show.objective.id)
        try await store.judge(
            show.objective.id,
            .init(
                level: level, date: date, why: why, evidence: ask.form.text("evidence"),
                suggestion: ask.form.text("suggested") == "yes" ? show.suggestion : nil),
            form: ask.form.text("form"), location: location, by: viewer.actor)
        return .redirect("\(location)?said=level")
    }

    /// Accept or refuse the suggestion that the person was looking at; if it is another one by now, show it again.
    private func decide(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let show = try await database.read { try self.show(ask, viewer, $0) }
        let location = PlansURL.objective(show.plan.id, show.objective.id)
        guard let suggestion = show.suggestion, suggestion.basis == ask.form["basis"] else { return .redirect(location) }
        let why = ask.form.text("why")
        if ask.form.text("decision") == "refuse" {
            guard !why.isEmpty else {
                var problems = Problems()
                problems.add("why", "Enter why the level should stay as it is")
                return .page(
                    ObjectiveViews.show(show, viewer: viewer, today: ask.today, form: Form(ask.form, problems)), status: 422)
            }
            try await store.refuse(suggestion, of: show.objective.id, why: why, by: viewer.actor)
            return .redirect("\(location)?said=refused")
        }
        try await store.judge(
            show.objective.id,
            .init(
                level: suggestion.level, date: LevelDate(.day(ask.today), words: ask.today.long),
                why: why.isEmpty ? suggestion.reason : why, evidence: ask.form.text("evidence"), suggestion: suggestion),
            form: ask.form.text("form"), location: location, by: viewer.actor)
        return .redirect("\(location)?said=level")
    }
}

/// Just what the objective page prints.
struct ObjectiveShow: Sendable {
    var plan: Plan
    var objective: Objective
    var levels: [Level]
    var actions: [Action]
    var leads: [String: [Lead]]
    var notes: [Note]
    var names: [String: String]
    var suggestion: LevelSuggestion?
    /// For the forms of the page.
    var token: String
}
