import Calendar
import Cases
import Pages

/// The lawful path of one person: the questions, what follows from them, and what was decided before.
enum DecisionViews {
    /// - Parameter work: nil where the reason for looking has run out: then only what was typed is shown.
    static func page(
        _ file: Case, _ whom: Whom, _ work: PersonWork?, _ form: Form, meanwhile: [Difference] = [], mayDecide: Bool,
        taskForm: (kind: Companion.Kind, form: Form)? = nil, now: Instant
    ) -> Page {
        var page = CaseFrame.person(file, whom.person, "The lawful path", """
            \(with: work, { who($0) })
            \(with: work?.decision, { decided($0, now) })
            \(with: work, { tasks($0, form.value("form"), taskForm) })
            \(section(work?.decision == nil ? "Questions" : "Change the answers", """
                \(both(meanwhile))
                \(questions(whom, form, mayDecide: mayDecide))
                """))
            \(with: work, { history($0) })
            """)
        page.errors = taskForm?.form.summary ?? form.problems
        return page
    }

    private static func who(_ work: PersonWork) -> HTML {
        """
        <p class="gv-lead">\(CaseFrame.words(work.person.part.title))</p>
        \(if: work.decision == nil, "<p>Nobody chooses the path: it follows from what is known. Answer the questions below.</p>")
        """
    }

    // MARK: What follows

    private static func decided(_ decision: Decision, _ now: Instant) -> HTML {
        let follows = PathRules.decide(decision.facts)
        let missing = decision.facts.consent == .notAsked || decision.facts.age.isTreatedAsChild
            ? [] : decision.words.consent.missing(now: now)
        return section(follows.path.title, id: "path", """
            \(each: follows.reasons, { "<p>\($0)</p>" })
            \(if: decision.path != follows.path, warningText("""
                It was decided as “\(decision.path.title)”. Save the answers again to follow what holds today.
                """))
            \(section("What to do next", level: 3, "<ol>\(each: follows.next, { "<li>\($0)</li>" })</ol>"))
            \(if: !missing.isEmpty, inset("<p>Still to be recorded:</p><ul>\(each: missing, { "<li>\($0)</li>" })</ul>"))
            <p class="gv-hint">After: \(decision.guidance)</p>
            """)
    }

    private static func tasks(
        _ work: PersonWork, _ token: String, _ typed: (kind: Companion.Kind, form: Form)?
    ) -> HTML {
        let companions = work.decision.map { PathRules.decide($0.facts).companions } ?? []
        guard !companions.isEmpty else { return HTML() }
        return section("Beside the path", """
            \(each: companions, { companion in
                let key = companion.kind.rawValue
                let empty = Form(["form": "\(token)\(key)"], idPrefix: key)
                return task(companion, work, typed?.kind == companion.kind ? typed?.form ?? empty : empty)
            })
            """)
    }

    private static func task(_ companion: Companion, _ work: PersonWork, _ form: Form) -> HTML {
        let done = work.tasks[companion.kind].flatMap { task in task.doneOn.map { ($0, task) } }
        let place = ReferralsURL.task(work.whom, companion.kind.rawValue)
        let hidden = [(name: "form", value: form.value("form"))]
        return section(companion.title, level: 3, """
            <p>\(companion.why)</p>
            \(with: done, { day, task in
                """
                <p>Done on \(day.long), recorded by \(work.names[task.madeBy]).</p>
                \(if: !task.who.isEmpty, "<p>\(CaseFrame.words(task.who))</p>")
                \(postForm(
                    to: place, hidden: hidden + [("undo", "yes")], button("Take it back", .secondary, about: companion.title)))
                """
            })
            \(if: done == nil, """
                <p>\(companion.required ? tag("Required", .red) : tag("To consider", .grey))</p>
                \(details("Record that it was done", open: !form.problems.isEmpty, postForm(to: place, hidden: hidden, """
                    \(dateInput("Day", name: "on", in: form))
                    \(textarea("Whom you spoke to, and what came of it", name: "who", in: form, rows: 2, limit: SheetLimits.box))
                    \(button("Record it", .secondary, about: companion.title))
                    """)))
                """)
            """)
    }

    // MARK: Questions

    private static func both(_ differences: [Difference]) -> HTML {
        guard !differences.isEmpty else { return HTML() }
        return """
            \(difference(differences, caption: "Both versions", old: "Saved now", new: "You entered"))
            <p>Change the form until it says what it should, then save it.</p>
            """
    }

    private static func questions(_ whom: Whom, _ form: Form, mayDecide: Bool) -> HTML {
        let hidden = [(name: "form", value: form.value("form")), (name: "version", value: form.value("version"))]
        return postForm(to: ReferralsURL.path(whom), hidden: hidden, """
            \(radios("How old is the person?", name: "age", in: form,
                hint: "Doubt counts as “not sure”: the person is then treated as a child", [
                Choice("adult", "18 or older"), Choice("child", "Under 18"), Choice("notSure", "Not sure"),
            ]))
            \(radios("Can the person be asked?", name: "can-be-asked", in: form,
                hint: "Reachable, able to talk, safe to talk to", inline: true, [
                Choice("yes", "Yes"), Choice("no", "No"),
            ]))
            \(radios("What did they answer to being referred?", name: "consent", in: form, [
                Choice("given", "They agree"), Choice("declined", "They decline"), Choice("notAsked", "Not asked yet"),
            ]))
            \(radios("Nation", name: "nation", in: form, inline: true, PersonFacts.Nation.allCases.map {
                Choice($0.rawValue, "\($0.words)")
            }))
            \(checkboxes("Care and support", name: "care-needs", in: form, optional: true, [
                Choice("yes", "The person seems to need care and support"),
            ]))
            \(checkboxes("Other bodies", name: "elsewhere", in: form, optional: true, [
                Choice("yes", "Another body has referred this person already",
                    reveals: textarea(
                        "Which body, and its reference", name: "elsewhere-words", in: form, rows: 2, limit: SheetLimits.box)),
            ]))
            \(fieldset("An adult who cannot be asked", """
                \(textarea("Why they cannot be asked, and what was tried", name: "reason", in: form, optional: true, rows: 3,
                    limit: SheetLimits.box))
                \(if: mayDecide || form.holds("notify", "yes"), checkboxes(
                    "Decision of the single point of contact", name: "notify", in: form, optional: true,
                    [Choice("yes", "Notify the Home Office without naming anyone")]))
                \(if: !mayDecide, "<p>Whether to notify of somebody who cannot be asked is decided by the single point of contact.</p>")
                """))
            \(fieldset("How the answer came about", hint: "Needed before a sheet with an adult’s answer is keyed in", """
                \(textInput("Who explained it to the person", name: "explained-by", in: form, optional: true, spellcheck: false))
                \(dateInput("When", name: "explained", in: form, optional: true))
                \(textInput("Time", name: "explained-time", in: form, hint: "As 14:30", optional: true, width: .ten))
                \(radios("Was an interpreter needed?", name: "interpreter", in: form, optional: true, inline: true, [
                    Choice("yes", "Yes"), Choice("no", "No"),
                ]))
                \(textInput(
                    "Language, and which interpreter or service", name: "interpreter-words", in: form, optional: true,
                    spellcheck: false))
                \(checkboxes("Privacy notice", name: "notice", in: form, optional: true, [Choice("yes", "Given and explained")]))
                """))
            \(button("Save and see the path"))
            """)
    }

    /// The newest answers in their boxes.
    static func form(_ decision: Decision?, _ person: Person, token: String) -> Form {
        var form = Form(["form": token, "version": "\(decision?.version ?? 0)", "nation": "england"])
        guard let decision else {
            // Age is shown as the case has it, to be confirmed by saving; "not sure" is the safe answer of the three.
            form.values["age"] = [person.age.rawValue]
            return form
        }
        let facts = decision.facts
        form.values["age"] = [facts.age.rawValue]
        form.values["can-be-asked"] = [facts.canBeAsked ? "yes" : "no"]
        form.values["consent"] = [facts.consent.rawValue]
        form.values["nation"] = [facts.nation.rawValue]
        if facts.hasCareNeeds { form.values["care-needs"] = ["yes"] }
        if facts.referredElsewhere { form.values["elsewhere"] = ["yes"] }
        if facts.singlePointNotifies { form.values["notify"] = ["yes"] }
        form.values["elsewhere-words"] = [decision.words.elsewhere]
        form.values["reason"] = [decision.words.reason]
        let consent = decision.words.consent
        form.values["explained-by"] = [consent.explainedBy]
        form.values["interpreter-words"] = [consent.interpreter]
        if let needed = consent.interpreterNeeded { form.values["interpreter"] = [needed ? "yes" : "no"] }
        if consent.privacyNoticeGiven { form.values["notice"] = ["yes"] }
        MomentInput.fill(&form, "explained", consent.explainedAt)
        return form
    }

    // MARK: Before

    private static func history(_ work: PersonWork) -> HTML {
        guard !work.decisions.isEmpty else { return HTML() }
        return section("Decisions", timeline(work.decisions.map { decision in
            TimelineItem(
                "\(decision.path.title)", when: decision.madeAt.words, by: work.names[decision.madeBy],
                body: """
                    \(summaryList(facts(decision.facts, decision.words).map { SummaryRow($0.0, CaseFrame.words($0.1)) }))
                    <p class="gv-hint">After: \(decision.guidance)</p>
                    """)
        }))
    }

    /// What a decision stood on, in words; empty ones are left out.
    static func facts(_ facts: PersonFacts, _ words: DecisionWords) -> [(String, String)] {
        let consent = words.consent
        let age = switch facts.age {
        case .adult: "18 or older"
        case .child: "Under 18"
        case .notSure: "Not sure"
        }
        let answer = switch facts.consent {
        case .given: "Agrees"
        case .declined: "Declines"
        case .notAsked: "Not asked yet"
        }
        let interpreter = consent.interpreterNeeded.map { $0 ? "Yes: \(consent.interpreter)" : "Not needed" } ?? ""
        let all: [(String, String)] = [
            ("Age", age), ("Can be asked", facts.canBeAsked ? "Yes" : "No"), ("Answer", answer),
            ("Nation", facts.nation.words), ("Needs care and support", facts.hasCareNeeds ? "Yes" : ""),
            ("Referred elsewhere", facts.referredElsewhere ? "Yes: \(words.elsewhere)" : ""),
            ("Single point of contact", facts.singlePointNotifies ? "Decided to notify" : ""), ("Reason", words.reason),
            ("Explained by", consent.explainedBy), ("Explained", consent.explainedAt?.words ?? ""),
            ("Interpreter", interpreter), ("Privacy notice", consent.privacyNoticeGiven ? "Given and explained" : ""),
        ]
        return all.filter { !$0.1.isEmpty }
    }
}
