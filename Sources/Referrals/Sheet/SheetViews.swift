import Calendar
import Cases
import Pages

/// The sheet of one person: what it lacks, section by section.
enum SheetViews {
    static func begin(_ token: String) -> Form { Form(["form": token]) }

    static func home(_ work: PersonWork, _ form: Form, ready: Readiness? = nil) -> Page {
        guard let sheet = work.sheet else { return beginning(work, form) }
        return CaseFrame.person(work.file, work.whom.person, "The sheet", """
            <p class="gv-lead">\(CaseFrame.words(work.person.part.title))</p>
            \(summaryList(facts(work, sheet)))
            \(state(work, sheet))
            \(if: sheet.state.isEditable && !work.openPathHasSheet, warningText("""
                The path is now “\(work.decision.map { PathRules.decide($0.facts).path.title })”: this sheet cannot be keyed in.
                """))
            \(if: sheet.wouldHelp, helping)
            \(section("Sections, in the order of the national form", taskList(sections(work, sheet))))
            \(with: ready, { next(work, sheet, $0) })
            \(if: work.mayBeginAgain, postForm(to: ReferralsURL.sheet(work.whom), hidden: [("form", form.value("form"))],
                button("Begin the referral")))
            \(section("Beside the sheet", """
                <ul>
                <li><a\(href: ReferralsURL.print(work.whom))>Print it filled in</a></li>
                <li><a\(href: "\(ReferralsURL.print(work.whom))?blank=yes")>Print it empty, for the conversation</a></li>
                <li><a\(href: ReferralsURL.path(work.whom))>The lawful path</a></li>
                </ul>
                """))
            """)
    }

    /// Why the national form's question about helping an investigation is prepared with "no".
    static let helping: HTML = inset("""
        <p>The person would help an investigation. The national form would then ask for a name and a safe way to reach them: key
        that part in only with the person’s agreement to be named (Modern Slavery Act 2015, section 52(3)).</p>
        <p>The notification prepared here names nobody, and so gives the answer “No” to that question.</p>
        """)

    private static func beginning(_ work: PersonWork, _ form: Form) -> Page {
        let path = work.decision.map { PathRules.decide($0.facts).path }
        var page = CaseFrame.person(work.file, work.whom.person, "The sheet", width: .reading, """
            <p class="gv-lead">\(CaseFrame.words(work.person.part.title))</p>
            \(if: path == nil, "<p>The path comes first: it decides which questions are asked.</p>")
            \(with: path, { "<p>\($0.title).</p>" })
            \(if: path?.hasSheet == true, postForm(
                to: ReferralsURL.sheet(work.whom), hidden: [("form", form.value("form"))], button("Begin the sheet")))
            \(if: path?.hasSheet != true, "<p>\(linkButton("The lawful path", href: ReferralsURL.path(work.whom)))</p>")
            """)
        page.errors = form.problems
        return page
    }

    private static func facts(_ work: PersonWork, _ sheet: Sheet) -> [SummaryRow] {
        var rows = [
            SummaryRow("Path", "\(sheet.path.title)"), SummaryRow("State", "\(sheet.state.title)"),
            SummaryRow("Begun", "\(sheet.startedAt.words) by \(work.names[sheet.startedBy])"),
        ]
        if let at = sheet.readyAt { rows.append(SummaryRow("Ready to be read", "\(at.words) by \(work.names[sheet.readyBy])")) }
        if let at = sheet.checkedAt { rows.append(SummaryRow("Read by a second person", "\(at.words) by \(work.names[sheet.checkedBy])")) }
        if let at = sheet.keyedAt { rows.append(SummaryRow("Keyed in", "\(at.words) by \(work.names[sheet.keyedBy])")) }
        if let day = sheet.expectedBy { rows.append(SummaryRow("News hoped for by", "\(day.long). \(sheet.expectedRule)")) }
        return rows
    }

    private static func state(_ work: PersonWork, _ sheet: Sheet) -> HTML {
        let keyed = sheet.keyedAt.map { KeyedIn(at: $0, copyReceived: sheet.copyOn != nil) }
        return """
            \(if: !sheet.contents.returned.isEmpty, warningText("It was given back: \(CaseFrame.words(sheet.contents.returned))"))
            \(each: ReferralStepRules.reminders(sheet.state, keyedIn: keyed), { words in
                warningText("\(words) <a\(href: ReferralsURL.keyedIn(work.whom))>Record the copy</a>")
            })
            """
    }

    private static func sections(_ work: PersonWork, _ sheet: Sheet) -> [TaskItem] {
        let form = FormDefinition.newest
        let missing = form.missing(sheet.working)
        let waiting = form.waiting(sheet.working)
        return form.sections.compactMap { part in
            let questions = work.questions(part.key)
            guard !questions.isEmpty else { return nil }
            // An answer that waits to be confirmed counts as missing, and is told once.
            let lacks = missing.filter {
                $0.section == part.key && !$0.isFixed && !sheet.working.toConfirm.contains($0.field)
            }
            let again = waiting.filter { $0.section == part.key && !$0.isFixed }
            let isBegun = questions.contains { sheet.contents.answers.written[$0.field] != nil }
            let status: TaskItem.Status =
                if !again.isEmpty { .other("To be confirmed again", .amber) } else if lacks.isEmpty && isBegun { .done } else if isBegun {
                    .inProgress
                } else if lacks.isEmpty { .other("Nothing required", .grey) } else { .toDo }
            return TaskItem(part.title, href: ReferralsURL.section(work.whom, part.key), status: status, hint: hint(lacks, again))
        }
    }

    private static func hint(_ lacks: [Question], _ again: [Question]) -> String? {
        var words: [String] = []
        if !again.isEmpty { words.append("Confirm again: \(again.map(\.label).joined(separator: "; "))") }
        if !lacks.isEmpty { words.append("Missing: \(lacks.map(\.label).joined(separator: "; "))") }
        return words.isEmpty ? nil : words.joined(separator: ". ")
    }

    private static func next(_ work: PersonWork, _ sheet: Sheet, _ ready: Readiness) -> HTML {
        var items: [TaskItem] = []
        if sheet.path == .notification {
            items.append(TaskItem(
                "Settle what the check of the text finds", href: ReferralsURL.findings(work.whom),
                status: ready.findings.isEmpty ? .done : .other("\(ready.findings.count) open", .red)))
            items.append(TaskItem(
                "See what is keyed in", href: ready.outgoing == nil ? nil : ReferralsURL.outgoing(work.whom),
                status: ready.outgoing == nil ? .cannotStart : .toDo))
        }
        items.append(TaskItem(
            "Have it read by a second person", href: ReferralsURL.check(work.whom),
            status: sheet.checkedAt != nil ? .done : sheet.isReady ? .inProgress : .toDo,
            hint: ready.suggestions.isEmpty ? nil : 
                "\(ready.suggestions.count == 1 ? "1 suggestion" : "\(ready.suggestions.count) suggestions") to make it stronger"))
        items.append(TaskItem(
            "Key it in on the national form", href: sheet.checkedAt == nil ? nil : ReferralsURL.keyedIn(work.whom),
            status: sheet.keyedAt != nil ? .done : sheet.checkedAt == nil ? .cannotStart : .toDo))
        return section("Then", taskList(items))
    }

    // MARK: One section

    /// - Parameters:
    ///   - suggestions: by field; none where the reason for looking has run out.
    ///   - toConfirm: fields that are asked again.
    static func sectionPage(
        _ file: Case, _ whom: Whom, _ part: FormDefinition.Section, _ questions: [Question], _ form: Form,
        suggestions: [String: String] = [:], toConfirm: Set<String> = [], fixed: [(String, String)] = [],
        meanwhile: [Difference] = []
    ) -> Page {
        let hidden = ["form", "version"].map { (name: $0, value: form.value($0)) }
            + [(name: "fields", value: questions.map(\.field).joined(separator: ","))]
        var page = CaseFrame.person(file, whom.person, part.title, width: .reading, """
            \(if: !meanwhile.isEmpty, """
                \(difference(meanwhile, caption: "Both versions", old: "Saved now", new: "You entered"))
                <p>Change the form until it says what it should, then save it.</p>
                """)
            \(if: !fixed.isEmpty, """
                \(summaryList(fixed.map { SummaryRow($0.0, "\($0.1)") }))
                <p class="gv-hint">These follow from the lawful path.</p>
                """)
            \(if: questions.isEmpty && fixed.isEmpty && form.problems.isEmpty, emptyState("On this path the national form asks nothing here."))
            \(if: !questions.isEmpty || !form.problems.isEmpty, postForm(
                to: ReferralsURL.section(whom, part.key), hidden: hidden, """
                <p>Leave empty what is not known yet. Everything is kept as you type it.</p>
                \(each: questions, { question in
                    QuestionViews.box(
                        question, form, suggestion: suggestions[question.field], isToConfirm: toConfirm.contains(question.field))
                })
                \(if: !toConfirm.isDisjoint(with: questions.map(\.field)), "<p>Saving confirms every answer on this page.</p>")
                \(button("Save this section"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("The sheet", ReferralsURL.sheet(whom))
        return page
    }

    /// Every reason against what somebody wanted to do.
    static func refused(_ file: Case, _ whom: Whom, _ reasons: [String]) -> Page {
        var page = CaseFrame.person(file, whom.person, "This cannot be done yet", width: .reading, """
            <ul>\(each: reasons, { "<li>\($0)</li>" })</ul>
            <p><a\(href: ReferralsURL.sheet(whom))>Go to the sheet</a></p>
            """)
        page.back = Link("The sheet", ReferralsURL.sheet(whom))
        return page
    }
}

extension PersonWork {
    /// The path that holds today leads to a sheet.
    var openPathHasSheet: Bool { decision.map { PathRules.decide($0.facts).path.hasSheet } ?? false }

    /// A notification was sent, and the person agrees now.
    var mayBeginAgain: Bool {
        guard let sheet, let decision else { return false }
        return sheet.path == .notification && [.notified, .closed].contains(sheet.state)
            && PathRules.decide(decision.facts).path.isReferral
    }
}
