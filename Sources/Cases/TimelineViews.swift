import Calendar
import Pages

/// Just what the timeline prints.
struct TimelineShow: Sendable {
    let file: Case
    /// Nil for both.
    let rail: CaseEvent.Rail?
    let page: Int
    let total: Int
    let events: [CaseEvent]
    let names: HolderNames
    /// Titles of the people on the case, by identifier.
    let people: [String: String]
    let mayTell: Bool
}

/// The two rails of a case: what the person who reported can see, and what stays within.
enum TimelineViews {
    static func timeline(_ show: TimelineShow, _ form: Form) -> Page {
        let file = show.file
        var page = CaseViews.page(file, "Timeline", tab: CasesURL.timeline(file.id), """
            \(section("Write", postForm(to: CasesURL.timeline(file.id), hidden: [("form", form.value("form"))], """
                \(textarea("What happened, what was said", name: "words", in: form, rows: 4, limit: Length.most))
                \(if: show.mayTell, radios("Who reads it", name: "rail", in: form, [
                    Choice("within", "Those who work on the case"),
                    Choice("reporter", "Also the person who reported", hint: "It is sent to them; you are asked once more"),
                ]))
                \(button("Save"))
                """)))
            \(section("What happened", """
                \(subNavigation("Which rail", [
                    NavItem("Both", CasesURL.timeline(file.id)), NavItem("What the reporter can see", place(file, .reporter)),
                    NavItem("Internal", place(file, .within)),
                ], current: show.rail.map { place(file, $0) } ?? CasesURL.timeline(file.id)))
                \(if: show.events.isEmpty, emptyState("Nothing stands here yet."))
                \(Pages.timeline(show.events.map { item($0, show.names, file.id, show.people) }))
                """))
            \(if: show.total > 0, pagination(page: show.page, size: CaseEvents.pageSize, total: show.total, noun: "entries") {
                "\(CasesURL.timeline(file.id))?\(show.rail.map { "rail=\($0.rawValue)&" } ?? "")page=\($0)"
            })
            """)
        page.errors = form.problems
        return page
    }

    private static func place(_ file: Case, _ rail: CaseEvent.Rail) -> String {
        "\(CasesURL.timeline(file.id))?rail=\(rail.rawValue)"
    }

    /// - Parameter people: titles by identifier, for whom something was done.
    static func item(_ event: CaseEvent, _ names: HolderNames, _ id: String, _ people: [String: String]) -> TimelineItem {
        let about = (event.about ?? "").split(separator: "/", maxSplits: 1).map(String.init)
        let person = about.count == 2 && about[0] == PartKind.person.rawValue ? about[1] : nil
        return TimelineItem(
            "\(title(event, names))\(if: event.rail == .reporter, " \(tag("Seen by the reporter", .amber))")",
            when: event.at.words, by: names.writer(event.by), body: """
            \(with: person.flatMap { id in people[id].map { (id, $0) } }, { one in
                "<p>About <a\(href: CasesURL.person(one.0, in: id))>\(PartViews.words(one.1))</a></p>"
            })\
            \(with: event.code == .event ? nil : event.words, { words in
                """
                <p class="gv-words" dir="auto">\(words.words)</p>\
                \(with: words.lesson, { "<p>What was learnt: <span class=\"gv-words\" dir=\"auto\">\($0)</span></p>" })
                """
            })
            """)
    }

    private static func title(_ event: CaseEvent, _ names: HolderNames) -> String {
        let about = event.about ?? ""
        let kind = PartKind(rawValue: String(about.prefix { $0 != "/" }))?.words ?? "something"
        let who = Holder(value: about).map { names[$0.id] } ?? "somebody"
        return switch event.code {
        case .opened: "Case opened"
        case .details: "Changed what the case is about"
        case .note: "Note"
        case .told: "To the person who reported"
        case .heard: "From the person who reported"
        case .added: "Added \(kind)"
        case .changed: "Changed \(kind)"
        case .removed: "Took \(kind) off"
        case .given: "Given to \(who)"
        case .accepted: "Accepted"
        case .returned: "Given back"
        case .joined: "\(who) may see it"
        case .left: "\(who) may no longer see it"
        case .shielded: "\(who) is kept from it"
        case .lifted: "\(who) may see it again"
        case .closed: "Closed: \(Outcome(rawValue: about)?.words ?? "another outcome")"
        case .reopened: "Opened again"
        case .linked: "A concern was added"
        case .attached: "Added a file"
        case .detached: "Took a file away"
        case .event: event.words?.words ?? "Something happened"
        }
    }

    /// Asked once before words go to the person who reported.
    static func sure(_ file: Case, _ words: String, token: String) -> Page {
        var page = CaseViews.page(file, "Send this to the person who reported?", tab: CasesURL.timeline(file.id), width: .reading, """
            \(confirm(
                "This is sent to the person who reported. It cannot be taken back. Others may read it over their shoulder: name nobody.",
                facts: [SummaryRow("Your words", "<span class=\"gv-words\" dir=\"auto\">\(words)</span>")],
                action: CasesURL.timeline(file.id), button: "Send it", kind: .primary,
                cancel: Link("Do not send it", CasesURL.timeline(file.id)),
                hidden: [("form", token), ("words", words), ("rail", "reporter"), ("sure", "yes")]))
            """)
        page.back = Link("Timeline", CasesURL.timeline(file.id))
        return page
    }

    /// The form alone, where the reason to look has run out while somebody was writing.
    static func again(_ file: Case, _ form: Form) -> Page {
        var page = CaseViews.page(file, "Timeline", tab: CasesURL.timeline(file.id), width: .reading, postForm(
            to: CasesURL.timeline(file.id), hidden: [("form", form.value("form")), ("rail", form.value("rail"))], """
            \(textarea("What happened, what was said", name: "words", in: form, rows: 4, limit: Length.most))
            \(button("Save"))
            """))
        page.errors = form.problems
        return page
    }
}
