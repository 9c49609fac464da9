/// A calendar month of a year: what "03/17" says and no more.
public struct Month: Hashable, Sendable {
    public let year: Int
    /// 1 to 12.
    public let month: Int

    public init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    public init(of day: Day) {
        year = day.year
        month = day.month
    }

    /// Exactly "2017-03"; nil for anything else.
    public init?(iso: some StringProtocol) {
        let bytes = Array(iso.utf8)
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"),
            let year = Digits.value(bytes[0..<4]), let month = Digits.value(bytes[5..<7])
        else { return nil }
        self.init(year: year, month: month)
    }

    private init(count: Int) {
        let kept = min(max(count, 12), 9999 * 12 + 11)
        year = kept / 12
        month = kept % 12 + 1
    }

    /// "2017-03", which sorts as the months do.
    public var iso: String { Digits.padded(year, to: 4) + "-" + Digits.padded(month, to: 2) }
    /// "March 2017", for reading.
    public var long: String { "\(Month.names[month - 1]) \(year)" }
    /// "Mar 2017", for tables and narrow places.
    public var short: String { "\(Month.shortNames[month - 1]) \(year)" }
    /// 28 to 31.
    public var length: Int { Self.length(year: year, month: month) }

    public var first: Day { day(1) }
    public var last: Day { day(31) }

    /// The day of that number in this month, or the month's last where it has fewer.
    public func day(_ number: Int) -> Day {
        Day(daysSinceEpoch: CivilCount.days(year: year, month: month, day: min(max(number, 1), length)))
    }

    public func adding(months: Int) -> Month { Month(count: year * 12 + month - 1 + months) }

    public static let names = [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ]
    public static let shortNames = names.map { String($0.prefix(3)) }

    static func length(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
}

extension Month: Comparable {
    public static func < (left: Month, right: Month) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}

extension Month: CustomStringConvertible {
    public var description: String { iso }
}

/// Written as "2017-03".
extension Month: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let month = Month(iso: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is not a month as 2017-03."))
        }
        self = month
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}
