import Accounts
import Calendar
import Pages

/// The page of lines. Each line is a form of its own: saving one leaves what was typed in no other at risk, because the
/// browser asks again only for that line.
enum UpdateViews {
    static func lines(_ show: UpdateShow, viewer: Viewer, failed: String? = nil, _ failedForm: Form = Form()) -> Page {
        var page = Page("Update my actions", section: PlansURL.work, main: show.actions.isEmpty
            ? emptyState(
                viewer.posts.isEmpty
                    ? "You hold no post, so nothing is asked of you here."
                    : "Your posts owe nothing. There is nothing to update.",
                action: Link("See all work", "\(PlansURL.work)?show=next"))
            : """
                <p class="gv-lead">\(PlanParts.count(show.total, "action")) owed by your posts, next first. Save a line when it is right; “Nothing changed” is an answer too.</p>
                \(each: show.actions, { action in
                    line(action, show, action.id == failed ? failedForm : nil)
                })
                \(pagination(page: show.page, size: WorkQuery.pageSize, total: show.total, noun: "actions") {
                    "\(PlansURL.update)?page=\($0)"
                })
                """)
        page.errors = failedForm.problems
        page.breadcrumbs = [Link("Work", PlansURL.work)]
        return page
    }

    private static func thisTime(_ action: Action) -> String? {
        action.rhythm.flatMap { rhythm in action.nextDay.map { RhythmViews.press(rhythm, $0) } }
    }

    private static func line(_ action: Action, _ show: UpdateShow, _ failed: Form?) -> HTML {
        let prefix = failed == nil ? "\(action.id)-" : ""
        var form = failed ?? Form([
            "status": action.status.rawValue, "deadline": action.deadline.words,
            "check": action.checkAgainOn?.long ?? "", "form": "\(show.token)\(action.id.suffix(12))",
            "version": "\(action.version)", "waiting": action.waitingOn,
        ])
        form.idPrefix = prefix
        let last = show.lastNotes[action.id]
        return """
            <section class="gv-beside"\(attribute: "aria-labelledby", "title-\(action.id)")>
            <div><h2\(attribute: "id", "title-\(action.id)")><a\(href: PlansURL.action(action.plan, action.id))>\(action.title)</a></h2>
            <p>\(PlanParts.status(action.status)) \(PlanParts.deadline(action, on: show.today))</p>
            <p class="gv-muted">\(PlanParts.leads(show.leads[action.id] ?? [], words: action.leadWords))</p>
            \(with: last, { "<p class=\"gv-muted\">Last note, \($0.madeAt.day.short): \($0.words.isEmpty ? "nothing changed" : $0.words)</p>" })</div>
            \(postForm(to: PlansURL.updateLine(action.id), hidden: [
                ("version", form.value("version")), ("form", form.value("form")), ("waiting", form.value("waiting")),
            ], """
                \(textarea("What changed", name: "note", in: form, optional: true, rows: 2))
                <div class="gv-fields">\
                \(select("Status", name: "status", in: form, ActionStatus.allCases.map { ($0.rawValue, $0.word) }))\
                \(action.status == .kept
                    ? textInput("Check again on", name: "check", in: form, width: .twenty)
                    : textInput("Deadline", name: "deadline", in: form, width: .twenty))</div>
                <div class="gv-buttons">\(button("Save", name: "press", value: "save", about: action.title))\
                \(with: thisTime(action), { words in
                    button(words, .secondary, name: "press", value: UpdateInput.doneThisTime, about: action.title)
                })\
                \(button("Nothing changed", .secondary, name: "press", value: "nochange", about: action.title))</div>
                """))
            </section>
            """
    }
}
