import Accounts
import Calendar
import Pages

/// The plan as a council prints it: the seven columns, headings on each page, steps lettered, the legend at the end.
enum DocumentViews {
    static func document(_ picture: PlanPicture, asOf: AsOf, today: Day, viewer: Viewer) -> Page {
        let plan = picture.plan
        // The board has the plan's own title: this page's says which view it is, and the paper need not.
        var page = Page("\(plan.title): document", section: PlansURL.plans, main: """
            \(heading(plan.title))
            \(BoardViews.views(plan.id, asOf, current: PlansURL.document(plan.id)))
            \(printButton("Print this plan"))
            \(BoardViews.asOfForm(PlansURL.document(plan.id), asOf, picture))
            <p class="gv-lead">\(viewer.organisationName). As of \(picture.day(today).long).</p>
            \(PlanParts.paragraphs(plan.introduction))
            \(each: picture.themes, { theme in
                """
                <section class="gv-document"><h2>\(theme.heading)</h2>
                \(if: !theme.purpose.isEmpty, "<p><em>\(theme.purpose)</em></p>")
                \(body(theme.heading, theme.id, picture, today))
                </section>
                """
            })
            \(if: !picture.objectives(in: nil).isEmpty || !picture.looseActions(in: nil).isEmpty, body("Plan", nil, picture, today))
            \(legend(picture))
            <p class="gv-screen"><a\(href: PlansURL.export(plan.id))>Take the plan out as a file</a></p>
            """)
        page.errors = asOf.problems
        page.headingInMain = true
        page.breadcrumbs = [Link("Plans", PlansURL.plans)]
        page.printFooter = "\(plan.title). \(viewer.organisationName). As of \(picture.day(today).long), printed on \(today.long)."
        return page
    }

    private static func body(_ caption: String, _ theme: String?, _ picture: PlanPicture, _ today: Day) -> HTML {
        let objectives = picture.objectives(in: theme)
        let loose = picture.looseActions(in: theme)
        return """
            \(if: !objectives.isEmpty, table(caption, hideCaption: true, columns: [
                Column("Key objective"), Column("Level"), Column("Improvement planned"), Column("Action required"),
                Column("Lead"), Column("Deadline"), Column("Progress"),
            ], rows: objectives.flatMap { rows($0, picture, today) }, rowHeader: nil))
            \(if: !loose.isEmpty, table("\(caption): actions", hideCaption: true, columns: [
                Column("Action and expected outcome"), Column("Time frame and status"), Column("Lead"), Column("Progress"),
            ], rows: loose.map { looseRow($0, picture, today) }, rowHeader: nil))
            """
    }

    /// One row an action; what belongs to the objective stands in the first.
    private static func rows(_ objective: Objective, _ picture: PlanPicture, _ today: Day) -> [Row] {
        let head: [HTML] = [
            "<strong>\(objective.title)</strong>\(with: picture.notes[objective.id]?.first, { "<p>\($0.words)</p>" })",
            PlanParts.marks((picture.levels[objective.id] ?? []).map { ($0.level, $0.date) }, picture.plan.scale),
            PlanParts.paragraphs(objective.improvement),
        ]
        let actions = picture.actions(of: objective.id)
        guard !actions.isEmpty else { return [Row(head + [HTML(), HTML(), HTML(), HTML()])] }
        return actions.enumerated().map { index, action in
            Row((index == 0 ? head : [
                "<span class=\"gv-hidden\">\(objective.title)</span>", HTML(), HTML(),
            ]) + [what(action, picture), leads(action, picture), deadline(action, picture, today), progress(action, picture)])
        }
    }

    private static func looseRow(_ action: Action, _ picture: PlanPicture, _ today: Day) -> Row {
        [what(action, picture), deadline(action, picture, today), leads(action, picture), progress(action, picture)]
    }

    private static func what(_ action: Action, _ picture: PlanPicture) -> HTML {
        """
        \(action.title)\(PlanParts.steps(picture.steps[action.id] ?? []))\
        \(if: !action.outcome.isEmpty, "<p class=\"gv-muted\">\(action.outcome)</p>")
        """
    }

    private static func leads(_ action: Action, _ picture: PlanPicture) -> HTML {
        PlanParts.leads(picture.leads[action.id] ?? [], words: action.leadWords)
    }

    private static func deadline(_ action: Action, _ picture: PlanPicture, _ today: Day) -> HTML {
        PlanParts.deadline(action, on: picture.day(today))
    }

    private static func progress(_ action: Action, _ picture: PlanPicture) -> HTML {
        let note = (picture.notes[action.id] ?? []).first { !$0.words.isEmpty }
        return """
            \(PlanParts.status(action.status))\
            \(with: note, { "\(PlanParts.paragraphs($0.words))\(if: $0.kind != .imported, "<p class=\"gv-muted\">\($0.madeAt.day.short)</p>")" })
            """
    }

    private static func legend(_ picture: PlanPicture) -> HTML {
        var titles: [String: String] = [:]
        for line in picture.plan.legend.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            if parts.count == 2 { titles[parts[0]] = parts[1] }
        }
        for lead in picture.leads.values.joined() where !lead.abbreviation.isEmpty { titles[lead.abbreviation] = lead.title }
        guard !titles.isEmpty else { return HTML() }
        return """
            <section class="gv-legend"><h2>Legend</h2>
            \(definitions(titles.sorted { $0.key < $1.key }.map { (term: $0.key, meaning: "\($0.value)") }))
            </section>
            """
    }
}
