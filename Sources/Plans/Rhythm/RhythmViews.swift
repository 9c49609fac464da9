import Accounts
import Calendar
import Pages

/// How an action comes round: on its page, and the form of its own.
enum RhythmViews {
    /// The row of the action's facts; nil where nothing comes round and nobody here may change that.
    static func fact(_ show: ActionShow, viewer: Viewer) -> SummaryRow? {
        let action = show.action
        let mayEdit = viewer.may(.editPlan)
        guard let rhythm = action.rhythm else {
            guard mayEdit, action.status.isOwed else { return nil }
            return SummaryRow("Comes round", "<span class=\"gv-muted\">Once only</span>", actions: [change(show, "Change")])
        }
        let next: HTML = action.nextDay.map { ", next on \($0.long)" } ?? ""
        return SummaryRow(
            "Comes round", "\(rhythm.words.prefix(1).uppercased() + rhythm.words.dropFirst())\(next)",
            actions: mayEdit ? [change(show, "Change")] : [])
    }

    private static func change(_ show: ActionShow, _ words: String) -> Link {
        Link(words, PlansURL.rhythm(show.plan.id, show.action.id))
    }

    /// What the deadline's words suggest, with the one button that takes it.
    static func suggestion(_ show: ActionShow, viewer: Viewer, today: Day) -> HTML {
        guard viewer.may(.editPlan), let suggested = RhythmSuggestion(for: show.action, today: today) else { return HTML() }
        let fields = RhythmInput.fields(suggested.rhythm, next: suggested.next) + [
            ("version", "\(show.action.version)"), ("form", show.token + "-rhythm"),
        ]
        let place = PlansURL.rhythm(show.plan.id, show.action.id)
        return """
            <div class="gv-screen">\(inset("""
                <p>\(suggested.why) Suggested: \(suggested.rhythm.words), next on \(suggested.next.long).
                The words stay as written.</p>
                \(postForm(to: place, hidden: fields, button("Let it come round so", .secondary)))
                """))</div>
            """
    }

    /// "Done this time" with an optional word about it, for who reports on the action.
    static func doneThisTime(_ show: ActionShow) -> HTML {
        let action = show.action
        guard show.mayUpdate, let rhythm = action.rhythm, action.status.isOwed, let due = action.nextDay else { return HTML() }
        let stands = if case .stands = rhythm { true } else { false }
        let form = Form(idPrefix: "this-time-")
        return """
            <section class="gv-screen" aria-labelledby="this-time"><h2 id="this-time">\(stands ? "Does it still hold?" : "Is it done this time?")</h2>
            \(postForm(to: PlansURL.updateAction(show.plan.id, action.id), hidden: [
                ("version", "\(action.version)"), ("form", show.token + "-this-time"), ("waiting", action.waitingOn),
            ], """
                \(textarea("What was done", name: "note", in: form, optional: true, rows: 2))
                \(button(press(rhythm, due), name: "press", value: UpdateInput.doneThisTime))
                """))
            </section>
            """
    }

    /// "Done for 18 October 2026".
    static func press(_ rhythm: Rhythm, _ due: Day) -> String {
        if case .stands = rhythm { "It still holds" } else { "Done for \(due.long)" }
    }

    /// The days for which it was done.
    static func past(_ show: ActionShow) -> HTML {
        guard !show.occurrences.isEmpty else { return HTML() }
        return """
            <h2>When it came round</h2>
            \(table("Days for which this was done", hideCaption: true, columns: [
                Column("Due on", .date), Column("Said on", .date), Column("By"),
            ], rows: show.occurrences.map { occurrence in
                [
                    "\(occurrence.due.long)", "\(occurrence.saidAt.day.long)",
                    "\(occurrence.account.map { show.names[$0] ?? "an account that is gone" } ?? "")",
                ]
            }, stacks: true))
            """
    }

    // MARK: The form

    static func filled(_ show: ActionShow, today: Day) -> Form {
        var values = ["version": "\(show.action.version)", "form": show.token]
        let suggested = RhythmSuggestion(for: show.action, today: today)
        if let rhythm = show.action.rhythm ?? suggested?.rhythm, let next = show.action.nextDay ?? suggested?.next {
            for (name, value) in RhythmInput.fields(rhythm, next: next) { values[name] = value }
        }
        return Form(values)
    }

    static func form(_ show: ActionShow, _ form: Form) -> Page {
        let hidden = [("version", form.value("version")), ("form", form.value("form"))]
        let place = PlansURL.rhythm(show.plan.id, show.action.id)
        var page = Page("How this comes round", width: .reading, caption: show.action.title, section: PlansURL.plans, main: """
            \(if: !show.action.deadline.words.isEmpty, "<p>The deadline as written: “\(show.action.deadline.words)”. These words stay.</p>")
            \(postForm(to: place, hidden: hidden, """
                \(radios("What is it?", name: "kind", in: form, [
                    Choice("recurs", "It is done again and again", hint: "Each time has its day. Saying that it is done moves the next day on"),
                    Choice("stands", "It must stay true", hint: "Somebody looks from time to time. The next look is counted from the last"),
                ]))
                \(fieldset("How often?", """
                    \(textInput("Every", name: "count", in: form, width: .four, inputMode: "numeric"))
                    \(select("Weeks, months or years", name: "unit", in: form, [("months", "months"), ("weeks", "weeks"), ("years", "years")]))
                    """))
                \(dateInput("Next day", name: "next", in: form, hint: "The day on which it is owed next. A 31st falls on the last day of shorter months"))
                <div class="gv-buttons">\(button("Save how it comes round", name: "press", value: "save"))\
                \(if: show.action.rhythm != nil, button("It does not come round", .secondary, name: "press", value: "remove"))</div>
                """))
            """)
        page.errors = form.problems
        page.back = Link("Back to the action", PlansURL.action(show.plan.id, show.action.id))
        return page
    }
}
