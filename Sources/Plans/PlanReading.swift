public import Calendar
public import Database

/// The reads over the plan's tables: each fetches just what a page shows.
public enum PlanReads {
    // MARK: Plans

    public static func plans(_ reader: Reader, organisation: Int) throws -> [Plan] {
        try reader.rows("""
            SELECT id, title, introduction, scale, created_at, legend
            FROM plan
            WHERE organisation = \(organisation) AND removed_at IS NULL
            ORDER BY created_at DESC, id
            """, plan)
    }

    public static func plan(_ reader: Reader, organisation: Int, id: String) throws -> Plan? {
        try reader.first("""
            SELECT id, title, introduction, scale, created_at, legend
            FROM plan
            WHERE organisation = \(organisation) AND id = \(id) AND removed_at IS NULL
            """, plan)
    }

    private static func plan(_ row: Row) throws -> Plan {
        Plan(
            id: try row.text(0), title: try row.text(1), introduction: try row.text(2),
            scale: Scale.find(try row.text(3)), createdAt: Instant(milliseconds: Int64(try row.int(4))),
            legend: try row.text(5))
    }

    public static func themes(_ reader: Reader, organisation: Int, plan: String) throws -> [Theme] {
        try reader.rows("""
            SELECT id, reference, title, purpose
            FROM theme
            WHERE organisation = \(organisation) AND plan = \(plan) AND removed_at IS NULL
            ORDER BY position, id
            """) { Theme(id: try $0.text(0), reference: try $0.text(1), title: try $0.text(2), purpose: try $0.text(3)) }
    }

    // MARK: Objectives and their levels

    private static var objectiveColumns: SQL {
        "o.id, o.plan, o.theme, o.title, o.improvement, o.outcome, o.target, o.version, o.created_at"
    }

    private static func objective(_ row: Row) throws -> Objective {
        Objective(
            id: try row.text(0), plan: try row.text(1), theme: row.textOrNil(2), title: try row.text(3),
            improvement: try row.text(4), outcome: try row.text(5), target: row.textOrNil(6), version: try row.int(7),
            createdAt: Instant(milliseconds: Int64(try row.int(8))))
    }

    public static func objectives(_ reader: Reader, organisation: Int, plan: String) throws -> [Objective] {
        try reader.rows("""
            SELECT \(objectiveColumns)
            FROM objective o
            WHERE o.organisation = \(organisation) AND o.plan = \(plan) AND o.removed_at IS NULL
            ORDER BY o.position, o.id
            """, objective)
    }

    public static func objective(_ reader: Reader, organisation: Int, id: String) throws -> Objective? {
        try reader.first("""
            SELECT \(objectiveColumns)
            FROM objective o
            WHERE o.organisation = \(organisation) AND o.id = \(id) AND o.removed_at IS NULL
            """, objective)
    }

    /// Objectives of all plans that hold every one of the words.
    public static func objectives(
        _ reader: Reader, organisation: Int, containing words: String, limit: Int
    ) throws -> [Objective] {
        let conditions = words.split(separator: " ").prefix(8).map { word -> SQL in
            let word = String(word)
            return "\(reader.dialect.contains("o.title", word)) OR \(reader.dialect.contains("o.improvement", word))"
        }
        return try reader.rows("""
            SELECT \(objectiveColumns)
            FROM objective o
            WHERE o.organisation = \(organisation) AND o.removed_at IS NULL AND \(SQL.all(conditions))
            ORDER BY o.plan, o.position, o.id
            LIMIT \(limit)
            """, objective)
    }

    private static var levelColumns: SQL {
        "l.id, l.objective, l.level, l.words, l.judged_on, l.why, l.evidence, l.account, l.suggested, l.created_at"
    }

    private static func level(_ row: Row) throws -> Level {
        Level(
            id: try row.text(0), objective: try row.text(1), level: try row.text(2),
            date: LevelDate(iso: row.textOrNil(4), words: try row.text(3)), why: try row.text(5),
            evidence: try row.text(6), account: row.textOrNil(7), wasSuggested: try row.bool(8),
            createdAt: Instant(milliseconds: Int64(try row.int(9))))
    }

    /// Every level of a plan's objectives, oldest first within each.
    public static func levels(_ reader: Reader, organisation: Int, plan: String) throws -> [String: [Level]] {
        let levels = try reader.rows("""
            SELECT \(levelColumns)
            FROM level l
            JOIN objective o ON o.organisation = l.organisation AND o.id = l.objective
            WHERE l.organisation = \(organisation) AND o.plan = \(plan) AND l.removed_at IS NULL
            ORDER BY l.position, l.id
            """, level)
        return Dictionary(grouping: levels, by: \.objective)
    }

    public static func levels(_ reader: Reader, organisation: Int, objective: String) throws -> [Level] {
        try reader.rows("""
            SELECT \(levelColumns)
            FROM level l
            WHERE l.organisation = \(organisation) AND l.objective = \(objective) AND l.removed_at IS NULL
            ORDER BY l.position, l.id
            """, level)
    }

    // MARK: Actions

    static var actionColumns: SQL {
        """
        a.id, a.plan, a.objective, a.theme, a.title, a.outcome, a.lead_words, a.status, a.deadline_words,
        a.deadline_kind, a.deadline_day, a.deadline_repeats, a.waiting_on, a.check_again_on, a.version, a.created_at,
        a.updated_at, a.rhythm
        """
    }

    static func action(_ row: Row) throws -> Action {
        Action(
            id: try row.text(0), plan: try row.text(1), objective: row.textOrNil(2), theme: row.textOrNil(3),
            title: try row.text(4), outcome: try row.text(5), leadWords: try row.text(6),
            status: ActionStatus(rawValue: try row.text(7)) ?? .notStarted,
            deadline: Deadline(
                words: try row.text(8), kind: Deadline.Kind(rawValue: try row.text(9)) ?? .notSet,
                day: row.textOrNil(10).flatMap { Day(iso: $0) },
                repeats: row.textOrNil(11).flatMap { WrittenRepeat(code: $0) }),
            waitingOn: try row.text(12), checkAgainOn: row.textOrNil(13).flatMap { Day(iso: $0) },
            rhythm: row.textOrNil(17).flatMap { Rhythm(code: $0) }, version: try row.int(14),
            createdAt: Instant(milliseconds: Int64(try row.int(15))),
            updatedAt: Instant(milliseconds: Int64(try row.int(16))))
    }

    public static func action(_ reader: Reader, organisation: Int, id: String) throws -> Action? {
        try reader.first("""
            SELECT \(actionColumns)
            FROM action a
            WHERE a.organisation = \(organisation) AND a.id = \(id) AND a.removed_at IS NULL
            """, action)
    }

    public static func actions(_ reader: Reader, organisation: Int, objective: String) throws -> [Action] {
        try reader.rows("""
            SELECT \(actionColumns)
            FROM action a
            WHERE a.organisation = \(organisation) AND a.objective = \(objective) AND a.removed_at IS NULL
            ORDER BY a.position, a.id
            """, action)
    }

    public static func actions(_ reader: Reader, organisation: Int, plan: String) throws -> [Action] {
        try reader.rows("""
            SELECT \(actionColumns)
            FROM action a
            WHERE a.organisation = \(organisation) AND a.plan = \(plan) AND a.removed_at IS NULL
            ORDER BY a.position, a.id
            """, action)
    }

    /// The posts that lead the actions, in the order written.
    public static func leads(_ reader: Reader, organisation: Int, actions: [String]) throws -> [String: [Lead]] {
        guard !actions.isEmpty else { return [:] }
        return try leads(reader, "ap.organisation = \(organisation) AND ap.action IN (\(list: actions))")
    }

    public static func leads(_ reader: Reader, organisation: Int, plan: String) throws -> [String: [Lead]] {
        try leads(reader, """
            ap.organisation = \(organisation) AND ap.action IN (
                SELECT id FROM action WHERE organisation = \(organisation) AND plan = \(plan) AND removed_at IS NULL)
            """)
    }

    private static func leads(_ reader: Reader, _ condition: SQL) throws -> [String: [Lead]] {
        let leads = try reader.rows("""
            SELECT ap.action, ap.post, p.abbreviation, p.title, ap.accountable
            FROM action_post ap
            JOIN post p ON p.organisation = ap.organisation AND p.id = ap.post
            WHERE \(condition)
            ORDER BY ap.action, ap.position, ap.post
            """) {
            Lead(
                action: try $0.text(0), post: try $0.text(1), abbreviation: try $0.text(2), title: try $0.text(3),
                isAccountable: try $0.bool(4))
        }
        return Dictionary(grouping: leads, by: \.action)
    }

    public static func steps(_ reader: Reader, organisation: Int, actions: [String]) throws -> [String: [Step]] {
        guard !actions.isEmpty else { return [:] }
        return try steps(reader, "organisation = \(organisation) AND action IN (\(list: actions))")
    }

    public static func steps(_ reader: Reader, organisation: Int, plan: String) throws -> [String: [Step]] {
        try steps(reader, """
            organisation = \(organisation) AND action IN (
                SELECT id FROM action WHERE organisation = \(organisation) AND plan = \(plan) AND removed_at IS NULL)
            """)
    }

    private static func steps(_ reader: Reader, _ condition: SQL) throws -> [String: [Step]] {
        let steps = try reader.rows("""
            SELECT action, id, label, title, depth, posts, done_on
            FROM step
            WHERE removed_at IS NULL AND \(condition)
            ORDER BY action, position, id
            """) {
            (try $0.text(0), Step(
                id: try $0.text(1), label: try $0.text(2), title: try $0.text(3), depth: try $0.int(4),
                posts: try $0.text(5), doneOn: $0.textOrNil(6).flatMap { Day(iso: $0) }))
        }
        return Dictionary(grouping: steps, by: \.0).mapValues { $0.map(\.1) }
    }

    // MARK: What was said and changed

    private static func note(_ row: Row) throws -> Note {
        Note(
            id: try row.text(0), subject: try row.text(1), kind: Note.Kind(rawValue: try row.text(2)) ?? .note,
            words: try row.text(3), status: row.textOrNil(4).flatMap { ActionStatus(rawValue: $0) },
            account: row.textOrNil(5), madeAt: Instant(milliseconds: Int64(try row.int(6))))
    }

    /// Notes of one action or objective, newest first.
    public static func notes(_ reader: Reader, organisation: Int, subject: String) throws -> [Note] {
        try reader.rows("""
            SELECT id, subject, kind, words, status, account, made_at
            FROM note
            WHERE organisation = \(organisation) AND subject = \(subject) AND removed_at IS NULL
            ORDER BY made_at DESC, id DESC
            """, note)
    }

    /// Every note of a plan's actions and objectives, newest first.
    public static func notes(_ reader: Reader, organisation: Int, plan: String) throws -> [String: [Note]] {
        let notes = try reader.rows("""
            SELECT id, subject, kind, words, status, account, made_at
            FROM note
            WHERE organisation = \(organisation) AND removed_at IS NULL AND subject IN (
                SELECT id FROM action WHERE organisation = \(organisation) AND plan = \(plan)
                UNION ALL SELECT id FROM objective WHERE organisation = \(organisation) AND plan = \(plan))
            ORDER BY made_at DESC, id DESC
            """, note)
        return Dictionary(grouping: notes, by: \.subject)
    }

    /// The newest note of each action that has one.
    public static func lastNotes(_ reader: Reader, organisation: Int, actions: [String]) throws -> [String: Note] {
        var last: [String: Note] = [:]
        for action in actions {
            last[action] = try reader.first("""
                SELECT id, subject, kind, words, status, account, made_at
                FROM note
                WHERE organisation = \(organisation) AND subject = \(action) AND removed_at IS NULL
                ORDER BY made_at DESC, id DESC
                LIMIT 1
                """, note)
        }
        return last
    }

    private static func change(_ row: Row) throws -> Change {
        Change(
            subject: try row.text(0), field: try row.text(1), before: try row.text(2), after: try row.text(3),
            account: row.textOrNil(4), madeAt: Instant(milliseconds: Int64(try row.int(5))))
    }

    /// Changes of one action or objective, newest first.
    public static func changes(_ reader: Reader, organisation: Int, subject: String) throws -> [Change] {
        try reader.rows("""
            SELECT subject, field, before_words, after_words, account, made_at
            FROM change
            WHERE organisation = \(organisation) AND subject = \(subject)
            ORDER BY made_at DESC, id DESC
            """, change)
    }

    /// Changes of a whole plan since a moment, newest first: what the as-of view takes back.
    public static func changes(
        _ reader: Reader, organisation: Int, plan: String, since moment: Instant
    ) throws -> [Change] {
        try reader.rows("""
            SELECT subject, field, before_words, after_words, account, made_at
            FROM change
            WHERE organisation = \(organisation) AND plan = \(plan) AND made_at >= \(moment.milliseconds)
            ORDER BY made_at DESC, id DESC
            """, change)
    }

}
