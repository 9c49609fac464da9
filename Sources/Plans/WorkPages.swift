import Accounts
import Calendar
import Database
import Documents
import Pages

/// Lists of actions: what is mine, owed, overdue, waited for; searched, filtered, and exported from one query.
struct WorkPages: Sendable {
    let counts = CountCache()

    var routes: [Route] {
        [
            .page(PlansURL.work, .may(.readPlan)) { ask, viewer, reader in
                var page = WorkViews.work(try show(ask, viewer, reader), viewer: viewer)
                page.banner = PlanBanner.read(ask.query)
                return .page(page)
            },
            .export("/work.csv", .may(.readPlan)) { ask, viewer, reader in
                let query = WorkQuery(
                    ask.query, organisation: viewer.organisation, today: ask.today, myPosts: viewer.posts)
                return .file(
                    try WorkExport.csv(query, reader), "text/csv; charset=utf-8",
                    download: "actions-\(query.show.rawValue)-\(ask.today.iso).csv")
            },
            .page(PlansURL.search, .may(.readPlan)) { ask, viewer, reader in
                let words = ask.query.text("q")
                var query = WorkQuery(organisation: viewer.organisation, today: ask.today, myPosts: viewer.posts, show: .all)
                query.words = words
                let found = words.isEmpty
                    ? SearchShow(words: words)
                    : try SearchShow(words: words, query, reader, counts)
                return .page(WorkViews.search(found, today: ask.today))
            },
        ]
    }

    private func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> WorkShow {
        let organisation = viewer.organisation
        let query = WorkQuery(ask.query, organisation: organisation, today: ask.today, myPosts: viewer.posts)
        let total = try counts.count(query.countQuery(reader.dialect), reader, organisation: organisation)
        let last = max(1, (total + WorkQuery.pageSize - 1) / WorkQuery.pageSize)
        let number = min(max(1, Int(ask.query.text("page")) ?? 1), last)
        let actions = try query.page(number, reader)
        let tabs = try WorkQuery.Show.allCases.map { show -> (WorkQuery.Show, Int) in
            var other = query
            other.show = show
            return (show, try counts.count(other.countQuery(reader.dialect), reader, organisation: organisation))
        }
        return WorkShow(
            query: query, page: number, total: total, actions: actions,
            leads: try PlanReads.leads(reader, organisation: organisation, actions: actions.map(\.id)), tabs: tabs,
            plans: try PlanReads.plans(reader, organisation: organisation),
            posts: try PostStore.list(reader, organisation: organisation))
    }
}

/// Just what the work page prints.
struct WorkShow: Sendable {
    var query: WorkQuery
    var page: Int
    var total: Int
    var actions: [Action]
    var leads: [String: [Lead]]
    var tabs: [(WorkQuery.Show, Int)]
    var plans: [Plan]
    var posts: [Post]
}

/// What a search found: actions by the list's own query, objectives beside them.
struct SearchShow: Sendable {
    var words: String
    var total = 0
    var actions: [Action] = []
    var leads: [String: [Lead]] = [:]
    var objectives: [Objective] = []
    var query: WorkQuery?

    static let mostObjectives = 50

    init(words: String) { self.words = words }

    init(words: String, _ query: WorkQuery, _ reader: Reader, _ counts: CountCache) throws {
        self.words = words
        self.query = query
        total = try counts.count(query.countQuery(reader.dialect), reader, organisation: query.organisation)
        actions = try query.page(1, reader)
        leads = try PlanReads.leads(reader, organisation: query.organisation, actions: actions.map(\.id))
        objectives = try PlanReads.objectives(
            reader, organisation: query.organisation, containing: words, limit: Self.mostObjectives)
    }
}

/// The work list as a file: the same rows as the page, all of them.
enum WorkExport {
    static let header = [
        "Plan", "Objective", "Action", "Expected outcome", "Leads as written", "Status", "Deadline as written",
        "Deadline kind", "Deadline date", "Waiting on", "Check again on", "Last change", "Comes round",
    ]

    static func csv(_ query: WorkQuery, _ reader: Reader) throws -> [UInt8] {
        var rows = [header]
        try query.each(reader) { action, plan, objective in
            rows.append([
                plan, objective, action.title, action.outcome, action.leadWords, action.status.word,
                action.deadline.words, action.deadline.kind.name, action.deadline.day?.iso ?? "", action.waitingOn,
                action.checkAgainOn?.iso ?? "", action.updatedAt.day.iso,
                action.rhythm?.words ?? "",
            ])
        }
        return Array((CSVWriter.byteOrderMark + CSVWriter.text(rows)).utf8)
    }
}
