import Calendar
@_spi(Recording) import Database
import Ledger
import Log
import Server
import Support
import Testing

@Suite("The auditor's page after an older copy was put back")
struct GapPageTests {
    @Test("the gap is said as a fact: what was signed, what is there, what is lost, who decided", arguments: Engine.here)
    func gap(engine: Engine) async throws {
        let world = try await World(on: engine)
        let auditor = try await Auditor(world)
        let kept = try await world.database.read { reader in
            try reader.first("SELECT size, frontier, last_time FROM ledger_head") {
                (size: try $0.int(0), frontier: try $0.bytes(1), time: try $0.int(2))
            }
        }
        let older = try #require(kept)
        let before = try #require(try await world.services.checkpoints.sign(1))
        for _ in 0..<4 { _ = try await auditor.get("/ledger") }
        let signed = try #require(try await world.services.checkpoints.sign(1))
        for table in ["ledger_entry", "ledger_body", "ledger_about"] as [SQL] {
            try world.tamper("DELETE FROM \(table) WHERE position >= \(older.size)")
        }
        try world.tamper("DELETE FROM ledger_checkpoint WHERE size > \(older.size)")
        try world.tamper(
            "UPDATE ledger_head SET size = \(older.size), frontier = \(older.frontier), last_time = \(older.time)")
        #expect(try await auditor.get("/ledger").text.components("are lost") == 0)
        _ = try await world.services.startNextLedger(1, decidedBy: "Jo Bright, head of <legal>")
        let seen = try await auditor.get("/ledger")
        #expect(seen.text.contains("Ledger 1 had been signed over \(signed.size) entries"))
        #expect(seen.text.contains("entries \(older.size + 1) to \(signed.size - 1) are lost"))
        #expect(seen.text.contains("Decided by Jo Bright, head of &lt;legal&gt;."))
        // What was printed before it is still told apart from what never was.
        for code in [before.note, before.root.hex] {
            let page = try await auditor.compare(code).text
            #expect(page.contains("This is ledger 1, which ended") && page.contains("It matches"), "\(code)")
        }
        #expect(try await auditor.compare(signed.root.hex).text.contains("never had this code"))
        #expect(try await auditor.compare(signed.note).text.contains("but only \(older.size + 1) are stored"))
        let checked = try await auditor.post("/ledger/verify")
        #expect(checked.text.contains("The ledger is whole"))
    }
}
