import Calendar
import Cases
import Pages

/// The whole sheet on paper, in national order: filled in, or empty for the conversation.
enum PrintViews {
    static func page(_ work: PersonWork, _ sheet: Sheet, blank: Bool, now: Instant) -> Page {
        let form = FormDefinition.newest
        let shown = blank ? mayBeAsked(sheet) : form.questions(sheet.working)
        var page = CaseFrame.person(
            work.file, work.whom.person, blank ? "Questions for the conversation" : "The sheet, filled in", """
            <p>\(printButton())</p>
            <p>\(sheet.path.title). \(form.title), as of \(GuidanceVersion.long(sheet.formVersion)).</p>
            \(if: blank, "<p>Do not carry this paper into a place where somebody may see it. Write no more than is needed.</p>")
            \(if: sheet.wouldHelp, SheetViews.helping)
            \(each: form.sections, { part in
                let questions = shown.filter { $0.section == part.key && (blank || isTold($0, sheet)) }
                return questions.isEmpty ? HTML() : section(part.title, blank ? empty(questions) : filled(questions, sheet))
            })
            """)
        page.back = Link("The sheet", ReferralsURL.sheet(work.whom))
        page.printFooter = "Case \(work.file.reference), printed \(now.words). Keep locked away; destroy when it is no longer needed."
        return page
    }

    /// What nobody has to answer and nobody did is left out of the paper.
    private static func isTold(_ question: Question, _ sheet: Sheet) -> Bool {
        question.required || sheet.working.written[question.field] != nil
    }

    private static func filled(_ questions: [Question], _ sheet: Sheet) -> HTML {
        summaryList(questions.map { question in
            let words = sheet.working.written[question.field] ?? []
            let shown = words.map { show($0, question) }.joined(separator: ", ")
            let again = sheet.working.toConfirm.contains(question.field) ? " (to be confirmed again)" : ""
            return SummaryRow(
                "\(question.order). \(question.label)", shown.isEmpty ? "Not known yet" : "\(CaseFrame.words(shown))\(again)")
        })
    }

    private static func show(_ word: String, _ question: Question) -> String {
        switch question.kind {
        case .tick: word == "true" ? "Yes" : word
        case .date: Day(iso: word)?.long ?? word
        case .oneOf, .severalOf: FormDefinition.newest.shown(word)
        default: word
        }
    }

    private static func empty(_ questions: [Question]) -> HTML {
        """
        <dl class="gv-summary">\(each: questions, { question in
            let choices = [.oneOf, .severalOf].contains(question.kind) ? question.words : question.kind == .tick ? ["yes"] : []
            let only = question.when.terms.filter { !Self.isFixed($0.field) }
            return """
                <div><dt>\(question.order). \(question.label)\(if: !only.isEmpty, " (only if it applies)")</dt>
                <dd>\(if: !choices.isEmpty, "\(each: choices, { "☐ \(FormDefinition.newest.shown($0)) " })")\
                \(if: choices.isEmpty, "\(line)\(if: question.kind == .longText, "<br>\(line)<br>\(line)")")</dd></div>
                """
        })</dl>
        """
    }

    private static let line: HTML = "………………………………………………………………"

    /// Questions that an answer of the conversation may lead to, on this path.
    private static func mayBeAsked(_ sheet: Sheet) -> [Question] {
        let known = FormDefinition.newest.effective(sheet.working)
        return FormDefinition.newest.questions.filter { question in
            question.when.terms.allSatisfy { term in
                if term.field == Sheet.helping && sheet.path == .notification { return false }
                return !isFixed(term.field) || (known[term.field] ?? []).contains(where: term.words.contains)
            }
        }
    }

    private static func isFixed(_ field: String) -> Bool { ["pv-under-age", "pv-want-to-submit-nrm"].contains(field) }
}
