import Calendar
import Database
import Documents
import Foundation
import Log
@testable import Plans
import Support
import Testing

@Suite("A file against the plan that is there")
struct BringCompareTests {
    @Test("the same file proposes nothing", arguments: Engine.here)
    func same(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        for fixture in ["marsham-vale-2019.txt", "easterley-2020.txt", "outline.txt"] {
            let bytes = try bringing.bytes(fixture)
            let (_, plan, draft) = try await bringing.save(bytes, name: fixture)
            let comparison = try await bringing.comparison(draft, with: plan)
            #expect(comparison.choices.map(\.words) == [], "\(fixture)")
            let title = draft.title
            #expect(try await bringing.world.database.read {
                try BringStore.likelyPlan($0, organisation: 1, source: bytes, title: title)
            } == plan)
        }
    }

    @Test("the same real file proposes nothing", .enabled(if: hasRealPlans), arguments: Engine.here)
    func sameReal(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        for name in ["south-gloucestershire-2017.txt", "north-herts-2018.txt"] {
            let bytes = [UInt8](try Data(contentsOf: realPlans.appendingPathComponent(name)))
            let (_, plan, draft) = try await bringing.save(bytes, name: name)
            #expect(try await bringing.comparison(draft, with: plan).choices.map(\.words) == [], "\(name)")
        }
    }

    /// Changes one deadline and one lead, judges a level more, adds an action and a progress note.
    private func changed(_ bytes: [UInt8]) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self)
            .replacingOccurrences(of: "HCS\t14/06/19\tDone 10/06/19", with: "CSO\t21/06/19\tDone 10/06/19")
            .replacingOccurrences(of: "Red (05/19)", with: "Red (05/19) Green (09/19)")
            .replacingOccurrences(
                of: "\nKey\n\n", with: "\n\t\t\tSend each team its own figures.\tHOL\t01/02/21\tDelayed by the move\n\nKey\n\n").utf8)
    }

    @Test("a changed file proposes just its changes; one ticked is one applied, and undoing puts it back", arguments: Engine.here)
    func one(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let world = bringing.world
        let bytes = try bringing.bytes("marsham-vale-2019.txt")
        let (_, plan, _) = try await bringing.save(bytes)
        let (batch, draft, choices) = try await bringing.keep(changed(bytes))
        let comparison = try await bringing.comparison(draft, with: plan)
        let found = Set(comparison.choices.map { "\($0.kind) \($0.subject) \($0.field ?? "")" })
        #expect(found == ["change action deadline", "change action posts", "add level ", "add action "])
        let deadline = try #require(comparison.choices.first { $0.field == "deadline" })
        let before = try await bringing.counts(plan)
        _ = try await bringing.store.apply(
            draft, choices, to: plan, .ticked([deadline.key]), batch: batch, by: world.actor)
        #expect(try await bringing.counts(plan) == before)
        #expect(try await bringing.comparison(draft, with: plan).choices.count == comparison.choices.count - 1)
        let id = try #require(deadline.present)
        let changed = try await world.database.read { try PlanReads.action($0, organisation: 1, id: id) }
        #expect(changed?.deadline == Deadline(words: "21/06/19", kind: .date, day: Day(iso: "2019-06-21")))
        let history = try await world.database.read { try PlanReads.changes($0, organisation: 1, subject: id) }
        #expect(history.contains { $0.field == "deadline" && $0.before == "14/06/19" && $0.after == "21/06/19" })
        let undone = try await bringing.store.undo(batch, by: world.actor)
        #expect(undone.left == [])
        let back = try await world.database.read { try PlanReads.action($0, organisation: 1, id: id) }
        #expect(back?.deadline == Deadline(words: "14/06/19", kind: .date, day: Day(iso: "2019-06-14")))
    }

    @Test("all taken, the file then proposes nothing; undone, all is as it was, but what people changed since stays", arguments: Engine.here)
    func all(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let world = bringing.world
        let bytes = try bringing.bytes("marsham-vale-2019.txt")
        let (_, plan, _) = try await bringing.save(bytes)
        let before = try await bringing.counts(plan)
        let (batch, draft, choices) = try await bringing.keep(changed(bytes))
        let comparison = try await bringing.comparison(draft, with: plan)
        _ = try await bringing.store.apply(
            draft, choices, to: plan, .all(seen: comparison.fingerprint), batch: batch, by: world.actor)
        #expect(try await bringing.comparison(draft, with: plan).choices.map(\.words) == [])
        let after = try await bringing.counts(plan)
        #expect(after.actions == before.actions + 1)
        #expect(after.levels == before.levels + 1)
        // The level of September lies between May's and July's dates in the file, and after both in the history.
        let objective = try #require(comparison.choices.first { $0.subject == .level }.flatMap { proposal in
            comparison.objectives[draft.plan.levels[proposal.imported ?? 0].objective]
        })
        let levels = try await world.database.read { try PlanReads.levels($0, organisation: 1, objective: objective) }
        #expect(levels.map { $0.date.iso } == ["2019-05", "2019-07", "2019-09"])

        let id = try #require(comparison.choices.first { $0.field == "deadline" }?.present)
        let action = try #require(try await world.database.read { try PlanReads.action($0, organisation: 1, id: id) })
        try await PlanStore(recorder: world.recorder).update(
            id, version: action.version,
            .init(note: "", status: .onTrack, deadline: Deadline(words: "1 May 2020", kind: .date, day: Day(iso: "2020-05-01")),
                waitingOn: "", checkAgainOn: nil, noChange: false),
            form: "u1", location: "/", by: world.actor)
        let undone = try await bringing.store.undo(batch, by: world.actor)
        #expect(undone.left == ["deadline date of “\(action.title)”", "deadline of “\(action.title)”"])
        let kept = try await world.database.read { try PlanReads.action($0, organisation: 1, id: id) }
        #expect(kept?.deadline.words == "1 May 2020")
        let leads = try await world.database.read { try PlanReads.leads($0, organisation: 1, actions: [id]) }
        #expect(leads[id]?.map(\.abbreviation) == ["HCS"])
        let counts = try await bringing.counts(plan)
        #expect(counts.actions == before.actions)
        #expect(counts.levels == before.levels)
        #expect(counts.steps == before.steps)
        world.clock.now = world.clock.now.adding(hours: 1)
        let back = try await bringing.store.bringBack(batch, by: world.actor)
        #expect(back.left == ["deadline of “\(action.title)”", "deadline date of “\(action.title)”"])
        #expect(try await bringing.counts(plan).actions == after.actions)
    }

    @Test("proposals of an hour ago are not saved over what somebody changed since")
    func changedMeanwhile() async throws {
        let bringing = Bringing(world: try await World())
        let world = bringing.world
        let bytes = try bringing.bytes("marsham-vale-2019.txt")
        let (_, plan, _) = try await bringing.save(bytes)
        let (batch, draft, choices) = try await bringing.keep(changed(bytes))
        let shown = try await bringing.comparison(draft, with: plan)
        let id = try #require(shown.choices.first { $0.field == "deadline" }?.present)
        try await PlanStore(recorder: world.recorder).update(
            id, version: 1,
            .init(note: "", status: .onTrack, deadline: Deadline(words: "soon", kind: .notSet), waitingOn: "",
                checkAgainOn: nil, noChange: false), form: "u1", location: "/", by: world.actor)
        await #expect(throws: PlanProblem.changedMeanwhile) {
            try await bringing.store.apply(
                draft, choices, to: plan, .all(seen: shown.fingerprint), batch: batch, by: world.actor)
        }
        let keys = Set(shown.choices.filter { $0.field == "deadline" }.map(\.key))
        await #expect(throws: PlanProblem.changedMeanwhile) {
            try await bringing.store.apply(draft, choices, to: plan, .ticked(keys), batch: batch, by: world.actor)
        }
        #expect(try await bringing.batches().first { $0.id == batch }?.state == .preview)
    }
}
