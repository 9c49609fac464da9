public import Calendar
public import Database
import Ledger
import Log

/// A private address under which a phone or mail program fetches what a person's posts owe.
///
/// Whoever has the address reads without signing in, so it is a secret: 256 random bits that are shown once. The
/// database holds their SHA-256 only.
public enum CalendarFeed {
    /// Where a person makes, replaces and ends it.
    public static let settings = AccountsURL.calendar

    public static func path(_ token: String) -> String { "/calendar/\(token)" }

    /// Programs tell a calendar by it; it may be left out.
    static let ending = ".ics"

    /// Whose days are asked for.
    public struct Owner: Sendable {
        public let organisation: Int
        public let organisationName: String
        public let roles: RoleSet
        /// Identifiers of the posts held on the day.
        public let posts: [String]

        public init(organisation: Int, organisationName: String, roles: RoleSet, posts: [String]) {
            self.organisation = organisation
            self.organisationName = organisationName
            self.roles = roles
            self.posts = posts
        }
    }

    /// Nil where the address is unknown or ended, or its account was closed.
    public static func owner(_ reader: Reader, address: String, on day: Day) throws -> Owner? {
        let text = address.hasSuffix(ending) ? address.dropLast(ending.count) : address[...]
        guard let (organisation, token) = SessionToken.read(text) else { return nil }
        guard let found = try reader.first("""
            SELECT a.id, a.roles, o.name
            FROM calendar_feed f
            JOIN account a ON a.organisation = f.organisation AND a.id = f.account
            JOIN organisation o ON o.id = f.organisation
            WHERE f.organisation = \(organisation) AND f.token = \(token) AND f.ended_at IS NULL AND a.active = 1
            """, { (try $0.text(0), RoleSet(stored: try $0.int(1)), try $0.text(2)) })
        else { return nil }
        return Owner(
            organisation: organisation, organisationName: found.2, roles: found.1,
            posts: try PostStore.held(reader, organisation: organisation, by: found.0, on: day))
    }
}

extension AccountStore {
    /// Since when the account has an address for its calendar, or nil.
    static func feedSince(_ reader: Reader, _ viewer: Viewer) throws -> Instant? {
        try reader.first("""
            SELECT made_at FROM calendar_feed
            WHERE organisation = \(viewer.organisation) AND account = \(viewer.account) AND ended_at IS NULL
            """) { Instant(milliseconds: Int64(try $0.int(0))) }
    }

    /// Makes the address count; the one before ends.
    /// - Parameter address: the new one, as `SessionToken` writes it.
    func makeFeed(_ address: String, form: String, by viewer: Viewer) async throws -> Pressed {
        guard let (_, token) = SessionToken.read(address) else { throw Refusal.notFound }
        return try await recorder.recordOnce(.accountWrite, form, by: viewer.actor) { write in
            let ended = try Self.endFeeds(of: viewer.account, write)
            try write.sql.execute("""
                INSERT INTO calendar_feed (organisation, token, account, made_at)
                VALUES (\(write.organisation), \(token), \(viewer.account), \(write.now.milliseconds))
                """)
            write.trace(Trace(
                ended ? "replaced the address of their calendar" : "made an address for their calendar", "account",
                viewer.account, fields: ["calendar address"]))
            return AccountsURL.calendar
        }
    }

    func endFeed(form: String, by viewer: Viewer) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: viewer.actor) { write in
            _ = try Self.endFeeds(of: viewer.account, write)
            write.trace(Trace("ended the address of their calendar", "account", viewer.account, fields: ["calendar address"]))
            return AccountsURL.calendar
        }
    }

    /// Whether there was one.
    static func endFeeds(of account: String, _ write: Write) throws -> Bool {
        try write.sql.execute("""
            UPDATE calendar_feed SET ended_at = \(write.now.milliseconds)
            WHERE organisation = \(write.organisation) AND account = \(account) AND ended_at IS NULL
            """) > 0
    }
}
