public import Calendar

/// How an action comes round, as a plan owner set it; the words of its deadline stay as they are. The next day is the
/// deadline's day, or the day of the next check of what is done and must stay true.
public enum Rhythm: Hashable, Sendable {
    /// Is to be done again and again: "18 October annually".
    case recurs(Recurrence)
    /// Must stay true and is looked at from time to time: "Ongoing".
    case stands(StandingDuty)

    public var every: Interval {
        switch self {
        case .recurs(let recurrence): recurrence.every
        case .stands(let duty): duty.every
        }
    }

    /// "every 6 months", "checked every year".
    public var words: String {
        switch self {
        case .recurs: every.words
        case .stands: "checked \(every.words)"
        }
    }

    /// What the day after it is: "next 17 Dec 2026".
    var nextWord: String { if case .stands = self { "check again" } else { "next" } }

    /// "recurs months 6 2027-01-31", "stands months 12": how a store keeps it.
    public var code: String {
        switch self {
        case .recurs(let recurrence): "recurs \(every.code) \(recurrence.first.iso)"
        case .stands: "stands \(every.code)"
        }
    }

    public init?(code: String) {
        let parts = code.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count >= 3, let every = Interval(code: parts[1] + " " + parts[2]) else { return nil }
        switch (parts[0], parts.count) {
        case ("recurs", 4):
            guard let first = Day(iso: parts[3]) else { return nil }
            self = .recurs(Recurrence(first: first, every: every))
        case ("stands", 3): self = .stands(StandingDuty(every: every))
        default: return nil
        }
    }

    /// The day after `due`, when somebody says on `today` that it is done.
    public func next(after due: Day, said today: Day) -> Day {
        switch self {
        case .recurs(let recurrence): recurrence.next(after: due)
        case .stands(let duty): duty.checkAgain(after: today)
        }
    }
}

/// A rhythm that the words of a deadline say. It is shown, and set by nobody but a person.
struct RhythmSuggestion: Hashable, Sendable {
    var rhythm: Rhythm
    var next: Day
    /// Why, in a sentence.
    var why: String

    init?(for action: Action, today: Day) {
        guard action.rhythm == nil, action.status.isOwed else { return nil }
        let deadline = action.deadline
        let words = "“\(deadline.words)”"
        if let rule = deadline.repeats, let every = Self.interval(rule) {
            switch rule {
            case .yearly(let day):
                guard let next = deadline.day ?? day.next(from: today) else { return nil }
                self.init(rhythm: .recurs(Recurrence(first: next, every: every)), next: next, why: "\(words) names a day of the year.")
            case .timesAYear:
                let next = deadline.day ?? every.day(1, after: today)
                let counted = deadline.day == nil ? " It names no day: the first is counted from today." : ""
                self.init(
                    rhythm: .recurs(Recurrence(first: next, every: every)), next: next,
                    why: "\(words) says how often.\(counted)")
            }
        } else if deadline.kind == .ongoing || action.status == .kept {
            let duty = StandingDuty(every: .months(12))
            let next = action.checkAgainOn ?? deadline.day ?? duty.checkAgain(after: today)
            let why = action.status == .kept ? "It is done and must stay true." : "\(words) has no end."
            self.init(rhythm: .stands(duty), next: next, why: "\(why) A look each year shows that it still holds.")
        } else {
            return nil
        }
    }

    private init(rhythm: Rhythm, next: Day, why: String) {
        self.rhythm = rhythm
        self.next = next
        self.why = why
    }

    /// Nil for what does not come round in whole weeks or months, such as ten times a year.
    private static func interval(_ rule: WrittenRepeat) -> Interval? {
        switch rule {
        case .yearly: .months(12)
        case .timesAYear(52): .weeks(1)
        case .timesAYear(26): .weeks(2)
        case .timesAYear(let times) where times > 0 && 12 % times == 0: .months(12 / times)
        case .timesAYear: nil
        }
    }
}
