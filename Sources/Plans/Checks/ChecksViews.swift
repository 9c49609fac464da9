import Accounts
import Calendar
import Pages

/// The page of a plan's checks, and the page that accepts a finding.
enum ChecksViews {
    static func page(_ show: ChecksShow, viewer: Viewer) -> Page {
        let open = show.open
        let accepted = show.findings.filter { $0.accepted != nil }
        var page = Page("Checks of \(show.plan.title)", section: PlansURL.plans, main: """
            \(if: open.isEmpty, emptyState(accepted.isEmpty
                ? "Nothing to ask about: every check of this plan passes." : "Nothing left to ask about: the rest is accepted."))
            \(if: !open.isEmpty, "<p class=\"gv-lead\">\(PlanParts.count(open.count, "thing")) that a careful reader would ask about.</p>")
            \(each: Finding.Kind.allCases, { kind in group(kind, open.filter { $0.kind == kind }, show, viewer) })
            \(if: !accepted.isEmpty, details("Accepted: \(accepted.count)", acceptedTable(accepted, show)))
            """)
        page.breadcrumbs = [Link("Plans", PlansURL.plans), Link(show.plan.title, PlansURL.plan(show.plan.id))]
        page.printFooter = "Checks of \(show.plan.title). \(viewer.organisationName)."
        return page
    }

    private static func group(_ kind: Finding.Kind, _ findings: [Finding], _ show: ChecksShow, _ viewer: Viewer) -> HTML {
        guard !findings.isEmpty else { return HTML() }
        let mayEdit = viewer.may(.editPlan)
        return section("\(kind.name): \(findings.count)", table(kind.name, hideCaption: true, columns: [
            Column("Where"), Column("What is so"), Column("What to do", isHidden: true),
        ], rows: findings.map { finding in
            [
                "<a\(href: place(finding, show.plan.id))>\(finding.title)</a>", "\(finding.words)",
                """
                <a\(href: mend(finding, show.plan.id, mayEdit))>\(mendWords(finding))\(hiddenText(": \(finding.title)"))</a>\
                \(if: mayEdit, """
                    <br><a\(href: PlansURL.acceptFinding(show.plan.id, finding.subject, finding.kind.rawValue))>\
                    Accept it, because…\(hiddenText(" \(finding.title)"))</a>
                    """)
                """,
            ]
        }, stacks: true))
    }

    private static func place(_ finding: Finding, _ plan: String) -> String {
        finding.isObjective ? PlansURL.objective(plan, finding.subject) : PlansURL.action(plan, finding.subject)
    }

    /// The page where it is mended, as far as the viewer may.
    private static func mend(_ finding: Finding, _ plan: String, _ mayEdit: Bool) -> String {
        switch finding.kind {
        case .greenWithoutEvidence where mayEdit: PlansURL.level(plan, finding.subject)
        case .redWithoutAction where mayEdit: PlansURL.newAction(plan, finding.subject)
        case .vacantLead: AccountsURL.post(finding.basis)
        default: place(finding, plan)
        }
    }

    private static func mendWords(_ finding: Finding) -> String {
        switch finding.kind {
        case .greenWithoutEvidence: "Judge it with its evidence"
        case .redWithoutAction: "Add an action"
        case .impossibleDate: "Set a real date"
        case .vacantLead: "Say who holds the post"
        case .silent: "Say how it goes"
        case .mustStayTrue: "Look whether it still holds"
        }
    }

    private static func acceptedTable(_ accepted: [CheckedFinding], _ show: ChecksShow) -> HTML {
        table("Accepted findings", hideCaption: true, columns: [
            Column("Where"), Column("What is so"), Column("Accepted, because"),
        ], rows: accepted.map { checked in
            [
                "<a\(href: place(checked.finding, show.plan.id))>\(checked.finding.title)</a>", "\(checked.finding.words)",
                """
                \(checked.accepted?.why ?? "")\
                \(with: checked.accepted, { attribution(by: $0.account.flatMap { show.names[$0] }, when: $0.at.words) })
                """,
            ]
        }, stacks: true)
    }

    static func accept(_ show: ChecksShow, _ finding: Finding, _ form: Form) -> Page {
        let place = PlansURL.acceptFinding(show.plan.id, finding.subject, finding.kind.rawValue)
        let title = "\(finding.kind.name): accept it?"
        var page = Page(title, width: .reading, caption: finding.title, section: PlansURL.plans, main: """
            <p>\(finding.words) If you accept that, it is not asked about again until something of it changes.</p>
            \(postForm(to: place, hidden: [("form", form.value("form"))], """
                \(textarea("Because", name: "why", in: form, rows: 3))
                \(button("Accept it"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Back to the checks", PlansURL.checks(show.plan.id))
        return page
    }
}
