/// A time as people read it, `2026-11-22 08:25 UTC`, so that a report needs no calendar of the machine's.
struct UTCMinute: CustomStringConvertible {
    let description: String

    init(_ time: Int64) {
        let days = time / 86_400
        let minute = time % 86_400 / 60
        // Years counted from March end with the leap day, so that their months start at fixed days.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        let clock = "\(Self.two(minute / 60)):\(Self.two(minute % 60))"
        description = "\(year)-\(Self.two(month))-\(Self.two(day)) \(clock) UTC"
    }

    private static func two(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
