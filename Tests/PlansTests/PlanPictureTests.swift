import Calendar
import Database
import Ledger
import Log
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

    @Test("the board of any day and the figures over time count the same levels", arguments: Engine.here)
    func sameRule(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let (world, plan) = (worked.world, worked.plan)
        func judge(_ objective: String, _ level: String, _ words: String) async throws {
            let date = words.isEmpty ? LevelDate.none : try #require(LevelDate.read(words))
            try await worked.store.judge(
                objective, .init(level: level, date: date, why: "", evidence: "", suggestion: nil),
                form: "\(objective) \(level) \(words) \(world.clock.now)", location: "/", by: world.actor)
        }
        try await judge(worked.objective, "red", "03/26")
        try await judge(worked.objective, "amber", "")
        for number in 0..<4 {
            world.clock.now = world.clock.now.adding(hours: 24 * 9)
            let objective = try await world.recorder.record(.planWrite, by: world.actor) { write in
                try PlanStore.addObjective(.init(theme: nil, title: "Later \(number)"), to: plan, in: write)
            }
            try await judge(objective, ["red", "amber", "green", "amber"][number], ["", "11/26", "", "05/26"][number])
            if number % 2 == 0 { try await judge(worked.objective, "green", "") }
        }
        let present = try await worked.picture()
        let history = LevelHistory(present)
        let first = World.start.day.adding(days: -400)
        for step in 0..<150 {
            let day = first.adding(days: step * 3)
            let past = try await worked.picture(asOf: day)
            for objective in past.objectives {
                #expect(history.level(objective.id, on: day) == past.present(objective.id), "\(day.iso) \(objective.title)")
            }
            var counts = Array(repeating: 0, count: past.plan.scale.steps.count + 1)
            for objective in past.objectives {
                counts[past.present(objective.id).flatMap { past.plan.scale.rank($0.level) } ?? counts.count - 1] += 1
            }
            #expect(history.counts(present.objectives.map(\.id), on: day) == counts, "\(day.iso)")
        }
    }
}
