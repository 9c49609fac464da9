import Accounts
import Calendar
import Pages

/// Forms that change the plan's own words.
enum EditViews {
    static func objective(
        _ plan: Plan, _ objective: Objective, _ form: Form, meanwhile changes: [FieldChange] = []
    ) -> Page {
        var page = Page("Edit the objective", width: .reading, section: PlansURL.plans, main: """
            \(both(changes))
            \(postForm(to: PlansURL.editObjective(plan.id, objective.id), hidden: kept(form), """
                \(textarea("Objective", name: "title", in: form, rows: 2))
                \(textarea("Improvement planned", name: "improvement", in: form, optional: true, rows: 4))
                \(textarea("Expected outcome", name: "outcome", in: form, optional: true, rows: 3))
                \(select("Level to reach", name: "target", in: form, [("", "The best of the scale")] + plan.scale.steps.map { ($0.key, $0.word) }))
                \(button("Save objective"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Back to the objective", PlansURL.objective(plan.id, objective.id))
        return page
    }

    static func newObjective(_ plan: Plan, _ themes: [Theme], _ form: Form) -> Page {
        var page = Page("Add an objective", width: .reading, caption: plan.title, section: PlansURL.plans, main: """
            \(postForm(to: PlansURL.newObjective(plan.id), hidden: kept(form), """
                \(if: !themes.isEmpty, select("Theme", name: "theme", in: form, themes.map { ($0.id, $0.heading) }))
                \(textarea("Objective", name: "title", in: form, rows: 2))
                \(textarea("Improvement planned", name: "improvement", in: form, optional: true, rows: 4))
                \(button("Add objective"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Back to the plan", PlansURL.plan(plan.id))
        return page
    }

    static func filled(_ show: ActionShow) -> Form {
        var form = Form([
            "title": show.action.title, "outcome": show.action.outcome, "version": "\(show.action.version)",
            "form": show.token, "steps": show.steps.map(\.line).joined(separator: "\n"),
            "accountable": show.leads.first(where: \.isAccountable)?.post ?? "",
        ])
        form.values["leads"] = show.leads.map(\.post)
        return form
    }

    static func action(_ show: ActionShow, _ posts: [Post], _ form: Form, meanwhile changes: [FieldChange] = []) -> Page {
        var page = Page("Edit the action", width: .reading, section: PlansURL.plans, main: """
            \(both(changes))
            \(postForm(to: PlansURL.editAction(show.plan.id, show.action.id), hidden: kept(form), """
                \(textarea("Action", name: "title", in: form, rows: 3))
                \(textarea("Expected outcome", name: "outcome", in: form, optional: true, rows: 3))
                \(textarea("Steps", name: "steps", in: form, hint: stepsHint, optional: true, rows: 5))
                \(leadFields(posts, form))
                \(button("Save action"))
                """))
            <p>Status, deadline and notes are changed on the action’s own page.</p>
            """)
        page.errors = form.problems
        page.back = Link("Back to the action", PlansURL.action(show.plan.id, show.action.id))
        return page
    }

    private static let stepsHint = "One on each line"

    static func newAction(_ plan: Plan, _ objective: Objective, _ posts: [Post], _ form: Form) -> Page {
        var page = Page("Add an action", width: .reading, caption: objective.title, section: PlansURL.plans, main: """
            \(postForm(to: PlansURL.newAction(plan.id, objective.id), hidden: kept(form), """
                \(textarea("Action", name: "title", in: form, rows: 3))
                \(textarea("Steps", name: "steps", in: form, hint: stepsHint, optional: true, rows: 3))
                \(leadFields(posts, form))
                \(textInput("Deadline", name: "deadline", in: form, hint: "A date, or words such as Ongoing or After the pilot reports", optional: true, width: .thirty))
                \(textarea("Expected outcome", name: "outcome", in: form, optional: true, rows: 2))
                \(button("Add action"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Back to the objective", PlansURL.objective(plan.id, objective.id))
        return page
    }

    private static func leadFields(_ posts: [Post], _ form: Form) -> HTML {
        guard !posts.isEmpty else {
            return inset("There is no post yet that could lead it. <a href=\"\(AccountsURL.posts)\">Add posts</a> first.")
        }
        return """
            \(checkboxes("Posts that lead it", name: "leads", in: form, optional: true, posts.map { Choice($0.id, "\($0.fullName)") }))
            \(select("Who answers for it", name: "accountable", in: form, hint: "One of the posts that lead it", optional: true, [("", "The first of them")] + posts.map { ($0.id, $0.fullName) }))
            """
    }

    /// What stood there before and after, where somebody saved in between.
    private static func both(_ changes: [FieldChange]) -> HTML {
        guard !changes.isEmpty else { return HTML() }
        return """
            \(inset("Somebody saved this while you were writing. Nothing of yours is saved yet. Look at both and save again if yours should stand."))
            \(difference(changes.map {
                Difference($0.field.prefix(1).uppercased() + $0.field.dropFirst(), old: $0.before, new: $0.after)
            }, caption: "Both versions", old: "As it is now", new: "What you sent"))
            """
    }

    private static func kept(_ form: Form) -> [(name: String, value: String)] {
        [("version", form.value("version")), ("form", form.value("form"))]
    }
}
