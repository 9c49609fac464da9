import Calendar
import Pages

/// The pages of second factors: values to HTML.
enum SecondFactorViews {
    static func state(
        _ viewer: Viewer, _ state: FactorState, required: Bool, isRemoved: Bool, token: String
    ) -> Page {
        let isFirst = viewer.duty == .setUpSecondFactor
        var page = Page("Second factor", width: .reading, main: """
            \(if: isFirst, inset("Your role asks for a second factor. Set it up before you go on."))
            <p>With a second factor, signing in asks for your password and for a code that an app on your phone shows.
            Somebody who has found out your password can then do nothing with it.</p>
            \(if: state.since != nil, present(state, required: required), else: absent(isFirst))
            \(with: state.reset, { reset in
                """
                <p class="gv-muted">\(reset.by) took your last second factor off on \(reset.at.words): \(reset.reason)</p>
                """
            })
            """)
        if isRemoved { page.banner = Banner(.success, "Your second factor is taken off.") }
        if viewer.duty == nil { page.back = Link("Your account", AccountsURL.me) }
        return page
    }

    private static func present(_ state: FactorState, required: Bool) -> HTML {
        """
        \(summaryList([
            SummaryRow("Second factor", "On since \(state.since?.words ?? "")"),
            SummaryRow(
                "Recovery codes", "\(state.codesLeft) of \(RecoveryCode.howMany) left",
                actions: [Link("Make new ones", AccountsURL.recoveryCodes)]),
        ]))
        \(if: state.codesLeft < 3, warningText("Few recovery codes are left. Make new ones before you need them."))
        \(postForm(to: AccountsURL.newFactor, buttonGroup(button("Move to another app or phone", .secondary))))
        \(if: required, "<p>Your role asks for a second factor, so it cannot be taken off.</p>", else: """
            <p><a\(href: AccountsURL.removeFactor)>Take your second factor off</a></p>
            """)
        """
    }

    private static func absent(_ isFirst: Bool) -> HTML {
        """
        <p>You need an authenticator app, such as one of those that are free or the one in your password manager.</p>
        \(postForm(to: AccountsURL.newFactor, button("Set up a second factor")))
        """
    }

    static func setUp(_ offer: FactorOffer, _ form: Form, replaces: Bool, token: String) -> Page {
        var page = Page("Set up your second factor", width: .reading, main: """
            \(if: replaces, inset("Until you have entered a code of the new app, the old one goes on working."))
            <h2>1. Add Granville to your app</h2>
            <p>Scan this picture with the app:</p>
            \(with: offer.picture, picture)
            <p>On the phone itself, <a\(attribute: "href", offer.link)>open the app</a>. Or enter this key by hand:</p>
            <p><strong class="gv-words">\(offer.secret)</strong></p>
            <p class="gv-muted">Time-based, six digits, 30 seconds. Show the picture and the key to nobody.</p>
            <h2>2. Enter the code that it shows</h2>
            \(postForm(to: AccountsURL.confirmFactor, hidden: [("form", token)], """
                \(textInput(
                    "Code", name: "code", in: form, hint: "The six digits that your app shows now", width: .ten,
                    autocomplete: "one-time-code", inputMode: "numeric", spellcheck: false))
                \(button("Turn it on"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Second factor", AccountsURL.factor)
        return page
    }

    /// Black on white in the dark look too: readers need it.
    private static func picture(_ code: QRCode) -> HTML {
        let side = String(code.side)
        return """
            <p><svg role="img" aria-label="QR code for your authenticator app" width="260" height="260"\
            \(attribute: "viewBox", "0 0 \(side) \(side)") shape-rendering="crispEdges">\
            <rect\(attribute: "width", side)\(attribute: "height", side) fill="#fff"/>\
            <path\(attribute: "d", code.path) fill="#000"/></svg></p>
            """
    }

    static func codes(_ codes: [String], on now: Instant) -> Page {
        var page = Page("Your recovery codes", width: .reading, main: """
            <p>Your second factor is on. If you lose your phone, one of these codes takes the place of the app, each
            once.</p>
            \(warningText("These codes are shown once. Print this page or write them down, and keep them apart from your password."))
            <ol class="gv-list">\(each: codes, { "<li><code>\($0)</code></li>" })</ol>
            \(screenOnly("<p><a href=\"/\">I have kept them: go on</a></p>"))
            """)
        page.printFooter = "Recovery codes made on \(now.words). Each works once, until new ones are made."
        return page
    }

    static func renew(token: String) -> Page {
        Page("Make new recovery codes", width: .reading, main: confirm(
            "All recovery codes that you have now stop working. \(String(RecoveryCode.howMany)) new ones are shown once.",
            action: AccountsURL.recoveryCodes, button: "Make new codes", kind: .primary,
            cancel: Link("Keep those I have", AccountsURL.factor), hidden: [("form", token)]))
    }

    static func remove(token: String) -> Page {
        Page("Take your second factor off", width: .reading, main: confirm(
            """
            From then on your password alone signs you in, for anyone who has found it out. Your recovery codes stop \
            working.
            """,
            action: AccountsURL.removeFactor, button: "Take it off",
            cancel: Link("Keep it", AccountsURL.factor), hidden: [("form", token)]))
    }

    static func hearOfReset(_ reset: FactorReset) -> Page {
        Page("Your second factor was taken off", width: .reading, main: """
            <p class="gv-lead">Since then your password alone signs you in.</p>
            \(summaryList([
                SummaryRow("By", "\(reset.by)"), SummaryRow("When", "\(reset.at.words)"),
                SummaryRow("Why", "\(reset.reason)"),
            ]))
            <p>If you did not ask for this, tell your administrators now: somebody may be trying to sign in as you.</p>
            \(postForm(to: AccountsURL.factorReset, button("I have read this")))
            """)
    }

    // MARK: For administrators

    static func roles(_ form: Form, token: String) -> Page {
        var page = Page("Who needs a second factor", width: .reading, section: AccountsURL.accounts, main: """
            <p>Whoever holds one of these roles is led to set up a second factor at their next sign-in, before anything
            else.</p>
            \(postForm(to: AccountsURL.factorRoles, hidden: [("form", token)], """
                \(checkboxes(
                    "Roles", name: "roles", in: form, hint: "Select all that apply; none leaves it to each person",
                    Role.allCases.map { Choice(String($0.rawValue), "\($0.name)", hint: $0.purpose) }))
                \(button("Save"))
                """))
            """)
        page.back = Link("Accounts", AccountsURL.accounts)
        return page
    }

    static func reset(_ account: Account, _ form: Form, token: String) -> Page {
        var page = Page(
            "Reset the second factor of \(account.name)", width: .reading, section: AccountsURL.accounts, main: confirm(
            """
            \(account.name) is signed out everywhere, and their password alone signs them in until they set up a new one. \
            They are told at the next sign-in who did it and why. Do this only for somebody whom you have seen or whose \
            voice you know.
            """,
            facts: [
                SummaryRow("Sign-in name", "\(account.login)"), SummaryRow("Roles", "\(account.roles.words)"),
                SummaryRow("Second factor", "On since \(account.secondFactorSince?.words ?? "")"),
            ],
            action: AccountsURL.resetFactor(account.id), button: "Reset second factor",
            cancel: Link("Keep it as it is", AccountsURL.account(account.id)), hidden: [("form", token)],
            extra: textarea("Why", name: "reason", in: form, hint: "They read this at their next sign-in", rows: 2)))
        page.errors = form.problems
        page.back = Link("Account of \(account.name)", AccountsURL.account(account.id))
        return page
    }
}
