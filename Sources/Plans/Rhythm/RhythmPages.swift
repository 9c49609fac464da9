import Accounts
import Calendar
import Database
import Pages

/// How an action comes round, set or taken off by a plan owner.
struct RhythmPages: Sendable {
    let store: PlanStore
    let database: Database

    var routes: [Route] {
        [
            .page("/plans/{plan}/actions/{action}/rhythm", .may(.editPlan)) { ask, viewer, reader in
                let show = try ActionPages.show(ask, viewer, reader)
                return .page(RhythmViews.form(show, RhythmViews.filled(show, today: ask.today)))
            },
            .action("/plans/{plan}/actions/{action}/rhythm", .may(.editPlan)) { ask, viewer in try await save(ask, viewer) },
        ]
    }

    private func save(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let show = try await database.read { try ActionPages.show(ask, viewer, $0) }
        var input: RhythmInput?
        if ask.form.text("press") != "remove" {
            let read = RhythmInput(ask.form)
            guard read.problems.isEmpty else {
                return .page(RhythmViews.form(show, Form(ask.form, read.problems)), status: 422)
            }
            input = read
        }
        let location = PlansURL.action(show.plan.id, show.action.id)
        do {
            try await store.setRhythm(
                input?.rhythm, of: show.action.id, version: Int(ask.form.text("version")) ?? 0,
                form: ask.form.text("form"), location: location, by: viewer.actor)
        } catch PlanProblem.changedMeanwhile {
            var problems = Problems()
            problems.add("Somebody else changed this action while you were writing. Look at it, and save again if this still fits")
            var form = Form(ask.form, problems)
            form.values["version"] = ["\(show.action.version)"]
            form.values["form"] = [show.token]
            return .page(RhythmViews.form(show, form), status: 409)
        }
        return .redirect("\(location)?said=rhythm")
    }
}
