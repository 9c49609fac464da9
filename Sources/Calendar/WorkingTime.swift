/// On which days and at what hours somebody is there, by London's clock.
public struct WorkingWeek: Sendable, Hashable, Codable {
    public let days: Set<Weekday>
    /// Minutes after midnight.
    public let opens: Int
    /// Minutes after midnight, up to 1440.
    public let closes: Int

    /// Monday to Friday, 9am to 5pm.
    public static let office = WorkingWeek(
        checked: [.monday, .tuesday, .wednesday, .thursday, .friday], opens: 9 * 60, closes: 17 * 60)

    /// Nil for a week without a day, or hours that end before they begin.
    public init?(days: Set<Weekday>, opens: Int, closes: Int) {
        guard !days.isEmpty, opens >= 0, opens < closes, closes <= 24 * 60 else { return nil }
        self.init(checked: days, opens: opens, closes: closes)
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let week = WorkingWeek(
            days: try values.decode(Set<Weekday>.self, forKey: .days), opens: try values.decode(Int.self, forKey: .opens),
            closes: try values.decode(Int.self, forKey: .closes))
        guard let week else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a working week"))
        }
        self = week
    }

    private init(checked days: Set<Weekday>, opens: Int, closes: Int) {
        self.days = days
        self.opens = opens
        self.closes = closes
    }

    /// What a working day is worth when hours are told in days.
    public var minutesADay: Int { closes - opens }
}

/// Counts working hours and days, without weekends, bank holidays and days on which the council is closed.
///
/// Hours are real ones: the night on which clocks change is an hour shorter or longer for who works then.
/// Every function throws `UnknownBankHolidays` rather than guess beyond the years that the list covers.
public struct WorkingTime: Sendable {
    public let week: WorkingWeek
    public let nation: Nation
    private let closed: Set<Day>
    private let holidays: BankHolidays

    /// - Parameter closed: further days on which nobody is there, such as those between Christmas and New Year.
    public init(week: WorkingWeek = .office, nation: Nation, closed: Set<Day> = []) {
        self.week = week
        self.nation = nation
        self.closed = closed
        holidays = .of(nation)
    }

    public func isWorkingDay(_ day: Day) throws(UnknownBankHolidays) -> Bool {
        let isHoliday = try holidays.contains(day)
        return !isHoliday && week.days.contains(day.weekday) && !closed.contains(day)
    }

    /// Whole working minutes from one instant to another; negative when the second is earlier, as after a clock was
    /// set back.
    public func minutes(from start: Instant, to end: Instant) throws(UnknownBankHolidays) -> Int {
        Int(try milliseconds(from: start, to: end) / 60_000)
    }

    /// As `minutes`, and additive to the millisecond.
    public func milliseconds(from start: Instant, to end: Instant) throws(UnknownBankHolidays) -> Int64 {
        if end < start { return try -milliseconds(from: end, to: start) }
        var sum: Int64 = 0
        var day = start.day
        while day <= end.day {
            if try isWorkingDay(day) {
                let hours = hours(of: day)
                let from = max(hours.opening, start)
                let to = min(hours.closing, end)
                if from < to { sum += to.milliseconds - from.milliseconds }
            }
            day = day.adding(days: 1)
        }
        return sum
    }

    /// The first instant at which so many working minutes have passed. With none, or fewer, the start itself.
    public func instant(minutes: Int, after start: Instant) throws(UnknownBankHolidays) -> Instant {
        guard minutes > 0 else { return start }
        var left = Int64(minutes) * 60_000
        var day = start.day
        while true {
            if try isWorkingDay(day) {
                let hours = hours(of: day)
                let from = max(hours.opening, start)
                let room = max(0, hours.closing.milliseconds - from.milliseconds)
                if left <= room { return from.adding(milliseconds: left) }
                left -= room
            }
            day = day.adding(days: 1)
        }
    }

    /// As with minutes: 4 working hours after 3pm on Friday is 11am on Monday.
    public func instant(hours: Int, after start: Instant) throws(UnknownBankHolidays) -> Instant {
        try instant(minutes: hours * 60, after: start)
    }

    /// The working day that many after a day, which does not count itself: the first after a Friday is Monday.
    /// With a negative number, before it; with 0, the day as it is, working or not.
    public func day(_ number: Int, after day: Day) throws(UnknownBankHolidays) -> Day {
        let step = number < 0 ? -1 : 1
        var day = day
        var left = abs(number)
        while left > 0 {
            day = day.adding(days: step)
            if try isWorkingDay(day) { left -= 1 }
        }
        return day
    }

    /// How many working days come after the first day up to the second, which counts; negative when it is earlier.
    public func days(from start: Day, to end: Day) throws(UnknownBankHolidays) -> Int {
        if end < start { return try -days(from: end, to: start) }
        // Both ends are asked, so that an unknown year is told even where no day is counted.
        _ = try isWorkingDay(start)
        var count = 0
        var day = start
        while day < end {
            day = day.adding(days: 1)
            if try isWorkingDay(day) { count += 1 }
        }
        return count
    }

    /// "less than 1 working hour", "3 working hours", "2 working days"; or why nobody can tell.
    public func age(of start: Instant, at now: Instant) -> String {
        do {
            let minutes = try minutes(from: start, to: now)
            if minutes < 60 { return "less than 1 working hour" }
            if minutes < week.minutesADay { return Self.counted(minutes / 60, "working hour") }
            return Self.counted(minutes / week.minutesADay, "working day")
        } catch {
            return "not known. \(error.description)"
        }
    }

    private static func counted(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }

    private func hours(of day: Day) -> (opening: Instant, closing: Instant) {
        (Instant(day, minute: week.opens), Instant(day, minute: week.closes))
    }
}
