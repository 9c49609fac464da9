import Calendar
import Database
import Pages

/// Routes of signing in and out.
struct SignInPages: Sendable {
    let store: AccountStore
    let database: Database
    let gate = SignInGate()

    var routes: [Route] {
        [
            .open(AccountsURL.signIn) { ask, viewer, reader in
                let to = SignIn.safeReturn(ask.query["to"] ?? "/") ?? "/"
                if viewer != nil { return .redirect(to) }
                return .page(SignIn.page(
                    .plain(returningTo: to), demonstration: try AccountStore.demonstrationAccounts(reader)))
            },
            .openAction(AccountsURL.signIn) { ask, _ in try await signIn(ask) },
            .openAction("/sign-in/demonstration") { ask, _ in try await demonstration(ask) },
            .action(AccountsURL.signOut, .signedIn) { _, viewer in
                try await store.endSession(viewer)
                var answer = Answer.redirect(AccountsURL.signIn)
                answer.session = .end
                return answer
            },
        ]
    }

    private func signIn(_ ask: Ask) async throws -> Answer {
        let name = ask.form.text("login").lowercased()
        let password = ask.form["password"] ?? ""
        var problems = Problems()
        if name.isEmpty { problems.add("login", "Enter your email address or sign-in name") }
        if password.isEmpty { problems.add("password", "Enter your password") }
        guard problems.isEmpty else { return again(ask, problems) }
        switch await gate.ask(login: name, network: ask.network, now: ask.now) {
        case .go: break
        case .wait(let seconds):
            problems.add("password", "There were too many tries. Wait \(Self.words(seconds)) and try again")
            return again(ask, problems, status: 429)
        case .busy:
            problems.add("password", "Many people are signing in at this moment. Try again in a few seconds")
            return again(ask, problems, status: 503)
        }
        let found = try await database.read { try AccountStore.login($0, name) }
        // An unknown name costs the same time, so that the answer does not tell who has an account.
        let stored = found.map(\.stored) ?? store.decoy
        let matches = try await gate.check { try Password.matches(password, stored: stored) }
        guard let found, matches, found.active else {
            let failures = await gate.failed(login: name, now: ask.now)
            if let found { try await store.recordFailedSignIn(found, failures: failures) }
            problems.add("password", "The sign-in name or the password is not right. Check both and try again")
            return again(ask, problems)
        }
        await gate.succeeded(login: name)
        return try await start(organisation: found.organisation, account: found.account, ask)
    }

    private func start(organisation: Int, account: String, _ ask: Ask) async throws -> Answer {
        let token = try await store.startSession(organisation: organisation, account: account)
        let to = SignIn.safeReturn(ask.form["to"] ?? "/") ?? "/"
        var answer = Answer.redirect(to)
        if let kept = ask.form["resume"], let page = SignIn.resumePage(to, kept) { answer = .page(page) }
        answer.session = .start(token: token)
        return answer
    }

    private func demonstration(_ ask: Ask) async throws -> Answer {
        let wanted = ask.form.text("account")
        let organisation = try await database.read { reader -> Int? in
            guard try AccountStore.demonstrationAccounts(reader).contains(where: { $0.id == wanted }) else { return nil }
            return try AccountStore.organisations(reader).first(where: \.isDemonstration)?.id
        }
        guard let organisation else { throw Refusal.notFound }
        return try await start(organisation: organisation, account: wanted, ask)
    }

    private func again(_ ask: Ask, _ problems: Problems, status: Int = 422) -> Answer {
        let to = SignIn.safeReturn(ask.form["to"] ?? "/") ?? "/"
        let form = Form(["login": ask.form.text("login")], problems: problems)
        if let kept = ask.form["resume"], let data = try? FormData(query: kept) {
            return .page(SignIn.page(.resume(to, data), form: form), status: status)
        }
        return .page(SignIn.page(.plain(returningTo: to), form: form), status: status)
    }

    private static func words(_ seconds: Int) -> String {
        seconds < 60 ? "\(seconds) seconds" : seconds < 120 ? "a minute" : "\((seconds + 59) / 60) minutes"
    }
}
