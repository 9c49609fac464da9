import Accounts
import Calendar
import Pages

/// The board pack as a page that prints on A4 in grey.
enum PackViews {
    static func present(
        _ plan: String, _ figures: PackFigures, _ packs: [BoardPack], asOf: AsOf, _ form: Form, viewer: Viewer
    ) -> Page {
        let mayFreeze = viewer.may(.editPlan)
        let day = Day(iso: figures.day)?.long ?? figures.day
        let dayForm = Form(["on": asOf.day?.long ?? asOf.words], problems: asOf.problems, idPrefix: "day-")
        var page = Page("Board pack", section: PlansURL.plans, main: """
            <p class="gv-lead">\(figures.title), \(day). These figures move on with the plan until they are frozen.</p>
            \(screenOnly(details("Show the figures of another day", open: !asOf.problems.isEmpty, getForm(to: PlansURL.packs(plan), """
                \(textInput("As of which day?", name: "on", in: dayForm, hint: "For example, 27 3 2026", width: .twenty))
                \(button("Show", .secondary))
                """))))
            \(body(figures, data: nil))
            \(if: mayFreeze, screenOnly(section("Freeze this pack", postForm(to: PlansURL.packs(plan), hidden: [
                ("form", form.value("form")), ("on", asOf.day?.iso ?? ""),
            ], """
                \(textarea("A note to the board", name: "note", in: form, hint: "Stands before the figures", optional: true, rows: 4))
                \(button("Freeze the figures of \(day)"))
                """))))
            \(if: !packs.isEmpty, screenOnly(section("Frozen packs", list(packs, plan))))
            """)
        page.errors = form.problems.isEmpty ? dayForm.summary : form.problems
        page.breadcrumbs = [Link("Plans", PlansURL.plans), Link(figures.title, PlansURL.plan(plan))]
        page.printFooter = "\(figures.title), figures of \(day). \(viewer.organisationName). Not frozen."
        return page
    }

    private static func list(_ packs: [BoardPack], _ plan: String) -> HTML {
        "<ul>\(each: packs, { "<li><a\(href: PlansURL.pack(plan, $0.id))>\($0.day.long), frozen \($0.madeAt.words)</a></li>" })</ul>"
    }

    static func frozen(_ pack: BoardPack, _ figures: PackFigures, by who: String?, viewer: Viewer) -> Page {
        var page = Page("Board pack of \(pack.day.long)", section: PlansURL.plans, main: """
            <p class="gv-lead">\(figures.title). Frozen \(pack.madeAt.words)\(with: who, { " by \($0)" }).</p>
            \(printButton("Print this pack"))
            \(PlanParts.paragraphs(pack.note))
            \(body(figures) { PlansURL.packData(pack.plan, pack.id, "\($0).csv") })
            \(section("Where this stands in the ledger", """
                <p>Just before it was frozen the ledger held \(grouped(pack.ledgerSize)) entries, and its root was:</p>
                <p><code class="gv-words">\(pack.ledgerRoot)</code></p>
                <p>The fingerprint of these figures is:</p><p><code class="gv-words">\(pack.fingerprint)</code></p>
                """))
            """)
        page.breadcrumbs = [
            Link("Plans", PlansURL.plans), Link(figures.title, PlansURL.plan(pack.plan)),
            Link("Board pack", PlansURL.packs(pack.plan)),
        ]
        page.printFooter = """
            \(figures.title), frozen \(pack.madeAt.words). \(viewer.organisationName). \
            Ledger \(pack.ledgerSize), \(pack.ledgerRoot).
            """
        return page
    }

    private static func body(_ figures: PackFigures, data: ((String) -> String)?) -> HTML {
        """
        \(glance(figures))
        \(each: figures.figures, { figure($0, figures.scale, data) })
        """
    }

    private static func glance(_ figures: PackFigures) -> HTML {
        let before = Day(iso: figures.before)?.long ?? figures.before
        var blocks = figures.scale.steps.enumerated().map { index, step in
            bigNumber(
                figures.now[index], of: figures.objectives,
                "\(figures.objectives == 1 ? "objective" : "objectives") \(step.word.lowercased())",
                since: change(figures.now[index] - figures.then[index], since: before))
        }
        blocks.append(bigNumber(figures.overdue, of: figures.owed, "owed actions overdue"))
        return "<div class=\"gv-numbers\">\(each: blocks, { $0 })</div>"
    }

    private static func change(_ difference: Int, since day: String) -> String {
        difference == 0 ? "As many as on \(day)" : "\(abs(difference)) \(difference > 0 ? "more" : "fewer") than on \(day)"
    }

    private static func figure(_ figure: PackFigures.Figure, _ scale: Scale, _ data: ((String) -> String)?) -> HTML {
        let link = data.map { Link("Save these numbers as CSV", $0(figure.id)) }
        switch figure.shape {
        case .stacked:
            let series = scale.steps.map { Series($0.word, .tone($0.tone)) } + [Series("Not rated", .tone(.grey))]
            return stackedBars(
                id: figure.id, headline: figure.headline, subtitle: figure.subtitle, labelTitle: figure.columns[0],
                series: series, figure.rows.map { Stack($0[0], $0.dropFirst().map { Int($0) ?? 0 }) }, data: link)
        case .bars where !figure.rows.isEmpty:
            return bars(
                id: figure.id, headline: figure.headline, subtitle: figure.subtitle, labelTitle: figure.columns[0],
                valueTitle: figure.columns[1], figure.rows.map { Bar($0[0], Int($0[1]) ?? 0) }, data: link)
        case .bars, .table:
            return """
                <section class="gv-chart"><h2 class="gv-chart-headline">\(figure.headline)</h2><p>\(figure.subtitle)</p>
                \(if: !figure.rows.isEmpty, table(
                    figure.subtitle, hideCaption: true, columns: figure.columns.map { Column($0) },
                    rows: figure.rows.map { Row($0.map { "\($0)" }) }, stacks: true))
                \(with: link, { "<p class=\"gv-screen\"><a\(href: $0.href)>\($0.text)\(hiddenText(": \(figure.subtitle)"))</a></p>" })
                </section>
                """
        }
    }
}
