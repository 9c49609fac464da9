import Foundation
import Testing

@testable import Calendar

@Suite("Working hours and days")
struct WorkingTimeTests {
    private let england = WorkingTime(nation: .englandAndWales)

    private struct Outside: Decodable {
        let days: [String: [String: [String]]]
    }

    @Test("the bank holidays are those that a stranger's list has, in each part of the kingdom and each year")
    func bankHolidays() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Fixtures/calendar/bank-holidays.json"))
        let outside = try JSONDecoder().decode(Outside.self, from: data)
        for nation in Nation.allCases {
            let years = try #require(outside.days[nation.rawValue])
            #expect(Set(years.keys) == Set(BankHolidays.years.map(String.init)))
            #expect(BankHolidays.of(nation).all.map(\.iso) == years.values.flatMap { $0 }.sorted())
        }
    }

    @Test("single holidays that people remember are in the right parts", arguments: [
        ("2022-09-19", [true, true, true]), ("2023-05-08", [true, true, true]), ("2020-05-08", [true, true, true]),
        ("2020-05-04", [false, false, false]), ("2026-04-06", [true, false, true]), ("2026-11-30", [false, true, false]),
        ("2026-03-17", [false, false, true]), ("2026-01-02", [false, true, false]), ("2026-12-28", [true, true, true]),
    ])
    func remembered(iso: String, holiday: [Bool]) throws {
        for (nation, expected) in zip([Nation.englandAndWales, .scotland, .northernIreland], holiday) {
            #expect(try BankHolidays.of(nation).contains(day(iso)) == expected, "\(iso) \(nation)")
        }
    }

    @Test("hours run on over nights, weekends and holidays", arguments: [
        ("2026-11-20T15:00:00Z", 4, "2026-11-23T11:00:00Z"), ("2026-11-23T09:00:00Z", 8, "2026-11-23T17:00:00Z"),
        ("2026-11-23T09:00:01Z", 8, "2026-11-24T09:00:01Z"), ("2026-11-21T12:00:00Z", 1, "2026-11-23T10:00:00Z"),
        ("2026-12-24T16:00:00Z", 2, "2026-12-29T10:00:00Z"), ("2026-07-10T15:00:00Z", 2, "2026-07-13T09:00:00Z"),
        ("2026-11-23T23:00:00Z", 0, "2026-11-23T23:00:00Z"),
    ])
    func hours(start: String, hours: Int, end: String) throws {
        #expect(try england.instant(hours: hours, after: instant(start)) == instant(end))
    }

    @Test("the same hours end on another day where other days are holidays")
    func nations() throws {
        let start = try instant("2026-04-02T15:00:00Z")
        #expect(try england.instant(hours: 4, after: start).day.iso == "2026-04-07")
        #expect(try WorkingTime(nation: .scotland).instant(hours: 4, after: start).day.iso == "2026-04-06")
        let closed = WorkingTime(nation: .scotland, closed: [try day("2026-04-06")])
        #expect(try closed.instant(hours: 4, after: start).day.iso == "2026-04-07")
    }

    @Test("working days are counted from the day after, forward and back")
    func days() throws {
        #expect(try england.day(1, after: day("2026-11-20")).iso == "2026-11-23")
        #expect(try england.day(3, after: day("2026-12-23")).iso == "2026-12-30")
        #expect(try england.day(-1, after: day("2026-11-23")).iso == "2026-11-20")
        #expect(try england.day(0, after: day("2026-11-22")).iso == "2026-11-22")
        #expect(try england.days(from: day("2026-11-20"), to: day("2026-11-23")) == 1)
        #expect(try england.days(from: day("2026-11-23"), to: day("2026-11-20")) == -1)
        for number in 1...60 {
            let end = try england.day(number, after: day("2026-03-01"))
            #expect(try england.days(from: day("2026-03-01"), to: end) == number && england.isWorkingDay(end))
        }
    }

    @Test("time adds up, never runs back, and an instant so many minutes on is that far away")
    func properties() throws {
        var random = Seeded(state: 7)
        let start = try instant("2015-01-05T00:00:00Z").milliseconds
        let nights = try #require(WorkingWeek(days: Set(Weekday.allCases), opens: 0, closes: 24 * 60))
        let odd = try #require(WorkingWeek(days: [.sunday, .wednesday], opens: 90, closes: 7 * 60 + 5))
        for week in [WorkingWeek.office, nights, odd] {
            for nation in Nation.allCases {
                let time = WorkingTime(week: week, nation: nation)
                for _ in 0..<150 {
                    let from = start + Int64(random.next() % 410_000_000_000)
                    let points = [0, random.next() % 3_000_000_000, random.next() % 3_000_000_000].map { Int64($0) }.sorted()
                    let a = Instant(milliseconds: from)
                    let (b, c) = (a.adding(milliseconds: points[1]), a.adding(milliseconds: points[2]))
                    let (ab, bc) = (try time.milliseconds(from: a, to: b), try time.milliseconds(from: b, to: c))
                    let ac = try time.milliseconds(from: a, to: c)
                    #expect(ab + bc == ac)
                    #expect(ab >= 0 && bc >= 0 && ab <= b.milliseconds - a.milliseconds)
                    #expect(try time.milliseconds(from: c, to: a) == -ac)
                    let minutes = Int(random.next() % 5000)
                    let end = try time.instant(minutes: minutes, after: a)
                    #expect(try time.minutes(from: a, to: end) == minutes)
                    #expect(try time.instant(minutes: minutes + 1, after: a) > end)
                    guard minutes > 0 else { continue }
                    let before = try time.milliseconds(from: a, to: end.adding(milliseconds: -1))
                    #expect(before < Int64(minutes) * 60_000, "no earlier instant is that far away")
                }
            }
        }
    }

    @Test("on the days when clocks change a night shift is an hour shorter or longer, and office hours keep their length")
    func clockChange() throws {
        let night = WorkingTime(week: try #require(WorkingWeek(days: [.sunday], opens: 0, closes: 8 * 60)), nation: .scotland)
        #expect(try night.minutes(from: instant("2026-03-28T00:00:00Z"), to: instant("2026-03-30T00:00:00Z")) == 7 * 60)
        #expect(try night.minutes(from: instant("2026-10-24T00:00:00Z"), to: instant("2026-10-26T12:00:00Z")) == 9 * 60)
        // 9am in London is 8:00 UTC on the Monday after the spring change and 9:00 UTC on the one after autumn's.
        #expect(try england.instant(hours: 1, after: instant("2026-03-28T12:00:00Z")).iso == "2026-03-30T09:00:00.000Z")
        #expect(try england.instant(hours: 1, after: instant("2026-10-24T12:00:00Z")).iso == "2026-10-26T10:00:00.000Z")
        #expect(try england.minutes(from: instant("2026-03-27T00:00:00Z"), to: instant("2026-03-31T00:00:00Z")) == 2 * 480)
    }

    @Test("age is told in hours within a day and in days after it", arguments: [
        ("2026-11-23T09:59:59Z", "less than 1 working hour"), ("2026-11-23T10:00:00Z", "1 working hour"),
        ("2026-11-23T12:30:00Z", "3 working hours"), ("2026-11-23T16:59:00Z", "7 working hours"),
        ("2026-11-23T20:00:00Z", "1 working day"), ("2026-11-25T17:00:00Z", "3 working days"),
        ("2026-11-22T12:00:00Z", "less than 1 working hour"),
    ])
    func age(now: String, words: String) throws {
        #expect(try england.age(of: instant("2026-11-23T09:00:00Z"), at: instant(now)) == words)
    }

    @Test("a clock that was set back makes an age negative and is told as nothing yet")
    func setBack() throws {
        let (early, late) = (try instant("2026-11-23T10:00:00Z"), try instant("2026-11-23T12:00:00Z"))
        #expect(try england.minutes(from: late, to: early) == -120)
        #expect(england.age(of: late, at: early) == "less than 1 working hour")
    }

    @Test("beyond the years that are known it says so and does not guess")
    func beyond() throws {
        let last = try instant("2028-12-29T16:00:00Z")
        #expect(try england.instant(hours: 1, after: last).iso == "2028-12-29T17:00:00.000Z")
        #expect(throws: UnknownBankHolidays(nation: .englandAndWales, day: try day("2029-01-01"))) {
            try england.instant(hours: 2, after: last)
        }
        #expect(throws: UnknownBankHolidays.self) { try england.day(-1, after: day("2015-01-01")) }
        #expect(throws: UnknownBankHolidays.self) { try england.days(from: day("2014-12-31"), to: day("2014-12-31")) }
        #expect(throws: UnknownBankHolidays.self) { try england.minutes(from: last, to: instant("2029-02-01T00:00:00Z")) }
        let words = try england.age(of: last, at: instant("2029-02-01T00:00:00Z"))
        #expect(words.hasPrefix("not known. Bank holidays of England and Wales are known for 2015 to 2028."))
    }

    @Test("a week without days, or one that ends before it begins, is none")
    func weeks() throws {
        #expect(WorkingWeek(days: [], opens: 0, closes: 60) == nil)
        #expect(WorkingWeek(days: [.monday], opens: 60, closes: 60) == nil)
        #expect(WorkingWeek(days: [.monday], opens: -1, closes: 60) == nil)
        #expect(WorkingWeek(days: [.monday], opens: 0, closes: 1441) == nil)
        let kept = try JSONEncoder().encode(WorkingWeek.office)
        #expect(try JSONDecoder().decode(WorkingWeek.self, from: kept) == .office)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(WorkingWeek.self, from: Data(#"{"days":[],"opens":1,"closes":2}"#.utf8))
        }
    }

    private struct Seeded {
        var state: UInt64

        /// SplitMix64: the same instants in every run.
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }
    private func instant(_ iso: String) throws -> Instant { try #require(Instant(iso: iso)) }
}
