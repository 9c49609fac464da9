import Accounts
import Calendar
import Pages

/// The work list and the search page.
enum WorkViews {
    static func work(_ show: WorkShow, viewer: Viewer) -> Page {
        let query = show.query
        var page = Page("Work", section: PlansURL.work, main: """
            \(subNavigation("Which actions", show.tabs.filter { shows($0.0, viewer) }.map { tab, count in
                NavItem(tab.name, query.address(show: tab), count: count)
            } + [NavItem("Calendar", PlansURL.calendar)], current: query.address()))
            \(if: viewer.may(.updateActions) && !viewer.posts.isEmpty, "<p class=\"gv-screen\">\(linkButton("Update my actions", href: PlansURL.update))</p>")
            \(filters(show))
            \(list(show))
            """)
        page.printFooter = "\(query.show.name). \(viewer.organisationName). \(query.today.long)."
        return page
    }

    /// Somebody without a post has no "mine".
    private static func shows(_ show: WorkQuery.Show, _ viewer: Viewer) -> Bool {
        (show != .mine && show != .posts) || !viewer.posts.isEmpty
    }

    private static func list(_ show: WorkShow) -> HTML {
        let query = show.query
        guard show.total > 0 else { return emptyState(nothing(query), action: Link("See all actions", query.address(show: .all))) }
        return """
            \(actionTable("Actions: \(query.show.name.lowercased())", show.actions, show.leads, query.today))
            \(pagination(page: show.page, size: WorkQuery.pageSize, total: show.total, noun: "actions") { query.address(page: $0) })
            <p class="gv-screen"><a\(href: query.address("/work.csv"))>Download these \(grouped(show.total)) as CSV</a></p>
            """
    }

    private static func nothing(_ query: WorkQuery) -> HTML {
        switch query.show {
        case .mine, .posts: "Your posts owe nothing here. New actions appear as soon as a post of yours leads one."
        case .overdue: "Nothing is overdue."
        case .waiting: "Nothing is waiting on others."
        case .undated: "Every action that is owed has a real date."
        default: "No action fits these filters."
        }
    }

    static func actionTable(_ caption: String, _ actions: [Action], _ leads: [String: [Lead]], _ today: Day) -> HTML {
        table(caption, hideCaption: true, columns: [
            Column("Action"), Column("Status"), Column("Deadline"), Column("Leads"),
        ], rows: actions.map { action in
            [
                "<a\(href: PlansURL.action(action.plan, action.id))>\(action.title)</a>",
                PlanParts.status(action.status), PlanParts.deadline(action, on: today),
                PlanParts.leads(leads[action.id] ?? [], words: action.leadWords),
            ]
        }, stacks: true)
    }

    private static func filters(_ show: WorkShow) -> HTML {
        let query = show.query
        var chosen: [ChosenFilter] = []
        if let plan = query.plan {
            chosen.append(ChosenFilter("Plan", show.plans.first { $0.id == plan }?.title ?? "a plan that is gone", without: query.address(without: "plan")))
        }
        if let status = query.status {
            chosen.append(ChosenFilter("Status", status.word, without: query.address(without: "status")))
        }
        if let post = query.post {
            chosen.append(ChosenFilter("Post", show.posts.first { $0.id == post }?.fullName ?? "a post that is gone", without: query.address(without: "post")))
        }
        if !query.words.isEmpty { chosen.append(ChosenFilter("Words", query.words, without: query.address(without: "q"))) }
        let form = Form([
            "q": query.words, "plan": query.plan ?? "", "status": query.status?.rawValue ?? "", "post": query.post ?? "",
        ])
        let panel = filterPanel(
            action: PlansURL.work, chosen: chosen, clear: "\(PlansURL.work)?show=\(query.show.rawValue)", """
            \(hidden("show", query.show.rawValue))
            \(textInput("Words in the action", name: "q", in: form, width: .thirty))
            \(select("Plan", name: "plan", in: form, [("", "All plans")] + show.plans.map { ($0.id, $0.title) }))
            \(select("Status", name: "status", in: form, [("", "All")] + ActionStatus.allCases.map { ($0.rawValue, $0.word) }))
            \(select("Post", name: "post", in: form, [("", "All")] + show.posts.map { ($0.id, $0.fullName) }))
            """)
        return "<div class=\"gv-screen\">\(details("Filter", open: !chosen.isEmpty, panel))</div>"
    }

    // MARK: Search

    static func search(_ show: SearchShow, today: Day) -> Page {
        let main: HTML
        if show.words.isEmpty {
            main = emptyState("Enter words that stand in an objective or an action, or the abbreviation of a lead.")
        } else if show.total == 0 && show.objectives.isEmpty {
            main = emptyState("Nothing holds “\(show.words)”. Try fewer or other words.")
        } else {
            main = """
                \(if: !show.objectives.isEmpty, """
                    <h2>Objectives</h2>
                    <ul>\(each: show.objectives, { objective in
                        "<li><a\(href: PlansURL.objective(objective.plan, objective.id))>\(objective.title)</a></li>"
                    })</ul>
                    """)
                \(if: show.total > 0, """
                    <h2>Actions: \(grouped(show.total))</h2>
                    \(actionTable("Actions found", show.actions, show.leads, today))
                    """)
                \(if: show.total > show.actions.count, "<p><a\(href: show.query?.address() ?? PlansURL.work)>See all \(grouped(show.total)) actions</a></p>")
                """
        }
        var page = Page(show.words.isEmpty ? "Search" : "Search: \(show.words)", main: """
            \(searchBox(action: PlansURL.search, label: "Search again", value: show.words, id: "search-again"))
            \(main)
            """)
        page.searched = show.words
        return page
    }
}
