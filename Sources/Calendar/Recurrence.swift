/// What comes round from a first day on.
///
/// Each occurrence is counted from the first and not from the one before: from 31 January monthly are 28 February and
/// then 31 March, not 28 March. 29 February falls on 28 February in other years.
public struct Recurrence: Hashable, Sendable {
    public let first: Day
    public let every: Interval

    public init(first: Day, every: Interval) {
        self.first = first
        self.every = every
    }

    /// 0 is the first.
    public func occurrence(_ number: Int) -> Day { every.day(max(0, number), after: first) }

    /// The first occurrence on or after a day.
    public func next(from start: Day) -> Day {
        guard start > first else { return first }
        let number =
            switch every {
            case .weeks(let count): first.days(to: start) / (7 * max(1, count))
            case .months(let count):
                ((start.year - first.year) * 12 + start.month - first.month) / max(1, count)
            }
        let day = occurrence(number)
        return day >= start ? day : occurrence(number + 1)
    }

    /// The first occurrence later than a day.
    public func next(after day: Day) -> Day { next(from: day.adding(days: 1)) }

    public func falls(on day: Day) -> Bool { next(from: day) == day }

    /// Those from a day through another, soonest first.
    public func occurrences(from start: Day, through end: Day, atMost limit: Int) -> [Day] {
        var days: [Day] = []
        var day = next(from: start)
        while day <= end, days.count < limit {
            days.append(day)
            let following = next(after: day)
            // The last day that a calendar has comes after itself.
            guard following > day else { break }
            day = following
        }
        return days
    }

    /// It falls on the same day of the week, or on the same number in every month that it visits.
    public var isEven: Bool {
        guard case .months(let count) = every else { return true }
        return (0..<12).allSatisfy { number in
            let month = (first.month - 1 + number * count) % 12 + 1
            return first.day <= Month.length(year: 2001, month: month)
        }
    }
}

/// What must stay true, and is looked at from time to time.
public struct StandingDuty: Hashable, Sendable {
    public let every: Interval

    public init(every: Interval) { self.every = every }

    /// When to check again after a look. Counted from the look and not from the day that it was due on: somebody who
    /// looked late knows until then that it holds, and one who looked early need not look twice.
    public func checkAgain(after looked: Day) -> Day { every.day(1, after: looked) }
}
