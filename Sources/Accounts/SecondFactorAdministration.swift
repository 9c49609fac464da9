import Database
import Pages

/// Routes with which an administrator says who needs a second factor, and takes somebody's off. They read none.
struct SecondFactorAdministration: Sendable {
    let store: AccountStore
    let database: Database

    private static let policy = Policy.may(.manageAccounts)
    private static let longestReason = 300

    var routes: [Route] {
        [
            .page(AccountsURL.factorRoles, Self.policy) { ask, viewer, reader in
                let roles = try AccountStore.factorRoles(reader, organisation: viewer.organisation)
                var form = Form()
                form.values["roles"] = roles.roles.map { String($0.rawValue) }
                return .page(SecondFactorViews.roles(form, token: ask.newForm))
            }.needingStepUp,
            .action(AccountsURL.factorRoles, Self.policy) { ask, viewer in
                let roles = RoleSet(ask.form.all("roles").compactMap { Int($0).flatMap(Role.init) })
                try await store.requireFactor(of: roles, form: ask.formToken, by: viewer.actor)
                return .redirect("\(AccountsURL.accounts)?factor")
            }.needingStepUp,
            .page(AccountsURL.resetFactor("{account}"), Self.policy) { ask, viewer, reader in
                let account = try Self.account(ask, viewer, reader)
                guard account.secondFactorSince != nil else { return .redirect(AccountsURL.account(account.id)) }
                return .page(SecondFactorViews.reset(account, Form(), token: ask.newForm))
            }.needingStepUp,
            .action(AccountsURL.resetFactor("{account}"), Self.policy) { ask, viewer in
                try await reset(ask, viewer)
            }.needingStepUp,
        ]
    }

    private static func account(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Account {
        guard let found = try AccountStore.account(
            reader, organisation: viewer.organisation, id: ask.parameter("account"))
        else { throw Refusal.notFound }
        return found
    }

    private func reset(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let account = try await database.read { try Self.account(ask, viewer, $0) }
        // One's own is taken off on one's own page, with a code.
        guard account.id != viewer.account else { return .redirect(AccountsURL.factor) }
        let reason = ask.form.text("reason")
        var problems = Problems()
        if reason.isEmpty { problems.add("reason", "Enter why you reset it") }
        if reason.count > Self.longestReason {
            problems.add("reason", "Enter a reason of at most \(Self.longestReason) characters")
        }
        guard problems.isEmpty else {
            return .page(
                SecondFactorViews.reset(account, Form(ask.form, problems), token: ask.formToken), status: 422)
        }
        let pressed = try await store.resetFactor(
            of: account.id, reason: reason, form: ask.formToken, by: viewer.actor)
        return .redirect("\(pressed.location)?reset")
    }
}
