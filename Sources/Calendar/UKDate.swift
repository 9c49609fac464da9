/// Dates as people in the United Kingdom write them: day first, two-digit years in the 2000s.
public enum UKDate {
    public enum Value: Hashable, Sendable {
        case day(Day)
        case month(Month)
        /// Written as a date, but no calendar has it: "31/09/17". The nearest real day is proposed, never put in its
        /// place.
        case impossible(proposed: Day)
        /// "18 October" without a year; found only where it is asked for.
        case dayOfYear(DayOfYear)
    }

    public struct Found: Hashable, Sendable {
        public var value: Value
        /// As written.
        public var words: String
        /// Where in the text, in UTF-8 bytes.
        public var bytes: Range<Int>
    }

    /// All dates in a text, in order, none overlapping.
    ///
    /// Read are: 30/09/17, 30/9/2017, 30.9.17, 30-09-17, 2017-09-30, 30 September 2017, 30th of Sept 2017, Sept 30,
    /// 2017; and as months 09/17, 09/2017, September 2017, Sep-17. A span of years such as 2016/17 is not a date.
    public static func find(in text: String, yearless: Bool = false) -> [Found] {
        var reader = UKDateReader(bytes: Array(text.utf8), yearless: yearless)
        return reader.all()
    }

    /// The date that the text is, when it holds nothing else but space, a closing full stop or the day of the week.
    public static func parse(_ text: String) -> Value? {
        let bytes = Array(text.utf8)
        var reader = UKDateReader(bytes: bytes, yearless: false)
        let found = reader.all()
        guard found.count == 1, let only = found.first else { return nil }
        let before = String(decoding: bytes[..<only.bytes.lowerBound], as: UTF8.self)
        let after = String(decoding: bytes[only.bytes.upperBound...], as: UTF8.self)
        let lead = before.lowercased().filter { !" ,\t\n".contains($0) }
        let isWeekday = Weekday.allCases.contains { $0.rawValue == lead || String($0.rawValue.prefix(3)) == lead }
        guard lead.isEmpty || isWeekday, after.allSatisfy({ " .,;\t\n".contains($0) }) else { return nil }
        return only.value
    }
}

/// A day that comes back each year; 29 February is kept, and falls on 28 February in other years.
public struct DayOfYear: Hashable, Sendable, Codable {
    public let month: Int
    public let day: Int

    public init?(month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Month.length(year: 2000, month: month) else { return nil }
        self.month = month
        self.day = day
    }

    /// "18 October".
    public var long: String { "\(day) \(Month.names[month - 1])" }

    public func day(in year: Int) -> Day? { Month(year: year, month: month)?.day(day) }

    /// The first such day on or after the given one.
    public func next(from start: Day) -> Day? {
        guard let this = day(in: start.year) else { return nil }
        return this >= start ? this : day(in: start.year + 1)
    }
}
