@testable import Accounts
import Calendar
import Database
import HTTPTypes
import Plans
@testable import Server
import Support
import Testing

/// Who looks after accounts does not read what they administer: not the plan, not its exports, not the ledger's bodies.
@Suite("What an administrator cannot see")
struct AdministratorTests {
    private static let administrator = Viewer(
        organisation: 1, organisationName: "", isDemonstration: false, account: "", name: "",
        roles: RoleSet([.administrator]), posts: [], session: [], mustChangePassword: false)

    /// First parts of addresses that the role has a reason to open. Like everyone they may report a concern, and read what
    /// they reported themselves.
    private static let theirs: Set<String> = ["accounts", "posts", "teams", "me", "my", "concerns", "sign-out"]

    @Test("the role opens accounts, posts and its holder's own pages, and no route besides")
    func policies() async throws {
        let world = try await World()
        var opened: Set<String> = []
        for route in allRoutes(world.services) where route.policy != .open && route.policy.allows(Self.administrator) {
            opened.insert(route.path.split(separator: "/").first.map(String.init) ?? "")
            switch route.handler {
            case .export: Issue.record("an administrator may export: \(route.path)")
            case .recordedPage where !route.path.hasPrefix("/my/"): Issue.record("an administrator may open sealed records: \(route.path)")
            default: break
            }
        }
        #expect(opened == Self.theirs)
        let concerns = allRoutes(world.services).filter { $0.path.hasPrefix("/concerns") && $0.policy.allows(Self.administrator) }
        #expect(concerns.allSatisfy { ["new", "call", "drafts"].contains($0.path.split(separator: "/").dropFirst().first ?? "") })
    }

    @Test("no page that the role opens shows a word of a plan, with the plan's own identifiers in every address")
    func words() async throws {
        let world = try await World()
        let plan = try await Demonstration.fill(world.services, actions: 20)
        let ids = try await world.database.read { reader in
            try ["objective", "action", "post"].map { table -> (String, String) in
                let found = switch table {
                case "objective": try reader.first("SELECT id FROM objective ORDER BY id", { try $0.text(0) })
                case "action": try reader.first("SELECT id FROM action ORDER BY id", { try $0.text(0) })
                default: try reader.first("SELECT id FROM post ORDER BY id", { try $0.text(0) })
                }
                return (table, found ?? "")
            }
        }
        let parameters = ids + [("plan", plan), ("account", world.administrator), ("position", "1")]
        let canaries = ["concerns are passed", "brief the service", "Made for a measurement", "Meeting 1", "plan of 20"]
        @Sendable func path(_ route: Route) -> String {
            parameters.reduce(route.path) { $0.replacing("{\($1.0)}", with: $1.1) }
        }
        let routes = allRoutes(world.services).filter { $0.method == .get && !$0.path.hasPrefix("/static") }
        let reader = try await world.account("reader", .auditor)
        try await world.withClient { client in
            let ada = Visitor(client), auditor = Visitor(client)
            _ = try await ada.signIn("administrator@example.org")
            _ = try await auditor.signIn("reader@example.org")
            var seen = 0
            for route in routes {
                let reply = try await ada.get(path(route))
                for canary in canaries { #expect(!reply.says(canary), "\(route.path) shows “\(canary)”") }
                let other = try await auditor.get(path(route))
                seen += canaries.count { other.says($0) }
                if other.says("Made for a measurement") { #expect(reply.status == 403, "\(route.path)") }
            }
            #expect(seen >= 5, "the words are there for those who may read them")
        }
        #expect(!reader.isEmpty)
    }

    @Test("an administrator gives themselves no role, and another who does leaves a trace of it")
    func ownRole() async throws {
        let world = try await World()
        try await world.visit { ada in
            _ = try await ada.signIn("administrator@example.org")
            let path = "/accounts/\(world.administrator)/change"
            let fields = try await ada.get(path).hiddenFields(ofFormTo: path)
            let refused = try await ada.post(
                path, fields + [("name", "Ada Field"), ("roles", "1"), ("roles", "16")])
            #expect(refused.status == 422 && refused.says("You cannot give yourself a role"))
            #expect(try await ada.get("/ledger").status == 403)
        }
    }
}
