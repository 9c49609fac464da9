import Calendar
import Database
import Pages

/// Routes of signing in and out.
struct SignInPages: Sendable {
    let store: AccountStore
    let database: Database

    /// What a form held comes along through sign-in, in capitals of percent signs: up to three bytes for one.
    static let bodyLimit = Route.formLimit * 4

    var routes: [Route] {
        [
            .open(AccountsURL.signIn) { ask, viewer, reader in
                let to = SignIn.safeReturn(ask.query["to"] ?? "/") ?? "/"
                if viewer != nil { return .redirect(to) }
                return .page(SignIn.page(
                    .plain(returningTo: to), demonstration: try AccountStore.demonstrationAccounts(reader)))
            },
            .openAction(AccountsURL.signIn, bodyLimit: Self.bodyLimit) { ask, viewer in try await signIn(ask, viewer) },
            .open(AccountsURL.signInCode) { _, viewer, _ in .redirect(viewer == nil ? AccountsURL.signIn : "/") },
            .openAction(AccountsURL.signInCode, bodyLimit: Self.bodyLimit) { ask, viewer in
                try await secondStep(ask, viewer)
            },
            .openAction(AccountsURL.demonstrationSignIn, bodyLimit: Self.bodyLimit) { ask, viewer in
                try await demonstration(ask, viewer)
            },
            .action(AccountsURL.signOut, .signedIn) { _, viewer in
                try await store.endSession(viewer)
                var answer = Answer.redirect(AccountsURL.signIn)
                answer.session = .end
                return answer
            },
            .action(AccountsURL.stay, .signedIn) { _, _ in Answer(.text("ok\n")) },
        ]
    }

    private func signIn(_ ask: Ask, _ viewer: Viewer?) async throws -> Answer {
        let name = AccountStore.loginKey(ask.form.text("login"))
        let password = ask.form["password"] ?? ""
        var problems = Problems()
        if name.isEmpty { problems.add("login", "Enter your email address or sign-in name") }
        if password.isEmpty { problems.add("password", "Enter your password") }
        guard problems.isEmpty else { return try await again(ask, problems) }
        let found = try await database.read { try AccountStore.login($0, name) }
        do {
            let outcome = try await store.gate.attempt(login: name, network: ask.network, now: ask.now) {
                try await store.opened(found, password: password)
            }
            switch outcome {
            case .right(let login) where login.hasSecondFactor:
                try await store.recordFirstStep(login)
                let half = try HalfSignIn(login, at: ask.now).text(store.sealer)
                return .page(SignIn.codePage(half, SignIn.occasion(ask.form), Form()))
            case .right(let login): return try await start(login, ask, replacing: viewer)
            case .wrong(let failures):
                try await store.recordFailedSignIn(found, failures: failures)
                problems.add("password", "The sign-in name or the password is not right. Check both and try again")
                return try await again(ask, problems)
            case .wait(let seconds):
                problems.add("password", "There were too many tries. Wait \(Self.words(seconds)) and try again")
                return try await again(ask, problems, status: 429)
            }
        } catch Refusal.busy {
            problems.add("password", "Many people are signing in at this moment. Try again in a few seconds")
            return try await again(ask, problems, status: 503)
        }
    }

    private func secondStep(_ ask: Ask, _ viewer: Viewer?) async throws -> Answer {
        let text = ask.form["half"] ?? ""
        guard let half = HalfSignIn(text, store.sealer, now: ask.now),
            let login = try await database.read({
                try AccountStore.login($0, organisation: half.organisation, account: half.account)
            }), login.active, HalfSignIn.stamp(login) == half.stamp
        else {
            return try await again(
                ask, Problems("login", "Signing in took longer than \(HalfSignIn.minutes) minutes. Begin again"))
        }
        let given = CodeInput(ask.form)
        func page(_ problems: Problems, _ status: Int) -> Answer {
            .page(SignIn.codePage(text, SignIn.occasion(ask.form), Form(problems: problems)), status: status)
        }
        guard let code = given.code else { return page(given.problems, 422) }
        let outcome = try await store.attempt(
            code, organisation: login.organisation, account: login.account, ask
        ) {
            try await store.startSession(
                organisation: login.organisation, account: login.account, with: code, device: ask.device,
                replacing: viewer)
        }
        switch outcome {
        case .right(let token): return started(token, login, ask)
        case .wrong: return page(given.wrong, 422)
        case .wait(let seconds): return page(given.wait(seconds), 429)
        }
    }

    private func start(_ login: AccountStore.Login, _ ask: Ask, replacing old: Viewer?) async throws -> Answer {
        let token = try await store.startSession(
            organisation: login.organisation, account: login.account, device: ask.device, replacing: old)
        return started(token, login, ask)
    }

    private func started(_ token: String, _ login: AccountStore.Login, _ ask: Ask) -> Answer {
        var answer = switch SignIn.occasion(ask.form) {
        case .plain(let path): Answer.redirect(path)
        case .resume(let path, let form): Answer.page(SignIn.resumePage(path, form, as: login.name))
        }
        answer.session = .start(token: token)
        return answer
    }

    private func demonstration(_ ask: Ask, _ viewer: Viewer?) async throws -> Answer {
        let wanted = ask.form.text("account")
        let login = try await database.read { reader -> AccountStore.Login? in
            guard let organisation = try AccountStore.organisations(reader).first(where: \.isDemonstration),
                let account = try AccountStore.account(reader, organisation: organisation.id, id: wanted),
                account.active
            else { return nil }
            return AccountStore.Login(
                organisation: organisation.id, account: account.id, name: account.name, stored: "", active: true)
        }
        guard let login else { throw Refusal.notFound }
        return try await start(login, ask, replacing: viewer)
    }

    private func again(_ ask: Ask, _ problems: Problems, status: Int = 422) async throws -> Answer {
        let form = Form(["login": ask.form.text("login")], problems: problems)
        let demonstration = try await database.read { try AccountStore.demonstrationAccounts($0) }
        return .page(
            SignIn.page(SignIn.occasion(ask.form), form: form, demonstration: demonstration), status: status)
    }

    static func words(_ seconds: Int) -> String {
        if seconds == 1 { return "a second" }
        return seconds < 60 ? "\(seconds) seconds" : seconds < 120 ? "a minute" : "\((seconds + 59) / 60) minutes"
    }
}
