public import Calendar
public import Database
public import Log

/// A role that leads work: "HSSC, Head of Safe and Stronger Communities". People hold it from one day to another.
public struct Post: Sendable, Hashable {
    public let id: String
    /// Empty where the organisation gives none.
    public let abbreviation: String
    public let title: String
    public let version: Int

    /// "Head of Safe and Stronger Communities (HSSC)"
    public var fullName: String { abbreviation.isEmpty ? title : "\(title) (\(abbreviation))" }
    public var shortName: String { abbreviation.isEmpty ? title : abbreviation }

    init(_ row: Row) throws {
        id = try row.text(0)
        abbreviation = try row.text(1)
        title = try row.text(2)
        version = try row.int(3)
    }
}

/// Who held a post, from one day to another, both included.
public struct PostHolder: Sendable, Hashable {
    public let id: String
    public let post: String
    /// Nil for somebody who does not sign in here.
    public let account: String?
    public let name: String
    public let from: Day
    public let to: Day?

    public func holds(on day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }

    init(_ row: Row) throws {
        id = try row.text(0)
        post = try row.text(1)
        account = row.textOrNil(2)
        name = try row.text(3)
        from = Day(iso: try row.text(4)) ?? Day(daysSinceEpoch: 0)
        to = row.textOrNil(5).flatMap { Day(iso: $0) }
    }
}

/// The only SQL over posts and their holders.
public struct PostStore: Sendable {
    let recorder: Recorder

    public init(recorder: Recorder) { self.recorder = recorder }

    /// Identifiers of the posts that an account holds on a day.
    static func held(_ reader: Reader, organisation: Int, by account: String, on day: Day) throws -> [String] {
        try reader.rows("""
            SELECT post
            FROM post_holder
            WHERE organisation = \(organisation) AND account = \(account)
                AND from_day <= \(day.iso) AND (to_day IS NULL OR to_day >= \(day.iso))
            ORDER BY post
            """) { try $0.text(0) }
    }

    public static func list(_ reader: Reader, organisation: Int) throws -> [Post] {
        try reader.rows("""
            SELECT id, abbreviation, title, version
            FROM post
            WHERE organisation = \(organisation) AND removed_at IS NULL
            ORDER BY title, id
            """, Post.init)
    }

    public static func post(_ reader: Reader, organisation: Int, id: String) throws -> Post? {
        try reader.first("""
            SELECT id, abbreviation, title, version
            FROM post
            WHERE organisation = \(organisation) AND id = \(id) AND removed_at IS NULL
            """, Post.init)
    }

    /// Every holding of every post, newest first.
    public static func holders(_ reader: Reader, organisation: Int, post: String? = nil) throws -> [PostHolder] {
        let one: SQL = post.map { "AND post = \($0)" } ?? ""
        return try reader.rows("""
            SELECT id, post, account, name, from_day, to_day
            FROM post_holder
            WHERE organisation = \(organisation) \(one)
            ORDER BY from_day DESC, id DESC
            """, PostHolder.init)
    }

    /// The post's identifier: the one that is there with this abbreviation or title, or a new one.
    /// Runs inside a change that another feature records.
    public static func find(abbreviation: String, title: String, orAddIn write: Write) throws -> String {
        let organisation = write.organisation
        let present = try list(write.reader, organisation: organisation)
        if let found = present.first(where: {
            !abbreviation.isEmpty && $0.abbreviation.lowercased() == abbreviation.lowercased()
        }) ?? present.first(where: { abbreviation.isEmpty && $0.title.lowercased() == title.lowercased() }) {
            return found.id
        }
        return try insert(abbreviation: abbreviation, title: title, write)
    }

    static func insert(abbreviation: String, title: String, _ write: Write) throws -> String {
        let id = write.newID()
        try write.sql.execute("""
            INSERT INTO post (organisation, id, abbreviation, title, version)
            VALUES (\(write.organisation), \(id), \(abbreviation), \(title), 1)
            """)
        return id
    }
}
