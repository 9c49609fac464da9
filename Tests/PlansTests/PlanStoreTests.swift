import Calendar
import Database
import Log
@testable import Plans
import Support
import Testing

@Suite("Working the plan")
struct PlanStoreTests {
    @Test("a form on an older version overwrites nothing", arguments: Engine.here)
    func stale(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let (mine, theirs) = try await [worked.present(), worked.present()].titled("Mine", "Theirs")
        try await worked.store.changeAction(theirs, form: "a", location: "/", by: worked.world.actor)
        await #expect(throws: PlanProblem.changedMeanwhile) {
            try await worked.store.changeAction(mine, form: "b", location: "/", by: worked.world.actor)
        }
        let now = try await worked.present()
        #expect(now.title == "Theirs")
    }

    @Test("a form pressed twice writes once", arguments: Engine.here)
    func twice(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        for _ in 0..<3 {
            try await worked.store.addNote("Once", to: worked.action, form: "same", location: "/", by: worked.world.actor)
        }
        let picture = try await worked.picture()
        #expect(picture.notes[worked.action]?.map(\.words) == ["Once"])
    }

    @Test("steps are edited as lines: those that stay keep their ticks", arguments: Engine.here)
    func steps(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let (world, store) = (worked.world, worked.store)
        let before = try await worked.picture()
        let first = try #require(before.steps[worked.action]?.first)
        try await store.setStep(first.id, of: worked.action, doneOn: world.clock.now.day, by: world.actor)
        let now = try await worked.present()
        try await store.edit(
            now.id, version: now.version, title: now.title, outcome: "", leads: [],
            steps: ["Invite the teams", first.line, "Ask what they learnt"], form: "e", location: "/", by: world.actor)
        let after = try await worked.picture()
        let steps = try #require(after.steps[worked.action])
        #expect(steps.map(\.title) == ["Invite the teams", "Book the rooms", "Ask what they learnt"])
        #expect(steps.map { $0.doneOn != nil } == [false, true, false])
        let then = try await worked.present()
        try await store.edit(
            then.id, version: then.version, title: then.title, outcome: "", leads: [], steps: ["Book the rooms"],
            form: "f", location: "/", by: world.actor)
        let left = try await worked.picture()
        #expect(left.steps[worked.action]?.map(\.id) == [first.id])
    }

    @Test("a step that a file broke into lines is known again in the form's one line, so that its tick stays")
    func brokenStep() {
        let step = Step(id: "s", label: "a)", title: " Book the\nrooms ", depth: 1, posts: "HCS", doneOn: nil)
        #expect(step.line == "a) Book the rooms (HCS)")
    }

    @Test("a file that was only looked at can be thrown away, and then is gone", arguments: Engine.here)
    func discarded(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let store = bringing.store
        let batch = try await store.keep([1], name: "x.csv", ImportChoices(), form: "f", by: bringing.world.actor)
        try await store.discard(batch, by: bringing.world.actor)
        let left = try await bringing.batches()
        #expect(left.isEmpty)
        await #expect(throws: PlanProblem.gone) { try await store.discard(batch, by: bringing.world.actor) }
    }
}

extension [Action] {
    /// The first two of them under other titles.
    fileprivate func titled(_ first: String, _ second: String) -> (Action, Action) {
        var (one, two) = (self[0], self[1])
        one.title = first
        two.title = second
        return (one, two)
    }
}

@Suite("Suggested levels")
struct LevelRulesTests {
    /// What is suggested for an objective at a level whose actions have these statuses.
    private func suggested(
        _ action: Action, _ present: String?, _ statuses: [ActionStatus], overdue: Int = 0
    ) -> String? {
        let actions = statuses.map { status in
            var action = action
            action.status = status
            return action
        }
        return LevelRules.suggest(scale: .redAmberGreen, present: present, actions: actions, overdue: overdue)?.level
    }

    @Test("all done suggests the best level, and says so once")
    func allDone() async throws {
        let action = try await WorkedPlan(on: .sqlite).present()
        #expect(suggested(action, "amber", [.done, .kept, .stopped]) == "green")
        #expect(suggested(action, "green", [.done]) == nil)
        #expect(suggested(action, nil, [.done]) == "green")
    }

    @Test("a green objective with something overdue may have slipped")
    func slipped() async throws {
        let action = try await WorkedPlan(on: .sqlite).present()
        #expect(suggested(action, "green", [.done, .onTrack], overdue: 1) == "amber")
        #expect(suggested(action, "green", [.done, .onTrack]) == nil)
    }

    @Test("a red objective on which work was done may be amber; where all was stopped nothing is suggested")
    func moving() async throws {
        let action = try await WorkedPlan(on: .sqlite).present()
        #expect(suggested(action, "red", [.done, .onTrack]) == "amber")
        #expect(suggested(action, "red", [.stopped]) == nil)
        #expect(suggested(action, "red", []) == nil)
    }
}
