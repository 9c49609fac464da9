/// What stands around every page for one viewer: made once for a request, the same for all features.
public struct Frame: Sendable {
    public struct Viewer: Sendable {
        public var name: String
        /// Where the name leads: their own settings.
        public var account: String?
        /// Where the sign-out form posts to. A form, because a link that changes something is pressed by mail scanners.
        public var signOut: String

        public init(name: String, account: String? = nil, signOut: String) {
            self.name = name
            self.account = account
            self.signOut = signOut
        }
    }

    public struct Search: Sendable {
        public var action: String
        public var label: String

        public init(action: String, label: String = "Search") {
            self.action = action
            self.label = label
        }
    }

    public var service: String
    public var organisation: String
    public var home: String = "/"
    /// Six are shown; the rest goes under "More".
    public var navigation: [NavItem] = []
    public var viewer: Viewer?
    /// Shown when nobody is signed in.
    public var signIn: Link?
    /// Said on every page, as "This is demonstration data about an invented council."
    public var demonstration: String?
    /// Said on every page while something is wrong with the program itself.
    public var notice: String?
    /// A word beside the service's name: "Trial".
    public var phase: String?
    public var search: Search?
    /// Help first and in the same place on every page (WCAG 3.2.6).
    public var footer: [Link] = [Link("Help", "/help"), Link("Accessibility", "/accessibility")]
    /// Further stylesheets, after ours: a council's own tokens.
    public var stylesheets: [String] = []
    /// Seconds until the session ends; the script warns five minutes before. Nil where nobody is signed in.
    public var sessionSeconds: Int?
    /// Where "Stay signed in" posts to; without it the warning only says what is coming.
    public var staySignedIn: String?

    public init(service: String = "Granville", organisation: String) {
        self.service = service
        self.organisation = organisation
    }
}
