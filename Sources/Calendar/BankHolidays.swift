/// The parts of the United Kingdom whose bank holidays differ.
public enum Nation: String, Sendable, Hashable, CaseIterable, Codable {
    case englandAndWales = "england-and-wales"
    case scotland
    case northernIreland = "northern-ireland"

    /// "England and Wales".
    public var name: String {
        switch self {
        case .englandAndWales: "England and Wales"
        case .scotland: "Scotland"
        case .northernIreland: "Northern Ireland"
        }
    }
}

/// The bank holidays of one part of the United Kingdom, for the years that have been announced.
public struct BankHolidays: Sendable {
    public static let years = 2015...2028
    /// When the list was last compared with its source.
    public static let checkedOn = BankHolidayDays.version
    public static let source = "gov.uk/bank-holidays, and proclamations for single years"

    public let nation: Nation
    private let days: Set<Day>

    public static func of(_ nation: Nation) -> BankHolidays {
        switch nation {
        case .englandAndWales: englandAndWales
        case .scotland: scotland
        case .northernIreland: northernIreland
        }
    }

    /// In their order.
    public var all: [Day] { days.sorted() }

    /// - Throws: `UnknownBankHolidays` for a day of a year that is not covered: nobody can tell yet.
    public func contains(_ day: Day) throws(UnknownBankHolidays) -> Bool {
        guard Self.years.contains(day.year) else { throw UnknownBankHolidays(nation: nation, day: day) }
        return days.contains(day)
    }

    private static let englandAndWales = BankHolidays(.englandAndWales, BankHolidayDays.englandAndWales)
    private static let scotland = BankHolidays(.scotland, BankHolidayDays.scotland)
    private static let northernIreland = BankHolidays(.northernIreland, BankHolidayDays.northernIreland)

    private init(_ nation: Nation, _ written: [Int: String]) {
        self.nation = nation
        days = Set(written.flatMap { year, days in days.split(separator: " ").compactMap { Day(iso: "\(year)-\($0)") } })
    }
}

/// Asked about a year whose bank holidays are not in the list.
public struct UnknownBankHolidays: Error, Sendable, Equatable, CustomStringConvertible {
    public let nation: Nation
    public let day: Day

    public var description: String {
        let years = BankHolidays.years
        return "Bank holidays of \(nation.name) are known for \(years.lowerBound) to \(years.upperBound). "
            + "\(day.long) is outside, so working time cannot be counted there."
    }
}
