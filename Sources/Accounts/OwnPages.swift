import Calendar
import Database
import Pages

/// One's own settings: who one is here, and the password.
struct OwnPages: Sendable {
    let store: AccountStore
    let database: Database

    var routes: [Route] {
        [
            .page(AccountsURL.me, .signedIn) { ask, viewer, reader in
                let factor = try AccountStore.factorState(
                    reader, organisation: viewer.organisation, account: viewer.account)
                let feed = try AccountStore.feedSince(reader, viewer)
                let sessions = try AccountStore.openSessions(reader, viewer, now: ask.now).count
                var page = Page("Your account", width: .reading, main: summaryList([
                    SummaryRow("Name", "\(viewer.name)"),
                    SummaryRow("Organisation", "\(viewer.organisationName)"),
                    SummaryRow("Roles", "\(viewer.roles.words)"),
                    SummaryRow("Password", "Not shown", actions: [Link("Change your password", AccountsURL.password)]),
                    SummaryRow(
                        "Second factor", "\(Self.words(factor))",
                        actions: [Link(factor.since == nil ? "Set it up" : "Change it", AccountsURL.factor)]),
                    SummaryRow(
                        "Signed in", "\(sessions == 1 ? "Here only" : "In \(sessions) browsers")",
                        actions: [Link("See where", AccountsURL.sessions)]),
                    SummaryRow(
                        "Calendar", "\(feed.map { "An address since \($0.words)" } ?? "No address")",
                        actions: [Link(feed == nil ? "Make one" : "Change it", AccountsURL.calendar)]),
                ]))
                if ask.query.has("changed") { page.banner = Banner(.success, "Your password is changed.") }
                return .page(page)
            },
            .page(AccountsURL.password, .signedIn) { _, viewer, _ in .page(passwordPage(viewer, Form())) },
            .action(AccountsURL.password, .signedIn) { ask, viewer in try await changePassword(ask, viewer) },
        ]
    }

    private static func words(_ factor: FactorState) -> String {
        guard factor.since != nil else { return "None" }
        return "An app; \(factor.codesLeft) recovery \(factor.codesLeft == 1 ? "code" : "codes") left"
    }

    private func passwordPage(_ viewer: Viewer, _ form: Form) -> Page {
        var page = Page("Change your password", width: .reading, main: """
            \(if: viewer.mustChangePassword, inset("Somebody else chose your password. Choose your own before you go on."))
            \(postForm(to: AccountsURL.password, """
                \(passwordInput("Present password", name: "old", in: form))
                \(passwordInput("New password", name: "new", in: form,
                    hint: "At least \(Password.shortest) characters, such as four words that do not belong together", isNew: true))
                \(button("Change password"))
                """))
            """)
        page.errors = form.problems
        if !viewer.mustChangePassword { page.back = Link("Your account", AccountsURL.me) }
        return page
    }

    private func changePassword(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let old = ask.form["old"] ?? ""
        let new = ask.form["new"] ?? ""
        var problems = Problems()
        let account = try await database.read {
            try AccountStore.account($0, organisation: viewer.organisation, id: viewer.account)
        }
        let login = account?.login ?? ""
        if old.isEmpty {
            problems.add("old", "Enter your present password")
        } else if let problem = try await problem(with: old, login, ask) {
            problems.add("old", problem)
        }
        if new == old && !new.isEmpty { problems.add("new", "Enter a password that differs from the present one") }
        for reason in Password.reasonsAgainst(
            new, login: login, name: viewer.name, organisation: viewer.organisationName)
        { problems.add("new", reason) }
        guard problems.isEmpty else { return .page(passwordPage(viewer, Form(problems: problems)), status: 422) }
        try await store.setPassword(
            new, of: viewer.account, mustChange: false, keeping: viewer.session, by: viewer.actor)
        return .redirect("\(AccountsURL.me)?changed")
    }

    /// Whoever found an unlocked computer guesses no faster here than at sign-in.
    private func problem(with password: String, _ login: String, _ ask: Ask) async throws -> String? {
        let found = try await database.read { try AccountStore.login($0, login) }
        let outcome = try await store.gate.attempt(login: login, network: ask.network, now: ask.now) {
            try await store.opened(found, password: password)
        }
        switch outcome {
        case .right: return nil
        case .wrong(let failures):
            try await store.recordFailedSignIn(found, failures: failures)
            return "This is not your present password"
        case .wait: return "There were too many tries. Wait a few minutes and try again"
        }
    }
}
