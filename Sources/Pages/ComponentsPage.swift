/// Every component in every state, in words that mean nothing: the first thing that tests and eyes look at.
public enum ComponentsPage {
    /// The page as the server mounts it; its errors show the summary and the title's prefix.
    public static var page: Page {
        var page = Page("Components", caption: "Every part in every state", main: main)
        page.breadcrumbs = [Link("Home", "/"), Link("About", "/about")]
        page.banner = Banner(.success, "Garden saved. <a href=\"#tables\">See the garden</a>.")
        page.printFooter = "Components, printed for looking at"
        return page
    }

    public static var main: HTML {
        """
        <p class="gv-lead">Each part of a page stands here once in each state: usual, empty, wrong, long,
        and from right to left.</p>
        \(marks)\(numbers)\(tables)\(records)\(notices)\(ways)\(fields)\(fieldsWithProblems)\(charts)
        """
    }

    static let long = """
        A name that goes on for longer than anybody planned, because it was agreed by a committee, a sub-committee and \
        Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch
        """
    static let fromRight = "حديقة عامة في وسط المدينة"
    static var rightToLeft: HTML { "<span lang=\"ar\" dir=\"rtl\">\(fromRight)</span>" }

    static let red = Mark("Red", .red, .triangle, date: "Mar 2017")
    static let amber = Mark("Amber", .amber, .diamond, date: "Jun 2017")
    static let green = Mark("Green", .green, .circle, date: "Jul 2017")

    private static var marks: HTML {
        let many = [red, amber, red, amber, red, amber, Mark("Green", .green, .circle, date: "Jan 2019", isNew: true)]
        let scale = [
            Mark("Starting", .grey, .ring, date: "2023"), Mark("Growing", .amber, .diamond, date: "2024"),
            Mark("Settled", .blue, .square, date: "2025"), Mark("Leading", .green, .circle, date: "2026"),
        ]
        return section("Level strip and tags", id: "marks", """
            <h3>A history and a target</h3>
            \(levelStrip([red, amber, green], target: Mark("Green", .green, .circle, date: "Mar 2018")))
            <h3>One level, no date</h3>
            \(levelStrip([Mark("Amber", .amber, .diamond)]))
            <h3>None yet, with a target</h3>
            \(levelStrip([], target: Mark("Green", .green, .circle, date: "Dec 2026")))
            <h3>More than fit, the last one new</h3>
            \(levelStrip(many, target: Mark("Green", .green, .circle)))
            <h3>Another scale</h3>
            \(levelStrip(scale))
            <h3>Long words</h3>
            \(levelStrip([red, Mark("Partly agreed, waiting for others", .amber, .diamond, date: "about June 2017")]))
            <h3>Tags</h3>
            <p>\(tag("Red", .red, .triangle)) \(tag("Amber", .amber, .diamond)) \(tag("Green", .green, .circle))
            \(tag("Planned", .blue, .square)) \(tag("Not rated", .grey, .ring))
            \(tag("Late", .red)) \(tag("In progress", .amber))</p>
            """)
    }

    private static var numbers: HTML {
        section("Numbers", id: "numbers", """
            \(bigNumbers(
                bigNumber(5, of: 22, "gardens are red", since: "2 fewer than in June 2026", href: "#tables"),
                bigNumber(0, "trees are overdue"),
                bigNumber(12_418, "leaves counted", since: "Since 1 April 2025")))
            <p>Progress: \(progressWords(5, of: 22)); \(progressWords(3, of: 7)).</p>
            """)
    }

    private static var tables: HTML {
        let columns = [
            Column("Garden", sortHref: "?sort=garden", order: .ascending), Column("Level"),
            Column("Deadline", .date, sortHref: "?sort=deadline"), Column("Trees", .number),
            Column("Change", isHidden: true),
        ]
        let edit: HTML = "<a href=\"#tables\">Change\(hiddenText(" garden"))</a>"
        let overdue = deadlineText("31/09/17", date: "30 September 2017", state: ("Overdue", .red))
        let trees = [Column("Tree"), Column("Where"), Column("Height", .number)]
        let rows: [Row] = [
            ["<a href=\"#tables\">North lawn</a>", levelStrip([red, amber]), "31 Mar 2026", "1,204", edit],
            ["\(long)", levelStrip([]), overdue, "3", edit],
            Row(["\(rightToLeft)", levelStrip([green]), "Ongoing", "0", edit], isNew: true),
        ]
        return section("Tables", id: "tables", """
            \(filterPanel(
                action: "#tables",
                chosen: [
                    ChosenFilter("Level", "Red", without: "?x=1"),
                    ChosenFilter("Park", "Long name of a park", without: "?x=2"),
                ],
                clear: "?", """
                    \(select("Level", name: "level", in: Form(["level": "red"]), [("", "Any"), ("red", "Red")]))\
                    \(textInput("Words", name: "words", in: Form(), width: .twenty))
                    """))
            \(table("Gardens by name", columns: columns, rows: rows, foot: ["All", "", "", "1,207", ""]))
            \(pagination(page: 2, size: 25, total: 312, noun: "gardens", href: { "?page=\($0)#tables" }))
            \(table("Rows that stack in a narrow window", columns: trees,
                rows: [["Oak", "\(long)", "12 m"], ["Ash", "\(rightToLeft)", "9 m"]], stacks: true))
            \(pagination(page: 1, size: 25, total: 3, noun: "trees", href: { "?page=\($0)" }))
            \(emptyState("No gardens are waiting. New ones appear here.", action: Link("Add a garden", "#fields")))
            """)
    }
}
