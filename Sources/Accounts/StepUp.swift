public import Calendar
import HTTPTypes
import Pages

/// Asks again who somebody is, before what whoever finds a computer unlocked should not be able to do.
public enum StepUp {
    /// How long a password or a code vouches for who sits there. Source: trust limits of the design.
    static let minutes = 5

    /// Stops a request until its sender has said again who they are.
    public struct Needed: Error {
        public let viewer: Viewer
        public init(by viewer: Viewer) { self.viewer = viewer }
    }

    public static func isFresh(_ viewer: Viewer, now: Instant) -> Bool {
        now <= viewer.provedAt.adding(minutes: minutes)
    }

    /// A page is asked for again after the question; what a form holds comes along and is sent on after it.
    public static func answer(_ ask: Ask, _ viewer: Viewer, path: String) -> Answer {
        guard ask.method == .post else { return .redirect(self.path(returningTo: path)) }
        return .page(page(viewer, .resume(path, KeptForm(ask.form)), Form()), status: 401)
    }

    static func path(returningTo path: String) -> String { SignIn.link(AccountsURL.confirm, returningTo: path) }

    static func page(_ viewer: Viewer, _ occasion: SignIn.Occasion, _ form: Form) -> Page {
        var page = Page("Confirm that it is you", width: .reading, main: """
            <p>What comes next changes or gives away more than most pages do, so it is asked again who you are.
            The answer holds for \(minutes) minutes.</p>
            \(SignIn.kept(occasion))
            \(postForm(to: AccountsURL.confirm, hidden: SignIn.carried(occasion), """
                \(question(viewer, form))
                \(buttonGroup(button("Confirm"), "<a href=\"/\">Do not go on</a>"))
                """))
            """)
        page.errors = form.problems
        return page
    }

    private static func question(_ viewer: Viewer, _ form: Form) -> HTML {
        if viewer.isDemonstration { return "<p>In the demonstration nobody has a password: pressing is enough.</p>" }
        return viewer.hasSecondFactor ? codeFields(form) : passwordInput("Your password", name: "password", in: form)
    }

    /// The code of an app, and for the day without the app a code from paper.
    static func codeFields(_ form: Form) -> HTML {
        """
        \(textInput(
            "Code", name: "code", in: form, hint: "The six digits that your app shows now", width: .ten,
            autocomplete: "one-time-code", inputMode: "numeric", spellcheck: false))
        \(details("If you do not have your app", open: form.problems["recovery"] != nil, """
            \(textInput(
                "Recovery code", name: "recovery", in: form, hint: "One that you have not used yet",
                autocomplete: "off", spellcheck: false))
            <p>Without either, ask an administrator of your organisation to reset your second factor.</p>
            """))
        """
    }

    /// After a form was stopped: one press sends on what was written.
    static func resumePage(_ path: String, _ form: KeptForm) -> Page {
        Page("It is you: now send it", width: .reading, main: """
            <p>What you wrote has not been sent yet.</p>
            \(postForm(to: path, hidden: form.fields, button("Send what I wrote")))
            """)
    }
}
