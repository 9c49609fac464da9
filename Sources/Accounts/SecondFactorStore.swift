import Calendar
import Database
import Ledger
import Log
import Vault

/// What somebody gives beside their password.
enum GivenCode: Sendable, Equatable {
    /// Six digits of the app.
    case app(String)
    case recovery(String)

    /// One field for each; nil when neither holds anything.
    init?(code: String, recovery: String) {
        if !recovery.isEmpty {
            self = .recovery(recovery)
        } else {
            guard !code.isEmpty else { return nil }
            self = .app(OneTimeCode.digits(in: code))
        }
    }
}

/// The code is wrong, used already, or too old; the answer is the same for all three.
struct WrongCode: Error {}

/// What a person's page says of their second factor.
struct FactorState: Sendable {
    let since: Instant?
    /// Recovery codes that were not used yet.
    let codesLeft: Int
    /// Somebody else took the factor off; shown for as long as it is the last that happened to it.
    let reset: FactorReset?
}

struct FactorReset: Sendable {
    let at: Instant
    /// Name of who did it.
    let by: String
    let reason: String
}

/// The only SQL over second factors and recovery codes.
///
/// A secret is sealed under the system's key, bound to its account and to whether it counts yet: it cannot be moved to
/// another account in the database, and a secret that was only shown does not open anything.
extension AccountStore {
    private static func aad(_ column: String, _ organisation: Int, _ account: String) -> [UInt8] {
        Array("granville/second-factor/v1/\(organisation)/\(account)/\(column)".utf8)
    }

    // MARK: Setting up

    /// Makes a secret that waits for its first code. The one before, if any, still counts.
    func offerFactor(by viewer: Viewer) async throws {
        let account = viewer.account
        let sealer = sealer
        try await recorder.record(.accountWrite, by: viewer.actor) { write in
            let sealed = try sealer.seal(
                OneTimeCode.newSecret(), aad: Self.aad("offered", write.organisation, account))
            try write.sql.execute("""
                UPDATE account SET factor_offered = \(sealed)
                WHERE organisation = \(write.organisation) AND id = \(account)
                """)
            write.trace(Trace("began to set up a second factor", "account", account))
        }
    }

    /// The secret that waits for its first code, or nil.
    func offeredSecret(_ reader: Reader, _ viewer: Viewer) throws -> [UInt8]? {
        try Self.offered(reader, viewer.organisation, viewer.account, sealer)
    }

    private static func offered(
        _ reader: Reader, _ organisation: Int, _ account: String, _ sealer: Sealer
    ) throws -> [UInt8]? {
        let sealed = try reader.first("""
            SELECT factor_offered FROM account WHERE organisation = \(organisation) AND id = \(account)
            """) { $0.bytesOrNil(0) } ?? nil
        return try sealed.map { try sealer.open($0, aad: aad("offered", organisation, account)) }
    }

    /// Makes the offered secret count, because its app showed the right code; other sessions of the account end.
    /// Throws `WrongCode`.
    /// - Parameter codes: the new recovery codes; those before are void.
    func confirmFactor(_ code: String, recovery codes: [String], form: String, by viewer: Viewer) async throws -> Pressed {
        let account = viewer.account
        let sealer = sealer
        return try await recorder.recordOnce(.accountWrite, form, by: viewer.actor) { write in
            guard let secret = try Self.offered(write.reader, write.organisation, account, sealer),
                let step = OneTimeCode.step(of: code, secret: secret, now: write.now, after: 0)
            else { throw WrongCode() }
            let sealed = try sealer.seal(secret, aad: Self.aad("counts", write.organisation, account))
            try write.sql.execute("""
                UPDATE account
                SET factor = \(sealed), factor_offered = NULL, factor_since = \(write.now.milliseconds),
                    factor_step = \(step), reset_at = NULL, reset_by = NULL, reset_reason = NULL, reset_told_at = NULL,
                    version = version + 1
                WHERE organisation = \(write.organisation) AND id = \(account)
                """)
            try Self.replaceCodes(codes, of: account, write)
            try Self.endSessions(of: account, keeping: viewer.session, write)
            write.trace(Trace("set up a second factor", "account", account, fields: ["second factor"]))
            return AccountsURL.factor
        }
    }

    /// Makes the recovery codes anew; those before are void.
    func renewCodes(_ codes: [String], form: String, by viewer: Viewer) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: viewer.actor) { write in
            guard try Self.hasFactor(viewer.account, write) else { throw Refusal.notFound }
            try Self.replaceCodes(codes, of: viewer.account, write)
            write.trace(Trace("made new recovery codes", "account", viewer.account, fields: ["recovery codes"]))
            return AccountsURL.factor
        }
    }

    private static func replaceCodes(_ codes: [String], of account: String, _ write: Write) throws {
        try removeCodes(of: account, write)
        for code in codes {
            guard let hash = RecoveryCode.hash(code, account: account) else { continue }
            try write.sql.execute("""
                INSERT INTO recovery_code (organisation, account, hash, made_at)
                VALUES (\(write.organisation), \(account), \(hash), \(write.now.milliseconds))
                """)
        }
    }

    private static func removeCodes(of account: String, _ write: Write) throws {
        try write.sql.execute("""
            DELETE FROM recovery_code WHERE organisation = \(write.organisation) AND account = \(account)
            """)
    }

    private static func hasFactor(_ account: String, _ write: Write) throws -> Bool {
        try write.reader.count("""
            SELECT count(*) FROM account
            WHERE organisation = \(write.organisation) AND id = \(account) AND factor IS NOT NULL
            """) == 1
    }

    // MARK: Using

    /// Uses a code up, inside the change that it allows, and says in words what was used. Throws `WrongCode`.
    static func use(_ given: GivenCode, of account: String, _ sealer: Sealer, _ write: Write) throws -> String {
        switch given {
        case .app(let code):
            let found = try write.reader.first("""
                SELECT factor, factor_step FROM account
                WHERE organisation = \(write.organisation) AND id = \(account) AND factor IS NOT NULL
                """) { (try $0.bytes(0), try $0.int(1)) }
            guard let (sealed, last) = found else { throw WrongCode() }
            let secret = try sealer.open(sealed, aad: aad("counts", write.organisation, account))
            guard let step = OneTimeCode.step(of: code, secret: secret, now: write.now, after: last) else {
                throw WrongCode()
            }
            let used = try write.sql.execute("""
                UPDATE account SET factor_step = \(step)
                WHERE organisation = \(write.organisation) AND id = \(account) AND factor_step < \(step)
                """)
            guard used == 1 else { throw WrongCode() }
            return "a code of the app"
        case .recovery(let code):
            guard let hash = RecoveryCode.hash(code, account: account) else { throw WrongCode() }
            let used = try write.sql.execute("""
                UPDATE recovery_code SET used_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND account = \(account) AND hash = \(hash)
                    AND used_at IS NULL
                """)
            guard used == 1 else { throw WrongCode() }
            return "a recovery code"
        }
    }

    static func factorState(_ reader: Reader, organisation: Int, account: String) throws -> FactorState {
        let left = try reader.count("""
            SELECT count(*) FROM recovery_code
            WHERE organisation = \(organisation) AND account = \(account) AND used_at IS NULL
            """)
        let state = try reader.first("""
            SELECT a.factor_since, a.reset_at, a.reset_reason, b.name
            FROM account a
            LEFT JOIN account b ON b.organisation = a.organisation AND b.id = a.reset_by
            WHERE a.organisation = \(organisation) AND a.id = \(account)
            """) { row in
                FactorState(
                    since: row.intOrNil(0).map { Instant(milliseconds: Int64($0)) }, codesLeft: left,
                    reset: row.intOrNil(1).map { at in
                        FactorReset(
                            at: Instant(milliseconds: Int64(at)), by: row.textOrNil(3) ?? "Whoever runs the program",
                            reason: row.textOrNil(2) ?? "")
                    })
            }
        return state ?? FactorState(since: nil, codesLeft: 0, reset: nil)
    }

    // MARK: Taking off

    /// Its owner goes on without one.
    func removeFactor(form: String, by viewer: Viewer) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: viewer.actor) { write in
            guard try Self.hasFactor(viewer.account, write) else { throw Refusal.notFound }
            try Self.clear(viewer.account, write)
            write.trace(Trace("took off their second factor", "account", viewer.account, fields: ["second factor"]))
            return AccountsURL.factor
        }
    }

    /// An administrator takes off somebody's factor, who hears of it at the next sign-in; their sessions end.
    func resetFactor(of account: String, reason: String, form: String, by actor: Actor) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: actor) { write in
            try Self.reset(account, reason: reason, write)
            return AccountsURL.account(account)
        }
    }

    /// As the other `resetFactor`, by whoever runs the program, for an organisation whose administrators are locked out.
    /// False when nobody of this name has a second factor.
    public func resetFactor(login name: String, in organisation: Int, reason: String) async throws -> Bool {
        let actor = Actor(organisation: organisation, account: nil)
        do {
            try await recorder.record(.accountWrite, by: actor) { write in
                guard let found = try Self.login(write.reader, name), found.organisation == write.organisation else {
                    throw Refusal.notFound
                }
                try Self.reset(found.account, reason: reason, write)
            }
            return true
        } catch Refusal.notFound {
            return false
        }
    }

    private static func reset(_ account: String, reason: String, _ write: Write) throws {
        guard try Self.hasFactor(account, write) else { throw Refusal.notFound }
        try Self.clear(account, write)
        try write.sql.execute("""
            UPDATE account
            SET reset_at = \(write.now.milliseconds), reset_by = \(write.actor.account), reset_reason = \(reason),
                reset_told_at = NULL
            WHERE organisation = \(write.organisation) AND id = \(account)
            """)
        try Self.endSessions(of: account, write)
        write.trace(Trace(
            "reset somebody's second factor", "account", account, fields: ["second factor"], reason: reason))
    }

    private static func clear(_ account: String, _ write: Write) throws {
        try write.sql.execute("""
            UPDATE account
            SET factor = NULL, factor_offered = NULL, factor_since = NULL, factor_step = 0, version = version + 1
            WHERE organisation = \(write.organisation) AND id = \(account)
            """)
        try removeCodes(of: account, write)
    }

    /// Its owner has read that the factor was reset.
    func heardOfReset(by viewer: Viewer) async throws {
        try await recorder.record(.accountWrite, by: viewer.actor) { write in
            try write.sql.execute("""
                UPDATE account SET reset_told_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND id = \(viewer.account) AND reset_at IS NOT NULL
                """)
            write.trace(Trace("read that their second factor was reset", "account", viewer.account))
        }
    }

    // MARK: Who must have one

    static func factorRoles(_ reader: Reader, organisation: Int) throws -> RoleSet {
        RoleSet(stored: try reader.count("SELECT factor_roles FROM organisation WHERE id = \(organisation)"))
    }

    /// Holds for sessions that begin from now on.
    func requireFactor(of roles: RoleSet, form: String, by actor: Actor) async throws {
        _ = try await recorder.recordOnce(.config, form, by: actor) { write in
            try write.sql.execute("""
                UPDATE organisation
                SET factor_roles = \(roles.stored), factor_roles_since = \(write.now.milliseconds)
                WHERE id = \(write.organisation)
                """)
            let words = roles.roles.isEmpty ? "nobody" : roles.words
            write.trace(Trace(
                "asked for a second factor of \(words)", "organisation", "",
                fields: ["roles that need a second factor"]))
            return AccountsURL.accounts
        }
    }
}
