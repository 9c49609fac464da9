extension ComponentsPage {
    static var records: HTML {
        section("Records", id: "records", """
            <h3>Summary list</h3>
            \(summaryList([
                SummaryRow("Name", "North lawn", actions: [Link("Change", "#records")]),
                SummaryRow("Keeper", nil, actions: [Link("Change", "#records"), Link("Remove", "#records")]),
                SummaryRow("Description", "\(long)"), SummaryRow("In Arabic", rightToLeft),
            ]))
            <h3>Facts under a name</h3>
            \(definitions([("Red", "Nobody has begun"), ("Amber", "Begun; \(long)"), ("Green", "Grown")]))
            <h3>Deadlines</h3>
            <ul>
            <li>\(deadlineText("31 March 2026", date: "31 March 2026", state: ("Due in 5 days", .amber)))</li>
            <li>\(deadlineText("31/09/17", date: "30 September 2017", state: ("Overdue by 3 days", .red)))</li>
            <li>\(deadlineText("Ongoing"))</li>
            <li>\(deadlineText("When the national trial has been heard of again"))</li>
            </ul>
            <h3>Timeline</h3>
            \(timeline([
                TimelineItem(
                    "Level changed to \(tag("Green", .green, .circle))", when: "4 June 2026 at 9:32am", by: "Ada Green",
                    body: "<p>The last tree was planted.</p>", isNew: true),
                TimelineItem("\(long)", when: "12 May 2026", by: "Bo Stone", body: "<p>\(long)</p>"),
                TimelineItem(rightToLeft, when: "March 2026"),
            ], level: 4))
            <h3>What somebody else changed</h3>
            \(difference([
                Difference("Name", old: "North lawn", new: "North meadow"), Difference("Note", old: "", new: long),
                Difference("Keeper", old: "Ada Green", new: "Ada Green"),
            ], caption: "Your words and theirs", old: "Yours", new: "Saved by Bo Stone"))
            """)
    }

    static var notices: HTML {
        section("Notices", id: "notices", """
            \(notificationBanner(Banner(.success, "Update saved.")))
            \(notificationBanner(Banner(.notice, "\(long). <a href=\"#notices\">Read more</a>.")))
            \(notificationBanner(Banner(.problem, "The file could not be read. Nothing was saved.")))
            \(inset("<p>This garden was closed on 4 June 2026.</p>"))
            \(warningText("Trees that are felled cannot be put back."))
            \(details("What a level means", "<p>\(long)</p>"))
            \(details("Opened at first", open: true, "<p>Here from the start.</p>"))
            \(emptyState("Nothing here yet."))
            <p>The next line is for paper only.</p>
            \(printOnly("<p>Printed.</p>"))
            \(screenOnly("<p>And this one for the screen.</p>"))
            """)
    }

    static var ways: HTML {
        section("Ways on", id: "ways", """
            \(subNavigation("Garden", [
                NavItem("Overview", "#ways"), NavItem("Trees", "#tables", count: 12), NavItem("History", "#records"),
            ], current: "#ways"))
            \(buttonGroup(
                button("Save garden"), button("Save as draft", .secondary),
                button("Remove garden", .warning, about: "North lawn"), button("Undo", .link),
                "<a href=\"#ways\">Cancel</a>"))
            \(buttonGroup(
                linkButton("Add a garden", href: "#fields"), linkButton("Export list", href: "#tables", .secondary),
                printButton()))
            \(searchBox(action: "#ways", label: "Search gardens", value: "", id: "search-gardens"))
            <h3>Tasks</h3>
            \(taskList([
                TaskItem("Choose a place", href: "#ways", status: .done),
                TaskItem("Plant the trees", href: "#ways", status: .inProgress, hint: "3 of 12 planted"),
                TaskItem("Water the trees", href: "#ways", status: .toDo),
                TaskItem("Open the gate", href: nil, status: .cannotStart, hint: "When the trees stand"),
                TaskItem(long, href: "#ways", status: .other("With the keeper", .blue)),
            ]))
            <h3>The head of a record</h3>
            \(recordHead)
            <h3>Before something final</h3>
            \(confirm(
                "This removes the garden and its 12 trees for everybody.",
                facts: [SummaryRow("Garden", "North lawn"), SummaryRow("Trees", "12")],
                action: "#ways", button: "Remove garden", cancel: Link("Keep garden", "#ways"),
                extra: textarea(
                    "Why are you removing it?", name: "why", in: Form(), hint: "The reason stays in the history",
                    rows: 3)))
            """)
    }

    private static var recordHead: HTML {
        identityBar(
            "North lawn", caption: "Gardens by the river", reference: "GA-2026-0042",
            facts: [
                SummaryRow("Level", tag("Amber", .amber, .diamond)), SummaryRow("Keeper", "Ada Green (AG)"),
                SummaryRow("Deadline", "31 March 2026"), SummaryRow("Next look", nil),
            ], actions: linkButton("Change garden", href: "#ways", .secondary), level: 4)
    }
}
