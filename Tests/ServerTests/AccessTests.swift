import Accounts
import Calendar
import Database
import Foundation
import HTTPTypes
import Log
@testable import Server
import Support
import Testing

/// Who may use which route: `Tests/Fixtures/access.csv` says it in one readable table, and each cell is tried.
@Suite("Access")
struct AccessTests {
    static let header = "method,path,nobody,administrator,planOwner,leadOfficer,reader,auditor,pointOfContact,firstResponder,safeguardingLead"

    /// "GET /plans/{plan}": its expected outcomes, nobody's first, then one a role.
    private func table() throws -> [String: [String]] {
        try OutcomeTable(file: "access.csv", header: Self.header, keys: 2, separator: " ", others: 1).read()
    }

    /// The name of a route in the table; the hash in a file's address changes with its content.
    private func name(_ route: Route) -> String {
        "\(route.method.rawValue) \(route.path.replacing(/-[0-9a-f]{12}\./, with: "-{hash}."))"
    }

    /// The line that the route's own policy asks for, to be read and then pasted.
    private func line(_ route: Route) -> String {
        let nobody = route.policy.allows(nil) ? (route.path == "/" ? "sign-in" : "yes") : "sign-in"
        let roles = Role.allCases.map { route.policy.allows(Self.viewer($0)) ? "yes" : "no" }
        return ([name(route).replacing(" ", with: ","), nobody] + roles).joined(separator: ",")
    }

    private static func viewer(_ role: Role) -> Viewer {
        Viewer(
            organisation: 1, organisationName: "", isDemonstration: false, account: "", name: "", roles: RoleSet([role]),
            posts: [], session: [], mustChangePassword: false)
    }

    @Test("every route stands in the table, and every line of the table is a route")
    func complete() async throws {
        let world = try await World()
        let routes = allRoutes(world.services)
        let table = try table()
        let missing = routes.filter { table[name($0)] == nil }.map(line)
        if !missing.isEmpty {
            Issue.record("""
                Tests/Fixtures/access.csv lacks these routes. Check that each line says who should use it, then add:
                \(missing.joined(separator: "\n"))
                """)
        }
        let known = Set(routes.map(name))
        let left = table.keys.filter { !known.contains($0) }.sorted()
        if !left.isEmpty {
            Issue.record("Tests/Fixtures/access.csv has lines without a route. Take out:\n\(left.joined(separator: "\n"))")
        }
    }

    @Test("each route lets in whom the table says, and nobody else", arguments: [nil] + Role.allCases.map(Optional.some))
    func matrix(role: Role?) async throws {
        let world = try await World()
        if let role { _ = try await world.account("cell", role, name: "Cell") }
        let table = try table()
        let column = role.flatMap { Role.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        let routes = allRoutes(world.services)
        try await world.visit { visitor in
            var wrong: [String] = []
            for route in routes {
                guard let expected = table[name(route)]?[column] else { continue }
                if role != nil && visitor.cookie == nil {
                    // Thirty sign-ins a minute are allowed from one network.
                    world.clock.now = world.clock.now.adding(seconds: 61)
                    _ = try await visitor.signIn("cell@example.org")
                }
                let reply = route.method == .post
                    ? try await visitor.post(path(route)) : try await visitor.get(path(route))
                let found = outcome(reply, hadSession: role != nil)
                if found != expected {
                    wrong.append("\(name(route)): \(expected) expected, \(found) found (status \(reply.status))")
                }
            }
            #expect(wrong.isEmpty, "\(role?.name ?? "nobody"):\n\(wrong.joined(separator: "\n"))")
        }
    }

    /// A place that looks like one of ours; nothing need be there.
    private func path(_ route: Route) -> String {
        route.path.replacing(/\{[^}]*\}/, with: "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")
    }

    private func outcome(_ reply: Reply, hadSession: Bool) -> String {
        if reply.status == 401 { return "sign-in" }
        if reply.status == 403 { return "no" }
        let leadsToSignIn = reply.location?.hasPrefix("/sign-in") ?? false
        // Signing out leads there too, and takes the cookie along.
        let isSignOut = hadSession && reply.headers["set-cookie"] != nil
        return leadsToSignIn && !isSignOut ? "sign-in" : "yes"
    }

    @Test("a route whose policy does not fit what it does stops the start")
    func unfit() throws {
        let page = Route.page("/secret", .open) { _, _, _ in .redirect("/") }
        #expect(throws: StartFault.self) { try checked([page]) }
        let action = Route.action("/secret", .open) { _, _ in .redirect("/") }
        #expect(throws: StartFault.self) { try checked([action]) }
        let nobody = Route.page("/nobody", .mayAny([])) { _, _, _ in .redirect("/") }
        #expect(throws: StartFault.self) { try checked([nobody]) }
        let good = Route.page("/good", .signedIn) { _, _, _ in .redirect("/") }
        #expect(throws: StartFault.self) { try checked([good, good]) }
        #expect(try checked([good]).count == 1)
    }
}
