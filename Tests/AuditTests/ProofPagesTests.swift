import Database
import HTTPTypes
import Ledger
import Log
import Server
import Support
import Testing

@Suite("What an auditor takes home")
struct ProofPagesTests {
    @Test("an entry's proof holds under the ledger's key, and taking it is itself an entry", arguments: Engine.here)
    func plain(engine: Engine) async throws {
        let world = try await World(on: engine)
        let auditor = try await Auditor(world)
        #expect(try await auditor.get("/ledger/entries/1").text.contains("/ledger/entries/1/proof.txt"))
        let file = try await auditor.get("/ledger/entries/1/proof.txt")
        #expect(file.status == .ok)
        let proof = try ProofFile(parsing: Array(file.text.utf8))
        let key = try NoteVerifier(vkey: try world.services.keys.verifierKey(organisation: 1))
        #expect(proof.check(key: key).findings.isEmpty)
        #expect(proof.index == 1)
        #expect(proof.opening == nil)
        #expect(try await auditor.get("/ledger").text.contains("made a proof of entry 1"))
    }

    @Test("a record is disclosed only with the reason, which the ledger keeps", arguments: Engine.here)
    func disclosed(engine: Engine) async throws {
        let world = try await World(on: engine)
        let auditor = try await Auditor(world)
        let before = try await world.size()
        let refused = try await auditor.post("/ledger/entries/1/proof.txt")
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Say why the record is disclosed, and to whom"))
        #expect(try await world.size() == before)
        let file = try await auditor.post("/ledger/entries/1/proof.txt", "reason=asked+for+by+the+ombudsman")
        let proof = try ProofFile(parsing: Array(file.text.utf8))
        let record = try #require(proof.opening.map { String(decoding: $0.body, as: UTF8.self) })
        #expect(record.contains("added an account"))
        let key = try NoteVerifier(vkey: try world.services.keys.verifierKey(organisation: 1))
        #expect(proof.check(key: key).isSound)
        let page = try await auditor.get("/ledger/entries/\(before)")
        #expect(page.text.contains("disclosed the record of entry 1 in a proof"))
        #expect(page.text.contains("asked for by the ombudsman"))
    }

    @Test("the signed checkpoint and the program that checks can be taken away", arguments: Engine.here)
    func files(engine: Engine) async throws {
        let world = try await World(on: engine)
        let auditor = try await Auditor(world)
        let note = try await auditor.get("/ledger/checkpoint.txt").text
        let key = try NoteVerifier(vkey: try world.services.keys.verifierKey(organisation: 1))
        let checkpoint = try Checkpoint(note: Array(note.utf8), origin: key.name, verifiers: [key])
        #expect(checkpoint.size == 4)
        #expect(try await auditor.compare(note).text.contains("This is the ledger after its first 4 entries"))
        #expect(try await auditor.get("/ledger/verify.py").text.utf8.elementsEqual(LedgerExport.verifier))
    }

    @Test("there is no proof of an entry that is not what was signed, and the page says so")
    func tampered() async throws {
        let world = try await World()
        let auditor = try await Auditor(world)
        try await world.services.checkpoints.sign(1)
        try world.tamper("UPDATE ledger_entry SET entry = \(Array("other".utf8)) WHERE position = 1")
        let page = try await auditor.get("/ledger/entries/1/proof.txt")
        #expect(page.status == .conflict)
        #expect(page.text.contains("No proof of entry 1"))
        #expect(try await auditor.get("/ledger/entries/99/proof.txt").status == .notFound)
        #expect(try await auditor.post("/ledger/entries/x/proof.txt", "reason=x").status == .notFound)
    }
}
