import Calendar
import Plans
import Testing

@Suite("Deadlines as written")
struct ImportDeadlineTests {
    @Test(
        "the words stay, and the kind is read",
        arguments: [
            ("31/03/18", Deadline.Kind.date), ("By 31 March 2018", .date), ("31/09/17", .date), ("March 2018", .date),
            ("Ongoing", .ongoing), ("This work will always be ongoing", .ongoing), ("on-going", .ongoing),
            ("18 October annually", .repeats), ("CSG meets twice a year.", .repeats), ("Quarterly", .repeats),
            ("Every six months", .repeats), ("Results of national pilot delayed by Govt", .waitingOn),
            ("Awaiting guidance", .waitingOn), ("N/A", .notApplicable), ("n/a", .notApplicable), ("", .notSet),
            ("-", .notSet),
            ("TBC", .notSet), ("Complete", .notSet), ("2018/19", .date), ("Summer 2018", .date),
            ("End of March 2019", .date),
        ])
    func kinds(words: String, kind: Deadline.Kind) {
        let read = Deadline.read(words)
        #expect(read.deadline.kind == kind)
        #expect(read.deadline.words == words)
    }

    @Test(
        "a real day is set only where one is written whole",
        arguments: [
            ("31/03/18", "2018-03-31"), ("by 31/03/18", "2018-03-31"), ("Due 1st May 2019.", "2019-05-01"),
        ])
    func days(words: String, day: String) {
        #expect(Deadline.read(words).deadline.day == Day(iso: day))
        #expect(Deadline.read(words).proposal == nil)
    }

    @Test(
        "what the words may mean is proposed with the reason, and not set",
        arguments: [
            ("31/09/17", "2017-09-30"), ("March 2018", "2018-03-31"), ("Start 1/4/18 and end 30/6/18", "2018-06-30"),
            ("Moved to 1/5/19 by the board", "2019-05-01"), ("Autumn 2018", "2018-11-30"), ("2018/19", "2019-03-31"),
            ("2020", "2020-12-31"), ("Winter 2018", "2019-02-28"),
        ])
    func proposals(words: String, day: String) {
        let read = Deadline.read(words)
        #expect(read.deadline.day == nil)
        #expect(read.proposal == Day(iso: day))
        #expect(read.why != nil)
    }

    @Test(
        "what comes round keeps its rule through the store's code",
        arguments: [
            ("18 October annually", "yearly 10-18", "every year on 18 October"),
            ("twice a year", "times 2", "twice a year"),
            ("monthly", "times 12", "every month"), ("every 3 months", "times 4", "every quarter"),
            ("three times a year", "times 3", "3 times a year"),
        ])
    func repeats(words: String, code: String, said: String) throws {
        let rule = try #require(Deadline.read(words).deadline.repeats)
        #expect(rule.code == code)
        #expect(rule.words == said)
        #expect(WrittenRepeat(code: code) == rule)
    }
}
