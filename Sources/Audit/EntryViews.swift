import Accounts
import Calendar
import Ledger
import Log
import Pages

/// What the page of one entry prints.
struct EntryShow: Sendable {
    let proof: EntryProof
    let newest: SignedCheckpoint?
    /// Entries of the whole ledger.
    let size: Int
    let accounts: [Account]
}

enum EntryViews {
    static func show(_ show: EntryShow) -> Page {
        let position = show.proof.line.position
        var page = Page("Entry \(position)", caption: "Ledger", section: LedgerURL.overview, main: """
            \(section("What was done", record(show)))
            \(section("Is it what it was?", checks(show)))
            \(section("The entry as it is stored", stored(show)))
            \(section("A proof to take away", ProofViews.offer(position)))
            \(neighbours(position, of: show.size))
            """)
        page.breadcrumbs = [Link("Ledger", LedgerURL.overview)]
        return page
    }

    static func missing(_ position: Int) -> Page {
        var page = Page("Entry \(position) is missing", section: LedgerURL.overview, main: """
            \(warningText("The ledger counts an entry \(position), but it is not stored. Somebody or something took it out."))
            \(postForm(to: LedgerURL.verify, button("Verify now")))
            """)
        page.breadcrumbs = [Link("Ledger", LedgerURL.overview)]
        return page
    }

    private static func record(_ show: EntryShow) -> HTML {
        let line = show.proof.line
        let names = Names(show.accounts)
        if line.isAboutPeople {
            return """
                <p>This entry is about people. Who did what to which record is read in that record, by those who may see it.
                That the entry stands unchanged is proved below all the same.</p>
                """
        }
        guard let body = line.body else {
            return "<p>The record of this entry cannot be opened. What it said is not known.</p>"
        }
        var rows = [
            SummaryRow("When", "\(body.moment.words)"), SummaryRow("Who", "\(names.of(body.account))"),
            SummaryRow("What", "\(body.did)"), SummaryRow("Kind", "\(KindWords.of(line.kind))"),
        ]
        if !body.id.isEmpty {
            let name = names.known(body.id).map { "\($0) (\(body.object))" } ?? "\(body.object) \(body.id)"
            rows.append(SummaryRow("About", "\(name)", actions: [Link("See all entries", LedgerURL.about(body.id))]))
        }
        if let before = body.before { rows.append(SummaryRow("Version before", "\(before)")) }
        if let after = body.after { rows.append(SummaryRow("Version after", "\(after)")) }
        if !body.fields.isEmpty { rows.append(SummaryRow("Fields", "\(body.fields.joined(separator: ", "))")) }
        if let reason = body.reason { rows.append(SummaryRow("Reason given", "\(reason)")) }
        return summaryList(rows)
    }

    private static func checks(_ show: EntryShow) -> HTML {
        let proof = show.proof
        return """
            \(summaryList([
                SummaryRow("Hash", yes(proof.isHashRight, "The entry fits its hash", "The entry does not fit its hash")),
                SummaryRow("Record", proof.isRecordRight.map {
                    yes($0, "The record is the one that was promised", "The record is not the one that was promised")
                } ?? (proof.line.isAboutPeople ? "Not opened here" : tag("Cannot be opened", .red, .triangle))),
                SummaryRow("Signed", signed(show)),
            ]))
            """
    }

    private static func signed(_ show: EntryShow) -> HTML {
        guard let newest = show.newest, let isIncluded = show.proof.isIncluded else {
            return "Not yet: the next signature will cover it"
        }
        let words = "under the checkpoint over \(grouped(newest.size)) entries of \(newest.signedAt.words)"
        return yes(isIncluded, "It stands \(words)", "It does not stand \(words)")
    }

    private static func yes(_ holds: Bool, _ words: String, _ not: String) -> HTML {
        holds ? "\(tag("Yes", .green, .circle)) \(words)" : "\(tag("No", .red, .triangle)) \(not)"
    }

    private static func stored(_ show: EntryShow) -> HTML {
        let proof = show.proof
        return """
            <p>These lines stay for ever and say nothing of anyone: the form, the time in seconds cut to the minute, the kind,
            and a promise of the record.</p>
            \(pre("Entry", String(decoding: proof.bytes, as: UTF8.self)))
            \(summaryList([SummaryRow("Hash of the entry", LedgerViews.code(proof.leaf.hex))]))
            \(with: proof.record, { record in
                details("The record, as it was promised", pre("Record", String(decoding: record, as: UTF8.self)))
            })
            \(if: !proof.path.isEmpty, details("The proof that it is signed", """
                <p>From the hash of the entry, these hashes lead step by step to the root of the checkpoint (RFC 6962).</p>
                <ol>\(each: proof.path, { "<li>\(LedgerViews.code($0.hex))</li>" })</ol>
                """))
            """
    }

    private static func pre(_ label: String, _ text: String) -> HTML {
        "<pre class=\"gv-words\" tabindex=\"0\" role=\"region\"\(attribute: "aria-label", label)>\(text)</pre>"
    }

    private static func neighbours(_ position: Int, of size: Int) -> HTML {
        """
        <p>\(if: position > 0, "<a\(href: LedgerURL.entry(position - 1))>Entry \(position - 1)</a> ")\
        \(if: position + 1 < size, "<a\(href: LedgerURL.entry(position + 1))>Entry \(position + 1)</a>")</p>
        """
    }
}
