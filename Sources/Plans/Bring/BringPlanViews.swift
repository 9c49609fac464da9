import Calendar
import Pages

/// The plan as it will look, and where each word of the file went.
enum BringPlanViews {
    /// The plan's lists by what they belong to, sorted out once: a file may hold thousands of rows.
    private struct Groups {
        let draft: ImportDraft
        let levels: [Int: [ImportedPlan.Level]]
        let actions: [Int: [ImportedPlan.Action]]
        let steps: [Int: [ImportedPlan.Step]]
        var plan: ImportedPlan { draft.plan }

        init(_ draft: ImportDraft) {
            self.draft = draft
            levels = Dictionary(grouping: draft.plan.levels, by: \.objective)
            actions = Dictionary(grouping: draft.plan.actions.filter { $0.objective != nil }, by: { $0.objective ?? 0 })
            steps = Dictionary(grouping: draft.plan.steps, by: \.action)
        }
    }

    static func plan(_ draft: ImportDraft) -> HTML {
        let plan = draft.plan
        let groups = Groups(draft)
        let under = Dictionary(grouping: plan.objectives, by: \.theme)
        let loose = Dictionary(grouping: plan.actions.filter { $0.objective == nil }, by: \.theme)
        return """
            \(each: plan.introduction.prefix(20), { "<p>\($0)</p>" })\
            \(each: under[nil] ?? [], { objective($0, groups, level: 3) })\
            \(actions(loose[nil] ?? [], groups))\
            \(each: plan.themes, { theme in
                section("\(theme.reference.isEmpty ? "" : theme.reference + " ")\(theme.title)", level: 3, """
                    \(if: !theme.purpose.isEmpty, "<p class=\"gv-lead\">\(theme.purpose)</p>")\
                    \(each: under[theme.id] ?? [], { objective($0, groups, level: 4) })\
                    \(actions(loose[theme.id] ?? [], groups))
                    """)
            })\
            \(legend(plan))
            """
    }

    /// `level` of the heading: one below the theme's, or in its place where the plan has no themes.
    private static func objective(_ objective: ImportedPlan.Objective, _ groups: Groups, level: Int) -> HTML {
        let marks = (groups.levels[objective.id] ?? []).map {
            PlanParts.mark($0.level, $0.date, groups.draft.scale)
        }
        let notes = objective.notes
        let title = objective.text.isEmpty ? "An objective without words" : objective.text
        return section(
            objective.reference.isEmpty ? title : "\(objective.reference) \(title)", level: level, """
                \(levelStrip(marks))\
                \(if: !objective.improvement.isEmpty, "<p class=\"gv-words\"><b>Improvement planned:</b> \(objective.improvement)</p>")\
                \(if: !objective.outcome.isEmpty, "<p class=\"gv-words\"><b>Expected outcome:</b> \(objective.outcome)</p>")\
                \(if: !notes.isEmpty, "<p><b>Notes:</b></p><ul>\(each: notes, { "<li>\($0)</li>" })</ul>")\
                \(actions(groups.actions[objective.id] ?? [], groups))
                """)
    }

    private static func actions(_ actions: [ImportedPlan.Action], _ groups: Groups) -> HTML {
        guard let first = actions.first else { return HTML() }
        return table(
            "Actions of row \(first.row) and after", hideCaption: true,
            columns: [Column("Action"), Column("Led by"), Column("Deadline"), Column("Progress")],
            rows: actions.map { action in
                Row([words(action, groups), leads(action, groups.plan), deadline(action), notes(action.notes)])
            }, stacks: true)
    }

    private static func words(_ action: ImportedPlan.Action, _ groups: Groups) -> HTML {
        """
            \(action.reference.isEmpty ? "" : action.reference + " ")\(action.text)\
            \(list(groups.steps[action.id] ?? []))\
            \(if: !action.outcome.isEmpty, "<p class=\"gv-muted gv-words\">Expected: \(action.outcome)</p>")
            """
    }

    private static func list(_ steps: [ImportedPlan.Step]) -> HTML {
        guard !steps.isEmpty else { return HTML() }
        return """
            <ul class="gv-steps">\(each: steps, { step in
                """
                <li\(class: step.depth > 1 ? "gv-deep" : nil)>\(if: !step.label.isEmpty, "\(step.label) ")\(step.text)</li>
                """
            })</ul>
            """
    }

    private static func leads(_ action: ImportedPlan.Action, _ plan: ImportedPlan) -> HTML {
        guard !action.posts.isEmpty else { return "<span class=\"gv-muted\">Nobody</span>" }
        return "\(each: action.posts.enumerated(), { "\(if: $0 > 0, "<br>")\(plan.posts[$1].name)" })"
    }

    private static func deadline(_ action: ImportedPlan.Action) -> HTML {
        let deadline = action.deadline
        guard !deadline.words.isEmpty else { return "<span class=\"gv-muted\">Not set</span>" }
        let read = deadline.day?.long ?? deadline.repeats?.words ?? (deadline.kind == .date ? nil : deadline.kind.name)
        return deadlineText(deadline.words, date: read?.lowercased() == deadline.words.lowercased() ? nil : read)
    }

    private static func notes(_ notes: [String]) -> HTML {
        "\(each: notes, { "<p class=\"gv-words\">\($0)</p>" })"
    }

    private static func legend(_ plan: ImportedPlan) -> HTML {
        guard !plan.legend.isEmpty else { return HTML() }
        return section(
            "Abbreviations", level: 3, definitions(plan.legend.map { ($0.abbreviation, "\($0.title)") }))
    }

    // MARK: Where every word went

    private static let mostShown = 1_000

    static func accounting(_ preview: BringPreview) -> HTML {
        let entries = preview.draft.plan.accounting
        let shown = entries.prefix(mostShown)
        return details("Where every word of the file went (\(grouped(entries.count)) entries)", """
            \(table(
                "Where every word went", hideCaption: true,
                columns: [Column("Row", .number), Column("Column", .number), Column("Words"), Column("Went to")],
                rows: shown.map { entry in
                    [
                        "\(entry.row)", BringChoiceViews.number(entry.column), "\(entry.text)",
                        "\(place(entry, preview.draft.plan))",
                    ]
                },
                rowHeader: nil, stacks: true))
            \(if: entries.count > shown.count, "<p>The first \(grouped(shown.count)) are shown.</p>")
            <p><a\(href: BringURL.words(preview.batch.id))>All of them as a table for a spreadsheet (CSV)</a></p>
            """)
    }

    /// "Action 12: lead", "Warning", "Heading again".
    static func place(_ entry: Accounted, _ plan: ImportedPlan) -> String {
        let number = entry.id.map { " \($0 + 1)" } ?? ""
        let name = switch entry.place {
        case .title: "Title"
        case .introduction: "Introduction"
        case .theme: "Theme\(number)"
        case .objective: "Objective\(number)"
        case .level: "Level\(number)"
        case .action: "Action\(number)"
        case .legend: "Abbreviation\(number)"
        case .heading: "Heading"
        case .repeatedHeading: "Heading again"
        case .furniture: "Page header, footer or number: not kept"
        case .warning: "Warning\(number): not kept"
        }
        let field = entry.field.map { ", \($0)" } ?? ""
        return name + field + (entry.isRepeat ? " (said again)" : "")
    }
}
