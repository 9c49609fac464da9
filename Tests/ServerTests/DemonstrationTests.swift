import Accounts
import Calendar
import Database
import Log
import Plans
@testable import Server
import Support
import Testing

@Suite("The demonstration")
struct DemonstrationTests {
    /// One demonstration a test, made on the day of the world's clock.
    static func demonstration<T: Sendable>(
        on engine: Engine, _ body: @escaping @Sendable (Reader, Services) throws -> T
    ) async throws -> T {
        let place = try EmptyPlace(engine)
        try await Demonstration.make(settings: place.settings, keys: place.keys, now: World.start)
        let services = try place.services(clock: { World.start })
        defer { withExtendedLifetime(place) { services.close() } }
        return try await services.database.read { try body($0, services) }
    }

    private func made<T: Sendable>(
        _ engine: Engine, _ body: @escaping @Sendable (Reader, Day) throws -> T
    ) async throws -> T {
        try await Self.demonstration(on: engine) { reader, _ in try body(reader, World.start.day) }
    }

    @Test("a newcomer can sign in as every role, and no two people share a name", arguments: Engine.here)
    func people(engine: Engine) async throws {
        let accounts = try await made(engine) { reader, _ in try AccountStore.list(reader, organisation: 1) }
        #expect((12...16).contains(accounts.count))
        #expect(Set(accounts.map(\.name)).count == accounts.count)
        for role in Role.allCases { #expect(accounts.contains { $0.roles.roles.contains(role) }, "\(role)") }
        #expect(accounts.contains { $0.roles.roles.count == 2 })
    }

    @Test("two posts changed hands, one is vacant, one has a holder who does not sign in", arguments: Engine.here)
    func posts(engine: Engine) async throws {
        let (posts, holders, today) = try await made(engine) { reader, today in
            (try PostStore.list(reader, organisation: 1), try PostStore.holders(reader, organisation: 1), today)
        }
        let held = Dictionary(grouping: holders, by: \.post)
        let present = holders.filter { $0.holds(on: today) }
        #expect((8...10).contains(posts.count))
        #expect(posts.filter { (held[$0.id]?.count ?? 0) > 1 }.count == 2)
        #expect(posts.filter { post in !present.contains { $0.post == post.id } }.count == 1)
        #expect(present.filter { $0.account == nil }.count == 1)
        let accounts = present.compactMap(\.account)
        #expect(accounts.count - Set(accounts).count == 1)
    }

    @Test("every kind of deadline, status and level is there to be seen", arguments: Engine.here)
    func variety(engine: Engine) async throws {
        let (plans, actions, levels, leads, today) = try await made(engine) { reader, today in
            let plans = try PlanReads.plans(reader, organisation: 1)
            return (
                plans, try plans.flatMap { try PlanReads.actions(reader, organisation: 1, plan: $0.id) },
                try plans.flatMap { try PlanReads.levels(reader, organisation: 1, plan: $0.id).values.flatMap { $0 } },
                try plans.flatMap { try PlanReads.leads(reader, organisation: 1, plan: $0.id).values.map { $0 } }, today
            )
        }
        #expect(plans.count == 2)
        #expect(Set(plans.map(\.scale.id)).count == 2)
        #expect(actions.count == 64)
        #expect(Set(actions.map(\.deadline.kind)) == Set(Deadline.Kind.allCases))
        #expect(actions.filter { $0.rhythm != nil && ($0.nextDay ?? today) > today }.count == 2)
        #expect(Set(actions.map(\.status)) == Set(ActionStatus.allCases))
        let impossible = actions.filter { $0.deadline.kind == .date && $0.deadline.day == nil }
        #expect(impossible.map { $0.deadline.words.prefix(3) } == ["31/"])
        #expect(actions.filter { $0.isOverdue(on: today) }.count >= 5)
        #expect(actions.contains { $0.status.isOwed && !$0.waitingOn.isEmpty })
        #expect(actions.contains { $0.status == .kept && $0.isOverdue(on: today) })
        #expect(levels.contains { $0.date.value == .none })
        #expect(levels.filter(\.wasSuggested).count >= 10)
        #expect(leads.allSatisfy { $0.filter(\.isAccountable).count == 1 })
        #expect(leads.contains { $0.count > 2 })
    }

    @Test("each level that is told as accepted was really suggested that day", arguments: [Engine.sqlite])
    func suggested(engine: Engine) async throws {
        let levels = try await made(engine) { reader, _ in
            try PlanReads.plans(reader, organisation: 1).flatMap { plan in
                try PlanReads.levels(reader, organisation: 1, plan: plan.id).values.flatMap { $0 }
            }
        }
        #expect(levels.filter(\.wasSuggested).count == Demonstration.levelsFromSuggestions)
    }

    @Test("nothing is dated after the moment it is made, and the story reaches back two years", arguments: Engine.here)
    func dates(engine: Engine) async throws {
        let (notes, changes, plans) = try await made(engine) { reader, _ in
            let plans = try PlanReads.plans(reader, organisation: 1)
            return (
                try plans.flatMap { try PlanReads.notes(reader, organisation: 1, plan: $0.id).values.flatMap { $0 } },
                try plans.flatMap {
                    try PlanReads.changes(reader, organisation: 1, plan: $0.id, since: Instant(milliseconds: 0))
                }, plans
            )
        }
        let moments = notes.map(\.madeAt) + changes.map(\.madeAt) + plans.map(\.createdAt)
        let first = try #require(moments.min())
        let last = try #require(moments.max())
        #expect(last <= World.start)
        #expect((700...760).contains(first.day.days(to: World.start.day)))
        #expect(last.day.days(to: World.start.day) < 21)
        #expect(notes.contains { $0.kind == .noChange })
        #expect(notes.allSatisfy { $0.account != nil && !$0.madeAt.day.weekday.isWeekend })
    }

    @Test("the story stays short enough to be made in a moment", arguments: Engine.here)
    func size(engine: Engine) async throws {
        let entries = try await made(engine) { reader, _ in
            try reader.count("SELECT count(*) FROM ledger_entry WHERE organisation = 1")
        }
        #expect((300...700).contains(entries))
    }

    @Test("the ledger holds together, and never went back in time", arguments: Engine.here)
    func ledger(engine: Engine) async throws {
        let place = try EmptyPlace(engine)
        try await Demonstration.make(settings: place.settings, keys: place.keys, now: World.start)
        let services = try place.services(clock: { World.start })
        defer { withExtendedLifetime(place) { services.close() } }
        let report = try await LedgerAudit.verify(
            services.database, keys: services.keys, organisation: 1, lastSigned: nil)
        #expect(report.isClean, "\(report.findings)")
        let last = try #require(report.last)
        #expect(last <= World.start)
        let first = try #require(report.first)
        #expect(first.day.days(to: last.day) > 700)
    }

    @Test("the board shows suggestions that wait for a newcomer's answer", arguments: [Engine.sqlite])
    func waitingSuggestions(engine: Engine) async throws {
        let waiting = try await made(engine) { reader, today in
            try PlanReads.plans(reader, organisation: 1).flatMap { plan in
                try PlanReads.objectives(reader, organisation: 1, plan: plan.id).compactMap {
                    try PlanReads.suggestion(reader, organisation: 1, objective: $0, scale: plan.scale, on: today)
                }
            }
        }
        #expect(waiting.count >= 3)
    }

    @Test("a plan for measurements has the actions that were asked for", arguments: Engine.here)
    func filled(engine: Engine) async throws {
        let world = try await World(on: engine)
        let plan = try await Demonstration.fill(world.services, actions: 1_234)
        let (actions, objectives, notes) = try await world.database.read { reader in
            (
                try PlanReads.actions(reader, organisation: 1, plan: plan),
                try PlanReads.objectives(reader, organisation: 1, plan: plan),
                try PlanReads.notes(reader, organisation: 1, plan: plan)
            )
        }
        #expect(actions.count == 1_234)
        #expect(objectives.count == 124)
        #expect(notes.count == 1_234)
        #expect(actions.filter(\.status.isOpen).count == 988)
    }
}
