import Accounts
import Calendar
public import Database
import Foundation

/// Reads versions with their stops.
public enum VersionReads {
    private static let columns: SQL = """
        v.id, v.plan, v.number, v.fingerprint, v.account, v.made_at, v.published_at, v.withdrawn_at, v.slug
        """

    private static func version(_ row: Row) throws -> PlanVersion {
        func instant(_ column: Int) -> Instant? { row.intOrNil(column).map { Instant(milliseconds: Int64($0)) } }
        return PlanVersion(
            id: try row.text(0), plan: try row.text(1), number: try row.int(2), fingerprint: try row.text(3),
            account: row.textOrNil(4), madeAt: Instant(milliseconds: Int64(try row.int(5))), publishedAt: instant(6),
            withdrawnAt: instant(7), slug: row.textOrNil(8), stops: [])
    }

    /// Of one plan, newest first.
    public static func versions(_ reader: Reader, organisation: Int, plan: String) throws -> [PlanVersion] {
        var versions = try reader.rows("""
            SELECT \(columns)
            FROM plan_version v
            WHERE v.organisation = \(organisation) AND v.plan = \(plan)
            ORDER BY v.number DESC
            """, version)
        let stops = try stops(reader, organisation: organisation, versions: versions.map(\.id))
        for index in versions.indices { versions[index].stops = stops[versions[index].id] ?? [] }
        return versions
    }

    private static func stops(
        _ reader: Reader, organisation: Int, versions: [String]
    ) throws -> [String: [VersionStop]] {
        guard !versions.isEmpty else { return [:] }
        let conditions = Dictionary(grouping: try reader.rows("""
            SELECT c.stop, c.words, c.action
            FROM version_condition c
            JOIN version_stop s ON s.organisation = c.organisation AND s.id = c.stop
            WHERE c.organisation = \(organisation) AND s.version IN (\(list: versions))
            ORDER BY c.stop, c.position
            """) { (try $0.text(0), VersionStop.Condition(words: try $0.text(1), action: try $0.text(2))) }, by: \.0)
        let stops = try reader.rows("""
            SELECT s.version, s.id, s.turn, b.name, s.meeting_on, s.paper, s.minute, s.decision, s.words, s.account,
                s.decided_at
            FROM version_stop s
            JOIN body b ON b.organisation = s.organisation AND b.id = s.body
            WHERE s.organisation = \(organisation) AND s.version IN (\(list: versions))
            ORDER BY s.version, s.position, s.id
            """) { row in
            let id = try row.text(1)
            return (try row.text(0), VersionStop(
                id: id, turn: try row.int(2), body: try row.text(3), meetingOn: row.textOrNil(4).flatMap { Day(iso: $0) },
                paper: try row.text(5), minute: try row.text(6), decision: row.textOrNil(7).flatMap { Decision(rawValue: $0) },
                words: try row.text(8), account: row.textOrNil(9),
                decidedAt: row.intOrNil(10).map { Instant(milliseconds: Int64($0)) },
                conditions: (conditions[id] ?? []).map(\.1)))
        }
        return Dictionary(grouping: stops, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The frozen text as it was stored: what the fingerprint is of.
    public static func frozen(_ reader: Reader, organisation: Int, version: String) throws -> [UInt8]? {
        try reader.first("""
            SELECT frozen FROM plan_version WHERE organisation = \(organisation) AND id = \(version)
            """) { try $0.bytes(0) }
    }

    static func document(_ reader: Reader, organisation: Int, version: String) throws -> PlanDocument? {
        try frozen(reader, organisation: organisation, version: version).map { try FrozenText.read($0) }
    }

    /// All bodies by name.
    static func bodies(_ reader: Reader, organisation: Int) throws -> [String] {
        try reader.rows("SELECT name FROM body WHERE organisation = \(organisation) ORDER BY name, id") { try $0.text(0) }
    }

    // MARK: What anyone may see

    /// A version on the public page.
    struct Published: Sendable {
        var organisation: Int
        var organisationName: String
        var plan: String
        var version: String
        var slug: String
    }

    /// The newest of each plan that nobody withdrew; of one address only, where it is given.
    static func published(_ reader: Reader, slug: String? = nil) throws -> [Published] {
        let only: SQL = slug.map { "AND v.slug = \($0)" } ?? ""
        let organisations = try AccountStore.organisations(reader)
        let all = try reader.rows("""
            SELECT v.organisation, v.plan, v.id, v.slug
            FROM plan_version v
            JOIN plan p ON p.organisation = v.organisation AND p.id = v.plan
            WHERE v.published_at IS NOT NULL AND v.withdrawn_at IS NULL AND p.removed_at IS NULL \(only)
            ORDER BY v.organisation, v.plan, v.number DESC
            """) { row in
            let id = try row.int(0)
            return Published(
                organisation: id, organisationName: organisations.first { $0.id == id }?.name ?? "",
                plan: try row.text(1), version: try row.text(2), slug: try row.text(3))
        }
        var seen: Set<String> = []
        return all.filter { seen.insert($0.plan).inserted }
    }
}

/// A version's text as one JSON object, byte for byte the same for the same plan: the fingerprint is of these bytes.
enum FrozenText {
    static func bytes(_ plan: PlanDocument) throws -> [UInt8] {
        try StableJSON.bytes(plan, .prettyPrinted) + [UInt8(ascii: "\n")]
    }

    static func read(_ bytes: [UInt8]) throws -> PlanDocument { try JSONDecoder().decode(PlanDocument.self, from: Data(bytes)) }
}

/// By its identifier alone: what its steps mean is kept here for ever.
extension Scale: Codable {
    public init(from decoder: any Decoder) throws {
        self = Scale.find(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(id)
    }
}
