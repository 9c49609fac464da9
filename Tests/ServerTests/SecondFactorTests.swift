@testable import Accounts
import Calendar
import Database
import Server
import Support
import Testing

/// A visitor with an app: the codes that it shows are computed as RFC 6238 says, from the key that the page printed.
struct App: Sendable {
    let secret: [UInt8]

    /// The key as the set-up page prints it.
    init?(key: String) {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits: [Int] = []
        for letter in key where letter != " " {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            bits += (0..<5).reversed().map { value >> $0 & 1 }
        }
        secret = (0..<bits.count / 8).map { byte in
            UInt8(bits[byte * 8..<byte * 8 + 8].reduce(0) { $0 << 1 | $1 })
        }
    }

    func code(_ now: Instant, later steps: Int = 0) -> String {
        OneTimeCode.code(secret: secret, step: OneTimeCode.step(at: now) + steps)
    }
}

extension Visitor {
    /// Sets up a second factor and gives the app and the recovery codes.
    func setUpFactor(_ world: World) async throws -> (app: App, codes: [String]) {
        #expect(try await post("/me/second-factor/new").location == "/me/second-factor/new")
        let page = try await get("/me/second-factor/new")
        let app = try #require(App(key: page.between("<strong class=\"gv-words\">", "</strong>") ?? "?"))
        let fields = page.hiddenFields(ofFormTo: "/me/second-factor/confirm")
        let done = try await post("/me/second-factor/confirm", fields + [("code", app.code(world.clock.now))])
        #expect(done.status == 200 && done.title.hasPrefix("Your recovery codes"))
        return (app, done.text.split(separator: "<code>").dropFirst().map { String($0.prefix { $0 != "<" }) })
    }
}

@Suite("Second factor")
struct SecondFactorTests {
    @Test("after the right password only the code page opens, and the code signs in", arguments: Engine.here)
    func twoSteps(engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let (app, codes) = try await visitor.setUpFactor(world)
            #expect(codes.count == 10)
            #expect(try await visitor.get("/me").says("10 recovery codes left"))
            visitor.cookie = nil

            let first = try await visitor.post(
                "/sign-in", [("login", "administrator@example.org"), ("password", World.password), ("to", "/accounts")])
            #expect(first.status == 200 && first.title.hasPrefix("Enter your code"))
            #expect(visitor.cookie == nil && first.headers["set-cookie"] == nil, "no session before the code")
            #expect(!first.says(World.organisationName + "</span><form"), "the page knows nobody")
            let half = first.hiddenFields(ofFormTo: "/sign-in/code")

            // The code that set it up is used; the next one is right once.
            let used = try await visitor.post("/sign-in/code", half + [("code", app.code(world.clock.now))])
            #expect(used.status == 422 && used.says("not right or was used already") && visitor.cookie == nil)
            let next = app.code(world.clock.now, later: 1)
            let done = try await visitor.post("/sign-in/code", half + [("code", next)])
            #expect(done.status == 303 && done.location == "/accounts" && visitor.cookie != nil)
            #expect(try await visitor.get("/accounts").status == 200)
            visitor.cookie = nil
            let replay = try await visitor.post("/sign-in/code", half + [("code", next)])
            #expect(replay.status == 422 && visitor.cookie == nil, "a code that somebody saw opens nothing")
        }
        #expect(try await kinds(world, "auth.fail") == 2)
    }

    @Test("the token between the steps is void when it is old, changed, or the password is another")
    func half() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let (app, _) = try await visitor.setUpFactor(world)
            func half() async throws -> String {
                visitor.cookie = nil
                return try #require(try await visitor.signIn("administrator@example.org").hidden("half"))
            }
            let one = try await half()
            for text in ["", "AAAA", String(one.dropLast(8)) + "AAAAAAA=", one + "AAAA", "é"] {
                let reply = try await visitor.post("/sign-in/code", [("half", text), ("code", "000000")])
                #expect(reply.status == 422 && reply.says("Begin again"), "\(text)")
            }
            world.clock.now = world.clock.now.adding(minutes: 5)
            let late = try await visitor.post(
                "/sign-in/code", [("half", one), ("code", app.code(world.clock.now)), ("to", "/accounts")])
            #expect(late.status == 422 && late.says("Begin again") && late.hidden("to") == "/accounts")

            let two = try await half()
            try await world.accounts.setPassword(
                "another four words here", of: world.administrator, mustChange: false, keeping: nil, by: world.actor)
            let changed = try await visitor.post("/sign-in/code", [("half", two), ("code", app.code(world.clock.now))])
            #expect(changed.status == 422 && changed.says("Begin again") && visitor.cookie == nil)
        }
    }

    @Test("codes are guessed no faster than passwords, and the right password forgives none")
    func guessing() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let (app, codes) = try await visitor.setUpFactor(world)
            for attempt in 1...3 {
                visitor.cookie = nil
                let half = try #require(try await visitor.signIn("administrator@example.org").hidden("half"))
                let wrong = try await visitor.post("/sign-in/code", [("half", half), ("code", "00000\(attempt)")])
                #expect(wrong.status == 422)
            }
            let half = try #require(try await visitor.signIn("administrator@example.org").hidden("half"))
            let right = [("half", half), ("code", app.code(world.clock.now, later: 1))]
            let slowed = try await visitor.post("/sign-in/code", right)
            #expect(slowed.status == 429 && slowed.says("Wait 2 seconds"))
            let paper = try await visitor.post("/sign-in/code", [("half", half), ("recovery", codes[0])])
            #expect(paper.status == 429, "recovery codes are counted with the others")
            world.clock.now = world.clock.now.adding(seconds: 2)
            #expect(try await visitor.post("/sign-in/code", right).status == 303)
        }
    }

    @Test("a recovery code takes the app's place once, in any way of writing it", arguments: Engine.here)
    func recovery(engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let (_, codes) = try await visitor.setUpFactor(world)
            func signIn(_ code: String) async throws -> Int {
                visitor.cookie = nil
                let half = try #require(try await visitor.signIn("administrator@example.org").hidden("half"))
                return try await visitor.post("/sign-in/code", [("half", half), ("recovery", code)]).status
            }
            #expect(try await signIn(codes[0].lowercased().replacing("-", with: " ")) == 303)
            #expect(try await visitor.get("/me").says("9 recovery codes left"))
            #expect(try await signIn(codes[0]) == 422)
            #expect(try await signIn(codes[1]) == 303)

            let fields = try await visitor.get("/me/second-factor/recovery-codes")
                .hiddenFields(ofFormTo: "/me/second-factor/recovery-codes")
            let renewed = try await visitor.post("/me/second-factor/recovery-codes", fields)
            #expect(renewed.count("<code>") == 10 && !renewed.says(codes[2]))
            let again = try await visitor.post("/me/second-factor/recovery-codes", fields)
            #expect(again.text == renewed.text, "pressed twice, the same codes are shown")
            #expect(try await signIn(codes[2]) == 422, "the old ones are void")
        }
        let stored = try await world.database.read {
            try $0.rows("SELECT hash FROM recovery_code") { try $0.bytes(0) }
        }
        #expect(stored.count == 10 && stored.allSatisfy { $0.count == 32 })
    }

    @Test("the secret is sealed, and one that is moved to another account or was never confirmed opens nothing")
    func sealed() async throws {
        let world = try await World()
        let (app, _) = try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            return try await visitor.setUpFactor(world)
        }
        let stored = try await world.database.read {
            try $0.rows("SELECT factor, factor_offered FROM account") { (try $0.bytes(0), $0.bytesOrNil(1)) }
        }
        #expect(stored.count == 1 && stored[0].1 == nil && stored[0].0.count == app.secret.count + 28)
        for start in 0..<stored[0].0.count - 8 {
            #expect(!app.secret.starts(with: stored[0].0[start..<start + 8]))
        }
    }

    @Test("setting up needs the right code first, and until then the password alone signs in")
    func unconfirmed() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            #expect(try await visitor.get("/me/second-factor/new").location == "/me/second-factor")
            _ = try await visitor.post("/me/second-factor/new")
            let page = try await visitor.get("/me/second-factor/new")
            #expect(page.says("otpauth://totp/Granville:administrator@example.org?secret=") && page.says("<svg role=\"img\""))
            let fields = page.hiddenFields(ofFormTo: "/me/second-factor/confirm")
            let wrong = try await visitor.post("/me/second-factor/confirm", fields + [("code", "000000")])
            #expect(wrong.status == 422 && wrong.title.hasPrefix("Error: ") && wrong.says("<svg role=\"img\""))
            #expect(try await visitor.post("/me/second-factor/confirm", fields).status == 422)
            visitor.cookie = nil
            #expect(try await visitor.signIn("administrator@example.org").status == 303)
        }
    }

    @Test("an administrator resets somebody's factor with a reason, who reads it before anything else", arguments: Engine.here)
    func reset(engine: Engine) async throws {
        let world = try await World(on: engine)
        let lee = try await world.account("lee", .reader, name: "Lee Ash")
        try await world.withClient { client in
            let ada = Visitor(client), visitor = Visitor(client)
            _ = try await visitor.signIn("lee@example.org")
            let (app, codes) = try await visitor.setUpFactor(world)
            _ = try await ada.signIn("administrator@example.org")
            let account = try await ada.get("/accounts/\(lee)")
            #expect(account.says("/accounts/\(lee)/second-factor"))
            let page = try await ada.get("/accounts/\(lee)/second-factor")
            for secret in codes + [app.code(world.clock.now)] { #expect(!page.says(secret) && !account.says(secret)) }
            let fields = page.hiddenFields(ofFormTo: "/accounts/\(lee)/second-factor")
            #expect(try await ada.post("/accounts/\(lee)/second-factor", fields).status == 422)
            let done = try await ada.post("/accounts/\(lee)/second-factor", fields + [("reason", "Lost phone, seen in person")])
            #expect(done.location == "/accounts/\(lee)?reset")
            #expect(try await visitor.get("/me").status == 303, "signed out everywhere")

            visitor.cookie = nil
            #expect(try await visitor.signIn("lee@example.org").status == 303)
            #expect(try await visitor.get("/plans").location == "/me/second-factor/reset")
            let told = try await visitor.get("/me/second-factor/reset")
            #expect(told.says("Ada Field") && told.says("Lost phone, seen in person"))
            #expect(try await visitor.post("/me/second-factor/reset").location == "/")
            #expect(try await visitor.get("/plans").status == 200)
            #expect(try await visitor.get("/me/second-factor").says("Lost phone, seen in person"))
        }
    }

    @Test("whoever runs the program helps an organisation whose only administrator is locked out", arguments: Engine.here)
    func lockedOut(engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            _ = try await visitor.setUpFactor(world)
            let login = "Administrator@example.org"
            #expect(try await !world.accounts.resetFactor(login: "nobody", in: 1, reason: "Lost"))
            #expect(try await !world.accounts.resetFactor(login: login, in: 2, reason: "Lost"))
            #expect(try await world.accounts.resetFactor(login: login, in: 1, reason: "Lost phone"))
            #expect(try await !world.accounts.resetFactor(login: login, in: 1, reason: "Lost phone"))
            #expect(try await visitor.get("/me").status == 303)
            #expect(try await visitor.signIn(login).status == 303)
            #expect(try await visitor.get("/me/second-factor/reset").says("Whoever runs the program"))
        }
    }

    @Test("who holds a role that needs a factor sets one up before anything else, at the next sign-in")
    func required() async throws {
        let world = try await World()
        _ = try await world.account("lee", .auditor)
        try await world.withClient { client in
            let ada = Visitor(client), lee = Visitor(client)
            _ = try await lee.signIn("lee@example.org")
            world.clock.now = world.clock.now.adding(seconds: 1)
            _ = try await ada.signIn("administrator@example.org")
            let page = try await ada.get("/accounts/second-factor")
            let saved = try await ada.post(
                "/accounts/second-factor", page.hiddenFields(ofFormTo: "/accounts/second-factor") + [("roles", "16")])
            #expect(saved.location == "/accounts?factor")
            #expect(try await ada.get("/accounts").says("Needed by: Auditor."))
            #expect(try await lee.get("/ledger").status == 200, "nobody's half-written form is lost")

            lee.cookie = nil
            world.clock.now = world.clock.now.adding(seconds: 1)
            _ = try await lee.signIn("lee@example.org")
            for path in ["/ledger", "/plans", "/me", "/"] {
                #expect(try await lee.get(path).location == (path == "/" ? "/plans" : "/me/second-factor"), "\(path)")
            }
            #expect(try await lee.post("/ledger/verify").location == "/me/second-factor")
            #expect(try await lee.get("/me/second-factor").says("Your role asks for a second factor"))
            _ = try await lee.setUpFactor(world)
            #expect(try await lee.get("/ledger").status == 200)
            #expect(try await lee.get("/me/second-factor/remove").location == "/me/second-factor")
            #expect(try await lee.post("/me/second-factor/remove").status == 403)
            #expect(try await ada.get("/me").status == 200)
        }
    }

    @Test("its owner takes it off again, and what was kept in the form comes through both steps")
    func takenOff() async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let (app, _) = try await visitor.setUpFactor(world)
            visitor.cookie = nil
            let stopped = try await visitor.post("/posts/new", [("title", "Head of \"Housing\""), ("form", "f")])
            #expect(stopped.status == 401)
            let kept = stopped.hiddenFields(ofFormTo: "/sign-in")
            let first = try await visitor.post(
                "/sign-in", kept + [("login", "administrator@example.org"), ("password", World.password)])
            #expect(first.says("What you wrote is kept"))
            let second = try await visitor.post(
                "/sign-in/code",
                first.hiddenFields(ofFormTo: "/sign-in/code") + [("code", app.code(world.clock.now, later: 1))])
            #expect(second.status == 200 && second.title.hasPrefix("You are signed in again"))
            #expect(second.hiddenFields(ofFormTo: "/posts/new").contains { $0 == ("title", "Head of \"Housing\"") })

            let fields = try await visitor.get("/me/second-factor/remove").hiddenFields(ofFormTo: "/me/second-factor/remove")
            #expect(try await visitor.post("/me/second-factor/remove", fields).location == "/me/second-factor?removed")
            visitor.cookie = nil
            #expect(try await visitor.signIn("administrator@example.org").status == 303)
        }
    }

    private func kinds(_ world: World, _ kind: String) async throws -> Int {
        let entries = try await world.database.read {
            try $0.rows("SELECT entry FROM ledger_entry") { String(decoding: try $0.bytes(0), as: UTF8.self) }
        }
        return entries.count { $0.contains("\n\(kind)\n") }
    }
}
