import Calendar
import Database
import Ledger
import Log
@testable import Plans
import Support
import Testing

@Suite("The board pack")
struct PackTests {
    private static func figures(_ worked: WorkedPlan, on day: Day) async throws -> PackFigures {
        let (plan, today) = (worked.plan, worked.world.clock.now.day)
        let figures = try await worked.world.database.read {
            try PackStore.figures($0, organisation: 1, plan: plan, day: day, today: today)
        }
        return try #require(figures)
    }

    @Test("counts agree with the plan: levels now and three months before, overdue by post", arguments: Engine.here)
    func counts(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let today = worked.world.clock.now.day
        for (form, level, words) in [("a", "red", "03/26"), ("b", "green", "10/26")] {
            let date = try #require(LevelDate.read(words))
            try await worked.store.judge(
                worked.objective, .init(level: level, date: date, why: "", evidence: "", suggestion: nil), form: form,
                location: "/", by: worked.world.actor)
        }
        var action = try await worked.present()
        action.deadline = Deadline.read("01/11/26").deadline
        try await worked.store.changeAction(action, form: "d", location: "/", by: worked.world.actor)
        let figures = try await Self.figures(worked, on: today)
        #expect(figures.now == [0, 0, 1, 0])
        #expect(figures.then == [1, 0, 0, 0])
        #expect(figures.overdue == 1 && figures.owed == 1)
        let byTheme = try #require(figures.figures.first { $0.id == "by-theme" })
        #expect(byTheme.rows == [["Training", "0", "0", "1", "0"]])
        let direction = try #require(figures.figures.first { $0.id == "direction" })
        #expect(direction.rows == [["All staff know the signs", "Red", "Green", "October 2026"]])
        let posts = try #require(figures.figures.first { $0.id == "overdue-by-post" })
        #expect(posts.rows == [["HCS", "1"]])
        #expect(posts.headline == "“HCS” has 1 of 1 overdue actions")
        #expect(byTheme.headline == "No objective is red")
        let overTime = try #require(figures.figures.first { $0.id == "over-time" })
        #expect(overTime.rows.count == 8)
        #expect(overTime.rows.last == [today.long, "0", "0", "1", "0"])
        #expect(overTime.rows.allSatisfy { $0.dropFirst().compactMap { Int($0) }.reduce(0, +) == 1 })
    }

    @Test("a frozen pack stays as it was, with the ledger's root of that moment", arguments: Engine.here)
    func frozen(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        let (today, plan, actor) = (worked.world.clock.now.day, worked.plan, worked.world.actor)
        let before = try await Self.figures(worked, on: today)
        let position = try await worked.world.database.read { try LedgerPosition.root($0, organisation: 1) }
        let store = PackStore(plans: worked.store)
        for _ in 0..<2 { _ = try await store.freeze(plan, day: today, note: "For the board", form: "f", by: actor) }
        try await worked.store.judge(
            worked.objective, .init(level: "green", date: .none, why: "", evidence: "", suggestion: nil), form: "g",
            location: "/", by: actor)
        let packs = try await worked.world.database.read { try PackStore.packs($0, organisation: 1, plan: plan) }
        #expect(packs.count == 1)
        let id = try #require(packs.first?.id)
        let kept = try await worked.world.database.read { try PackStore.pack($0, organisation: 1, id: id) }
        let (pack, figures) = try #require(kept)
        #expect(figures == before)
        #expect(pack.ledgerSize == position.size && pack.ledgerRoot == position.root)
        let now = try await Self.figures(worked, on: today)
        #expect(now != before)
    }
}
