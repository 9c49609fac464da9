import Pages

/// What a file would change in a plan that is here already, row by row. Nothing is ticked beforehand.
enum BringCompareViews {
    private typealias Proposal = PlanComparison.Proposal

    static func proposals(_ comparison: PlanComparison, _ preview: BringPreview) -> HTML {
        let choices = comparison.choices
        let unchanged = comparison.proposals.count { $0.kind == .unchanged }
        let missing = comparison.proposals.filter { $0.kind == .missing }
        return """
            <p>\(headline(comparison, unchanged, missing.count))</p>
            \(if: !choices.isEmpty, table(
                "Proposals", hideCaption: true,
                columns: [Column("Take it"), Column("Row", .number), Column("What"), Column("Was"), Column("Will be")],
                rows: choices.map { row($0, preview) }, stacks: true))
            \(posts(comparison))
            \(if: !missing.isEmpty, details("In the plan but not in the file (\(missing.count))", """
                <p>Nothing happens to them. A file that leaves something out deletes nothing.</p>
                <ul>\(each: missing, { "<li>\(noun($0)): \($0.words)</li>" })</ul>
                """))
            """
    }

    static func headline(_ comparison: PlanComparison, _ unchanged: Int, _ missing: Int) -> String {
        let choices = comparison.choices
        guard !choices.isEmpty else {
            return "The file says nothing that the plan does not hold already. There is nothing to save."
        }
        let additions = choices.count { $0.kind == .add }
        return [
            ImportDraft.count(additions, "addition"), ImportDraft.count(choices.count - additions, "change"),
            "\(unchanged) unchanged", "\(missing) only in the plan",
        ].joined(separator: ", ") + ". Tick what you want to take; the rest stays as it is."
    }

    private static func row(_ proposal: Proposal, _ preview: BringPreview) -> Row {
        let isAddition = proposal.kind == .add
        return Row(
            [
                tick(proposal, preview.form), BringChoiceViews.number(proposal.row), what(proposal, preview),
                isAddition ? "<span class=\"gv-muted\">Not there</span>" : shown(proposal.from),
                "<span class=\"gv-new-words\">\(proposal.to.isEmpty ? proposal.words : proposal.to)</span>",
            ])
    }

    private static func tick(_ proposal: Proposal, _ form: Form) -> HTML {
        let verb = proposal.kind == .add ? "Add" : "Change"
        let about = " \(noun(proposal).lowercased()) \(proposal.words)"
        return """
            <div class="gv-choice"><input type="checkbox" name="proposal"\(attribute: "id", "proposal-\(proposal.id)")\
            \(attribute: "value", proposal.key)\(flag: "checked", form.holds("proposal", proposal.key))>\
            <label\(attribute: "for", "proposal-\(proposal.id)")>\(verb)\(hiddenText(about))</label></div>
            """
    }

    /// The field and the entry that it belongs to; for what is new, what it comes under.
    private static func what(_ proposal: Proposal, _ preview: BringPreview) -> HTML {
        if let field = proposal.field {
            // Where the words themselves change, they stand in the next columns.
            let about: HTML = field == "text" || field == "title" ? HTML() : "<p class=\"gv-muted\">\(proposal.words)</p>"
            return "\(noun(proposal)), \(fieldName(field))\(about)"
        }
        return "\(noun(proposal))\(with: place(proposal, preview.draft.plan), { "<p class=\"gv-muted\">\($0)</p>" })"
    }

    private static func place(_ proposal: Proposal, _ plan: ImportedPlan) -> String? {
        guard let number = proposal.imported else { return nil }
        switch proposal.subject {
        case .objective: return plan.objectives[number].theme.map { "under \(plan.themes[$0].title)" }
        case .level: return "of \(plan.objectives[plan.levels[number].objective].text)"
        case .action:
            let action = plan.actions[number]
            return action.objective.map { "under \(plan.objectives[$0].text)" }
                ?? action.theme.map { "under \(plan.themes[$0].title)" }
        case .step, .note: return "of \(proposal.words)"
        case .theme, .post: return nil
        }
    }

    static func noun(_ proposal: PlanComparison.Proposal) -> String {
        switch proposal.subject {
        case .theme: "Theme"
        case .objective: "Objective"
        case .level: "Level"
        case .action: "Action"
        case .step: "Step"
        case .note: "Progress note"
        case .post: "Post"
        }
    }

    static func fieldName(_ field: String) -> String {
        switch field {
        case "text", "title": "words"
        case "posts": "led by"
        case "objective", "theme": "place in the plan"
        case "improvement": "improvement planned"
        case "outcome": "expected outcome"
        default: field
        }
    }

    private static func shown(_ words: String) -> HTML {
        words.isEmpty ? "<span class=\"gv-muted\">Empty</span>" : "<span class=\"gv-words\">\(words)</span>"
    }

    /// Posts come with the actions that name them; another title is changed where posts are looked after.
    private static func posts(_ comparison: PlanComparison) -> HTML {
        let added = comparison.changes.filter { $0.subject == .post && $0.kind == .add }
        let changed = comparison.changes.filter { $0.subject == .post && $0.kind == .change }
        let names = added.map(\.words).joined(separator: "; ")
        let others = changed.map { "“\($0.from)” is “\($0.to)” in the file" }.joined(separator: "; ")
        return """
            \(if: !added.isEmpty, "<p>New posts, added with the actions that name them: \(names).</p>")
            \(if: !changed.isEmpty, "<p>Called otherwise in the file, and left as they are here: \(others).</p>")
            """
    }
}
