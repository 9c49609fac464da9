import Accounts
import Calendar
import Database
import Pages

/// The checks of a plan: what to ask about, where to mend it, and accepting it with a reason.
struct ChecksPages: Sendable {
    let store: ChecksStore
    let database: Database

    var routes: [Route] {
        [
            .page(PlansURL.checks("{plan}"), .may(.readPlan)) { ask, viewer, reader in
                var page = ChecksViews.page(try show(ask, viewer, reader), viewer: viewer)
                if ask.query.has("accepted") { page.banner = Banner(.success, "Recorded: accepted, because.") }
                return .page(page)
            },
            .page(PlansURL.acceptFinding("{plan}", "{subject}", "{kind}"), .may(.editPlan)) { ask, viewer, reader in
                let show = try show(ask, viewer, reader)
                guard let finding = Self.asked(ask, show) else { return .redirect(PlansURL.checks(show.plan.id)) }
                return .page(ChecksViews.accept(show, finding, Form(["form": ask.newForm])))
            },
            .action(PlansURL.acceptFinding("{plan}", "{subject}", "{kind}"), .may(.editPlan)) { ask, viewer in
                try await accept(ask, viewer)
            },
        ]
    }

    private func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> ChecksShow {
        guard let (picture, findings) = try ChecksStore.findings(
            reader, organisation: viewer.organisation, plan: ask.parameter("plan"), today: ask.today)
        else { throw Refusal.notFound }
        return ChecksShow(
            plan: picture.plan, findings: findings,
            names: try AccountStore.names(
                reader, organisation: viewer.organisation, of: findings.compactMap { $0.accepted?.account }))
    }

    /// Nil where it is mended meanwhile.
    private static func asked(_ ask: Ask, _ show: ChecksShow) -> Finding? {
        show.findings.map(\.finding).first {
            $0.subject == ask.parameter("subject") && $0.kind.rawValue == ask.parameter("kind")
        }
    }

    private func accept(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let show = try await database.read { try self.show(ask, viewer, $0) }
        let location = PlansURL.checks(show.plan.id)
        guard let finding = Self.asked(ask, show) else { return .redirect(location) }
        let why = ask.form.text("why")
        guard !why.isEmpty, why.count <= 2000 else {
            let problems = Problems("why", why.isEmpty ? "Enter why it is right as it is" : "Enter at most 2,000 characters")
            return .page(ChecksViews.accept(show, finding, Form(ask.form, problems)), status: 422)
        }
        try await store.accept(
            finding, of: show.plan.id, why: why, form: ask.form.text("form"), location: location, by: viewer.actor)
        return .redirect("\(location)?accepted")
    }
}

/// Just what the checks page prints.
struct ChecksShow: Sendable {
    var plan: Plan
    var findings: [CheckedFinding]
    var names: [String: String]

    var open: [Finding] { findings.filter { $0.accepted == nil }.map(\.finding) }
}

extension PlansURL {
    public static func checks(_ plan: String) -> String { "/plans/\(plan)/checks" }
    static func acceptFinding(_ plan: String, _ subject: String, _ kind: String) -> String {
        "\(checks(plan))/\(subject)/\(kind)"
    }
}
