import Calendar
import Foundation
public import Pages

/// Signing in: the page, and the way back to where the person was.
public enum SignIn {
    public enum Occasion: Sendable {
        case plain(returningTo: String)
        /// The session ended while a form was being sent: what it held comes along and is sent on afterwards.
        case resume(String, KeptForm)
    }

    public static func path(returningTo path: String) -> String { link(AccountsURL.signIn, returningTo: path) }

    static func link(_ page: String, returningTo path: String) -> String {
        guard path != "/", let safe = safeReturn(path) else { return page }
        let encoded = safe.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "\(page)?to=\(encoded)"
    }

    /// A path on this site, or nil: an address elsewhere would turn sign-in into a lure.
    static func safeReturn(_ path: String) -> String? {
        guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            path.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7f })
        else { return nil }
        return path
    }

    public static func page(
        _ occasion: Occasion, form: Form = Form(), demonstration: [DemonstrationAccount] = []
    ) -> Page {
        var page = Page("Sign in", width: .reading, main: """
            \(introduction(occasion))
            \(demonstrationChoices(demonstration, occasion))
            \(postForm(to: AccountsURL.signIn, hidden: carried(occasion), """
                \(textInput(
                    "Email address or sign-in name", name: "login", in: form, autocomplete: "username",
                    spellcheck: false))
                \(passwordInput("Password", name: "password", in: form))
                \(button("Sign in"))
                """))
            <p>If you cannot sign in, ask an administrator of your organisation to set a new password for you.</p>
            """)
        page.errors = form.problems
        return page
    }

    /// The second step: the page after the right password, for somebody with a second factor.
    static func codePage(_ half: String, _ occasion: Occasion, _ form: Form) -> Page {
        var page = Page("Enter your code", width: .reading, main: """
            <p>Your password is right. Now enter a code, so that a password alone opens nothing.</p>
            \(kept(occasion))
            \(postForm(to: AccountsURL.signInCode, hidden: [("half", half)] + carried(occasion), """
                \(StepUp.codeFields(form))
                \(button("Sign in"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Sign in as somebody else", AccountsURL.signIn)
        return page
    }

    /// Says that what was written is not lost.
    static func kept(_ occasion: Occasion) -> HTML {
        guard case .resume(_, let form) = occasion else { return "" }
        return inset("""
            <p>What you wrote is kept on this page: you can send it in the next step.</p>
            \(if: form.hadFiles, "<p>A file that you chose has to be chosen again.</p>")
            """)
    }

    private static func introduction(_ occasion: Occasion) -> HTML {
        guard case .resume(_, let form) = occasion else { return "" }
        return inset("""
            <p>You were signed out while you wrote. What you wrote is kept on this page: sign in, and you can send
            it.</p>
            \(if: form.hadFiles, "<p>A file that you chose has to be chosen again.</p>")
            """)
    }

    private static func demonstrationChoices(_ accounts: [DemonstrationAccount], _ occasion: Occasion) -> HTML {
        guard !accounts.isEmpty else { return "" }
        return """
            <h2>Look around as</h2>
            <ul class="gv-list">
            \(each: accounts, { account in
                """
                <li>\(postForm(
                    to: AccountsURL.demonstrationSignIn, hidden: [("account", account.id)] + carried(occasion),
                    button("\(account.name), \(account.words)", .secondary)))</li>
                """
            })
            </ul>
            <h2>Or with a password</h2>
            """
    }

    // MARK: What was being sent

    /// Fields are carried one by one: a form within a field would be escaped twice, and outgrow the limit.
    static func carried(_ occasion: Occasion) -> [(name: String, value: String)] {
        switch occasion {
        case .plain(let path): [("to", path)]
        case .resume(let path, let form):
            [("to", path), ("resume", "1")] + form.fields.map { ("\(KeptForm.mark)\($0.name)", $0.value) }
        }
    }

    /// The occasion of a sign-in form that came in.
    static func occasion(_ sent: FormData) -> Occasion {
        let path = safeReturn(sent["to"] ?? "/") ?? "/"
        return sent.has("resume") ? .resume(path, KeptForm(carriedIn: sent)) : .plain(returningTo: path)
    }

    /// After signing in again: one press sends on what was written. Says as whom, because somebody else may have
    /// signed in at the same computer.
    static func resumePage(_ path: String, _ form: KeptForm, as name: String) -> Page {
        Page("You are signed in again", width: .reading, main: """
            <p>You are signed in as \(name). What you wrote before you were signed out has not been sent yet.</p>
            \(postForm(to: path, hidden: form.fields, button("Send what I wrote")))
            """)
    }
}

/// What a form held when its session had ended.
public struct KeptForm: Sendable {
    let fields: [(name: String, value: String)]
    /// A browser gives no file back: it has to be chosen again.
    let hadFiles: Bool

    /// Put before the name of each kept field, so that none is taken for one of the sign-in form's own.
    static let mark: Character = "~"

    public init(_ form: FormData) {
        fields = form.values.sorted { $0.key < $1.key }.flatMap { name, values in values.map { (name, $0) } }
        hadFiles = !form.files.isEmpty
    }

    /// Out of the sign-in form that carried it.
    init(carriedIn form: FormData) {
        fields = KeptForm(form).fields.filter { $0.name.first == Self.mark }
            .map { (String($0.name.dropFirst()), $0.value) }
        hadFiles = false
    }
}

/// An account of the demonstration council, for its sign-in page.
public struct DemonstrationAccount: Sendable {
    public let id: String
    public let name: String
    /// Its roles or posts in words.
    public let words: String
}
