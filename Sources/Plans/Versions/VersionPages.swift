import Accounts
import Calendar
import Database
import Log
import Pages

/// Versions of a plan: sending it round, what each body decided, publishing, withdrawing.
struct VersionPages: Sendable {
    let store: VersionStore
    let database: Database

    var routes: [Route] {
        [
            .page(PlansURL.versions("{plan}"), .may(.readPlan)) { ask, viewer, reader in
                let plan = try Self.plan(ask, viewer, reader)
                let versions = try VersionReads.versions(reader, organisation: viewer.organisation, plan: plan.id)
                return .page(VersionViews.list(plan, versions, viewer: viewer))
            },
            .page(PlansURL.newVersion("{plan}"), .may(.editPlan)) { ask, viewer, reader in
                try round(ask, viewer, reader, nil)
            },
            .action(PlansURL.newVersion("{plan}"), .may(.editPlan)) { ask, viewer in try await sendRound(ask, viewer) },
            .page(PlansURL.version("{plan}", "{version}"), .may(.readPlan)) { ask, viewer, reader in
                var page = VersionViews.show(try show(ask, viewer, reader), viewer: viewer)
                page.banner = PlanBanner.read(ask.query)
                return .page(page)
            },
            .export(PlansURL.frozen("{plan}", "{version}"), .may(.readPlan)) { ask, viewer, reader in
                let plan = try Self.plan(ask, viewer, reader)
                let version = try Self.version(ask, viewer, reader)
                guard let bytes = try VersionReads.frozen(
                    reader, organisation: viewer.organisation, version: version.id)
                else { throw Refusal.notFound }
                return .file(bytes, "application/json", download: "\(plan.title)-version-\(version.number).json")
            },
            .page(PlansURL.versionText("{plan}", "{version}"), .may(.readPlan)) { ask, viewer, reader in
                .page(VersionViews.text(try show(ask, viewer, reader), viewer: viewer))
            },
            .page(PlansURL.decision("{plan}", "{version}", "{stop}"), .may(.editPlan)) { ask, viewer, reader in
                let show = try show(ask, viewer, reader)
                return .page(DecisionViews.decide(show, try Self.stop(ask, show), Form(["form": ask.newForm])))
            },
            .action(PlansURL.decision("{plan}", "{version}", "{stop}"), .may(.editPlan)) { ask, viewer in
                try await decide(ask, viewer)
            },
            .page(PlansURL.publish("{plan}", "{version}"), .may(.editPlan)) { ask, viewer, reader in
                .page(DecisionViews.publish(try show(ask, viewer, reader), token: ask.newForm))
            }.needingStepUp,
            .action(PlansURL.publish("{plan}", "{version}"), .may(.editPlan)) { ask, viewer in
                try await turn(ask, viewer, said: "published") { show in
                    try await store.publish(show.version.id, of: show.plan.id, form: ask.form.text("form"), by: viewer.actor)
                }
            }.needingStepUp,
            .page(PlansURL.withdraw("{plan}", "{version}"), .may(.editPlan)) { ask, viewer, reader in
                .page(DecisionViews.withdraw(try show(ask, viewer, reader), Form(["form": ask.newForm])))
            },
            .action(PlansURL.withdraw("{plan}", "{version}"), .may(.editPlan)) { ask, viewer in
                try await withdraw(ask, viewer)
            },
        ]
    }

    // MARK: Reading

    private static func plan(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Plan {
        guard let plan = try PlanReads.plan(reader, organisation: viewer.organisation, id: ask.parameter("plan")) else {
            throw Refusal.notFound
        }
        return plan
    }

    private static func version(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> PlanVersion {
        let all = try VersionReads.versions(reader, organisation: viewer.organisation, plan: ask.parameter("plan"))
        guard let found = all.first(where: { $0.id == ask.parameter("version") }) else { throw Refusal.notFound }
        return found
    }

    private static func stop(_ ask: Ask, _ show: VersionShow) throws -> VersionStop {
        guard let stop = show.version.stops.first(where: { $0.id == ask.parameter("stop") }) else { throw Refusal.notFound }
        return stop
    }

    private func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> VersionShow {
        let organisation = viewer.organisation
        let plan = try Self.plan(ask, viewer, reader)
        let all = try VersionReads.versions(reader, organisation: organisation, plan: plan.id)
        guard let version = all.first(where: { $0.id == ask.parameter("version") }),
            let agreed = try VersionReads.document(reader, organisation: organisation, version: version.id),
            let now = try PlanDocument.read(reader, organisation: organisation, plan: plan.id)
        else { throw Refusal.notFound }
        return VersionShow(
            plan: plan, version: version, later: all.filter { $0.number > version.number }, agreed: agreed,
            changes: Wording(now).changes(since: Wording(agreed)),
            names: try AccountStore.names(
                reader, organisation: organisation,
                of: ([version.account] + version.stops.map(\.account)).compactMap { $0 }))
    }

    // MARK: Sending round

    /// The form begins with the bodies of the last round.
    private func round(_ ask: Ask, _ viewer: Viewer, _ reader: Reader, _ sent: Form?) throws -> Answer {
        let plan = try Self.plan(ask, viewer, reader)
        let versions = try VersionReads.versions(reader, organisation: viewer.organisation, plan: plan.id)
        let last = Dictionary(grouping: versions.first?.stops ?? [], by: \.turn).sorted { $0.key < $1.key }
            .map { $0.value.map(\.body).joined(separator: "; ") }
        let form = sent ?? Form(["bodies": last.joined(separator: "\n"), "form": ask.newForm])
        let unfinished = versions.first { [.goingRound, .agreed].contains(VersionRules.state(of: $0)) }
        return .page(
            VersionViews.sendRound(
                plan, bodies: try VersionReads.bodies(reader, organisation: viewer.organisation), unfinished: unfinished, form),
            status: form.problems.isEmpty ? 200 : 422)
    }

    private func sendRound(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let input = RoundInput(ask.form)
        guard input.problems.isEmpty else {
            return try await database.read { try round(ask, viewer, $0, Form(ask.form, input.problems)) }
        }
        do {
            let place = try await store.sendRound(
                ask.parameter("plan"), turns: input.turns, form: ask.form.text("form"), by: viewer.actor)
            return .redirect("\(place)?said=round")
        } catch PlanProblem.gone { throw Refusal.notFound }
    }

    // MARK: Decisions

    private func decide(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let show = try await database.read { try self.show(ask, viewer, $0) }
        let stop = try Self.stop(ask, show)
        let input = DecisionInput(ask.form, stop: stop, version: show.version, today: ask.today)
        guard let minuted = input.minuted else {
            return .page(DecisionViews.decide(show, stop, Form(ask.form, input.problems)), status: 422)
        }
        return try await turn(ask, viewer, said: "decided") { show in
            try await store.decide(
                minuted, at: stop.id, of: show.version.id, plan: show.plan.id, form: ask.form.text("form"), by: viewer.actor)
        }
    }

    private func withdraw(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let why = ask.form.text("why")
        guard !why.isEmpty, why.count <= 2000 else {
            let show = try await database.read { try self.show(ask, viewer, $0) }
            let problems = Problems("why", why.isEmpty ? "Enter why it is withdrawn" : "Enter at most 2,000 characters")
            return .page(DecisionViews.withdraw(show, Form(ask.form, problems)), status: 422)
        }
        return try await turn(ask, viewer, said: "withdrawn") { show in
            try await store.withdraw(
                show.version.id, of: show.plan.id, why: why, form: ask.form.text("form"), by: viewer.actor)
        }
    }

    /// Does it, and leads back to the version; a refusal comes back as its reasons.
    private func turn(
        _ ask: Ask, _ viewer: Viewer, said: String, _ work: (VersionShow) async throws -> String
    ) async throws -> Answer {
        let show = try await database.read { try self.show(ask, viewer, $0) }
        do { return .redirect("\(try await work(show))?said=\(said)") } catch let refusal as VersionRefusal {
            return .page(DecisionViews.refused(show, refusal), status: 409)
        } catch PlanProblem.gone { throw Refusal.notFound }
    }
}

/// Just what a version's page prints.
struct VersionShow: Sendable {
    var plan: Plan
    var version: PlanVersion
    var later: [PlanVersion]
    var agreed: PlanDocument
    /// What the plan says now and the version does not, or the other way round.
    var changes: [Wording.Change]
    var names: [String: String]

    var state: VersionState { VersionRules.state(of: version, later: later) }
    var name: String { "Version \(version.number)" }
}
