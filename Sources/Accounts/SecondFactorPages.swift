import Calendar
import Database
import Pages

/// Routes of one's own second factor.
struct SecondFactorPages: Sendable {
    let store: AccountStore
    let database: Database
    let shownOnce = ShownOnce()

    var routes: [Route] {
        [
            .page(AccountsURL.factor, .signedIn) { ask, viewer, reader in
                .page(SecondFactorViews.state(
                    viewer, try Self.state(viewer, reader), required: try Self.isRequired(viewer, reader),
                    isRemoved: ask.query.has("removed"), token: ask.newForm))
            },
            .action(AccountsURL.newFactor, .signedIn) { _, viewer in
                try await store.offerFactor(by: viewer)
                return .redirect(AccountsURL.newFactor)
            }.needingStepUp,
            .page(AccountsURL.newFactor, .signedIn) { ask, viewer, reader in
                try setUp(ask, viewer, reader, Form(), token: ask.newForm) ?? .redirect(AccountsURL.factor)
            }.needingStepUp,
            .action(AccountsURL.confirmFactor, .signedIn) { ask, viewer in
                try await confirm(ask, viewer)
            }.needingStepUp,
            .page(AccountsURL.recoveryCodes, .signedIn) { ask, viewer, _ in
                viewer.hasSecondFactor
                    ? .page(SecondFactorViews.renew(token: ask.newForm)) : .redirect(AccountsURL.factor)
            }.needingStepUp,
            .action(AccountsURL.recoveryCodes, .signedIn) { ask, viewer in
                try await renew(ask, viewer)
            }.needingStepUp,
            .page(AccountsURL.removeFactor, .signedIn) { ask, viewer, reader in
                guard viewer.hasSecondFactor, try !Self.isRequired(viewer, reader) else {
                    return .redirect(AccountsURL.factor)
                }
                return .page(SecondFactorViews.remove(token: ask.newForm))
            }.needingStepUp,
            .action(AccountsURL.removeFactor, .signedIn) { ask, viewer in
                guard try await !database.read({ try Self.isRequired(viewer, $0) }) else { throw Refusal.notAllowed }
                _ = try await store.removeFactor(form: ask.formToken, by: viewer)
                return .redirect("\(AccountsURL.factor)?removed")
            }.needingStepUp,
            .page(AccountsURL.factorReset, .signedIn) { _, viewer, reader in
                guard viewer.duty == .hearOfReset, let reset = try Self.state(viewer, reader).reset else {
                    return .redirect(AccountsURL.factor)
                }
                return .page(SecondFactorViews.hearOfReset(reset))
            },
            .action(AccountsURL.factorReset, .signedIn) { _, viewer in
                if viewer.duty == .hearOfReset { try await store.heardOfReset(by: viewer) }
                return .redirect("/")
            },
        ]
    }

    private static func state(_ viewer: Viewer, _ reader: Reader) throws -> FactorState {
        try AccountStore.factorState(reader, organisation: viewer.organisation, account: viewer.account)
    }

    private static func isRequired(_ viewer: Viewer, _ reader: Reader) throws -> Bool {
        let roles = try AccountStore.factorRoles(reader, organisation: viewer.organisation)
        return roles.stored & viewer.roles.stored != 0
    }

    private func setUp(
        _ ask: Ask, _ viewer: Viewer, _ reader: Reader, _ form: Form, token: String
    ) throws -> Answer? {
        guard let secret = try store.offeredSecret(reader, viewer),
            let account = try AccountStore.account(reader, organisation: viewer.organisation, id: viewer.account)
        else { return nil }
        let offer = FactorOffer(secret: secret, login: account.login)
        return .page(
            SecondFactorViews.setUp(offer, form, replaces: viewer.hasSecondFactor, token: token),
            status: form.problems.isEmpty ? 200 : 422)
    }

    private func confirm(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let token = ask.formToken
        let code = OneTimeCode.digits(in: ask.form.text("code"))
        func again(_ words: String) async throws -> Answer {
            let form = Form(problems: Problems("code", words))
            return try await database.read { try setUp(ask, viewer, $0, form, token: token) }
                ?? .redirect(AccountsURL.factor)
        }
        guard !code.isEmpty else { return try await again("Enter the six digits that your app shows now") }
        let codes = shownOnce.words(form: token, now: ask.now) { RecoveryCode.makeAll().joined(separator: "\n") }
        do {
            let pressed = try await store.confirmFactor(
                code, recovery: codes.split(separator: "\n").map(String.init), form: token, by: viewer)
            return shown(pressed, token, ask)
        } catch is WrongCode {
            return try await again("""
                This code is not right. Check that the clock of your phone is right, wait for the next code, and \
                enter that
                """)
        }
    }

    private func renew(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let token = ask.formToken
        let codes = shownOnce.words(form: token, now: ask.now) { RecoveryCode.makeAll().joined(separator: "\n") }
        let pressed = try await store.renewCodes(
            codes.split(separator: "\n").map(String.init), form: token, by: viewer)
        return shown(pressed, token, ask)
    }

    /// The page with the codes, for the first press of a form and for a second one soon after.
    private func shown(_ pressed: Pressed, _ token: String, _ ask: Ask) -> Answer {
        if !pressed.isRepeat { shownOnce.saved(token) }
        guard let codes = shownOnce.shown(token, now: ask.now) else { return .redirect(AccountsURL.factor) }
        return .page(SecondFactorViews.codes(codes.split(separator: "\n").map(String.init), on: ask.now))
    }
}

/// What a person brings into their app.
struct FactorOffer: Sendable {
    let secret: String
    let link: String
    let picture: QRCode?

    init(secret: [UInt8], login: String) {
        self.secret = inGroups(Base32.text(secret), separator: " ")
        link = OneTimeCode.link(secret: secret, login: login)
        picture = QRCode(link)
    }
}
