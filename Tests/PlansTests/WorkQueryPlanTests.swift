import Calendar
import Database
@testable import Plans
import Support
import Testing

@Suite("The cost of the work list")
struct WorkQueryPlanTests {
    @Test("a page of the list is read from the index in its order, however many actions there are",
        arguments: [WorkQuery.Show.next, .overdue, .waiting, .undated, .done, .all])
    func noSort(show: WorkQuery.Show) async throws {
        let steps = try await plan(show)
        #expect(steps.contains { $0.contains("action_due") }, "\(steps)")
        #expect(!steps.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(steps)")
    }

    @Test("a list of my posts' actions never reads the whole table", arguments: [WorkQuery.Show.mine, .posts])
    func noScan(show: WorkQuery.Show) async throws {
        let steps = try await plan(show)
        #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
    }

    @Test("the calendar reads the index up to its last day, and sorts nothing")
    func calendar() async throws {
        let world = try await World()
        let today = world.clock.now.day
        var query = WorkQuery(organisation: 1, today: today, myPosts: [], show: .next)
        query.through = today.adding(months: 12)
        let ready = query
        let steps = try await world.database.read { reader in
            try reader.rows("EXPLAIN QUERY PLAN \(ready.firstQuery(500, reader.dialect))") { try $0.text(3) }
        }
        #expect(steps.contains { $0.contains("action_due") && $0.contains("due<?") }, "\(steps)")
        #expect(!steps.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(steps)")
    }

    private func plan(_ show: WorkQuery.Show) async throws -> [String] {
        let world = try await World()
        let query = WorkQuery(organisation: 1, today: world.clock.now.day, myPosts: ["a", "b"], show: show)
        return try await world.database.read { reader in
            try reader.rows("EXPLAIN QUERY PLAN \(query.pageQuery(1, reader.dialect))") { try $0.text(3) }
        }
    }
}
