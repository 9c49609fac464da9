import Accounts
import Calendar
import Cases
import Concerns
import Database
import Keyring
import Log
import NeedToKnow
import Server
import Support
import Testing

@testable import Referrals

@Suite("A notification does not give away who reported")
struct ReporterScreenTests {
    static let reporter = [
        "danger": ["no"], "what": ["Men sleep in the yard."], "who": ["adult"], "callYou": ["Perrinhollow"],
        "telephone": ["01632 960417 after six"], "email": ["canaryreporter@example.org"],
    ]

    /// A concern that led to the case.
    private func report(_ place: ReferralWorld) async throws -> Concern {
        let world = place.world
        let filing = Filing(
            answers: ConcernAnswers(Self.reporter), form: .present, source: .anonymous, language: "en-GB", token: "report")
        let id = try await world.services.concerns.file(filing, by: Actor(organisation: 1, account: nil))
        let ada = Actor(organisation: 1, account: place.contact)
        try await world.recorder.record(.caseWrite, by: ada) { [keys = place.keys] write in
            try CaseStore.link(id, keys, in: write)
            keys.trace("tied a concern to a case", in: write)
        }
        let concern = try await world.database.read { try ConcernReads.concern($0, organisation: 1, id: id) }
        return try #require(concern)
    }

    private func prepare(_ place: ReferralWorld, _ ada: Visitor, _ whom: Whom, saying text: String) async throws -> Reply {
        try await place.enter(ada)
        try await place.decide(ada, whom, age: "adult", consent: "declined")
        _ = try await place.begin(ada, whom)
        try await place.fill(ada, whom, ["family": text])
        return try await ada.get(ReferralsURL.findings(whom))
    }

    private func entries(_ place: ReferralWorld) async throws -> Int {
        try await place.world.database.read { try $0.count("SELECT count(*) FROM ledger_entry") }
    }

    @Test("their name, telephone and email are found, and the page says no more of them", arguments: [
        ("Perrinhollow told us first", "the name of a person who reported"),
        ("Ring 01632 960 417 about it", "looks like a telephone number"),
        ("Write to canaryreporter at example", "belongs to a person who reported"),
    ])
    func found(text: String, why: String) async throws {
        let place = try await ReferralWorld()
        let whom = try await place.person(1, age: .adult)
        _ = try await report(place)
        try await place.world.visit { ada in
            let page = try await prepare(place, ada, whom, saying: text)
            let main = page.between("<main", "</main>") ?? ""
            #expect(main.contains(why) && page.says(text), "\(main)")
            for (key, values) in Self.reporter where ["callYou", "telephone", "email"].contains(key) {
                for value in values where !text.contains(value) { #expect(!main.contains(value)) }
            }
            #expect(try await ada.get(ReferralsURL.outgoing(whom)).says("nothing to key in"))
            let version = try #require(try await place.sheet(whom)).version
            let early = try await ada.post(ReferralsURL.ready(whom), [("form", "early"), ("version", "\(version)")])
            #expect(early.status == 422 && early.says("may say who somebody is"))
        }
    }

    @Test("a text without them passes, and each comparison is an entry in their concern", arguments: Engine.here)
    func passes(on engine: Engine) async throws {
        let place = try await ReferralWorld(on: engine)
        let whom = try await place.person(1, age: .adult)
        let concern = try await report(place)
        try await place.world.visit { ada in
            let page = try await prepare(place, ada, whom, saying: "Parents and a sister.")
            #expect(page.says("Nothing is open"))
            let before = try await entries(place)
            #expect(try await place.press(ada, on: ReferralsURL.check(whom), ReferralsURL.ready(whom)).status == 303)
            // For the page the look at the case and the comparison, for the press the comparison and the mark.
            #expect(try await entries(place) == before + 4)
            _ = try await ada.post("\(ConcernsURL.concern(concern.id))/open", [("purpose", "working")])
            let seen = try await ada.get("\(ConcernsURL.concern(concern.id))/looks")
            #expect(seen.says("compared the text of a notification with who reported"))
        }
    }

    @Test("a referral opens no concern: it may name whom it is about")
    func referral() async throws {
        let place = try await ReferralWorld()
        let whom = try await place.person(0, age: .adult)
        _ = try await report(place)
        try await place.world.visit { ada in
            try await place.enter(ada)
            try await place.decide(ada, whom, age: "adult", consent: "given")
            _ = try await place.begin(ada, whom)
            let before = try await entries(place)
            _ = try await ada.get(ReferralsURL.sheet(whom))
            #expect(try await entries(place) == before + 1)
        }
    }

    @Test("a concern whose key was destroyed says nothing any more, and holds nothing up")
    func forgotten() async throws {
        let place = try await ReferralWorld()
        let whom = try await place.person(1, age: .adult)
        let concern = try await report(place)
        try place.world.services.ring.destroy([concern.key])
        try await place.world.visit { ada in
            let page = try await prepare(place, ada, whom, saying: "Perrinhollow told us first.")
            #expect(page.says("Nothing is open"))
            #expect(try await place.press(ada, on: ReferralsURL.check(whom), ReferralsURL.ready(whom)).status == 303)
        }
    }

    @Test("a colleague's whole name is found whoever reported, so that trying names shows nobody who did")
    func colleagues() async throws {
        let place = try await ReferralWorld()
        let whom = try await place.person(1, age: .adult)
        try await place.world.visit { ada in
            let page = try await prepare(place, ada, whom, saying: "We spoke with Ben Deputy about it.")
            #expect(page.says("the name of a colleague") && !page.says("a person who reported"))
        }
    }
}
