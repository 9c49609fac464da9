@testable import Calendar
import Testing

@Suite("A calendar for phones and mail programs")
struct ICalendarTests {
    @Test("each line ends with CRLF, has at most 75 octets, and no letter is cut")
    func folding() throws {
        var random = SystemRandomNumberGenerator()
        let letters = ["a", "é", "€", "👩‍👩‍👧", "ש", "-", " ", ";"]
        for _ in 0..<500 {
            let line = (0..<Int.random(in: 0...300)).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
            let folded = ICalendar.folded(line)
            let text = try #require(String(validating: folded, as: UTF8.self))
            #expect(folded.suffix(2) == [0x0D, 0x0A])
            let lines = folded.dropLast(2).split(separator: 0x0A, omittingEmptySubsequences: false)
            for line in lines {
                #expect(line.count - (line.last == 0x0D ? 1 : 0) <= 75)
                #expect(String(validating: line, as: UTF8.self) != nil)
            }
            let unfolded = text.utf8.count - 2 - 3 * (lines.count - 1)
            #expect(unfolded == line.utf8.count)
        }
    }

    @Test("what means something in the format is escaped, and control characters stay out")
    func escaping() {
        #expect(ICalendar.text("a\\b;c,d\ne\r\nf\u{0}\u{7}g\th") == "a\\\\b\\;c\\,d\\ne\\nfg h")
        #expect(ICalendar.text("END:VEVENT\nBEGIN:VEVENT") == "END:VEVENT\\nBEGIN:VEVENT")
    }

    @Test("a day has an end that is the next day, a stamp in UTC, a number and a name that stay")
    func event() throws {
        let event = ICalendar.Event(
            uid: "u-1@granville", stamp: Instant(milliseconds: 1_795_348_800_000), sequence: 3,
            day: try #require(Day(iso: "2026-12-31")), rule: "FREQ=YEARLY;INTERVAL=1", title: "Action 14 due: brief; train")
        let text = String(decoding: ICalendar(name: "A, B", refreshHours: 6, events: [event]).bytes, as: UTF8.self)
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:A\\, B", "X-PUBLISHED-TTL:PT6H",
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "UID:u-1@granville", "DTSTAMP:20261122T120000Z", "SEQUENCE:3",
            "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "RRULE:FREQ=YEARLY;INTERVAL=1",
            "SUMMARY:Action 14 due: brief\\; train", "END:VCALENDAR",
        ] {
            #expect(text.contains(line + "\r\n"), "\(line)")
        }
        #expect(!text.replacing("\r\n", with: "").contains("\n"))
    }

    @Test("a rule is given only where it says each day exactly")
    func rules() throws {
        func rule(_ first: String, _ every: Interval) throws -> String? {
            ICalendar.rule(for: Recurrence(first: try #require(Day(iso: first)), every: every))
        }
        #expect(try rule("2026-10-18", .months(12)) == "FREQ=YEARLY;INTERVAL=1")
        #expect(try rule("2026-10-18", .months(6)) == "FREQ=MONTHLY;INTERVAL=6")
        #expect(try rule("2026-10-31", .weeks(2)) == "FREQ=WEEKLY;INTERVAL=2")
        #expect(try rule("2026-10-31", .months(1)) == nil)
        #expect(try rule("2028-02-29", .months(12)) == nil)
        #expect(try rule("2026-12-31", .months(12)) == "FREQ=YEARLY;INTERVAL=1")
    }
}
