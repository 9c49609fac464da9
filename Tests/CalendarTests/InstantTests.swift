import Calendar
import Testing

@Suite("Instant in London")
struct InstantTests {
    @Test(
        "a moment is shown in London's clock, summer and winter",
        arguments: [
            ("2026-06-04T08:32:11Z", "4 June 2026 at 9:32am"),
            ("2026-01-04T08:32:11Z", "4 January 2026 at 8:32am"),
            ("2026-06-04T23:30:00Z", "5 June 2026 at 12:30am"),
            ("2026-06-04T11:00:00Z", "4 June 2026 at midday"),
            ("2026-06-03T23:00:00Z", "4 June 2026 at midnight"),
            ("2026-12-31T21:00:00Z", "31 December 2026 at 9pm"),
        ])
    func words(iso: String, words: String) {
        #expect(Instant(iso: iso)?.words == words)
    }

    @Test(
        "clocks change at one in the morning UTC on the last Sundays of March and October",
        arguments: [
            ("2026-03-29T00:59:59.999Z", "12:59am"), ("2026-03-29T01:00:00.000Z", "2am"),
            ("2026-10-25T00:59:59.999Z", "1:59am"), ("2026-10-25T01:00:00.000Z", "1am"),
            ("2024-03-31T01:00:00.000Z", "2am"), ("2023-10-29T01:00:00.000Z", "1am"),
        ])
    func changes(iso: String, clock: String) {
        #expect(Instant(iso: iso)?.clock == clock)
        #expect(Instant(iso: iso)?.iso == iso)
    }

    @Test("a time of London's wall clock is the moment it names") func fromWall() throws {
        let summer = try #require(Day(iso: "2026-06-04"))
        #expect(Instant(summer, hour: 9, minute: 32).iso == "2026-06-04T08:32:00.000Z")
        let winter = try #require(Day(iso: "2026-12-04"))
        #expect(Instant(winter).iso == "2026-12-04T00:00:00.000Z")
        for offset in 0..<800 {
            #expect(Instant(winter.adding(days: offset)).day == winter.adding(days: offset))
        }
        #expect(Instant(milliseconds: -1).iso == "1969-12-31T23:59:59.999Z")
    }
}
