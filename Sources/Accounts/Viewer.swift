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

    public init(
        organisation: Int, organisationName: String, isDemonstration: Bool, account: String, name: String,
        roles: RoleSet, posts: [String], session: [UInt8], mustChangePassword: Bool
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
    }

    public var actor: Actor { Actor(organisation: organisation, account: account) }

    public func may(_ permission: Permission) -> Bool { roles.may(permission) }
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
