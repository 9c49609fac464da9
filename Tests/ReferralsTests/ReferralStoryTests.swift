import Accounts
import Calendar
import Cases
import Database
import Foundation
import Log
import NeedToKnow
import Server
import Support
import Testing

@testable import Referrals

@Suite("Four people of one car wash each go the way that the law gives, to four sheets with their references")
struct ReferralStoryTests {
    static let people: [(age: Cases.Age, answer: String, consent: String, path: LawfulPath)] = [
        (.adult, "adult", "given", .referralWithConsent), (.adult, "adult", "declined", .notification),
        (.child, "child", "notAsked", .referralWithoutConsent), (.notSure, "notSure", "notAsked", .referralWithoutConsent),
    ]

    @Test("an adult who agrees, one who declines, a child and one of unknown age", arguments: Engine.here)
    func four(on engine: Engine) async throws {
        let place = try await ReferralWorld(on: engine)
        var whoms: [Whom] = []
        for (number, one) in Self.people.enumerated() { whoms.append(try await place.person(number, age: one.age)) }
        var suspect = Suspect()
        suspect.last = "Canarysuspect"
        _ = try await place.add(suspect)
        let all = whoms
        try await place.world.visit { ada in
            let ben = Visitor(ada)
            try await place.enter(ada)
            try await place.enter(ben, "ben")
            for (number, one) in Self.people.enumerated() {
                let whom = all[number]
                #expect(try await place.decide(ada, whom, age: one.answer, consent: one.consent).status == 303)
                let path = try await ada.get(ReferralsURL.path(whom))
                #expect(path.says(one.path.title) && path.count("<h1") == 1 && !path.title.contains("Canary"))
                #expect(try await place.begin(ada, whom).location == ReferralsURL.sheet(whom))
                #expect(try await place.begin(ada, whom).status == 422)
                try await place.fill(ada, whom)
                let check = ReferralsURL.check(whom)
                #expect(try await place.press(ada, on: check, ReferralsURL.ready(whom)).status == 303)
                let version = try #require(try await place.sheet(whom)).version
                let own = try await ada.post(ReferralsURL.sign(whom), [("form", "own\(number)"), ("version", "\(version)")])
                #expect(own.status == 422 && own.says("somebody else"))
                #expect(try await place.press(ben, on: check, ReferralsURL.sign(whom)).status == 303)
                // Keyed in after it was read, and not in the future.
                place.world.clock.now = World.start.adding(minutes: 14 + number * 10)
                let keyed = ReferralWorld.keyed.filter { $0.0 != "keyed-time" } + [
                    ("keyed-time", "12:\(12 + number * 10)"), ("reference", "NRM-77\(number)"),
                ]
                let reply = try await place.press(ben, on: ReferralsURL.keyedIn(whom), ReferralsURL.keyedIn(whom), keyed)
                #expect(reply.location == ReferralsURL.keyedIn(whom), "\(one.path) \(reply.between("<main", "</main>") ?? "")")
                let sheet = try #require(try await place.sheet(whom))
                #expect(sheet.path == one.path && sheet.contents.nationalReference == "NRM-77\(number)")
                #expect(sheet.state == (one.path == .notification ? .notified : .awaitingReasonableGrounds))
                #expect((sheet.expectedBy == nil) == (one.path == .notification))
                #expect(try await ada.get("\(CasesURL.show(place.id))/references").says("NRM-77\(number)"))
                #expect(try await ada.get(ReferralsURL.keyedIn(whom)).says("Keep the copy"))
            }
            let outgoing = try await ada.get(ReferralsURL.outgoing(all[1]))
            let text = try #require(outgoing.between("<pre", "</pre>"))
            #expect(!text.localizedCaseInsensitiveContains("canary") && !text.contains("0770090012") && !text.contains("07700 90012"))
            let log = try await ada.get(ReferralsURL.log)
            #expect(log.says("2026/27") && log.count("/sheet\"") == 4 && !log.says("Canary"))
        }
        let counts = try await place.world.database.read { [keys = place.keys] in
            (try ReferralSummary.all($0, organisation: 1, case: keys.record.id), try $0.count("SELECT count(*) FROM referral"))
        }
        #expect(counts.0.count == 4 && counts.1 == 4)
        #expect(counts.0.values.allSatisfy { $0.next == "Record the copy from the email" })
    }

    @Test("a name in a notification's text is found and held back until the text is changed or the place is settled")
    func findings() async throws {
        let place = try await ReferralWorld()
        let whom = try await place.person(1, age: .adult)
        let other = try await place.person(2, age: .adult)
        _ = other
        try await place.world.visit { ada in
            try await place.enter(ada)
            try await place.decide(ada, whom, age: "adult", consent: "declined")
            _ = try await place.begin(ada, whom)
            try await place.fill(ada, whom, ["family", "education"].reduce(into: [:]) { $0[$1] = "Her friend Canaryfirstcedar rang." })
            let page = try await ada.get(ReferralsURL.findings(whom))
            let main = page.between("<main", "</main>") ?? ""
            #expect(page.says("Her friend Canaryfirstcedar rang") && page.says("another person on the case"), "\(main)")
            #expect(try await ada.get(ReferralsURL.outgoing(whom)).says("nothing to key in"))
            let version = try #require(try await place.sheet(whom)).version
            let early = try await ada.post(ReferralsURL.ready(whom), [("form", "early"), ("version", "\(version)")])
            #expect(early.status == 422 && early.says("may say who somebody is"))
            let background = ReferralsURL.section(whom, "background")
            let section = try await ada.get(background)
            _ = try await ada.post(background, section.hiddenFields(ofFormTo: background) + [
                ("birthplace", "Not asked yet, too early."), ("family", "Not told so far."), ("employment-history", "Not told so far."),
                ("education", "Her friend Canaryfirstcedar rang."),
            ])
            let one = try await ada.get(ReferralsURL.findings(whom))
            let hidden = one.hiddenFields(ofFormTo: ReferralsURL.findings(whom))
            let silent = try await ada.post(ReferralsURL.findings(whom), hidden)
            #expect(silent.status == 422 && silent.says("Enter why"))
            #expect(try await ada.post(ReferralsURL.findings(whom), hidden + [("because", "A tree in a song")]).status == 303)
            #expect(try await ada.get(ReferralsURL.findings(whom)).says("A tree in a song"))
            #expect(try await place.press(ada, on: ReferralsURL.check(whom), ReferralsURL.ready(whom)).status == 303)
        }
    }

    @Test("age and consent that change ask the later answers again, and both decisions stay")
    func change() async throws {
        let place = try await ReferralWorld()
        let whom = try await place.person(0, age: .adult)
        try await place.world.visit { ada in
            try await place.enter(ada)
            try await place.decide(ada, whom, age: "adult", consent: "given")
            _ = try await place.begin(ada, whom)
            try await place.fill(ada, whom)
            _ = try await place.press(ada, on: ReferralsURL.check(whom), ReferralsURL.ready(whom))
            #expect(try await place.sheet(whom)?.isReady == true)
            try await place.decide(ada, whom, age: "notSure", consent: "notAsked")
            let sheet = try #require(try await place.sheet(whom))
            #expect(sheet.path == .referralWithoutConsent && !sheet.isReady && !sheet.contents.answers.toConfirm.isEmpty)
            #expect(try await ada.get(ReferralsURL.sheet(whom)).says("To be confirmed again"))
            let path = try await ada.get(ReferralsURL.path(whom))
            #expect(path.says("Referral, with the person") && path.says("Referral as a child, without consent"))
            try await place.fill(ada, whom)
            let again = try #require(try await place.sheet(whom))
            #expect(FormDefinition.newest.waiting(again.working).isEmpty && FormDefinition.newest.missing(again.working).isEmpty)
        }
    }

    @Test("an adult who cannot be asked waits for the single point of contact, who gives a reason")
    func cannotBeAsked() async throws {
        let place = try await ReferralWorld()
        let whom = try await place.person(0, age: .adult)
        try await place.world.visit { ada in
            try await place.enter(ada)
            let bare = try await place.decide(ada, whom, age: "adult", consent: "notAsked", asked: "no")
            #expect(bare.status == 422 && bare.says("Enter why the person cannot be asked"))
            let page = try await ada.get(ReferralsURL.path(whom))
            let fields = page.hiddenFields(ofFormTo: ReferralsURL.path(whom)) + [
                ("age", "adult"), ("consent", "notAsked"), ("can-be-asked", "no"), ("reason", "He was moved in the night"),
            ]
            #expect(try await ada.post(ReferralsURL.path(whom), fields).status == 303)
            #expect(try await ada.get(ReferralsURL.path(whom)).says("The single point of contact decides"))
            #expect(try await place.begin(ada, whom).status == 422)
        }
    }

    @Test("somebody who would help an investigation is notified of without a name, and may be referred when they agree later")
    func helper() async throws {
        let place = try await ReferralWorld()
        let whom = try await place.person(1, age: .adult)
        try await place.world.visit { ada in
            let ben = Visitor(ada)
            try await place.enter(ada)
            try await place.enter(ben, "ben")
            try await place.decide(ada, whom, age: "adult", consent: "declined")
            _ = try await place.begin(ada, whom)
            try await place.fill(ada, whom, ["authorities-cooperation": "yes"])
            #expect(try await ada.get(ReferralsURL.sheet(whom)).says("section 52(3)"))
            #expect(try await ada.get(ReferralsURL.outgoing(whom)).says("<pre"))
            _ = try await place.press(ada, on: ReferralsURL.check(whom), ReferralsURL.ready(whom))
            let back = try await place.press(ben, on: ReferralsURL.check(whom), ReferralsURL.sendBack(whom))
            #expect(back.status == 422 && back.says("Enter what should be changed"))
            _ = try await place.press(
                ben, on: ReferralsURL.check(whom), ReferralsURL.sendBack(whom), [("reason", "Say when it began")])
            #expect(try await ada.get(ReferralsURL.sheet(whom)).says("Say when it began"))
            _ = try await place.press(ada, on: ReferralsURL.check(whom), ReferralsURL.ready(whom))
            _ = try await place.press(ben, on: ReferralsURL.check(whom), ReferralsURL.sign(whom))
            place.world.clock.now = World.start.adding(minutes: 4)
            let keyed = ReferralsURL.keyedIn(whom)
            _ = try await place.press(ada, on: keyed, keyed, ReferralWorld.keyed + [("reference", "DTN-1")])
            #expect(try await place.sheet(whom)?.state == .notified)
            let copy = [("copy-day", "22"), ("copy-month", "11"), ("copy-year", "2026")]
            let hidden = try await ada.get(keyed).hiddenFields(ofFormTo: ReferralsURL.copy(whom))
            let program = try await ada.post(ReferralsURL.copy(whom), hidden + copy, file: Array("#!/bin/sh".utf8))
            #expect(program.status == 422 && program.says("This is a program"))
            #expect(try await place.sheet(whom)?.copyOn == nil)
            for _ in 0..<2 {
                let words = Array("Thank you for telling us. DTN-1".utf8)
                let reply = try await ada.post(ReferralsURL.copy(whom), hidden + copy, file: words, named: "DTN-1.txt")
                #expect(reply.location == keyed)
            }
            #expect(try await place.sheet(whom)?.copyOn == today)
            let files = try await ada.get(CasesURL.files(place.id))
            #expect(files.count("Copy of what was keyed in on the national form</a>") == 1 && !files.says("DTN-1"))
            let id = try #require(files.between("href=\"\(CasesURL.files(place.id))/", "\""))
            #expect(try await ada.get(CasesURL.file(id, in: place.id)).says("Thank you for telling us"))
            try await place.decide(ada, whom, age: "adult", consent: "given")
            #expect(try await place.begin(ada, whom).status == 303)
            let second = try #require(try await place.sheet(whom))
            #expect(second.number == 2 && second.path == .referralWithConsent && second.state == .preparing)
        }
    }
}
