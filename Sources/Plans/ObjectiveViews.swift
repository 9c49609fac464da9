import Accounts
import Calendar
import Pages

/// The objective page and the form that adds a level.
enum ObjectiveViews {
    static func show(_ show: ObjectiveShow, viewer: Viewer, today: Day, form: Form = Form()) -> Page {
        let objective = show.objective
        let mayEdit = viewer.may(.editPlan)
        var page = Page(objective.title, caption: "Objective", section: PlansURL.plans, main: """
            \(PlanParts.strip(show.levels, show.plan.scale, target: objective.target, limit: 8))
            \(if: mayEdit, "<p class=\"gv-screen\"><a\(href: PlansURL.level(show.plan.id, objective.id))>Record a level</a> <a\(href: PlansURL.editObjective(show.plan.id, objective.id))>Edit this objective</a></p>")
            \(suggestion(show, form))
            \(about(objective))
            <h2>Actions</h2>
            \(actions(show, today))
            \(if: mayEdit, "<p class=\"gv-screen\"><a\(href: PlansURL.newAction(show.plan.id, objective.id))>Add an action</a></p>")
            <h2>Levels over time</h2>
            \(history(show))
            \(if: !show.notes.isEmpty, "<h2>Notes</h2>\(notes(show.notes))")
            """)
        page.errors = form.problems
        page.breadcrumbs = [Link("Plans", PlansURL.plans), Link(show.plan.title, PlansURL.plan(show.plan.id))]
        page.printFooter = "\(show.plan.title). \(viewer.organisationName). Printed on \(today.long)."
        return page
    }

    private static func about(_ objective: Objective) -> HTML {
        let rows = [
            objective.improvement.isEmpty
                ? nil : SummaryRow("Improvement planned", PlanParts.paragraphs(objective.improvement)),
            objective.outcome.isEmpty ? nil : SummaryRow("Expected outcome", PlanParts.paragraphs(objective.outcome)),
        ].compactMap { $0 }
        return rows.isEmpty ? HTML() : summaryList(rows)
    }

    private static func suggestion(_ show: ObjectiveShow, _ form: Form) -> HTML {
        guard let suggestion = show.suggestion, let step = show.plan.scale.step(suggestion.level) else { return HTML() }
        return """
            <section class="gv-suggestion gv-screen" aria-labelledby="suggested">
            <h2 id="suggested">Suggested level: \(tag(step.word, step.tone, step.shape))</h2>
            <p>\(suggestion.reason) \(step.word) means: \(step.descriptor) You decide: nothing changes until you do.</p>
            \(postForm(to: PlansURL.suggestion(show.plan.id, show.objective.id), hidden: [
                ("basis", suggestion.basis), ("form", show.token),
            ], """
                \(textarea("Your reason, or evidence", name: "why", in: form, hint: "Needed when you refuse; kept with your decision", optional: true, rows: 2))
                <div class="gv-buttons">\(button("Accept \(step.word)", name: "decision", value: "accept"))\
                \(button("Refuse", .secondary, name: "decision", value: "refuse", about: "the suggested level"))\
                <a\(href: "\(PlansURL.level(show.plan.id, show.objective.id))?edit")>Edit before accepting</a></div>
                """))
            </section>
            """
    }

    private static func actions(_ show: ObjectiveShow, _ today: Day) -> HTML {
        guard !show.actions.isEmpty else { return emptyState("This objective has no action yet.") }
        return table("Actions of this objective", hideCaption: true, columns: [
            Column("Action"), Column("Status"), Column("Deadline"), Column("Leads"),
        ], rows: show.actions.map { action in
            [
                "<a\(href: PlansURL.action(show.plan.id, action.id))>\(action.title)</a>", PlanParts.status(action.status),
                PlanParts.deadline(action, on: today),
                PlanParts.leads(show.leads[action.id] ?? [], words: action.leadWords),
            ]
        }, stacks: true)
    }

    private static func history(_ show: ObjectiveShow) -> HTML {
        guard !show.levels.isEmpty else { return emptyState("Nobody has judged this objective yet.") }
        return timeline(show.levels.reversed().map { level in
            let step = show.plan.scale.step(level.level)
            return TimelineItem(
                tag(step?.word ?? level.level, step?.tone ?? .grey, step?.shape ?? .ring),
                when: level.date.long.isEmpty ? "No date was written" : level.date.long,
                by: level.account.map { show.names[$0] ?? "an account that is gone" },
                body: """
                    \(if: !level.why.isEmpty, PlanParts.paragraphs(level.why))\
                    \(if: !level.evidence.isEmpty, "<p>Evidence: \(level.evidence)</p>")\
                    \(if: level.wasSuggested, "<p class=\"gv-muted\">Suggested by the program and decided by a person.</p>")\
                    \(if: level.account == nil, "<p class=\"gv-muted\">From the plan as it was brought in.</p>")
                    """)
        })
    }

    static func notes(_ notes: [Note]) -> HTML {
        timeline(notes.map { note in
            TimelineItem(
                note.kind == .imported ? "From the plan as it was brought in" : "Note", when: note.madeAt.words,
                body: PlanParts.paragraphs(note.words))
        })
    }

    /// The form that adds a level.
    static func judge(_ show: ObjectiveShow, _ form: Form) -> Page {
        let scale = show.plan.scale
        var page = Page("Record a level", width: .reading, caption: show.objective.title, section: PlansURL.plans, main: """
            \(PlanParts.strip(show.levels, scale, target: show.objective.target))
            \(postForm(to: PlansURL.level(show.plan.id, show.objective.id), hidden: [
                ("form", form.value("form")), ("suggested", form.value("suggested")),
            ], """
                \(radios("Which level is it now?", name: "level", in: form, scale.steps.map {
                    Choice($0.key, tag($0.word, $0.tone, $0.shape), hint: $0.descriptor)
                }))
                \(textInput("When was it judged?", name: "date", in: form, hint: "A day or a month, for example 27 3 2026 or March 2026", width: .twenty))
                \(textarea("Why is this the level?", name: "why", in: form, rows: 4))
                \(textarea("Evidence", name: "evidence", in: form, hint: "Where somebody else can see it: a document, a minute, a count", optional: true, rows: 2))
                \(button("Record level"))
                """))
            <p class="gv-muted">\(scale.name). \(scale.source)</p>
            """)
        page.errors = form.problems
        page.back = Link("Back to the objective", PlansURL.objective(show.plan.id, show.objective.id))
        return page
    }
}
