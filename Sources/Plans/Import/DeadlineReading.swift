public import Calendar

/// A deadline as read, with what is proposed but not set.
public struct DeadlineReading: Hashable, Sendable {
    public var deadline: Deadline
    /// A real day that the words may mean, for a person to accept.
    public var proposal: Day?
    /// Why there is a proposal, or why no date could be read; one sentence.
    public var why: String?
}

extension Deadline {
    /// Reads a deadline as people write it. The words are kept whatever they are; nothing but a whole, real date sets
    /// `day`.
    public static func read(_ words: String) -> DeadlineReading {
        let kept = Tidy.spaces(words)
        let all = Words.of(kept)
        let key = all.joined(separator: " ")
        if key.isEmpty || undecided.contains(key) {
            return DeadlineReading(deadline: Deadline(words: kept, kind: .notSet))
        }
        if notApplicable.contains(key) {
            return DeadlineReading(deadline: Deadline(words: kept, kind: .notApplicable))
        }
        if let value = UKDate.parse(String(withoutLeadWord(kept))) { return reading(kept, value) }
        if let rule = RepeatWords.rule(in: kept, all) {
            let days = daysWritten(in: kept)
            return DeadlineReading(
                deadline: Deadline(words: kept, kind: .repeats, repeats: rule), proposal: days.last,
                why: days.isEmpty ? nil : "A date stands beside the rule. Check which one counts.")
        }
        if ongoing.stand(in: all) { return DeadlineReading(deadline: Deadline(words: kept, kind: .ongoing)) }
        if waiting.stand(in: all) { return DeadlineReading(deadline: Deadline(words: kept, kind: .waitingOn)) }
        return loose(kept, all)
    }

    private static func reading(_ words: String, _ value: UKDate.Value) -> DeadlineReading {
        switch value {
        case .day(let day):
            DeadlineReading(deadline: Deadline(words: words, kind: .date, day: day))
        case .impossible(let proposed):
            DeadlineReading(
                deadline: Deadline(words: words, kind: .date), proposal: proposed,
                why: "\(words) is not a real date. \(proposed.long) is proposed; the words stay as written.")
        case .month(let month):
            DeadlineReading(
                deadline: Deadline(words: words, kind: .date), proposal: month.last,
                why: "Only a month is written. \(month.last.long), its last day, is proposed.")
        case .dayOfYear(let day):
            DeadlineReading(
                deadline: Deadline(words: words, kind: .date), why: "\(day.long) has no year. Choose a date.")
        }
    }

    /// Words with a date among them, a season, a quarter or a year: a day is proposed, never set.
    private static func loose(_ words: String, _ all: [String]) -> DeadlineReading {
        let dates = UKDate.find(in: words)
        if dates.count == 1, let only = dates.first {
            var read = reading(only.words, only.value)
            if let day = read.deadline.day {
                read.proposal = day
                read.why = "\(day.long) stands among other words. Is it the deadline?"
            }
            read.deadline = Deadline(words: words, kind: .date)
            return read
        }
        if let last = daysWritten(in: words).max() {
            return DeadlineReading(
                deadline: Deadline(words: words, kind: .date), proposal: last,
                why: "Several dates are written. \(last.long), the last of them, is proposed.")
        }
        if let day = PeriodWords.end(of: all) {
            return DeadlineReading(
                deadline: Deadline(words: words, kind: .date), proposal: day,
                why: "A period is written. \(day.long), its last day, is proposed.")
        }
        return DeadlineReading(
            deadline: Deadline(words: words, kind: .notSet), why: "No date could be read in these words.")
    }

    private static func daysWritten(in words: String) -> [Day] {
        UKDate.find(in: words).compactMap { found in
            switch found.value {
            case .day(let day): day
            case .impossible(let proposed): proposed
            case .month(let month): month.last
            case .dayOfYear: nil
            }
        }
    }

    /// "By 31/03/18" says no more than the date.
    private static func withoutLeadWord(_ words: String) -> Substring {
        let lowered = words.lowercased()
        for lead in ["by end of ", "by the end of ", "end of ", "by ", "before ", "due by ", "due ", "end "]
        where lowered.hasPrefix(lead) {
            return words.dropFirst(lead.count)
        }
        return Substring(words)
    }

    private static let undecided: Set<String> = [
        "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "not set", "none set",
    ]
    private static let notApplicable: Set<String> = ["n a", "na", "not applicable", "none"]
    static let ongoing = Phrases([
        "ongoing", "on going", "always", "continuous", "continuing", "continual", "rolling",
        "business as usual",
    ])
    static let waiting = Phrases([
        "delayed", "awaiting", "await", "waiting", "pending", "subject to", "dependent on", "depends on",
        "depending on", "following", "results of", "outcome of", "once", "after", "until", "when",
        "on hold", "paused",
    ])
}
