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
    /// - Throws: `UnknownBankHolidays` for working days of a year that nobody has announced.
    public func last(from day: Day, in time: WorkingTime) throws(UnknownBankHolidays) -> Day {
        switch unit {
        case .workingDays: try time.day(count, after: day)
        case .days: day.adding(days: count)
        }
    }
}

/// Which clock runs in a state, and until when.
public enum ReferralClocks {
    /// The day by which news is expected; nil where no clock runs. Stored with the clock's `checkedOn`, not computed anew.
    /// - Parameters:
    ///   - since: the day on which the state was entered.
    ///   - time: of the competent authority, which sits in England.
    public static func expectedBy(
        _ state: ReferralState, since: Day, in time: WorkingTime = WorkingTime(nation: .englandAndWales)
    ) throws(UnknownBankHolidays) -> (day: Day, clock: ReferralClock)? {
        let key: String
        switch state {
        case .submitted, .awaitingReasonableGrounds: key = "reasonableGrounds"
        case .reasonableGroundsPositive: key = "recoveryPeriod"
        case .reasonableGroundsNegative, .conclusiveGroundsNegative: key = "reconsideration"
        default: return nil
        }
        guard let clock = ReferralClock.named(key) else { return nil }
        return (try clock.last(from: since, in: time), clock)
    }
}
