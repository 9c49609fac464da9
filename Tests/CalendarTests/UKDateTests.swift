import Calendar
import Testing

@Suite("Dates as people write them")
struct UKDateTests {
    @Test(
        "a day is read however it is written",
        arguments: [
            "30/09/17", "30/9/2017", "30.9.17", "30-09-2017", "2017-09-30", "30 September 2017", "30th Sept 2017",
            "30 th of September, 2017", "Saturday 30 September 2017", "Sept 30th, 2017", "30-Sep-17", "30 Sep. '17",
            " 30/09/17. ", "30 SEP 17", "30\u{A0}September\u{A0}2017",
        ])
    func days(text: String) {
        #expect(UKDate.parse(text) == Day(iso: "2017-09-30").map { .day($0) })
    }

    @Test(
        "a month is read however it is written",
        arguments: [
            "03/17", "3/2017", "March 2017", "Mar-17", "mar 2017", "Mar '17",
        ])
    func months(text: String) {
        #expect(UKDate.parse(text) == Month(iso: "2017-03").map { .month($0) })
    }

    @Test(
        "an impossible date keeps its words, and the nearest real day is proposed",
        arguments: [
            ("31/09/17", "2017-09-30"), ("29/02/2017", "2017-02-28"), ("31 November 2018", "2018-11-30"),
            ("00/05/18", "2018-05-01"), ("03/25/17", "2017-03-25"),
        ])
    func impossible(text: String, proposed: String) throws {
        let day = try #require(Day(iso: proposed))
        #expect(UKDate.parse(text) == .impossible(proposed: day))
        #expect(UKDate.find(in: "by \(text) at last").map(\.words) == [text])
    }

    @Test(
        "what is not a date is not read as one",
        arguments: [
            "2016/17", "24/7", "7 referrals made in 2016/17. 3 to date in 2017/18", "10.5", "1.2.3", "March 17",
            "may 2", "B2 12", "100/03/17", "3/4 done", "1234567890123", "Section 3.1.17.2", "", "/", "31/", "the 3rd",
        ])
    func notDates(text: String) {
        #expect(UKDate.find(in: text) == [])
    }

    @Test("several dates in one text are found in order, with their places") func several() throws {
        let text = "August 2018 2 October 2018 12 October 2018 17 October 2018 (& repeat 18 October annually)"
        let found = UKDate.find(in: text, yearless: true)
        #expect(
            found.map(\.words)
                == ["August 2018", "2 October 2018", "12 October 2018", "17 October 2018", "18 October"])
        let bytes = Array(text.utf8)
        #expect(found.allSatisfy { String(decoding: bytes[$0.bytes], as: UTF8.self) == $0.words })
        let yearly = try #require(DayOfYear(month: 10, day: 18))
        #expect(found.last?.value == .dayOfYear(yearly))
        let crowded = UKDate.find(in: "2 October 12 October 2018", yearless: true)
        #expect(crowded.map(\.words) == ["2 October", "12 October 2018"])
        #expect(UKDate.find(in: "Red 03/17 Green 06/17").map(\.words) == ["03/17", "06/17"])
        #expect(UKDate.find(in: "Cabinet briefed 17/07/17. Formal 4/9/17").map(\.words) == ["17/07/17", "4/9/17"])
    }

    @Test("the next time a yearly day comes round") func yearly() throws {
        let day = try #require(DayOfYear(month: 2, day: 29))
        let from = try #require(Day(iso: "2025-03-01"))
        #expect(day.next(from: from)?.iso == "2026-02-28")
    }
}
