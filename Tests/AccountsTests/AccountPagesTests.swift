import Accounts
import Calendar
import Database
import Support
import Testing

@Suite("Account pages")
struct AccountPagesTests {
    private func add(
        _ visitor: Visitor, name: String = "Lee Ash", login: String = "lee@example.org", roles: [Role] = [.reader],
        form: String = "form-1"
    ) async throws -> Reply {
        try await visitor.post(
            "/accounts/new",
            [("form", form), ("name", name), ("login", login)] + roles.map { ("roles", String($0.rawValue)) })
    }

    private func account(_ world: World, _ login: String) async throws -> Account {
        try #require(try await world.database.read {
            try AccountStore.list($0, organisation: 1).first { $0.login == login }
        })
    }

    @Test("an administrator adds an account, hands on its password, and the person must choose their own")
    func story() async throws {
        let world = try await World()
        try await world.visit { ada in
            _ = try await ada.signIn("administrator@example.org")
            let form = try await ada.get("/accounts/new")
            #expect(form.says("Reads the plan and checks the ledger"))
            let token = try #require(form.hidden("form"))
            let added = try await add(ada, form: token)
            #expect(added.status == 200)
            let password = try #require(added.between("<strong>", "</strong>"))
            #expect(password.split(separator: "-").count == 4)
            let pressedAgain = try await add(ada, form: token)
            #expect(pressedAgain.between("<strong>", "</strong>") == password)
            #expect(try await world.database.read { try AccountStore.list($0, organisation: 1).count } == 2)
            world.clock.now = World.start.adding(minutes: 3)
            let later = try await add(ada, form: token)
            #expect(later.status == 200 && !later.says(password))
            #expect(!(try await ada.get("/accounts")).says(password))

            ada.cookie = nil
            #expect(try await ada.signIn("lee@example.org", password).status == 303)
            #expect(try await ada.get("/posts").location == "/me/password")
            #expect(try await ada.get("/accounts").status == 403)
            #expect(try await ada.get("/me").location == "/me/password")
            let page = try await ada.get("/me/password")
            #expect(page.says("Somebody else chose your password"))
            #expect(!page.says("gv-navigation"))
            let wrong = try await ada.post("/me/password", [("old", "not this one"), ("new", "short")])
            #expect(wrong.status == 422 && wrong.says("This is not your present password") && wrong.says("at least 12"))
            let same = try await ada.post("/me/password", [("old", password), ("new", password)])
            #expect(same.status == 422 && same.says("differs from the present one"))
            let chosen = try await ada.post("/me/password", [("old", password), ("new", "a kettle of my own")])
            #expect(chosen.location == "/me?changed")
            #expect(try await ada.get("/me?changed").says("Your password is changed"))
        }
    }

    @Test("all that is wrong with a new account is said at once, and what was typed stays")
    func problems() async throws {
        let world = try await World()
        try await world.visit { ada in
            _ = try await ada.signIn("administrator@example.org")
            let reply = try await ada.post("/accounts/new", [("login", "two words"), ("form", "f")])
            #expect(reply.status == 422)
            #expect(reply.title.hasPrefix("Error: "))
            for words in ["Enter a name", "Enter a sign-in name without spaces", "Select at least one role"] {
                #expect(reply.count(words) == 2, "once in the summary and once at the field: \(words)")
            }
            #expect(reply.says("value=\"two words\""))
            #expect(reply.hidden("form") == "f")
            let taken = try await add(ada, login: "ADMINISTRATOR@example.org")
            #expect(taken.status == 422 && taken.says("Somebody signs in with this name already"))
            let hidden = try await add(ada, name: "Lee \u{202e}hsA")
            #expect(hidden.status == 422 && hidden.says("hidden signs"))
            let long = try await add(ada, name: String(repeating: "n", count: 201))
            #expect(long.status == 422 && long.says("at most 200"))
        }
    }

    @Test("a form that somebody else overtook shows both versions, and the person decides")
    func stale() async throws {
        let world = try await World()
        let lee = try await world.account("lee", .reader, name: "Lee Ash")
        try await world.visit { ada in
            _ = try await ada.signIn("administrator@example.org")
            let form = try await ada.get("/accounts/\(lee)/change")
            let version = try #require(form.hidden("version")), token = try #require(form.hidden("form"))
            _ = try await ada.post(
                "/accounts/\(lee)/change",
                [("form", "other"), ("version", version), ("name", "Lee Ash-Oak"), ("roles", "8")])
            let mine = [("name", "Lee Birch"), ("roles", "8"), ("roles", "16")]
            let stale = try await ada.post("/accounts/\(lee)/change", [("form", token), ("version", version)] + mine)
            #expect(stale.status == 409)
            #expect(stale.says("Lee Ash-Oak") && stale.says("Lee Birch") && stale.says("Reader, Auditor"))
            #expect(try await account(world, "lee@example.org").name == "Lee Ash-Oak")
            let fresh = try #require(stale.hidden("version"))
            let saved = try await ada.post("/accounts/\(lee)/change", [("form", token), ("version", fresh)] + mine)
            #expect(saved.location == "/accounts/\(lee)?changed")
            let again = try await ada.post("/accounts/\(lee)/change", [("form", token), ("version", fresh)] + mine)
            #expect(again.location == saved.location)
            #expect(try await account(world, "lee@example.org").roles == RoleSet([.reader, .auditor]))
        }
    }

    @Test("closing asks first, says what it does, and signs the person out at once")
    func close() async throws {
        let world = try await World()
        let lee = try await world.account("lee", .reader, name: "Lee Ash")
        try await world.withClient { client in
            let ada = Visitor(client), visitor = Visitor(client)
            _ = try await ada.signIn("administrator@example.org")
            _ = try await visitor.signIn("lee@example.org")
            #expect(try await visitor.get("/me").status == 200)
            let page = try await ada.get("/accounts/\(lee)/close")
            #expect(page.says("Lee Ash is signed out at once"))
            let fields = page.hiddenFields(ofFormTo: "/accounts/\(lee)/close")
            #expect(try await visitor.get("/me").status == 200)
            let closed = try await ada.post("/accounts/\(lee)/close", fields)
            #expect(closed.location == "/accounts/\(lee)?closed")
            #expect(try await ada.post("/accounts/\(lee)/close", fields).location == closed.location)
            #expect(try await visitor.get("/me").location == "/sign-in?to=%2Fme")
            #expect(try await visitor.signIn("lee@example.org").status == 422)
            let show = try await ada.get("/accounts/\(lee)?closed")
            #expect(show.says("The account is closed.") && show.says("Reopen this account"))
            let reopen = try await ada.get("/accounts/\(lee)/reopen").hiddenFields(ofFormTo: "/accounts/\(lee)/reopen")
            #expect(try await ada.post("/accounts/\(lee)/reopen", reopen).location == "/accounts/\(lee)?reopened")
            #expect(try await visitor.signIn("lee@example.org").status == 303)
        }
    }

    @Test("the last administrator stays, and nobody takes the role from themselves")
    func administrator() async throws {
        let world = try await World()
        let ada = world.administrator
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            #expect(!(try await visitor.get("/accounts/\(ada)")).says("Close this account"))
            let close = try await visitor.post("/accounts/\(ada)/close", [("form", "a"), ("version", "1")])
            #expect(close.status == 422 && close.says("only open account with the administrator"))
            let change = [("version", "1"), ("name", "Ada Field"), ("roles", "8")]
            let last = try await visitor.post("/accounts/\(ada)/change", [("form", "b")] + change)
            #expect(last.status == 422 && last.says("only open account with the administrator"))
            _ = try await world.account("lee", .administrator)
            let own = try await visitor.post("/accounts/\(ada)/change", [("form", "c")] + change)
            #expect(own.status == 422 && own.says("You cannot take the administrator"))
            let ownClose = try await visitor.post("/accounts/\(ada)/close", [("form", "d"), ("version", "1")])
            #expect(ownClose.status == 422 && ownClose.says("close your own account"))
        }
    }

    @Test("a new password is made, shown once, and ends the person's sessions")
    func newPassword() async throws {
        let world = try await World()
        let lee = try await world.account("lee", .reader)
        try await world.withClient { client in
            let ada = Visitor(client), visitor = Visitor(client)
            _ = try await visitor.signIn("lee@example.org")
            _ = try await ada.signIn("administrator@example.org")
            let fields = try await ada.get("/accounts/\(lee)/password").hiddenFields(ofFormTo: "/accounts/\(lee)/password")
            let given = try await ada.post("/accounts/\(lee)/password", fields)
            let password = try #require(given.between("<strong>", "</strong>"))
            #expect(try await visitor.get("/me").status == 303)
            #expect(try await visitor.signIn("lee@example.org").status == 422)
            #expect(try await visitor.signIn("lee@example.org", password).status == 303)
            #expect(try await visitor.get("/me").location == "/me/password")
        }
    }

    @Test("an account that is not there is not found", arguments: ["", "/change", "/close", "/reopen", "/password"])
    func missing(part: String) async throws {
        let world = try await World()
        try await world.visit { ada in
            _ = try await ada.signIn("administrator@example.org")
            #expect(try await ada.get("/accounts/0198-nobody\(part)").status == 404)
            if !part.isEmpty { #expect(try await ada.post("/accounts/0198-nobody\(part)").status == 404) }
        }
    }
}
