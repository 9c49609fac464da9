import Accounts
import Calendar
import Database
import Ledger
import Log
import Pages

/// The words of a plan, changed by its owner: objectives, actions, leads.
struct EditPages: Sendable {
    let store: PlanStore
    let database: Database

    var routes: [Route] {
        objectiveRoutes + actionRoutes
    }

    private var objectiveRoutes: [Route] {
        [
            .page("/plans/{plan}/objectives/{objective}/edit", .may(.editPlan)) { ask, viewer, reader in
                let (plan, objective) = try Self.objective(ask, viewer, reader)
                return .page(EditViews.objective(plan, objective, Form([
                    "title": objective.title, "improvement": objective.improvement, "outcome": objective.outcome,
                    "target": objective.target ?? "", "version": "\(objective.version)", "form": ask.newForm,
                ])))
            },
            .action("/plans/{plan}/objectives/{objective}/edit", .may(.editPlan)) { ask, viewer in
                try await saveObjective(ask, viewer)
            },
            .page("/plans/{plan}/objectives/new", .may(.editPlan)) { ask, viewer, reader in
                let (plan, themes) = try Self.plan(ask, viewer, reader)
                return .page(EditViews.newObjective(plan, themes, Form([
                    "theme": ask.query.text("theme"), "form": ask.newForm,
                ])))
            },
            .action("/plans/{plan}/objectives/new", .may(.editPlan)) { ask, viewer in try await addObjective(ask, viewer) },
        ]
    }

    private var actionRoutes: [Route] {
        [
            .page("/plans/{plan}/actions/{action}/edit", .may(.editPlan)) { ask, viewer, reader in
                let show = try ActionPages.show(ask, viewer, reader)
                let posts = try PostStore.list(reader, organisation: viewer.organisation)
                return .page(EditViews.action(show, posts, EditViews.filled(show)))
            },
            .action("/plans/{plan}/actions/{action}/edit", .may(.editPlan)) { ask, viewer in
                try await saveAction(ask, viewer)
            },
            .page("/plans/{plan}/objectives/{objective}/actions/new", .may(.editPlan)) { ask, viewer, reader in
                let (plan, objective) = try Self.objective(ask, viewer, reader)
                let posts = try PostStore.list(reader, organisation: viewer.organisation)
                return .page(EditViews.newAction(plan, objective, posts, Form(["form": ask.newForm])))
            },
            .action("/plans/{plan}/objectives/{objective}/actions/new", .may(.editPlan)) { ask, viewer in
                try await addAction(ask, viewer)
            },
        ]
    }

    // MARK: Objectives

    private static func plan(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> (Plan, [Theme]) {
        let organisation = viewer.organisation
        guard let plan = try PlanReads.plan(reader, organisation: organisation, id: ask.parameter("plan")) else {
            throw Refusal.notFound
        }
        return (plan, try PlanReads.themes(reader, organisation: organisation, plan: plan.id))
    }

    private static func objective(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> (Plan, Objective) {
        let (plan, _) = try plan(ask, viewer, reader)
        let id = ask.parameter("objective")
        guard let objective = try PlanReads.objective(reader, organisation: viewer.organisation, id: id),
            objective.plan == plan.id
        else { throw Refusal.notFound }
        return (plan, objective)
    }

    private static func required(_ form: FormData, _ field: String, _ words: String, _ problems: inout Problems) -> String {
        let text = form.text(field)
        if text.isEmpty { problems.add(field, words) }
        if text.count > 15_000 { problems.add(field, "Enter at most 15,000 characters") }
        return text
    }

    private func saveObjective(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (plan, present) = try await database.read { try Self.objective(ask, viewer, $0) }
        var problems = Problems()
        let title = Self.required(ask.form, "title", "Enter the objective", &problems)
        let target = ask.form.text("target")
        guard problems.isEmpty else {
            return .page(EditViews.objective(plan, present, Form(ask.form, problems)), status: 422)
        }
        let changed = Objective(
            id: present.id, plan: present.plan, theme: present.theme, title: title,
            improvement: ask.form.text("improvement"), outcome: ask.form.text("outcome"),
            target: plan.scale.step(target)?.key, version: Int(ask.form.text("version")) ?? 0,
            createdAt: present.createdAt)
        let location = PlansURL.objective(plan.id, present.id)
        do {
            try await store.changeObjective(
                changed, form: ask.form.text("form"), location: location, by: viewer.actor)
        } catch PlanProblem.changedMeanwhile {
            let (plan, now) = try await database.read { try Self.objective(ask, viewer, $0) }
            let changes = ObjectiveFields.differences(from: now, to: changed)
            var values = Form(ask.form, Problems())
            values.values["version"] = ["\(now.version)"]
            values.values["form"] = [ask.newForm]
            return .page(EditViews.objective(plan, now, values, meanwhile: changes), status: 409)
        }
        return .redirect("\(location)?said=edited")
    }

    private func addObjective(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (plan, themes) = try await database.read { try Self.plan(ask, viewer, $0) }
        var problems = Problems()
        let title = Self.required(ask.form, "title", "Enter the objective", &problems)
        let theme = themes.first { $0.id == ask.form.text("theme") }
        guard problems.isEmpty else {
            return .page(EditViews.newObjective(plan, themes, Form(ask.form, problems)), status: 422)
        }
        let place = try await store.addObjective(
            .init(theme: theme?.id, title: title, improvement: ask.form.text("improvement")), to: plan.id,
            form: ask.form.text("form"), location: { PlansURL.objective(plan.id, $0) }, by: viewer.actor)
        return .redirect("\(place)?said=added")
    }

    // MARK: Actions

    private static func leads(_ form: FormData, _ posts: [Post], _ problems: inout Problems) -> [PlanStore.NewLead] {
        let chosen = posts.filter { form.all("leads").contains($0.id) }
        let accountable = form.text("accountable")
        if !accountable.isEmpty && !chosen.contains(where: { $0.id == accountable }) {
            problems.add("accountable", "Select one of the posts that lead it")
        }
        let first = accountable.isEmpty ? chosen.first?.id : accountable
        return chosen.map { .init(post: $0.id, isAccountable: $0.id == first) }
    }

    private static func lines(_ form: FormData, _ field: String) -> [String] {
        form.text(field).split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    private func saveAction(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (show, posts) = try await database.read { reader in
            (try ActionPages.show(ask, viewer, reader), try PostStore.list(reader, organisation: viewer.organisation))
        }
        var problems = Problems()
        let title = Self.required(ask.form, "title", "Enter the action", &problems)
        let leads = Self.leads(ask.form, posts, &problems)
        guard problems.isEmpty else {
            return .page(EditViews.action(show, posts, Form(ask.form, problems)), status: 422)
        }
        let location = PlansURL.action(show.plan.id, show.action.id)
        do {
            try await store.edit(
                show.action.id, version: Int(ask.form.text("version")) ?? 0, title: title,
                outcome: ask.form.text("outcome"), leads: leads, steps: Self.lines(ask.form, "steps"),
                form: ask.form.text("form"), location: location, by: viewer.actor)
        } catch PlanProblem.changedMeanwhile {
            var mine = show.action
            mine.title = title
            mine.outcome = ask.form.text("outcome")
            var form = Form(ask.form, Problems())
            form.values["version"] = ["\(show.action.version)"]
            form.values["form"] = [ask.newForm]
            return .page(
                EditViews.action(show, posts, form, meanwhile: ActionFields.differences(from: show.action, to: mine)),
                status: 409)
        }
        return .redirect("\(location)?said=edited")
    }

    private func addAction(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (plan, objective, posts) = try await database.read { reader in
            let (plan, objective) = try Self.objective(ask, viewer, reader)
            return (plan, objective, try PostStore.list(reader, organisation: viewer.organisation))
        }
        var problems = Problems()
        let title = Self.required(ask.form, "title", "Enter the action", &problems)
        let leads = Self.leads(ask.form, posts, &problems)
        let read = Deadline.read(ask.form.text("deadline"))
        if read.deadline.kind == .date, read.deadline.day == nil, let proposal = read.proposal {
            problems.add("deadline", "\(read.deadline.words) is not a whole, real date. Enter \(proposal.long) if that is what you mean")
        }
        guard problems.isEmpty else {
            return .page(EditViews.newAction(plan, objective, posts, Form(ask.form, problems)), status: 422)
        }
        let steps = Self.lines(ask.form, "steps").map { PlanStore.NewStep(title: $0, depth: 1) }
        let action = PlanStore.NewAction(
            theme: objective.theme, objective: objective.id, title: title, outcome: ask.form.text("outcome"),
            leads: leads, steps: steps, deadline: read.deadline,
            waitingOn: read.deadline.kind == .waitingOn ? read.deadline.words : "")
        let place = try await store.addAction(
            action, to: plan.id, form: ask.form.text("form"), location: { PlansURL.action(plan.id, $0) }, by: viewer.actor)
        return .redirect("\(place)?said=added")
    }
}
