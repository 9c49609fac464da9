import Accounts
import Calendar
@testable import Cases
import Database
import Log
import NeedToKnow
import Server
import Support
import Testing

@Suite("A case changes hands with a note and an answer")
struct GivingTests {
    @Test("a case is given with a note, accepted or given back with a reason", arguments: Engine.here)
    func giving(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let rob = try await place.world.account("rob", .firstResponder)
        let eve = try await place.world.account("eve", .firstResponder)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let give = CasesURL.give(place.id)
            let page = try await visitor.get(give)
            let first = try await visitor.post(give, [("holder", "account/\(rob)"), ("version", page.hidden("version") ?? ""), ("form", "g1")])
            #expect(first.location == place.path)
            #expect(try await visitor.get(place.path).says("has not answered yet"))

            let second = Visitor(visitor)
            #expect(try await Self.mine(second, "rob", place))
            try await CaseWorld.enter(second, "rob", place.path)
            #expect(try await second.get(place.path).says("Accept the case"))
            #expect(try await second.post(CasesURL.answer(place.id), [("answer", "accept"), ("form", "a1")]).location == place.path)
            #expect(try await second.get(place.path).says("Accept the case") == false)

            let version = try #require(try await second.get(give).hidden("version"))
            let bare = try await second.post(give, [("holder", "account/\(eve)"), ("version", version), ("form", "g2")])
            #expect(bare.status == 422 && bare.says("Enter what the next one needs to know"))
            let noted = [("holder", "account/\(eve)"), ("note", "Call her after six"), ("version", version), ("form", "g3")]
            #expect(try await second.post(give, noted).status == 303)

            let third = Visitor(visitor)
            try await CaseWorld.enter(third, "eve", place.path)
            #expect(try await third.get(CasesURL.timeline(place.id)).says("Call her after six"))
            let none = try await third.post(CasesURL.answer(place.id), [("answer", "back"), ("form", "b1")])
            #expect(none.status == 422)
            let back = try await third.post(CasesURL.answer(place.id), [("answer", "back"), ("reason", "On leave"), ("form", "b2")])
            #expect(back.location == CasesURL.list)
            #expect(try await third.get(place.path).status == 404)
            #expect(try await second.get(CasesURL.timeline(place.id)).says("On leave"))
        }
        let file = try await place.world.database.read { try CaseReads.find($0, organisation: 1, id: place.id) }
        #expect(file?.holder == rob && file?.holderIsTeam == false)
    }

    private static func mine(_ visitor: Visitor, _ login: String, _ place: CaseWorld) async throws -> Bool {
        _ = try await visitor.signIn("\(login)@example.org")
        return try await visitor.get("/cases?show=mine").says(place.keys.record.reference)
    }

    @Test("a case given to a team is taken by one of its members, who then sees it whole", arguments: Engine.here)
    func team(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let rob = try await place.world.account("rob", .firstResponder)
        _ = try await place.world.account("out", .firstResponder)
        _ = try await TeamStore(recorder: place.world.recorder).save(
            nil, version: 0, name: "Front door", service: "", members: [rob], form: "t", by: place.world.actor)
        let team = try await place.world.database.read { try TeamStore.list($0, organisation: 1)[0].id }
        _ = try await place.store.give(
            to: Holder(team, isTeam: true), note: "", version: 1, place.keys, form: "g", by: place.actor)
        try await place.world.visit { visitor in
            _ = try await visitor.signIn("rob@example.org")
            let outline = try await visitor.get(place.path)
            #expect(outline.says("Take this case") && outline.says("in an emergency"))
            _ = try await visitor.post(CasesURL.answer(place.id), [("answer", "accept"), ("form", "a")])
            #expect(try await visitor.get(place.path).says("Why are you opening it?"))
            let other = Visitor(visitor)
            _ = try await other.signIn("out@example.org")
            #expect(try await other.post(CasesURL.answer(place.id), [("answer", "accept")]).status == 404)
        }
        let file = try await place.world.database.read { try CaseReads.find($0, organisation: 1, id: place.id) }
        #expect(file?.holder == rob)
    }

    @Test("nobody is given a case who is kept from it, is closed, or has not the role", arguments: Engine.here)
    func cannot(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let named = try await place.world.account("nora", .firstResponder)
        let reader = try await place.world.account("reader", .reader)
        try await place.shield(named)
        for holder in [named, reader, "nobody"] {
            await #expect(throws: CaseProblem.cannotHold) {
                _ = try await place.store.give(
                    to: Holder(holder, isTeam: false), note: "", version: 1, place.keys, form: "g\(holder)", by: place.actor)
            }
        }
    }

    @Test("who triages sees who is kept from a case, keeps others from it, and lets them in again with a reason")
    func shields() async throws {
        let place = try await CaseWorld()
        let rob = try await place.world.account("rob", .firstResponder)
        try await place.assign(to: rob)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let second = Visitor(visitor)
            try await CaseWorld.enter(second, "rob", place.path)
            #expect(try await second.get(place.path).says("Kept from it") == false)
            #expect(try await second.post("\(place.path)/shield", [("account", rob), ("why", "x")]).status == 403)
            #expect(try await visitor.post("\(place.path)/shield", [("account", rob)]).status == 422)
            _ = try await visitor.post("\(place.path)/shield", [("account", rob), ("why", "His cousin"), ("form", "s")])
            #expect(try await second.get(place.path).status == 404)
            #expect(try await visitor.get(place.path).says("decided by a person"))
            _ = try await visitor.post("\(place.path)/shield", [("account", rob), ("why", "Another Rob"), ("off", "1"), ("form", "l")])
            #expect(try await second.get(place.path).status == 200)
        }
    }

    @Test("a case is closed with an outcome and a lesson, opened again with a reason, and nothing is lost", arguments: Engine.here)
    func closing(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let close = CasesURL.close(place.id)
            let nothing = try await visitor.post(close, [("lesson", "Ask sooner"), ("version", "1")])
            #expect(nothing.status == 422 && nothing.says("Ask sooner") && nothing.says("Select what became of it"))
            let fields = [("outcome", "notified"), ("reason", "Told"), ("lesson", "Ask sooner"), ("version", "1"), ("form", "c")]
            #expect(try await visitor.post(close, fields).location == place.path)
            #expect(try await visitor.get("/cases").says(place.keys.record.reference) == false)
            #expect(try await visitor.get("/cases?show=closed").says(place.keys.record.reference))
            let stale = try await visitor.post(CasesURL.reopen(place.id), [("reason", "New signs"), ("version", "1"), ("form", "o1")])
            #expect(stale.status == 409 && stale.says("New signs"))
            _ = try await visitor.post(CasesURL.reopen(place.id), [("reason", "New signs"), ("version", "2"), ("form", "o2")])
            let timeline = try await visitor.get(CasesURL.timeline(place.id))
            #expect(timeline.says("Ask sooner") && timeline.says("New signs") && timeline.says("The Home Office was notified"))
        }
    }
}
