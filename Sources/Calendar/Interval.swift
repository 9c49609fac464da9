/// How often something comes round: each so many weeks or months.
public enum Interval: Hashable, Sendable {
    case weeks(Int)
    case months(Int)

    /// Longest that is kept: ten years.
    public static let mostWeeks = 520
    public static let mostMonths = 120

    /// "every week", "every 6 months", "every year".
    public var words: String {
        switch self {
        case .weeks(1): "every week"
        case .weeks(let count): "every \(count) weeks"
        case .months(1): "every month"
        case .months(12): "every year"
        case .months(let count) where count.isMultiple(of: 12): "every \(count / 12) years"
        case .months(let count): "every \(count) months"
        }
    }

    /// "months 6": how a store keeps it.
    public var code: String {
        switch self {
        case .weeks(let count): "weeks \(count)"
        case .months(let count): "months \(count)"
        }
    }

    /// Nil for what `code` never writes.
    public init?(code: some StringProtocol) {
        let parts = code.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[1]), count > 0 else { return nil }
        switch parts[0] {
        case "weeks" where count <= Self.mostWeeks: self = .weeks(count)
        case "months" where count <= Self.mostMonths: self = .months(count)
        default: return nil
        }
    }

    /// The day that lies so many of these after a day; months keep its number where they have it.
    public func day(_ number: Int, after first: Day) -> Day {
        switch self {
        case .weeks(let count): first.adding(days: 7 * count * number)
        case .months(let count): first.adding(months: count * number)
        }
    }
}
