import Calendar
import Pages

/// Pages of the parts of a case, and the one form that all kinds share.
enum PartViews {
    /// What somebody wrote, in its own direction and with its own lines.
    static func words(_ text: String) -> HTML { "<span class=\"gv-words\" dir=\"auto\">\(text)</span>" }

    /// The fields that say something.
    static func facts(_ part: some Part, leavingOut labels: Set<String> = []) -> HTML {
        let facts = part.facts.filter { !$0.words.isEmpty && !labels.contains($0.label) }
        return summaryList(facts.map { SummaryRow($0.label, words($0.words)) })
    }

    // MARK: Tabs

    static func people(
        _ file: Case, _ people: [Kept<Person>], _ suspects: [Kept<Suspect>], _ supports: [Kept<Support>],
        _ progress: (@Sendable (String) -> PersonProgress)? = nil
    ) -> Page {
        CaseViews.page(file, "People", tab: CasesURL.people(file.id), """
            \(section("People who may be victims", """
                \(if: people.isEmpty, emptyState("Nobody is on this case yet."))
                \(if: !people.isEmpty, peopleTable(file, people))
                \(with: progress, { progress in if people.isEmpty { HTML() } else { paths(people, progress) } })
                <p>\(linkButton("Add a person", href: CasesURL.newPart("person", in: file.id), .secondary))</p>
                """))
            \(section("Suspected exploiters", """
                <p>Nothing is ever sent to them.</p>
                \(each: suspects, { card($0, file) })
                <p>\(linkButton("Add a suspect", href: CasesURL.newPart("suspect", in: file.id), .secondary))</p>
                """))
            \(section("Support on site", """
                <p>For everyone at an operation. What is for one person stands on their page.</p>
                \(each: supports, { card($0, file) })
                <p>\(linkButton("Add support on site", href: CasesURL.newPart("support", in: file.id), .secondary))</p>
                """))
            """)
    }

    /// How far the lawful path of each person is.
    private static func paths(_ people: [Kept<Person>], _ progress: (String) -> PersonProgress) -> HTML {
        table(
            "The lawful path of each person", columns: [Column("Name"), Column("Path"), Column("State"), Column("Next")],
            rows: people.map { kept in
                let known = progress(kept.id)
                return [
                    words(kept.part.title), "\(known.path)", "\(known.state)", "<a\(href: known.next.href)>\(known.next.text)</a>",
                ]
            }, stacks: true)
    }

    static func peopleTable(_ file: Case, _ people: [Kept<Person>]) -> HTML {
        table(
            "People who may be victims", hideCaption: true,
            columns: [Column("Name"), Column("Adult or child"), Column("Gender"), Column("Nationality"), Column("Interpreter")],
            rows: people.map { kept in
                let person = kept.part
                return [
                    "<a\(href: CasesURL.person(kept.id, in: file.id))>\(words(person.title))</a>", "\(person.age.words)",
                    "\(person.gender.words)", words(person.nationality),
                    person.interpreter == .yes ? words("Yes: \(person.languages)") : "\(person.interpreter.words)",
                ]
            }, stacks: true)
    }

    static func things(_ file: Case, _ places: [Kept<Place>], _ vehicles: [Kept<Vehicle>], _ firms: [Kept<Firm>]) -> Page {
        CaseViews.page(file, "Places, vehicles, organisations", tab: CasesURL.things(file.id), """
            \(group("Places", places, "Add a place", file))
            \(group("Vehicles", vehicles, "Add a vehicle", file))
            \(group("Organisations", firms, "Add an organisation", file))
            """)
    }

    private static func group<P: Part>(_ title: String, _ parts: [Kept<P>], _ add: String, _ file: Case) -> HTML {
        section(title, """
            \(if: parts.isEmpty, "<p>None yet.</p>")
            \(each: parts, { card($0, file) })
            <p>\(linkButton(add, href: CasesURL.newPart(P.kind.rawValue, in: file.id), .secondary))</p>
            """)
    }

    /// One part with its fields and what can be done with it.
    static func card<P: Part>(_ kept: Kept<P>, _ file: Case, level: Int = 3) -> HTML {
        section(kept.part.title, level: level, """
            \(besideTitle(kept.part))
            \(links(kept, file))
            """)
    }

    /// The facts of a part under its title, which is not said twice.
    private static func besideTitle(_ part: some Part) -> HTML {
        facts(part, leavingOut: Set(part.facts.filter { $0.words == part.title }.map(\.label)))
    }

    static func links<P: Part>(_ kept: Kept<P>, _ file: Case) -> HTML {
        let about = hiddenText(" \(kept.part.title)")
        return """
            \(buttonGroup(
                "<a\(href: CasesURL.part(kept.id, in: file.id))>Change\(about)</a>",
                kept.version > 1 ? "<a\(href: CasesURL.earlier(kept.id, in: file.id))>What it said before\(about)</a>" : "",
                "<a\(href: CasesURL.remove(kept.id, in: file.id))>Take off\(about)</a>"))
            """
    }

    /// What each person is called, by identifier.
    static func titles(_ people: [Kept<Person>]) -> [String: String] {
        Dictionary(people.map { ($0.id, $0.part.title) }) { first, _ in first }
    }

    static func references(_ file: Case, _ references: [Kept<CaseReference>], _ people: [Kept<Person>]) -> Page {
        CaseViews.page(file, "References", tab: CasesURL.references(file.id), """
            \(if: references.isEmpty, emptyState("No other body’s reference is kept yet."))
            \(each: references, { kept in
                section(kept.part.title, """
                    \(with: people.first { $0.id == kept.parent }, { person in
                        "<p>About <a\(href: CasesURL.person(person.id, in: file.id))>\(words(person.part.title))</a></p>"
                    })
                    \(besideTitle(kept.part))
                    \(links(kept, file))
                    """)
            })
            <p>\(linkButton("Add a reference", href: CasesURL.newPart("reference", in: file.id), .secondary))</p>
            """)
    }

    // MARK: Forms

    static func form<P: Part>(
        _ type: P.Type, _ file: Case, _ id: String?, _ form: Form, people: [Kept<Person>], meanwhile: [Difference]
    ) -> Page {
        let place = id.map { CasesURL.part($0, in: file.id) } ?? CasesURL.newPart(P.kind.rawValue, in: file.id)
        let title = id == nil ? "Add \(P.kind.words)" : "Change \(P.kind.words)"
        var page = CaseViews.page(file, title, tab: CasesURL.tab(of: P.kind, in: file.id), width: .reading, """
            \(CaseViews.both(meanwhile))
            \(postForm(to: place, hidden: CaseViews.kept(form) + [("parent", form.value("parent"))], """
                <p>Leave empty what is not known.</p>
                \(each: P.fields, { box($0, form) })
                \(if: P.kind == .person, PersonViews.lists(form, people.filter { $0.id != id }))
                \(button("Save"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Back", CasesURL.tab(of: P.kind, in: file.id))
        return page
    }

    private static func box<P: Part>(_ field: PartField<P>, _ form: Form) -> HTML {
        switch field.box {
        case .line: textInput(field.label, name: field.name, in: form, hint: field.hint, spellcheck: false)
        case .words: textarea(field.label, name: field.name, in: form, hint: field.hint, rows: 3, limit: Length.most)
        case .day: dateInput(field.label, name: field.name, in: form, hint: field.hint)
        case .choice(let choices):
            if choices.count > 5 {
                select(field.label, name: field.name, in: form, hint: field.hint, choices.map { ($0.value, $0.words) })
            } else {
                radios(
                    field.label, name: field.name, in: form, hint: field.hint, inline: true,
                    choices.map { Choice($0.value, "\($0.words)") })
            }
        }
    }

    static func earlier<P: Part>(_ file: Case, _ now: Kept<P>, _ before: [Kept<P>], _ names: HolderNames) -> Page {
        var page = CaseViews.page(file, "What was known before", tab: CasesURL.tab(of: P.kind, in: file.id), """
            \(each: [now] + before, { kept in
                section("Version \(kept.version)", """
                    \(attribution(by: names.writer(kept.changedBy), when: kept.changedAt.words))
                    \(facts(kept.part, leavingOut: ["Ties to others"]))
                    """)
            })
            """)
        page.back = Link("Back", CasesURL.place(of: P.kind, now.id, parent: now.parent, in: file.id))
        return page
    }

    static func remove(_ file: Case, _ kind: PartKind, _ id: String, _ form: Form) -> Page {
        let tab = CasesURL.tab(of: kind, in: file.id)
        var page = CaseViews.page(file, "Take \(kind.words) off the case", tab: tab, width: .reading, confirm(
            "It is shown on this case no longer. Its words are kept, and the timeline says who took it off and why.",
            action: CasesURL.remove(id, in: file.id), button: "Take it off",
            cancel: Link("Keep it", tab), hidden: CaseViews.kept(form),
            extra: textarea("The reason", name: "reason", in: form, rows: 3, limit: Length.most)))
        page.errors = form.problems
        return page
    }
}
