import Calendar
import Cases
import Pages

/// What a notification may give away, each place with its sentence; and what is keyed in once all is settled.
enum FindingViews {
    static func page(_ work: PersonWork, _ sheet: Sheet, _ ready: Readiness, token: String) -> Page {
        let page = CaseFrame.person(work.file, work.whom.person, "What the text may give away", """
            <p>A notification says nothing that shows who somebody is, alone or together. Change each sentence that is found, or
            say why it is about nobody on the case.</p>
            \(if: sheet.path != .notification, "<p>The path is “\(sheet.path.title)”: its text is not checked for names.</p>")
            \(if: sheet.wouldHelp, SheetViews.helping)
            \(if: !ready.refusal.isEmpty, warningText("\(ready.refusal.joined(separator: " "))"))
            \(if: ready.findings.isEmpty && sheet.path == .notification, emptyState("Nothing is open."))
            \(each: ready.findings.enumerated(), { index, finding in
                let form = Form(["form": "\(token)\(index)"], idPrefix: "finding\(index)")
                return one(index + 1, finding, work, sheet.state.isEditable, form)
            })
            \(if: !sheet.contents.settlements.isEmpty, section("Settled", summaryList(sheet.contents.settlements.map { settled in
                SummaryRow("“\(settled.matched)”", """
                    \(CaseFrame.words(settled.sentence))<br>Not about anyone on the case, because: \(CaseFrame.words(settled.because))
                    """)
            })))
            \(if: ready.outgoing != nil, "<p>\(linkButton("See what is keyed in", href: ReferralsURL.outgoing(work.whom)))</p>")
            """)
        return back(page, work.whom)
    }

    private static func one(_ number: Int, _ finding: Finding, _ work: PersonWork, _ isEditable: Bool, _ form: Form) -> HTML {
        let question = FormDefinition.newest.questions.first { $0.field == finding.field }
        return section("\(number). \(finding.kind.words)", """
            <p>\(tag(finding.weight == .likely ? "Likely" : "Possible", finding.weight == .likely ? .red : .amber))
            \(CaseFrame.words(finding.why))</p>
            <blockquote>\(CaseFrame.words(finding.sentence))</blockquote>
            \(with: question, { question in
                "<p><a\(href: ReferralsURL.section(work.whom, question.section))>Change “\(question.label)”</a></p>"
            })
            \(if: isEditable, settle(work.whom, hidden(finding) + [("form", form.value("form"))], form))
            """)
    }

    private static func settle(_ whom: Whom, _ hidden: [(name: String, value: String)], _ form: Form) -> HTML {
        postForm(to: ReferralsURL.findings(whom), hidden: hidden, """
            \(textarea("It is not about anyone on the case, because", name: "because", in: form, rows: 2))
            \(button("Settle it", .secondary))
            """)
    }

    private static func hidden(_ finding: Finding) -> [(name: String, value: String)] {
        [
            ("field", finding.field), ("kind", finding.kind.rawValue), ("matched", finding.matched),
            ("sentence", finding.sentence),
        ]
    }

    /// A reason that did not do, as it was typed.
    static func again(_ file: Case, _ whom: Whom, _ form: Form) -> Page {
        let hidden = ["field", "kind", "matched", "sentence", "form"].map { (name: $0, value: form.value($0)) }
        var page = CaseFrame.person(file, whom.person, "What the text may give away", width: .reading, settle(whom, hidden, form))
        page.errors = form.problems
        return back(page, whom)
    }

    static func outgoing(_ work: PersonWork, _ sheet: Sheet, _ ready: Readiness) -> Page {
        let page = CaseFrame.person(work.file, work.whom.person, "What is keyed in", """
            <p>\(printButton())</p>
            \(if: sheet.wouldHelp, SheetViews.helping)
            \(with: ready.outgoing, { text in
                """
                <p>This and nothing else goes into the national form, box by box. It was checked against
                everyone on the case, those who reported, and colleagues.</p>
                <pre class="gv-words" dir="auto" tabindex="0">\(text)</pre>
                """
            })
            \(if: ready.outgoing == nil, """
                <p>There is nothing to key in from this page yet.</p>
                \(if: sheet.path.isReferral, "<p>A referral is keyed in from <a\(href: ReferralsURL.print(work.whom))>the sheet on paper</a>.</p>")
                \(if: !sheet.path.isReferral, "<p>Fill in what is missing, and settle what the check of the text finds.</p>")
                """)
            """)
        return back(page, work.whom)
    }

    private static func back(_ page: Page, _ whom: Whom) -> Page {
        var page = page
        page.back = Link("The sheet", ReferralsURL.sheet(whom))
        return page
    }
}

extension Finding.Kind {
    var words: String {
        switch self {
        case .name: "A name"
        case .birthDate: "A date of birth"
        case .address: "An address"
        case .postcode: "A postcode"
        case .telephone: "A telephone number"
        case .email: "An email address"
        case .account: "An account on line"
        case .reference: "A reference"
        case .vehicle: "A vehicle"
        }
    }
}
