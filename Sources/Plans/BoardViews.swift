import Accounts
import Calendar
import Pages

/// The plans page and the board.
enum BoardViews {
    // MARK: All plans

    static func plans(_ plans: [PlanSummary], viewer: Viewer) -> Page {
        let mayImport = viewer.may(.editPlan)
        let actions: HTML = mayImport
            ? "<p class=\"gv-buttons gv-screen\">\(linkButton("Bring in a plan", href: PlansURL.importStart)) <a href=\"\(PlansURL.imports)\">Imports</a></p>"
            : HTML()
        guard !plans.isEmpty else {
            return Page("Plans", section: PlansURL.plans, main: emptyState(
                mayImport
                    ? "There is no plan yet. Bring in the table you have: a Word or Excel file, a CSV file, or text pasted from a PDF."
                    : "There is no plan yet. A plan owner of your organisation can bring one in.",
                action: mayImport ? Link("Bring in a plan", PlansURL.importStart) : nil))
        }
        return Page("Plans", section: PlansURL.plans, main: """
            \(actions)
            \(table("Plans of \(viewer.organisationName)", hideCaption: true, columns: [
                Column("Plan"), Column("Objectives by level now"), Column("In Granville since", .date),
            ], rows: plans.map { summary in
                [
                    "<a\(href: PlansURL.plan(summary.plan.id))>\(summary.plan.title)</a>", levelCounts(summary),
                    "\(summary.plan.createdAt.day.short)",
                ]
            }))
            """)
    }

    private static func levelCounts(_ summary: PlanSummary) -> HTML {
        let unrated = summary.levels[""] ?? 0
        return """
            \(each: summary.plan.scale.steps.filter { (summary.levels[$0.key] ?? 0) > 0 }, { step in
                "\(tag("\(summary.levels[step.key] ?? 0) \(step.word)", step.tone, step.shape)) "
            })\(if: unrated > 0, tag("\(unrated) not rated", .grey, .ring))
            """
    }

    // MARK: One plan

    /// - Parameter undoable: the newest import into this plan that can still be undone.
    static func board(
        _ picture: PlanPicture, asOf: AsOf, today: Day, viewer: Viewer, undoable: ImportBatch? = nil
    ) -> Page {
        let plan = picture.plan
        var page = Page(plan.title, section: PlansURL.plans, main: """
            \(views(plan.id, asOf, current: PlansURL.plan(plan.id)))
            \(numbers(picture, today))
            \(asOfForm(PlansURL.plan(plan.id), asOf, picture))
            \(each: picture.themes, { theme in section(theme, picture, asOf, today, viewer) })
            \(rest(picture, asOf, today))
            \(if: picture.objectives.isEmpty && picture.actions.isEmpty, emptyState("Nothing was in this plan on that day."))
            \(with: undoable, { batch in """
                <p class="gv-screen gv-muted">Brought in from \(batch.name) on \(batch.savedAt?.day.long ?? "").
                <a\(href: BringURL.undo(batch.id))>Undo this import</a></p>
                """
            })
            <p class="gv-screen"><a\(href: PlansURL.export(plan.id))>Take the plan out as a file</a></p>
            """)
        page.errors = asOf.problems
        page.breadcrumbs = [Link("Plans", PlansURL.plans)]
        page.printFooter = "\(plan.title). \(viewer.organisationName). As of \(picture.day(today).long)."
        return page
    }

    /// Where else a plan can be seen; board and document keep the day.
    static func views(_ plan: String, _ asOf: AsOf, current: String) -> HTML {
        subNavigation("Views of this plan", [
            NavItem("Board", PlansURL.plan(plan) + asOf.suffix),
            NavItem("Work", "\(PlansURL.work)?show=next&plan=\(plan)"),
            NavItem("Document", PlansURL.document(plan) + asOf.suffix),
            NavItem("Checks", PlansURL.checks(plan)),
            NavItem("Board pack", PlansURL.packs(plan)),
            NavItem("Versions", PlansURL.versions(plan)),
        ], current: current + asOf.suffix)
    }

    private static func numbers(_ picture: PlanPicture, _ today: Day) -> HTML {
        let day = picture.day(today)
        let total = picture.objectives.count
        let work = "\(PlansURL.work)?plan=\(picture.plan.id)&show="
        let isNow = picture.asOf == nil
        let open = picture.actions.filter(\.status.isOwed)
        let undated = open.filter { $0.waitingOn.isEmpty && $0.nextDay == nil }.count
        let unrated = picture.objectives.filter { picture.present($0.id) == nil }.count
        var blocks = picture.plan.scale.steps.map { step in
            let count = picture.objectives.filter { picture.present($0.id)?.level == step.key }.count
            return bigNumber(count, of: total, "\(total == 1 ? "objective" : "objectives") \(step.word.lowercased())")
        }
        if unrated > 0 { blocks.append(bigNumber(unrated, of: total, "not rated")) }
        let overdue = open.filter { $0.isOverdue(on: day) }.count
        blocks.append(bigNumber(
            overdue, "\(overdue == 1 ? "action" : "actions") overdue", href: isNow ? work + "overdue" : nil))
        blocks.append(bigNumber(
            undated, "owed without a real date", href: isNow ? work + "undated" : nil))
        return "<div class=\"gv-numbers\">\(each: blocks, { $0 })</div>"
    }

    /// The form that asks for another day, and in words what is shown now.
    static func asOfForm(_ path: String, _ asOf: AsOf, _ picture: PlanPicture) -> HTML {
        let form = Form(["on": asOf.day?.long ?? asOf.words], problems: asOf.problems)
        let said: HTML
        if let day = asOf.day {
            let changed = picture.changedSince.count
            said = inset("""
                <p>This is the plan as it stood at the end of \(day.long).
                \(if: picture.isBeforeRecord, "It came into Granville on \(picture.plan.createdAt.day.long): for earlier days only levels with a date of their own are known. ")
                \(if: changed > 0, "What changed since then is marked. ", else: "")<a\(href: path)>Show it as it is now</a></p>
                """)
        } else {
            said = HTML()
        }
        return """
            \(said)
            <div class="gv-screen">\(details("Show the plan as of another day", open: !asOf.problems.isEmpty, getForm(to: path, """
                \(textInput("As of which day?", name: "on", in: form, hint: "For example, 27 3 2026", width: .twenty))
                \(button("Show", .secondary))
                """)))</div>
            """
    }

    private static func section(
        _ theme: Theme, _ picture: PlanPicture, _ asOf: AsOf, _ today: Day, _ viewer: Viewer
    ) -> HTML {
        let objectives = picture.objectives(in: theme.id)
        let loose = picture.looseActions(in: theme.id)
        return """
            <section class="gv-theme" id="theme-\(theme.id)">
            <h2>\(theme.heading)</h2>
            \(if: !theme.purpose.isEmpty, "<p class=\"gv-lead\">\(theme.purpose)</p>")
            \(if: !objectives.isEmpty, objectiveTable(theme.heading, objectives, picture, today))
            \(if: !loose.isEmpty, actionTable("Actions: \(theme.heading)", loose, picture, today))
            \(if: objectives.isEmpty && loose.isEmpty, "<p class=\"gv-muted\">Nothing in this theme.</p>")
            \(if: picture.asOf == nil && viewer.may(.editPlan), "<p class=\"gv-screen\"><a\(href: PlansURL.newObjective(picture.plan.id) + "?theme=" + theme.id)>Add an objective<span class=\"gv-hidden\"> to \(theme.heading)</span></a></p>")
            </section>
            """
    }

    /// Objectives and actions that stand under no theme.
    private static func rest(_ picture: PlanPicture, _ asOf: AsOf, _ today: Day) -> HTML {
        let objectives = picture.objectives(in: nil)
        let loose = picture.looseActions(in: nil)
        return """
            \(if: !objectives.isEmpty, objectiveTable("Objectives", objectives, picture, today))
            \(if: !loose.isEmpty, actionTable("Actions", loose, picture, today))
            """
    }

    private static func objectiveTable(
        _ caption: String, _ objectives: [Objective], _ picture: PlanPicture, _ today: Day
    ) -> HTML {
        table("Objectives: \(caption)", hideCaption: true, columns: [
            Column("Objective"), Column("Level"), Column("Actions"), Column("Next deadline"), Column("Leads"),
        ], rows: objectives.map { objectiveRow($0, picture, today) }, stacks: true)
    }

    private static func objectiveRow(_ objective: Objective, _ picture: PlanPicture, _ today: Day) -> Row {
        let actions = picture.actions(of: objective.id)
        let open = actions.filter(\.status.isOwed)
        let next = open.min { due($0) < due($1) }
        let done = actions.filter { $0.status == .done || $0.status == .kept }.count
        let overdue = open.filter { $0.isOverdue(on: picture.day(today)) }.count
        var seen: Set<String> = []
        let leads = actions.flatMap { picture.leads[$0.id] ?? [] }.filter { seen.insert($0.post).inserted }.map { lead in
            Lead(action: lead.action, post: lead.post, abbreviation: lead.abbreviation, title: lead.title, isAccountable: false)
        }
        return [
            """
            <a\(href: PlansURL.objective(picture.plan.id, objective.id))>\(objective.title)</a>\
            \(since(objective.id, actions, picture))
            """,
            PlanParts.strip(
                picture.levels[objective.id] ?? [], picture.plan.scale, target: objective.target, limit: 3),
            """
            \(if: actions.isEmpty, "<span class=\"gv-muted\">None</span>", else: "\(done) of \(actions.count) done")\
            \(if: overdue > 0, " \(tag("\(overdue) overdue", .red, .triangle))")
            """,
            next.map { PlanParts.deadline($0, on: picture.day(today)) } ?? "<span class=\"gv-muted\">Nothing owed</span>",
            PlanParts.leads(leads, words: ""),
        ]
    }

    private static func due(_ action: Action) -> String {
        Due.stored(action.status, action.deadline, action.checkAgainOn)
    }

    /// Marks, on an as-of board, what has become different since.
    private static func since(_ objective: String, _ actions: [Action], _ picture: PlanPicture) -> HTML {
        let changes = ([objective] + actions.map(\.id)).flatMap { picture.changedSince[$0] ?? [] }
        guard !changes.isEmpty else { return HTML() }
        return """
            <div class="gv-since">\(details("Changed since: \(PlanParts.count(changes.count, "change"))", """
                <ul>\(each: changes.reversed().suffix(20), { change in
                    "<li>\(change.madeAt.day.short). \(PlanParts.change(change, scale: picture.plan.scale))</li>"
                })</ul>
                """))</div>
            """
    }

    static func actionTable(_ caption: String, _ actions: [Action], _ picture: PlanPicture, _ today: Day) -> HTML {
        table(caption, hideCaption: true, columns: [
            Column("Action"), Column("Status"), Column("Deadline"), Column("Leads"),
        ], rows: actions.map { action in
            [
                "<a\(href: PlansURL.action(picture.plan.id, action.id))>\(action.title)</a>\(since(action.id, [], picture))",
                PlanParts.status(action.status), PlanParts.deadline(action, on: picture.day(today)),
                PlanParts.leads(picture.leads[action.id] ?? [], words: action.leadWords),
            ]
        }, stacks: true)
    }
}
