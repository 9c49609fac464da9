import Accounts
import Calendar
import Pages

/// Days by month as a list: dates are there to be read.
enum CalendarViews {
    static func list(_ show: CalendarShow, viewer: Viewer) -> Page {
        let all = "\(PlansURL.calendar)?show=all"
        let items = viewer.posts.isEmpty ? [] : [NavItem("My posts lead", PlansURL.calendar), NavItem("All", all)]
        let (overdue, ahead) = show.reading.items.split { $0.day < show.today }
        let months = Dictionary(grouping: ahead, by: \.day.inMonth).sorted { $0.key < $1.key }
        var page = Page("Calendar", section: PlansURL.work, main: """
            <p class="gv-lead">What is owed up to \(show.reading.through.long)\(show.mine ? " by your posts" : "").</p>
            \(if: !items.isEmpty, subNavigation("Whose days", items, current: show.mine ? PlansURL.calendar : all))
            \(if: show.reading.items.isEmpty, nothing(show))
            \(if: show.reading.isCut, warningText("Only the next \(grouped(CalendarReading.most)) actions are shown."))
            \(if: !overdue.isEmpty, month("Overdue", overdue, show))
            \(each: months, { month($0.key.long, $0.value, show) })
            <p class="gv-screen"><a\(href: CalendarFeed.settings)>Have these days in your own calendar</a></p>
            """)
        page.breadcrumbs = [Link("Work", PlansURL.work)]
        page.printFooter = "Calendar. \(viewer.organisationName). \(show.today.long)."
        return page
    }

    private static func nothing(_ show: CalendarShow) -> HTML {
        let words = show.mine ? "Your posts owe nothing with a day in the next 12 months." : "Nothing is owed on a day in the next 12 months."
        return emptyState("\(words) Actions appear here as soon as they have a real date or come round.",
            action: Link("See everything owed", "\(PlansURL.work)?show=next"))
    }

    private static func month(_ title: String, _ items: [CalendarItem], _ show: CalendarShow) -> HTML {
        """
        <h2>\(title)</h2>
        \(table(title, hideCaption: true, columns: [
            Column("Day", .date), Column("What"), Column("Action"), Column("Leads"),
        ], rows: items.map { item in
            let action = item.action
            return [
                "\(item.day.weekday.name.prefix(3)) \(item.day.short)", "\(item.kind.name)\(status(item, show.today))",
                "<a\(href: PlansURL.action(action.plan, action.id))>\(action.title)</a>",
                PlanParts.leads(show.leads[action.id] ?? [], words: action.leadWords),
            ]
        }, stacks: true))
        """
    }

    /// Waiting on somebody is not being late.
    private static func status(_ item: CalendarItem, _ today: Day) -> HTML {
        if !item.action.waitingOn.isEmpty { return " \(tag("Waiting on others", .grey))" }
        return item.day < today ? " \(tag("Overdue", .red, .triangle))" : HTML()
    }
}

extension [CalendarItem] {
    /// Those that fit, and the others; both in their order.
    fileprivate func split(_ fits: (CalendarItem) -> Bool) -> ([CalendarItem], [CalendarItem]) {
        (filter(fits), filter { !fits($0) })
    }
}
