import Calendar
import Database
import Documents
import Foundation
import Log
import Pages
@testable import Plans
import Support
import Testing

/// One import through the store, as the pages and the command line make it.
struct Bringing {
    let world: World
    var store: BringStore { BringStore(recorder: world.recorder) }

    func bytes(_ fixture: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: packageFolder.appendingPathComponent("Tests/Fixtures/plans/\(fixture)")))
    }

    func keep(
        _ bytes: [UInt8], name: String = "plan.txt"
    ) async throws -> (batch: String, draft: ImportDraft, choices: ImportChoices) {
        let choices = ImportChoices()
        let draft = ImportDraft(try DocumentReader.read(bytes, name: name), choices, name: name)
        let batch = try await store.keep(bytes, name: name, choices, form: UUID().uuidString, by: world.actor)
        return (batch, draft, choices)
    }

    func save(_ bytes: [UInt8], name: String = "plan.txt") async throws -> (batch: String, plan: String, draft: ImportDraft) {
        let (batch, draft, choices) = try await keep(bytes, name: name)
        let saved = try await store.save(draft, choices, batch: batch, by: world.actor)
        return (batch, saved.plan, draft)
    }

    func comparison(_ draft: ImportDraft, with plan: String) async throws -> PlanComparison {
        let present = try await world.database.read { try PresentPlan.read($0, organisation: 1, plan: plan) }
        return PlanComparison.compare(draft.plan, with: present)
    }

    struct Counts: Equatable {
        var themes = 0, objectives = 0, levels = 0, actions = 0, steps = 0, notes = 0, posts = 0
    }

    /// What the plan's pages would show.
    func counts(_ plan: String) async throws -> Counts {
        try await world.database.read { reader in
            let actions = try PlanReads.actions(reader, organisation: 1, plan: plan)
            return Counts(
                themes: try PlanReads.themes(reader, organisation: 1, plan: plan).count,
                objectives: try PlanReads.objectives(reader, organisation: 1, plan: plan).count,
                levels: try PlanReads.levels(reader, organisation: 1, plan: plan).values.reduce(0) { $0 + $1.count },
                actions: actions.count,
                steps: try PlanReads.steps(reader, organisation: 1, actions: actions.map(\.id)).values.reduce(0) { $0 + $1.count },
                notes: try PlanReads.notes(reader, organisation: 1, plan: plan).values.reduce(0) { $0 + $1.count },
                posts: Set(try PlanReads.leads(reader, organisation: 1, plan: plan).values.flatMap { $0 }.map(\.post)).count)
        }
    }

    static func expected(_ plan: ImportedPlan) -> Counts {
        Counts(
            themes: plan.themes.count, objectives: plan.objectives.count, levels: plan.levels.count,
            actions: plan.actions.count, steps: plan.steps.count,
            notes: plan.actions.reduce(0) { $0 + $1.notes.count } + plan.objectives.reduce(0) { $0 + $1.notes.count },
            posts: Set(plan.actions.flatMap(\.posts)).count)
    }

    func batches() async throws -> [ImportBatch] {
        try await world.database.read { try BringStore.batches($0, organisation: 1) }
    }
}

@Suite("Saving an import")
struct BringStoreTests {
    @Test("all that was read is in the plan, nothing twice", arguments: Engine.here)
    func saved(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        for fixture in ["marsham-vale-2019.txt", "easterley-2020.txt", "outline.txt"] {
            let (_, plan, draft) = try await bringing.save(try bringing.bytes(fixture), name: fixture)
            #expect(try await bringing.counts(plan) == Bringing.expected(draft.plan), "\(fixture)")
        }
    }

    @Test("the two real plans come in whole", .enabled(if: hasRealPlans), arguments: Engine.here)
    func real(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let bytes = [UInt8](try Data(contentsOf: realPlans.appendingPathComponent("south-gloucestershire-2017.txt")))
        let (_, plan, draft) = try await bringing.save(bytes)
        let counts = try await bringing.counts(plan)
        #expect(counts == Bringing.expected(draft.plan))
        #expect(counts.themes == 4 && counts.objectives == 19)
        #expect(counts.levels == 28 && counts.actions == 30)
        let herts = [UInt8](try Data(contentsOf: realPlans.appendingPathComponent("north-herts-2018.txt")))
        let second = try await bringing.save(herts)
        #expect(try await bringing.counts(second.plan) == Bringing.expected(second.draft.plan))
    }

    @Test("an impossible date keeps its words, and has a day beside them only where the person took it", arguments: Engine.here)
    func impossible(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let bytes = try bringing.bytes("marsham-vale-2019.txt")
        var (batch, draft, choices) = try await bringing.keep(bytes)
        let impossible = draft.plan.actions.filter { $0.proposal != nil }
        #expect(impossible.map(\.deadline.words) == ["31/06/20", "31/04/20"])
        choices.dates = [impossible[0].id]
        let plan = try await bringing.store.save(draft, choices, batch: batch, by: bringing.world.actor).plan
        let actions = try await bringing.world.database.read { try PlanReads.actions($0, organisation: 1, plan: plan) }
        let deadlines = actions.map(\.deadline).filter { ["31/06/20", "31/04/20"].contains($0.words) }
        #expect(deadlines.map(\.words) == ["31/06/20", "31/04/20"])
        #expect(deadlines.map(\.day) == [Day(iso: "2020-06-30"), nil])
    }

    @Test("statuses read from progress words are taken only where the person says so", arguments: [true, false])
    func statuses(taken: Bool) async throws {
        let bringing = Bringing(world: try await World())
        var (batch, draft, choices) = try await bringing.keep(try bringing.bytes("marsham-vale-2019.txt"))
        choices.statuses = taken
        let plan = try await bringing.store.save(draft, choices, batch: batch, by: bringing.world.actor).plan
        let actions = try await bringing.world.database.read { try PlanReads.actions($0, organisation: 1, plan: plan) }
        let statuses = Dictionary(grouping: actions, by: \.status).mapValues(\.count)
        #expect(statuses == (taken ? [.done: 2, .onTrack: 1, .notStarted: actions.count - 3] : [.notStarted: actions.count]))
    }

    @Test("pressed twice, the plan is there once", arguments: Engine.here)
    func twice(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let (batch, draft, choices) = try await bringing.keep(try bringing.bytes("marsham-vale-2019.txt"))
        async let first = bringing.store.save(draft, choices, batch: batch, by: bringing.world.actor)
        async let second = bringing.store.save(draft, choices, batch: batch, by: bringing.world.actor)
        let both = try await [first, second]
        #expect(both[0].plan == both[1].plan)
        #expect(both.count { $0.isNew } == 1)
        let plans = try await bringing.world.database.read { try PlanReads.plans($0, organisation: 1) }
        #expect(plans.count == 1)
    }

    @Test("notes of one cell keep their order, and the post without a title goes by its abbreviation", arguments: Engine.here)
    func order(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        let table = "Objective\tAction\tLead\tDeadline\tProgress\nBe ready\tWrite it down\tHQX\t1/4/27\tFirst said\n\t\t\t\tThen said\n\t\t\t\tLast said\n"
        let (_, plan, draft) = try await bringing.save(Array(table.utf8))
        let notes = try await bringing.world.database.read { try PlanReads.notes($0, organisation: 1, plan: plan) }
        #expect(notes.values.flatMap { $0 }.map(\.words) == draft.plan.actions[0].notes)
        let leads = try await bringing.world.database.read { try PlanReads.leads($0, organisation: 1, plan: plan) }
        #expect(leads.values.flatMap { $0 }.map(\.abbreviation) == ["HQX"])
    }
}
