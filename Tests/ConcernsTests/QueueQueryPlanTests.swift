import Accounts
@testable import Concerns
import Database
import Support
import Testing

@Suite("The cost of the queue")
struct QueueQueryPlanTests {
    @Test("pages and counts of the queue are read from an index of what they show, however many concerns there ever were",
        arguments: QueueQuery.Show.allCases)
    func indexed(show: QueueQuery.Show) async throws {
        let world = try await World()
        let viewer = Viewer(
            organisation: 1, organisationName: "", isDemonstration: false, account: world.administrator, name: "",
            roles: RoleSet([.pointOfContact]), posts: [], session: [], mustChangePassword: false)
        let query = QueueQuery(show: show)
        let index = switch show {
        case .waiting, .mine: "concern_held"
        case .taken: "concern_taken"
        case .news: "concern_news"
        case .decided: "concern_decided"
        }
        for sql in [query.pageQuery(1, viewer), query.countQuery(100, viewer)] {
            let steps = try await world.database.read { reader in
                try reader.rows("EXPLAIN QUERY PLAN \(sql)") { try $0.text(3) }
            }
            #expect(steps.contains { $0.contains(index) }, "\(steps)")
            #expect(!steps.contains { $0.hasPrefix("SCAN c") }, "\(steps)")
        }
    }
}
