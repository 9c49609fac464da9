import Calendar
import Pages

/// The list of imports, and the page before one is undone.
enum BringListViews {
    static func list(_ batches: [ImportBatch], names: [String: String], now: Instant) -> Page {
        var page = Page("Imports", section: "/plans", main: """
            \(if: batches.isEmpty, emptyState(
                "No plan was brought in yet.", action: Link("Bring a plan in", BringURL.start)))
            \(if: !batches.isEmpty, table(
                "Imports, newest first", hideCaption: true,
                columns: [Column("File"), Column("Plan"), Column("State"), Column("What was saved"), Column("Next", isHidden: true)],
                rows: batches.map { row($0, names, now) }, stacks: true))
            \(if: !batches.isEmpty, "<p><a\(href: BringURL.start)>Bring a plan in</a></p>")
            """)
        page.breadcrumbs = [Link("Plans", "/plans")]
        return page
    }

    private static func row(_ batch: ImportBatch, _ names: [String: String], _ now: Instant) -> Row {
        let by = batch.account.map { names[$0] ?? "somebody" } ?? "the command line"
        return [
            "\(batch.name)\(attribution(by: by, when: batch.madeAt.words))",
            batch.state == .saved && batch.plan != nil
                ? "<a\(href: PlansURL.plan(batch.plan ?? ""))>\(batch.planTitle ?? "")</a>" : "\(batch.planTitle ?? "")",
            state(batch), "\(batch.choices.summary)", next(batch, now),
        ]
    }

    private static func state(_ batch: ImportBatch) -> HTML {
        switch batch.state {
        case .preview: tag("Not saved", .grey)
        case .saved: "Saved\(with: batch.savedAt, { " \($0.day.long)" })"
        case .undone: "\(tag("Undone", .amber))\(with: batch.undoneAt, { " \($0.day.long)" })"
        }
    }

    private static func next(_ batch: ImportBatch, _ now: Instant) -> HTML {
        switch batch.state {
        case .preview:
            return """
                \(link("Look at it", BringURL.batch(batch.id), batch))
                \(postForm(to: BringURL.discard(batch.id), button("Throw it away", .secondary, about: batch.name)))
                """
        case .undone: return postForm(to: BringURL.bringBack(batch.id), button("Bring it back", .secondary, about: batch.name))
        case .saved:
            guard batch.canBeUndone(at: now) else {
                return "<span class=\"gv-muted\">Saved more than \(ImportBatch.daysToUndo) days ago</span>"
            }
            return link("Undo this import", BringURL.undo(batch.id), batch)
        }
    }

    private static func link(_ text: String, _ href: String, _ batch: ImportBatch) -> HTML {
        "<a\(href: href)>\(text)\(hiddenText(" of \(batch.name)"))</a>"
    }

    /// The page that asks.
    static func undo(_ batch: ImportBatch, _ summary: UndoSummary) -> Page {
        let title = batch.planTitle ?? "the plan"
        let what = summary.isWholePlan
            ? "The plan “\(title)” goes out of sight, with everything that was added to it since."
            : "What this import added to “\(title)” goes out of sight, and the fields that it changed go back to what they were."
        var page = Page("Undo this import?", width: .reading, caption: batch.name, section: "/plans", main: confirm(
            "\(what) Nothing is deleted: the list of imports brings it back.",
            facts: facts(summary), action: BringURL.undo(batch.id), button: "Undo this import",
            cancel: Link("Keep it", PlansURL.plan(batch.plan ?? "")), extra: since(summary)))
        page.breadcrumbs = [Link("Plans", "/plans"), Link("Imports", BringURL.list)]
        return page
    }

    private static func facts(_ summary: UndoSummary) -> [SummaryRow] {
        let counts = [
            ("Themes", summary.themes), ("Objectives", summary.objectives), ("Levels", summary.levels),
            ("Actions", summary.actions), ("Steps", summary.steps), ("Notes", summary.notes),
        ].filter { $0.1 > 0 }.map { SummaryRow($0.0, "\(grouped($0.1))") }
        let fields = summary.fields > 0
            ? [SummaryRow("Fields put back", "\(summary.fields), except where somebody has changed them since")] : []
        return counts + fields
    }

    /// What people did since, by name, before it goes.
    private static func since(_ summary: UndoSummary) -> HTML {
        guard !summary.since.isEmpty || summary.changesSince > 0 else {
            return "<p>Nobody has worked on it since.</p>"
        }
        return inset("""
            <p><strong>People have worked on it since.</strong> This goes out of sight as well:</p>
            <ul>\(each: summary.since, { "<li>\($0)</li>" })\
            \(if: summary.changesSince > 0, "<li>\(ImportDraft.count(summary.changesSince, "changed field"))</li>")</ul>
            """)
    }

    /// After undoing or bringing back: what was left as it is.
    static func left(_ left: [String], title: String, link: Link) -> Page {
        Page(title, width: .reading, section: "/plans", main: """
            <p>Somebody has changed these since, so they were left as they are:</p>
            <ul>\(each: left, { "<li>\($0)</li>" })</ul>
            <p><a\(href: link.href)>\(link.text)</a></p>
            """)
    }

    /// What could not be done, and why.
    static func refused(_ refusal: UndoRefusal) -> Page {
        Page("This cannot be done", width: .reading, section: "/plans", main: """
            <p class="gv-lead">\(refusal.description)</p>
            <p><a\(href: BringURL.list)>All imports</a></p>
            """)
    }
}
