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

    struct Login: Sendable {
        let organisation: Int
        let account: String
        let name: String
        let stored: String
        let active: Bool
    }

    static func login(_ reader: Reader, _ login: String) throws -> Login? {
        try reader.first("""
            SELECT organisation, id, name, password, active
            FROM account
            WHERE login = \(loginKey(login))
            """, {
                Login(
                    organisation: try $0.int(0), account: try $0.text(1), name: try $0.text(2), stored: try $0.text(3),
                    active: try $0.bool(4))
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
    /// - Parameter old: the session that the browser held until now; it ends.
    func startSession(organisation: Int, account: String, replacing old: Viewer? = nil) async throws -> String {
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
            if let old, old.organisation == organisation { try Self.end(old.session, write) }
            write.trace(Trace("signed in", "account", account))
        }
        return SessionToken.text(organisation: organisation, secret: secret)
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
