import Calendar
import NeedToKnow
import Pages

/// Pages of cases: values to HTML. Titles hold the reference and never a name.
enum CaseViews {
    static func list(_ query: CaseQuery, _ total: Int, _ lines: [CaseLine], _ names: HolderNames, mayOpen: Bool) -> Page {
        Page("Cases", section: CasesURL.list, main: """
            \(subNavigation(
                "Which cases", CaseQuery.Which.allCases.map { NavItem($0.words, place($0)) }, current: place(query.which)))
            \(searchBox(action: CasesURL.find, label: "Find a case by its reference", id: "find-case"))
            \(if: mayOpen, buttonGroup(linkButton("Open a case", href: CasesURL.new, .secondary)))
            \(if: total == 0, emptyState("\(empty(query.which))"))
            \(if: total > 0, table(
                "Cases", hideCaption: true,
                columns: [
                    Column("Reference"), Column("Setting"), Column("People", .number), Column("State"), Column("Holder"),
                    Column("Opened", .date),
                ],
                rows: lines.map { row($0, names) }, stacks: true))
            \(if: total > 0, pagination(page: query.page, size: CaseQuery.pageSize, total: total, noun: "cases") {
                "\(place(query.which))&page=\($0)"
            })
            """)
    }

    private static func place(_ which: CaseQuery.Which) -> String { "\(CasesURL.list)?show=\(which.rawValue)" }

    private static func empty(_ which: CaseQuery.Which) -> String {
        switch which {
        case .open: "There is no open case that you may see."
        case .mine: "No case is given to you or to a team of yours."
        case .closed: "There is no closed case that you may see."
        case .all: "There is no case that you may see."
        }
    }

    private static func row(_ line: CaseLine, _ names: HolderNames) -> Row {
        [
            "<a\(href: CasesURL.show(line.file.id))>\(line.file.reference)</a>", "\(line.file.setting.words)",
            "\(line.people)", state(line.file), "\(names[line.file.holder])", "\(line.file.openedOn.short)",
        ]
    }

    static func state(_ file: Case) -> HTML {
        file.isOpen ? tag("Open", .blue) : "Closed"
    }

    /// The same words whether there is none or the viewer may not know of it.
    static func notFound(_ asked: String) -> Page {
        Page("Find a case", width: .reading, section: CasesURL.list, main: """
            \(searchBox(action: CasesURL.find, label: "Find a case by its reference", value: asked, id: "find-case"))
            \(emptyState("There is nothing under this reference that you may see. A reference reads like MS-2026-K7Q3M, and must be whole."))
            """)
    }

    static func new(_ form: Form) -> Page {
        var page = Page("Open a case", width: .reading, section: CasesURL.list, main: """
            <p class="gv-lead">For what no concern led to, such as an operation with the police. Enter no names here: people are
            added on the next page.</p>
            \(postForm(to: CasesURL.new, hidden: [("form", form.value("form"))], "\(codes(form))\(button("Open the case"))"))
            """)
        page.errors = form.problems
        page.back = Link("Cases", CasesURL.list)
        return page
    }

    private static func codes(_ form: Form) -> HTML {
        """
        \(select("Setting", name: "setting", in: form, Setting.allCases.map { ($0.rawValue, $0.words) }))
        \(checkboxes("Exploitation", name: "exploitation", in: form, hint: "None, if it is not known yet", optional: true,
            Exploitation.allCases.map { Choice($0.rawValue, "\($0.words)") }))
        """
    }

    // MARK: In outline

    static func outline(_ show: CaseOutline, token: String) -> HTML {
        let file = show.file
        return """
            \(summaryList([
                SummaryRow("Setting", "\(file.setting.words)"), SummaryRow("Exploitation", "\(file.exploitation.words)"),
                SummaryRow("People", "\(show.people)"), SummaryRow("State", state(file)),
                SummaryRow("Opened", "\(file.openedOn.long)"), SummaryRow("Holder", "\(show.names[file.holder])"),
            ]))
            \(if: show.waits, inset("""
                <p>This case was given to you or to your team.</p>
                \(postForm(to: CasesURL.answer(file.id), hidden: [("answer", "accept")], button("Take this case")))
                """))
            """
    }

    // MARK: Opened

    /// The frame of a case's pages: its tabs, and a title that says nothing of anyone.
    static func page(_ file: Case, _ title: String, tab: String, width: Page.Width = .work, _ main: HTML) -> Page {
        let tabs = [
            NavItem("Overview", CasesURL.show(file.id)), NavItem("People", CasesURL.people(file.id)),
            NavItem("Places, vehicles, organisations", CasesURL.things(file.id)),
            NavItem("Timeline", CasesURL.timeline(file.id)), NavItem("Files", CasesURL.files(file.id)),
            NavItem("References", CasesURL.references(file.id)),
            NavItem("Who looked", CasesURL.looks(file.id)),
        ]
        var page = Page(title, width: width, caption: file.reference, section: CasesURL.list, main: """
            \(subNavigation("Parts of the case", tabs, current: tab))
            \(main)
            """)
        page.back = Link("Cases", CasesURL.list)
        return page
    }

    static func overview(_ show: CaseOverview, _ form: Form, said: String) -> Page {
        let file = show.file
        var page = page(file, "Case \(file.reference)", tab: CasesURL.show(file.id), """
            \(with: show.waits, { _ in GivingViews.waiting(file, form) })
            \(section("About", """
                \(summaryList(facts(show)))
                """))
            \(section("People", """
                \(if: show.people.isEmpty, emptyState("Nobody is on this case yet.", action: Link("Add a person", CasesURL.newPart("person", in: file.id))))
                \(if: !show.people.isEmpty, PartViews.peopleTable(file, show.people))
                """))
            \(section("Latest", """
                \(timeline(show.latest.map { TimelineViews.item($0, show.names, file.id, PartViews.titles(show.people)) }))
                <p><a\(href: CasesURL.timeline(file.id))>The whole timeline</a></p>
                """))
            \(with: show.shields, { GivingViews.shields($0, show.names) })
            \(buttonGroup(
                linkButton("Give it to another", href: CasesURL.give(file.id), .secondary),
                linkButton(file.isOpen ? "Close the case" : "Open it again", href: CasesURL.close(file.id), .secondary)))
            """)
        // The title says the reference already.
        page.caption = nil
        return page
    }

    private static func facts(_ show: CaseOverview) -> [SummaryRow] {
        let file = show.file
        let change = [Link("Change", CasesURL.details(file.id))]
        return [
            SummaryRow("Setting", "\(file.setting.words)", actions: change),
            SummaryRow("Exploitation", "\(file.exploitation.words)", actions: change),
            SummaryRow("State", "\(state(file))\(with: file.outcome, { " \($0.words)" })"),
            SummaryRow("Opened", "\(file.openedOn.long)"),
            SummaryRow("Closed", file.closedOn.map { "\($0.long)" } ?? "Not closed"),
            SummaryRow(
                "Holder", "\(show.names[file.holder])\(if: show.isOnTheWay, " (has not answered yet)")",
                actions: [Link("Change", CasesURL.give(file.id))]),
            SummaryRow("May see it", "\(show.holders.map { show.names[$0.id] }.joined(separator: ", "))"),
            SummaryRow("Concerns", show.concernLinks.isEmpty
                ? "\(show.concerns)" : "\(each: show.concernLinks, { "<div><a\(href: $0.href)>\($0.text)</a></div>" })"),
            SummaryRow("Suspects", "\(show.suspects)"),
            SummaryRow("Places, vehicles, organisations", "\(show.things)"),
            SummaryRow("Files", "<a\(href: CasesURL.files(file.id))>\(show.files)</a>"),
        ]
    }

    // MARK: Codes and the end

    static func form(_ file: Case, token: String) -> Form {
        var form = Form(["setting": file.setting.rawValue, "version": "\(file.version)", "form": token])
        form.values["exploitation"] = file.exploitation.map(\.rawValue)
        return form
    }

    static func kept(_ form: Form) -> [(name: String, value: String)] {
        [("form", form.value("form")), ("version", form.value("version"))]
    }

    static func differences(_ file: Case, _ setting: Setting, _ exploitation: Set<Exploitation>) -> [Difference] {
        [
            Difference("Setting", old: file.setting.words, new: setting.words),
            Difference("Exploitation", old: file.exploitation.words, new: exploitation.words),
        ]
    }

    static func details(_ file: Case, _ form: Form, meanwhile: [Difference] = []) -> Page {
        var page = page(file, "What the case is about", tab: CasesURL.show(file.id), width: .reading, """
            \(both(meanwhile))
            \(postForm(to: CasesURL.details(file.id), hidden: kept(form), "\(codes(form))\(button("Save"))"))
            """)
        page.errors = form.problems
        return page
    }

    static func both(_ differences: [Difference]) -> HTML {
        guard !differences.isEmpty else { return HTML() }
        return """
            \(difference(differences, caption: "Both versions", old: "Saved now", new: "You entered"))
            <p>Change the form until it says what it should, then save it.</p>
            """
    }

    static func close(_ file: Case, _ form: Form) -> Page {
        var page = page(
            file, file.isOpen ? "Close the case" : "Open the case again", tab: CasesURL.show(file.id), width: .reading,
            file.isOpen ? closing(file, form) : reopening(file, form))
        page.errors = form.problems
        return page
    }

    private static func closing(_ file: Case, _ form: Form) -> HTML {
        postForm(to: CasesURL.close(file.id), hidden: kept(form), """
            \(radios("What became of it?", name: "outcome", in: form, Outcome.allCases.map { Choice($0.rawValue, "\($0.words)") }))
            \(textarea("Why it is closed", name: "reason", in: form, rows: 4, limit: Length.most))
            \(textarea("What was learnt", name: "lesson", in: form,
                hint: "What should be done in another way next time", optional: true, rows: 4, limit: Length.most))
            \(button("Close the case"))
            """)
    }

    private static func reopening(_ file: Case, _ form: Form) -> HTML {
        postForm(to: CasesURL.reopen(file.id), hidden: kept(form), """
            \(textarea("Why it is opened again", name: "reason", in: form, rows: 4, limit: Length.most))
            \(button("Open it again"))
            """)
    }
}
