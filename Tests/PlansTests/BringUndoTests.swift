import Calendar
import Database
import Documents
import Foundation
import Log
@testable import Plans
import Support
import Testing

@Suite("Undoing an import")
struct BringUndoTests {
    @Test("nothing of the plan shows after it, and all of it after bringing it back", arguments: Engine.here)
    func undoAndBack(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let (batch, plan, _) = try await bringing.save(try bringing.bytes("marsham-vale-2019.txt"))
        let before = try await bringing.counts(plan)
        let done = try await bringing.store.undo(batch, by: bringing.world.actor)
        #expect(done == UndoneImport(plan: plan, left: []))
        let after = try await bringing.counts(plan)
        #expect(after == Bringing.Counts())
        #expect(try await bringing.world.database.read { try PlanReads.plans($0, organisation: 1).isEmpty })
        #expect(try await bringing.batches().map(\.state) == [.undone])
        #expect(try await bringing.store.undo(batch, by: bringing.world.actor).plan == plan)
        bringing.world.clock.now = bringing.world.clock.now.adding(hours: 5)
        _ = try await bringing.store.bringBack(batch, by: bringing.world.actor)
        #expect(try await bringing.counts(plan) == before)
        #expect(try await bringing.batches().map(\.state) == [.saved])
    }

    @Test("what people added since is named before it goes, and comes back with it", arguments: Engine.here)
    func peopleWorked(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let world = bringing.world
        let (batch, plan, _) = try await bringing.save(try bringing.bytes("marsham-vale-2019.txt"))
        let store = PlanStore(recorder: world.recorder)
        let (action, objective) = try await world.database.read {
            (
                try PlanReads.actions($0, organisation: 1, plan: plan)[0].id,
                try PlanReads.objectives($0, organisation: 1, plan: plan)[0].id
            )
        }
        try await store.addNote("Spoke to the chair", to: action, form: "n1", location: "/", by: world.actor)
        try await store.judge(
            objective,
            .init(level: "green", date: .none, why: "All in place", evidence: "Minutes", suggestion: nil),
            form: "l1", location: "/", by: world.actor)
        let kept = try await bringing.batches()[0]
        let summary = try await world.database.read { try BringStore.undoSummary($0, organisation: 1, batch: kept) }
        #expect(summary.isWholePlan)
        #expect(summary.since.contains { $0.contains("Spoke to the chair") })
        #expect(summary.since.contains { $0.hasPrefix("Level green of") })
        let before = try await bringing.counts(plan)
        world.clock.now = world.clock.now.adding(hours: 1)
        _ = try await bringing.store.undo(batch, by: world.actor)
        #expect(try await bringing.counts(plan) == Bringing.Counts())
        world.clock.now = world.clock.now.adding(hours: 1)
        _ = try await bringing.store.bringBack(batch, by: world.actor)
        #expect(try await bringing.counts(plan) == before)
    }

    @Test("after thirty days it is too late, and the refusal says so")
    func tooLate() async throws {
        let bringing = Bringing(world: try await World())
        let (batch, plan, _) = try await bringing.save(try bringing.bytes("outline.txt"))
        #expect(try await bringing.world.database.read {
            try BringStore.undoable($0, organisation: 1, plan: plan, at: World.start).map(\.id)
        } == [batch])
        bringing.world.clock.now = World.start.adding(hours: 24 * 30)
        let late = bringing.world.clock.now
        #expect(try await bringing.world.database.read {
            try BringStore.undoable($0, organisation: 1, plan: plan, at: late).isEmpty
        })
        await #expect(throws: UndoRefusal.self) { try await bringing.store.undo(batch, by: bringing.world.actor) }
        #expect(try await bringing.counts(plan).actions > 0)
    }

    @Test("a preview that was never saved cannot be undone") func preview() async throws {
        let bringing = Bringing(world: try await World())
        let (batch, _, _) = try await bringing.keep(try bringing.bytes("outline.txt"))
        await #expect(throws: UndoRefusal.self) { try await bringing.store.undo(batch, by: bringing.world.actor) }
    }
}
