import Accounts
import Calendar
import NeedToKnow
import Pages

/// The queue: codes and days, no word of anyone.
enum QueueViews {
    static func queue(_ show: QueueShow, _ viewer: Viewer) -> Page {
        Page("Concerns", section: ConcernsURL.queue, main: """
            \(if: show.toReview > 0, warningText("""
                <a\(href: NeedToKnowURL.looks)>\(show.toReview == 1 ? "1 emergency look waits" : "\(show.toReview) emergency looks wait")
                for a review</a>
                """))
            \(subNavigation("Concerns", QueueQuery.Show.allCases.map { which in
                NavItem(which.name, "\(ConcernsURL.queue)?show=\(which.rawValue)", count: show.counts[which]?.count,
                    isMore: show.counts[which]?.isMore ?? false)
            }, current: "\(ConcernsURL.queue)?show=\(show.query.show.rawValue)"))
            \(list(show, viewer))
            \(pagination(
                page: show.page, size: QueueQuery.pageSize, total: show.total.count, isMore: show.total.isMore, noun: "concerns"
            ) {
                "\(ConcernsURL.queue)?show=\(show.query.show.rawValue)&page=\($0)"
            })
            \(buttonGroup(
                linkButton("Report a concern", href: ConcernsURL.new, .secondary),
                "\(if: viewer.may(.triage), "<a href=\"\(ConcernsURL.cover)\">Say when you are away</a>")"))
            """)
    }

    private static func list(_ show: QueueShow, _ viewer: Viewer) -> HTML {
        guard !show.concerns.isEmpty else { return emptyState("\(empty(show.query.show))") }
        let isDecided = show.query.show == .decided
        return table(
            "\(show.query.show.name) concerns", hideCaption: true, columns: [
                Column("Concern"), Column(isDecided ? "Decided" : "Waiting for"), Column("Why it is urgent"),
                Column("From"), Column("With"),
            ] + (isDecided ? [] : [Column("What to do")]), rows: show.concerns.map { row($0, show, viewer) }, stacks: true)
    }

    private static func empty(_ which: QueueQuery.Show) -> String {
        switch which {
        case .waiting: "No concern is waiting. New ones appear here."
        case .mine: "You hold no concern. Take one from those that wait."
        case .taken: "Nobody is working on a concern."
        case .news: "Nobody who reported has written since you looked."
        case .decided: "No concern has been decided yet."
        }
    }

    private static func row(_ concern: Concern, _ show: QueueShow, _ viewer: Viewer) -> Row {
        let mayTake = viewer.may(.triage) && !concern.isDecided && concern.holder != viewer.account
        return [
            "<a\(href: ConcernsURL.concern(concern.id))>\(concern.reference)</a>", age(concern, show),
            concern.urgency.isEmpty
                ? "<span class=\"gv-muted\">Nothing said so</span>"
                : "\(each: concern.urgency, { "<div>\(tag($0.words, $0.tone))</div>" })",
            "\(concern.source.words)", holder(concern, show),
            mayTake ? postForm(to: ConcernsURL.take(concern.id), hidden: [
                ("form", "\(show.token)\(concern.id.suffix(12))"), ("version", "\(concern.version)"),
            ], button(concern.holder == nil ? "Take" : "Take over", about: concern.reference)) : "",
        ]
    }

    private static func age(_ concern: Concern, _ show: QueueShow) -> HTML {
        if let decided = concern.decidedAt { return "\(decided.day.short)<div>\(concern.decision?.words ?? "")</div>" }
        let isLate = concern.takenAt == nil && show.target.due(after: concern.receivedAt) < show.now
        return """
            \(show.target.age(from: concern.receivedAt, to: show.now))\
            \(if: isLate, "<div>\(tag("Past the target of \(show.target.words)", .red, .triangle))</div>")
            """
    }

    private static func holder(_ concern: Concern, _ show: QueueShow) -> HTML {
        guard let holder = concern.holder else { return "<span class=\"gv-muted\">Nobody yet</span>" }
        let name = show.names[holder] ?? "An account that is switched off"
        guard !concern.isDecided, let absence = show.absences.first(where: { $0.account == holder }) else { return "\(name)" }
        let cover = absence.deputy.flatMap { show.names[$0] }.map { "\($0) covers" } ?? "anyone here covers"
        return "\(name)<div>\(tag("Away until \(absence.to.short)", .amber, .diamond)) \(cover)</div>"
    }

    // MARK: Cover

    static func cover(_ show: CoverShow, _ form: Form) -> Page {
        var page = Page("Who is away", width: .reading, section: ConcernsURL.queue, main: """
            <p>While you are away the queue says so beside what you hold, and others take it over.</p>
            \(if: show.absences.isEmpty, emptyState("Nobody has said that they are away."))
            \(if: !show.absences.isEmpty, table(
                "Who is away", hideCaption: true, columns: [Column("Who"), Column("From"), Column("To"), Column("Covered by"), Column("What to do")],
                rows: show.absences.map { absence in
                    [
                        "\(show.names[absence.account] ?? "")", "\(absence.from.long)", "\(absence.to.long)",
                        "\(absence.deputy.flatMap { show.names[$0] } ?? "Everyone who triages")",
                        absence.account == show.viewer ? postForm(to: ConcernsURL.cover, hidden: [
                            ("form", form.value("form") + absence.from.iso), ("end", absence.from.iso),
                        ], button("Take back", .secondary, about: "from \(absence.from.long)")) : "",
                    ]
                }, stacks: true))
            \(section("Say when you are away", postForm(to: ConcernsURL.cover, hidden: [("form", form.value("form"))], """
                \(dateInput("First day", name: "from", in: form))
                \(dateInput("Last day", name: "to", in: form, hint: nil))
                \(select("Covered by", name: "deputy", in: form, [(value: "", label: "Everyone who triages")]
                    + show.deputies.map { ($0.id, $0.name) }))
                \(button("Save"))
                """)))
            """)
        page.errors = form.problems
        page.back = Link("Concerns", ConcernsURL.queue)
        return page
    }
}

extension Urgency {
    var tone: Tone {
        switch self {
        case .dangerNow: .red
        case .child, .hurt, .moving: .amber
        case .dangerPerhaps, .perhapsChild: .grey
        }
    }
}
