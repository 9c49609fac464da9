import Accounts
import Calendar
@testable import Concerns
import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Keyring
import Log
import NeedToKnow
import Server
import Support
import Testing
import Vault

@Suite("The pages of concerns keep what was typed, ask why before they open, and tell nobody else")
struct ConcernPagesTests {
    /// Goes through the public form to the page with the code; gives that page.
    static func fill(_ visitor: Visitor, what: String, who: String = "adult") async throws -> Reply {
        let steps: [[(String, String)]] = [
            [], [("press", "continue")], [("danger", "no")], [("what", what)], [("where", "Mill Lane")],
            [("when", "today")], [("who", who)], [("contact", "none")], [("press", "continue")],
        ]
        var reply = try await visitor.get("/tell-us")
        for step in steps {
            reply = try await visitor.post("/tell-us", reply.hiddenFields(ofFormTo: "/tell-us", last: true) + step)
        }
        return reply
    }

    @discardableResult
    static func send(_ visitor: Visitor, _ page: Reply, code: String? = nil) async throws -> (Reply, String) {
        let code = try code ?? #require(page.between("gv-code\">", "<"))
        let fields = page.hiddenFields(ofFormTo: "/tell-us", last: true)
        let reply = try await visitor.post(
            "/tell-us", fields + [("ending", String(code.suffix(4))), ("saved", "yes"), ("press", "continue")])
        return (reply, code)
    }

    @Test("somebody without a name tells us, keeps a code, and talks with us by it", arguments: Engine.here)
    func anonymous(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("ada", .pointOfContact)
        try await world.visit { visitor in
            let page = try await Self.fill(visitor, what: "Men sleep in the wash")
            #expect(page.says("Save your code"))
            let (reply, code) = try await Self.send(visitor, page)
            #expect(reply.status == 303 && reply.location == "/tell-us/sent")
            #expect(visitor.cookie == nil)
            let progress = try await visitor.post("/tell-us/follow-up", [("code", code.lowercased().replacing("-", with: " "))])
            #expect(progress.says("We have what you told us"))
            let fields = progress.hiddenFields(ofFormTo: "/tell-us/follow-up")
            let replied = try await visitor.post("/tell-us/follow-up", fields + [("reply", "They were moved"), ("press", "reply")])
            #expect(replied.says("They were moved") && replied.says("We have your reply"))
            let again = try await visitor.post("/tell-us/follow-up", fields + [("reply", "They were moved"), ("press", "reply")])
            #expect(again.count("They were moved") == 1)
        }
    }

    @Test("the form is not sent before the code was saved, and a second press sends nothing more")
    func saved() async throws {
        let world = try await World()
        try await world.visit { visitor in
            let page = try await Self.fill(visitor, what: "x")
            let code = try #require(page.between("gv-code\">", "<"))
            let fields = page.hiddenFields(ofFormTo: "/tell-us", last: true)
            let without = try await visitor.post("/tell-us", fields + [("press", "continue")])
            #expect(without.status == 422 && without.says(code) && without.title.hasPrefix("Error"))
            for _ in 0..<2 { #expect(try await Self.send(visitor, page, code: code).0.status == 303) }
        }
        let count = try await world.database.read { try $0.count("SELECT count(*) FROM concern") }
        #expect(count == 1)
    }

    @Test("nothing of the form stays behind: no cookie, no cache, no title, no address in the way")
    func quiet() async throws {
        let world = try await World()
        try await world.visit { visitor in
            for path in ["/tell-us", "/tell-us/follow-up", "/tell-us/sent"] {
                let reply = try await visitor.get(path)
                #expect(reply.headers["cache-control"]?.contains("no-store") ?? false)
                #expect(reply.headers["set-cookie"] == nil)
                #expect(!reply.title.localizedCaseInsensitiveContains("slave") && !reply.title.contains("Granville"))
                #expect(!reply.says("/static/"))
                #expect(reply.says("href=\"/leave\""))
            }
            let look = try await visitor.get("/form/look.css")
            #expect(look.headers["cache-control"]?.contains("no-store") ?? false)
            let leave = try await visitor.get("/leave")
            #expect(leave.status == 303 && leave.location?.hasPrefix("https://") ?? false)
            #expect(leave.headers["clear-site-data"]?.contains("storage") ?? false)
        }
    }

    @Test("every page keeps 15,000 characters of any writing, in both languages, and says what is too long")
    func long() async throws {
        let world = try await World()
        try await world.visit { visitor in
            let words = String(repeating: "رחe\u{301}\u{1F468}\u{200D}\u{1F469} ", count: 3000)
            #expect(words.count == 15_000)
            let page = try await Self.fill(visitor, what: words)
            #expect(page.says("Save your code"))
            let kept = page.hiddenFields(ofFormTo: "/tell-us", last: true).first { $0.0 == "what" }?.1
            #expect(kept == words)
            let fields = [("step", "what"), ("form", "t"), ("what", words + "x"), ("press", "continue")]
            let tooLong = try await visitor.post("/tell-us", fields)
            #expect(tooLong.status == 422 && tooLong.says("You wrote 15,001 letters") && tooLong.says(words + "x"))
            let welsh = try await visitor.post("/tell-us", fields + [("lang", "cy")])
            #expect(welsh.says("lang=\"cy-GB\"") && welsh.says("15,001") && welsh.says(words + "x"))
        }
    }

    @Test("a flood is bounded and loses nobody's words")
    func flood() async throws {
        let world = try await World()
        let services = try world.services { $0.concerns.filingsFromAll = 3 }
        defer { services.close() }
        try await buildApplication(services).test(.router) { client in
            let visitor = Visitor(client)
            for number in 0..<5 {
                let page = try await Self.fill(visitor, what: "number \(number)")
                let (reply, code) = try await Self.send(visitor, page)
                #expect(reply.status == (number < 3 ? 303 : 429))
                if reply.status == 429 { #expect(reply.says(code) && reply.says("number \(number)")) }
            }
        }
        let count = try await world.database.read { try $0.count("SELECT count(*) FROM concern") }
        #expect(count == 3)
    }

    @Test("one network gets so many in a while, all together so many more, and time forgives")
    func bounds() async throws {
        let flood = Flood(minutes: 10, fromOne: 2, fromAll: 5)
        let start = World.start
        var outcomes: [Bool] = []
        for network in ["a", "a", "a", "b", "b", "c", "d"] { outcomes.append(await flood.allows(network, now: start)) }
        #expect(outcomes == [true, true, false, true, true, true, false])
        let later = await flood.allows("a", now: start.adding(minutes: 11))
        #expect(later)
        // A clock set back forgives nobody and locks nobody out for ever.
        let back = await flood.allows("e", now: start)
        #expect(back)
    }

    @Test("a colleague reports in two pages, drafts at each step, and telephones are written down first", arguments: Engine.here)
    func colleague(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("kit", .reader)
        _ = try await world.account("eve", .reader)
        try await world.visit { visitor in
            _ = try await visitor.signIn("kit@example.org")
            let call = try await visitor.post("/concerns/call", [("what", "She whispers about a farm"), ("form", "call")])
            let draft = try #require(call.location)
            let sort = try await visitor.get(draft)
            #expect(sort.says("She whispers about a farm"))
            let missing = try await visitor.post(draft, [("what", "She whispers about a farm"), ("danger", "no"), ("form", "s1")])
            #expect(missing.status == 422 && missing.says("Select who it is about"))
            let check = try await visitor.post(draft, [
                ("what", "She whispers about a farm"), ("danger", "no"), ("where", "Low Farm"), ("who", "adult"),
                ("capacity", "call"), ("form", "s2"),
            ])
            #expect(check.location == draft + "/check")
            let page = try await visitor.get(draft + "/check")
            #expect(page.says("Low Farm"))
            let sent = try await visitor.post(draft + "/check", [("form", "s3")])
            let own = try #require(sent.location)
            #expect(own.hasPrefix("/my/concerns/") && own.hasSuffix("?sent"))
            #expect(try await visitor.post(draft + "/check", [("form", "s3")]).location == "/my/concerns")
            #expect(try await visitor.get(draft).status == 404)
            #expect(try await visitor.get(own).says("Received"))
            let other = Visitor(visitor)
            _ = try await other.signIn("eve@example.org")
            #expect(try await other.get(own).status == 404)
        }
    }

    @Test("words open only after a reason, each look is an entry, and without the entry there is no page", arguments: Engine.here)
    func reason(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let ada = try await world.account("ada", .pointOfContact)
        let concern = try await ConcernStoreTests.file(world, ConcernStoreTests.answers("whispered words"))
        try await world.visit { visitor in
            _ = try await visitor.signIn("ada@example.org")
            let path = "/concerns/\(concern.id)"
            let asked = try await visitor.get(path)
            #expect(asked.says("Why are you opening it?") && !asked.says("whispered words"))
            let none = try await visitor.post(path + "/open", [])
            #expect(none.status == 422 && !none.says("whispered words"))
            let other = try await visitor.post(path + "/open", [("purpose", "other")])
            #expect(other.status == 422 && other.says("Enter the reason"))
            #expect(try await visitor.post(path + "/open", [("purpose", "triage")]).location == path)
            #expect(try await visitor.get(path).says("whispered words"))
            let looks = try await visitor.get(path + "/looks")
            #expect(looks.says("I am deciding what becomes of it") && looks.says("looked at it"))
            // An hour later, or in another session, the reason is asked for again.
            let second = Visitor(visitor)
            _ = try await second.signIn("ada@example.org")
            #expect(try await second.get(path).says("Why are you opening it?"))
            world.recorder.close()
            let closed = try await visitor.get(path)
            #expect(closed.status == 503 && !closed.says("whispered words"))
        }
        _ = ada
    }

    @Test("what could not be taken out of a file is told to the person who sent it, who alone knows what it gives away")
    func remains() async throws {
        let world = try await World()
        let signed = try Data(contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/attachments/pdf/signed.pdf"))
        try await world.visit { visitor in
            let (_, code) = try await Self.send(visitor, Self.fill(visitor, what: "A car wash"))
            let progress = try await visitor.post("/tell-us/follow-up", [("code", code)])
            let fields = progress.hiddenFields(ofFormTo: "/tell-us/follow-up") + [("press", "reply")]
            let sent = try await visitor.post("/tell-us/follow-up", fields, file: Array(signed))
            #expect(sent.says("We have your reply") && sent.says("We could not take everything out of your file."))
            #expect(sent.says("The PDF was signed."))
        }
    }

    @Test("a record whose key was destroyed says so, and lists go on without it", arguments: Engine.here)
    func forgotten(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("ada", .pointOfContact)
        let concern = try await ConcernStoreTests.file(world, ConcernStoreTests.answers("whispered words"))
        try await world.visit { visitor in
            _ = try await visitor.signIn("ada@example.org")
            let path = "/concerns/\(concern.id)"
            _ = try await visitor.post(path + "/open", [("purpose", "triage")])
            try world.services.ring.destroy([concern.key])
            let gone = try await visitor.get(path)
            #expect(gone.status == 410 && gone.says("This record can no longer be opened") && !gone.says("whispered words"))
            #expect(try await visitor.get("/concerns").says(concern.reference))
        }
    }

    @Test("in an emergency the safeguarding lead opens what was not given to them, and another reviews it", arguments: Engine.here)
    func emergency(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("lea", .safeguardingLead)
        _ = try await world.account("ada", .pointOfContact)
        let concern = try await ConcernStoreTests.file(world, ConcernStoreTests.answers("whispered words"))
        try await world.visit { visitor in
            _ = try await visitor.signIn("lea@example.org")
            let path = "/concerns/\(concern.id)"
            let outline = try await visitor.get(path)
            #expect(outline.says("in an emergency") && !outline.says("whispered words"))
            #expect(try await visitor.post(path + "/open", [("words", "")]).status == 422)
            _ = try await visitor.post(path + "/open", [("words", "She is at the desk now")])
            #expect(try await visitor.get(path).says("whispered words"))
            #expect(try await visitor.get("/looks").says("Nothing waits"))
            let ada = Visitor(visitor)
            _ = try await ada.signIn("ada@example.org")
            #expect(try await ada.get("/concerns").says("emergency look waits"))
            let list = try await ada.get("/looks")
            let look = try #require(list.between("href=\"/looks/", "\""))
            #expect(try await ada.get("/looks/\(look)").says("She is at the desk now"))
            let reviewed = try await ada.post("/looks/\(look)", [("words", "Right to do"), ("form", "r")])
            #expect(reviewed.status == 303)
            #expect(try await ada.get("/looks").says("Nothing waits"))
            #expect(try await ada.post("/looks/\(look)", [("words", "again"), ("form", "r2")]).status == 404)
        }
    }

    @Test("the auditor's ledger says that there are entries about people, and of whom, by whom and what: nothing")
    func ledger() async throws {
        let world = try await World()
        _ = try await world.account("fen", .auditor)
        let ada = try await world.account("ada", .pointOfContact, name: "Ada Quillfeather")
        let concern = try await ConcernStoreTests.file(world, ConcernStoreTests.answers("whispered words"))
        try await world.services.openings.open(
            concern.record, .working, words: "", isEmergency: false, by: ConcernStoreTests.viewer(ada, .pointOfContact))
        try await world.visit { visitor in
            _ = try await visitor.signIn("fen@example.org")
            let ledger = try await visitor.get("/ledger")
            #expect(ledger.says("About people"))
            #expect(!ledger.says(concern.id) && !ledger.says("received a concern"))
            let about = try await visitor.get("/ledger?account=\(concern.id)")
            #expect(!about.says("About people") && !about.says("received a concern"))
            let verified = try await visitor.post("/ledger/verify")
            #expect(verified.says("Nothing missing or changed"))
        }
    }

    @Test("15,000 characters, two people and a second press lose and double nothing in a decision", arguments: Engine.here)
    func decide(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("ada", .pointOfContact)
        _ = try await world.account("ben", .pointOfContact)
        let concern = try await ConcernStoreTests.file(world, ConcernStoreTests.answers("x"))
        let path = "/concerns/\(concern.id)"
        try await world.visit { visitor in
            let people = [visitor, Visitor(visitor)]
            for (person, name) in zip(people, ["ada", "ben"]) {
                _ = try await person.signIn("\(name)@example.org")
                _ = try await person.post(path + "/open", [("purpose", "triage")])
            }
            let long = String(repeating: "ß\u{308} ", count: 7500)
            let bad = try await people[0].post(path + "/decide", [("reason", long), ("version", "1"), ("form", "d")])
            #expect(bad.status == 422 && bad.says("ß\u{308} ß\u{308}") && bad.says("Select what becomes of it"))
            let fields = [("decision", "notSlavery"), ("reason", long), ("version", "1"), ("form", "d1")]
            for _ in 0..<2 { #expect(try await people[0].post(path + "/decide", fields).status == 303) }
            let late = try await people[1].post(
                path + "/decide", [("decision", "intelligence"), ("reason", "y"), ("version", "1"), ("form", "d2")])
            #expect(late.status == 409 && late.says("your words are still there"))
        }
        let decided = try await world.database.read { try $0.count("SELECT count(*) FROM concern_event WHERE rail = 'inside'") }
        #expect(decided == 1)
    }
}

extension Reply {
    /// The hidden fields of the last form that posts to this path: the first may be that of the other language.
    func hiddenFields(ofFormTo path: String, last: Bool) -> [(String, String)] {
        guard let start = text.range(of: "action=\"\(path)\"", options: .backwards) else { return [] }
        return Reply(status: status, location: location, text: String(text[start.lowerBound...]), headers: headers)
            .hiddenFields(ofFormTo: path)
    }
}
