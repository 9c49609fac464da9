import Accounts
import Calendar
import Pages

/// Pages of teams and lines: values to HTML.
enum TeamViews {
    static func list(_ show: TeamsShow) -> Page {
        Page("Teams and lines", section: NeedToKnowURL.teams, main: """
            <p class="gv-lead">Who works together, and who manages whom. Members of a team see in outline what was given to it.
            Whoever is named in a concern, and their line, is kept from it.</p>
            \(section("Teams", """
                <p>\(linkButton("Add a team", href: NeedToKnowURL.newTeam))</p>
                \(if: show.teams.isEmpty, emptyState("There are no teams yet."))
                \(if: !show.teams.isEmpty, table(
                    "Teams", hideCaption: true, columns: [Column("Team"), Column("Service"), Column("Members")],
                    rows: show.teams.map { team in
                        [
                            "<a\(href: NeedToKnowURL.team(team.id))>\(team.name)</a>", "\(service(team.service))",
                            names(show.members[team.id] ?? [], show),
                        ]
                    }, stacks: true))
                """))
            \(section("Lines of management", table(
                "Who manages whom", hideCaption: true, columns: [Column("Account"), Column("Managed by"), Column("What to do")],
                rows: show.accounts.map { account in
                    [
                        "\(account.name)",
                        names(show.managers.filter { $0.account == account.id }.map(\.manager), show),
                        "<a\(href: NeedToKnowURL.line(account.id))>Change\(hiddenText(" the line of \(account.name)"))</a>",
                    ]
                }, stacks: true)))
            """)
    }

    private static func names(_ accounts: [String], _ show: TeamsShow) -> HTML {
        accounts.isEmpty
            ? "<span class=\"gv-muted\">Nobody</span>" : "\(accounts.map(show.name).sorted().joined(separator: ", "))"
    }

    private static func service(_ key: String) -> String { TeamStore.services.first { $0.key == key }?.name ?? key }

    static func form(_ team: Team, _ show: TeamsShow, token: String) -> Form {
        var form = Form([
            "name": team.name, "service": team.service, "version": "\(team.version)", "form": token,
        ])
        form.values["member"] = show.members[team.id] ?? []
        return form
    }

    static func edit(_ team: Team?, _ show: TeamsShow, _ form: Form) -> Page {
        let hidden = [(name: "form", value: form.value("form")), (name: "version", value: form.value("version"))]
        var page = Page(team?.name ?? "Add a team", width: .reading, section: NeedToKnowURL.teams, main: """
            \(postForm(to: team.map { NeedToKnowURL.team($0.id) } ?? NeedToKnowURL.newTeam, hidden: hidden, """
                \(textInput("Name", name: "name", in: form, width: .thirty))
                \(select("Service", name: "service", in: form, hint: "What a form’s answers lead to it",
                    TeamStore.services.map { ($0.key, $0.name) }))
                \(checkboxes("Members", name: "member", in: form, optional: true,
                    show.accounts.map { Choice($0.id, "\($0.name)", hint: $0.roles.words) }))
                \(button("Save the team"))
                """))
            \(with: team, { team in
                postForm(to: NeedToKnowURL.removeTeam(team.id), hidden: [
                    ("form", form.value("form") + "-remove"), ("version", "\(team.version)"),
                ], button("Remove this team", .secondary))
            })
            """)
        page.errors = form.problems
        page.back = Link("Teams and lines", NeedToKnowURL.teams)
        return page
    }

    static func line(_ account: Account, _ show: TeamsShow, token: String) -> Page {
        var form = Form(["form": token])
        form.values["manager"] = show.managers.filter { $0.account == account.id }.map(\.manager)
        var page = Page("Who manages \(account.name)?", width: .reading, section: NeedToKnowURL.teams, main: """
            \(postForm(to: NeedToKnowURL.line(account.id), hidden: [("form", token)], """
                \(checkboxes("Managed by", name: "manager", in: form, optional: true,
                    show.accounts.filter { $0.id != account.id }.map { Choice($0.id, "\($0.name)") }))
                \(button("Save the line"))
                """))
            """)
        page.back = Link("Teams and lines", NeedToKnowURL.teams)
        return page
    }
}

/// Pages of what was opened in an emergency.
enum LookViews {
    static func list(_ openings: [Opening], _ names: [String: String]) -> Page {
        Page("Emergency looks to review", section: NeedToKnowURL.looks, main: """
            <p class="gv-lead">Somebody opened these although they were not given to them. Say what you found.</p>
            \(if: openings.isEmpty, emptyState("Nothing waits for a review."))
            \(if: !openings.isEmpty, table(
                "Emergency looks", hideCaption: true, columns: [Column("Record"), Column("Opened by"), Column("When")],
                rows: openings.map { opening in
                    [
                        "<a\(href: NeedToKnowURL.look(opening.id))>\(opening.record.reference)</a>",
                        "\(names[opening.account] ?? "")", "\(opening.openedAt.words)",
                    ]
                }, stacks: true))
            """)
    }

    static func review(_ opening: Opening, by name: String, words: String, _ form: Form) -> Page {
        var page = Page(
            "Review an emergency look", width: .reading, caption: opening.record.reference, section: NeedToKnowURL.looks,
            main: """
            \(summaryList([
                SummaryRow("Opened by", "\(name)"), SummaryRow("When", "\(opening.openedAt.words)"),
                SummaryRow("What they wrote", "\(words)"),
            ]))
            \(postForm(to: NeedToKnowURL.look(opening.id), hidden: [("form", form.value("form"))], """
                \(textarea("What did you find?", name: "words", in: form, hint: "Whether it was right, and what follows", rows: 3))
                \(button("Record the review"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Emergency looks", NeedToKnowURL.looks)
        return page
    }
}
