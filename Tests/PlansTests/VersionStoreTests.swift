import Accounts
import Calendar
import Database
import Ledger
import Log
@testable import Plans
import Support
import Testing

@Suite("A plan goes through its bodies")
struct VersionStoreTests {
    private static func minuted(_ decision: Decision, _ conditions: [String] = []) throws -> VersionStore.Minuted {
        let day = try #require(Day(iso: "2026-11-20"))
        return .init(
            meetingOn: day, paper: "CAB/26/114", minute: "52", decision: decision, words: "", conditions: conditions)
    }

    private static func versions(_ worked: WorkedPlan) async throws -> [PlanVersion] {
        let plan = worked.plan
        return try await worked.world.database.read { try VersionReads.versions($0, organisation: 1, plan: plan) }
    }

    private static func published(_ worked: WorkedPlan) async throws -> [String] {
        try await worked.world.database.read { try VersionReads.published($0).map(\.slug) }
    }

    private static func document(_ worked: WorkedPlan) async throws -> PlanDocument {
        let plan = worked.plan
        let document = try await worked.world.database.read { try PlanDocument.read($0, organisation: 1, plan: plan) }
        return try #require(document)
    }

    @Test("agreed by two bodies, with a condition that becomes an action, and published", arguments: Engine.here)
    func whole(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let (plan, actor) = (worked.plan, worked.world.actor)
        let store = VersionStore(plans: worked.store)
        _ = try await store.sendRound(plan, turns: [["Management team"], ["Cabinet"]], form: "a", by: actor)
        _ = try await store.sendRound(plan, turns: [["Management team"], ["Cabinet"]], form: "a", by: actor)
        var version = try #require(try await Self.versions(worked).first)
        #expect(version.number == 1)
        let stops = version.stops
        #expect(stops.map(\.body) == ["Management team", "Cabinet"])
        await #expect(throws: VersionRefusal.self) {
            _ = try await store.decide(
                try Self.minuted(.agreed), at: stops[1].id, of: version.id, plan: plan, form: "early", by: actor)
        }
        let id = version.id
        _ = try await store.decide(try Self.minuted(.agreed), at: stops[0].id, of: id, plan: plan, form: "b", by: actor)
        for _ in 0..<2 {
            _ = try await store.decide(
                try Self.minuted(.agreedWithConditions, ["Cost the training"]), at: stops[1].id, of: id, plan: plan,
                form: "c", by: actor)
        }
        version = try #require(try await Self.versions(worked).first)
        #expect(VersionRules.state(of: version) == .agreed)
        let condition = try #require(version.stops[1].conditions.first)
        #expect(condition.words == "Cost the training")
        let picture = try await worked.picture()
        #expect(picture.actions.filter { $0.id == condition.action }.map(\.outcome) == ["Condition of Cabinet, 20 November 2026"])

        _ = try await store.publish(id, of: plan, form: "d", by: actor)
        let slugs = try await Self.published(worked)
        #expect(slugs == ["plan"])
        _ = try await store.withdraw(id, of: plan, why: "A mistake in it", form: "e", by: actor)
        let left = try await Self.published(worked)
        #expect(left.isEmpty)
    }

    @Test("the frozen text is the plan to the word without its notes, and its fingerprint is of its bytes", arguments: Engine.here)
    func frozen(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let store = VersionStore(plans: worked.store)
        let before = try await Self.document(worked)
        try await worked.store.addNote(
            "Spoke to Ms Example", to: worked.action, form: "n", location: "/", by: worked.world.actor)
        _ = try await store.sendRound(worked.plan, turns: [["Cabinet"]], form: "a", by: worked.world.actor)
        let version = try #require(try await Self.versions(worked).first)
        let id = version.id
        let bytes = try await worked.world.database.read { try VersionReads.frozen($0, organisation: 1, version: id) }
        let frozen = try #require(bytes)
        #expect(Hash(of: frozen).hex == version.fingerprint)
        #expect(!String(decoding: frozen, as: UTF8.self).contains("Ms Example"))
        #expect(try FrozenText.read(frozen) == before)
        #expect(try FrozenText.bytes(before) == frozen)
    }

    @Test("what differs from the agreed words is named; statuses and notes are not", arguments: Engine.here)
    func differs(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let actor = worked.world.actor
        let agreed = Wording(try await Self.document(worked))
        try await worked.store.addNote("Rooms are booked", to: worked.action, form: "n", location: "/", by: actor)
        var action = try await worked.present()
        action.status = .onTrack
        try await worked.store.changeAction(action, form: "s", location: "/", by: actor)
        let same = Wording(try await Self.document(worked)).changes(since: agreed)
        #expect(same.isEmpty)
        action = try await worked.present()
        action.deadline = Deadline.read("30/06/27").deadline
        try await worked.store.changeAction(action, form: "d", location: "/", by: actor)
        let changes = Wording(try await Self.document(worked)).changes(since: agreed)
        #expect(changes == [
            .init(place: "Train the front line", field: "Deadline", agreed: "31/03/27", now: "30/06/27"),
        ])
    }

    @Test("a new round ends the one before, so that no two texts go round", arguments: Engine.here)
    func again(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let store = VersionStore(plans: worked.store)
        for form in ["a", "b"] {
            _ = try await store.sendRound(worked.plan, turns: [["Cabinet"]], form: form, by: worked.world.actor)
        }
        let versions = try await Self.versions(worked)
        #expect(versions.map { VersionRules.state(of: $0) } == [.goingRound, .withdrawn])
        #expect(versions.map(\.number) == [2, 1])
    }
}
