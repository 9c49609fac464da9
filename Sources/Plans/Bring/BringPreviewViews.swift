import Pages

/// The preview: how the file was understood. Nothing is saved while it is shown.
enum BringPreviewViews {
    static func page(_ preview: BringPreview) -> Page {
        let draft = preview.draft
        var page = Page(
            "Check the plan before it is saved", caption: preview.batch.name, section: "/plans", main: """
                <p class="gv-lead">Found: \(draft.found). Nothing is saved yet.</p>
                \(postForm(to: BringURL.batch(preview.batch.id), hidden: [("seen", preview.comparison?.fingerprint ?? "")], """
                    \(proposals(preview))
                    \(section("How to read it", """
                        \(BringChoiceViews.settings(preview))
                        \(BringChoiceViews.columns(preview))
                        \(buttonGroup(button("Read it with these choices", .secondary, name: "do", value: "use")))
                        """))
                    \(section("What to look at (\(draft.plan.warnings.count))", """
                        \(BringChoiceViews.warnings(draft.plan))
                        \(BringChoiceViews.dates(preview))
                        """))
                    \(section("How the actions go", BringChoiceViews.statuses(preview)))
                    \(save(preview))
                    """))
                \(section(
                    preview.comparison == nil ? "The plan as it will look" : "The plan as the file has it",
                    BringPlanViews.plan(draft)))
                \(BringPlanViews.accounting(preview))
                """)
        page.breadcrumbs = [Link("Plans", "/plans"), Link("Bring a plan in", BringURL.start)]
        page.errors = preview.form.problems
        page.banner = preview.banner
        return page
    }

    private static func proposals(_ preview: BringPreview) -> HTML {
        guard let comparison = preview.comparison, let into = preview.into else { return HTML() }
        return section("What is new against “\(into.title)”", BringCompareViews.proposals(comparison, preview))
    }

    private static func save(_ preview: BringPreview) -> HTML {
        let cancel: HTML = "<a\(href: BringURL.start)>Give another file</a>"
        if let comparison = preview.comparison {
            guard !comparison.choices.isEmpty else { return buttonGroup(cancel) }
            return buttonGroup(
                button("Save the ticked proposals", name: "do", value: "save"),
                button("Save with all proposals", .secondary, name: "do", value: "all"), cancel)
        }
        if preview.draft.holdsNothing {
            return """
                <p>There is nothing to save: no column holds objectives or actions. Choose above what the columns hold.</p>
                \(buttonGroup(cancel))
                """
        }
        return buttonGroup(button("Save this plan", name: "do", value: "save"), cancel)
    }

    /// A batch that is no longer a preview.
    static func settled(_ batch: ImportBatch) -> Page {
        let isSaved = batch.state == .saved
        var page = Page(
            isSaved ? "This import is saved" : "This import was undone", width: .reading, caption: batch.name,
            section: "/plans", main: """
                <p>\(batch.choices.summary)</p>
                \(if: isSaved, "<p><a\(href: PlansURL.plan(batch.plan ?? ""))>\(batch.planTitle ?? "The plan")</a></p>")
                <p><a\(href: BringURL.list)>All imports</a></p>
                """)
        page.breadcrumbs = [Link("Plans", "/plans"), Link("Imports", BringURL.list)]
        return page
    }
}
