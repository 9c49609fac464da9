import Accounts
import Calendar
import Database
import Hummingbird
import HummingbirdTesting
import Log
import Server
import Support
import Testing

@Suite("Signing in")
struct SignInTests {
    @Test("an unknown name, a wrong password and a closed account get the same answer", arguments: Engine.here)
    func sameAnswer(engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("known", .reader)
        let closed = try await world.account("shut", .reader)
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let fields = try await visitor.get("/accounts/\(closed)/close").hiddenFields(ofFormTo: "/accounts/\(closed)/close")
            _ = try await visitor.post("/accounts/\(closed)/close", fields)
            visitor.cookie = nil
            func text(_ login: String, _ password: String) async throws -> String {
                let reply = try await visitor.signIn(login, password)
                #expect(reply.status == 422 && reply.headers["set-cookie"] == nil)
                #expect(!reply.says(password))
                return reply.text.replacing(login, with: "LOGIN")
            }
            let unknown = try await text("nobody@example.org", "wrong password here")
            #expect(try await text("known@example.org", "wrong password here") == unknown)
            #expect(try await text("shut@example.org", "wrong password here") == unknown)
            #expect(try await text("shut@example.org", World.password) == unknown, "the right one of a closed account")
        }
        let entries = try await world.database.read { try $0.count("SELECT count(*) FROM ledger_entry WHERE organisation = 1") }
        // set up, two accounts, signed in, closed, and four failures: each costs one durable write, known or not.
        #expect(entries == 9)
    }

    @Test("after three wrong passwords the right one has to wait too, for unknown names alike, and a wait ends")
    func waits() async throws {
        let world = try await World()
        _ = try await world.account("known", .reader)
        try await world.visit { visitor in
            for login in ["known@example.org", "unknown@example.org"] {
                for _ in 1...3 { #expect(try await visitor.signIn(login, "wrong password here").status == 422) }
                let slowed = try await visitor.signIn(login)
                #expect(slowed.status == 429 && slowed.says("Wait 2 seconds and try again"))
            }
            world.clock.now = World.start.adding(seconds: 2)
            #expect(try await visitor.signIn("Known@Example.org ").status == 303)
        }
    }

    @Test("thirty tries a minute from one network, and another network is not held up, also behind a proxy")
    func network() async throws {
        let world = try await World()
        let services = try world.services { $0.publicURL = "https://slavery.example.gov.uk" }
        try await buildApplication(services).test(.router) { client in
            let visitor = Visitor(client)
            var statuses: [Int] = []
            // What the browser itself claims stands first and counts for nothing.
            let thirty = (1...30).map { "198.51.100.\($0), 203.0.113.\($0)" }
            for address in thirty + ["198.51.100.31, 203.0.113.200", "203.0.114.1", "2001:db8:1:2::1"] {
                let reply = try await visitor.post(
                    "/sign-in", [("login", "n\(statuses.count)"), ("password", "wrong password here")],
                    headers: ["X-Forwarded-For": address])
                statuses.append(reply.status)
            }
            #expect(statuses == Array(repeating: 422, count: 30) + [429, 422, 422])
        }
        services.close()
    }

    @Test("each sign-in has a new token, ends the browser's old session, and its cookie is out of scripts' reach")
    func cookie() async throws {
        let world = try await World()
        try await world.visit { visitor in
            let first = try await visitor.signIn("administrator@example.org")
            let one = try #require(visitor.cookie)
            let set = try #require(first.headers["set-cookie"])
            #expect(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Path=/"))
            #expect(!set.contains("Secure"), "without TLS browsers would drop it")
            _ = try await visitor.signIn("administrator@example.org")
            let two = try #require(visitor.cookie)
            #expect(one != two)
            #expect(try await visitor.get("/me").status == 200)
            visitor.cookie = one
            #expect(try await visitor.get("/me").status == 303, "the old session is over")
            visitor.cookie = two
            let out = try await visitor.post("/sign-out")
            #expect(out.location == "/sign-in" && out.headers["clear-site-data"] != nil && visitor.cookie == nil)
            visitor.cookie = two
            #expect(try await visitor.get("/me").location == "/sign-in?to=%2Fme")
            #expect(try await visitor.post("/sign-out").location == "/sign-in", "signing out twice is no error")
            // A session that somebody else chose is not taken over.
            visitor.cookie = "sid=1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            _ = try await visitor.signIn("administrator@example.org")
            #expect(visitor.cookie != "sid=1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        }
    }

    @Test("behind TLS the cookie is tied to the host and to TLS")
    func secureCookie() async throws {
        let world = try await World()
        let services = try world.services { $0.publicURL = "https://slavery.example.gov.uk" }
        try await buildApplication(services).test(.router) { client in
            let visitor = Visitor(client)
            let set = try #require(try await visitor.signIn("administrator@example.org").headers["set-cookie"])
            #expect(set.hasPrefix("__Host-sid=1.") && set.contains("; Secure") && !set.contains("Domain"))
            let page = try await visitor.get("/me")
            #expect(page.status == 200)
            #expect(page.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains")
            visitor.cookie = visitor.cookie?.replacing("__Host-sid", with: "sid")
            #expect(try await visitor.get("/me").status == 303, "a cookie that any neighbour could set is not read")
        }
        services.close()
    }

    @Test("fifteen minutes without a request end the session, fourteen do not, and ten hours always do")
    func idle() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            _ = try await visitor.get("/me")
            var now = World.start
            func wait(_ minutes: Int) async throws -> Int {
                now = now.adding(minutes: minutes)
                world.clock.now = now
                return try await visitor.post("/me/stay").status
            }
            for _ in 1...42 { #expect(try await wait(14) == 200) }
            #expect(try await visitor.get("/me").status == 200)
            #expect(try await wait(12) == 401, "ten hours are over")
            _ = try await visitor.signIn("administrator@example.org")
            #expect(try await visitor.get("/me").status == 200)
            let cookie = visitor.cookie
            #expect(try await wait(16) == 401)
            visitor.cookie = cookie
            now = now.adding(minutes: -16)
            #expect(try await wait(0) == 401, "over is over, also if the clock goes back")
        }
    }

    @Test("what was written when the session ended is kept, word for word, through signing in, and sent on with one press")
    func resume() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let token = try #require(try await visitor.get("/accounts/new").hidden("form"))
            world.clock.now = World.start.adding(minutes: 16)
            let name = "Zoë “Quote\" O'Brien & <Sons> 100% + ünïcödé"
            let sent = [
                ("form", token), ("name", name), ("login", "zoe@example.org"), ("roles", "8"), ("roles", "16"),
                ("to", "/somewhere"), ("note", "line one\nline two\n\n  end  "),
            ]
            let dead = try await visitor.post("/accounts/new?from=list", sent)
            #expect(dead.status == 401 && dead.says("What you wrote is kept on this page"))
            #expect(visitor.cookie == nil)
            let carried = dead.hiddenFields(ofFormTo: "/sign-in")
            #expect(carried.contains { $0 == ("to", "/accounts/new?from=list") })

            let wrong = try await visitor.post(
                "/sign-in", carried + [("login", "administrator@example.org"), ("password", "wrong password here")])
            #expect(wrong.status == 422)
            let still = wrong.hiddenFields(ofFormTo: "/sign-in")
            #expect(same(still, carried))
            let back = try await visitor.post(
                "/sign-in", still + [("login", "administrator@example.org"), ("password", World.password)])
            #expect(back.status == 200 && back.says("You are signed in as Ada Field") && back.says("Send what I wrote"))
            let last = back.hiddenFields(ofFormTo: "/accounts/new?from=list")
            #expect(same(last, sent), "\(last)")
            let done = try await visitor.post("/accounts/new?from=list", last)
            #expect(done.status == 200)
            let account = try await world.database.read {
                try AccountStore.list($0, organisation: 1).first { $0.login == "zoe@example.org" }
            }
            #expect(account?.name == name)
            #expect(account?.roles == RoleSet([.reader, .auditor]))
        }
    }

    @Test("a form as large as forms may be comes through signing in")
    func resumeLarge() async throws {
        let world = try await World()
        try await world.visit { visitor in
            let text = String(repeating: "é ", count: 28_000)
            let dead = try await visitor.post("/accounts/new", [("name", text)])
            #expect(dead.status == 401)
            let back = try await visitor.post(
                "/sign-in",
                dead.hiddenFields(ofFormTo: "/sign-in") + [("login", "administrator@example.org"), ("password", World.password)])
            #expect(back.status == 200)
            #expect(back.hiddenFields(ofFormTo: "/accounts/new").first?.1 == text)
        }
    }

    @Test("a kept form is never sent to another site", arguments: ["https://evil.example/x", "//evil.example/x"])
    func resumeLure(path: String) async throws {
        let world = try await World()
        try await world.visit { visitor in
            let back = try await visitor.post(
                "/sign-in", [
                    ("to", path), ("resume", "1"), ("~name", "x"), ("login", "administrator@example.org"),
                    ("password", World.password),
                ])
            #expect(!back.says("evil.example"))
            let plain = try await visitor.post(
                "/sign-in", [("to", path), ("login", "administrator@example.org"), ("password", World.password)])
            #expect(plain.location == "/")
            #expect(try await visitor.get("/sign-in?to=\(path)").location == "/")
        }
    }

    @Test("people come back to the page that they wanted")
    func returns() async throws {
        let world = try await World()
        try await world.visit { visitor in
            let away = try await visitor.get("/accounts/new?x=1&y=a%20b")
            #expect(away.location == "/sign-in?to=%2Faccounts%2Fnew%3Fx%3D1%26y%3Da%2520b")
            let page = try await visitor.get(try #require(away.location))
            let to = try #require(page.hidden("to"))
            let back = try await visitor.post(
                "/sign-in", [("to", to), ("login", "administrator@example.org"), ("password", World.password)])
            #expect(back.location == "/accounts/new?x=1&y=a%20b")
        }
    }

    @Test("in the demonstration one press signs in, elsewhere that door is not there")
    func demonstration() async throws {
        let world = try await World(demonstration: true)
        try await world.visit { visitor in
            #expect(try await visitor.get("/sign-in").says("Look around as"))
            let dead = try await visitor.post("/accounts/new", [("name", "Kept")])
            let kept = dead.hiddenFields(ofFormTo: "/sign-in/demonstration")
            let back = try await visitor.post("/sign-in/demonstration", kept)
            #expect(back.status == 200 && back.hiddenFields(ofFormTo: "/accounts/new").first?.1 == "Kept")
        }
        let real = try await World()
        try await real.visit { visitor in
            #expect(!(try await visitor.get("/sign-in")).says("Look around as"))
            let reply = try await visitor.post("/sign-in/demonstration", [("account", real.administrator)])
            #expect(reply.status == 404 && visitor.cookie == nil)
        }
    }

    @Test("a person who asks for pages faster than a person can is asked to wait, and nobody else is")
    func tooMany() async throws {
        let world = try await World()
        let services = try world.services { $0.requestsPerSecond = 2 }
        try await buildApplication(services).test(.router) { client in
            let fast = Visitor(client), slow = Visitor(client)
            _ = try await fast.signIn("administrator@example.org")
            _ = try await slow.signIn("administrator@example.org")
            var statuses: [Int] = []
            for _ in 1...14 { statuses.append(try await fast.get("/me").status) }
            #expect(statuses.prefix(12).allSatisfy { $0 == 200 } && statuses.last == 429)
            #expect(try await slow.get("/me").status == 200)
            world.clock.now = World.start.adding(seconds: 2)
            #expect(try await fast.get("/me").status == 200)
        }
        services.close()
    }

    private func same(_ left: [(String, String)], _ right: [(String, String)]) -> Bool {
        func sorted(_ fields: [(String, String)]) -> [String] { fields.map { "\($0.0)=\($0.1)" }.sorted() }
        return sorted(left) == sorted(right)
    }
}
