public import Calendar
public import Database
import Ledger
public import Log

/// The only SQL over posts and their holders.
public struct PostStore: Sendable {
    let recorder: Recorder

    public init(recorder: Recorder) { self.recorder = recorder }

    /// Identifiers of the posts that an account holds on a day.
    static func held(_ reader: Reader, organisation: Int, by account: String, on day: Day) throws -> [String] {
        try reader.rows("""
            SELECT h.post
            FROM post_holder h
            JOIN post p ON p.organisation = h.organisation AND p.id = h.post
            WHERE h.organisation = \(organisation) AND h.account = \(account)
                AND h.from_day <= \(day.iso) AND (h.to_day IS NULL OR h.to_day >= \(day.iso)) AND p.removed_at IS NULL
            ORDER BY h.post
            """) { try $0.text(0) }
    }

    /// All posts that are not removed, by title.
    public static func list(_ reader: Reader, organisation: Int) throws -> [Post] {
        try reader.rows("""
            SELECT id, abbreviation, title, version, removed_at
            FROM post
            WHERE organisation = \(organisation) AND removed_at IS NULL
            ORDER BY title, id
            """, Post.init)
    }

    /// A post that is not removed.
    public static func post(_ reader: Reader, organisation: Int, id: String) throws -> Post? {
        try any(reader, organisation: organisation, id: id).flatMap { $0.removedAt == nil ? $0 : nil }
    }

    /// A post, removed or not: what it led in the past still names it.
    public static func any(_ reader: Reader, organisation: Int, id: String) throws -> Post? {
        try reader.first("""
            SELECT id, abbreviation, title, version, removed_at
            FROM post
            WHERE organisation = \(organisation) AND id = \(id)
            """, Post.init)
    }

    static func removed(_ reader: Reader, organisation: Int) throws -> [Post] {
        try reader.rows("""
            SELECT id, abbreviation, title, version, removed_at
            FROM post
            WHERE organisation = \(organisation) AND removed_at IS NOT NULL
            ORDER BY title, id
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

    // MARK: Inside another feature's change

    /// The post's identifier: the one that is there with this abbreviation or title, or a new one.
    /// Runs inside a change that another feature records.
    public static func find(abbreviation: String, title: String, orAddIn write: Write) throws -> String {
        try find([(abbreviation, title)], orAddIn: write).first ?? ""
    }

    /// As the other `find`, for many posts with one look at those that are there; the identifiers in the order given.
    public static func find(
        _ posts: [(abbreviation: String, title: String)], orAddIn write: Write
    ) throws -> [String] {
        var byAbbreviation: [String: String] = [:]
        var byTitle: [String: String] = [:]
        for post in try list(write.reader, organisation: write.organisation).reversed() {
            byAbbreviation[post.abbreviation.lowercased()] = post.id
            byTitle[post.title.lowercased()] = post.id
        }
        return try posts.map { post in
            let abbreviation = post.abbreviation.lowercased()
            if let found = abbreviation.isEmpty ? byTitle[post.title.lowercased()] : byAbbreviation[abbreviation] { return found }
            let id = try insert(abbreviation: post.abbreviation, title: post.title, write)
            byAbbreviation[abbreviation] = id
            byTitle[post.title.lowercased()] = byTitle[post.title.lowercased()] ?? id
            return id
        }
    }

    static func insert(abbreviation: String, title: String, _ write: Write) throws -> String {
        let id = write.newID()
        try write.sql.execute("""
            INSERT INTO post (organisation, id, abbreviation, title, version)
            VALUES (\(write.organisation), \(id), \(abbreviation), \(title), 1)
            """)
        return id
    }

    // MARK: Recorded changes

    /// Throws `PostProblem.abbreviationTaken`.
    public func add(abbreviation: String, title: String, form: String, by actor: Actor) async throws -> Pressed {
        try await recorder.recordOnce(.postWrite, form, by: actor) { write in
            try Self.refuseTaken(abbreviation, except: nil, write)
            let id = try Self.insert(abbreviation: abbreviation, title: title, write)
            write.trace(Trace("added a post", "post", id, after: 1))
            return AccountsURL.post(id)
        }
    }

    /// Throws `PostProblem`: `.changedMeanwhile`, `.abbreviationTaken`, `.nothingChanged`.
    public func change(
        _ id: String, version: Int, abbreviation: String, title: String, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await recorder.recordOnce(.postWrite, form, by: actor) { write in
            let old = try Self.present(id, version: version, write)
            var fields: [String] = []
            if abbreviation != old.abbreviation { fields.append("abbreviation") }
            if title != old.title { fields.append("title") }
            guard !fields.isEmpty else { throw PostProblem.nothingChanged }
            try Self.refuseTaken(abbreviation, except: id, write)
            try write.sql.execute("""
                UPDATE post
                SET abbreviation = \(abbreviation), title = \(title), version = \(version + 1)
                WHERE organisation = \(write.organisation) AND id = \(id)
                """)
            write.trace(Trace("changed a post", "post", id, before: version, after: version + 1, fields: fields))
            return AccountsURL.post(id)
        }
    }

    /// The post goes from the lists; itself and who held it stay for the record.
    public func remove(_ id: String, version: Int, form: String, by actor: Actor) async throws -> Pressed {
        try await recorder.recordOnce(.postWrite, form, by: actor) { write in
            _ = try Self.present(id, version: version, write)
            try write.sql.execute("""
                UPDATE post
                SET removed_at = \(write.now.milliseconds), version = \(version + 1)
                WHERE organisation = \(write.organisation) AND id = \(id)
                """)
            write.trace(Trace("removed a post", "post", id, before: version, after: version + 1))
            return AccountsURL.posts
        }
    }

    /// Puts somebody into a post. Unless they share it, whoever holds it then holds it until the day before.
    /// Throws `PostProblem.changedMeanwhile` or `.cannotAppoint`.
    public func appoint(
        to id: String, version: Int, _ appointment: Appointment, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await recorder.recordOnce(.postWrite, form, by: actor) { write in
            _ = try Self.present(id, version: version, write)
            let held = try Self.holders(write.reader, organisation: write.organisation, post: id)
            let reasons = PostRules.reasonsAgainst(appointment, held: held)
            guard reasons.isEmpty else { throw PostProblem.cannotAppoint(reasons) }
            for holding in PostRules.endedBy(appointment, held: held) {
                try Self.end(holding.id, on: appointment.from.adding(days: -1), write)
                write.trace(Trace("ended the holding of a post", "post", id, fields: ["holder"]))
            }
            try write.sql.execute("""
                INSERT INTO post_holder (organisation, id, post, account, name, from_day, to_day)
                VALUES (\(write.organisation), \(write.newID()), \(id), \(appointment.account), \(appointment.name),
                    \(appointment.from.iso), \(appointment.to?.iso))
                """)
            try Self.touch(id, version, write)
            write.trace(Trace("appointed somebody to a post", "post", id, before: version, after: version + 1))
            return AccountsURL.post(id)
        }
    }

    /// Sets the last day of a holding. Throws `PostProblem.changedMeanwhile`.
    public func endHolding(
        _ holding: String, of id: String, version: Int, on day: Day, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await recorder.recordOnce(.postWrite, form, by: actor) { write in
            _ = try Self.present(id, version: version, write)
            let held = try Self.holders(write.reader, organisation: write.organisation, post: id)
            guard let found = held.first(where: { $0.id == holding }), found.from <= day else { throw Refusal.notFound }
            try Self.end(holding, on: day, write)
            try Self.touch(id, version, write)
            write.trace(Trace(
                "ended the holding of a post", "post", id, before: version, after: version + 1, fields: ["holder"]))
            return AccountsURL.post(id)
        }
    }

    private static func present(_ id: String, version: Int, _ write: Write) throws -> Post {
        guard let post = try post(write.reader, organisation: write.organisation, id: id) else {
            throw Refusal.notFound
        }
        guard post.version == version else { throw PostProblem.changedMeanwhile }
        return post
    }

    private static func refuseTaken(_ abbreviation: String, except id: String?, _ write: Write) throws {
        let others = try list(write.reader, organisation: write.organisation).filter { $0.id != id }
        if let taken = PostRules.taking(abbreviation, among: others) {
            throw PostProblem.abbreviationTaken(by: taken.title)
        }
    }

    private static func end(_ holding: String, on day: Day, _ write: Write) throws {
        try write.sql.execute("""
            UPDATE post_holder
            SET to_day = \(day.iso)
            WHERE organisation = \(write.organisation) AND id = \(holding)
            """)
    }

    private static func touch(_ id: String, _ version: Int, _ write: Write) throws {
        try write.sql.execute("""
            UPDATE post
            SET version = \(version + 1)
            WHERE organisation = \(write.organisation) AND id = \(id)
            """)
    }
}

extension EntryClass {
    static let postWrite = EntryClass("post.write")
}
