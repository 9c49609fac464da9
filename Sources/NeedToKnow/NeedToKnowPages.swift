public import Accounts
public import Database
import HTTPTypes
import Pages

/// Routes of teams, lines of management, and the review of what was opened in an emergency.
public struct NeedToKnowPages: Sendable {
    private let store: TeamStore
    private let openings: Openings
    private let database: Database

    public init(openings: Openings, database: Database) {
        store = TeamStore(recorder: openings.recorder)
        self.openings = openings
        self.database = database
    }

    public var routes: [Route] {
        [
            .page(NeedToKnowURL.teams, .may(.manageAccounts)) { ask, viewer, reader in
                var page = TeamViews.list(try Self.show(reader, viewer))
                if ask.query.has("saved") { page.banner = Banner(.success, "Saved.") }
                return .page(page)
            },
            .page(NeedToKnowURL.newTeam, .may(.manageAccounts)) { ask, viewer, reader in
                .page(TeamViews.edit(nil, try Self.show(reader, viewer), Form(["form": ask.newForm])))
            },
            .action(NeedToKnowURL.newTeam, .may(.manageAccounts)) { ask, viewer in try await save(ask, viewer) },
            .page(NeedToKnowURL.team("{team}"), .may(.manageAccounts)) { ask, viewer, reader in
                let show = try Self.show(reader, viewer)
                let team = try Self.team(ask, show)
                return .page(TeamViews.edit(team, show, TeamViews.form(team, show, token: ask.newForm)))
            },
            .action(NeedToKnowURL.team("{team}"), .may(.manageAccounts)) { ask, viewer in try await save(ask, viewer) },
            .action(NeedToKnowURL.removeTeam("{team}"), .may(.manageAccounts)) { ask, viewer in
                let pressed = try await store.remove(
                    ask.parameter("team"), version: Int(ask.form.text("version")) ?? 0, form: ask.formToken,
                    by: viewer.actor)
                return .redirect("\(pressed.location)?saved")
            },
            .page(NeedToKnowURL.line("{account}"), .may(.manageAccounts)) { ask, viewer, reader in
                let show = try Self.show(reader, viewer)
                return .page(TeamViews.line(try Self.account(ask, show), show, token: ask.newForm))
            },
            .action(NeedToKnowURL.line("{account}"), .may(.manageAccounts)) { ask, viewer in
                let show = try await database.read { try Self.show($0, viewer) }
                let account = try Self.account(ask, show)
                let known = Set(show.accounts.map(\.id))
                let pressed = try await store.setManagers(
                    ask.form.all("manager").filter(known.contains), of: account.id, form: ask.formToken,
                    by: viewer.actor)
                return .redirect("\(pressed.location)?saved")
            },
            .page(NeedToKnowURL.looks, .may(.reviewLooks)) { ask, viewer, reader in
                let openings = try Openings.toReview(reader, viewer)
                let names = try AccountStore.names(
                    reader, organisation: viewer.organisation, of: openings.map(\.account))
                var page = LookViews.list(openings, names)
                if ask.query.has("reviewed") { page.banner = Banner(.success, "Your review is recorded.") }
                return .page(page)
            },
            .recordedPage(NeedToKnowURL.look("{opening}"), .may(.reviewLooks)) { ask, viewer in
                .page(try await review(ask, viewer, Form(["form": ask.newForm])))
            },
            .action(NeedToKnowURL.look("{opening}"), .may(.reviewLooks)) { ask, viewer in
                let words = ask.form.text("words")
                guard !words.isEmpty, words.count <= 1000 else {
                    let problem = words.isEmpty ? "Enter what you found" : "Enter at most 1,000 characters"
                    let form = Form(ask.form, Problems("words", problem))
                    return .page(try await review(ask, viewer, form), status: 422)
                }
                let pressed = try await openings.review(
                    ask.parameter("opening"), words: words, form: ask.formToken,
                    location: "\(NeedToKnowURL.looks)?reviewed", by: viewer)
                return .redirect(pressed.location)
            },
        ]
    }

    // MARK: Teams

    private static func show(_ reader: Reader, _ viewer: Viewer) throws -> TeamsShow {
        TeamsShow(
            teams: try TeamStore.list(reader, organisation: viewer.organisation),
            members: try TeamStore.members(reader, organisation: viewer.organisation),
            managers: try Knowing.managers(reader, organisation: viewer.organisation),
            accounts: try AccountStore.list(reader, organisation: viewer.organisation).filter(\.active))
    }

    private static func team(_ ask: Ask, _ show: TeamsShow) throws -> Team {
        guard let team = show.teams.first(where: { $0.id == ask.parameter("team") }) else { throw Refusal.notFound }
        return team
    }

    private static func account(_ ask: Ask, _ show: TeamsShow) throws -> Account {
        guard let account = show.accounts.first(where: { $0.id == ask.parameter("account") }) else {
            throw Refusal.notFound
        }
        return account
    }

    private func save(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let show = try await database.read { try Self.show($0, viewer) }
        let isNew = ask.parameter("team").isEmpty
        let team = isNew ? nil : try Self.team(ask, show)
        let name = ask.form.text("name")
        let service = ask.form.text("service")
        var problems = Problems()
        if name.isEmpty || name.count > 200 { problems.add("name", "Enter the team’s name, at most 200 characters") }
        if !TeamStore.services.contains(where: { $0.key == service }) { problems.add("service", "Select a service") }
        guard problems.isEmpty else {
            return .page(TeamViews.edit(team, show, Form(ask.form, problems)), status: 422)
        }
        let known = Set(show.accounts.map(\.id))
        let pressed = try await store.save(
            team?.id, version: Int(ask.form.text("version")) ?? 0, name: name, service: service,
            members: ask.form.all("member").filter(known.contains), form: ask.formToken, by: viewer.actor)
        return .redirect("\(pressed.location)?saved")
    }

    // MARK: Emergencies

    private func review(_ ask: Ask, _ viewer: Viewer, _ form: Form) async throws -> Page {
        let id = ask.parameter("opening")
        let found = try await database.read { reader -> (Opening, String)? in
            guard let opening = try Openings.toReview(reader, viewer).first(where: { $0.id == id }) else { return nil }
            let names = try AccountStore.names(reader, organisation: viewer.organisation, of: [opening.account])
            return (opening, names[opening.account] ?? "")
        }
        guard let (opening, name) = found else { throw Refusal.notFound }
        try await openings.look(opening.record, under: opening, at: "why it was opened", by: viewer)
        let words = try await database.read { [openings] in
            try openings.words($0, organisation: viewer.organisation, id: id) ?? ""
        }
        return LookViews.review(opening, by: name, words: words, form)
    }
}

/// Just what the pages of teams print.
struct TeamsShow: Sendable {
    let teams: [Team]
    let members: [String: [String]]
    let managers: [(account: String, manager: String)]
    /// Active ones.
    let accounts: [Account]

    func name(_ account: String) -> String { accounts.first { $0.id == account }?.name ?? "An account that is switched off" }
}
