import Calendar

/// A status read out of progress words, with the reason. A person takes it or not; it never sets itself.
public struct StatusReading: Sendable, Hashable {
    public let status: ActionStatus
    /// One sentence for the person who checks.
    public let reason: String

    /// What the last of the notes that says anything of it says; nil where none does.
    public static func read(_ notes: [String]) -> StatusReading? {
        notes.reversed().lazy.compactMap { read($0) }.first
    }

    /// Only what a note begins with counts: "arrangements made, as the system was delayed" says nothing of the action itself.
    static func read(_ note: String) -> StatusReading? {
        let words = Words.of(note)
        guard !words.isEmpty else { return nil }
        for rule in rules {
            guard let phrase = rule.phrases.first(where: { starts(words, $0) }) else { continue }
            let said = shown(note)
            if rule.status == .done, let rest = turn(words.dropFirst(phrase.count)) {
                return StatusReading(
                    status: .onTrack, reason: "“\(said)” says that it was completed, and after “\(rest)” that work is left.")
            }
            return StatusReading(status: rule.status, reason: "“\(said)” says so.")
        }
        if let verb = words.first, happened.contains(verb), isOnlyDate(words.dropFirst()) {
            return StatusReading(status: .done, reason: "“\(shown(note))” says that it happened, and when.")
        }
        if let place = words.indices.dropLast().first(where: { words[$0] == "took" && words[$0 + 1] == "place" }),
            place <= 4, isOnlyDate(words[(place + 2)...]), place + 2 < words.count
        {
            return StatusReading(status: .done, reason: "“\(shown(note))” says that it happened, and when.")
        }
        return nil
    }

    private struct Rule {
        let status: ActionStatus
        let phrases: [[String]]

        init(_ status: ActionStatus, _ phrases: String...) {
            self.status = status
            self.phrases = phrases.map { $0.split(separator: " ").map { String($0) } }
        }
    }

    /// The first that fits holds, so "not started" stands before "started".
    private static let rules = [
        Rule(.notStarted, "not started", "not yet started", "not begun", "not yet begun", "yet to start", "yet to begin", "to be started"),
        Rule(.stopped, "cancelled", "stopped", "withdrawn", "abandoned", "no longer required", "no longer needed", "not proceeding"),
        Rule(.late, "overdue", "late", "delayed", "missed", "behind schedule", "slipped"),
        Rule(.atRisk, "at risk", "may be delayed", "may be late", "risk of delay"),
        Rule(.done, "completed", "complete", "done", "finished", "achieved", "now complete", "fully complete", "action complete",
            "action completed", "has been completed", "this has been completed"),
        Rule(.onTrack, "on course", "on track", "on target", "on schedule", "in progress", "under way", "underway", "started",
            "ongoing", "on going", "work in progress", "partially complete", "partly complete", "part complete", "partially completed",
            "well under way", "progressing", "in hand"),
    ]

    private static let happened: Set<String> = [
        "agreed", "approved", "published", "delivered", "adopted", "implemented", "held", "issued", "launched", "met", "signed",
        "sent", "presented", "reviewed", "updated", "produced", "established", "introduced",
    ]

    private static func starts(_ words: [String], _ phrase: [String]) -> Bool { words.starts(with: phrase) }

    /// The word after which more is still to be done: "Completed, but to be revised".
    private static func turn(_ words: ArraySlice<String>) -> String? {
        if let word = words.first(where: { ["but", "except", "although", "however"].contains($0) }) { return word }
        let joined = words.joined(separator: " ")
        return joined.contains("to be ") || joined.contains("still ") ? words.first { $0 == "to" || $0 == "still" } : nil
    }

    /// Digits, names of months and what stands between them.
    private static func isOnlyDate(_ words: ArraySlice<String>) -> Bool {
        !words.isEmpty && words.allSatisfy { word in
            word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } || months.contains(word)
                || ["on", "in", "by", "at", "of", "st", "nd", "rd", "th"].contains(word) || isOrdinal(word)
        }
    }

    private static func isOrdinal(_ word: String) -> Bool {
        let digits = word.prefix { $0.isNumber }
        return !digits.isEmpty && ["st", "nd", "rd", "th"].contains(String(word.dropFirst(digits.count)))
    }

    private static let months: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ]

    private static func shown(_ note: String) -> String {
        let line = Tidy.spaces(note)
        return line.count > 80 ? line.prefix(77) + "…" : line
    }
}
