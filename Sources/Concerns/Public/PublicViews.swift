import Attachments
import Calendar
import Pages
import Vault

/// The public pages: values to HTML. Every word comes from the catalogue.
enum PublicViews {
    static func start(_ show: PublicShow) -> Page {
        let words = show.words
        return quiet(show, words[.startHeading], path: ConcernsURL.tellUs, """
            <p class="gv-lead">\(words[.startLead])</p>
            <p>\(words[.startNoName]) \(words[.startNoAccount]) \(words[.startTime])</p>
            \(warningText("\(words(.startNotEmergency, show.numbers))"))
            <p>\(words[.startDoNot])</p>
            \(postForm(to: ConcernsURL.tellUs, hidden: [("lang", words.language.short)], button(words[.startButton])))
            <p><a\(href: show.link(ConcernsURL.followUp))>\(words[.startFollowUp])</a></p>
            \(section(words[.startOthersHeading], """
                <ul>\(each: [.startPolice, .startHelpline, .startCrimestoppers] as [PublicWord], {
                    "<li>\(words($0, show.numbers))</li>"
                })</ul>
                """))
            """)
    }

    static func page(_ step: PublicStep, _ show: PublicShow, _ shown: Form, token: String) -> Page {
        let words = show.words
        var form = shown
        form.language = words.language
        let code = form.value("code").isEmpty ? ReceiptCode.make().shown : form.value("code")
        let (title, content, go) = body(step, show, form, code)
        let carried = carried(form, besides: step, token, code, words.language)
        var page = quiet(show, title, carrying: carried, """
            <form class="gv-form" method="post" novalidate action="\(ConcernsURL.tellUs)">
            \(each: carried, { hidden($0.name, $0.value) })
            \(content)
            <div class="gv-buttons">\(button(go, name: "press", value: "continue"))\
            \(button(words[.goBack], .secondary, name: "press", value: "back"))</div>
            </form>
            """)
        page.errors = form.problems
        return page
    }

    /// What was answered on other steps comes along unseen.
    private static func carried(
        _ form: Form, besides step: PublicStep, _ token: String, _ code: String, _ language: Language
    ) -> [(name: String, value: String)] {
        var fields = [(name: "step", value: step.rawValue), ("lang", language.short), ("form", token)]
        // The code comes into being with the page that shows it.
        if step == .code || !form.value("code").isEmpty { fields.append(("code", code)) }
        if step == .check || form.values["seen"] != nil { fields.append(("seen", "yes")) }
        for name in PublicStep.carried where !step.fields.contains(name) {
            for value in form.values[name] ?? [] { fields.append((name, value)) }
        }
        return fields
    }

    private static func body(
        _ step: PublicStep, _ show: PublicShow, _ form: Form, _ code: String
    ) -> (title: String, content: HTML, go: String) {
        let words = show.words
        switch step {
        case .leaving:
            let said: [PublicWord] = [.exitWhat, .exitHistory, .exitShared, .exitPrivateWindow, .exitNotKept]
            return (words[.exitHeading], "\(each: said, { "<p>\(words[$0])</p>" })", words[.goOn])
        case .danger:
            return (words[.dangerHeading], PublicQuestions.danger(words, form), words[.goOn])
        case .call:
            return (words(.callHeading, show.numbers), """
                \(warningText("\(words(.callFirst, show.numbers))"))
                <p>\(words[.callSilent])</p><p>\(words[.callText])</p><p>\(words[.callThen])</p>
                """, words[.callDone])
        case .what: return (words[.whatHeading], PublicQuestions.what(words, form), words[.goOn])
        case .where: return (words[.whereHeading], PublicQuestions.place(words, form), words[.goOn])
        case .when: return (words[.whenHeading], PublicQuestions.when(words, form), words[.goOn])
        case .who: return (words[.whoHeading], PublicQuestions.who(words, form), words[.goOn])
        case .contact: return (words[.contactHeading], PublicQuestions.contact(words, form), words[.goOn])
        case .check: return (words[.checkHeading], PublicQuestions.check(words, form), words[.goOn])
        case .code:
            return (words[.codeHeading], """
                <p class="gv-lead">\(words[.codeLead])</p>
                <p>\(words[.codeLabel])<br><strong class="gv-code">\(code)</strong></p>
                <p>\(words[.codeSave]) \(words[.codeOnly])</p><p>\(words[.codeSafe])</p>
                \(textInput(
                    words[.codeTypeLabel], name: "ending", in: form, hint: words[.codeTypeHint], width: .ten,
                    spellcheck: false))
                \(checkboxes(words[.codeLabel], name: "saved", in: form, [Choice("yes", "\(words[.codeTick])")]))
                <p>\(words[.sendNothingYet])</p>
                """, words[.sendButton])
        }
    }

    static func sent(_ show: PublicShow, by due: Instant) -> Page {
        let words = show.words
        let next: [PublicWord] = [.sentNextRead, .sentNextBy, .sentNextDecide, .sentNextTell]
        let not: [PublicWord] = [.sentDoNotConfront, .sentDoNotPromise, .sentDoNotSearch, .sentDoNotPost]
        var values = show.numbers
        values["time"] = time(due, words.language)
        return quiet(show, words[.sentHeading], path: ConcernsURL.sent, """
            <p class="gv-lead">\(words[.sentLead])</p>
            \(section(words[.sentNextHeading], "<ol>\(each: next, { "<li>\(words($0, values))</li>" })</ol>"))
            \(section(words[.sentDoNotHeading], "<ul>\(each: not, { "<li>\(words($0, values))</li>" })</ul>"))
            \(warningText("\(words(.sentChanged, values))"))
            """)
    }

    // MARK: With the code

    static func askCode(_ show: PublicShow, _ shown: Form) -> Page {
        var form = shown
        form.language = show.words.language
        let words = show.words
        var page = quiet(show, words[.followHeading], path: ConcernsURL.followUp, """
            \(postForm(to: ConcernsURL.followUp, hidden: [("lang", words.language.short)], """
                \(textInput(words[.followLabel], name: "code", in: form, hint: words[.followHint], width: .full, spellcheck: false))
                \(button(words[.followButton]))
                """))
            """)
        page.errors = form.problems
        return page
    }

    static func progress(
        _ show: PublicShow, _ concern: Concern, _ events: [ConcernEvent], code: String, _ shown: Form, token: String,
        sent: PublicSent?
    ) -> Page {
        let words = show.words
        var form = shown
        form.language = words.language
        let (stage, next) = Self.stage(concern.stage)
        var page = quiet(show, words[.followHeading], path: ConcernsURL.followUp, """
            \(with: sent, { sent in
                inset("""
                    <p role="status">\(words[.replySent])</p>
                    \(with: sent.remains, { "<p>\(words[.replyRemains]) <span lang=\"en\">\($0)</span></p>" })
                    """)
            })
            \(section(words[.stageHeading], """
                <p class="gv-lead">\(words[stage])</p>
                <p>\(words[next])</p><p>\(words[.stageLimits])</p>
                """))
            \(section(words[.messagesHeading], events.isEmpty ? "<p>\(words[.questionsNone])</p>" : """
                <ol class="gv-timeline">\(each: events.reversed(), { event in
                    let from: PublicWord = event.isFromReporter ? .messageFromYou : .messageFromUs
                    return """
                        <li><h3>\(words(from, ["time": time(event.madeAt, words.language)]))</h3>\
                        <p class="gv-words">\(event.words)</p></li>
                        """
                })</ol>
                """))
            \(postForm(to: ConcernsURL.followUp, hidden: [
                ("lang", words.language.short), ("code", code), ("form", token),
            ], upload: true, """
                \(textarea(words[.replyLabel], name: "reply", in: form, hint: words[.replyHint]))
                \(fileUpload(words[.fileLabel], name: AttachmentInput.file, in: form, hint: words[.fileHint], optional: true,
                    accept: AttachmentViews.accept))
                \(textInput(words[.fileWords], name: AttachmentInput.words, in: form, optional: true))
                \(button(words[.replyButton], name: "press", value: "reply"))
                """))
            """)
        page.errors = form.problems
        return page
    }

    static func stage(_ stage: Concern.Stage) -> (PublicWord, PublicWord) {
        switch stage {
        case .received: (.stageReceived, .stageReceivedNext)
        case .reading: (.stageReading, .stageReadingNext)
        case .acting: (.stageActing, .stageActingNext)
        case .passed: (.stagePassed, .stagePassedNext)
        case .closed: (.stageClosed, .stageClosedNext)
        }
    }

    // MARK: Around

    /// "4 June 2026, 9:32" in words that both languages read.
    private static func time(_ instant: Instant, _ language: Language) -> String {
        let (day, (hour, minute)) = (instant.day, instant.time)
        return "\(day.day) \(language.months[day.month - 1]) \(day.year), \(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// - Parameters:
    ///   - path: of a page that can be asked for again in the other language.
    ///   - carrying: what a page in the middle of the form takes along into the other language.
    private static func quiet(
        _ show: PublicShow, _ title: String, path: String? = nil, carrying: [(name: String, value: String)] = [],
        _ main: HTML
    ) -> Page {
        let words = show.words
        var page = Page(title, width: .reading, main: """
            \(if: words.language == .welsh, "<p class=\"gv-hint\">\(words[.otherLanguageAwaits])</p>")
            \(main)
            """)
        let other: Language = words.language == .english ? .welsh : .english
        let label = spoken(other, "\(words[.otherLanguage])")
        let toggle: HTML = if let path {
            "<a\(href: other == .english ? path : "\(path)?lang=\(other.short)")>\(label)</a>"
        } else {
            """
            <form method="post" action="\(ConcernsURL.tellUs)">\
            \(each: carrying.filter { $0.name != "lang" }, { hidden($0.name, $0.value) })\
            \(hidden("lang", other.short))\
            <button class="gv-link" type="submit" name="press"\(attribute: "value", "lang-\(other.short)")>\(label)</button></form>
            """
        }
        page.quiet = Quiet(
            language: words.language, title: words[.neutralTitle], name: words[.serviceName],
            exit: Link(words[.exitButton], ConcernsURL.leave), exitHint: words[.exitHint], otherLanguage: toggle,
            footer: [])
        return page
    }
}
