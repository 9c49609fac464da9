import Accounts
import Calendar
import Database
import HTTPTypes
import Log
@testable import Server
import Support
import Testing

/// What holds of every page, whoever writes it: found from the list of routes, so that a new page cannot be forgotten.
@Suite("Rules of every page")
struct PageRuleTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'-alert(1)-'", "شيماء العربي",
        "</title><script>alert(1)</script>", "&lt;b&gt; {{7*7}} ${7*7}",
    ]

    /// A council in which everyone and everything has a name that means harm.
    private func world() async throws -> (World, parameters: [String: String]) {
        let world = try await World()
        var parameters: [String: String] = [:]
        for (number, name) in Self.hostile.enumerated() {
            let account = try await world.account("hostile\(number)", .reader, name: name)
            parameters["account"] = account
            let store = PostStore(recorder: world.recorder)
            let pressed = try await store.add(
                abbreviation: String("\(number)\(name)".prefix(20)), title: "Post \(name)", form: "p\(number)", by: world.actor)
            let post = String(pressed.location.dropFirst("/posts/".count))
            _ = try await store.appoint(
                to: post, version: 1, Appointment(account: account, name: name, from: World.start.day), form: "a\(number)",
                by: world.actor)
            parameters["post"] = post
        }
        let post = parameters["post"]
        parameters["holding"] = try await world.database.read {
            try PostStore.holders($0, organisation: 1, post: post).first?.id
        }
        _ = try await world.account(
            "all", .administrator, .planOwner, .leadOfficer, .auditor, .pointOfContact, .safeguardingLead,
            name: Self.hostile[0])
        return (world, parameters)
    }

    /// The path with real places in it; nil where this test knows of none.
    private func path(_ route: Route, _ parameters: [String: String]) -> String? {
        var path = route.path
        for (name, value) in parameters { path = path.replacing("{\(name)}", with: value) }
        return path.contains("{") ? nil : path
    }

    private func isQuiet(_ reply: Reply) -> Bool { reply.says("<body class=\"gv-quiet\">") }

    private func check(_ reply: Reply, _ name: String) {
        #expect(reply.count("<h1") == 1, "\(name) has \(reply.count("<h1")) h1")
        // What somebody who may be watched reads says nothing in the browser's history, of us or of the subject.
        if isQuiet(reply) {
            #expect(reply.title.hasSuffix("Council form"), "\(name): \(reply.title)")
        } else {
            #expect(reply.title.hasSuffix(" - Granville - \(World.organisationName)"), "\(name): \(reply.title)")
        }
        for harm in ["<script>alert", "<img src=x", "'-alert(1)-'"] {
            #expect(!reply.says(harm), "\(name) has \(harm) in it as markup")
        }
        #expect(!reply.title.isEmpty && reply.says("<html lang=\"en-GB\">") && reply.says("<main id=\"main\""), "\(name)")
        #expect(!reply.says("style=\"") && !reply.says(" onclick="), "\(name) would break its content policy")
    }

    @Test("each page has one h1, a title of its own, and names as text, never as markup")
    func pages() async throws {
        let (world, parameters) = try await world()
        let routes = allRoutes(world.services)
        try await world.visit { visitor in
            _ = try await visitor.signIn("all@example.org")
            var titles: [String: String] = [:]
            for route in routes where route.method == .get {
                // Figures are for this computer's own programs: to anyone else there is nothing.
                guard let path = path(route, parameters), path != "/metrics" else { continue }
                let reply = try await visitor.get(path)
                guard reply.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
                #expect(reply.status == 200, "\(route.path)")
                check(reply, route.path)
                if isQuiet(reply) { continue }
                let before = titles.updateValue(route.path, forKey: reply.title)
                #expect(before == nil, "\(route.path) has the title of \(before ?? ""): \(reply.title)")
            }
            #expect(titles.count >= 10)
        }
    }

    @Test("each form that comes back with errors says so in its title and keeps the rules")
    func errors() async throws {
        let (world, parameters) = try await world()
        let routes = allRoutes(world.services)
        try await world.visit { visitor in
            _ = try await visitor.signIn("all@example.org")
            for route in routes where route.method == .post && route.path != AccountsURL.signOut {
                guard let path = path(route, parameters) else { continue }
                for fields in [[], Self.hostile.map { ("name", $0) } + [("title", Self.hostile[1]), ("form", "\"><img src=x")]] {
                    let reply = try await visitor.post(path, fields)
                    guard reply.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
                    check(reply, "POST \(route.path)")
                    if reply.status == 422 {
                        #expect(reply.title.hasPrefix("Error: ") && reply.says("There is a problem"), "\(route.path)")
                    }
                }
            }
        }
    }

    @Test("pages that say what went wrong keep the rules, for visitors and for people signed in")
    func troubles() async throws {
        let (world, _) = try await world()
        try await world.visit { visitor in
            check(try await visitor.get("/nowhere/<script>alert(1)</script>"), "404")
            check(try await visitor.get("/sign-in?to=%22%3E%3Cimg%20src=x"), "sign-in")
            check(try await visitor.post("/sign-in", [("login", Self.hostile[1]), ("to", Self.hostile[1])]), "sign-in error")
            check(try await visitor.post("/accounts/new", Self.hostile.map { ($0, $0) }), "401 with a kept form")
            _ = try await visitor.signIn("hostile0@example.org")
            check(try await visitor.get("/accounts"), "403")
            check(try await visitor.get("/posts/nobody"), "404 signed in")
            check(try await visitor.post("/posts/new", headers: ["Sec-Fetch-Site": "cross-site"]), "cross-site")
        }
    }
}
