import Calendar
import Pages

/// The pages of accounts: values to HTML.
enum AccountViews {
    static func list(_ accounts: [Account], factorRoles: RoleSet) -> Page {
        Page("Accounts", section: AccountsURL.accounts, main: """
            <p>Everyone who signs in here, and what their roles let them do.</p>
            <p>\(linkButton("Add an account", href: AccountsURL.newAccount))</p>
            \(table(
                "Accounts", hideCaption: true,
                columns: ["Name", "Sign-in name", "Roles", "State", "Second factor", "Last signed in"].map { Column($0) },
                rows: accounts.map { account in
                    [
                        "<a\(href: AccountsURL.account(account.id))>\(account.name)</a>", "\(account.login)",
                        "\(account.roles.words)", state(account), "\(factor(account))", "\(signedIn(account))",
                    ]
                }, stacks: true))
            \(section("Second factors", """
                <p>\(if: factorRoles.roles.isEmpty, "No role needs one: each person decides.",
                    else: "Needed by: \(factorRoles.words).")
                <a\(href: AccountsURL.factorRoles)>Say who needs a second factor</a></p>
                """))
            """)
    }

    static func show(_ account: Account, isOwn: Bool) -> Page {
        let change = [Link("Change", AccountsURL.changeAccount(account.id))]
        var page = Page("Account of \(account.name)", section: AccountsURL.accounts, main: """
            \(summaryList([
                SummaryRow("Name", "\(account.name)", actions: change),
                SummaryRow("Sign-in name", "\(account.login)"),
                SummaryRow("Roles", "\(account.roles.words)", actions: change),
                SummaryRow("State", state(account)),
                SummaryRow("Last signed in", "\(signedIn(account))"),
                SummaryRow(
                    "Password", account.mustChangePassword ? "Must be changed at the next sign-in" : "Not shown",
                    actions: [Link("Set a new one", AccountsURL.firstPassword(account.id))]),
                SummaryRow(
                    "Second factor", "\(factor(account))",
                    actions: account.secondFactorSince == nil || isOwn
                        ? [] : [Link("Reset", AccountsURL.resetFactor(account.id))]),
            ]))
            \(if: account.active && !isOwn, buttonGroup(
                linkButton("Close this account", href: AccountsURL.closeAccount(account.id), .secondary)))
            \(if: !account.active, buttonGroup(
                linkButton("Reopen this account", href: AccountsURL.reopenAccount(account.id), .secondary)))
            """)
        page.back = Link("Accounts", AccountsURL.accounts)
        return page
    }

    static func add(_ form: Form, token: String) -> Page {
        var page = Page("Add an account", width: .reading, section: AccountsURL.accounts, main: """
            \(postForm(to: AccountsURL.newAccount, hidden: [("form", token)], """
                \(textInput("Name", name: "name", in: form, hint: "As colleagues know them"))
                \(textInput(
                    "Sign-in name", name: "login", in: form, hint: "Usually their email address at work",
                    spellcheck: false))
                \(roles(form))
                <p>A first password is made for them and shown to you once, on the next page.</p>
                \(button("Add account"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Accounts", AccountsURL.accounts)
        return page
    }

    static func change(_ account: Account, _ form: Form, version: Int, token: String, stale: HTML = HTML()) -> Page {
        let title = "Change the account of \(account.name)"
        var page = Page(title, width: .reading, section: AccountsURL.accounts, main: """
            \(stale)
            \(postForm(
                to: AccountsURL.changeAccount(account.id), hidden: [("form", token), ("version", String(version))], """
                \(textInput("Name", name: "name", in: form, hint: "As colleagues know them"))
                \(roles(form))
                <p>When the roles change, the person is signed out and signs in again.</p>
                \(button("Save account"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Account of \(account.name)", AccountsURL.account(account.id))
        return page
    }

    /// The fields that differ between what is stored and what the person entered.
    static func differences(_ now: Account, _ mine: AccountInput) -> [Difference] {
        [
            Difference("Name", old: now.name, new: mine.name),
            Difference("Roles", old: now.roles.words, new: mine.roles.words),
        ]
    }

    static func close(_ account: Account, token: String) -> Page {
        confirmation(
            "Close the account of \(account.name)", account,
            """
            \(account.name) is signed out at once and cannot sign in again. What they did stays on record. An \
            administrator can reopen the account.
            """,
            to: AccountsURL.closeAccount(account.id), button: "Close account", token: token)
    }

    static func reopen(_ account: Account, token: String) -> Page {
        confirmation(
            "Reopen the account of \(account.name)", account,
            "\(account.name) can sign in again with the password and the roles that they had.",
            to: AccountsURL.reopenAccount(account.id), button: "Reopen account", kind: .primary, token: token)
    }

    static func newPassword(_ account: Account, token: String) -> Page {
        confirmation(
            "Set a new password for \(account.name)", account,
            """
            The present password stops working and \(account.name) is signed out everywhere. A new one is made and \
            shown to you once, on the next page. They choose their own when they sign in.
            """,
            to: AccountsURL.firstPassword(account.id), button: "Set new password", kind: .primary, token: token)
    }

    private static func confirmation(
        _ title: String, _ account: Account, _ consequence: HTML, to action: String, button: String,
        kind: ButtonKind = .warning, token: String
    ) -> Page {
        Page(title, width: .reading, section: AccountsURL.accounts, main: confirm(
            consequence,
            facts: [
                SummaryRow("Sign-in name", "\(account.login)"), SummaryRow("Roles", "\(account.roles.words)"),
                SummaryRow("Last signed in", "\(signedIn(account))"),
            ],
            action: action, button: button, kind: kind,
            cancel: Link("Keep it as it is", AccountsURL.account(account.id)),
            hidden: [("form", token), ("version", String(account.version))]))
    }

    /// - Parameter password: nil when it was shown before and is gone.
    static func passwordGiven(_ account: Account, password: String?) -> Page {
        var page = Page("Password of \(account.name)", width: .reading, section: AccountsURL.accounts, main: """
            \(with: password, { password in
                """
                \(summaryList([
                    SummaryRow("Sign-in name", "\(account.login)"),
                    SummaryRow("First password", "<strong>\(password)</strong>"),
                ]))
                \(warningText("This password is shown once. Hand it on now, not by email to the person’s own address."))
                <p>\(account.name) must choose their own password when they first sign in.</p>
                """
            })
            \(if: password == nil, """
                <p>This was done already, and the password was shown then. If nobody wrote it down,
                <a\(href: AccountsURL.firstPassword(account.id))>set a new password</a>.</p>
                """)
            """)
        page.back = Link("Account of \(account.name)", AccountsURL.account(account.id))
        return page
    }

    private static func roles(_ form: Form) -> HTML {
        checkboxes(
            "Roles", name: "roles", in: form, hint: "Select all that apply",
            Role.allCases.map { Choice(String($0.rawValue), "\($0.name)", hint: $0.purpose) })
    }

    private static func state(_ account: Account) -> HTML { account.active ? "Open" : tag("Closed", .grey, .square) }

    private static func factor(_ account: Account) -> String {
        account.secondFactorSince.map { "On since \($0.day.long)" } ?? "None"
    }

    private static func signedIn(_ account: Account) -> String { account.signedInAt?.words ?? "Never" }
}
