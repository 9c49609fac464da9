import Accounts
import Calendar
import Database
import Pages

/// One action: its steps, leads, deadline, and what was said of it; the forms that add to that.
struct ActionPages: Sendable {
    let store: PlanStore
    let database: Database

    var routes: [Route] {
        [
            .page("/plans/{plan}/actions/{action}", .may(.readPlan)) { ask, viewer, reader in
                let show = try Self.show(ask, viewer, reader)
                var page = ActionViews.show(show, viewer: viewer, today: ask.today)
                page.banner = PlanBanner.read(ask.query)
                return .page(page)
            },
            .action("/plans/{plan}/actions/{action}/notes", .may(.updateActions)) { ask, viewer in
                try await addNote(ask, viewer)
            },
            .action("/plans/{plan}/actions/{action}/update", .may(.updateActions)) { ask, viewer in
                try await update(ask, viewer)
            },
            .action("/plans/{plan}/actions/{action}/steps/{step}", .may(.updateActions)) { ask, viewer in
                let show = try await database.read { try Self.show(ask, viewer, $0) }
                guard show.mayUpdate else { throw Refusal.notAllowed }
                let done = ask.form.text("press") == "done"
                try await store.setStep(
                    ask.parameter("step"), of: show.action.id, doneOn: done ? ask.today : nil, by: viewer.actor)
                return .redirect("\(PlansURL.action(show.plan.id, show.action.id))?said=step")
            },
        ]
    }

    static func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> ActionShow {
        let organisation = viewer.organisation
        guard let action = try PlanReads.action(reader, organisation: organisation, id: ask.parameter("action")),
            action.plan == ask.parameter("plan"),
            let plan = try PlanReads.plan(reader, organisation: organisation, id: action.plan)
        else { throw Refusal.notFound }
        let objective = try action.objective.flatMap {
            try PlanReads.objective(reader, organisation: organisation, id: $0)
        }
        let leads = try PlanReads.leads(reader, organisation: organisation, actions: [action.id])[action.id] ?? []
        let notes = try PlanReads.notes(reader, organisation: organisation, subject: action.id)
        let changes = try PlanReads.changes(reader, organisation: organisation, subject: action.id)
        let occurrences = try PlanReads.occurrences(reader, organisation: organisation, action: action.id)
        return ActionShow(
            plan: plan, objective: objective, action: action, leads: leads,
            steps: try PlanReads.steps(reader, organisation: organisation, actions: [action.id])[action.id] ?? [],
            notes: notes, changes: changes,
            occurrences: occurrences,
            names: try AccountStore.names(
                reader, organisation: organisation, of: notes.compactMap(\.account) + changes.compactMap(\.account)
                    + occurrences.compactMap(\.account)),
            mayUpdate: mayUpdate(viewer, leads), token: ask.newForm)
    }

    /// Leads report on their own actions; plan owners on all.
    static func mayUpdate(_ viewer: Viewer, _ leads: [Lead]) -> Bool {
        viewer.may(.updateAnyAction)
            || (viewer.may(.updateActions) && leads.contains { viewer.posts.contains($0.post) })
    }

    private func addNote(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let plan = ask.parameter("plan")
        let action = ask.parameter("action")
        if !viewer.may(.updateAnyAction) {
            let leads = try await database.read {
                try PlanReads.leads($0, organisation: viewer.organisation, actions: [action])
            }
            guard Self.mayUpdate(viewer, leads[action] ?? []) else { throw Refusal.notAllowed }
        }
        let words = ask.form.text("text")
        guard !words.isEmpty, words.count <= 15_000 else {
            let show = try await database.read { try Self.show(ask, viewer, $0) }
            var problems = Problems()
            problems.add("text", words.isEmpty ? "Enter a note" : "Enter a note of at most 15,000 characters")
            return .page(
                ActionViews.show(show, viewer: viewer, today: ask.today, noteForm: Form(ask.form, problems)), status: 422)
        }
        let location = PlansURL.action(plan, action)
        do {
            try await store.addNote(words, to: action, form: Self.token(ask), location: location, by: viewer.actor)
        } catch PlanProblem.gone { throw Refusal.notFound }
        return .redirect("\(location)?said=note")
    }

    /// A form without a token of its own still counts once for each press.
    private static func token(_ ask: Ask) -> String {
        let given = ask.form.text("form")
        return given.isEmpty ? ask.newForm : given
    }

    private func update(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let show = try await database.read { try Self.show(ask, viewer, $0) }
        guard show.mayUpdate else { throw Refusal.notAllowed }
        let input = UpdateInput(ask.form, present: show.action)
        guard input.problems.isEmpty else {
            return .page(
                ActionViews.show(show, viewer: viewer, today: ask.today, updateForm: Form(ask.form, input.problems)),
                status: 422)
        }
        let location = PlansURL.action(show.plan.id, show.action.id)
        do {
            try await store.update(
                show.action.id, version: input.version, input.update, form: input.form, location: location,
                by: viewer.actor)
        } catch PlanProblem.changedMeanwhile {
            let now = try await database.read { try Self.show(ask, viewer, $0) }
            return .page(ConflictViews.both(now, mine: input, to: PlansURL.updateAction(now.plan.id, now.action.id)), status: 409)
        }
        return .redirect("\(location)?said=\(input.update.said)")
    }
}

/// Just what the action page prints.
struct ActionShow: Sendable {
    var plan: Plan
    var objective: Objective?
    var action: Action
    var leads: [Lead]
    var steps: [Step]
    var notes: [Note]
    var changes: [Change]
    var occurrences: [Occurrence]
    var names: [String: String]
    var mayUpdate: Bool
    var token: String
}
