/// Days since 1 January 1970 and year, month, day, each from the other, with integers alone.
///
/// The year is counted from 1 March, so that the leap day is its last; 400 years are 146,097 days.
enum CivilCount {
    private static let daysIn400Years = 146_097
    /// From 1 March of year 0 to 1 January 1970.
    private static let epochFromMarchZero = 719_468

    static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let cycle = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfCycle = marchYear - cycle * 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * daysIn400Years + dayOfCycle - epochFromMarchZero
    }

    static func date(_ daysSinceEpoch: Int) -> (year: Int, month: Int, day: Int) {
        let count = daysSinceEpoch + epochFromMarchZero
        let cycle = (count >= 0 ? count : count - (daysIn400Years - 1)) / daysIn400Years
        let dayOfCycle = count - cycle * daysIn400Years
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }
}

enum Digits {
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Nil where a byte is not an ASCII digit, there is none, or there are more than nine.
    static func value(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
        var value = 0
        for byte in bytes {
            guard isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
