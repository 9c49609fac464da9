import Accounts
import Calendar
import Pages

/// Pages of versions: the list, one version with its stops and what differs, its frozen text, sending it round.
enum VersionViews {
    static func list(_ plan: Plan, _ versions: [PlanVersion], viewer: Viewer) -> Page {
        let mayEdit = viewer.may(.editPlan)
        let send = Link("Send the plan round", PlansURL.newVersion(plan.id))
        var page = Page("Versions of \(plan.title)", section: PlansURL.plans, main: """
            \(if: versions.isEmpty, emptyState(
                "No version has gone round yet. A version freezes the plan’s text, goes from body to body, and can then be published.",
                action: mayEdit ? send : nil))
            \(if: !versions.isEmpty && mayEdit, "<p class=\"gv-screen\">\(linkButton(send.text, href: send.href))</p>")
            \(if: !versions.isEmpty, table("Versions, newest first", hideCaption: true, columns: [
                Column("Version"), Column("State"), Column("Bodies"), Column("Frozen", .date),
            ], rows: versions.map { version in
                let state = VersionRules.state(of: version, later: versions.filter { $0.number > version.number })
                return [
                    "<a\(href: PlansURL.version(plan.id, version.id))>Version \(version.number)</a>", tag(state),
                    "\(each: version.stops.enumerated().map { $0 }, { index, stop in "\(if: index > 0, ", ")\(stop.body)" })",
                    "\(version.madeAt.day.short)",
                ]
            }, stacks: true))
            """)
        page.breadcrumbs = [Link("Plans", PlansURL.plans), Link(plan.title, PlansURL.plan(plan.id))]
        return page
    }

    static func tag(_ state: VersionState) -> HTML {
        switch state {
        case .goingRound: Pages.tag(state.name, .blue)
        case .referredBack: Pages.tag(state.name, .amber, .diamond)
        case .agreed, .published: Pages.tag(state.name, .green, .circle)
        case .replaced, .withdrawn: Pages.tag(state.name, .grey)
        }
    }

    // MARK: One version

    static func show(_ show: VersionShow, viewer: Viewer) -> Page {
        let (plan, version) = (show.plan, show.version)
        var page = Page(show.name, section: PlansURL.plans, main: """
            \(identityBar(show.name, caption: plan.title, facts: facts(show), actions: actions(show, viewer)))
            <h2>Bodies</h2>
            \(stops(show, viewer))
            <h2>What differs from this version</h2>
            \(differences(show))
            <h2>The text</h2>
            <p><a\(href: PlansURL.versionText(plan.id, version.id))>Read the text of this version</a></p>
            <p>Its fingerprint is the SHA-256 of <a\(href: PlansURL.frozen(plan.id, version.id)) download>the frozen file</a>:</p>
            <p><code class="gv-words">\(version.fingerprint)</code></p>
            """)
        page.headingInMain = true
        page.breadcrumbs = crumbs(plan)
        page.printFooter = "\(plan.title), version \(version.number). \(viewer.organisationName). Fingerprint \(version.fingerprint)."
        return page
    }

    private static func crumbs(_ plan: Plan) -> [Link] {
        [
            Link("Plans", PlansURL.plans), Link(plan.title, PlansURL.plan(plan.id)),
            Link("Versions", PlansURL.versions(plan.id)),
        ]
    }

    private static func facts(_ show: VersionShow) -> [SummaryRow] {
        let version = show.version
        let by = version.account.flatMap { show.names[$0] }
        var rows = [
            SummaryRow("State", tag(show.state)),
            SummaryRow("Frozen", "\(version.madeAt.words)\(with: by, { " by \($0)" })"),
        ]
        if let at = version.publishedAt { rows.append(SummaryRow("Published", "\(at.words)")) }
        if let at = version.withdrawnAt { rows.append(SummaryRow("Withdrawn", "\(at.words)")) }
        if show.state == .published, let slug = version.slug {
            rows.append(SummaryRow("Public page", "<a\(href: PlansURL.published(slug))>\(PlansURL.published(slug))</a>"))
        }
        return rows
    }

    private static func actions(_ show: VersionShow, _ viewer: Viewer) -> HTML {
        guard viewer.may(.editPlan), ![.withdrawn, .replaced].contains(show.state) else { return HTML() }
        let (plan, version) = (show.plan.id, show.version.id)
        return """
            \(if: show.state == .agreed, linkButton("Publish this version", href: PlansURL.publish(plan, version)))
            <a\(href: PlansURL.withdraw(plan, version))>Withdraw this version</a>
            """
    }

    private static func stops(_ show: VersionShow, _ viewer: Viewer) -> HTML {
        let open = Set(VersionRules.open(show.version).map(\.id))
        return table("Bodies in the order in which they see it", hideCaption: true, columns: [
            Column("Turn", .number), Column("Body"), Column("Decision"), Column("Meeting"), Column("Conditions"),
        ], rows: show.version.stops.map { stop in
            [
                "\(stop.turn)", "\(stop.body)",
                decision(stop, open.contains(stop.id), show, viewer),
                """
                \(with: stop.meetingOn, { "\($0.long)" })\
                \(if: !stop.paper.isEmpty, "<br>Paper \(stop.paper)")\
                \(if: !stop.minute.isEmpty, "<br>Minute \(stop.minute)")
                """,
                conditions(stop, show.plan.id),
            ]
        }, rowHeader: 1, stacks: true)
    }

    private static func conditions(_ stop: VersionStop, _ plan: String) -> HTML {
        guard !stop.conditions.isEmpty else { return "<span class=\"gv-muted\">None</span>" }
        let items = stop.conditions.map { ("\(PlansURL.action(plan, $0.action))", $0.words) }
        return "<ul>\(each: items, { "<li><a\(href: $0.0)>\($0.1)</a></li>" })</ul>"
    }

    private static func decision(_ stop: VersionStop, _ isOpen: Bool, _ show: VersionShow, _ viewer: Viewer) -> HTML {
        guard let decision = stop.decision else {
            guard isOpen else { return "<span class=\"gv-muted\">Not its turn yet</span>" }
            return viewer.may(.editPlan)
                ? "<a\(href: PlansURL.decision(show.plan.id, show.version.id, stop.id))>Record the decision\(hiddenText(" of \(stop.body)"))</a>"
                : "Waiting for its decision"
        }
        let tone: Tone = decision == .referredBack ? .amber : decision == .noted ? .grey : .green
        return """
            \(Pages.tag(decision.name, tone))\(if: !stop.words.isEmpty, "<br>\(stop.words)")\
            \(with: stop.decidedAt, { attribution(by: stop.account.flatMap { show.names[$0] }, when: $0.words) })
            """
    }

    private static func differences(_ show: VersionShow) -> HTML {
        guard !show.changes.isEmpty else {
            return "<p>The plan’s own words are the same now as in this version. Levels, statuses and notes are not part of what bodies agree to.</p>"
        }
        return """
            <p><strong>The plan differs from \(if: show.state == .goingRound, "what is going round", else: "what was agreed").</strong>
            Levels, statuses and notes are not part of what bodies agree to.</p>
            \(table("Words that differ", hideCaption: true, columns: [
                Column("Where"), Column("What"), Column("In version \(show.version.number)"), Column("Now"),
            ], rows: show.changes.prefix(200).map { change in
                [
                    "\(change.place)", "\(change.field)", words(change.agreed), words(change.now),
                ]
            }, stacks: true))
            \(if: show.changes.count > 200, "<p>\(show.changes.count - 200) more are not shown.</p>")
            """
    }

    private static func words(_ words: String) -> HTML {
        words.isEmpty ? "<span class=\"gv-muted\">Nothing</span>" : "\(words)"
    }

    static func text(_ show: VersionShow, viewer: Viewer) -> Page {
        var page = Page("Text of version \(show.version.number)", caption: show.plan.title, section: PlansURL.plans, main: """
            \(printButton("Print this text"))
            \(FrozenViews.plan(show.agreed))
            """)
        page.breadcrumbs = crumbs(show.plan) + [Link(show.name, PlansURL.version(show.plan.id, show.version.id))]
        page.printFooter = "\(show.plan.title), version \(show.version.number). \(viewer.organisationName). Fingerprint \(show.version.fingerprint)."
        return page
    }

    // MARK: Sending round

    static func sendRound(_ plan: Plan, bodies: [String], unfinished: PlanVersion?, _ form: Form) -> Page {
        var page = Page("Send the plan round", width: .reading, caption: plan.title, section: PlansURL.plans, main: """
            <p>The plan’s text is frozen as it is now, so that every body sees the same. You can go on working: what differs later is shown.</p>
            \(with: unfinished, { version in
                warningText("Version \(version.number) is not published yet. Sending the plan round again withdraws it.")
            })
            \(postForm(to: PlansURL.newVersion(plan.id), hidden: [("form", form.value("form"))], """
                \(textarea("Bodies, in the order in which they see it", name: "bodies", in: form,
                    hint: "One on each line; those that see it at the same time on one line, with semicolons between", rows: 6))
                \(button("Freeze the text and send it round"))
                """))
            \(if: !bodies.isEmpty, details("Bodies that are known", "<ul>\(each: bodies, { "<li>\($0)</li>" })</ul>"))
            """)
        page.errors = form.problems
        page.back = Link("Back to the versions", PlansURL.versions(plan.id))
        return page
    }
}
