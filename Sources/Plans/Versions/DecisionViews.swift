import Pages

/// Forms over one version: what a body decided, publishing, withdrawing.
enum DecisionViews {
    static func decide(_ show: VersionShow, _ stop: VersionStop, _ form: Form) -> Page {
        let place = PlansURL.decision(show.plan.id, show.version.id, stop.id)
        var page = Page("What \(stop.body) decided", width: .reading, caption: "\(show.plan.title), version \(show.version.number)", section: PlansURL.plans, main: """
            \(postForm(to: place, hidden: [("form", form.value("form"))], """
                \(dateInput("Day of the meeting", name: "met", in: form, hint: "For example, 27 3 2026"))
                \(textInput("Reference of the paper", name: "paper", in: form, hint: "For example, CAB/26/114", optional: true, width: .twenty, spellcheck: false))
                \(textInput("Reference of the minute", name: "minute", in: form, hint: "For example, minute 52", optional: true, width: .twenty, spellcheck: false))
                \(radios("Decision", name: "decision", in: form, Decision.allCases.map(choice)))
                \(textarea("Conditions", name: "conditions", in: form, hint: "One on each line, as minuted", optional: true, rows: 3))
                \(textarea("What else was said", name: "words", in: form, optional: true, rows: 3))
                \(button("Record the decision"))
                """))
            """)
        page.errors = form.problems
        page.back = back(show)
        return page
    }

    private static func choice(_ decision: Decision) -> Choice {
        Choice(decision.rawValue, "\(decision.name)", hint: decision.hint)
    }

    static func publish(_ show: VersionShow, token: String) -> Page {
        let reasons = VersionRules.reasonsNotToPublish(show.version, later: show.later)
        let (plan, version) = (show.plan, show.version)
        let title = "Publish version \(version.number)?"
        var page = Page(title, width: .reading, caption: plan.title, section: PlansURL.plans, main: """
            \(if: !reasons.isEmpty, "<p>This version cannot be published:</p><ul>\(each: reasons, { "<li>\($0)</li>" })</ul>")
            \(if: reasons.isEmpty, """
                <p>Anyone will be able to read this text and take its files, without signing in. Names of people who hold posts are not in it; names that stand in the plan’s own words are.</p>
                \(if: !show.changes.isEmpty, warningText("The plan has changed since this text was frozen. What is published is the text that was agreed."))
                \(details("Read the text once more", FrozenViews.plan(show.agreed, heading: 3)))
                \(postForm(to: PlansURL.publish(plan.id, version.id), hidden: [("form", token)], buttonGroup(
                    button("Publish version \(version.number)"), "<a\(href: PlansURL.version(plan.id, version.id))>Not now</a>")))
                """)
            """)
        page.back = back(show)
        return page
    }

    static func withdraw(_ show: VersionShow, _ form: Form) -> Page {
        let (plan, version) = (show.plan, show.version)
        let title = "Withdraw version \(version.number)?"
        var page = Page(title, width: .reading, caption: plan.title, section: PlansURL.plans, main: """
            <p>\(if: show.state == .published, "The public page then shows the version before it, or nothing. ")What the bodies decided stays on record.</p>
            \(postForm(to: PlansURL.withdraw(plan.id, version.id), hidden: [("form", form.value("form"))], """
                \(textarea("Why is it withdrawn?", name: "why", in: form, rows: 2))
                \(button("Withdraw version \(version.number)", .warning))
                """))
            """)
        page.errors = form.problems
        page.back = back(show)
        return page
    }

    static func refused(_ show: VersionShow, _ refusal: VersionRefusal) -> Page {
        var page = Page("This cannot be done now", width: .reading, caption: show.name, section: PlansURL.plans, main: """
            <ul>\(each: refusal.reasons, { "<li>\($0)</li>" })</ul>
            """)
        page.back = back(show)
        return page
    }

    private static func back(_ show: VersionShow) -> Link {
        Link("Back to version \(show.version.number)", PlansURL.version(show.plan.id, show.version.id))
    }
}
