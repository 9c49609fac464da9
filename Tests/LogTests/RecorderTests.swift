import Calendar
@_spi(Recording) import Database
import Foundation
import Ledger
import Log
import Server
import Support
import Synchronization
import Testing

@Suite("Recorder")
struct RecorderTests {
    @Test("a change that leaves no trace is refused and undone", arguments: Engine.here)
    func noTrace(engine: Engine) async throws {
        let world = try await World(on: engine)
        await #expect(throws: RecorderError.nothingTraced) {
            try await world.recorder.record(.config, by: world.actor) { write in
                try write.sql.execute("UPDATE organisation SET name = \("Elsewhere") WHERE id = 1")
            }
        }
        let name = try await world.database.read { try $0.first("SELECT name FROM organisation") { try $0.text(0) } }
        #expect(name == World.organisationName)
    }

    @Test("a change that fails is undone alone; those that share its commit are kept", arguments: Engine.here)
    func savepoints(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        let gate = Gate()
        let first = Task { try await world.write("first") { gate.wait() } }
        await gate.reached()
        // These three wait together, so they go into one group.
        let kept = Task { try await world.write("kept") }
        let failed = Task { try await world.write("failed") { throw Stop() } }
        let refused = Task { try await world.write(nil) }
        try await Task.sleep(for: .milliseconds(100))
        gate.open()
        try await first.value
        try await kept.value
        await #expect(throws: Stop.self) { try await failed.value }
        await #expect(throws: DatabaseError.self) { try await refused.value }
        #expect(try await world.words() == ["first", "kept"])
        #expect(try await world.verify().isClean)
    }

    @Test("200 changes at once get positions without a gap, and the head's root is that of the stored entries", arguments: Engine.here)
    func contiguous(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 { group.addTask { try await world.write("word \(number)") } }
            try await group.waitForAll()
        }
        let stored = try await world.entries()
        #expect(stored.map(\.position) == Array(0..<201))
        let root = MerkleTree.root(of: stored.map { MerkleTree.leafHash($0.entry) })
        let head = try await world.head()
        #expect(head.root == root)
        #expect(try await world.words().count == 200)
    }

    @Test("SQLite and PostgreSQL keep the same ledger to the byte")
    func differential() async throws {
        guard Engine.here.count == 2 else { return }
        let here = try await World(on: .sqlite)
        let there = try await World(on: .postgres)
        try here.makeTable()
        for number in 0..<37 { try await here.write("word \(number)") }
        let signed = try await here.services.checkpoints.sign(1)
        try await here.copyLedger(to: there)
        let report = try await LedgerAudit.verify(
            there.database, keys: here.services.keys, organisation: 1, lastSigned: here.services.checkpoints.lastSigned(1))
        #expect(report.findings.isEmpty)
        #expect(report.root == signed?.root)
        let (entries, copied) = (try await here.entries(), try await there.entries())
        #expect(entries.map(\.entry) == copied.map(\.entry))
        let (head, copiedHead) = (try await here.head(), try await there.head())
        #expect(head == copiedHead)
    }

    @Test("a request that was given up does not take its change with it", arguments: Engine.here)
    func cancelled(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        let gate = Gate()
        let request = Task { try await world.write("kept") { gate.wait() } }
        await gate.reached()
        request.cancel()
        gate.open()
        try await request.value
        #expect(try await world.words() == ["kept"])
    }

    @Test("when the commit fails, everybody who shared it is told that nothing was saved", arguments: Engine.here)
    func failedCommit(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        let before = try await world.entries().count
        let gate = Gate()
        let first = Task { try await world.write("first") { gate.wait() } }
        await gate.reached()
        let innocent = Task { try await world.write("innocent") }
        // A deferred rule is looked at by COMMIT only.
        let guilty = Task { try await world.write("guilty", parent: "nobody") }
        try await Task.sleep(for: .milliseconds(100))
        gate.open()
        try await first.value
        await #expect(throws: RecorderError.notSaved) { try await innocent.value }
        await #expect(throws: RecorderError.notSaved) { try await guilty.value }
        #expect(try await world.words() == ["first"])
        #expect(try await world.entries().count == before + 1)
        try await world.write("afterwards")
        #expect(try await world.verify().isClean)
    }

    @Test("a full disk saves nothing by halves, and writing goes on when there is room")
    func fullDisk() async throws {
        let world = try await World()
        try world.makeTable()
        let pages = try await world.database.read { try $0.count("PRAGMA page_count") }
        try world.limitPages(pages + 20)
        var saved: [String] = []
        for number in 0..<20 {
            let word = "\(number) " + String(repeating: "x", count: 20_000)
            do {
                try await world.write(word)
                saved.append(word)
            } catch {}
        }
        #expect(saved.count < 20)
        let words = try await world.words()
        #expect(Set(words) == Set(saved))
        #expect(try await world.verify().isClean)
        try world.limitPages(1_000_000)
        try await world.write("room again")
        #expect(try await world.words().contains("room again"))
        #expect(try await world.verify().isClean)
    }

    @Test("a clock that goes back is told once, and the ledger's time never does", arguments: Engine.here)
    func clock(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        try await world.write("at midday")
        world.clock.now = World.start.adding(hours: -2)
        try await world.write("two hours back")
        world.clock.now = world.clock.now.adding(seconds: 30)
        try await world.write("still behind")
        world.clock.now = world.clock.now.adding(minutes: -4)
        try await world.write("a little back")
        let entries = try await world.entries().map { try Entry(parsing: $0.entry) }
        #expect(entries.filter { $0.class == .ledgerTime }.count == 1)
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(try await world.verify().isClean)
        let lines = try await world.lines()
        #expect(lines.contains { $0.body?.did == "the computer's clock went back by 120 minutes" })
    }

    @Test("a form that is sent twice is done once and leads to the same place", arguments: Engine.here)
    func once(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        #expect(try await world.press("form 1", "/a") == "/a")
        #expect(try await world.press("form 1", "/b") == "/a")
        let before = try await world.entries().count
        let places = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<8 { group.addTask { try await world.press("form 2", "/\(number)") } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(places.count == 1)
        #expect(try await world.entries().count == before + 1)
        #expect(try await world.words().count == 2)
        #expect(try await world.verify().isClean)
    }

    @Test("a form is forgotten with a change that failed", arguments: Engine.here)
    func onceUndone(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        await #expect(throws: Stop.self) {
            try await world.recorder.record(.config, by: world.actor) { write in
                try write.done("form", location: "/a")
                throw Stop()
            }
        }
        #expect(try await world.press("form", "/b") == "/b")
    }
}

struct Stop: Error {}

/// Holds the writer inside a change until the test lets it go.
final class Gate: Sendable {
    private let inside = DispatchSemaphore(value: 0)
    private let go = DispatchSemaphore(value: 0)

    func wait() {
        inside.signal()
        go.wait()
    }

    func reached() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.inside.wait()
                continuation.resume()
            }
        }
    }

    func open() { go.signal() }
}
