/// A civil day, without a time or a zone, in the Gregorian calendar carried back and forth (years 1 to 9999).
public struct Day: Hashable, Sendable {
    /// Days since 1 January 1970, negative before.
    public let daysSinceEpoch: Int

    /// Nil for a day that no calendar has, such as 31 September.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Month.length(year: year, month: month)
        else { return nil }
        daysSinceEpoch = CivilCount.days(year: year, month: month, day: day)
    }

    /// The days are kept within years 1 to 9999.
    public init(daysSinceEpoch: Int) {
        self.daysSinceEpoch = min(max(daysSinceEpoch, Self.first), Self.last)
    }

    /// Exactly "2017-09-30"; nil for anything else.
    public init?(iso: some StringProtocol) {
        let bytes = Array(iso.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Digits.value(bytes[0..<4]), let month = Digits.value(bytes[5..<7]),
            let day = Digits.value(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    static let first = CivilCount.days(year: 1, month: 1, day: 1)
    static let last = CivilCount.days(year: 9999, month: 12, day: 31)

    public var year: Int { CivilCount.date(daysSinceEpoch).year }
    /// 1 to 12.
    public var month: Int { CivilCount.date(daysSinceEpoch).month }
    /// 1 to 31.
    public var day: Int { CivilCount.date(daysSinceEpoch).day }

    /// The calendar month that the day is in.
    public var inMonth: Month { Month(of: self) }

    /// "2017-09-30", which sorts as the days do.
    public var iso: String {
        let (year, month, day) = CivilCount.date(daysSinceEpoch)
        return Digits.padded(year, to: 4) + "-" + Digits.padded(month, to: 2) + "-" + Digits.padded(day, to: 2)
    }

    /// "30 September 2017", for reading.
    public var long: String {
        let (year, month, day) = CivilCount.date(daysSinceEpoch)
        return "\(day) \(Month.names[month - 1]) \(year)"
    }

    /// "30 Sep 2017", for tables and narrow places.
    public var short: String {
        let (year, month, day) = CivilCount.date(daysSinceEpoch)
        return "\(day) \(Month.shortNames[month - 1]) \(year)"
    }

    public var weekday: Weekday {
        // 1 January 1970 was a Thursday, the fourth day of a week that begins on Monday.
        Weekday.allCases[((daysSinceEpoch + 3) % 7 + 7) % 7]
    }

    /// The last day of the month that this day is in.
    public var lastOfMonth: Day { inMonth.last }

    public func adding(days: Int) -> Day { Day(daysSinceEpoch: daysSinceEpoch + days) }

    /// The same day of a later month, or that month's last day where it is shorter: 31 January plus 1 is 28 February.
    public func adding(months: Int) -> Day { inMonth.adding(months: months).day(day) }

    /// 29 February plus one year is 28 February.
    public func adding(years: Int) -> Day { adding(months: years * 12) }

    /// Days from this day to another: positive when the other is later.
    public func days(to other: Day) -> Int { other.daysSinceEpoch - daysSinceEpoch }
}

extension Day: Comparable {
    public static func < (left: Day, right: Day) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }
}

extension Day: CustomStringConvertible {
    public var description: String { iso }
}

/// Written as "2017-09-30".
extension Day: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let day = Day(iso: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is not a day as 2017-09-30."))
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

public enum Weekday: String, CaseIterable, Hashable, Sendable, Codable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// "Monday".
    public var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    public var isWeekend: Bool { self == .saturday || self == .sunday }
}
