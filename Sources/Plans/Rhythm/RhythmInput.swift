import Calendar
import Pages

/// The form that says how an action comes round, as it came in; all errors at once.
struct RhythmInput: Sendable {
    var rhythm: (rhythm: Rhythm, next: Day)?
    var problems = Problems()

    init(_ data: FormData) {
        let every = Self.interval(data, &problems)
        let date = DateInput("next", from: data)
        let read = date.read("next", "Next day", into: &problems)
        if date.isEmpty { problems.add("next", "Enter the next day", target: "next-day") }
        let kind = data.text("kind")
        if kind != "recurs" && kind != "stands" {
            problems.add("kind", "Select if it is done again and again, or must stay true")
        }
        guard problems.isEmpty, let every, let next = read.flatMap({ Day(year: $0.year, month: $0.month, day: $0.day) })
        else { return }
        rhythm = (
            kind == "recurs" ? .recurs(Recurrence(first: next, every: every)) : .stands(StandingDuty(every: every)), next
        )
    }

    private static func interval(_ data: FormData, _ problems: inout Problems) -> Interval? {
        let words = data.text("count")
        let unit = data.text("unit")
        guard ["weeks", "months", "years"].contains(unit) else {
            problems.add("unit", "Select weeks, months or years")
            return nil
        }
        let most = unit == "weeks" ? Interval.mostWeeks : unit == "months" ? Interval.mostMonths : Interval.mostMonths / 12
        guard let count = Int(words), (1...most).contains(count) else {
            problems.add("count", words.isEmpty ? "Enter after how many \(unit) it comes round" : "Enter a number of \(unit) from 1 to \(most)")
            return nil
        }
        return switch unit {
        case "weeks": .weeks(count)
        case "years": .months(count * 12)
        default: .months(count)
        }
    }

    /// The fields as the form holds them for a rhythm, also those of the one-button form of a suggestion.
    static func fields(_ rhythm: Rhythm, next: Day) -> [(name: String, value: String)] {
        let kind = if case .recurs = rhythm { "recurs" } else { "stands" }
        let (count, unit) =
            switch rhythm.every {
            case .weeks(let count): (count, "weeks")
            case .months(let count): count.isMultiple(of: 12) ? (count / 12, "years") : (count, "months")
            }
        return [
            ("kind", kind), ("count", "\(count)"), ("unit", unit), ("next-day", "\(next.day)"),
            ("next-month", "\(next.month)"), ("next-year", "\(next.year)"),
        ]
    }
}
