import Accounts
import Calendar
import Ledger
import Log
import Pages

/// What the first page of the ledger prints.
struct LedgerShow: Sendable {
    struct Problem: Sendable {
        let words: String
        let at: Instant?
    }

    let input: LedgerInput
    let size: Int
    let total: Int
    let lines: [LedgerLine]
    let newest: SignedCheckpoint?
    let problem: Problem?
    let accounts: [Account]
    let verifierKey: String
    let closed: [ClosedLedger]
    let witnesses: [WitnessStanding]
    let witnessed: [WitnessedLog]
    let forks: [WitnessedFork]
}

enum LedgerViews {
    static func overview(_ show: LedgerShow) -> Page {
        var page = Page("Ledger", section: LedgerURL.overview, main: """
            <p class="gv-lead">Everything that anyone changed here, and every look at this ledger, in the order in which it
            happened. Nothing can be taken out or changed without this page telling.</p>
            \(problem(show.problem))
            \(GapViews.gaps(show.closed))
            \(standing(show))
            \(WitnessViews.both(show))
            \(section("Entries", id: "entries", """
                \(filters(show))
                \(list(show))
                """))
            """)
        page.errors = show.input.problems
        return page
    }

    private static func problem(_ problem: LedgerShow.Problem?) -> HTML {
        guard let problem else { return "" }
        return warningText("""
            The ledger could not be signed\(with: problem.at, { " on \($0.words)" }). \(problem.words)
            """)
    }

    private static func standing(_ show: LedgerShow) -> HTML {
        """
        \(summaryList([
            SummaryRow("Entries", "\(grouped(show.size))"),
            SummaryRow("Last signed", show.newest.map { "\($0.signedAt.words), over \(grouped($0.size)) entries" }
                ?? "Not yet. The first signature follows within a minute of the first entry"),
            SummaryRow("Since then", since(show)),
            SummaryRow("Code", show.newest.map { code($0.root.hex) }
                ?? "None yet"),
        ]))
        \(postForm(to: LedgerURL.verify, buttonGroup(
            button("Verify now"), "<a\(href: LedgerURL.compare)>Compare with a printed code</a>")))
        \(with: show.newest, { newest in
            details("For somebody who checks from outside", """
                <p>The signed checkpoint, as the standard C2SP tlog-checkpoint lays it out. Anyone who keeps a copy can later
                prove that nothing before it was changed.</p>
                <pre class="gv-words" tabindex="0" role="region" aria-label="Signed checkpoint">\(newest.note)</pre>
                <p>The key that checks its signature:</p>
                \(code(show.verifierKey))
                """)
        })
        """
    }

    private static func since(_ show: LedgerShow) -> HTML? {
        guard let newest = show.newest else { return "\(grouped(show.size)) entries" }
        let more = max(0, show.size - newest.size)
        return more == 0 ? "No entry" : more == 1 ? "1 entry" : "\(grouped(more)) entries"
    }

    static func code(_ text: String) -> HTML { "<code class=\"gv-words\">\(text)</code>" }

    // MARK: Filters

    private static func filters(_ show: LedgerShow) -> HTML {
        let input = show.input
        var accounts = show.accounts.map { (value: $0.id, label: $0.name) }
        // A record's entries are reached by links; its identifier then stands in the list, so that the form keeps it.
        if let about = input.query.about, !accounts.contains(where: { $0.value == about }) {
            accounts.append((about, "The record \(about)"))
        }
        return filterPanel(
            action: LedgerURL.overview, chosen: chosen(input.query, accounts), clear: LedgerURL.overview, """
                \(select("Kind", name: "kind", in: input.form,
                    [(value: "", label: "Any")] + KindWords.all.map { ($0.kind.rawValue, $0.words) }))
                \(select("Account", name: "account", in: input.form, hint: "Did it, or it was done to them",
                    [(value: "", label: "Any")] + accounts))
                \(dateInput("From", name: "from", in: input.form, hint: nil, optional: true))
                \(dateInput("To", name: "to", in: input.form, hint: nil, optional: true))
                """)
    }

    private static func chosen(_ query: LedgerQuery, _ accounts: [(value: String, label: String)]) -> [ChosenFilter] {
        var chosen: [ChosenFilter] = []
        func add(_ name: String, _ value: String, _ remove: (inout LedgerQuery) -> Void) {
            var without = query
            remove(&without)
            chosen.append(ChosenFilter(name, value, without: LedgerURL.list(without)))
        }
        if let kind = query.kind { add("Kind", KindWords.of(kind.rawValue)) { $0.kind = nil } }
        if let about = query.about {
            add("Account", accounts.first { $0.value == about }?.label ?? about) { $0.about = nil }
        }
        if let from = query.from { add("From", from.long) { $0.from = nil } }
        if let to = query.to { add("To", to.long) { $0.to = nil } }
        return chosen
    }

    // MARK: Entries

    private static func list(_ show: LedgerShow) -> HTML {
        guard !show.lines.isEmpty else {
            return emptyState(
                show.input.query.isEmpty ? "There are no entries on this page." : "No entry fits these filters.",
                action: Link("See all entries", LedgerURL.overview))
        }
        let names = Names(show.accounts)
        let query = show.input.query
        return """
            \(table(
                "Entries, newest first", columns: [
                    Column("Entry", .number), Column("When", .date), Column("Who"), Column("What"), Column("Kind"),
                ],
                rows: show.lines.map { row($0, names) }, stacks: true))
            \(pagination(page: show.input.page, size: AuditPages.pageSize, total: show.total, noun: "entries") {
                LedgerURL.list(query, page: $0)
            })
            <p class="gv-muted">Your look at this page is an entry itself.</p>
            """
    }

    private static func row(_ line: LedgerLine, _ names: Names) -> Row {
        [
            "<a\(href: LedgerURL.entry(line.position))>\(line.position)</a>", "\((line.body?.moment ?? line.moment).words)",
            line.body.map { "\(names.of($0.account))" } ?? "<span class=\"gv-muted\">\(line.isAboutPeople ? "Not shown" : "Not known")</span>",
            line.body.map { what($0, names) } ?? "<span class=\"gv-muted\">\(unsaid(line))</span>",
            "\(KindWords.of(line.kind))",
        ]
    }

    static func unsaid(_ line: LedgerLine) -> String {
        line.isAboutPeople ? "About people: kept with their record" : "The record cannot be opened"
    }

    /// "changed an account: Jo Bright (name, roles)"
    static func what(_ body: TraceBody, _ names: Names) -> HTML {
        let isOwn = body.id == body.account
        let about = body.object == "account" && !isOwn ? names.known(body.id) : nil
        return """
            \(body.did)\(with: about, { ": \($0)" })\
            \(if: !body.fields.isEmpty, " <span class=\"gv-muted\">(\(body.fields.joined(separator: ", ")))</span>")
            """
    }
}

/// Accounts' names by identifier.
struct Names {
    private let byID: [String: String]

    init(_ accounts: [Account]) {
        byID = Dictionary(accounts.map { ($0.id, $0.name) }) { first, _ in first }
    }

    func known(_ id: String) -> String? { byID[id] }

    func of(_ account: String?) -> String {
        guard let account else { return "The program" }
        return byID[account] ?? "An account that is not there: \(account)"
    }
}
