import Foundation

/// A moment, in milliseconds since 1 January 1970 UTC; shown in London's wall clock.
public struct Instant: Hashable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A time of London's wall clock. In the hour that autumn repeats, the first of the two; in the hour that spring
    /// skips, the moment an hour later.
    public init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let wall =
            Int64(day.daysSinceEpoch) * Self.millisecondsADay
            + Int64(hour * 3600 + minute * 60 + second) * 1000
        let summer = Instant(milliseconds: wall - London.summerOffset)
        self.init(milliseconds: London.isSummer(summer) ? summer.milliseconds : wall)
    }

    /// "2026-06-04T08:32:11Z" or with milliseconds, "2026-06-04T08:32:11.250Z"; nil for anything else.
    public init?(iso: some StringProtocol) {
        let bytes = Array(iso.utf8)
        guard bytes.count == 20 || bytes.count == 24, let day = Day(iso: iso.prefix(10)),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes.last == UInt8(ascii: "Z"),
            let hour = Digits.value(bytes[11..<13]), let minute = Digits.value(bytes[14..<16]),
            let second = Digits.value(bytes[17..<19]), hour < 24, minute < 60, second < 60
        else { return nil }
        var fraction = 0
        if bytes.count == 24 {
            guard bytes[19] == UInt8(ascii: "."), let value = Digits.value(bytes[20..<23]) else { return nil }
            fraction = value
        }
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        self.init(milliseconds: Int64(day.daysSinceEpoch) * Self.millisecondsADay + seconds * 1000 + Int64(fraction))
    }

    /// The machine's clock. Only what starts the program may read it; rules are given an instant.
    public static func now() -> Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// The day that London's calendar shows.
    public var day: Day { Day(daysSinceEpoch: Int(Self.floor(wall, Self.millisecondsADay))) }

    /// London's hour and minute, 24 hours.
    public var time: (hour: Int, minute: Int) {
        let minutes = Int((wall - Self.floor(wall, Self.millisecondsADay) * Self.millisecondsADay) / 60_000)
        return (minutes / 60, minutes % 60)
    }

    /// "4 June 2026 at 9:32am", London.
    public var words: String { "\(day.long) at \(clock)" }

    /// "9:32am", "9am", "midday" or "midnight", London.
    public var clock: String {
        let (hour, minute) = time
        if minute == 0, hour == 0 { return "midnight" }
        if minute == 0, hour == 12 { return "midday" }
        let half = hour < 12 ? "am" : "pm"
        let shown = hour % 12 == 0 ? 12 : hour % 12
        return minute == 0 ? "\(shown)\(half)" : "\(shown):\(Digits.padded(minute, to: 2))\(half)"
    }

    /// "2026-06-04T08:32:11.250Z", UTC, which sorts as the moments do.
    public var iso: String {
        let days = Self.floor(milliseconds, Self.millisecondsADay)
        let rest = Int(milliseconds - days * Self.millisecondsADay)
        let parts = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { Digits.padded($0, to: 2) }
        return Day(daysSinceEpoch: Int(days)).iso + "T" + parts.joined(separator: ":")
            + "." + Digits.padded(rest % 1000, to: 3) + "Z"
    }

    public func adding(milliseconds more: Int64) -> Instant { Instant(milliseconds: milliseconds + more) }
    public func adding(seconds: Int) -> Instant { adding(milliseconds: Int64(seconds) * 1000) }
    public func adding(minutes: Int) -> Instant { adding(seconds: minutes * 60) }
    public func adding(hours: Int) -> Instant { adding(seconds: hours * 3600) }

    static let millisecondsADay: Int64 = 86_400_000

    /// Milliseconds of London's wall clock, as if they were UTC.
    private var wall: Int64 { milliseconds + (London.isSummer(self) ? London.summerOffset : 0) }

    static func floor(_ value: Int64, _ unit: Int64) -> Int64 {
        value >= 0 ? value / unit : -((-value + unit - 1) / unit)
    }
}

extension Instant: Comparable {
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

extension Instant: CustomStringConvertible {
    public var description: String { iso }
}

/// Written as the number of milliseconds.
extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

/// British Summer Time: from the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
/// Source: The Summer Time Order 2002 (SI 2002/262). Before 2002 the rule differed in some years and is not kept here.
enum London {
    static let summerOffset: Int64 = 3_600_000

    static func isSummer(_ instant: Instant) -> Bool {
        let day = Day(daysSinceEpoch: Int(Instant.floor(instant.milliseconds, Instant.millisecondsADay)))
        let (year, month, _) = CivilCount.date(day.daysSinceEpoch)
        guard (3...10).contains(month) else { return false }
        guard month == 3 || month == 10 else { return true }
        let afterChange = instant.milliseconds >= change(year: year, month: month)
        return month == 3 ? afterChange : !afterChange
    }

    private static func change(year: Int, month: Int) -> Int64 {
        let last = Day(daysSinceEpoch: CivilCount.days(year: year, month: month, day: 31))
        let sunday = last.daysSinceEpoch - ((last.daysSinceEpoch + 4) % 7 + 7) % 7
        return Int64(sunday) * Instant.millisecondsADay + summerOffset
    }
}
