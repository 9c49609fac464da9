public import Calendar
import Database

public struct Organisation: Sendable, Hashable {
    public let id: Int
    public let name: String
    public let isDemonstration: Bool
}

/// Somebody who signs in.
public struct Account: Sendable, Hashable {
    public let id: String
    public let login: String
    public let name: String
    public let roles: RoleSet
    public let active: Bool
    public let version: Int
    public let signedInAt: Instant?
    public let mustChangePassword: Bool
    /// Since when codes of an app are asked for; nil without a second factor.
    public let secondFactorSince: Instant?

    /// Columns as `AccountStore` lists them.
    init(_ row: Row) throws {
        id = try row.text(0)
        login = try row.text(1)
        name = try row.text(2)
        roles = RoleSet(stored: try row.int(3))
        active = try row.bool(4)
        version = try row.int(5)
        signedInAt = row.intOrNil(6).map { Instant(milliseconds: Int64($0)) }
        mustChangePassword = try row.bool(7)
        secondFactorSince = row.intOrNil(8).map { Instant(milliseconds: Int64($0)) }
    }
}

public struct NewAccount: Sendable {
    public var login: String
    public var name: String
    public var password: String
    public var roles: RoleSet
    public var mustChangePassword: Bool

    public init(login: String, name: String, password: String, roles: RoleSet, mustChangePassword: Bool) {
        self.login = login
        self.name = name
        self.password = password
        self.roles = roles
        self.mustChangePassword = mustChangePassword
    }
}

/// What an account is to become. Nil leaves a thing as it is.
public struct AccountChange: Sendable {
    public var name: String?
    public var roles: RoleSet?
    public var active: Bool?

    public init(name: String? = nil, roles: RoleSet? = nil, active: Bool? = nil) {
        self.name = name
        self.roles = roles
        self.active = active
    }
}

public enum AccountProblem: Error, Sendable, Equatable {
    case organisationExists
    case loginTaken
    case changedMeanwhile
    /// Nobody would be left to manage accounts.
    case lastAdministrator
    /// Somebody takes the administrator's role from themselves, or closes their own account.
    case ownAdministratorRole
    /// Somebody gives themselves a role.
    case ownNewRole
    /// Everything is as it was already.
    case nothingChanged
}

/// Where a press of a form led, and whether an earlier press of the same form had done the work already.
public struct Pressed: Sendable, Equatable {
    public let location: String
    public let isRepeat: Bool
}

/// Tells whether any account of an organisation has changed: whoever adds one, or changes its name, its roles or whether it
/// may sign in, counts one up in the same change.
public struct AccountStamp: Equatable, Sendable {
    public let organisation: Int
    let changes: Int
}
