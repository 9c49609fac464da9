public import Calendar
import Crypto
public import Database
import Foundation
import Ledger
import Log

/// Sessions of accounts. The cookie holds the secret; the database holds its SHA-256 only, so that a copy of the
/// database signs nobody in.
extension AccountStore {
    /// Longest a session lasts, whatever happens in it. Source: trust limits of the design; 10 hours is one long shift.
    static let sessionHours = 10

    /// The viewer of a session token, or nil when the session is unknown, over, or its account was closed.
    public static func viewer(
        _ reader: Reader, organisation: Int, token: [UInt8], now: Instant
    ) throws -> Viewer? {
        let oldest = Int(now.adding(hours: -sessionHours).milliseconds)
        guard let found = try reader.first("""
            SELECT o.name, o.demonstration, o.factor_roles, o.factor_roles_since, a.id, a.name, a.roles,
                a.must_change_password, a.factor_since, a.reset_at, a.reset_told_at, s.created_at, s.proved_at
            FROM session s
            JOIN account a ON a.organisation = s.organisation AND a.id = s.account
            JOIN organisation o ON o.id = s.organisation
            WHERE s.organisation = \(organisation) AND s.token = \(token)
                AND s.ended_at IS NULL AND s.created_at > \(oldest) AND a.active = 1
            """, SessionRow.init)
        else { return nil }
        return Viewer(
            organisation: organisation, organisationName: found.organisationName,
            isDemonstration: found.isDemonstration, account: found.account, name: found.name, roles: found.roles,
            posts: try PostStore.held(reader, organisation: organisation, by: found.account, on: now.day),
            session: token, mustChangePassword: found.mustChangePassword, hasSecondFactor: found.hasSecondFactor,
            provedAt: found.provedAt, duty: found.duty)
    }

    /// What is known of a session and of whose it is.
    private struct SessionRow {
        let organisationName: String
        let isDemonstration: Bool
        let account: String
        let name: String
        let roles: RoleSet
        let mustChangePassword: Bool
        let hasSecondFactor: Bool
        let provedAt: Instant
        let duty: Duty?

        init(_ row: Row) throws {
            organisationName = try row.text(0)
            isDemonstration = try row.bool(1)
            account = try row.text(4)
            name = try row.text(5)
            roles = RoleSet(stored: try row.int(6))
            mustChangePassword = try row.bool(7)
            hasSecondFactor = row.intOrNil(8) != nil
            provedAt = Instant(milliseconds: Int64(try row.int(12)))
            // A session that was there before the rule goes on without it, so that nobody's half-written form is lost.
            let asksFactor = try roles.stored & row.int(2) != 0 && row.int(11) >= row.int(3)
            duty =
                if row.intOrNil(9) != nil && row.intOrNil(10) == nil { .hearOfReset } else if mustChangePassword {
                    .choosePassword
                } else if asksFactor && !hasSecondFactor { .setUpSecondFactor } else { nil }
        }
    }

    struct Login: Sendable {
        let organisation: Int
        let account: String
        let name: String
        let stored: String
        let active: Bool
        var hasSecondFactor = false
    }

    static func login(_ reader: Reader, _ login: String) throws -> Login? {
        try self.login(reader, where: "login = \(loginKey(login))")
    }

    static func login(_ reader: Reader, organisation: Int, account: String) throws -> Login? {
        try login(reader, where: "organisation = \(organisation) AND id = \(account)")
    }

    private static func login(_ reader: Reader, where condition: SQL) throws -> Login? {
        try reader.first("""
            SELECT organisation, id, name, password, active, factor_since
            FROM account
            WHERE \(condition)
            """, {
                Login(
                    organisation: try $0.int(0), account: try $0.text(1), name: try $0.text(2), stored: try $0.text(3),
                    active: try $0.bool(4), hasSecondFactor: $0.intOrNil(5) != nil)
            })
    }

    /// The account that this name and password open, or nil. An unknown name and a closed account cost the same time
    /// as any other, so that the answer does not tell who has an account.
    func opened(_ found: Login?, password: String) async throws -> Login? {
        let stored = found?.stored ?? decoy
        let matches = try await passwordWork.run { try Password.matches(password, stored: stored) }
        guard let found, matches, found.active else { return nil }
        return found
    }

    /// The new session's token for the cookie.
    /// - Parameters:
    ///   - second: the code beside the password; used up in the same change. Throws `WrongCode`.
    ///   - old: the session that the browser held until now; it ends.
    func startSession(
        organisation: Int, account: String, with second: GivenCode? = nil, device: String = "",
        replacing old: Viewer? = nil
    ) async throws -> String {
        let secret = Self.newSecret()
        let token = [UInt8](SHA256.hash(data: secret))
        let actor = Actor(organisation: organisation, account: account)
        let sealer = sealer
        try await recorder.record(.authOk, by: actor) { write in
            let how = try second.map { try Self.use($0, of: account, sealer, write) }
            try write.sql.execute("""
                INSERT INTO session (organisation, token, account, created_at, id, device, proved_at)
                VALUES (\(organisation), \(token), \(account), \(write.now.milliseconds), \(write.newID()),
                    \(device), \(write.now.milliseconds))
                """)
            try write.sql.execute("""
                UPDATE account
                SET signed_in_at = \(write.now.milliseconds)
                WHERE organisation = \(organisation) AND id = \(account)
                """)
            if let old, old.organisation == organisation { try Self.end(old.session, write) }
            write.trace(Trace(how.map { "signed in with \($0)" } ?? "signed in", "account", account))
        }
        return SessionToken.text(organisation: organisation, secret: secret)
    }

    static func newSecret() -> [UInt8] { (0..<32).map { _ in UInt8.random(in: 0...255) } }

    /// The right password came, and now a code is asked for: whoever stops here may be somebody who has the one only.
    func recordFirstStep(_ found: Login) async throws {
        let actor = Actor(organisation: found.organisation, account: nil)
        try await recorder.record(.authOk, by: actor) { write in
            write.trace(Trace("gave the right password and was asked for a code", "account", found.account))
        }
    }

    func recordWrongCode(organisation: Int, account: String, failures: Int) async throws {
        try await recorder.record(.authFail, by: Actor(organisation: organisation, account: nil)) { write in
            var words = "gave a wrong code"
            if failures >= 10 { words += ", \(failures) times in a row" }
            write.trace(Trace(words, "account", account))
        }
    }

    /// An unknown name is recorded as a known one is: a write that only known names cause would show in the time.
    func recordFailedSignIn(_ found: Login?, failures: Int) async throws {
        let actor = Actor(organisation: found?.organisation ?? 1, account: nil)
        try await recorder.record(.authFail, by: actor) { write in
            var words = "gave a wrong password"
            if found == nil { words = "gave a sign-in name that nobody has" }
            if found?.active == false { words = "tried to sign in to a closed account" }
            if failures >= 10 { words += ", \(failures) times in a row" }
            write.trace(Trace(words, "account", found?.account ?? ""))
        }
    }

    /// The session goes on under a new token, which its owner has just vouched for.
    /// - Parameter how: "the password".
    func prove(_ viewer: Viewer, how: String) async throws -> String {
        try await prove(viewer) { _ in how }
    }

    /// As the other `prove`; the code is used up in the same change. Throws `WrongCode`.
    func prove(_ viewer: Viewer, with code: GivenCode) async throws -> String {
        let sealer = sealer
        return try await prove(viewer) { try Self.use(code, of: viewer.account, sealer, $0) }
    }

    private func prove(
        _ viewer: Viewer, _ how: @escaping @Sendable (Write) throws -> String
    ) async throws -> String {
        let secret = Self.newSecret()
        let token = [UInt8](SHA256.hash(data: secret))
        try await recorder.record(.authOk, by: viewer.actor) { write in
            let words = try how(write)
            let changed = try write.sql.execute("""
                UPDATE session
                SET token = \(token), proved_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND token = \(viewer.session) AND ended_at IS NULL
                """)
            guard changed == 1 else { throw Refusal.notFound }
            write.trace(Trace("confirmed with \(words) who they are", "account", viewer.account))
        }
        return SessionToken.text(organisation: viewer.organisation, secret: secret)
    }

    /// Those that may still be open, the newest first.
    static func openSessions(_ reader: Reader, _ viewer: Viewer, now: Instant) throws -> [OpenSession] {
        let oldest = Int(now.adding(hours: -sessionHours).milliseconds)
        return try reader.rows("""
            SELECT id, device, created_at, token
            FROM session
            WHERE organisation = \(viewer.organisation) AND account = \(viewer.account) AND ended_at IS NULL
                AND created_at > \(oldest)
            ORDER BY created_at DESC, id
            """) {
                OpenSession(
                    id: try $0.text(0), device: try $0.text(1),
                    since: Instant(milliseconds: Int64(try $0.int(2))), isThis: try $0.bytes(3) == viewer.session)
            }
    }

    /// Ends another session of the same person. One that is over already stays so.
    func endSession(_ id: String, by viewer: Viewer) async throws {
        try await recorder.record(.authOk, by: viewer.actor) { write in
            let ended = try write.sql.execute("""
                UPDATE session
                SET ended_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND account = \(viewer.account) AND id = \(id)
                    AND id <> '' AND ended_at IS NULL
                """)
            guard ended > 0 else { throw Refusal.notFound }
            write.trace(Trace("ended a session of their own from another", "account", viewer.account))
        }
    }

    func endOtherSessions(by viewer: Viewer) async throws {
        try await recorder.record(.authOk, by: viewer.actor) { write in
            try Self.endSessions(of: viewer.account, keeping: viewer.session, write)
            write.trace(Trace("ended all other sessions of their own", "account", viewer.account))
        }
    }

    func endSession(_ viewer: Viewer) async throws {
        try await recorder.record(.authOk, by: viewer.actor) { write in
            try Self.end(viewer.session, write)
            write.trace(Trace("signed out", "account", viewer.account))
        }
    }

    /// Ends a session in which nothing was asked for too long.
    public func endIdleSession(_ viewer: Viewer) async throws {
        try await recorder.record(.authOk, by: viewer.actor) { write in
            try Self.end(viewer.session, write)
            write.trace(Trace("was signed out after a time without a request", "account", viewer.account))
        }
    }

    private static func end(_ session: [UInt8], _ write: Write) throws {
        try write.sql.execute("""
            UPDATE session
            SET ended_at = \(write.now.milliseconds)
            WHERE organisation = \(write.organisation) AND token = \(session) AND ended_at IS NULL
            """)
    }

    static func endSessions(of account: String, keeping session: [UInt8]? = nil, _ write: Write) throws {
        try write.sql.execute("""
            UPDATE session
            SET ended_at = \(write.now.milliseconds)
            WHERE organisation = \(write.organisation) AND account = \(account) AND ended_at IS NULL
                AND token <> \(session ?? [])
            """)
    }

    /// Whom a newcomer can look around as; empty for a real organisation.
    public static func demonstrationAccounts(_ reader: Reader) throws -> [DemonstrationAccount] {
        guard let organisation = try organisations(reader).first(where: \.isDemonstration) else { return [] }
        return try list(reader, organisation: organisation.id).filter(\.active).map {
            DemonstrationAccount(id: $0.id, name: $0.name, words: $0.roles.words.lowercased())
        }
    }
}

/// A session as its owner's list shows it.
struct OpenSession: Sendable {
    let id: String
    let device: String
    let since: Instant
    /// The one that asks.
    let isThis: Bool
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
        // Each request comes through here: bytes, where a replacement in text would cost as much as the look-up.
        let base64 = text[text.index(after: dot)...].utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        guard base64.count == 43, let secret = Data(base64Encoded: Data(base64 + [UInt8(ascii: "=")])) else { return nil }
        return (organisation, [UInt8](SHA256.hash(data: secret)))
    }
}
