import Accounts
import Attachments
import Calendar
import Database
import HTTPTypes
import Server
import Support
import Testing

@Suite("Attaching files on pages")
struct AttachmentPagesTests {
    static let letter = String(repeating: "They sleep behind the car wash. ", count: 5_000)
    private static let answers = [
        ("danger", "no"), ("what", "Four people at the car wash"), ("where", "Mill Lane"), ("who", "adult"),
    ]

    /// Posts as a browser does where a form takes a file.
    private static func upload(
        _ visitor: Visitor, _ path: String, _ fields: [(String, String)], file: String?
    ) async throws -> Reply {
        var body = ""
        for (name, value) in fields {
            body += "--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        if let file {
            body += "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"jo.txt\"\r\n"
            body += "Content-Type: text/plain\r\n\r\n\(file)\r\n"
        }
        return try await visitor.send(.post, path, body: body + "--cut--\r\n", [
            "Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data; boundary=cut",
        ])
    }

    /// Reports with a file, and leads whoever triages to the opened concern. Returns its path.
    private func sent(_ world: World, _ visitor: Visitor) async throws -> String {
        _ = try await visitor.signIn("reporter@example.org")
        let new = try await visitor.get("/concerns/new")
        let token = try #require(new.hidden("form"))
        let added = try await Self.upload(
            visitor, "/concerns/new", Self.answers + [("form", token), ("press", "attach"), ("fileWords", "The yard")],
            file: Self.letter)
        let draft = try #require(added.location?.prefix { $0 != "?" }.description)
        let page = try await visitor.get(draft)
        #expect(page.says("The yard") && page.says("Four people at the car wash"))
        let check = try await visitor.get("\(draft)/check")
        #expect(check.says("The yard"))
        let done = try await visitor.post("\(draft)/check", [("form", try #require(check.hidden("form")))])
        let own = try #require(done.location?.prefix { $0 != "?" }.description)
        return "/concerns" + own.dropFirst("/my/concerns".count)
    }

    @Test("a file of a draft comes along into the concern, and is saved by who has opened it", arguments: Engine.here)
    func along(engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("reporter", .reader)
        _ = try await world.account("point", .pointOfContact)
        try await world.visit { visitor in
            let concern = try await self.sent(world, visitor)
            _ = try await visitor.signIn("point@example.org")
            let outline = try await visitor.get(concern)
            #expect(!outline.says("The yard"))
            _ = try await visitor.post("\(concern)/open", [("purpose", "triage")])
            let page = try await visitor.get(concern)
            #expect(page.says("The yard") && page.says("from the person who reported") && !page.says("jo.txt"))
            let id = try #require(page.between("href=\"\(concern)/files/", "\""))
            let file = try await visitor.get("\(concern)/files/\(id)")
            #expect(file.status == 200 && file.text == Self.letter)
            #expect(file.headers["content-disposition"]?.hasPrefix("attachment; filename=\"CN-2026-") == true)
            #expect(file.headers["content-type"] == "text/plain; charset=utf-8")
            #expect(file.headers["x-content-type-options"] == "nosniff" && file.headers["cache-control"] == "no-store")
            let looks = try await visitor.get("\(concern)/looks")
            #expect(looks.says("file \(id)"))
            // An hour later the reason is asked for again, and the file is not given out.
            world.clock.now = world.clock.now.adding(seconds: 3_700)
            _ = try await visitor.signIn("point@example.org")
            #expect(try await visitor.get("\(concern)/files/\(id)").location == concern)
        }
    }

    @Test("a refused file is refused in words, and everything typed is kept", arguments: Engine.here)
    func refused(engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("reporter", .reader)
        try await world.visit { visitor in
            _ = try await visitor.signIn("reporter@example.org")
            let token = try #require(try await visitor.get("/concerns/new").hidden("form"))
            let reply = try await Self.upload(
                visitor, "/concerns/new", Self.answers + [("form", token), ("press", "check")], file: "<svg onload=x></svg>")
            #expect(reply.status == 422 && reply.says("This is an SVG drawing"))
            #expect(reply.says("Four people at the car wash") && reply.says("action=\"/concerns/drafts/"))
            let empty = try await Self.upload(
                visitor, "/concerns/new", Self.answers + [("form", token + "2"), ("press", "attach")], file: nil)
            #expect(empty.status == 422 && empty.says("Choose a picture or a document"))
        }
    }

    @Test("files are added on the opened concern and with a reply, and a draft that is thrown away takes its files along",
        arguments: Engine.here)
    func others(engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("reporter", .reader)
        _ = try await world.account("point", .pointOfContact)
        try await world.visit { visitor in
            let concern = try await self.sent(world, visitor)
            let reply = try await Self.upload(visitor, "/my\(concern)", [("form", "r1")], file: "A second letter")
            #expect(reply.location == "/my\(concern)?said")
            #expect(try await visitor.get("/my\(concern)").says("2, open to those who work on it"))
            _ = try await visitor.signIn("point@example.org")
            _ = try await visitor.post("\(concern)/open", [("purpose", "triage")])
            let added = try await Self.upload(
                visitor, "\(concern)/files", [("form", "f1"), ("fileWords", "From the street")], file: "A third")
            #expect(added.location == "\(concern)?said=file")
            let page = try await visitor.get(concern)
            #expect(page.says("From the street") && page.says("I sent a file.") && page.count("\(concern)/files/") == 3)

            _ = try await visitor.signIn("reporter@example.org")
            let token = try #require(try await visitor.get("/concerns/new").hidden("form"))
            let draft = try #require(try await Self.upload(
                visitor, "/concerns/new", [("form", token), ("press", "attach")], file: "To be thrown away"
            ).location?.prefix { $0 != "?" }.description)
            func chunks() async throws -> Int {
                try await world.database.read { try $0.count("SELECT count(DISTINCT attachment) FROM attachment_chunk") }
            }
            #expect(try await chunks() == 4)
            _ = try await visitor.post("\(draft)/discard", [("form", "d1")])
            #expect(try await chunks() == 3)
        }
    }
}
