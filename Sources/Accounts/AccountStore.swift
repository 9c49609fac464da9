public import Calendar
import Crypto
public import Database
import Ledger
import Foundation
public import Log

/// The only SQL over organisations, accounts and sessions.
public struct AccountStore: Sendable {
    let recorder: Recorder
    let cost: PasswordCost
    /// A stored password that nothing matches: unknown names are checked against it, in the same time as known ones.
    let decoy: String

    public init(recorder: Recorder, cost: PasswordCost) {
        self.recorder = recorder
        self.cost = cost
        decoy = "scrypt$\(cost.exponent)$8$1$AAAAAAAAAAAAAAAAAAAAAA==$\(String(repeating: "A", count: 43))="
    }

    /// Longest a session lasts, whatever happens in it. Source: trust limits of the design; 10 hours is one long shift.
    static let sessionHours = 10

    // MARK: Who is acting

    /// The viewer of a session token, or nil when the session is unknown, over, or its account was closed.
    public static func viewer(
        _ reader: Reader, organisation: Int, token: [UInt8], now: Instant
    ) throws -> Viewer? {
        let oldest = Int(now.adding(hours: -sessionHours).milliseconds)
        guard let found = try reader.first("""
            SELECT o.name, o.demonstration, a.id, a.name, a.roles, a.must_change_password
            FROM session s
            JOIN account a ON a.organisation = s.organisation AND a.id = s.account
            JOIN organisation o ON o.id = s.organisation
            WHERE s.organisation = \(organisation) AND s.token = \(token)
                AND s.ended_at IS NULL AND s.created_at > \(oldest) AND a.active = 1
            """, {
                (try $0.text(0), try $0.bool(1), try $0.text(2), try $0.text(3), try $0.int(4), try $0.bool(5))
            })
        else { return nil }
        let (organisationName, isDemonstration, account, name, roles, mustChangePassword) = found
        return Viewer(
            organisation: organisation, organisationName: organisationName, isDemonstration: isDemonstration,
            account: account, name: name, roles: RoleSet(stored: roles),
            posts: try PostStore.held(reader, organisation: organisation, by: account, on: now.day), session: token,
            mustChangePassword: mustChangePassword)
    }

    // MARK: Organisations

    /// The organisation's number. The first administrator comes with it, in the same change.
    public func begin(
        organisation name: String, demonstration: Bool, administrator: NewAccount
    ) async throws -> Int {
        let stored = try await storedPassword(administrator.password)
        let organisation = 1
        return try await recorder.record(.config, by: Actor(organisation: organisation, account: nil)) { write in
            guard try write.reader.count("SELECT count(*) FROM organisation") == 0 else {
                throw AccountProblem.organisationExists
            }
            try write.sql.execute("""
                INSERT INTO organisation (id, name, demonstration, created_at)
                VALUES (\(organisation), \(name), \(demonstration), \(write.now.milliseconds))
                """)
            let id = try Self.insert(administrator, stored: stored, write)
            write.trace(Trace("set up the organisation and its first account", "account", id))
            return organisation
        }
    }

    public static func organisations(_ reader: Reader) throws -> [Organisation] {
        try reader.rows("SELECT id, name, demonstration FROM organisation ORDER BY id") {
            Organisation(id: try $0.int(0), name: try $0.text(1), isDemonstration: try $0.bool(2))
        }
    }

    // MARK: Accounts

    /// The new account's identifier.
    public func add(_ account: NewAccount, by actor: Actor) async throws -> String {
        let stored = try await storedPassword(account.password)
        return try await recorder.record(.accountWrite, by: actor) { write in
            let id = try Self.insert(account, stored: stored, write)
            write.trace(Trace("added an account", "account", id, after: 1))
            return id
        }
    }

    private static func insert(_ account: NewAccount, stored: String, _ write: Write) throws -> String {
        let id = write.newID()
        let login = account.login.lowercased()
        guard try write.reader.count("SELECT count(*) FROM account WHERE login = \(login)") == 0 else {
            throw AccountProblem.loginTaken
        }
        try write.sql.execute("""
            INSERT INTO account (organisation, id, login, name, password, must_change_password, roles, active, version,
                created_at)
            VALUES (\(write.organisation), \(id), \(login), \(account.name), \(stored), \(account.mustChangePassword),
                \(account.roles.stored), 1, 1, \(write.now.milliseconds))
            """)
        return id
    }

    public static func list(_ reader: Reader, organisation: Int) throws -> [Account] {
        try reader.rows("""
            SELECT id, login, name, roles, active, version, signed_in_at, must_change_password
            FROM account
            WHERE organisation = \(organisation)
            ORDER BY active DESC, name, id
            """, Account.init)
    }

    public static func account(_ reader: Reader, organisation: Int, id: String) throws -> Account? {
        try reader.first("""
            SELECT id, login, name, roles, active, version, signed_in_at, must_change_password
            FROM account
            WHERE organisation = \(organisation) AND id = \(id)
            """, Account.init)
    }

    /// Names of accounts by identifier, for "by …".
    public static func names(_ reader: Reader, organisation: Int, of accounts: [String]) throws -> [String: String] {
        let wanted = Set(accounts).sorted()
        guard !wanted.isEmpty else { return [:] }
        let names = try reader.rows("""
            SELECT id, name FROM account WHERE organisation = \(organisation) AND id IN (\(list: wanted))
            """) { (try $0.text(0), try $0.text(1)) }
        return Dictionary(names) { first, _ in first }
    }

    /// Changes name, roles and whether the account may sign in. Closing one ends its sessions.
    /// Throws `AccountProblem.changedMeanwhile` when `version` is no longer the present one, and
    /// `.lastAdministrator` when nobody would be left to manage accounts.
    public func change(
        _ id: String, version: Int, name: String, roles: RoleSet, active: Bool, by actor: Actor
    ) async throws {
        try await recorder.record(.accountWrite, by: actor) { write in
            guard let old = try Self.account(write.reader, organisation: write.organisation, id: id) else {
                throw Refusal.notFound
            }
            guard old.version == version else { throw AccountProblem.changedMeanwhile }
            try write.sql.execute("""
                UPDATE account
                SET name = \(name), roles = \(roles.stored), active = \(active), version = \(version + 1)
                WHERE organisation = \(write.organisation) AND id = \(id)
                """)
            if !active || roles != old.roles { try Self.endSessions(of: id, write) }
            let left = try Self.list(write.reader, organisation: write.organisation)
            guard left.contains(where: { $0.active && $0.roles.may(.manageAccounts) }) else {
                throw AccountProblem.lastAdministrator
            }
            var fields: [String] = []
            if name != old.name { fields.append("name") }
            if roles != old.roles { fields.append("roles") }
            if active != old.active { fields.append("active") }
            write.trace(Trace("changed an account", "account", id, before: version, after: version + 1, fields: fields))
        }
    }

    /// Sets a new password and ends every session of the account but `keeping`.
    public func setPassword(
        _ password: String, of id: String, mustChange: Bool, keeping session: [UInt8]?, by actor: Actor
    ) async throws {
        let stored = try await storedPassword(password)
        try await recorder.record(.accountWrite, by: actor) { write in
            let changed = try write.sql.execute("""
                UPDATE account
                SET password = \(stored), must_change_password = \(mustChange), version = version + 1
                WHERE organisation = \(write.organisation) AND id = \(id)
                """)
            guard changed == 1 else { throw Refusal.notFound }
            try Self.endSessions(of: id, keeping: session, write)
            write.trace(Trace("set a new password", "account", id, fields: ["password"]))
        }
    }

    /// Every reason not to take a password, as sentences; empty when it can be taken.
    public static func reasonsAgainst(password: String, login: String, name: String, organisation: String) -> [String] {
        Password.reasonsAgainst(password, login: login, name: name, organisation: organisation)
    }

    private func storedPassword(_ password: String) async throws -> String {
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let cost = cost
        return try await offPool { try Password.stored(password, cost: cost, salt: salt) }
    }

    // MARK: Sessions

    struct Login: Sendable {
        let organisation: Int
        let account: String
        let stored: String
        let active: Bool
    }

    static func login(_ reader: Reader, _ login: String) throws -> Login? {
        try reader.first("SELECT organisation, id, password, active FROM account WHERE login = \(login)") {
            Login(
                organisation: try $0.int(0), account: try $0.text(1), stored: try $0.text(2), active: try $0.bool(3))
        }
    }

    /// The new session's token for the cookie; the database holds its SHA-256 only.
    func startSession(organisation: Int, account: String) async throws -> String {
        let secret = (0..<32).map { _ in UInt8.random(in: 0...255) }
        let token = [UInt8](SHA256.hash(data: secret))
        let actor = Actor(organisation: organisation, account: account)
        try await recorder.record(.authOk, by: actor) { write in
            try write.sql.execute("""
                INSERT INTO session (organisation, token, account, created_at)
                VALUES (\(organisation), \(token), \(account), \(write.now.milliseconds))
                """)
            try write.sql.execute("""
                UPDATE account
                SET signed_in_at = \(write.now.milliseconds)
                WHERE organisation = \(organisation) AND id = \(account)
                """)
            write.trace(Trace("signed in", "account", account))
        }
        return SessionToken.text(organisation: organisation, secret: secret)
    }

    func recordFailedSignIn(_ login: Login, failures: Int) async throws {
        let actor = Actor(organisation: login.organisation, account: nil)
        try await recorder.record(.authFail, by: actor) { write in
            let words = failures >= 10 ? "gave a wrong password, \(failures) times in a row" : "gave a wrong password"
            write.trace(Trace(words, "account", login.account))
        }
    }

    func endSession(_ viewer: Viewer) async throws {
        try await recorder.record(.authOk, by: viewer.actor) { write in
            try write.sql.execute("""
                UPDATE session
                SET ended_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND token = \(viewer.session)
                """)
            write.trace(Trace("signed out", "account", viewer.account))
        }
    }

    /// Ends a session in which nothing was asked for too long.
    public func endIdleSession(_ viewer: Viewer) async throws {
        try await recorder.record(.authOk, by: viewer.actor) { write in
            try write.sql.execute("""
                UPDATE session
                SET ended_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND token = \(viewer.session) AND ended_at IS NULL
                """)
            write.trace(Trace("was signed out after a time without a request", "account", viewer.account))
        }
    }

    /// Whom a newcomer can look around as; empty for a real organisation.
    static func demonstrationAccounts(_ reader: Reader) throws -> [DemonstrationAccount] {
        guard let organisation = try organisations(reader).first(where: \.isDemonstration) else { return [] }
        return try list(reader, organisation: organisation.id).filter(\.active).map {
            DemonstrationAccount(id: $0.id, name: $0.name, words: $0.roles.words.lowercased())
        }
    }

    private static func endSessions(of account: String, keeping session: [UInt8]? = nil, _ write: Write) throws {
        try write.sql.execute("""
            UPDATE session
            SET ended_at = \(write.now.milliseconds)
            WHERE organisation = \(write.organisation) AND account = \(account) AND ended_at IS NULL
                AND token <> \(session ?? [])
            """)
    }
}

public struct Organisation: Sendable, Hashable {
    public let id: Int
    public let name: String
    public let isDemonstration: Bool
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

public struct Account: Sendable, Hashable {
    public let id: String
    public let login: String
    public let name: String
    public let roles: RoleSet
    public let active: Bool
    public let version: Int
    public let signedInAt: Instant?
    public let mustChangePassword: Bool

    init(_ row: Row) throws {
        id = try row.text(0)
        login = try row.text(1)
        name = try row.text(2)
        roles = RoleSet(stored: try row.int(3))
        active = try row.bool(4)
        version = try row.int(5)
        signedInAt = row.intOrNil(6).map { Instant(milliseconds: Int64($0)) }
        mustChangePassword = try row.bool(7)
    }
}

public enum AccountProblem: Error, Sendable, Equatable {
    case organisationExists
    case loginTaken
    case changedMeanwhile
    case lastAdministrator
}

/// What the session cookie holds: the organisation's number and 256 random bits, `1.k3J…`.
public enum SessionToken {
    static func text(organisation: Int, secret: [UInt8]) -> String {
        let base64 = Data(secret).base64EncodedString()
        return "\(organisation)." + base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
            .replacingOccurrences(of: "=", with: "")
    }

    /// The organisation and the SHA-256 that the database knows, or nil when the text is no token.
    public static func read(_ text: some StringProtocol) -> (organisation: Int, token: [UInt8])? {
        guard let dot = text.firstIndex(of: "."), let organisation = Int(text[..<dot]) else { return nil }
        var base64 = text[text.index(after: dot)...].replacingOccurrences(of: "-", with: "+")
        base64 = base64.replacingOccurrences(of: "_", with: "/") + "="
        guard base64.utf8.count == 44, let secret = Data(base64Encoded: base64) else { return nil }
        return (organisation, [UInt8](SHA256.hash(data: secret)))
    }
}
