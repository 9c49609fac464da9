import Accounts
import Calendar
import Cases
import Pages

/// The second reading: what is missing, what would make it stronger, and the word of somebody else.
enum CheckViews {
    static func page(
        _ work: PersonWork, _ sheet: Sheet, _ ready: Readiness, _ form: Form, isWhole: Bool, now: Instant
    ) -> Page {
        let againstReady = CheckRules.againstReady(sheet, ready, now: now)
        let againstSigning = CheckRules.againstSigning(sheet, ready, by: work.viewer.account, now: now)
        var page = CaseFrame.person(work.file, work.whom.person, "Have it read by a second person", """
            <p>\(sheet.path.title). \(sheet.state.title).</p>
            \(if: !sheet.contents.returned.isEmpty, warningText("It was given back: \(CaseFrame.words(sheet.contents.returned))"))
            \(suggestions(ready, work))
            \(if: sheet.state == .preparing && !sheet.isReady, section("Ready to be read", waiting(work, againstReady, form)))
            \(if: sheet.state == .preparing && sheet.isReady, section("Second reading", """
                <p>Marked ready on \(sheet.readyAt?.words) by \(work.names[sheet.readyBy]).
                <a\(href: ReferralsURL.print(work.whom))>Read the sheet</a></p>
                \(if: !isWhole, "<p>Who has the whole case open signs it off; an emergency does not reach that far.</p>")
                \(if: isWhole, reading(work, againstSigning, form))
                """))
            \(if: sheet.state != .preparing, "<p>Read on \(sheet.checkedAt?.words) by \(work.names[sheet.checkedBy]).</p>")
            """)
        page.errors = form.problems
        page.back = Link("The sheet", ReferralsURL.sheet(work.whom))
        return page
    }

    private static func suggestions(_ ready: Readiness, _ work: PersonWork) -> HTML {
        section("What would make it stronger", """
            \(if: ready.suggestions.isEmpty, "<p>Nothing stands out.</p>")
            \(if: !ready.suggestions.isEmpty, "<p>None of these holds anything up.</p>")
            <ul>\(each: ready.suggestions, { suggestion in
                let question = FormDefinition.newest.questions.first { $0.field == suggestion.field }
                return """
                    <li>\(suggestion.words)\(with: question, { question in
                        let about = hiddenText(": \(question.label)")
                        return " <a\(href: ReferralsURL.section(work.whom, question.section))>Look at it\(about)</a>"
                    })</li>
                    """
            })</ul>
            """)
    }

    private static func waiting(_ work: PersonWork, _ against: [String], _ form: Form) -> HTML {
        """
        \(if: !against.isEmpty, "<p>It cannot be marked ready yet:</p><ul>\(each: against, { "<li>\($0)</li>" })</ul>")
        \(if: against.isEmpty, postForm(to: ReferralsURL.ready(work.whom), hidden: kept(form), button("Mark it ready to be read")))
        """
    }

    private static func reading(_ work: PersonWork, _ against: [String], _ form: Form) -> HTML {
        """
        \(if: !against.isEmpty, "<p>You cannot sign it off:</p><ul>\(each: against, { "<li>\($0)</li>" })</ul>")
        \(if: against.isEmpty, postForm(to: ReferralsURL.sign(work.whom), hidden: kept(form), button("I have read it: sign it off")))
        \(section("Or give it back", level: 3, back(work.whom, form)))
        """
    }

    private static func back(_ whom: Whom, _ form: Form) -> HTML {
        postForm(to: ReferralsURL.sendBack(whom), hidden: kept(form).map { field in
            // A page with two forms: each is pressed once by itself.
            field.name == "form" ? (field.name, String(field.value.reversed())) : field
        }, """
            \(textarea("What should be changed", name: "reason", in: form, rows: 3, limit: SheetLimits.box))
            \(button("Give it back", .secondary))
            """)
    }

    static func sendBack(_ file: Case, _ whom: Whom, _ form: Form) -> Page {
        var page = CaseFrame.person(file, whom.person, "Give the sheet back", width: .reading, back(whom, form))
        page.errors = form.problems
        page.back = Link("The second reading", ReferralsURL.check(whom))
        return page
    }

    static func kept(_ form: Form) -> [(name: String, value: String)] {
        [("form", form.value("form")), ("version", form.value("version"))]
    }
}
