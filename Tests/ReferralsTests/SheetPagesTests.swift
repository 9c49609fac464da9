import Accounts
import Calendar
import Cases
import Database
import Log
import NeedToKnow
import Server
import Support
import Testing

@testable import Referrals

@Suite("The pages of a sheet keep what was typed, write once for a press, and show both versions")
struct SheetPagesTests {
    private static func begun(on engine: Engine = .sqlite) async throws -> (ReferralWorld, Whom) {
        let place = try await ReferralWorld(on: engine)
        return (place, try await place.person(0, age: .adult))
    }

    @Test("a second press writes nothing more, and two people in one section see both versions", arguments: Engine.here)
    func twice(on engine: Engine) async throws {
        let (place, whom) = try await Self.begun(on: engine)
        try await place.world.visit { ada in
            try await place.enter(ada)
            let path = ReferralsURL.path(whom)
            let fields = try await ada.get(path).hiddenFields(ofFormTo: path) + [
                ("age", "adult"), ("consent", "given"), ("can-be-asked", "yes"),
            ]
            for _ in 0..<2 { #expect(try await ada.post(path, fields).location == path) }
            let other = fields.map { $0.0 == "form" ? ("form", "another") : $0.0 == "consent" ? ("consent", "declined") : $0 }
            let late = try await ada.post(path, other)
            #expect(late.status == 409 && late.says("Agrees") && late.says("Declines"))
            _ = try await place.begin(ada, whom)
            let background = ReferralsURL.section(whom, "background")
            let hidden = try await ada.get(background).hiddenFields(ofFormTo: background)
            #expect(try await ada.post(background, hidden + [("family", "One sister")]).status == 303)
            #expect(try await ada.post(background, hidden + [("family", "One sister")]).status == 303)
            let typed = hidden.filter { $0.0 != "form" } + [("form", "second"), ("family", "Two sisters")]
            let both = try await ada.post(background, typed)
            #expect(both.status == 409 && both.says("One sister") && both.says("Two sisters"))
            let elsewhere = ReferralsURL.section(whom, "exploiters")
            let free = try await ada.get(elsewhere).hiddenFields(ofFormTo: elsewhere)
            #expect(try await ada.post(elsewhere, free + [("who-exploited-pv", "A man")]).status == 303)
        }
        let counts = try await place.world.database.read {
            (try $0.count("SELECT count(*) FROM referral_decision"), try $0.count("SELECT count(*) FROM referral"))
        }
        #expect(counts == (1, 1))
    }

    @Test("15,000 characters of any writing stay, and a wrong answer is kept and told")
    func long() async throws {
        let (place, whom) = try await Self.begun()
        try await place.world.visit { ada in
            try await place.enter(ada)
            try await place.decide(ada, whom, age: "adult", consent: "given")
            _ = try await place.begin(ada, whom)
            let words = String(repeating: "רחe\u{301}g ", count: 3000)
            let background = ReferralsURL.section(whom, "background")
            let hidden = try await ada.get(background).hiddenFields(ofFormTo: background)
            _ = try await ada.post(background, hidden + [("family", words), ("education", words)])
            let kept = try #require(try await place.sheet(whom)).contents.answers.written["family"]?.first
            #expect(kept?.count == words.dropLast().count)
            let person = ReferralsURL.section(whom, "person")
            let asked = try await ada.get(person)
            #expect(asked.says("Use this: ") && asked.says("Canaryfirstalder"))
            let fields = asked.hiddenFields(ofFormTo: person)
            let reply = try await ada.post(person, fields + [
                ("pv-dob-day", "31"), ("pv-dob-month", "2"), ("pv-dob-year", "1990"), ("use-pv-name-first-name", "Canaryfirstalder"),
            ])
            #expect(reply.location == person)
            let again = try await ada.get(person)
            #expect(again.says("is not a day that the calendar has") && again.says("value=\"31\""))
            let sheet = try #require(try await place.sheet(whom))
            #expect(sheet.contents.answers["pv-name-first-name"] == "Canaryfirstalder" && sheet.contents.answers["pv-name-last-name"] == nil)
        }
    }

    @Test("the sheet prints filled in and empty, in national order, and says what is not known yet")
    func paper() async throws {
        let (place, whom) = try await Self.begun()
        try await place.world.visit { ada in
            try await place.enter(ada)
            try await place.decide(ada, whom, age: "adult", consent: "given")
            _ = try await place.begin(ada, whom)
            let filled = try await ada.get(ReferralsURL.print(whom))
            #expect(filled.says("Not known yet") && filled.says("data-print"))
            let blank = try await ada.get("\(ReferralsURL.print(whom))?blank=yes")
            #expect(blank.says("☐") && blank.says("Do not carry this paper"))
            let numbers = filled.text.split(separator: "<dt>").dropFirst().compactMap { Int($0.prefix { $0 != "." }) }
            #expect(numbers.count > 20 && numbers == numbers.sorted())
        }
    }

    @Test("nobody who may not see the case comes to its path, sheet or log line, and nothing opens without a reason")
    func sight() async throws {
        let (place, whom) = try await Self.begun()
        _ = try await place.world.account("cara", .firstResponder)
        try await place.world.visit { ada in
            let cara = Visitor(ada)
            try await place.enter(ada)
            try await place.decide(ada, whom, age: "adult", consent: "given")
            _ = try await place.begin(ada, whom)
            _ = try await cara.signIn("cara@example.org")
            for page in [ReferralsURL.path(whom), ReferralsURL.sheet(whom), ReferralsURL.print(whom), ReferralsURL.keyedIn(whom)] {
                #expect(try await cara.get(page).status == 404)
                let ben = Visitor(ada)
                _ = try await ben.signIn("ben@example.org")
                let asked = try await ben.get(page)
                #expect(asked.says("Why are you opening it?") && !asked.says("Canary"))
            }
            #expect(try await cara.get(ReferralsURL.log).says("no referral or notification that you may see"))
            let nobody = Whom(case: place.id, person: "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")
            #expect(try await ada.get(ReferralsURL.path(nobody)).status == 404)
            #expect(try await ada.post(ReferralsURL.path(nobody), []).status == 404)
        }
    }
}
