import Accounts
import Database
import Support
import Testing

@Suite("Post pages")
struct PostPagesTests {
    private func world() async throws -> (World, post: String) {
        let world = try await World()
        _ = try await world.account("owner", .planOwner, name: "Olu Owner")
        _ = try await world.account("reader", .reader, name: "Rae Reader")
        let pressed = try await PostStore(recorder: world.recorder).add(
            abbreviation: "HSSC", title: "Head of Safe Communities", form: "seed", by: world.actor)
        return (world, String(pressed.location.dropFirst("/posts/".count)))
    }

    private func date(_ name: String, _ day: Int, _ month: Int, _ year: Int) -> [(String, String)] {
        [("\(name)-day", String(day)), ("\(name)-month", String(month)), ("\(name)-year", String(year))]
    }

    @Test("a vacant post shows as vacant with since when, and a held one with who and since when")
    func list() async throws {
        let (world, post) = try await world()
        try await world.visit { owner in
            _ = try await owner.signIn("owner@example.org")
            let before = try await owner.get("/posts")
            #expect(before.says("Vacant") && before.says("<svg class=\"gv-shape\"") && before.says("Nobody has held it yet"))
            let form = try await owner.get("/posts/\(post)/appoint")
            let fields = form.hiddenFields(ofFormTo: "/posts/\(post)/appoint")
            let appointed = try await owner.post(
                "/posts/\(post)/appoint", fields + [("name", "Pat Oak")] + date("from", 1, 4, 2026) + date("to", 31, 10, 2026))
            #expect(appointed.location == "/posts/\(post)?changed")
            #expect(try await owner.get("/posts").says("1 November 2026"), "vacant since the day after")
            let reader = try #require(try await world.database.read {
                try AccountStore.list($0, organisation: 1).first { $0.name == "Rae Reader" }
            })
            let next = try await owner.get("/posts/\(post)/appoint").hiddenFields(ofFormTo: "/posts/\(post)/appoint")
            _ = try await owner.post("/posts/\(post)/appoint", next + [("account", reader.id)] + date("from", 2, 11, 2026))
            let after = try await owner.get("/posts")
            #expect(after.says("Rae Reader") && after.says("2 November 2026") && !after.says("Vacant"))
            let show = try await owner.get("/posts/\(post)")
            #expect(show.says("1 April 2026 to 31 October 2026") && show.says("since 2 November 2026"))
        }
    }

    @Test("readers see posts and who holds them, and no way to change them")
    func reading() async throws {
        let (world, post) = try await world()
        try await world.visit { reader in
            _ = try await reader.signIn("reader@example.org")
            let list = try await reader.get("/posts")
            #expect(list.status == 200 && !list.says("Add a post"))
            let show = try await reader.get("/posts/\(post)")
            #expect(show.status == 200 && !show.says("Appoint") && !show.says("Change<"))
            #expect(try await reader.get("/posts/\(post)/appoint").status == 403)
            #expect(try await reader.post("/posts/\(post)/remove").status == 403)
        }
    }

    @Test("all that is wrong with an appointment is said at once")
    func appointmentProblems() async throws {
        let (world, post) = try await world()
        try await world.visit { owner in
            _ = try await owner.signIn("owner@example.org")
            let path = "/posts/\(post)/appoint"
            let empty = try await owner.post(path, [("form", "a"), ("version", "1")])
            #expect(empty.status == 422 && empty.says("Select who is appointed") && empty.says("Enter the first day"))
            let odd = try await owner.post(
                path, [("form", "a"), ("version", "1"), ("name", "Pat")] + date("from", 31, 9, 2026) + date("to", 1, 1, 2026))
            #expect(odd.status == 422 && odd.says("31 September is not a real date"))
            let turned = try await owner.post(
                path, [("form", "a"), ("version", "1"), ("name", "Pat")] + date("from", 1, 9, 2026) + date("to", 1, 1, 2026))
            #expect(turned.status == 422 && turned.says("Last day must be the first day or later"))
            let good = [("form", "a"), ("version", "1"), ("name", "Pat Oak")] + date("from", 1, 9, 2026)
            #expect(try await owner.post(path, good).status == 303)
            #expect(try await owner.post(path, good).status == 303, "pressed twice")
            let stale = try await owner.post(
                path, [("form", "b"), ("version", "1"), ("name", "Sam Elm")] + date("from", 1, 10, 2026))
            #expect(stale.status == 409 && stale.says("Held now by Pat Oak") && stale.says("value=\"Sam Elm\""))
            let clash = try await owner.post(
                path, stale.hiddenFields(ofFormTo: path) + [("name", "Sam Elm")] + date("from", 1, 9, 2026))
            #expect(clash.status == 422 && clash.says("Pat Oak holds this post from 1 September 2026"))
        }
    }

    @Test("a holding ends on the day given, and not before it began")
    func end() async throws {
        let (world, post) = try await world()
        try await world.visit { owner in
            _ = try await owner.signIn("owner@example.org")
            _ = try await owner.post(
                "/posts/\(post)/appoint",
                [("form", "a"), ("version", "1"), ("name", "Pat Oak")] + date("from", 1, 9, 2026))
            let show = try await owner.get("/posts/\(post)")
            let path = "/posts/\(post)/holders/" + (try #require(show.between("/posts/\(post)/holders/", "\"")))
            let fields = try await owner.get(path).hiddenFields(ofFormTo: path)
            let early = try await owner.post(path, fields + date("to", 31, 8, 2026))
            #expect(early.status == 422 && early.says("Last day must be 1 September 2026 or later"))
            #expect(try await owner.post(path, fields + date("to", 20, 11, 2026)).status == 303)
            #expect(try await owner.get("/posts/\(post)").says("since 21 November 2026"))
        }
    }

    @Test("a post that somebody else changed shows both versions; an abbreviation is not given twice")
    func change() async throws {
        let (world, post) = try await world()
        try await world.visit { owner in
            _ = try await owner.signIn("owner@example.org")
            let other = try await owner.post("/posts/new", [("form", "n"), ("title", "Licensing"), ("abbreviation", "hssc")])
            #expect(other.status == 422 && other.says("stands for the post"))
            let empty = try await owner.post("/posts/new", [("form", "n")])
            #expect(empty.status == 422 && empty.says("Enter a title"))
            let path = "/posts/\(post)/change"
            _ = try await owner.post(path, [("form", "a"), ("version", "1"), ("title", "Head of Safety"), ("abbreviation", "HS")])
            let stale = try await owner.post(
                path, [("form", "b"), ("version", "1"), ("title", "Head of Care"), ("abbreviation", "HSSC")])
            #expect(stale.status == 409 && stale.says("Head of Safety") && stale.says("Head of Care"))
            let saved = try await owner.post(
                path, stale.hiddenFields(ofFormTo: path) + [("title", "Head of Care"), ("abbreviation", "HC")])
            #expect(saved.status == 303)
            #expect(try await owner.get("/posts").says("Head of Care (HC)"))
        }
    }

    @Test("a removed post leaves the list and stays on record")
    func remove() async throws {
        let (world, post) = try await world()
        try await world.visit { owner in
            _ = try await owner.signIn("owner@example.org")
            let page = try await owner.get("/posts/\(post)/remove")
            #expect(page.says("What it leads") && page.says("Nothing names this post"))
            let removed = try await owner.post(
                "/posts/\(post)/remove", page.hiddenFields(ofFormTo: "/posts/\(post)/remove"))
            #expect(removed.location == "/posts?removed")
            let list = try await owner.get("/posts?removed")
            #expect(list.says("Removed posts") && list.says("There are no posts yet"))
            #expect(try await owner.get("/posts/\(post)").says("This post was removed on 22 November 2026"))
            #expect(try await owner.get("/posts/\(post)/appoint").status == 404)
        }
    }
}
