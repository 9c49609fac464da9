/// What the words of a column's heading, or of a label before a colon, say about the field.
enum HeadingWords {
    struct Match {
        var field: ColumnMap.Field
        /// 0 to 98.
        var confidence: Int
    }

    /// Nil where no known word stands in it.
    static func match(_ heading: String) -> Match? {
        let words = Words.of(heading)
        guard !words.isEmpty, words.count <= 20 else { return nil }
        let text = words.joined(separator: " ")
        if let field = exact[text] { return Match(field: field, confidence: 98) }
        var best: (match: Match, length: Int)?
        for found in phrases.matches(in: words) {
            let confidence = found.place == 0 ? 90 : 75
            if let best, (best.match.confidence, best.length) >= (confidence, found.length) { continue }
            best = (Match(field: found.value, confidence: confidence), found.length)
        }
        return best?.match
    }

    private static let listed = table.flatMap { field, phrases in phrases.map { ($0, field) } }
    private static let phrases = Phrases(listed)
    private static let exact = Dictionary(listed + short, uniquingKeysWith: { first, _ in first })

    /// Headings that say that nothing is to be taken out of the column's words.
    static let deadlineAsWritten = "Deadline as written"
    static let timeframeAsWritten = "Time frame as written"

    static func isAsWritten(_ heading: String) -> Bool {
        let key = Words.key(heading)
        return key == Words.key(deadlineAsWritten) || key == Words.key(timeframeAsWritten)
    }

    private static let table: [(ColumnMap.Field, [String])] = [
        (.theme, ["theme", "themes", "strand", "pillar", "workstream", "section", "strategic priority", "domain"]),
        (.purpose, ["theme purpose", "purpose of theme", "purpose of the theme"]),
        (.reference, ["ref", "reference", "ref no", "action no", "action number", "item no", "action ref"]),
        (
            .objective,
            [
                "objective", "objectives", "key objective", "key objectives", "standard", "criterion", "criteria",
                "aim", "aims",
                "goal", "requirement", "recommendation", "priority", "statement", "indicator",
                "what we want to achieve",
            ]
        ),
        (
            .level,
            [
                "current level", "level", "rag", "rag rating", "rag status", "rating", "current rating",
                "self assessment",
                "assessment", "current position", "score", "brag",
            ]
        ),
        (
            .improvement,
            [
                "improvement", "improvements", "improvement planned", "development planned", "planned improvement",
                "development", "gap", "gaps", "area for improvement", "what needs to improve",
            ]
        ),
        (
            .action,
            [
                "action", "actions", "actions required", "action required", "action s", "task", "tasks", "activity",
                "activities", "what will we do", "what we will do", "steps", "action to be taken",
            ]
        ),
        (
            .lead,
            [
                "lead", "lead officer", "leads", "lead officers", "owner", "action owner", "responsible",
                "responsibility",
                "responsible officer", "officer", "person responsible", "lead agency", "by whom", "lead post",
                "accountable",
            ]
        ),
        (
            .deadline,
            [
                "deadline", "deadlines", "deadline as written", "time frame as written", "target date", "due", "due date", "by when", "completion date", "timescale",
                "timescales", "target", "date due", "date for completion", "end date", "review date",
            ]
        ),
        (.timeframe, ["time frame", "timeframe", "time frame status", "timescale status", "timeframe status"]),
        (
            .progress,
            [
                "progress", "progress update", "update", "updates", "status update", "progress to date",
                "progress notes",
                "comments", "commentary", "latest position", "progress made",
            ]
        ),
        (
            .outcome,
            [
                "outcome", "outcomes", "expected outcome", "success measure", "success measures", "measure of success",
                "impact", "evidence", "success criteria", "what will success look like", "kpi", "desired outcome",
                "purpose",
            ]
        ),
        (.notes, ["notes", "note", "remarks", "further information", "additional information", "links"]),
    ]

    /// Words that say something only where they are the whole heading.
    private static let short: [(String, ColumnMap.Field)] = [
        ("no", .reference), ("number", .reference), ("id", .reference), ("item", .reference), ("what", .action),
        ("how", .action), ("who", .lead), ("when", .deadline), ("date", .deadline), ("status", .timeframe),
        ("step", .action),
        ("post", .lead), ("timing", .deadline), ("area", .theme),
    ]
}
