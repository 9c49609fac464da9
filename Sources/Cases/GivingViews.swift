import NeedToKnow
import Pages

/// Pages of who has a case and who is kept from it.
enum GivingViews {
    static func page(_ show: GivingShow, _ form: Form) -> Page {
        let file = show.file
        var page = CaseViews.page(file, "Who has the case", tab: CasesURL.show(file.id), width: .reading, """
            \(section("Give it to another", postForm(to: CasesURL.give(file.id), hidden: CaseViews.kept(form), """
                <p>Now: \(show.names[file.holder])</p>
                \(select("To whom", name: "holder", in: form, show.names.choices))
                \(textarea("What the next one needs to know", name: "note", in: form,
                    hint: "Where it stands, what is urgent, what was promised", optional: file.holder == nil, rows: 4,
                    limit: Length.most))
                \(button("Give the case"))
                """)))
            \(section("Who else may see it", """
                \(others(show, form))
                \(postForm(to: CasesURL.join(file.id), hidden: [("form", form.value("form") + "-join")], """
                    \(select("Let another see it", name: "with", in: form, show.names.choices))
                    \(button("Let them see it", .secondary))
                    """))
                """))
            \(with: show.shields, { shieldForms(file, $0, show.names, form) })
            """)
        page.errors = form.problems
        return page
    }

    private static func others(_ show: GivingShow, _ form: Form) -> HTML {
        let others = show.holders.filter { $0.id != show.file.holder }
        guard !others.isEmpty else { return emptyState("Nobody else was let in.") }
        return """
            <ul>\(each: others, { holder in
                """
                <li>\(show.names[holder.id]) \(postForm(to: CasesURL.join(show.file.id), hidden: [
                    ("form", "\(form.value("form"))-\(holder.id.suffix(12))"), ("with", holder.value), ("off", "1"),
                ], button("No longer", .link, about: "let \(show.names[holder.id]) see it")))</li>
                """
            })</ul>
            """
    }

    static func shields(_ shields: [Knowing.Shield], _ names: HolderNames) -> HTML {
        section("Kept from it", """
            \(if: shields.isEmpty, "<p>Nobody is kept from this case.</p>")
            \(if: !shields.isEmpty, "<ul>\(each: shields, { "<li>\(names[$0.account]): \(words($0.because))</li>" })</ul>")
            """)
    }

    private static func words(_ reason: Knowing.ShieldReason) -> String {
        switch reason {
        case .named: "named in it"
        case .line: "in the line of somebody named"
        case .chosen: "decided by a person"
        }
    }

    private static func shieldForms(
        _ file: Case, _ shields: [Knowing.Shield], _ names: HolderNames, _ form: Form
    ) -> HTML {
        let known = Set(shields.map(\.account))
        let choices = [("", "Choose an account")] + names.accounts.filter { !known.contains($0.id) }.map { ($0.id, $0.name) }
        return section("Kept from it", """
            <p>They do not see this case in lists, counts, search or notices.</p>
            \(if: !shields.isEmpty, "<ul>\(each: shields, { "<li>\(names[$0.account]): \(words($0.because))</li>" })</ul>")
            \(postForm(to: CasesURL.shield(file.id), hidden: [("form", form.value("form") + "-shield")], """
                \(select("Keep somebody from it", name: "account", in: form, choices))
                \(textarea("The reason", name: "why", in: form, rows: 2))
                \(button("Keep them from it", .secondary))
                """))
            \(each: shields, { shield in
                let lift = Form(idPrefix: "lift-\(shield.account.suffix(12))-")
                return details("Let \(names[shield.account]) see it", postForm(to: CasesURL.shield(file.id), hidden: [
                    ("form", "\(form.value("form"))-\(shield.account.suffix(12))"), ("account", shield.account), ("off", "1"),
                ], """
                    \(textarea("The reason", name: "why", in: lift, rows: 2))
                    \(button("Let them see it", .secondary))
                    """))
            })
            """)
    }

    /// Stands on the overview while the case waits for the viewer's answer.
    static func waiting(_ file: Case, _ form: Form) -> HTML {
        inset("""
            <p>This case was given to you. The note is on the timeline.</p>
            \(postForm(to: CasesURL.answer(file.id), hidden: [("form", form.value("form") + "-accept"), ("answer", "accept")],
                button("Accept the case")))
            \(details("Give it back", back(file, Form(["form": form.value("form") + "-back"]))))
            """)
    }

    private static func back(_ file: Case, _ form: Form) -> HTML {
        postForm(to: CasesURL.answer(file.id), hidden: [("form", form.value("form")), ("answer", "back")], """
            \(textarea("Why you give it back", name: "reason", in: form, rows: 3, limit: Length.most))
            \(button("Give it back", .secondary))
            """)
    }

    static func giveBack(_ file: Case, _ form: Form) -> Page {
        var page = Page(
            "Give the case back", width: .reading, caption: file.reference, section: CasesURL.list, main: back(file, form))
        page.errors = form.problems
        page.back = Link(file.reference, CasesURL.show(file.id))
        return page
    }
}
