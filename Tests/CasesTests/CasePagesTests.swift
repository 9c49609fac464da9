import Accounts
import Calendar
@testable import Cases
import Database
import Log
import NeedToKnow
import Server
import Support
import Synchronization
import Testing

@Suite("The pages of a case show its people to those who may see them, after a reason, and to nobody else")
struct CasePagesTests {
    private static func named(_ place: CaseWorld) async throws -> String {
        var person = Person()
        person.first = "Mai"
        person.last = "Whisper"
        return try await place.add(person)
    }

    @Test("the words open after a reason, each look is an entry, and without the entry there is no page", arguments: Engine.here)
    func reason(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let person = try await Self.named(place)
        try await place.world.visit { visitor in
            _ = try await visitor.signIn("ada@example.org")
            let tabs = [
                place.path, CasesURL.people(place.id), CasesURL.person(person, in: place.id), CasesURL.things(place.id),
                CasesURL.timeline(place.id), CasesURL.references(place.id), CasesURL.looks(place.id),
                CasesURL.part(person, in: place.id), CasesURL.newPart("person", in: place.id),
            ]
            for tab in tabs {
                let asked = try await visitor.get(tab)
                #expect(asked.says("Why are you opening it?") && !asked.says("Whisper"), "\(tab)")
            }
            let wanted = CasesURL.people(place.id)
            let open = "\(place.path)/open?to=\(wanted)"
            #expect(try await visitor.post(open, []).status == 422)
            #expect(try await visitor.post(open, [("purpose", "working")]).location == wanted)
            for elsewhere in ["//evil.example", "/accounts", "/cases/other/people"] {
                let reply = try await visitor.post("\(place.path)/open?to=\(elsewhere)", [("purpose", "working")])
                #expect(reply.location == place.path)
            }
            #expect(try await visitor.get(wanted).says("Whisper"))
            for tab in tabs {
                let page = try await visitor.get(tab)
                #expect(page.status == 200 && !page.title.contains("Whisper") && page.count("<h1") == 1, "\(tab)")
            }
            let looks = try await visitor.get(CasesURL.looks(place.id))
            #expect(looks.says("I am working on it") && looks.says("looked at it") && looks.says("(people)"))
            let second = Visitor(visitor)
            _ = try await second.signIn("ada@example.org")
            #expect(try await second.get(wanted).says("Why are you opening it?"))
            place.world.recorder.close()
            for tab in tabs {
                let closed = try await visitor.get(tab)
                #expect(closed.status == 503 && !closed.says("Whisper"), "\(tab)")
            }
        }
    }

    /// Who stands how to a case, and what they may see of it.
    static let relations: [(role: Role, given: String, sight: Sight)] = [
        (.pointOfContact, "", .whole), (.pointOfContact, "shield", .nothing),
        (.firstResponder, "", .nothing), (.firstResponder, "account", .whole), (.firstResponder, "team", .outline),
        (.firstResponder, "account shield", .nothing), (.firstResponder, "team shield", .nothing),
        (.safeguardingLead, "", .outline), (.safeguardingLead, "account", .whole), (.safeguardingLead, "team", .outline),
        (.safeguardingLead, "shield", .nothing),
    ]

    @Test("list, count, page and search agree on who may see what", arguments: Engine.here)
    func sight(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let person = try await Self.named(place)
        for (number, relation) in Self.relations.enumerated() {
            let account = try await place.world.account("who\(number)", relation.role)
            if relation.given.contains("account") { try await place.assign(to: account) }
            if relation.given.contains("team") {
                let teams = TeamStore(recorder: place.world.recorder)
                _ = try await teams.save(
                    nil, version: 0, name: "Team \(number)", service: "", members: [account], form: "t\(number)",
                    by: place.world.actor)
                let team = try await place.world.database.read { reader in
                    try TeamStore.list(reader, organisation: 1).first { $0.name == "Team \(number)" }?.id
                }
                try await place.assign(to: try #require(team), isTeam: true)
            }
            if relation.given.contains("shield") { try await place.shield(account) }
        }
        try await place.world.visit { first in
            for (number, relation) in Self.relations.enumerated() {
                place.world.clock.now = place.world.clock.now.adding(seconds: 61)
                let visitor = Visitor(first)
                _ = try await visitor.signIn("who\(number)@example.org")
                let who = "\(relation.role.name) \(relation.given)"
                let isKnown = relation.sight > .nothing
                for list in ["/cases", "/cases?show=all"] {
                    let reply = try await visitor.get(list)
                    #expect(reply.says(place.keys.record.reference) == isKnown, "\(who): list")
                    #expect(reply.says("1 to 1 of 1 cases") == isKnown, "\(who): count")
                    #expect(!reply.says("Whisper"))
                }
                let found = try await visitor.get("/cases/find?q=\(place.keys.record.reference.lowercased())")
                #expect((found.location == place.path) == isKnown, "\(who): find")
                let none = try await visitor.get("/cases/find?q=MS-2026-22222")
                if !isKnown {
                    #expect(found.text.replacing(place.keys.record.reference.lowercased(), with: "MS-2026-22222") == none.text)
                }
                for tab in [place.path, CasesURL.person(person, in: place.id), CasesURL.timeline(place.id)] {
                    let page = try await visitor.get(tab)
                    #expect(page.status == (isKnown ? 200 : 404), "\(who): page")
                    #expect(page.says("Why are you opening it?") == (relation.sight == .whole), "\(who): \(tab)")
                    #expect(page.says("in an emergency") == (relation.sight == .outline), "\(who): \(tab)")
                }
                for form in ["timeline", "new/person", "parts/\(person)", "give", "close", "join", "answer"] {
                    let reply = try await visitor.post("\(place.path)/\(form)", [("words", "x"), ("first", "x")])
                    if relation.sight == .nothing { #expect(reply.status == 404, "\(who): \(form)") }
                    #expect(relation.sight == .whole || !reply.says("Whisper"), "\(who): \(form)")
                }
            }
        }
        let people = try await place.world.database.read { try PartReads.people($0, place.keys) }
        // Three see it whole: each added somebody and nobody else did.
        #expect(people.count == 1 + Self.relations.count { $0.sight == .whole })
    }

    @Test("an emergency opens an outline with words, and opens neither hand-over nor who looked", arguments: Engine.here)
    func emergency(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        _ = try await Self.named(place)
        _ = try await place.world.account("lea", .safeguardingLead)
        try await place.world.visit { visitor in
            _ = try await visitor.signIn("lea@example.org")
            let outline = try await visitor.get(place.path)
            #expect(outline.says("Car wash") && outline.says("in an emergency") && !outline.says("Whisper"))
            #expect(try await visitor.post("\(place.path)/open", [("words", "")]).status == 422)
            #expect(try await visitor.post("\(place.path)/open", [("words", "She is at the desk")]).location == place.path)
            #expect(try await visitor.get(place.path).says("Whisper"))
            let note = try await visitor.post(CasesURL.timeline(place.id), [("words", "Taxi called"), ("form", "n")])
            #expect(note.location == CasesURL.timeline(place.id))
            let looks = try await visitor.get(CasesURL.looks(place.id))
            #expect(looks.says("read by those who answer for it") && !looks.says("opened in an emergency"))
            #expect(try await visitor.post("\(place.path)/give", [("holder", "account/\(place.contact)")]).status == 403)
            #expect(try await visitor.post("\(place.path)/close", [("outcome", "other"), ("reason", "x")]).status == 403)
            let ada = Visitor(visitor)
            _ = try await ada.signIn("ada@example.org")
            #expect(try await ada.get("/looks").says(place.keys.record.reference))
            place.world.clock.now = place.world.clock.now.adding(minutes: 61)
            #expect(try await visitor.get(place.path).says("Whisper") == false)
        }
    }

    @Test("a person is added once by two presses, and every box keeps 15,000 characters of any writing")
    func boxes() async throws {
        let place = try await CaseWorld()
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let new = CasesURL.newPart("person", in: place.id)
            let form = try await visitor.get(new)
            let token = try #require(form.hidden("form"))
            let long = String(repeating: "مe\u{301}\u{1F468}", count: 5_000)
            #expect(long.count == 15_000)
            let fields = Person.fields.filter { !$0.box.isDay }.map { field -> (String, String) in
                switch field.box {
                case .choice(let choices): (field.name, choices[0].value)
                default: (field.name, long)
                }
            }
            let tooLong = try await visitor.post(new, fields + [("first", "x"), ("contact-0", long + "x"), ("form", token)])
            #expect(tooLong.status == 422 && tooLong.title.hasPrefix("Error") && tooLong.says(long + "x"))
            let one = try await visitor.post(new, fields + [("form", token)])
            let two = try await visitor.post(new, fields + [("form", token)])
            #expect(one.status == 303 && one.location == two.location)
            let shown = try await visitor.get(one.location ?? "")
            #expect(shown.says(long))
            let wrong = try await visitor.post(new, [("first", "Kept"), ("born-day", "31"), ("born-month", "9"), ("born-year", "2001")])
            #expect(wrong.status == 422 && wrong.says("31 September is not a real date") && wrong.says("value=\"Kept\""))
            let nobody = try await visitor.post(new, [("description", "A man seen at the car wash"), ("form", "m")])
            #expect(try await visitor.get(nobody.location ?? "").says("A man seen at the car wash"))
        }
        let people = try await place.world.database.read { try PartReads.people($0, place.keys) }
        #expect(people.count == 2)
    }

    @Test("two people on one record: the second sees both versions and loses nothing, even after the reason ran out")
    func conflict() async throws {
        let place = try await CaseWorld()
        let person = try await Self.named(place)
        let path = CasesURL.part(person, in: place.id)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let form = try await visitor.get(path)
            let version = try #require(form.hidden("version"))
            _ = try await visitor.post(path, [("first", "Mai"), ("last", "Zweitens"), ("version", version), ("form", "one")])
            let both = try await visitor.post(
                path, [("first", "Mai"), ("last", "Third"), ("version", version), ("form", "two")])
            #expect(both.status == 409 && both.says("Zweitens") && both.says("Third") && both.says("Somebody else changed"))
            #expect(both.hidden("version") == "2")
            let later = Visitor(visitor)
            _ = try await later.signIn("ada@example.org")
            let alone = try await later.post(path, [("first", "Mai"), ("last", "Fourth"), ("version", "1"), ("form", "x")])
            #expect(alone.status == 409 && alone.says("Fourth") && !alone.says("Zweitens"))
            _ = try await visitor.post(path, [("last", "Third"), ("version", "2"), ("form", "three")])
            let before = try await visitor.get(CasesURL.earlier(person, in: place.id))
            #expect(before.says("Whisper") && before.says("Zweitens") && before.says("Third"))
        }
    }

    @Test("a tie to another person is shown from both sides, and survives a form that could not show it")
    func ties() async throws {
        let place = try await CaseWorld()
        let brother = try await Self.named(place)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let new = CasesURL.newPart("person", in: place.id)
            let made = try await visitor.post(new, [("first", "Lin"), ("link-\(brother)", "sibling"), ("form", "n")])
            #expect(try await visitor.get(made.location ?? "").says("Brother or sister"))
            #expect(try await visitor.get(CasesURL.person(brother, in: place.id)).says("as they say"))
            let sister = String((made.location ?? "").suffix(36))
            let path = CasesURL.part(sister, in: place.id)
            _ = try await visitor.post(path, [("first", "Lin"), ("link-\(brother)", "sibling"), ("version", "1"), ("form", "a")])
            let later = Visitor(visitor)
            _ = try await later.signIn("ada@example.org")
            let stale = try await later.post(
                path, [("first", "Lina"), ("link-\(brother)", "sibling"), ("version", "1"), ("form", "b")])
            #expect(stale.status == 409 && stale.hidden("link-\(brother)") == "sibling")
        }
    }

    @Test("a place of safety is on no page but its own, and that look has an entry of its own")
    func safety() async throws {
        let place = try await CaseWorld()
        let person = try await Self.named(place)
        var stay = Stay()
        stay.isSafePlace = .yes
        stay.address = "12 Hidden Row"
        let id = try await place.add(stay, parent: person)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let person = CasesURL.person(person, in: place.id)
            for path in [place.path, CasesURL.people(place.id), person, CasesURL.timeline(place.id)] {
                #expect(try await visitor.get(path).says("Hidden Row") == false, "\(path)")
            }
            #expect(try await visitor.get(CasesURL.looks(place.id)).says("place of safety") == false)
            #expect(try await visitor.get(CasesURL.stay(id, in: place.id)).says("12 Hidden Row"))
            #expect(try await visitor.get(CasesURL.looks(place.id)).says("(place of safety)"))
        }
    }

    @Test("words for the reporter are asked about once, and sent in the change that writes them down", arguments: Engine.here)
    func rails(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let sent = Sent()
        let pressed = try await place.store.write(
            "You are safe to call", rail: .reporter, place.keys, form: "r", by: place.actor
        ) { _, words in sent.add(words) }
        _ = try await place.store.write(
            "She is afraid of him", rail: .within, place.keys, form: "w", by: place.actor
        ) { _, words in sent.add(words) }
        #expect(pressed.location == CasesURL.timeline(place.id) && sent.all == ["You are safe to call"])
        struct NotSent: Error {}
        await #expect(throws: NotSent.self) {
            _ = try await place.store.write("Lost", rail: .reporter, place.keys, form: "l", by: place.actor) { _, _ in
                throw NotSent()
            }
        }
        let (told, within) = try await place.world.database.read { reader in
            (
                try CaseEvents.list(reader, place.keys, rail: .reporter).events.compactMap(\.words?.words),
                try CaseEvents.list(reader, place.keys, rail: .within).events.compactMap(\.words?.words)
            )
        }
        #expect(told == ["You are safe to call"] && within == ["She is afraid of him"])
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let path = CasesURL.timeline(place.id)
            let sure = try await visitor.post(path, [("words", "We will call"), ("rail", "reporter"), ("form", "s")])
            #expect(sure.status == 200 && sure.says("This is sent to the person who reported") && sure.says("We will call"))
            let nobody = try await visitor.post(path, sure.hiddenFields(ofFormTo: path))
            #expect(nobody.status == 400)
            let rail = try await visitor.get("\(path)?rail=reporter")
            #expect(rail.says("You are safe to call") && !rail.says("afraid"))
        }
    }
}


/// What was sent.
final class Sent: Sendable {
    private let words = Mutex<[String]>([])
    var all: [String] { words.withLock { $0 } }
    func add(_ text: String) { words.withLock { $0.append(text) } }
}
