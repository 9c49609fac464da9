import Accounts
import Calendar
import Database
@testable import Plans
import Support
import Testing

@Suite("Checks of a plan")
struct PlanChecksTests {
    private static func findings(_ worked: WorkedPlan) async throws -> [CheckedFinding] {
        let (plan, today) = (worked.plan, worked.world.clock.now.day)
        let found = try await worked.world.database.read {
            try ChecksStore.findings($0, organisation: 1, plan: plan, today: today)?.1
        }
        return try #require(found)
    }

    private static func kinds(_ worked: WorkedPlan) async throws -> Set<Finding.Kind> {
        Set(try await findings(worked).filter { $0.accepted == nil }.map(\.finding.kind))
    }

    @Test("a vacant lead, a date that no calendar has, and ninety silent days are asked about", arguments: Engine.here)
    func actions(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let actor = worked.world.actor
        let fresh = try await Self.kinds(worked)
        #expect(fresh == [.vacantLead])
        _ = try await PostStore(recorder: worked.world.recorder).appoint(
            to: worked.posts[0], version: 1,
            Appointment(account: nil, name: "Holder", from: worked.world.clock.now.day), form: "h", by: actor)
        var action = try await worked.present()
        action.deadline = Deadline.read("31/09/27").deadline
        try await worked.store.changeAction(action, form: "d", location: "/", by: actor)
        let impossible = try await Self.kinds(worked)
        #expect(impossible == [.impossibleDate])
        worked.world.clock.now = worked.world.clock.now.adding(hours: 24 * 91)
        let silent = try await Self.kinds(worked)
        #expect(silent == [.impossibleDate, .silent])
        try await worked.store.addNote("Still waiting", to: worked.action, form: "n", location: "/", by: actor)
        let heard = try await Self.kinds(worked)
        #expect(heard == [.impossibleDate])
    }

    @Test("green without evidence and red without an action are asked about", arguments: Engine.here)
    func levels(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let actor = worked.world.actor
        try await worked.store.judge(
            worked.objective, .init(level: "green", date: .none, why: "", evidence: "", suggestion: nil), form: "g",
            location: "/", by: actor)
        let green = try await Self.kinds(worked)
        #expect(green.contains(.greenWithoutEvidence))
        var action = try await worked.present()
        action.status = .stopped
        try await worked.store.changeAction(action, form: "s", location: "/", by: actor)
        try await worked.store.judge(
            worked.objective, .init(level: "red", date: .none, why: "", evidence: "", suggestion: nil), form: "r",
            location: "/", by: actor)
        let red = try await Self.kinds(worked)
        #expect(red == [.redWithoutAction])
    }

    @Test("what must stay true is asked about once its day has passed, or has never been set", arguments: Engine.here)
    func kept(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let today = worked.world.clock.now.day
        for (day, asked) in [(nil, true), (today.adding(days: 1), false), (today.adding(days: -1), true)] {
            var action = try await worked.present()
            action.status = .kept
            action.checkAgainOn = day
            try await worked.store.changeAction(
                action, form: "k\(day?.iso ?? "")", location: "/", by: worked.world.actor)
            let kinds = try await Self.kinds(worked)
            #expect(kinds.contains(.mustStayTrue) == asked)
        }
    }

    @Test("an accepted finding is not asked about again until what it was drawn from changes", arguments: Engine.here)
    func accepted(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let actor = worked.world.actor
        let store = ChecksStore(plans: worked.store)
        var action = try await worked.present()
        action.deadline = Deadline.read("31/09/27").deadline
        try await worked.store.changeAction(action, form: "d", location: "/", by: actor)
        let found = try await Self.findings(worked)
        let finding = try #require(found.first { $0.finding.kind == .impossibleDate }?.finding)
        try await store.accept(
            finding, of: worked.plan, why: "The board wrote it so", form: "a", location: "/", by: actor)
        let after = try await Self.findings(worked)
        #expect(after.first { $0.finding.kind == .impossibleDate }?.accepted?.why == "The board wrote it so")
        action = try await worked.present()
        action.deadline = Deadline.read("31/06/28").deadline
        try await worked.store.changeAction(action, form: "e", location: "/", by: actor)
        let again = try await Self.kinds(worked)
        #expect(again.contains(.impossibleDate))
    }
}
