public import Accounts
public import Database
public import Log
import Calendar

/// The only SQL over teams, lines, shields and assignments: who may see a record, as one definition for page, list and
/// count.
public enum Knowing {
    /// How much of one record the viewer may see.
    public static func sight(_ reader: Reader, _ viewer: Viewer, of record: String) throws -> Sight {
        let isShielded = try reader.count("""
            SELECT count(*) FROM shield
            WHERE organisation = \(viewer.organisation) AND record = \(record) AND account = \(viewer.account)
            """) > 0
        guard !isShielded else { return .nothing }
        var facts = NeedToKnowRules.Facts()
        facts.mayTriage = viewer.may(.triage)
        facts.mayOversee = viewer.may(.oversee)
        facts.mayWork = viewer.may(.workCases)
        if !facts.mayTriage {
            facts.isAssigned = try holds(reader, viewer, record, asTeam: false)
            facts.isInTeam = try holds(reader, viewer, record, asTeam: true)
            if facts.mayOversee && !facts.isAssigned {
                facts.nobodyTriages = try nobodyTriages(reader, organisation: viewer.organisation, record: record)
            }
        }
        return NeedToKnowRules.sight(facts)
    }

    /// True of the records of a list that the viewer may see at all. `record` is the column with their identifiers.
    public static func condition(_ viewer: Viewer, _ record: SQL) -> SQL {
        let organisation = viewer.organisation
        let unshielded: SQL = """
            NOT EXISTS (SELECT 1 FROM shield s
                WHERE s.organisation = \(organisation) AND s.record = \(record) AND s.account = \(viewer.account))
            """
        if viewer.may(.triage) || viewer.may(.oversee) { return unshielded }
        guard viewer.may(.workCases) else { return "1 = 0" }
        return SQL.all([unshielded, "\(record) IN (\(held(viewer)))"])
    }

    /// The records given to the viewer or to a team of theirs.
    public static func held(_ viewer: Viewer) -> SQL {
        """
        SELECT a.record FROM assignment a
        WHERE a.organisation = \(viewer.organisation) AND (a.holder = \(viewer.account) OR a.holder IN (
            SELECT m.team FROM team_member m
            WHERE m.organisation = \(viewer.organisation) AND m.account = \(viewer.account)))
        """
    }

    private static func holds(_ reader: Reader, _ viewer: Viewer, _ record: String, asTeam: Bool) throws -> Bool {
        let who: SQL = asTeam
            ? """
                holder IN (SELECT team FROM team_member
                    WHERE organisation = \(viewer.organisation) AND account = \(viewer.account))
                """
            : "holder = \(viewer.account)"
        return try reader.count("""
            SELECT count(*) FROM assignment
            WHERE organisation = \(viewer.organisation) AND record = \(record) AND \(who)
            """) > 0
    }

    /// No active account that may triage can see the record.
    static func nobodyTriages(_ reader: Reader, organisation: Int, record: String) throws -> Bool {
        let shielded = Set(try Self.shielded(reader, organisation: organisation, record: record).map(\.account))
        return try !AccountStore.list(reader, organisation: organisation).contains {
            $0.active && $0.roles.may(.triage) && !shielded.contains($0.id)
        }
    }

    // MARK: Shields

    /// Why an account is kept from a record.
    public enum ShieldReason: String, Sendable {
        /// Its words name them.
        case named
        /// They are in the line of somebody named.
        case line
        /// A person decided it.
        case chosen
    }

    public struct Shield: Sendable {
        public let account: String
        public let because: ShieldReason
    }

    public static func shielded(_ reader: Reader, organisation: Int, record: String) throws -> [Shield] {
        try reader.rows("""
            SELECT account, because FROM shield
            WHERE organisation = \(organisation) AND record = \(record)
            ORDER BY account
            """) { Shield(account: try $0.text(0), because: ShieldReason(rawValue: try $0.text(1)) ?? .chosen) }
    }

    /// Keeps those named and their line from the record. Runs inside the change that makes it, so that there is no
    /// moment at which they could see it. Nothing is traced by itself.
    public static func shield(_ named: Set<String>, because: ShieldReason, from record: String, _ write: Write) throws {
        guard !named.isEmpty else { return }
        let line = NeedToKnowRules.line(of: named, managers: try managers(write.reader, organisation: write.organisation))
        let records = try [record] + followers(of: record, write)
        for (accounts, reason) in [(named, because), (line, .line)] {
            for account in accounts.sorted() {
                for record in records { try insert(account, reason, from: record, write) }
            }
        }
    }

    private static func insert(_ account: String, _ because: ShieldReason, from record: String, _ write: Write) throws {
        try write.sql.execute("""
            INSERT INTO shield (organisation, record, account, because, made_at)
            VALUES (\(write.organisation), \(record), \(account), \(because.rawValue), \(write.now.milliseconds))
            ON CONFLICT (organisation, record, account) DO NOTHING
            """)
    }

    private static func followers(of record: String, _ write: Write) throws -> [String] {
        try write.reader.rows("""
            SELECT follower FROM shield_follows WHERE organisation = \(write.organisation) AND record = \(record)
            """) { try $0.text(0) }
    }

    /// Lets one account see the record again.
    public static func lift(_ account: String, from record: String, _ write: Write) throws {
        try write.sql.execute("""
            DELETE FROM shield
            WHERE organisation = \(write.organisation) AND record = \(record) AND account = \(account)
            """)
    }

    /// What shields one record shields another that is made of it, now and later: a case is closed to whom its concerns
    /// are closed to, and stays so when somebody is named in a concern after the case was opened.
    public static func copyShields(from record: String, to other: String, _ write: Write) throws {
        try write.sql.execute("""
            INSERT INTO shield (organisation, record, account, because, made_at)
            SELECT organisation, \(other), account, because, \(write.now.milliseconds)
            FROM shield
            WHERE organisation = \(write.organisation) AND record = \(record)
            ON CONFLICT (organisation, record, account) DO NOTHING
            """)
        try write.sql.execute("""
            INSERT INTO shield_follows (organisation, record, follower)
            VALUES (\(write.organisation), \(record), \(other))
            ON CONFLICT (organisation, record, follower) DO NOTHING
            """)
    }

    public static func managers(
        _ reader: Reader, organisation: Int
    ) throws -> [(account: String, manager: String)] {
        try reader.rows("""
            SELECT account, manager FROM line_manager WHERE organisation = \(organisation) ORDER BY account, manager
            """) { (try $0.text(0), try $0.text(1)) }
    }

    // MARK: Assignments

    /// Who a record was given to: accounts and teams.
    public static func holders(
        _ reader: Reader, organisation: Int, record: String
    ) throws -> [(holder: String, isTeam: Bool)] {
        try reader.rows("""
            SELECT holder, is_team FROM assignment
            WHERE organisation = \(organisation) AND record = \(record)
            ORDER BY made_at, holder
            """) { (try $0.text(0), try $0.bool(1)) }
    }

    public static func assign(_ record: String, to holder: String, isTeam: Bool = false, _ write: Write) throws {
        try write.sql.execute("""
            INSERT INTO assignment (organisation, record, holder, is_team, made_at, made_by)
            VALUES (\(write.organisation), \(record), \(holder), \(isTeam), \(write.now.milliseconds),
                \(write.actor.account))
            ON CONFLICT (organisation, record, holder) DO NOTHING
            """)
    }

    public static func unassign(_ record: String, from holder: String, _ write: Write) throws {
        try write.sql.execute("""
            DELETE FROM assignment
            WHERE organisation = \(write.organisation) AND record = \(record) AND holder = \(holder)
            """)
    }
}
