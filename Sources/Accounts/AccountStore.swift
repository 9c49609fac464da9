import Calendar
public import Database
import Foundation
public import Ledger
public import Log
public import Vault

/// The only SQL over organisations and accounts; sessions are in `Sessions.swift`.
public struct AccountStore: Sendable {
    let recorder: Recorder
    let cost: PasswordCost
    /// Seals what an authenticator app holds, and what lies between the two steps of signing in.
    let sealer: Sealer
    /// A stored password that nothing matches: unknown names are checked against it, in the same time as known ones.
    let decoy: String
    let gate = SignInGate()
    let passwordWork = PasswordWork()

    public init(recorder: Recorder, cost: PasswordCost, sealer: Sealer) {
        self.recorder = recorder
        self.cost = cost
        self.sealer = sealer
        decoy = "scrypt$\(cost.exponent)$8$1$AAAAAAAAAAAAAAAAAAAAAA==$\(String(repeating: "A", count: 43))="
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

    /// The new account's identifier. Throws `AccountProblem.loginTaken`.
    public func add(_ account: NewAccount, by actor: Actor) async throws -> String {
        let stored = try await storedPassword(account.password)
        return try await recorder.record(.accountWrite, by: actor) { write in
            try Self.add(account, stored: stored, write)
        }
    }

    /// As the other `add`, for a form: a second press of the same form adds nothing and leads to the same place.
    func add(_ account: NewAccount, form: String, by actor: Actor) async throws -> Pressed {
        let stored = try await storedPassword(account.password)
        return try await recorder.recordOnce(.accountWrite, form, by: actor) { write in
            AccountsURL.account(try Self.add(account, stored: stored, write))
        }
    }

    private static func add(_ account: NewAccount, stored: String, _ write: Write) throws -> String {
        let id = try insert(account, stored: stored, write)
        write.trace(Trace("added an account", "account", id, after: 1))
        return id
    }

    private static func insert(_ account: NewAccount, stored: String, _ write: Write) throws -> String {
        let id = write.newID()
        let login = loginKey(account.login)
        guard try self.login(write.reader, login) == nil else { throw AccountProblem.loginTaken }
        try write.sql.execute("""
            INSERT INTO account (organisation, id, login, name, password, must_change_password, roles, active, version,
                created_at)
            VALUES (\(write.organisation), \(id), \(login), \(account.name), \(stored), \(account.mustChangePassword),
                \(account.roles.stored), 1, 1, \(write.now.milliseconds))
            """)
        try stampChange(write)
        return id
    }

    private static func stampChange(_ write: Write) throws {
        try write.sql.execute("""
            UPDATE organisation SET accounts_changed = accounts_changed + 1 WHERE id = \(write.organisation)
            """)
    }

    /// Sign-in names are the same name in capitals and in either way of writing é.
    static func loginKey(_ login: String) -> String {
        login.lowercased().precomposedStringWithCanonicalMapping
    }

    public static func list(_ reader: Reader, organisation: Int) throws -> [Account] {
        try reader.rows("""
            SELECT id, login, name, roles, active, version, signed_in_at, must_change_password, factor_since
            FROM account
            WHERE organisation = \(organisation)
            ORDER BY active DESC, name, id
            """, Account.init)
    }

    public static func account(_ reader: Reader, organisation: Int, id: String) throws -> Account? {
        try reader.first("""
            SELECT id, login, name, roles, active, version, signed_in_at, must_change_password, factor_since
            FROM account
            WHERE organisation = \(organisation) AND id = \(id)
            """, Account.init)
    }

    /// Changes whenever who has an account does, or what they are called, or whether they may sign in; one row is read,
    /// however many accounts there are.
    public static func stamp(_ reader: Reader, organisation: Int) throws -> AccountStamp {
        let changes = try reader.first("SELECT accounts_changed FROM organisation WHERE id = \(organisation)") { try $0.int(0) }
        return AccountStamp(organisation: organisation, changes: changes ?? 0)
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

    /// Changes name, roles and whether the account may sign in. Closing it or changing its roles ends its sessions.
    ///
    /// Throws `AccountProblem`: `.changedMeanwhile` when `version` is no longer the present one, `.lastAdministrator`
    /// when nobody would be left to manage accounts, `.ownAdministratorRole`, `.ownNewRole`, or `.nothingChanged`.
    func change(
        _ id: String, version: Int, to change: AccountChange, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: actor) { write in
            guard let old = try Self.account(write.reader, organisation: write.organisation, id: id) else {
                throw Refusal.notFound
            }
            guard old.version == version else { throw AccountProblem.changedMeanwhile }
            let others = try Self.list(write.reader, organisation: write.organisation).filter { $0.id != id }
            if let problem = AccountRules.problem(change, of: old, by: actor.account, others: others) { throw problem }
            let name = change.name ?? old.name
            let roles = change.roles ?? old.roles
            let active = change.active ?? old.active
            try write.sql.execute("""
                UPDATE account
                SET name = \(name), roles = \(roles.stored), active = \(active), version = \(version + 1)
                WHERE organisation = \(write.organisation) AND id = \(id)
                """)
            try Self.stampChange(write)
            if !active || roles != old.roles { try Self.endSessions(of: id, write) }
            if !active { _ = try Self.endFeeds(of: id, write) }
            write.trace(Trace(
                AccountRules.words(change, of: old), "account", id, before: version, after: version + 1,
                fields: AccountRules.fields(change, of: old)))
            return AccountsURL.account(id)
        }
    }

    // MARK: Passwords

    /// Sets a new password and ends every session of the account but `keeping`.
    public func setPassword(
        _ password: String, of id: String, mustChange: Bool, keeping session: [UInt8]?, by actor: Actor
    ) async throws {
        let stored = try await storedPassword(password)
        try await recorder.record(.accountWrite, by: actor) { write in
            try Self.setPassword(stored: stored, of: id, mustChange: mustChange, keeping: session, write)
        }
    }

    /// A password that somebody else chose, for a form.
    func giveFirstPassword(_ password: String, to id: String, form: String, by actor: Actor) async throws -> Pressed {
        let stored = try await storedPassword(password)
        return try await recorder.recordOnce(.accountWrite, form, by: actor) { write in
            try Self.setPassword(stored: stored, of: id, mustChange: true, keeping: nil, write)
            return AccountsURL.account(id)
        }
    }

    private static func setPassword(
        stored: String, of id: String, mustChange: Bool, keeping session: [UInt8]?, _ write: Write
    ) throws {
        let changed = try write.sql.execute("""
            UPDATE account
            SET password = \(stored), must_change_password = \(mustChange), version = version + 1
            WHERE organisation = \(write.organisation) AND id = \(id)
            """)
        guard changed == 1 else { throw Refusal.notFound }
        try endSessions(of: id, keeping: session, write)
        write.trace(Trace("set a new password", "account", id, fields: ["password"]))
    }

    /// Every reason not to take a password, as sentences; empty when it can be taken.
    public static func reasonsAgainst(password: String, login: String, name: String, organisation: String) -> [String] {
        Password.reasonsAgainst(password, login: login, name: name, organisation: organisation)
    }

    private func storedPassword(_ password: String) async throws -> String {
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let cost = cost
        return try await passwordWork.run { try Password.stored(password, cost: cost, salt: salt) }
    }
}

extension Recorder {
    /// Records a change that a form asks for, once however often it is pressed. `change` returns where it leads.
    public func recordOnce(
        _ kind: EntryClass, _ form: String, by actor: Actor, _ change: @escaping @Sendable (Write) throws -> String
    ) async throws -> Pressed {
        do {
            return try await record(kind, by: actor) { write in
                if let location = try write.alreadyDone(form) { throw AlreadyDone(location: location) }
                let location = try change(write)
                try write.done(form, location: location)
                return Pressed(location: location, isRepeat: false)
            }
        } catch let already as AlreadyDone {
            return Pressed(location: already.location, isRepeat: true)
        }
    }
}

/// Leaves the change before anything is written: the recorder refuses one that leaves no trace.
private struct AlreadyDone: Error {
    let location: String
}
