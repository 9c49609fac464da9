import Calendar
import Testing

@Suite("What comes round")
struct RecurrenceTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    @Test("the thirty-first of each month is the last of shorter ones, and the thirty-first again after them")
    func monthEnds() throws {
        let monthly = Recurrence(first: try day("2027-01-31"), every: .months(1))
        let days = monthly.occurrences(from: try day("2027-01-01"), through: try day("2027-05-31"), atMost: 10)
        #expect(days.map(\.iso) == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"])
        #expect(!monthly.isEven)
    }

    @Test("the twenty-ninth of February is the twenty-eighth in other years, and comes back")
    func leapDay() throws {
        let yearly = Recurrence(first: try day("2028-02-29"), every: .months(12))
        let days = yearly.occurrences(from: try day("2028-01-01"), through: try day("2032-12-31"), atMost: 10)
        #expect(days.map(\.iso) == ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"])
        #expect(!yearly.isEven)
        #expect(Recurrence(first: try day("2027-12-31"), every: .months(12)).isEven)
        #expect(Recurrence(first: try day("2027-10-31"), every: .months(6)).isEven == false)
    }

    @Test("the next is found without walking there", arguments: [
        ("2026-10-18", "months 12", "2026-10-18", "2027-10-18"), ("2026-10-18", "months 12", "2026-10-19", "2027-10-18"),
        ("2026-04-30", "months 6", "2026-11-22", "2027-04-30"), ("2026-11-22", "weeks 2", "2026-11-23", "2026-12-06"),
        ("2027-03-31", "months 3", "2020-01-01", "2027-03-31"),
    ])
    func next(first: String, every: String, after: String, expected: String) throws {
        let recurrence = Recurrence(first: try day(first), every: try #require(Interval(code: every)))
        let found = after < first ? recurrence.next(from: try day(after)) : recurrence.next(after: try day(after))
        #expect(found.iso == expected)
    }

    @Test("for any first day and interval the next is the earliest occurrence that is late enough")
    func property() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let first = Day(daysSinceEpoch: Int.random(in: 15_000...30_000, using: &random))
            let every: Interval = Bool.random() ? .weeks(Int.random(in: 1...60)) : .months(Int.random(in: 1...30))
            let recurrence = Recurrence(first: first, every: every)
            let start = first.adding(days: Int.random(in: -400...20_000, using: &random))
            let found = recurrence.next(from: start)
            #expect(found >= start && found >= first)
            #expect(recurrence.falls(on: found))
            // One that is earlier and still late enough would have to be the one before.
            var number = 0
            while recurrence.occurrence(number) < found { number += 1 }
            #expect(recurrence.occurrence(number) == found)
            if number > 0 { #expect(recurrence.occurrence(number - 1) < start) }
            #expect(recurrence.next(after: found) > found)
            #expect(Interval(code: every.code) == every)
        }
    }

    @Test("a recurrence is called even where each occurrence has the first one's number")
    func even() throws {
        for days in 0..<1461 {
            let first = try day("2027-01-01").adding(days: days)
            for months in [1, 2, 3, 4, 6, 12, 24, 48] {
                let recurrence = Recurrence(first: first, every: .months(months))
                let isSame = (0..<60).allSatisfy { recurrence.occurrence($0).day == first.day }
                // 29 February every four years is even until 2100: the rule looks at common years and says no.
                if recurrence.isEven { #expect(isSame) }
                if isSame && first.day < 29 { #expect(recurrence.isEven) }
            }
        }
    }

    @Test("the end of the calendar ends the list")
    func farEnd() throws {
        let recurrence = Recurrence(first: try day("9999-06-30"), every: .months(6))
        let days = recurrence.occurrences(from: try day("9999-01-01"), through: try day("9999-12-31"), atMost: 50)
        #expect(days.count <= 2 && days.first?.iso == "9999-06-30")
    }

    @Test("a standing duty is checked again counted from the look, early or late")
    func standing() throws {
        let duty = StandingDuty(every: .months(12))
        #expect(duty.checkAgain(after: try day("2026-11-22")).iso == "2027-11-22")
        #expect(duty.checkAgain(after: try day("2028-02-29")).iso == "2029-02-28")
        #expect(StandingDuty(every: .weeks(2)).checkAgain(after: try day("2026-12-25")).iso == "2027-01-08")
    }

    @Test("an interval that is none is not read", arguments: ["months 0", "months -1", "weeks", "days 3", "months 121", "months 1 x", ""])
    func noInterval(code: String) { #expect(Interval(code: code) == nil) }

    @Test("intervals are said as people say them")
    func words() {
        let words = [Interval.weeks(1), .weeks(2), .months(1), .months(6), .months(12), .months(24)].map(\.words)
        #expect(words == ["every week", "every 2 weeks", "every month", "every 6 months", "every year", "every 2 years"])
    }
}
