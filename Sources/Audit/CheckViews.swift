import Calendar
import Ledger
import Log
import Pages

/// What came of a check: of the whole ledger, or of a code on paper.
enum CheckViews {
    static func result(_ report: AuditReport, at now: Instant) -> Page {
        let title = report.isClean ? "The ledger is whole" : "The ledger is not what it was"
        var page = Page(title, width: .reading, caption: "Checked on \(now.words)", section: LedgerURL.overview, main: """
            <p class="gv-lead">\(report.sentence)</p>
            \(if: report.isClean, clean(report), else: findings(report))
            <p><a\(href: LedgerURL.overview)>Back to the ledger</a></p>
            """)
        page.breadcrumbs = [Link("Ledger", LedgerURL.overview)]
        page.printFooter = "Ledger checked on \(now.words), code \(report.root.hex)"
        return page
    }

    private static func clean(_ report: AuditReport) -> HTML {
        """
        <p>Each entry was read and hashed anew, each record opened and compared with what was promised, and the whole compared
        with \(report.checkpoints) signed \(report.checkpoints == 1 ? "checkpoint" : "checkpoints").</p>
        \(summaryList([SummaryRow("Code of this moment", LedgerViews.code(report.root.hex))]))
        """
    }

    private static func findings(_ report: AuditReport) -> HTML {
        """
        \(warningText("Do not repair anything. Keep a copy of the database as it is, and find out who could write to it."))
        <h2>What does not fit</h2>
        <ul class="gv-list">\(each: report.findings, { finding in
            """
            <li>\(finding.words)\(with: finding.entry, { " <a\(href: LedgerURL.entry($0))>See entry \($0)</a>" })</li>
            """
        })</ul>
        \(if: report.findingsOmitted > 0, "<p>And \(grouped(report.findingsOmitted)) more.</p>")
        """
    }

    // MARK: A code on paper

    static func compare(_ code: String, _ match: CodeMatch?, _ problems: Problems) -> Page {
        var page = Page("Compare with a printed code", width: .reading, section: LedgerURL.overview, main: """
            \(with: match, { verdict($0) })
            <p>A code on a printed page or in the minutes says what the ledger was when it was printed. If the ledger
            still gives the same code for that moment, nothing before it was changed.</p>
            \(getForm(to: LedgerURL.compare, """
                \(textarea("Code or signed checkpoint", name: "code", in: Form(["code": code], problems: problems),
                    hint: "At least the first \(LedgerCode.fewestDigits) digits of the code"))
                \(button("Compare"))
                """))
            """)
        page.errors = problems
        page.breadcrumbs = [Link("Ledger", LedgerURL.overview)]
        return page
    }

    private static func verdict(_ match: CodeMatch) -> HTML {
        switch match {
        case .matches(let size, let last):
            inset("""
                <p>\(tag("It matches", .green, .circle))</p>
                \(with: last, { """
                    <p>This is the ledger after its first \(grouped(size)) \(size == 1 ? "entry" : "entries"). The last of them is \
                    <a\(href: LedgerURL.entry($0.position))>entry \($0.position)</a> of \($0.moment.words). Nothing up to there
                    was changed since.</p>
                    """ })\
                \(if: last == nil, "<p>This is the ledger before its first entry.</p>")
                """)
        case .matchesClosed(let number, let size):
            inset("""
                <p>\(tag("It matches", .green, .circle))</p>
                <p>This is ledger \(number), which ended when an older copy of the database was put back, after its first \
                \(grouped(size)) \(size == 1 ? "entry" : "entries"). Nothing up to there was changed since.</p>
                """)
        case .differs(let size):
            bad("""
                The code was signed over \(grouped(size)) \(size == 1 ? "entry" : "entries"), and the stored ledger gives another code
                for them. At least one of them is not what it was.
                """)
        case .longer(let size, let stored):
            bad("""
                The code was signed over \(grouped(size)) entries, but only \(grouped(stored)) are stored. The end of the ledger is
                missing, or an older copy of the database was put back.
                """)
        case .never:
            bad("""
                The ledger never had this code at any moment. Either it was not copied exactly, or it is of another ledger,
                or entries were changed since it was printed.
                """)
        case .notOurs(let cause): bad("This is not a checkpoint of this ledger: \(cause).")
        case .notACode: HTML()
        }
    }

    private static func bad(_ words: HTML) -> HTML { inset("<p>\(tag("It does not match", .red, .triangle))</p><p>\(words)</p>") }
}
