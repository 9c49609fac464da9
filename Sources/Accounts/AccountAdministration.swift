import Calendar
import Database
import Pages

/// Routes of looking after accounts.
struct AccountAdministration: Sendable {
    let store: AccountStore
    let database: Database
    let passwords = ShownOnce()

    private static let policy = Policy.may(.manageAccounts)

    var routes: [Route] {
        [
            .page(AccountsURL.accounts, Self.policy) { ask, viewer, reader in
                var page = AccountViews.list(
                    try AccountStore.list(reader, organisation: viewer.organisation),
                    factorRoles: try AccountStore.factorRoles(reader, organisation: viewer.organisation))
                if ask.query.has("factor") { page.banner = Banner(.success, "Who needs a second factor is saved.") }
                return .page(page)
            },
            .page(AccountsURL.newAccount, Self.policy) { ask, _, _ in
                .page(AccountViews.add(Form(), token: ask.newForm))
            }.needingStepUp,
            .action(AccountsURL.newAccount, Self.policy) { ask, viewer in try await add(ask, viewer) }.needingStepUp,
            .page(AccountsURL.account("{account}"), Self.policy) { ask, viewer, reader in
                let account = try account(ask, viewer, reader)
                var page = AccountViews.show(account, isOwn: account.id == viewer.account)
                page.banner = Self.banner(ask)
                return .page(page)
            },
            .page(AccountsURL.changeAccount("{account}"), Self.policy) { ask, viewer, reader in
                let account = try account(ask, viewer, reader)
                return .page(AccountViews.change(
                    account, Self.form(account), version: account.version, token: ask.newForm))
            }.needingStepUp,
            .action(AccountsURL.changeAccount("{account}"), Self.policy) { ask, viewer in
                try await change(ask, viewer)
            }.needingStepUp,
            .page(AccountsURL.closeAccount("{account}"), Self.policy) { ask, viewer, reader in
                .page(AccountViews.close(try account(ask, viewer, reader), token: ask.newForm))
            }.needingStepUp,
            .action(AccountsURL.closeAccount("{account}"), Self.policy) { ask, viewer in
                try await turn(ask, viewer, active: false)
            }.needingStepUp,
            .page(AccountsURL.reopenAccount("{account}"), Self.policy) { ask, viewer, reader in
                .page(AccountViews.reopen(try account(ask, viewer, reader), token: ask.newForm))
            }.needingStepUp,
            .action(AccountsURL.reopenAccount("{account}"), Self.policy) { ask, viewer in
                try await turn(ask, viewer, active: true)
            }.needingStepUp,
            .page(AccountsURL.firstPassword("{account}"), Self.policy) { ask, viewer, reader in
                .page(AccountViews.newPassword(try account(ask, viewer, reader), token: ask.newForm))
            }.needingStepUp,
            .action(AccountsURL.firstPassword("{account}"), Self.policy) { ask, viewer in
                try await givePassword(ask, viewer)
            }.needingStepUp,
        ]
    }

    private func account(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Account {
        guard let found = try AccountStore.account(
            reader, organisation: viewer.organisation, id: ask.parameter("account"))
        else { throw Refusal.notFound }
        return found
    }

    private func account(_ ask: Ask, _ viewer: Viewer) async throws -> Account {
        try await database.read { try account(ask, viewer, $0) }
    }

    private static func form(_ account: Account) -> Form {
        var form = Form(["name": account.name])
        form.values["roles"] = account.roles.roles.map { String($0.rawValue) }
        return form
    }

    private static func banner(_ ask: Ask) -> Banner? {
        if ask.query.has("changed") { return Banner(.success, "The account is saved.") }
        if ask.query.has("closed") { return Banner(.success, "The account is closed.") }
        if ask.query.has("reset") { return Banner(.success, "The second factor is reset.") }
        if ask.query.has("reopened") { return Banner(.success, "The account is open again.") }
        return nil
    }

    // MARK: Adding

    private func add(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let input = AccountInput(ask.form, asksLogin: true)
        let token = ask.formToken
        guard input.problems.isEmpty else { return addAgain(ask, input.problems) }
        let password = passwords.words(form: token, now: ask.now) {
            FirstPassword.make { Password.reasonsAgainst(
                $0, login: input.login, name: input.name, organisation: viewer.organisationName) }
        }
        do {
            let pressed = try await store.add(
                NewAccount(
                    login: input.login, name: input.name, password: password, roles: input.roles,
                    mustChangePassword: true), form: token, by: viewer.actor)
            return try await shown(pressed, token, ask, viewer)
        } catch AccountProblem.loginTaken {
            return addAgain(
                ask, Problems("login", "Somebody signs in with this name already. Enter another sign-in name"))
        }
    }

    private func addAgain(_ ask: Ask, _ problems: Problems) -> Answer {
        .page(AccountViews.add(Form(ask.form, problems), token: ask.formToken), status: 422)
    }

    private func givePassword(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let account = try await account(ask, viewer)
        let token = ask.formToken
        let password = passwords.words(form: token, now: ask.now) {
            FirstPassword.make { Password.reasonsAgainst(
                $0, login: account.login, name: account.name, organisation: viewer.organisationName) }
        }
        let pressed = try await store.giveFirstPassword(password, to: account.id, form: token, by: viewer.actor)
        return try await shown(pressed, token, ask, viewer)
    }

    /// The page that shows the password, for the first press of a form and for a second one soon after.
    private func shown(_ pressed: Pressed, _ token: String, _ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        if !pressed.isRepeat { passwords.saved(token) }
        let password = passwords.shown(token, now: ask.now)
        let account = try await database.read { reader in
            try AccountStore.list(reader, organisation: viewer.organisation)
                .first { AccountsURL.account($0.id) == pressed.location }
        }
        guard let account else { throw Refusal.notFound }
        return .page(AccountViews.passwordGiven(account, password: password))
    }

    // MARK: Changing

    private func change(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let account = try await account(ask, viewer)
        let input = AccountInput(ask.form, asksLogin: false)
        let version = Int(ask.form.text("version")) ?? 0
        var problems = input.problems
        if problems.isEmpty {
            do {
                let pressed = try await store.change(
                    account.id, version: version, to: AccountChange(name: input.name, roles: input.roles),
                    form: ask.formToken, by: viewer.actor)
                return .redirect("\(pressed.location)?changed")
            } catch AccountProblem.nothingChanged {
                return .redirect(AccountsURL.account(account.id))
            } catch AccountProblem.changedMeanwhile {
                return try await stale(ask, viewer, input)
            } catch let problem as AccountProblem {
                problems.add("roles", Self.words(problem))
            }
        }
        return .page(
            AccountViews.change(account, Form(ask.form, problems), version: version, token: ask.formToken), status: 422)
    }

    private func stale(_ ask: Ask, _ viewer: Viewer, _ input: AccountInput) async throws -> Answer {
        let now = try await account(ask, viewer)
        let notice = StaleForm.notice(
            AccountViews.differences(now, input), keep: Link("keep what is saved now", AccountsURL.account(now.id)))
        let form = Form(ask.form, StaleForm.problem("account"))
        return .page(
            AccountViews.change(now, form, version: now.version, token: ask.formToken, stale: notice),
            status: StaleForm.status)
    }

    private func turn(_ ask: Ask, _ viewer: Viewer, active: Bool) async throws -> Answer {
        let account = try await account(ask, viewer)
        do {
            let pressed = try await store.change(
                account.id, version: Int(ask.form.text("version")) ?? 0, to: AccountChange(active: active),
                form: ask.formToken, by: viewer.actor)
            return .redirect("\(pressed.location)?\(active ? "reopened" : "closed")")
        } catch AccountProblem.nothingChanged {
            return .redirect(AccountsURL.account(account.id))
        } catch AccountProblem.changedMeanwhile {
            let now = try await self.account(ask, viewer)
            var page = active
                ? AccountViews.reopen(now, token: ask.formToken) : AccountViews.close(now, token: ask.formToken)
            page.errors = Problems()
            page.errors.add("""
                Somebody else changed this account meanwhile. This is how it is now. Nothing of yours is done yet
                """)
            return .page(page, status: StaleForm.status)
        } catch let problem as AccountProblem {
            var page = AccountViews.show(account, isOwn: account.id == viewer.account)
            page.errors = Problems()
            page.errors.add(Self.words(problem))
            return .page(page, status: 422)
        }
    }

    private static func words(_ problem: AccountProblem) -> String {
        switch problem {
        case .lastAdministrator:
            "This is the only open account with the administrator’s role. Give the role to somebody else first"
        case .ownAdministratorRole:
            """
            You cannot take the administrator’s role from yourself or close your own account. Ask another administrator
            """
        case .ownNewRole:
            "You cannot give yourself a role. Ask another administrator to give it to you"
        default: "The account could not be saved. Go back and try again"
        }
    }
}

extension Ask {
    /// Goes into each form, so that a form that is pressed twice does its work once.
    public var newForm: String { Identifier.make(milliseconds: now.milliseconds) }

    /// The token that a form brought. One that came without does its work each time.
    public var formToken: String {
        let token = form.text("form")
        return token.isEmpty || token.utf8.count > 64 ? newForm : token
    }
}
