import Database
import HTTPTypes
import Hummingbird
import HummingbirdTesting
@testable import Server
import Accounts
import Support
import Testing

@Suite("Headers")
struct HeadersTests {
    static let expected = [
        "content-security-policy": """
            default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; \
            form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'
            """,
        "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
    ]

    private func check(_ reply: Reply, status: Int, forEver: Bool = false) {
        #expect(reply.status == status)
        for (name, value) in Self.expected { #expect(reply.headers[name] == value, "\(name)") }
        #expect(reply.headers["permissions-policy"]?.contains("camera=()") == true)
        #expect(reply.headers["cache-control"] == (forEver ? "public, max-age=31536000, immutable" : "no-store"))
        #expect(reply.headers["server"] == nil)
        #expect(reply.headers["strict-transport-security"] == nil, "without TLS it means nothing")
    }

    @Test("every answer carries the headers: pages, files, missing pages, wrong methods, too large, broken and refused")
    func everywhere() async throws {
        let world = try await World()
        let asset = try #require(allRoutes(world.services).map(\.path).first { $0.hasPrefix("/static/") })
        try await world.visit { visitor in
            check(try await visitor.get("/sign-in"), status: 200)
            check(try await visitor.get("/health"), status: 200)
            check(try await visitor.get(asset), status: 200, forEver: true)
            check(try await visitor.get("/nowhere"), status: 404)
            check(try await visitor.get("/accounts"), status: 303)
            check(try await visitor.send(.put, "/sign-in", body: nil, [:]), status: 404)
            check(try await visitor.send(.delete, "/accounts", body: nil, [:]), status: 404)
            check(try await visitor.send(.options, "/", body: nil, [:]), status: 404)
            check(try await visitor.post("/sign-in", headers: ["Sec-Fetch-Site": "cross-site"]), status: 403)
            check(try await visitor.post("/sign-in", [("x", String(repeating: "x", count: 2 << 20))]), status: 413)
            check(try await visitor.post("/sign-in", [("a", "b")], headers: ["Content-Type": "text/plain"]), status: 400)
            check(try await visitor.post("/accounts/new"), status: 401)
            let head = try await visitor.send(.head, "/sign-in", body: nil, [:])
            check(head, status: 200)
            #expect(head.text.isEmpty)
            check(try await visitor.send(.head, "/nowhere", body: nil, [:]), status: 404)
            check(try await visitor.send(.head, "/accounts", body: nil, [:]), status: 303)
            _ = try await visitor.signIn("administrator@example.org")
            check(try await visitor.get("/accounts/nobody"), status: 404)
        }
    }

    @Test("an error that nobody foresaw has the headers, a reference, and nothing of its cause")
    func unforeseen() async throws {
        let world = try await World()
        try await world.visit { visitor in
            world.services.database.close()
            let reply = try await visitor.get("/sign-in")
            check(reply, status: 500)
            #expect(reply.says("Something went wrong") && reply.says("reference"))
            #expect(!reply.says("SQL") && !reply.says("atabase") && !reply.says("closed"))
        }
    }

    @Test("a file's name cannot break out of its header", arguments: [
        ("plan.csv", "plan.csv"), ("a\"b\r\nSet-Cookie: x=y", "a-b--Set-Cookie--x-y"), ("Überblick.csv", "-berblick.csv"),
    ])
    func fileName(name: String, plain: String) {
        // Character counts \r\n as one.
        let allowed = [plain, plain.replacing("b--Set", with: "b-Set")]
        #expect(allowed.contains(Site.plainName(name)))
    }
}
