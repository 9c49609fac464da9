import Calendar
import Pages

/// Pages of one person of a case.
enum PersonViews {
    static func person(_ show: PersonShow, _ progress: PersonProgress? = nil) -> Page {
        let file = show.file
        let id = show.person.id
        var page = CaseViews.page(file, "Person on case \(file.reference)", tab: CasesURL.people(file.id), """
            \(section("Who they are", """
                <p class="gv-lead">\(PartViews.words(show.person.part.title))</p>
                \(PartViews.facts(show.person.part, leavingOut: ["Ties to others"]))
                \(ties(show))
                \(PartViews.links(show.person, file))
                """))
            \(with: progress, { known in
                section("The lawful path", summaryList([
                    SummaryRow("Path", "\(known.path)", actions: [Link("See why", known.pathPlace)]),
                    SummaryRow("State", "\(known.state)", actions: known.sheetPlace.map { [Link("See the sheet", $0)] } ?? []),
                    SummaryRow("Next", "<a\(href: known.next.href)>\(known.next.text)</a>"),
                ]))
            })
            \(section("Where they stay now", """
                \(if: show.stays.isEmpty, "<p>Not known.</p>")
                \(each: show.stays, { stay($0, in: file) })
                <p>\(linkButton("Add where they stay", href: new("stay", id, file), .secondary))</p>
                """))
            \(section("Needs and support", """
                \(if: show.supports.isEmpty, "<p>Nothing is written down yet.</p>")
                \(each: show.supports, { PartViews.card($0, file) })
                <p>\(linkButton("Add a need or support", href: new("support", id, file), .secondary))</p>
                """))
            \(section("References", """
                \(each: show.references, { PartViews.card($0, file) })
                <p>\(linkButton("Add a reference", href: new("reference", id, file), .secondary))</p>
                """))
            """)
        page.back = Link("People", CasesURL.people(file.id))
        page.caption = nil
        return page
    }

    private static func new(_ kind: String, _ person: String, _ file: Case) -> String {
        "\(CasesURL.newPart(kind, in: file.id))?of=\(person)"
    }

    /// Ties from either side.
    private static func ties(_ show: PersonShow) -> HTML {
        let own = show.person.part.links.compactMap { link in
            show.others.first { $0.id == link.person }.map { (link.kind.words, $0) }
        }
        let back = show.others.flatMap { other in
            other.part.links.filter { $0.person == show.person.id }.map { ("\($0.kind.words), as they say,", other) }
        }
        let all = own + back
        guard !all.isEmpty else { return HTML() }
        return """
            <ul>\(each: all, { tie in
                "<li>\(tie.0): <a\(href: CasesURL.person(tie.1.id, in: show.file.id))>\(PartViews.words(tie.1.part.title))</a></li>"
            })</ul>
            """
    }

    private static func stay(_ kept: Kept<Stay>, in file: Case) -> HTML {
        guard kept.part.isHidden else { return PartViews.card(kept, file) }
        return inset("""
            <p>A place of safety is hidden.
            <a\(href: CasesURL.stay(kept.id, in: file.id))>Show where they stay</a> (written down as a look of its own)</p>
            """)
    }

    /// A place of safety, after somebody asked for it by name.
    static func stay(_ file: Case, _ kept: Kept<Stay>) -> Page {
        var page = CaseViews.page(
            file, "Where they stay", tab: CasesURL.people(file.id), width: .reading,
            PartViews.card(kept, file, level: 2))
        page.back = Link("Back", CasesURL.place(of: .stay, kept.id, parent: kept.parent, in: file.id))
        return page
    }

    // MARK: Lists in the form

    static func lists(_ form: Form, _ others: [Kept<Person>]) -> HTML {
        let filled = (0..<Person.mostContacts).last { row in
            !form.value("contact-\(row)").isEmpty || !form.value("contact-when-\(row)").isEmpty
        }
        let rows = min((filled ?? -1) + 3, Person.mostContacts)
        // A tie to somebody who is not shown here is carried along, or saving would take it off.
        let shown = Set(others.map { "link-\($0.id)" })
        let carried = form.values.keys.filter { $0.hasPrefix("link-") && !shown.contains($0) }.sorted()
        return """
            \(each: carried, { hidden($0, form.value($0)) })
            \(fieldset("Ways to reach them", hint: "Nothing is ever sent to them by the program", """
                \(each: 0..<rows, { contact($0, form) })
                """))
            \(if: !others.isEmpty, fieldset("Ties to others on this case", """
                \(each: others, { other in
                    select(
                        "To \(other.part.title)", name: "link-\(other.id)", in: form,
                        [("", "None known")] + PersonLink.Kind.allCases.map { ($0.rawValue, $0.words) })
                })
                """))
            """
    }

    private static func contact(_ index: Int, _ form: Form) -> HTML {
        let number = index + 1
        let kinds = Contact.Kind.allCases.map { ($0.rawValue, $0.words) }
        let answers = Known.allCases.map { ($0.rawValue, $0.words) }
        return """
            \(line(
                select("Kind \(number)", name: "contact-kind-\(index)", in: form, kinds),
                textInput("Number or address \(number)", name: "contact-\(index)", in: form, spellcheck: false),
                select("Safe to use \(number)", name: "contact-safe-\(index)", in: form, answers)))
            \(textInput("When and how \(number) is safe", name: "contact-when-\(index)", in: form, spellcheck: false))
            """
    }
}
