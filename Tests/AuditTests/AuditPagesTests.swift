import Accounts
import Audit
import Calendar
@_spi(Recording) import Database
import HTTPTypes
import HummingbirdTesting
import Ledger
import Log
import Server
import Support
import Testing

@Suite("The auditor's pages")
struct AuditPagesTests {
    @Test("the overview says who did what and when, and that the look itself is an entry", arguments: Engine.here)
    func overview(engine: Engine) async throws {
        let world = try await World(on: engine)
        let auditor = try await Auditor(world)
        let first = try await auditor.get("/ledger")
        #expect(first.status == .ok)
        #expect(first.text.contains("set up the organisation and its first account: Ada Field"))
        #expect(first.text.contains("The program"))
        #expect(first.text.contains("looked at the ledger"))
        #expect(first.text.contains("Not yet. The first signature follows"))
        try await world.services.checkpoints.sign(1)
        let second = try await auditor.get("/ledger")
        #expect(second.text.contains("22 November 2026 at midday, over"))
        #expect(second.text.components("looked at the ledger") == 2)
    }

    @Test("nobody but an auditor sees the ledger", arguments: ["/ledger", "/ledger/entries/0", "/ledger/compare"])
    func others(path: String) async throws {
        let world = try await World()
        let reader = try await Auditor(world, roles: .administrator, .planOwner, .leadOfficer, .reader)
        #expect(try await reader.get(path).status == .forbidden)
        #expect(try await world.size() == 3)
    }

    @Test("a look that cannot be recorded is not given")
    func failsClosed() async throws {
        let world = try await World()
        let auditor = try await Auditor(world)
        world.recorder.close()
        let answer = try await auditor.get("/ledger")
        #expect(answer.status == .serviceUnavailable)
        #expect(!answer.text.contains("set up the organisation"))
    }

    @Test("filters by kind, account and day give the entries that fit, and agree with their count", arguments: Engine.here)
    func filters(engine: Engine) async throws {
        let world = try await World(on: engine)
        let lee = try await world.account("lee", .reader)
        world.clock.now = world.clock.now.adding(hours: 48)
        let auditor = try await Auditor(world)
        _ = try await world.account("kim", .reader)
        let accounts = try await auditor.get("/ledger?kind=account.write")
        #expect(accounts.text.contains("Showing 1 to 3 of 3 entries"))
        let aboutLee = try await auditor.get("/ledger?account=\(lee)")
        #expect(aboutLee.text.contains("added an account: Lee"))
        // The look at Lee's entries is about Lee.
        #expect(aboutLee.text.contains("Showing 1 to 2 of 2 entries"))
        let early = try await auditor.get("/ledger?to-day=22&to-month=11&to-year=2026&kind=account.write")
        #expect(early.text.contains("added an account: Lee"))
        #expect(early.text.contains("Showing 1 to 1 of 1 entries"))
        let late = try await auditor.get("/ledger?from-day=23&from-month=11&from-year=2026&kind=account.write")
        #expect(late.text.contains("added an account: Kim"))
        #expect(late.text.contains("Showing 1 to 2 of 2 entries"))
        let none = try await auditor.get("/ledger?kind=plan.import")
        #expect(none.text.contains("No entry fits these filters."))
        let wrong = try await auditor.get("/ledger?from-day=31&from-month=9&from-year=2026")
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("31 September is not a real date"))
    }

    @Test("a long ledger comes in pages of 50")
    func paging() async throws {
        let world = try await World()
        let auditor = try await Auditor(world)
        for number in 0..<60 {
            try await world.recorder.record(.config, by: world.actor) {
                $0.trace(Trace("did thing \(number)", "thing", "t\(number)"))
            }
        }
        let first = try await auditor.get("/ledger?kind=config")
        #expect(first.text.contains("Showing 1 to 50 of 61 entries"))
        #expect(first.text.contains("/ledger?kind=config&amp;page=2"))
        let second = try await auditor.get("/ledger?kind=config&page=2")
        #expect(second.text.contains("Showing 51 to 61 of 61 entries"))
        #expect(second.text.contains("did thing 0<"))
    }

    @Test("an entry's page shows its bytes, its record and its proof", arguments: Engine.here)
    func entry(engine: Engine) async throws {
        let world = try await World(on: engine)
        let auditor = try await Auditor(world)
        try await world.services.checkpoints.sign(1)
        let page = try await auditor.get("/ledger/entries/1")
        #expect(page.status == .ok)
        #expect(page.text.contains("msa-ledger/v1\n"))
        #expect(page.text.contains("added an account"))
        #expect(page.text.contains("The entry fits its hash"))
        #expect(page.text.contains("The record is the one that was promised"))
        #expect(page.text.contains("It stands under the checkpoint over 3 entries"))
        #expect(try await auditor.get("/ledger/entries/3").text.contains("the next signature will cover it"))
        for path in ["/ledger/entries/99", "/ledger/entries/-1", "/ledger/entries/x"] {
            #expect(try await auditor.get(path).status == .notFound)
        }
    }

    @Test("Verify now says that the ledger is whole, or what is not, and is itself recorded", arguments: Engine.here)
    func verify(engine: Engine) async throws {
        let world = try await World(on: engine)
        let auditor = try await Auditor(world)
        let whole = try await auditor.post("/ledger/verify")
        #expect(whole.text.contains("The ledger is whole"))
        #expect(whole.text.contains("4 entries of 22 November 2026. Nothing missing or changed."))
        try world.tamper("UPDATE ledger_entry SET leaf = \([UInt8](repeating: 7, count: 32)) WHERE position = 1")
        let broken = try await auditor.post("/ledger/verify")
        #expect(broken.text.contains("The ledger is not what it was"))
        #expect(broken.text.contains("Entry 1: the stored entry does not match its hash."))
        #expect(try await auditor.get("/ledger/entries/1").text.contains("The entry does not fit its hash"))
    }

    @Test("a signature that was refused is said on the first page")
    func refused() async throws {
        let world = try await World()
        let auditor = try await Auditor(world)
        try world.tamper("DELETE FROM ledger_entry WHERE position = 1")
        _ = try? await world.services.checkpoints.sign(1)
        let page = try await auditor.get("/ledger")
        #expect(page.text.contains("The ledger could not be signed on 22 November 2026 at midday. Entry 1 is missing."))
        #expect(try await auditor.get("/ledger/entries/1").text.contains("Entry 1 is missing"))
    }

    @Test("a printed code leads to its moment; a wrong one is told apart", arguments: Engine.here)
    func compare(engine: Engine) async throws {
        let world = try await World(on: engine)
        let auditor = try await Auditor(world)
        let signed = try #require(try await world.services.checkpoints.sign(1))
        _ = try await world.account("lee", .reader)
        for code in [signed.root.hex, signed.root.base64, String(signed.root.hex.uppercased().prefix(16)), signed.note] {
            let page = try await auditor.compare(code)
            #expect(page.text.contains("This is the ledger after its first 3 entries"), "\(code)")
        }
        let spaced = signed.root.hex.prefix(32).enumerated().map { $0 % 4 == 3 ? "\($1) " : "\($1)" }.joined()
        #expect(try await auditor.compare(spaced).text.contains("after its first 3 entries"))
        #expect(try await auditor.compare(String(repeating: "ab", count: 32)).text.contains("never had this code"))
        #expect(try await auditor.compare("what").status == .unprocessableContent)
        #expect(try await auditor.compare("").status == .unprocessableContent)
        let forged = signed.note.replacing("\n3\n", with: "\n4\n")
        #expect(try await auditor.compare(forged).text.contains("This is not a checkpoint of this ledger"))
        try world.tamper("UPDATE ledger_entry SET entry = \(Array("other".utf8)) WHERE position = 1")
        #expect(try await auditor.compare(signed.note).text.contains("gives another code"))
        #expect(try await auditor.compare(signed.root.hex).text.contains("never had this code"))
    }

    @Test("what somebody typed cannot become part of the page")
    func escaping() async throws {
        let world = try await World()
        let auditor = try await Auditor(world)
        try await world.recorder.record(.config, by: world.actor) {
            $0.trace(Trace("did <script>", "<b>", "\"'<i>", fields: ["<u>"], reason: "<script>alert(1)</script>"))
        }
        for path in ["/ledger", "/ledger/entries/3", "/ledger?about=%22%3E%3Cscript%3E", "/ledger?kind=%3Cscript%3E"] {
            let text = try await auditor.get(path).text
            #expect(!text.contains("<script>"), "\(path)")
            #expect(!text.contains("<i>"), "\(path)")
        }
    }
}
