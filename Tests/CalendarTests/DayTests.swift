import Calendar
import Testing

@Suite("Day and Month")
struct DayTests {
    @Test("every day of four hundred years goes to year, month and day and back") func roundTrip() {
        let first = Day(year: 1800, month: 1, day: 1)?.daysSinceEpoch ?? 0
        var before = Day(daysSinceEpoch: first - 1)
        for count in first..<(first + 146_097) {
            let day = Day(daysSinceEpoch: count)
            #expect(Day(year: day.year, month: day.month, day: day.day) == day)
            #expect(before < day && before.adding(days: 1) == day)
            before = day
        }
    }

    @Test(
        "a day that no calendar has is refused",
        arguments: [
            (2017, 9, 31), (2017, 2, 29), (1900, 2, 29), (2017, 13, 1), (2017, 0, 1), (2017, 1, 0),
        ])
    func impossible(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test("a day is written as people and as machines read it") func words() throws {
        let day = try #require(Day(iso: "2017-09-30"))
        #expect(day.long == "30 September 2017")
        #expect(day.short == "30 Sep 2017")
        #expect(day.iso == "2017-09-30")
        #expect(day.weekday == .saturday)
        #expect(Day(iso: "2017-9-30") == nil)
        #expect(Day(iso: "2017-09-31") == nil)
        #expect(day.inMonth.long == "September 2017")
    }

    @Test("a month later than the thirty-first is the last day of a shorter month") func months() throws {
        let day = try #require(Day(iso: "2024-01-31"))
        #expect(day.adding(months: 1).iso == "2024-02-29")
        #expect(day.adding(months: 13).iso == "2025-02-28")
        #expect(day.adding(months: -2).iso == "2023-11-30")
        #expect(day.lastOfMonth == day)
        #expect(Day(iso: "2024-02-29")?.adding(years: 1).iso == "2025-02-28")
        #expect(Month(iso: "2017-12")?.adding(months: 1).iso == "2018-01")
    }
}
