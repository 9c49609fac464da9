/// A line of a record: what it is called, what it is, and the links that change it.
public struct SummaryRow: Sendable {
    public var key: String
    public var value: HTML
    public var actions: [Link]

    /// - Parameter value: nil or empty reads "Not provided".
    public init(_ key: String, _ value: HTML?, actions: [Link] = []) {
        self.key = key
        self.value = value.flatMap { $0.isEmpty ? nil : $0 } ?? "<span class=\"gv-muted\">Not provided</span>"
        self.actions = actions
    }
}

/// A record as keys and values. Each action link says what it is about to those who cannot see the row.
public func summaryList(_ rows: [SummaryRow]) -> HTML {
    """
    <dl class="gv-summary">\(each: rows, { row in
        """
        <div><dt>\(row.key)</dt><dd>\(row.value)</dd>\
        \(if: !row.actions.isEmpty, """
            <dd class="gv-row-actions">\
            \(each: row.actions, { "<a\(href: $0.href)>\($0.text)\(hiddenText(" " + row.key))</a>" })</dd>
            """)</div>
        """
    })</dl>
    """
}

/// Terms and what they mean.
public func definitions(_ pairs: [(term: String, meaning: HTML)]) -> HTML {
    "<dl class=\"gv-definitions\">\(each: pairs, { "<div><dt>\($0.term)</dt><dd>\($0.meaning)</dd></div>" })</dl>"
}

/// The head of a record: its h1, its reference, and the few facts one looks for first.
/// The page then has `headingInMain` set.
/// - Parameter level: of the heading; 1 except where a page shows several records.
public func identityBar(
    _ title: String, caption: String? = nil, reference: String? = nil, facts: [SummaryRow] = [], actions: HTML = HTML(),
    level: Int = 1
) -> HTML {
    """
    <div class="gv-identity">
    <div>\(heading(title, caption: caption, level: min(max(level, 1), 6)))\
    \(with: reference, { "<p class=\"gv-reference\">\($0)</p>" })</div>
    \(if: !actions.isEmpty, "<div class=\"gv-identity-actions\">\(actions)</div>")
    \(if: !facts.isEmpty, "<dl>\(each: facts, { "<div><dt>\($0.key)</dt><dd>\($0.value)</dd></div>" })</dl>")
    </div>
    """
}

/// Something that happened.
public struct TimelineItem: Sendable {
    public var title: HTML
    /// As shown: "4 June 2026 at 9:32am"; a day alone where only the day is known.
    public var when: String
    public var by: String?
    public var body: HTML
    public var isNew: Bool

    public init(_ title: HTML, when: String, by: String? = nil, body: HTML = HTML(), isNew: Bool = false) {
        self.title = title
        self.when = when
        self.by = by
        self.body = body
        self.isNew = isNew
    }
}

/// Newest first, as given.
/// - Parameter level: of each entry's heading, 2 to 4.
public func timeline(_ items: [TimelineItem], level: Int = 3) -> HTML {
    let tag = "h\(min(max(level, 2), 4))"
    return """
        <ol class="gv-timeline">\(each: items, { item in
            """
            <li\(class: item.isNew ? "gv-row-new" : nil)><\(tag)>\(item.title)\
            \(if: item.isNew, " <span class=\"gv-new\">new</span>")</\(tag)>\
            \(attribution(by: item.by, when: item.when))\(item.body)</li>
            """
        })</ol>
        """
}

/// Who did it and when: "by Ada Green, 4 June 2026 at 9:32am".
public func attribution(by who: String?, when: String) -> HTML {
    "<p class=\"gv-by\">\(with: who, { "by \($0), " })\(when)</p>"
}

/// One field as it was and as it is.
public struct Difference: Sendable {
    public var field: String
    public var old: String
    public var new: String

    public init(_ field: String, old: String, new: String) {
        self.field = field
        self.old = old
        self.new = new
    }
}

/// Old and new side by side, both as whole text: nobody has to read colours to see what changed.
public func difference(
    _ changes: [Difference], caption: String = "What changed", old: String = "Was", new: String = "Now"
) -> HTML {
    table(
        caption, columns: [Column("Field"), Column(old), Column(new)],
        rows: changes.map { change in
            let same = change.old == change.new
            return Row([
                "\(change.field)\(if: same, " <span class=\"gv-muted\">(the same)</span>")",
                words(change.old, nil), words(change.new, same ? nil : "gv-new-words"),
            ])
        }, stacks: true)
}

private func words(_ text: String, _ name: String?) -> HTML {
    text.isEmpty ? "<span class=\"gv-muted\">Empty</span>" : "<span\(class: "gv-words", name)>\(text)</span>"
}

/// A deadline in the words it was written in, with the real date beside it when there is one and it differs.
/// - Parameter state: "Overdue by 3 days", "Due in 5 days"; its tone says how urgent that is.
public func deadlineText(_ words: String, date: String? = nil, state: (word: String, tone: Tone)? = nil) -> HTML {
    """
    <span class="gv-deadline"><span>\(words)</span>\
    \(if: date != nil && date != words, "<span class=\"gv-muted\"> read as \(date)</span>")\
    \(with: state, { " \(tag($0.word, $0.tone))" })</span>
    """
}
