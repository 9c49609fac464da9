import Calendar
import Database
import Foundation
import Pages

/// One definition behind the work list, its count, its page and its CSV: they agree to the row.
struct WorkQuery: Sendable, Hashable {
    enum Show: String, CaseIterable, Sendable {
        case mine, posts, next, overdue, waiting, undated, done, all

        var name: String {
            switch self {
            case .mine: "I answer for"
            case .posts: "My posts lead"
            case .next: "Everything owed"
            case .overdue: "Overdue"
            case .waiting: "Waiting on others"
            case .undated: "Without a real date"
            case .done: "Done or stopped"
            case .all: "All"
            }
        }
    }

    var organisation: Int
    var today: Day
    /// Posts of whoever asks.
    var myPosts: [String]
    var show: Show
    var plan: String?
    var status: ActionStatus?
    var post: String?
    var words: String
    /// Only what is owed by this day, with what is overdue.
    var through: Day?

    init(organisation: Int, today: Day, myPosts: [String], show: Show) {
        self.organisation = organisation
        self.today = today
        self.myPosts = myPosts
        self.show = show
        words = ""
    }

    /// From the address: `?show=overdue&post=…&q=…`. Unknown words count as not given.
    init(_ data: FormData, organisation: Int, today: Day, myPosts: [String]) {
        self.init(
            organisation: organisation, today: today, myPosts: myPosts,
            show: Show(rawValue: data.text("show")) ?? (myPosts.isEmpty ? .next : .posts))
        plan = Self.given(data, "plan")
        status = ActionStatus(rawValue: data.text("status"))
        post = Self.given(data, "post")
        words = data.text("q")
    }

    private static func given(_ data: FormData, _ name: String) -> String? {
        let text = data.text(name)
        return text.isEmpty ? nil : text
    }

    private func conditions(_ dialect: Dialect) -> [SQL] {
        var conditions: [SQL] = ["a.organisation = \(organisation)", "a.removed_at IS NULL"]
        switch show {
        case .mine:
            conditions += ["a.owed = 1", """
                a.id IN (SELECT action FROM action_post
                    WHERE organisation = \(organisation) AND post IN (\(list: myPosts)) AND accountable = 1)
                """]
        case .posts: conditions += ["a.owed = 1", led(by: myPosts)]
        case .next: conditions += ["a.owed = 1"]
        case .overdue: conditions += ["a.owed = 1", "a.due < \(today.iso)", "a.waiting_on = ''"]
        case .waiting: conditions += ["a.owed = 1", "a.waiting_on <> ''"]
        // A range, though nothing sorts later: by an equality SQLite would rather walk all rows in the order of their ids.
        case .undated: conditions += ["a.owed = 1", "a.due >= \(Due.unknown)"]
        case .done: conditions += ["a.owed = 0"]
        case .all: break
        }
        if let plan { conditions.append("a.plan = \(plan)") }
        if let status { conditions.append("a.status = \(status.rawValue)") }
        if let post { conditions.append(led(by: [post])) }
        if let through { conditions.append("a.due <= \(through.iso)") }
        for word in words.split(separator: " ").prefix(8) {
            conditions.append("\(dialect.contains("a.title", String(word))) OR \(dialect.contains("a.lead_words", String(word)))")
        }
        return conditions
    }

    private func led(by posts: [String]) -> SQL {
        """
        a.id IN (SELECT action FROM action_post
            WHERE organisation = \(organisation) AND post IN (\(list: posts)))
        """
    }

    func countQuery(_ dialect: Dialect) -> SQL { "SELECT count(*) FROM action a WHERE \(SQL.all(conditions(dialect)))" }

    static let pageSize = 25

    /// One page, what is owed soonest first; page 1 is the first.
    func page(_ page: Int, _ reader: Reader) throws -> [Action] {
        try reader.rows(pageQuery(page, reader.dialect), PlanReads.action)
    }

    func pageQuery(_ page: Int, _ dialect: Dialect) -> SQL {
        """
        SELECT \(PlanReads.actionColumns)
        FROM action a
        WHERE \(SQL.all(conditions(dialect)))
        ORDER BY a.owed DESC, a.due, a.id
        LIMIT \(Self.pageSize) OFFSET \((max(1, page) - 1) * Self.pageSize)
        """
    }

    /// The first so many, soonest first.
    func first(_ limit: Int, _ reader: Reader) throws -> [Action] {
        try reader.rows(firstQuery(limit, reader.dialect), PlanReads.action)
    }

    func firstQuery(_ limit: Int, _ dialect: Dialect) -> SQL {
        """
        SELECT \(PlanReads.actionColumns)
        FROM action a
        WHERE \(SQL.all(conditions(dialect)))
        ORDER BY a.owed DESC, a.due, a.id
        LIMIT \(limit)
        """
    }

    /// Every row with its plan's and objective's words, for the export.
    func each(_ reader: Reader, _ take: (Action, _ plan: String, _ objective: String) throws -> Void) throws {
        try reader.each("""
            SELECT \(PlanReads.actionColumns), p.title, o.title
            FROM action a
            JOIN plan p ON p.organisation = a.organisation AND p.id = a.plan
            LEFT JOIN objective o ON o.organisation = a.organisation AND o.id = a.objective
            WHERE \(SQL.all(conditions(reader.dialect)))
            ORDER BY a.owed DESC, a.due, a.id
            """) { try take(try PlanReads.action($0), try $0.text(18), $0.textOrNil(19) ?? "") }
    }

    // MARK: Addresses

    /// The address of this query at a page; `without` leaves one filter out.
    func address(_ path: String = PlansURL.work, page: Int = 1, without: String? = nil, show other: Show? = nil) -> String {
        var parts = ["show=\((other ?? show).rawValue)"]
        let filters = [("plan", plan ?? ""), ("status", status?.rawValue ?? ""), ("post", post ?? ""), ("q", words)]
        for (name, value) in filters where !value.isEmpty && name != without {
            parts.append("\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")")
        }
        if page > 1 { parts.append("page=\(page)") }
        return "\(path)?\(parts.joined(separator: "&"))"
    }
}
