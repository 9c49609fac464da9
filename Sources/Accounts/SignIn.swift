import Calendar
import Foundation
public import Pages

/// Signing in: the page, and the way back to where the person was.
public enum SignIn {
    /// Thrown for anyone whose password was set by somebody else, until they choose their own.
    public struct MustChangePassword: Error {
        public init() {}
    }

    public enum Occasion: Sendable {
        case plain(returningTo: String)
        /// The session ended while a form was being sent: what it held comes along and is sent on afterwards.
        case resume(String, FormData)
    }

    public static func path(returningTo path: String) -> String {
        guard path != "/", let safe = safeReturn(path) else { return AccountsURL.signIn }
        let encoded = safe.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "\(AccountsURL.signIn)?to=\(encoded)"
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
            \(postForm(to: AccountsURL.signIn, hidden: kept(occasion), """
                \(textInput("Email address or sign-in name", name: "login", in: form, autocomplete: "username"))
                \(passwordInput("Password", name: "password", in: form))
                \(button("Sign in"))
                """))
            <p>If you cannot sign in, ask an administrator of your organisation to set a new password for you.</p>
            """)
        page.errors = form.problems
        return page
    }

    private static func introduction(_ occasion: Occasion) -> HTML {
        guard case .resume = occasion else { return "" }
        return inset("""
            You were signed out while you wrote. What you wrote is kept on this page: sign in, and you can send it.
            """)
    }

    private static func kept(_ occasion: Occasion) -> [(name: String, value: String)] {
        switch occasion {
        case .plain(let path): [("to", path)]
        case .resume(let path, let form): [("to", path), ("resume", encoded(form))]
        }
    }

    private static func demonstrationChoices(_ accounts: [DemonstrationAccount], _ occasion: Occasion) -> HTML {
        guard !accounts.isEmpty else { return "" }
        var path = "/"
        if case .plain(let to) = occasion { path = to }
        return """
            <h2>Look around as</h2>
            <ul class="gv-list">
            \(each: accounts, { account in
                """
                <li>\(postForm(
                    to: "/sign-in/demonstration", hidden: [("account", account.id), ("to", path)],
                    button("\(account.name), \(account.words)", .secondary)))</li>
                """
            })
            </ul>
            <h2>Or with a password</h2>
            """
    }

    /// The fields of a form as one text, to be carried through sign-in and read back by `decoded`.
    static func encoded(_ form: FormData) -> String {
        form.values.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { "\(percent(name))=\(percent($0))" }
        }.joined(separator: "&")
    }

    private static func percent(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// After signing in again: one press sends on what was written.
    static func resumePage(_ path: String, _ encodedForm: String) -> Page? {
        guard let safe = safeReturn(path), let form = try? FormData(query: encodedForm) else { return nil }
        return Page("You are signed in again", width: .reading, main: """
            <p>What you wrote before you were signed out has not been sent yet.</p>
            <form action="\(safe)" method="post" novalidate>
            \(each: form.values.sorted { $0.key < $1.key }, { name, values in
                "\(each: values, { hidden(name, $0) })"
            })
            \(button("Send what I wrote"))
            </form>
            """)
    }
}

/// An account of the demonstration council, for its sign-in page.
public struct DemonstrationAccount: Sendable {
    public let id: String
    public let name: String
    /// Its roles or posts in words.
    public let words: String
}
