public import Calendar
public import Log

/// Who is acting: an account of an organisation with its roles and the posts that it holds today.
public struct Viewer: Hashable, Sendable {
    public let organisation: Int
    public let organisationName: String
    /// The organisation holds invented people for a first look; nothing in it is real.
    public let isDemonstration: Bool
    public let account: String
    public let name: String
    public let roles: RoleSet
    /// Identifiers of the posts held today.
    public let posts: [String]
    /// SHA-256 of the session's token.
    public let session: [UInt8]
    public let mustChangePassword: Bool
    /// Codes of an authenticator app are asked for at sign-in.
    public let hasSecondFactor: Bool
    /// When they last gave a password or a code, signing in included.
    public let provedAt: Instant
    /// What has to be done before anything else.
    public let duty: Duty?

    public init(
        organisation: Int, organisationName: String, isDemonstration: Bool, account: String, name: String,
        roles: RoleSet, posts: [String], session: [UInt8], mustChangePassword: Bool,
        hasSecondFactor: Bool = false, provedAt: Instant = Instant(milliseconds: 0), duty: Duty? = nil
    ) {
        self.organisation = organisation
        self.organisationName = organisationName
        self.isDemonstration = isDemonstration
        self.account = account
        self.name = name
        self.roles = roles
        self.posts = posts
        self.session = session
        self.mustChangePassword = mustChangePassword
        self.hasSecondFactor = hasSecondFactor
        self.provedAt = provedAt
        self.duty = duty ?? (mustChangePassword ? .choosePassword : nil)
    }

    public var actor: Actor { Actor(organisation: organisation, account: account) }

    public func may(_ permission: Permission) -> Bool { roles.may(permission) }
}

/// What somebody who has signed in must do before they may do anything else; the most urgent first.
public enum Duty: Hashable, Sendable {
    /// Read that an administrator took their second factor off.
    case hearOfReset
    /// Somebody else chose their password.
    case choosePassword
    /// One of their roles asks for a second factor.
    case setUpSecondFactor

    /// Where it is done.
    public var path: String {
        switch self {
        case .hearOfReset: AccountsURL.factorReset
        case .choosePassword: AccountsURL.password
        case .setUpSecondFactor: AccountsURL.factor
        }
    }

    /// Whether a route may be used before it is done.
    public func allows(_ path: String) -> Bool {
        if AccountsURL.alwaysOpen.contains(path) { return true }
        return switch self {
        case .hearOfReset: path == AccountsURL.factorReset
        case .choosePassword: path == AccountsURL.password
        case .setUpSecondFactor: AccountsURL.settingUpFactor.contains(path)
        }
    }

    /// Stops a request until it is done.
    public struct Due: Error {
        public let duty: Duty
        public init(_ duty: Duty) { self.duty = duty }
    }
}

/// Who may use a route. There is no default: a route cannot be written without one.
public enum Policy: Hashable, Sendable {
    /// Anyone, signed in or not: sign-in itself, files of the look, health.
    case open
    /// Anyone signed in.
    case signedIn
    case may(Permission)
    /// Anyone who may do one of these.
    case mayAny([Permission])

    public func allows(_ viewer: Viewer?) -> Bool {
        switch self {
        case .open: true
        case .signedIn: viewer != nil
        case .may(let permission): viewer?.may(permission) ?? false
        case .mayAny(let permissions): permissions.contains { viewer?.may($0) ?? false }
        }
    }
}
