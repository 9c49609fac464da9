import Pages

/// A frozen plan as it is read: by bodies, and by anyone on the public page.
enum FrozenViews {
    /// - Parameter heading: of each theme.
    static func plan(_ plan: PlanDocument, heading: Int = 2) -> HTML {
        """
        \(each: plan.introduction, { "<p>\($0)</p>" })
        \(each: plan.themes, { theme in
            """
            <section class="gv-document">
            \(if: !theme.heading.isEmpty, section(theme.heading, level: heading, HTML()))
            \(if: !theme.purpose.isEmpty, "<p><em>\(theme.purpose)</em></p>")
            \(if: !theme.objectives.isEmpty, objectives(theme, plan.scale))
            \(if: !theme.actions.isEmpty, actions(theme))
            </section>
            """
        })
        \(legend(plan, heading))
        """
    }

    private static func name(_ theme: PlanDocument.Theme) -> String { theme.heading.isEmpty ? "The plan" : theme.heading }

    private static func objectives(_ theme: PlanDocument.Theme, _ scale: Scale) -> HTML {
        table("Objectives: \(name(theme))", hideCaption: true, columns: [
            Column("Key objective"), Column("Level"), Column("Improvement planned"), Column("Action required"), Column("Lead"),
            Column("Deadline"),
        ], rows: theme.objectives.flatMap { objective -> [Row] in
            let head: [HTML] = [
                "<strong>\(objective.text)</strong>\(if: !objective.outcome.isEmpty, "<p>\(objective.outcome)</p>")",
                PlanParts.marks(objective.levels.map { ($0.key, $0.date) }, scale), PlanParts.paragraphs(objective.improvement),
            ]
            guard !objective.actions.isEmpty else { return [Row(head + [HTML(), HTML(), HTML()])] }
            return objective.actions.enumerated().map { index, action in
                Row((index == 0 ? head : [hiddenText(objective.text), HTML(), HTML()]) + cells(action))
            }
        }, rowHeader: nil)
    }

    private static func actions(_ theme: PlanDocument.Theme) -> HTML {
        table("Actions: \(name(theme))", hideCaption: true, columns: [
            Column("Action and expected outcome"), Column("Lead"), Column("Deadline"),
        ], rows: theme.actions.map { Row(cells($0)) }, rowHeader: nil)
    }

    private static func cells(_ action: PlanDocument.Action) -> [HTML] {
        [
            """
            \(action.text)\
            \(if: !action.steps.isEmpty, "<ul class=\"gv-steps\">\(each: action.steps, { "<li>\(if: !$0.label.isEmpty, "\($0.label) ")\($0.text)</li>" })</ul>")\
            \(if: !action.outcome.isEmpty, "<p class=\"gv-muted\">\(action.outcome)</p>")
            """,
            """
            \(each: action.posts.enumerated().map { $0 }, { index, post in
                "\(if: index > 0, ", ")\(post.abbreviation.isEmpty ? post.title : post.abbreviation)"
            })\(if: action.posts.isEmpty, "\(action.lead)")
            """,
            // A date stays in one piece in its narrow column; sentences may wrap.
            action.deadline.count <= 12 ? "<span class=\"gv-together\">\(action.deadline)</span>" : "\(action.deadline)",
        ]
    }

    private static func legend(_ plan: PlanDocument, _ heading: Int) -> HTML {
        var titles: [String: String] = [:]
        for post in plan.legend + plan.actions.flatMap(\.posts) where !post.abbreviation.isEmpty && !post.title.isEmpty {
            titles[post.abbreviation] = titles[post.abbreviation] ?? post.title
        }
        guard !titles.isEmpty else { return HTML() }
        let pairs = titles.sorted { $0.key < $1.key }.map { (term: $0.key, meaning: "\($0.value)" as HTML) }
        return section("Legend", level: heading, definitions(pairs))
    }
}
