import Accounts
import Calendar
import HTTPTypes
import Support
import Testing

@testable import Server

@Suite("Confirming who one is")
struct StepUpTests {
    @Test("five minutes after signing in a page that matters asks for the password, and goes on to what was asked")
    func page() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            #expect(try await visitor.get("/accounts/new").status == 200)
            world.clock.now = world.clock.now.adding(seconds: 301)
            #expect(try await visitor.get("/accounts").status == 200, "looking needs no more than a session")
            let asked = try await visitor.get("/accounts/new?a=b%20c")
            #expect(asked.status == 303 && asked.location == "/me/confirm?to=%2Faccounts%2Fnew%3Fa%3Db%2520c")
            let page = try await visitor.get(asked.location ?? "")
            let fields = page.hiddenFields(ofFormTo: "/me/confirm")
            #expect(try await visitor.post("/me/confirm", fields).status == 422)
            let wrong = try await visitor.post("/me/confirm", fields + [("password", "not this one at all")])
            #expect(wrong.status == 422 && wrong.title.hasPrefix("Error: ") && wrong.hidden("to") == "/accounts/new?a=b%20c")
            let before = visitor.cookie
            let right = try await visitor.post("/me/confirm", fields + [("password", World.password)])
            #expect(right.location == "/accounts/new?a=b%20c")
            #expect(visitor.cookie != before, "a new token, so that one that was seen before is worth no more")
            #expect(try await visitor.get("/accounts/new").status == 200)
            let after = visitor.cookie
            visitor.cookie = before
            #expect(try await visitor.get("/me").status == 303)
            visitor.cookie = after
            world.clock.now = world.clock.now.adding(seconds: 301)
            #expect(try await visitor.get("/accounts/new").status == 303)
        }
    }

    @Test("a form that was stopped loses nothing: it is pressed again after the question", arguments: Engine.here)
    func form(engine: Engine) async throws {
        let world = try await World(on: engine)
        let lee = try await world.account("lee", .reader)
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let fields = try await visitor.get("/accounts/\(lee)/change").hiddenFields(ofFormTo: "/accounts/\(lee)/change")
                + [("name", "Lee \"A&B\" <Ash>"), ("roles", "8"), ("roles", "4")]
            world.clock.now = world.clock.now.adding(minutes: 6)
            let stopped = try await visitor.post("/accounts/\(lee)/change", fields)
            #expect(stopped.status == 401 && stopped.title.hasPrefix("Confirm that it is you"))
            #expect(stopped.says("What you wrote is kept"))
            let wrong = try await visitor.post(
                "/me/confirm", stopped.hiddenFields(ofFormTo: "/me/confirm") + [("password", "not this one at all")])
            let right = try await visitor.post(
                "/me/confirm", wrong.hiddenFields(ofFormTo: "/me/confirm") + [("password", World.password)])
            #expect(right.status == 200 && right.title.hasPrefix("It is you: now send it"))
            let kept = right.hiddenFields(ofFormTo: "/accounts/\(lee)/change")
            #expect(kept.map { "\($0.0)=\($0.1)" }.sorted() == fields.map { "\($0.0)=\($0.1)" }.sorted())
            #expect(try await visitor.post("/accounts/\(lee)/change", kept).location == "/accounts/\(lee)?changed")
            #expect(try await visitor.get("/accounts/\(lee)").says("Lead officer, Reader"))
        }
    }

    @Test("whoever has a second factor is asked for a code, which is used up")
    func code() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let (app, codes) = try await visitor.setUpFactor(world)
            world.clock.now = world.clock.now.adding(minutes: 6)
            let page = try await visitor.get("/me/confirm?to=%2Faccounts%2Fnew")
            #expect(page.says("six digits") && !page.says("name=\"password\""))
            #expect(try await visitor.post("/me/confirm", [("password", World.password)]).status == 422)
            let code = app.code(world.clock.now)
            let right = try await visitor.post("/me/confirm", [("code", code), ("to", "/accounts/new")])
            #expect(right.location == "/accounts/new")
            #expect(try await visitor.post("/me/confirm", [("code", code)]).status == 422)
            #expect(try await visitor.post("/me/confirm", [("recovery", codes[3])]).status == 303)
            #expect(try await visitor.post("/me/confirm", [("recovery", codes[3])]).status == 422)
        }
    }

    @Test("the demonstration, in which nobody has a password, asks for a press")
    func demonstration() async throws {
        let world = try await World(demonstration: true)
        try await world.visit { visitor in
            _ = try await visitor.post("/sign-in/demonstration", [("account", world.administrator)])
            world.clock.now = world.clock.now.adding(minutes: 6)
            #expect(try await visitor.get("/accounts/new").location == "/me/confirm?to=%2Faccounts%2Fnew")
            #expect(try await visitor.post("/me/confirm", [("to", "/accounts/new")]).location == "/accounts/new")
            #expect(try await visitor.get("/accounts/new").status == 200)
        }
    }

    @Test("nobody is led to another site after the question")
    func lure() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let right = try await visitor.post("/me/confirm", [("password", World.password), ("to", "//evil.example")])
            #expect(right.location == "/")
        }
    }

    @Test("what changes accounts, roles and second factors asks; reading one's list and the work list's CSV do not")
    func marked() async throws {
        let world = try await World()
        let routes = allRoutes(world.services)
        for route in routes where route.path.hasPrefix("/accounts") && route.method == .post {
            #expect(route.needsStepUp, "\(route.path)")
        }
        for path in ["/work.csv", "/accounts", "/me", "/me/confirm", "/me/sessions", "/sign-out"] {
            #expect(routes.contains { $0.path == path } && routes.allSatisfy { $0.path != path || !$0.needsStepUp })
        }
        let open = Route.open("/all") { _, _, _ in .redirect("/") }.needingStepUp
        #expect(throws: StartFault.self) { try checked([open]) }
    }

    @Test("people see where they are signed in and end it, and only their own")
    func sessions() async throws {
        let world = try await World()
        _ = try await world.account("lee", .reader)
        try await world.withClient { client in
            let one = Visitor(client), two = Visitor(client), three = Visitor(client), lee = Visitor(client)
            let agents = ["Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", "Mozilla/5.0 (iPhone) Version/18 Safari/604.1", ""]
            for (visitor, agent) in zip([one, two, three], agents) {
                _ = try await visitor.post(
                    "/sign-in", [("login", "administrator@example.org"), ("password", World.password)],
                    headers: ["User-Agent": agent])
            }
            _ = try await lee.signIn("lee@example.org")
            let list = try await one.get("/me/sessions")
            #expect(list.says("Firefox on Windows") && list.says("Safari on iPhone") && list.says("An unknown browser"))
            #expect(list.count("/end\"") == 2, "not the one that asks")
            let ends = list.text.split(separator: "action=\"").map { String($0.prefix { $0 != "\"" }) }
                .filter { $0.hasSuffix("/end") }
            #expect(try await lee.post(ends[0]).status == 404, "nobody ends another's")
            #expect(try await one.post(ends[0]).location == "/me/sessions?ended")
            let alive = try await [two.get("/me").status, three.get("/me").status]
            #expect(alive.sorted() == [200, 303])
            #expect(try await one.post("/me/sessions/end-others").location == "/me/sessions?others")
            let left = try await [one.get("/me").status, two.get("/me").status, three.get("/me").status, lee.get("/me").status]
            #expect(left == [200, 303, 303, 200])
        }
    }
}
