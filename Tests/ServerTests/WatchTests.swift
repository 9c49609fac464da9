import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
@testable import Server
import Support
import Synchronization
import Testing
import Vault

@Suite("Watching over the program")
struct WatchTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
        var log: Logger {
            Logger(label: "test") { _ in
                JSONLog { line in self.all.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
            }
        }
    }

    private func services(_ world: World, _ lines: Lines, _ change: (inout Settings) -> Void = { _ in }) throws -> Services {
        var settings = world.services.settings
        settings.logsRequests = true
        change(&settings)
        let clock = world.clock
        return try Services(
            settings: settings, keys: try SystemKeys.load(from: world.folder + "/keys"), logger: lines.log, cost: .cheap,
            clock: { clock.now })
    }

    @Test("a request's line holds its route, status and time, and nothing of anyone")
    func lines() async throws {
        let world = try await World()
        _ = try await world.account("lee", .reader)
        let lines = Lines()
        let services = try services(world, lines)
        defer { services.close() }
        try await buildApplication(services).test(.router) { client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn("lee@example.org", "a wrong password of theirs")
            _ = try await visitor.signIn("lee@example.org")
            _ = try await visitor.get("/plans/019c2f6e-0000-7000-8000-00000000cafe?q=canary-word")
            _ = try await visitor.get("/canary-path/lee")
            _ = try await visitor.get("/search?words=canary-search")
        }
        let text = lines.all.withLock { $0.joined() }
        for secret in ["lee", "example.org", "wrong password", "cafe", "canary", World.password, "sid"] {
            #expect(!text.contains(secret), "\(secret) in \(text)")
        }
        let objects = try text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(objects.count == 5)
        for object in objects {
            #expect(Set(object.keys) == ["time", "level", "message", "id", "method", "route", "status", "ms"])
            #expect(object["status"] is Int && object["ms"] is Double || object["ms"] is Int)
        }
        let routes = objects.compactMap { $0["route"] as? String }
        #expect(routes.filter { $0 == "/sign-in" }.count == 2)
        #expect(routes.contains { $0.hasPrefix("/plans/") && $0.contains("plan") } && routes.contains("none"))
    }

    @Test("a line stays one line, whatever stands in it")
    func quoting() throws {
        let lines = Lines()
        lines.log.warning("two\nlines \"quoted\" \\ \u{1} \u{2028} ü", metadata: ["status": "x", "level": "mine", "ms": "1.5"])
        let text = lines.all.withLock { $0.joined() }
        #expect(text.filter { $0 == "\n" }.count == 1 && text.hasSuffix("\n"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["message"] as? String == "two\nlines \"quoted\" \\ \u{1} \u{2028} ü")
        #expect(object["level"] as? String == "warning" && object["status"] as? String == "x")
        #expect(object["ms"] as? Double == 1.5)
    }

    @Test("figures are for this computer, or for whoever has the token, and never through a proxy without one")
    func door() async throws {
        let token = "a secret of some length"
        func allows(_ authorization: String?, here: Bool = true, _ change: (inout Settings) -> Void = { _ in }) -> Bool {
            var settings = Settings(folder: "x")
            change(&settings)
            return MetricsText.allows(Caller(isThisComputer: here, authorization: authorization ?? ""), settings)
        }
        #expect(allows(nil))
        #expect(!allows(nil, here: false))
        #expect(!allows(nil) { $0.publicURL = "https://slavery.example.gov.uk" })
        for wrong in [nil, "", "Bearer ", "Bearer \(token)s", "Bearer \(token.dropLast())", token, "Basic \(token)"] {
            #expect(!allows(wrong) { $0.metricsToken = token }, "\(wrong ?? "nothing")")
        }
        #expect(allows("Bearer \(token)", here: false) { $0.metricsToken = token })
        let route = MetricsText.route(try await World().services)
        #expect(route.admits(Caller(isThisComputer: true, authorization: "")) && !route.admits(nil))
        #expect(Route.open("/help") { _, _, _ in .redirect("/") }.admits(nil))
        // Through the router nobody knows where a request comes from.
        let world = try await World()
        try await world.visit { visitor in
            let refused = try await visitor.get("/metrics")
            #expect(refused.status == 404 && !refused.says("granville_"))
        }
        var settings = Settings(folder: "x")
        settings.metricsToken = "short"
        #expect(settings.faults(demonstration: false).contains { $0.contains("GRANVILLE_METRICS_TOKEN") })
    }

    @Test("the figures are read by Prometheus' own parser, and agree with what was asked", arguments: Engine.here)
    func metrics(engine: Engine) async throws {
        let world = try await World(on: engine)
        let token = "a secret of some length"
        let services = try services(world, Lines()) { $0.metricsToken = token }
        defer { services.close() }
        let text = try await buildApplication(services).test(.router) { client in
            let visitor = Visitor(client)
            for _ in 0..<3 { _ = try await visitor.get("/health") }
            _ = try await visitor.get("/nowhere/at/all")
            _ = try await visitor.send(.delete, "/nowhere/else", body: nil, [:])
            return try await visitor.get("/metrics", headers: ["Authorization": "Bearer \(token)"]).text
        }
        #expect(text.contains("granville_requests_total{method=\"GET\",route=\"/health\",status=\"2xx\"} 3\n"))
        #expect(text.contains("granville_requests_total{method=\"GET\",route=\"none\",status=\"4xx\"} 1\n"))
        #expect(text.contains("granville_requests_total{method=\"other\",route=\"none\",status=\"4xx\"} 1\n"))
        #expect(text.contains("granville_request_seconds_bucket{route=\"/health\",le=\"+Inf\"} 3\n"))
        #expect(text.contains("granville_ledger_entries{organisation=\"1\"} 1\n"))
        #expect(text.contains("granville_read_only 0\n"))
        #expect(text.contains("granville_database_connections") == (engine == .postgres))
        let families = try Self.parse(text)
        guard let families else { return }
        #expect(families.contains("granville_request_seconds histogram") && families.contains("granville_requests counter"))
        #expect(families.count >= 13)
    }

    /// "name type" of each family, by the PyPI package prometheus-client; nil where it is not installed.
    private static func parse(_ text: String) throws -> [String]? {
        let program = """
            import sys
            try:
                from prometheus_client.parser import text_string_to_metric_families as parse
            except ImportError:
                sys.exit(3)
            for family in parse(sys.stdin.read()):
                print(family.name, family.type)
            """
        let local = ".venv-tests/bin/python"
        let python = FileManager.default.isExecutableFile(atPath: local) ? local : "/usr/bin/env"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = (python == local ? [] : ["python3"]) + ["-c", program]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus == 3 { return nil }
        #expect(process.terminationStatus == 0)
        return String(decoding: answer, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    // What happens then is tried on a real full disk: Tests/Crash/full.py.
    @Test("the room that is kept free is a number of megabytes, or a twentieth of a small disk")
    func littleRoom() async throws {
        let world = try await World()
        let look = try #require(DiskRoom(folder: world.folder, keepFree: .max).now)
        #expect(look.floor == look.all / 20 && look.free > 0)
        #expect(DiskRoom(folder: world.folder, keepFree: 0).now?.isLow == false)
        #expect(DiskRoom.Look(free: 99, all: 10_000, floor: 100).isLow)
        #expect(!DiskRoom.Look(free: 100, all: 10_000, floor: 100).isLow)
        try await world.visit { visitor in
            let ready = try await visitor.get("/ready")
            #expect(ready.status == 200 && ready.text == "ready\n")
        }
    }
}
