import Accounts
import Attachments
import Calendar
import Pages

/// Pages on which a colleague reports: values to HTML.
enum StaffViews {
    static func edit(_ show: StaffShow, _ form: Form, draft: ConcernDraft?, drafts: [ConcernDraft]) -> Page {
        let place = draft.map { ConcernsURL.draft($0.id) } ?? ConcernsURL.new
        var page = Page("Report a concern", width: .reading, section: ConcernsURL.own, main: """
            \(if: !drafts.isEmpty, inset("""
                <p>You have not sent \(drafts.count == 1 ? "a concern" : "\(drafts.count) concerns") that you began:
                \(each: drafts, { "<a\(href: ConcernsURL.draft($0.id))>saved \($0.savedAt.words)</a> " })</p>
                """))
            \(if: draft == nil, "<p>Is somebody telling you on the telephone? <a href=\"\(ConcernsURL.call)\">Write first, sort after</a>.</p>")
            \(postForm(to: place, hidden: [("form", form.value("form"))], upload: true, """
                \(radio("danger", show, form, legend: "Is anyone in danger now?", hint: "Yes: call \(show.settings.numbers.emergency) first, then go on"))
                \(textarea("What did you see or hear?", name: "what", in: form, hint: "In your own words; you do not have to be sure", rows: 6, limit: StaffInput.limit))
                \(textarea("Where?", name: "where", in: form, hint: "An address, a business, a street or a postcode", rows: 2))
                \(radio("who", show, form, legend: "Who is it about?", hint: "A child, or not sure: tell children’s services today, do not wait for us"))
                \(radio("when", show, form, legend: "When was it?", optional: true))
                \(textInput("Which date?", name: "whenDate", in: form, hint: "For example 27 3 2026, or “early March”", optional: true, width: .twenty))
                \(details("More that may help (optional)", open: hasMore(form), more(show, form)))
                \(AttachmentViews.removing(show.files, in: form))
                \(AttachmentViews.fields(form))
                <div class="gv-buttons">\(button("Continue", name: "press", value: "check"))\
                \(button("Add the file and stay here", .secondary, name: "press", value: "attach"))\
                \(button("Save and send later", .secondary, name: "press", value: "later"))</div>
                """))
            <p class="gv-muted">Do not look for proof, do not confront anyone, and do not promise to keep it secret.</p>
            """)
        page.errors = form.problems
        page.back = Link("My concerns", ConcernsURL.own)
        return page
    }

    private static let moreKeys = [
        "howMany", "signs", "names", "vehicle", "more", "still", "knows", "capacity", "colleagues", "contact", "telephone",
        "email", "callYou", "times", "message",
    ]

    private static func hasMore(_ form: Form) -> Bool {
        moreKeys.contains { !form.value($0).isEmpty || form.problems[$0] != nil }
    }

    private static func more(_ show: StaffShow, _ form: Form) -> HTML {
        """
        \(textInput("How many people?", name: "howMany", in: form, optional: true, width: .ten))
        \(check("signs", show, form, legend: "What did you notice?"))
        \(textarea("Names or nicknames", name: "names", in: form, optional: true, rows: 2))
        \(textarea("Vehicles", name: "vehicle", in: form, optional: true, rows: 2))
        \(textarea("Anything else about them", name: "more", in: form, optional: true, rows: 3))
        \(textarea("Is it still going on?", name: "still", in: form, optional: true, rows: 2))
        \(textarea("Who else knows?", name: "knows", in: form, hint: "Such as the police, another council, a charity", optional: true, rows: 2))
        \(radio("capacity", show, form, legend: "How do you know?", optional: true))
        \(if: !show.colleagues.isEmpty, checkboxes("Is it about somebody who works here?", name: "colleagues", in: form,
            hint: "They and their line of management will not see it", optional: true,
            show.colleagues.map { Choice($0.id, "\($0.name)") }))
        \(fieldset("If it came from somebody else: how can we reach them safely?", """
            \(radio("contact", show, form, legend: "May we get in touch?", optional: true))
            \(textInput("Telephone number", name: "telephone", in: form, optional: true, width: .twenty, inputMode: "tel"))
            \(textInput("Email address", name: "email", in: form, optional: true, width: .thirty, inputMode: "email"))
            \(textInput("What to call them", name: "callYou", in: form, optional: true, width: .twenty))
            \(check("times", show, form, legend: "When is it safe?"))
            \(radio("message", show, form, legend: "May a message be left?", optional: true))
            """))
        """
    }

    private static func choices(_ key: String, _ show: StaffShow) -> [Choice] {
        (show.form.question(key)?.choices ?? []).map { Choice($0.value, "\($0.words)") }
    }

    private static func radio(
        _ key: String, _ show: StaffShow, _ form: Form, legend: String, hint: String? = nil, optional: Bool = false
    ) -> HTML {
        radios(legend, name: key, in: form, hint: hint, optional: optional, choices(key, show))
    }

    private static func check(_ key: String, _ show: StaffShow, _ form: Form, legend: String) -> HTML {
        checkboxes(legend, name: key, in: form, optional: true, choices(key, show))
    }

    static func call(_ form: Form, _ settings: ConcernSettings) -> Page {
        var page = Page("Write down a call", width: .reading, section: ConcernsURL.own, main: """
            \(warningText("Is anyone in danger now? Then ask the caller to hang up and call \(settings.numbers.emergency)."))
            <ol><li>Say who you are, and that they do not have to give a name.</li>
            <li>Let them tell it in their own order. Write it as they say it.</li>
            <li>Ask: where, when, how many people, is a child among them, is it still going on.</li>
            <li>Ask how we may reach them safely, and at which times. Do not promise to keep it secret.</li></ol>
            \(postForm(to: ConcernsURL.call, hidden: [("form", form.value("form"))], """
                \(textarea("What the caller says", name: "what", in: form, hint: "You sort it into answers after the call", rows: 14, limit: StaffInput.limit))
                \(button("Save and sort it"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Report a concern", ConcernsURL.new)
        return page
    }

    static func check(_ draft: ConcernDraft, _ answers: ConcernAnswers, _ show: StaffShow, token: String) -> Page {
        var page = Page("Check your answers", width: .reading, caption: "Report a concern", section: ConcernsURL.own, main: """
            \(if: answers["danger"] == "yes", warningText("Call \(show.settings.numbers.emergency) now, if nobody has yet. Your answers are saved."))
            \(if: ["child", "both", "notSure"].contains(answers["who"]), inset(
                "<p>It is or may be about a child: tell children’s services today. Do not wait for an answer from here.</p>"))
            \(AnswerViews.list(answers, show.form, change: ConcernsURL.draft(draft.id)))
            \(section("Photos and documents", AttachmentViews.list(show.files)))
            \(if: !answers.all("colleagues").isEmpty, """
                <p>Kept from: \(show.colleagues.filter { answers.all("colleagues").contains($0.id) }.map(\.name).joined(separator: ", ")),
                and their line of management.</p>
                """)
            \(postForm(to: ConcernsURL.checkDraft(draft.id), hidden: [("form", token)], button("Send concern")))
            \(postForm(to: ConcernsURL.discardDraft(draft.id), hidden: [("form", token + "-discard")], button("Throw it away", .link)))
            """)
        page.back = Link("Change your answers", ConcernsURL.draft(draft.id))
        return page
    }
}

/// Answers as they were given, in the words of the form's own version.
enum AnswerViews {
    /// - Parameter change: where an answer is changed; nil where it cannot be.
    static func list(_ answers: ConcernAnswers, _ form: ConcernForm, change: String? = nil) -> HTML {
        let rows = form.questions.compactMap { question -> SummaryRow? in
            let values = answers.all(question.key)
            let isAsked = StaffInput.required.contains(question.key) || question.key == "when"
            guard !values.isEmpty || (isAsked && change != nil) else { return nil }
            let words = values.map { question.words(of: $0) }
            let value: HTML = words.count > 1
                ? "<ul>\(each: words, { "<li>\($0)</li>" })</ul>" : "<span class=\"gv-words\">\(words.first ?? "")</span>"
            return SummaryRow(
                question.label, words.isEmpty ? nil : value, actions: change.map { [Link("Change", $0)] } ?? [])
        }
        return summaryList(rows)
    }
}
