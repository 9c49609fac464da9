import Calendar
import Database
@testable import Plans
import Support
import Testing

@Suite("The plan as of another day")
struct PlanPictureTests {
    @Test("everything that people changed since is taken back", arguments: Engine.here)
    func rewound(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let (world, store) = (worked.world, worked.store)
        let firstDay = world.clock.now.day
        let before = try await worked.picture()
        worked.aDayLater()
        let old = try await worked.present()
        var changed = old
        changed.title = "Train everyone"
        changed.status = .onTrack
        changed.deadline = Deadline.read("Ongoing").deadline
        try await store.changeAction(changed, form: "a", location: "/", by: world.actor)
        try await store.changeLeads(
            of: old.id, version: try await worked.present().version,
            to: [.init(post: worked.posts[1], isAccountable: false), .init(post: worked.posts[0], isAccountable: true)],
            form: "b", location: "/", by: world.actor)
        try await store.setStep(
            before.steps[old.id]?.first?.id ?? "", of: old.id, doneOn: world.clock.now.day, by: world.actor)
        try await store.addNote("Rooms are booked", to: old.id, form: "c", location: "/", by: world.actor)
        try await store.judge(
            worked.objective, .init(level: "green", date: .none, why: "Done", evidence: "Register", suggestion: nil),
            form: "d", location: "/", by: world.actor)

        let now = try await worked.picture()
        #expect(now.leads[old.id]?.map(\.abbreviation) == ["SSM", "HCS"])
        #expect(now.steps[old.id]?.first?.doneOn != nil)
        let past = try await worked.picture(asOf: firstDay)
        #expect(past.actions.map(\.title) == before.actions.map(\.title))
        #expect(past.actions.map(\.status) == before.actions.map(\.status))
        #expect(past.actions.map(\.deadline) == before.actions.map(\.deadline))
        #expect(past.leads == before.leads)
        #expect(past.steps == before.steps)
        #expect(past.notes[old.id]?.isEmpty ?? true)
        #expect(past.present(worked.objective) == nil)
        #expect(past.changedSince[old.id]?.isEmpty == false)
    }

    @Test("a level counts from its own date, even before the plan came here", arguments: Engine.here)
    func datedLevels(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let march = try #require(LevelDate.read("03/24"))
        try await worked.store.judge(
            worked.objective,
            .init(level: "red", date: march, why: "", evidence: "", suggestion: nil),
            form: "a", location: "/", by: worked.world.actor)
        let inApril = try #require(Day(iso: "2024-04-02"))
        let past = try await worked.picture(asOf: inApril)
        #expect(past.present(worked.objective)?.level == "red")
        #expect(past.isBeforeRecord)
        let inFebruary = try #require(Day(iso: "2024-02-02"))
        let before = try await worked.picture(asOf: inFebruary)
        #expect(before.present(worked.objective) == nil)
    }
}
