public import Calendar
internal import Foundation

/// A time limit of the national process, as versioned data with its source.
public struct ReferralClock: Equatable, Sendable, Codable {
    public enum Unit: String, Sendable, Codable {
        case days, workingDays
    }

    public let key: String
    public let count: Int
    public let unit: Unit
    /// False for a target that nobody is bound to.
    public let binding: Bool
    public let says: String
    /// A key of `GuidanceVersion`.
    public let source: String
    /// "2026-11-22".
    public let checkedOn: String

    public static let all: [ReferralClock] =
        (try? JSONDecoder().decode([ReferralClock].self, from: Data(PackageResources.clocks_json))) ?? []

    public static func named(_ key: String) -> ReferralClock? { all.first { $0.key == key } }

    /// The last day of the limit, the first day not counted.
    /// - Parameter holidays: bank holidays of the nation; weekends are known.
    public func last(from day: Day, holidays: Set<Day> = []) -> Day {
        guard unit == .workingDays else { return day.adding(days: count) }
        var last = day
        var left = count
        while left > 0 {
            last = last.adding(days: 1)
            if !last.weekday.isWeekend, !holidays.contains(last) { left -= 1 }
        }
        return last
    }
}

/// Which clock runs in a state, and until when.
public enum ReferralClocks {
    /// The day by which news is expected; nil where no clock runs. Stored with the clock's `checkedOn`, and not computed again.
    /// - Parameter since: the day on which the state was entered.
    public static func expectedBy(
        _ state: ReferralState, since: Day, holidays: Set<Day> = []
    ) -> (day: Day, clock: ReferralClock)? {
        let key: String
        switch state {
        case .submitted, .awaitingReasonableGrounds: key = "reasonableGrounds"
        case .reasonableGroundsPositive: key = "recoveryPeriod"
        case .reasonableGroundsNegative, .conclusiveGroundsNegative: key = "reconsideration"
        default: return nil
        }
        return ReferralClock.named(key).map { ($0.last(from: since, holidays: holidays), $0) }
    }
}
