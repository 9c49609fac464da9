import Accounts
import Database
import Foundation
import Hummingbird
import HummingbirdTesting
@testable import Server
import Support
import Testing

/// Files on their way in, sent to the page where whoever reported follows up: it asks nobody to sign in.
@Suite("Files on their way in", .serialized)
struct UploadTests {
    private static let place = "/tell-us/follow-up"

    private static func kept(_ world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) FROM attachment_chunk") }
    }

    private static func names(_ world: World) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: world.folder).filter { $0.hasPrefix(".") })
    }

    /// Spools that are open; they have no name any more.
    private static func open(_ world: World) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter { name in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
            return target?.contains("\(world.folder)/.spool") == true
        }.count
    }

    private static func post(_ world: World, _ body: String) async throws -> Reply {
        try await world.visit { visitor in
            try await visitor.send(.post, place, body: body, [
                "Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data; boundary=bound",
            ])
        }
    }

    @Test("more than 26 megabytes are refused in words, and nothing of them is left")
    func tooLong() async throws {
        let world = try await World()
        let reply = try await world.visit { try await $0.post(Self.place, [], file: [UInt8](repeating: 0x61, count: 27 << 20)) }
        #expect(reply.status == 413 && reply.says("This is too large"))
        #expect(try await Self.kept(world) == 0)
        #expect(try Self.open(world) == 0 && Self.names(world).isEmpty)
    }

    @Test("where the disk takes no more, the file is refused in words and nothing is half done")
    func noRoom() async throws {
        let world = try await World()
        var services = world.services
        services.spoolFolder = "/no such folder"
        let reply = try await buildApplication(services).test(.router) { client in
            let visitor = Visitor(client)
            let file = [UInt8](repeating: 0x61, count: 200_000)
            let refused = try await visitor.post(Self.place, [("code", "x")], file: file)
            // What needs no room is answered as before.
            #expect(try await visitor.post(Self.place, [("code", "x")]).status == 422)
            return refused
        }
        #expect(reply.status == 503 && reply.says("nothing of it was kept"))
        #expect(try await Self.kept(world) == 0)
    }

    @Test("a form without an end, with an endless head, with thousands of parts or files, or of another kind is refused")
    func hostile() async throws {
        let world = try await World()
        let field = "--bound\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
        let file = "--bound\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n1\r\n"
        for body in [
            file + String(repeating: "x", count: 100_000), "--bound\r\nX: " + String(repeating: "x", count: 100_000),
            String(repeating: field, count: 3_000) + "--bound--", String(repeating: file, count: 3_000) + "--bound--",
            "no boundary at all", "--bound",
        ] {
            let reply = try await Self.post(world, body)
            #expect(reply.status == 400 && reply.says("Nothing was changed"), "\(body.prefix(60))")
        }
        let words = "--bound\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + String(repeating: "x", count: 3 << 20)
        #expect(try await Self.post(world, words + "\r\n--bound--").status == 413)
        #expect(try Self.open(world) == 0 && Self.names(world).isEmpty)
    }

    @Test("a file whose sender goes away leaves nothing, and had no name while it came")
    func cut() async throws {
        let world = try await World()
        try await buildApplication(world.services).test(.live) { client in
            let socket = try Wire.connect(try #require(client.port))
            let head = """
                POST \(Self.place) HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n\
                Content-Type: multipart/form-data; boundary=bound\r\nContent-Length: 5000000\r\n\r\n\
                --bound\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n
                """
            #expect(Wire.send(socket, Array(head.utf8) + [UInt8](repeating: 0x61, count: 1_000_000)))
            #expect(try await Self.comes { try Self.open(world) == 1 })
            #expect(try Self.names(world).isEmpty)
            close(socket)
            #expect(try await Self.comes { try Self.open(world) == 0 })
            #expect(try Self.names(world).isEmpty)
        }
        #expect(try await Self.kept(world) == 0)
    }

    /// Asks again until it is so, ten seconds at most.
    private static func comes(_ claim: () throws -> Bool) async throws -> Bool {
        for _ in 0..<500 {
            if try claim() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
