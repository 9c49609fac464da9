import Accounts
import Attachments
import Calendar
import NeedToKnow
import Pages

/// One concern: values to HTML.
enum ConcernViews {
    static func outline(_ concern: Concern) -> HTML {
        summaryList([
            SummaryRow("Received", "\(concern.receivedAt.words)"), SummaryRow("From", "\(concern.source.words)"),
            SummaryRow("Why it is urgent", concern.urgency.isEmpty
                ? "Nothing said so" : "\(each: concern.urgency, { "<div>\(tag($0.words, $0.tone))</div>" })"),
            SummaryRow("State", "\(state(concern))"),
        ])
    }

    private static func state(_ concern: Concern) -> String {
        if let decision = concern.decision, let at = concern.decidedAt { return "Decided on \(at.words): “\(decision.words)”" }
        return concern.holder == nil ? "Waiting" : "Taken"
    }

    static func said(_ query: FormData) -> HTML? {
        switch query.text("said") {
        case "decided": "Your decision is recorded."
        case "reopened": "The concern is open again."
        case "reporter": "Sent. The person who reported can read it now."
        case "inside": "Your note is saved."
        case "shield": "Saved."
        case "file": "The file is attached."
        default: nil
        }
    }

    static func opened(_ show: ConcernShow, _ form: Form) -> Page {
        let concern = show.concern
        var page = Page(concern.reference, caption: "Concern", section: ConcernsURL.queue, main: """
            \(outline(concern))
            \(if: !show.cases.isEmpty, """
                <p>Part of \(each: show.cases, { "<a\(href: $0.href)>\($0.reference)</a> " })</p>
                """)
            \(columns("""
                \(section("What was said", AnswerViews.list(show.answers, show.form)))
                \(section("Photos and documents", id: "files", files(show, form)))
                \(section("What the person who reported can see", """
                    <p>They see: \(stageWords(concern.stage))\(if: show.hasNewsForReporter, " <span class=\"gv-muted\">(they have not looked since)</span>")</p>
                    \(events(show.events.filter { $0.rail == .reporter }, show))
                    \(write(concern, .reporter, form))
                    """))
                """, side: """
                \(section("Inside only", """
                    \(events(show.events.filter { $0.rail == .inside }, show))
                    \(write(concern, .inside, form))
                    """))
                """))
            \(if: show.mayTriage && !concern.isDecided, section("What becomes of it", id: "decide", decide(show, form)))
            \(if: show.mayTriage && concern.isDecided, reopen(concern, form))
            \(if: show.mayTriage, section("Who must not see it", shields(show, form)))
            <p><a\(href: ConcernsURL.looks(concern.id))>Who looked, who changed</a></p>
            """)
        page.errors = form.problems
        page.breadcrumbs = [Link("Concerns", ConcernsURL.queue)]
        return page
    }

    private static func files(_ show: ConcernShow, _ form: Form) -> HTML {
        """
        \(AttachmentViews.list(show.files, href: { ConcernsURL.file(show.concern.id, $0.id) }) {
            $0.isFromReporter ? "from the person who reported" : $0.account.flatMap { show.names[$0] } ?? "The program"
        })
        \(details("Add a photo or document", open: form.value("files") == "yes", AttachmentViews.addForm(
            to: ConcernsURL.files(show.concern.id), form, token: form.value("form") + "f")))
        """
    }

    private static func reopen(_ concern: Concern, _ form: Form) -> HTML {
        let hidden = [(name: "form", value: form.value("form") + "r"), (name: "rail", value: "reopen")]
        return details("Open it again", open: form.value("rail") == "reopen", postForm(
            to: ConcernsURL.reopen(concern.id), hidden: hidden, """
                \(textarea("Why?", name: "words", in: named(form, "reopen"), rows: 2))
                \(button("Open it again", .secondary))
                """))
    }

    private static func stageWords(_ stage: Concern.Stage) -> String {
        PublicWord.catalogue.words(in: .english)[PublicViews.stage(stage).0]
    }

    private static func events(_ events: [ConcernEvent], _ show: ConcernShow) -> HTML {
        guard !events.isEmpty else { return "<p class=\"gv-muted\">Nothing yet.</p>" }
        return timeline(events.reversed().map { event in
            let who = event.isFromReporter ? "The person who reported" : event.account.flatMap { show.names[$0] } ?? "The program"
            return TimelineItem("\(who)", when: event.madeAt.words, body: "<p class=\"gv-words\">\(event.words)</p>")
        })
    }

    /// The same box stands several times on the page, so each has ids of its own.
    private static func named(_ form: Form, _ prefix: String) -> Form {
        var form = form
        let isThis = form.value("rail") == prefix || prefix == "decide"
        if !isThis {
            form.values["words"] = nil
            form.problems = .none
        }
        form.idPrefix = prefix == "decide" ? "" : "\(prefix)-"
        return form
    }

    private static func write(_ concern: Concern, _ rail: ConcernEvent.Rail, _ form: Form) -> HTML {
        let isOut = rail == .reporter
        return details(isOut ? "Write to the person who reported" : "Add a note", open: form.value("rail") == rail.rawValue,
            postForm(to: ConcernsURL.write(concern.id), hidden: [
                ("form", form.value("form") + rail.rawValue.prefix(1)), ("rail", rail.rawValue),
            ], """
                \(textarea(isOut ? "Your words" : "Note", name: "words", in: named(form, rail.rawValue),
                    hint: isOut ? "They read this. Name nobody, and nothing that puts anyone at risk" : nil, rows: 3))
                \(button(isOut ? "Send to the person who reported" : "Save the note", .secondary))
                """))
    }

    private static func decide(_ show: ConcernShow, _ form: Form) -> HTML {
        let concern = show.concern
        let decisions = Decision.allCases.filter { $0 != .caseOpened || show.mayOpenCase }
        return postForm(to: ConcernsURL.decide(concern.id), hidden: [
            ("form", form.value("form")), ("version", "\(concern.version)"),
        ], """
            \(radios("Decision", name: "decision", in: named(form, "decide"), decisions.map { decision in
                Choice(
                    decision.rawValue, "\(decision.words)", hint: decision.meaning,
                    reveals: decision == .caseOpened ? whichCase(named(form, "decide")) : nil)
            }))
            \(textarea("Why", name: "reason", in: named(form, "decide"), hint: "What you know, what is missing, whom you asked", rows: 4))
            \(textarea("What the person who reported is told", name: "feedback", in: named(form, "decide"),
                hint: "Left empty, they get our usual words for this decision", optional: true, rows: 3))
            \(button("Record the decision"))
            """)
    }

    private static func whichCase(_ form: Form) -> HTML {
        textInput(
            "Reference of the case, if it belongs to one that is open", name: "case", in: form,
            hint: "Left empty, a new case is opened", optional: true, width: .twenty, spellcheck: false)
    }

    private static func shields(_ show: ConcernShow, _ form: Form) -> HTML {
        let shielded = Set(show.shields.map(\.account))
        return """
            <p>Whoever is named in it and their line do not see it: not here, not in counts, not in the ledger.</p>
            \(if: show.shields.isEmpty, "<p class=\"gv-muted\">Nobody is kept from it.</p>")
            \(if: !show.shields.isEmpty, table(
                "Kept from it", hideCaption: true, columns: [Column("Colleague"), Column("Because"), Column("What to do")],
                rows: show.shields.map { shield in
                    let name = show.names[shield.account] ?? "An account that is not there"
                    return [
                        "\(name)", "\(because(shield.because))",
                        postForm(to: ConcernsURL.shields(show.concern.id), hidden: [
                            ("form", form.value("form") + shield.account.suffix(12)), ("account", shield.account),
                            ("press", "lift"),
                        ], """
                            \(textInput("Why they may see it", name: "why", in: Form(idPrefix: "lift-\(shield.account)-"), width: .twenty))
                            \(button("Let them see it", .secondary, about: name))
                            """),
                    ]
                }, stacks: true))
            \(details("Keep somebody from it", postForm(to: ConcernsURL.shields(show.concern.id), hidden: [
                ("form", form.value("form") + "s"),
            ], """
                \(select("Colleague", name: "account", in: shieldForm(form), [(value: "", label: "Select")]
                    + show.colleagues.filter { !shielded.contains($0.id) }.map { ($0.id, $0.name) }))
                \(textInput("Why", name: "why", in: shieldForm(form)))
                \(button("Keep them and their line from it", .secondary))
                """)))
            """
    }

    private static func shieldForm(_ form: Form) -> Form { form.value("press") == "lift" ? Form() : form }

    private static func because(_ reason: Knowing.ShieldReason) -> String {
        switch reason {
        case .named: "Named in it"
        case .line: "In the line of somebody named"
        case .chosen: "Somebody said so"
        }
    }
}
