import Calendar
import Database
import Pages

/// The route that asks again who somebody is.
struct StepUpPages: Sendable {
    let store: AccountStore
    let database: Database

    var routes: [Route] {
        [
            .page(AccountsURL.confirm, .signedIn) { ask, viewer, _ in
                let to = SignIn.safeReturn(ask.query["to"] ?? "/") ?? "/"
                return .page(StepUp.page(viewer, .plain(returningTo: to), Form()))
            },
            .action(AccountsURL.confirm, .signedIn, bodyLimit: SignInPages.bodyLimit) { ask, viewer in
                try await confirm(ask, viewer)
            },
        ]
    }

    private func confirm(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        if viewer.isDemonstration { return try await goOn(ask, store.prove(viewer, how: "a press")) }
        return viewer.hasSecondFactor ? try await byCode(ask, viewer) : try await byPassword(ask, viewer)
    }

    private func byCode(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let given = CodeInput(ask.form)
        guard let code = given.code else { return again(ask, viewer, given.problems) }
        let outcome = try await store.attempt(
            code, organisation: viewer.organisation, account: viewer.account, ask
        ) { try await store.prove(viewer, with: code) }
        switch outcome {
        case .right(let token): return goOn(ask, token)
        case .wrong: return again(ask, viewer, given.wrong)
        case .wait(let seconds): return again(ask, viewer, given.wait(seconds), status: 429)
        }
    }

    private func byPassword(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let password = ask.form["password"] ?? ""
        if password.isEmpty { return again(ask, viewer, Problems("password", "Enter your password")) }
        let found = try await database.read {
            try AccountStore.login($0, organisation: viewer.organisation, account: viewer.account)
        }
        let login = try await database.read {
            try AccountStore.account($0, organisation: viewer.organisation, id: viewer.account)?.login ?? ""
        }
        let outcome = try await store.gate.attempt(login: login, network: ask.network, now: ask.now) {
            try await store.opened(found, password: password)
        }
        switch outcome {
        case .right: return goOn(ask, try await store.prove(viewer, how: "the password"))
        case .wrong(let failures):
            try await store.recordFailedSignIn(found, failures: failures)
            return again(ask, viewer, Problems("password", "This is not your password. Enter it again"))
        case .wait(let seconds):
            let words = "There were too many tries. Wait \(SignInPages.words(seconds)) and try again"
            return again(ask, viewer, Problems("password", words), status: 429)
        }
    }

    private func goOn(_ ask: Ask, _ token: String) -> Answer {
        var answer = switch SignIn.occasion(ask.form) {
        case .plain(let path): Answer.redirect(path)
        case .resume(let path, let form): Answer.page(StepUp.resumePage(path, form))
        }
        answer.session = .start(token: token)
        return answer
    }

    private func again(_ ask: Ask, _ viewer: Viewer, _ problems: Problems, status: Int = 422) -> Answer {
        .page(StepUp.page(viewer, SignIn.occasion(ask.form), Form(problems: problems)), status: status)
    }
}

/// The two fields of a code, with what is wrong with them.
struct CodeInput: Sendable {
    let code: GivenCode?
    private let field: String

    init(_ form: FormData) {
        let recovery = form.text("recovery")
        code = GivenCode(code: form.text("code"), recovery: recovery)
        field = recovery.isEmpty ? "code" : "recovery"
    }

    var problems: Problems {
        code == nil ? Problems("code", "Enter the six digits that your app shows now") : Problems()
    }

    var wrong: Problems {
        Problems(field, field == "code"
            ? "This code is not right or was used already. Wait for the next one and enter that"
            : "This recovery code is not right or was used already. Check it, or enter another")
    }

    func wait(_ seconds: Int) -> Problems {
        Problems(field, "There were too many tries. Wait \(SignInPages.words(seconds)) and try again")
    }
}

extension AccountStore {
    /// Slows the guessing of codes as of passwords, but counted apart: the right password, which comes before each
    /// code, would else forgive every wrong one.
    func attempt<Found: Sendable>(
        _ code: GivenCode, organisation: Int, account: String, _ ask: Ask,
        _ use: @Sendable () async throws -> Found
    ) async throws -> SignInGate.Outcome<Found> {
        let outcome = try await gate.attempt(
            login: "code of \(organisation)/\(account)", network: ask.network, now: ask.now
        ) { () async throws -> Found? in
            do { return try await use() } catch is WrongCode { return nil }
        }
        if case .wrong(let failures) = outcome {
            try await recordWrongCode(organisation: organisation, account: account, failures: failures)
        }
        return outcome
    }
}
