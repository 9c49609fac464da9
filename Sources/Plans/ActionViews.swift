import Accounts
import Calendar
import Pages

/// The action page.
enum ActionViews {
    static func show(
        _ show: ActionShow, viewer: Viewer, today: Day, updateForm: Form? = nil, noteForm: Form? = nil
    ) -> Page {
        let action = show.action
        var page = Page(action.title, caption: "Action", section: PlansURL.plans, main: """
            \(summaryList(facts(show, viewer, today)))
            \(if: viewer.may(.editPlan), "<p class=\"gv-screen\"><a\(href: PlansURL.editAction(show.plan.id, action.id))>Edit this action</a></p>")
            \(RhythmViews.suggestion(show, viewer: viewer, today: today))
            \(steps(show))
            \(RhythmViews.doneThisTime(show))
            \(if: show.mayUpdate, updateSection(show, updateForm ?? filled(show)))
            \(RhythmViews.past(show))
            <h2>What was said and changed</h2>
            \(if: show.mayUpdate, noteSection(show, noteForm ?? Form(["form": show.token])))
            \(story(show))
            """)
        page.errors = updateForm?.problems ?? noteForm?.problems ?? .none
        page.breadcrumbs = [Link("Plans", PlansURL.plans), Link(show.plan.title, PlansURL.plan(show.plan.id))]
        if let objective = show.objective {
            page.breadcrumbs.append(Link(objective.title, PlansURL.objective(show.plan.id, objective.id)))
        }
        page.printFooter = "\(show.plan.title). \(viewer.organisationName). Printed on \(today.long)."
        return page
    }

    private static func facts(_ show: ActionShow, _ viewer: Viewer, _ today: Day) -> [SummaryRow] {
        let action = show.action
        var rows = [
            SummaryRow("Status", PlanParts.status(action.status)),
            SummaryRow("Deadline", """
                \(PlanParts.deadline(action, on: today)) <span class="gv-muted">\(action.deadline.kind.name)</span>
                """),
            SummaryRow("Leads", """
                \(PlanParts.leads(show.leads, words: action.leadWords, full: true))\
                \(if: show.leads.count > 1, "<br><span class=\"gv-muted\">In bold: who answers for it.</span>")
                """),
        ]
        if let rhythm = RhythmViews.fact(show, viewer: viewer) { rows.append(rhythm) }
        if !action.waitingOn.isEmpty { rows.append(SummaryRow("Waiting on", "\(action.waitingOn)")) }
        if !action.outcome.isEmpty { rows.append(SummaryRow("Expected outcome", PlanParts.paragraphs(action.outcome))) }
        return rows
    }

    private static func steps(_ show: ActionShow) -> HTML {
        guard !show.steps.isEmpty else { return HTML() }
        guard show.mayUpdate else { return "<h2>Steps</h2>\(PlanParts.steps(show.steps))" }
        return """
            <h2>Steps</h2>
            \(table("Steps of this action", hideCaption: true, columns: [
                Column("Step"), Column("Who"), Column("Done"), Column("Change", isHidden: true),
            ], rows: show.steps.map { step in
                [
                    "\(if: !step.label.isEmpty, "\(step.label) ")\(step.title)", "\(step.posts)",
                    step.doneOn.map { "\($0.short)" } ?? "<span class=\"gv-muted\">Not yet</span>",
                    postForm(
                        to: PlansURL.step(show.plan.id, show.action.id, step.id),
                        button(
                            step.doneOn == nil ? "Mark as done" : "Reopen", .secondary, name: "press",
                            value: step.doneOn == nil ? "done" : "reopen", about: step.title)),
                ]
            }, stacks: true))
            """
    }

    private static func filled(_ show: ActionShow) -> Form {
        let action = show.action
        return Form([
            "status": action.status.rawValue, "deadline": action.deadline.words, "waiting": action.waitingOn,
            "check": action.checkAgainOn?.long ?? "", "version": "\(action.version)", "form": show.token,
        ])
    }

    private static func updateSection(_ show: ActionShow, _ form: Form) -> HTML {
        """
        <section class="gv-screen" aria-labelledby="update"><h2 id="update">How is it going?</h2>
        \(postForm(to: PlansURL.updateAction(show.plan.id, show.action.id), hidden: [
            ("version", form.value("version")), ("form", form.value("form")),
        ], """
            \(textarea("Note", name: "note", in: form, hint: "What happened, and what comes next", optional: true, rows: 3))
            \(radios("Status", name: "status", in: form, ActionStatus.allCases.map { status in
                Choice(status.rawValue, "\(status.word)", hint: status.hint, reveals: status == .kept
                    ? textInput("Check again on", name: "check", in: form, hint: "For example, 27 3 2027", width: .twenty) : nil)
            }))
            \(textInput("Deadline", name: "deadline", in: form, hint: "A date, or words such as Ongoing or After the pilot reports", width: .thirty))
            \(textInput("Waiting on", name: "waiting", in: form, hint: "Who must move first, if somebody outside must", optional: true, width: .thirty))
            <div class="gv-buttons">\(button("Save update", name: "press", value: "save"))\
            \(button("Nothing changed", .secondary, name: "press", value: "nochange"))</div>
            """))
        </section>
        """
    }

    private static func noteSection(_ show: ActionShow, _ form: Form) -> HTML {
        "<div class=\"gv-screen\">\(details("Add a note only", open: !form.problems.isEmpty, postForm(to: PlansURL.notes(show.plan.id, show.action.id), hidden: [("form", form.value("form") + "-note")], """
            \(textarea("Note", name: "text", in: form, rows: 3))
            \(button("Save note"))
            """)))</div>"
    }

    /// Notes and changes in one story, newest first; changes of one moment by one person are one entry.
    private static func story(_ show: ActionShow) -> HTML {
        struct Moment: Hashable {
            let at: Instant
            let by: String?
        }
        var notes: [Moment: [Note]] = [:]
        var changes: [Moment: [Change]] = [:]
        for note in show.notes { notes[Moment(at: note.madeAt, by: note.account), default: []].append(note) }
        for change in show.changes { changes[Moment(at: change.madeAt, by: change.account), default: []].append(change) }
        let moments = Set(notes.keys).union(changes.keys).sorted { $0.at > $1.at }
        guard !moments.isEmpty else { return emptyState("Nothing has been said of this action yet.") }
        return timeline(moments.map { moment in
            let said = notes[moment] ?? []
            let changed = changes[moment] ?? []
            let imported = said.contains { $0.kind == .imported }
            let title: HTML = imported ? "From the plan as it was brought in" : said.contains { $0.kind == .noChange }
                ? "Nothing changed" : changed.isEmpty ? "Note" : "Update"
            return TimelineItem(
                title, when: moment.at.words, by: imported ? nil : moment.by.map { show.names[$0] ?? "an account that is gone" },
                body: """
                    \(each: said, { PlanParts.paragraphs($0.words) })\
                    \(if: !changed.isEmpty, "<ul>\(each: changed.reversed().filter { $0.field != "deadline kind" }, { "<li>\(PlanParts.change($0, scale: nil))</li>" })</ul>")
                    """)
        })
    }
}

/// Somebody saved the same action while the person was writing: both versions, and nothing overwritten.
enum ConflictViews {
    static func both(_ now: ActionShow, mine: UpdateInput, to path: String) -> Page {
        var theirs = now.action
        theirs.status = mine.update.status
        theirs.deadline = mine.update.deadline ?? now.action.deadline
        theirs.waitingOn = mine.update.waitingOn
        theirs.checkAgainOn = mine.update.status == .kept ? mine.update.checkAgainOn : nil
        let rows = ActionFields.differences(from: now.action, to: theirs).map { change in
            Difference(
                change.field.prefix(1).uppercased() + change.field.dropFirst(),
                old: ActionFields.shown(change.field, change.before), new: ActionFields.shown(change.field, change.after))
        }
        let last = now.changes.first
        let who = last?.account.flatMap { now.names[$0] } ?? "Somebody else"
        var page = Page("\(who) changed this action while you were writing", width: .reading, section: PlansURL.plans, main: """
            <p class="gv-lead">Nothing of yours is saved yet, and nothing of theirs is lost. \(last.map { "Their change was saved on \($0.madeAt.words)." } ?? "")</p>
            \(if: mine.update.doneThisTime, "<p>They may have reported the same day as you. Look at the action before you say again that it is done.</p>")
            \(if: !rows.isEmpty, difference(rows, caption: "Both versions", old: "As it is now", new: "What you sent"))
            \(with: now.notes.first { $0.madeAt == last?.madeAt && !$0.words.isEmpty }, { note in
                "<h2>Their note</h2>\(PlanParts.paragraphs(note.words))"
            })
            \(if: !mine.update.note.isEmpty, "<h2>Your note</h2>\(PlanParts.paragraphs(mine.update.note))")
            \(postForm(to: path, hidden: [
                ("version", "\(now.action.version)"), ("form", now.token), ("note", mine.update.note),
                ("status", mine.update.status.rawValue), ("deadline", (mine.update.deadline ?? now.action.deadline).words),
                ("waiting", mine.update.waitingOn), ("check", mine.update.checkAgainOn?.iso ?? ""),
            ], """
                <div class="gv-buttons">\(if: !mine.update.doneThisTime, button("Save mine over it", name: "press", value: "save"))\
                \(if: !mine.update.note.isEmpty, button("Keep theirs and save my note", .secondary, name: "press", value: "nochange"))\
                <a\(href: PlansURL.action(now.plan.id, now.action.id))>Keep theirs</a></div>
                """))
            """)
        page.banner = nil
        return page
    }
}
