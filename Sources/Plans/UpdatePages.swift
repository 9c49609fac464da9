import Accounts
import Calendar
import Database
import Pages

/// All that a lead's posts owe on one page: a note, a status and a deadline in a line each.
struct UpdatePages: Sendable {
    let store: PlanStore
    let database: Database

    var routes: [Route] {
        [
            .page(PlansURL.update, .may(.updateActions)) { ask, viewer, reader in
                var page = UpdateViews.lines(try Self.show(ask, viewer, reader), viewer: viewer)
                page.banner = PlanBanner.read(ask.query)
                return .page(page)
            },
            .action("/work/update/{action}", .may(.updateActions)) { ask, viewer in try await save(ask, viewer) },
        ]
    }

    static func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> UpdateShow {
        let query = WorkQuery(organisation: viewer.organisation, today: ask.today, myPosts: viewer.posts, show: .posts)
        let total = try reader.count(query.countQuery(reader.dialect))
        let last = max(1, (total + WorkQuery.pageSize - 1) / WorkQuery.pageSize)
        let number = min(max(1, Int(ask.query.text("page")) ?? 1), last)
        let actions = try query.page(number, reader)
        return UpdateShow(
            actions: actions, page: number, total: total, today: ask.today,
            leads: try PlanReads.leads(reader, organisation: viewer.organisation, actions: actions.map(\.id)),
            lastNotes: try PlanReads.lastNotes(reader, organisation: viewer.organisation, actions: actions.map(\.id)),
            token: ask.newForm)
    }

    private func save(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let id = ask.parameter("action")
        let found = try await database.read { reader -> (Action, [Lead])? in
            guard let action = try PlanReads.action(reader, organisation: viewer.organisation, id: id) else { return nil }
            return (action, try PlanReads.leads(reader, organisation: viewer.organisation, actions: [id])[id] ?? [])
        }
        guard let (action, leads) = found else { throw Refusal.notFound }
        guard ActionPages.mayUpdate(viewer, leads) else { throw Refusal.notAllowed }
        let input = UpdateInput(ask.form, present: action)
        guard input.problems.isEmpty else {
            let show = try await database.read { try Self.show(ask, viewer, $0) }
            return .page(UpdateViews.lines(show, viewer: viewer, failed: id, Form(ask.form, input.problems)), status: 422)
        }
        do {
            try await store.update(
                id, version: input.version, input.update, form: input.form, location: PlansURL.update, by: viewer.actor)
        } catch PlanProblem.changedMeanwhile {
            let now = try await database.read { reader in
                try ActionPages.show(ask.at(plan: action.plan, action: id), viewer, reader)
            }
            return .page(ConflictViews.both(now, mine: input, to: PlansURL.updateLine(id)), status: 409)
        }
        return .redirect("\(PlansURL.update)?said=\(input.update.said)")
    }
}

extension Ask {
    /// The same request as if it had come to an action's own page.
    func at(plan: String, action: String) -> Ask {
        Ask(
            method: method, path: path, query: query, form: form, parameters: ["plan": plan, "action": action],
            cookies: cookies, now: now, network: network)
    }
}

/// Just what the update page prints.
struct UpdateShow: Sendable {
    var actions: [Action]
    var page: Int
    var total: Int
    var today: Day
    var leads: [String: [Lead]]
    var lastNotes: [String: Note]
    var token: String
}
