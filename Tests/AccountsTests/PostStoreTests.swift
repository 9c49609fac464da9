import Calendar
import Database
import Log
import Support
import Testing
@testable import Accounts

@Suite("Post store")
struct PostStoreTests {
    private let from = Day(iso: "2026-04-01") ?? Day(daysSinceEpoch: 0)

    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    private func add(_ world: World, _ abbreviation: String, _ title: String) async throws -> Post {
        let store = PostStore(recorder: world.recorder)
        let pressed = try await store.add(
            abbreviation: abbreviation, title: title, form: "add \(title)", by: world.actor)
        return try #require(try await posts(world).first { AccountsURL.post($0.id) == pressed.location })
    }

    private func posts(_ world: World) async throws -> [Post] {
        try await world.database.read { try PostStore.list($0, organisation: 1) }
    }

    private func held(_ world: World, _ post: Post) async throws -> [PostHolder] {
        try await world.database.read { try PostStore.holders($0, organisation: 1, post: post.id) }
    }

    @Test("an abbreviation stands for one post at a time", arguments: Engine.here)
    func abbreviation(engine: Engine) async throws {
        let world = try await World(on: engine)
        let store = PostStore(recorder: world.recorder)
        let head = try await add(world, "HSSC", "Head of Safe and Stronger Communities")
        let other = try await add(world, "", "Trading Standards Manager")
        _ = try await add(world, "", "Licensing Officer")
        await #expect(throws: PostProblem.abbreviationTaken(by: head.title)) {
            try await store.add(abbreviation: "hssc", title: "Another", form: "x", by: world.actor)
        }
        await #expect(throws: PostProblem.abbreviationTaken(by: head.title)) {
            try await store.change(
                other.id, version: 1, abbreviation: "HSSC", title: other.title, form: "y", by: world.actor)
        }
        _ = try await store.remove(head.id, version: 1, form: "z", by: world.actor)
        _ = try await store.change(
            other.id, version: 1, abbreviation: "HSSC", title: other.title, form: "w", by: world.actor)
        #expect(try await posts(world).map(\.fullName) == ["Licensing Officer", "Trading Standards Manager (HSSC)"])
    }

    @Test("an appointment ends the one before, on the day before, and both stay on record", arguments: Engine.here)
    func appoint(engine: Engine) async throws {
        let world = try await World(on: engine)
        let store = PostStore(recorder: world.recorder)
        let post = try await add(world, "HSSC", "Head")
        let lee = try await world.account("lee", .leadOfficer, name: "Lee Ash")
        _ = try await store.appoint(
            to: post.id, version: 1, Appointment(account: nil, name: "Pat Oak", from: from), form: "a", by: world.actor)
        _ = try await store.appoint(
            to: post.id, version: 2, Appointment(account: lee, name: "Lee Ash", from: try day("2026-06-15")), form: "b",
            by: world.actor)
        let held = try await held(world, post)
        #expect(held.map(\.name) == ["Lee Ash", "Pat Oak"])
        #expect(held.map { $0.to?.iso } == [nil, "2026-06-14"])
        let inMay = try day("2026-05-01"), inJuly = try day("2026-07-01")
        #expect(held.filter { $0.holds(on: inMay) }.map(\.name) == ["Pat Oak"])
        #expect(try await world.database.read { try PostStore.held($0, organisation: 1, by: lee, on: inMay) } == [])
        #expect(try await world.database.read { try PostStore.held($0, organisation: 1, by: lee, on: inJuly) } == [post.id])

        _ = try await store.remove(post.id, version: 3, form: "c", by: world.actor)
        #expect(try await world.database.read { try PostStore.held($0, organisation: 1, by: lee, on: inJuly) } == [])
        #expect(try await self.held(world, post).count == 2)
        #expect(try await world.database.read { try PostStore.post($0, organisation: 1, id: post.id) } == nil)
        #expect(try await world.database.read { try PostStore.any($0, organisation: 1, id: post.id) }?.removedAt != nil)
    }

    @Test("people who share a job hold it side by side", arguments: Engine.here)
    func jobShare(engine: Engine) async throws {
        let world = try await World(on: engine)
        let store = PostStore(recorder: world.recorder)
        let post = try await add(world, "HSSC", "Head")
        let one = Appointment(account: nil, name: "Pat Oak", from: from)
        let two = Appointment(account: nil, name: "Sam Elm", from: from, sharesJob: true)
        _ = try await store.appoint(to: post.id, version: 1, one, form: "a", by: world.actor)
        await #expect(throws: PostProblem.changedMeanwhile) {
            try await store.appoint(to: post.id, version: 1, two, form: "b", by: world.actor)
        }
        _ = try await store.appoint(to: post.id, version: 2, two, form: "b", by: world.actor)
        #expect(try await held(world, post).allSatisfy { $0.to == nil })
        let pat = try #require(try await held(world, post).first { $0.name == "Pat Oak" })
        _ = try await store.endHolding(pat.id, of: post.id, version: 3, on: try day("2026-05-31"), form: "c", by: world.actor)
        let again = try await store.endHolding(
            pat.id, of: post.id, version: 3, on: try day("2026-05-31"), form: "c", by: world.actor)
        #expect(again.isRepeat)
        #expect(try await held(world, post).map { $0.to?.iso }.compactMap { $0 } == ["2026-05-31"])
    }

    @Test("who can be appointed when, and what is said if not")
    func rules() async throws {
        let world = try await World()
        let store = PostStore(recorder: world.recorder)
        let post = try await add(world, "HSSC", "Head")
        _ = try await store.appoint(
            to: post.id, version: 1,
            Appointment(account: nil, name: "Pat Oak", from: from, to: try day("2026-06-30")), form: "a", by: world.actor)
        let held = try await held(world, post)
        func reasons(_ name: String, _ from: String, _ to: String? = nil, shares: Bool = false) throws -> [String] {
            PostRules.reasonsAgainst(
                Appointment(account: nil, name: name, from: try day(from), to: try to.map(day), sharesJob: shares),
                held: held)
        }
        #expect(try reasons("Sam Elm", "2026-07-01").isEmpty)
        #expect(try reasons("Sam Elm", "2026-05-01").isEmpty)
        #expect(try reasons("Sam Elm", "2026-01-01", "2026-03-31").isEmpty)
        #expect(try reasons("Sam Elm", "2026-04-01").count == 1)
        #expect(try reasons("Sam Elm", "2026-01-01").count == 1)
        #expect(try reasons("Sam Elm", "2026-04-01", shares: true).isEmpty)
        #expect(try reasons("pat oak", "2026-05-01", shares: true).first?.contains("already holds") == true)
        #expect(PostRules.vacantSince(held, on: try day("2026-08-01"))?.iso == "2026-07-01")
        #expect(PostRules.vacantSince([], on: from) == nil)
    }
}
