import Calendar
public import Log
public import Pages

/// What a person said when asked why they open a record.
public struct OpeningInput: Sendable {
    public let purpose: Purpose?
    public let words: String
    public let isEmergency: Bool
    public private(set) var problems = Problems()

    /// - Parameter sight: an outline opens in an emergency only, and then words are asked for.
    public init(_ form: FormData, sight: Sight) {
        isEmergency = sight == .outline
        purpose = isEmergency ? .other : Purpose(rawValue: form.text("purpose"))
        words = form.text("words")
        if purpose == nil { problems.add("purpose", "Select why you are opening it") }
        if isEmergency && words.isEmpty { problems.add("words", "Enter what has happened that makes it urgent") }
        if let purpose, !isEmergency, purpose.needsWords, words.isEmpty { problems.add("words", "Enter the reason") }
        if words.count > 1000 { problems.add("words", "Enter at most 1,000 characters") }
    }
}

/// The question before sealed words are shown, the same on every record.
public enum OpeningViews {
    /// - Parameters:
    ///   - facts: what may be shown in outline.
    ///   - place: where the answer is sent.
    public static func ask(
        _ record: Record, _ sight: Sight, facts: HTML, place: String, section: String, _ form: Form = Form()
    ) -> Page {
        let kind = record.kind == .concern ? "Concern" : "Case"
        var page = Page(record.reference, width: .reading, caption: kind, section: section, main: """
            \(facts)
            \(sight == .whole ? reasons(place, form) : emergency(place, form))
            """)
        page.errors = form.problems
        page.back = Link("\(kind)s", section)
        return page
    }

    private static func reasons(_ place: String, _ form: Form) -> HTML {
        postForm(to: place, """
            <p>What was said about people is sealed. Your reason and each look are written down, and whoever works on it can
            see them.</p>
            \(radios("Why are you opening it?", name: "purpose", in: form, Purpose.allCases.map { Choice($0.rawValue, "\($0.words)") }))
            \(textarea("The reason in a few words", name: "words", in: form,
                hint: "Needed for a request and for another reason", optional: true, rows: 2))
            \(button("Open it"))
            """)
    }

    private static func emergency(_ place: String, _ form: Form) -> HTML {
        """
        \(warningText("This was not given to you or your team. Open it only if somebody may come to harm before those who work on it can be reached."))
        \(postForm(to: place, """
            <p>The single point of contact is told at once, and somebody else reviews what you did.</p>
            \(textarea("What has happened?", name: "words", in: form, rows: 3))
            \(button("Open it in an emergency", .warning))
            """))
        """
    }
}

/// Who opened a record and what they did with it, for those who may see the record.
public enum LookedViews {
    public static func page(
        _ record: Record, _ lines: [LedgerLine], names: [String: String], back: Link, section: String
    ) -> Page {
        var page = Page(title(record), caption: record.reference, section: section, main: """
            <p class="gv-lead">Every look and every change, newest first, out of the ledger.</p>
            \(if: lines.isEmpty, emptyState("Nobody has opened it yet."))
            \(if: !lines.isEmpty, table(
                "Looks and changes, newest first", hideCaption: true,
                columns: [Column("When", .date), Column("Who"), Column("What"), Column("Why")],
                rows: lines.map { row($0, names) }, stacks: true))
            """)
        page.back = back
        return page
    }

    /// For whoever opened it in an emergency.
    public static func notYours(_ record: Record, back: Link, section: String) -> Page {
        var page = Page(title(record), caption: record.reference, section: section, main: """
            <p>Who worked on it is read by those who answer for it. Your own look is among what they read.</p>
            """)
        page.back = back
        return page
    }

    private static func title(_ record: Record) -> String {
        "Who looked at the \(record.kind.rawValue), who changed it"
    }

    private static func row(_ line: LedgerLine, _ names: [String: String]) -> Row {
        guard let body = line.body else { return ["\(line.moment.words)", "Not known", "The record cannot be opened", ""] }
        let who = body.account.map { names[$0] ?? "An account that is not there" } ?? "The program"
        return [
            "\(body.moment.words)", "\(who)",
            "\(body.did)\(if: !body.fields.isEmpty, " <span class=\"gv-muted\">(\(body.fields.joined(separator: ", ")))</span>")",
            "\(body.reason ?? "")",
        ]
    }
}
