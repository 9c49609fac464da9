import Pages

/// The questions of the public form, each the content of one page.
enum PublicQuestions {
    typealias Texts = Words<PublicWord>

    static func danger(_ words: Texts, _ form: Form) -> HTML {
        radios(words[.checkDanger], name: "danger", in: form, hint: words[.dangerHint], [
            Choice("yes", "\(words[.dangerYes])"), Choice("no", "\(words[.dangerNo])"),
            Choice("notSure", "\(words[.notSure])"),
        ])
    }

    static func what(_ words: Texts, _ form: Form) -> HTML {
        """
        <p>\(words[.whatExamples])</p>
        \(textarea(words[.whatLabel], name: "what", in: form, hint: words[.whatHint], rows: 10))
        """
    }

    static func place(_ words: Texts, _ form: Form) -> HTML {
        """
        <p>\(words[.whereMore])</p>
        \(textarea(words[.checkWhere], name: "where", in: form, hint: words[.whereHint], optional: true, rows: 3))
        """
    }

    static func when(_ words: Texts, _ form: Form) -> HTML {
        """
        \(radios(words[.checkWhen], name: "when", in: form, [
            Choice("today", "\(words[.whenToday])"), Choice("yesterday", "\(words[.whenYesterday])"),
            Choice("date", "\(words[.whenAnotherDate])", reveals: """
                <fieldset class="gv-fieldset"><legend>\(words[.whenDateLabel])</legend>
                <p class="gv-hint">\(words[.whenDateHint])</p>
                \(textInput(words[.whenDay], name: "when-day", in: form, width: .two, inputMode: "numeric"))
                \(textInput(words[.whenMonth], name: "when-month", in: form, width: .ten))
                \(textInput(words[.whenYear], name: "when-year", in: form, width: .four, inputMode: "numeric"))
                </fieldset>
                """),
            Choice("notSure", "\(words[.notSure])"),
        ]))
        \(textarea(words[.whenStill], name: "still", in: form, hint: words[.whenStillHint], optional: true, rows: 2))
        """
    }

    static func who(_ words: Texts, _ form: Form) -> HTML {
        """
        \(radios(words[.checkWho], name: "who", in: form, hint: words[.whoHint], [
            Choice("adult", "\(words[.whoAdult])"), Choice("child", "\(words[.whoChild])"),
            Choice("both", "\(words[.whoBoth])"), Choice("notSure", "\(words[.notSure])"),
        ]))
        \(textInput(
            words[.howManyLabel], name: "howMany", in: form, hint: words[.howManyHint], optional: true, width: .four,
            inputMode: "numeric"))
        \(textarea(words[.whoMore], name: "more", in: form, hint: words[.whoMoreHint], optional: true, rows: 4))
        """
    }

    static func contact(_ words: Texts, _ form: Form) -> HTML {
        """
        \(radios(words[.checkContact], name: "contact", in: form, hint: words[.contactHint], [
            Choice("none", "\(words[.contactNone])"),
            Choice("telephone", "\(words[.contactTelephone])", reveals: """
                \(textInput(words[.telephoneLabel], name: "telephone", in: form, width: .twenty, type: "tel", inputMode: "tel"))
                \(radios(words[.messageLabel], name: "message", in: form, [
                    Choice("yes", "\(words[.messageYes])"), Choice("no", "\(words[.messageNo])"),
                ]))
                """),
            Choice("email", "\(words[.contactEmail])", reveals: """
                \(textInput(words[.emailLabel], name: "email", in: form, width: .thirty, inputMode: "email", spellcheck: false))
                """),
        ]))
        \(textInput(words[.callYouLabel], name: "callYou", in: form, hint: words[.callYouHint], optional: true, width: .twenty))
        \(checkboxes(words[.timesLabel], name: "times", in: form, hint: words[.timesHint], optional: true, [
            Choice("morning", "\(words[.timesMorning])"), Choice("afternoon", "\(words[.timesAfternoon])"),
            Choice("evening", "\(words[.timesEvening])"), Choice("any", "\(words[.timesAny])"),
        ]))
        """
    }

    // MARK: The summary

    static func check(_ words: Texts, _ form: Form) -> HTML {
        func chosen(_ name: String, _ texts: [String: PublicWord]) -> String {
            (form.values[name] ?? []).compactMap { texts[$0].map { words[$0] } }.joined(separator: ", ")
        }
        let date = ["day", "month", "year"].map { form.value("when-\($0)") }.filter { !$0.isEmpty }.joined(separator: " ")
        let when = chosen("when", [
            "today": .whenToday, "yesterday": .whenYesterday, "date": .whenAnotherDate, "notSure": .notSure,
        ])
        let reach = form.value("contact") == "telephone"
            ? form.value("telephone") : form.value("contact") == "email" ? form.value("email") : ""
        let rows: [(PublicWord, String, PublicStep)] = [
            (.checkDanger, chosen("danger", ["yes": .dangerYes, "no": .dangerNo, "notSure": .notSure]), .danger),
            (.checkWhat, form.value("what"), .what),
            (.checkWhere, form.value("where"), .where),
            (.checkWhen, form.value("when") == "date" ? date : when, .when),
            (.whenStill, form.value("still"), .when),
            (.checkWho, chosen("who", ["adult": .whoAdult, "child": .whoChild, "both": .whoBoth, "notSure": .notSure]), .who),
            (.checkHowMany, form.value("howMany"), .who),
            (.checkMore, form.value("more"), .who),
            (.checkContact, [
                chosen("contact", ["none": .contactNone, "telephone": .contactTelephone, "email": .contactEmail]), reach,
            ].filter { !$0.isEmpty }.joined(separator: ": "), .contact),
            (.checkContactTimes, form.value("contact") == "none" ? "" : chosen("times", [
                "morning": .timesMorning, "afternoon": .timesAfternoon, "evening": .timesEvening, "any": .timesAny,
            ]), .contact),
        ]
        return """
            <p>\(words[.checkLead])</p>
            <dl class="gv-summary">\(each: rows, { row in
                """
                <div><dt>\(words[row.0])</dt><dd class="gv-words">\(if: row.1.isEmpty, "<span class=\"gv-muted\">\(words[.notProvided])</span>")\(row.1)</dd>\
                <dd class="gv-row-actions"><button class="gv-link" type="submit" name="press"\
                \(attribute: "value", "change-\(row.2.rawValue)")>\(words[.change])\
                \(hiddenText(" " + words(.changeAnswerTo, ["question": words[row.0]])))</button></dd></div>
                """
            })</dl>
            """
    }
}
