import Accounts
import Calendar
import Database
import Documents
import Foundation
import Log
@testable import Plans
import Support
import Testing

@Suite("Taking a plan out of the database")
struct ExportStoreTests {
    @Test("a plan that was brought in and is taken out again proposes no change, in any format", arguments: Engine.here)
    func noChange(engine: Engine) async throws {
        let bringing = Bringing(world: try await World(on: engine))
        for fixture in ["marsham-vale-2019.txt", "easterley-2020.txt"] {
            let (_, id, _) = try await bringing.save(try bringing.bytes(fixture), name: fixture)
            try await proposesNothing(bringing, id, "\(fixture)")
        }
    }

    @Test("South Gloucestershire's plan too", .enabled(if: hasRealPlans))
    func realPlan() async throws {
        let bringing = Bringing(world: try await World())
        let name = "south-gloucestershire-2017.txt"
        let bytes = [UInt8](try Data(contentsOf: realPlans.appendingPathComponent(name)))
        let (_, id, _) = try await bringing.save(bytes, name: name)
        try await proposesNothing(bringing, id, name)
    }

    @Test("an action that was worked on goes out as it stands now: words, leads, every note")
    func workedOn() async throws {
        let world = try await World()
        let bringing = Bringing(world: world)
        let (_, id, _) = try await bringing.save(try bringing.bytes("marsham-vale-2019.txt"))
        let action = try #require(try await world.database.read { try PlanReads.actions($0, organisation: 1, plan: id).first })
        let store = PlanStore(recorder: world.recorder)
        for words in ["said first", "=then this"] {
            world.clock.now = Instant(milliseconds: world.clock.now.milliseconds + 60_000)
            try await store.addNote(words, to: action.id, form: UUID().uuidString, location: "/", by: world.actor)
        }
        let plan = try #require(try await world.database.read { try PlanDocument.read($0, organisation: 1, plan: id) })
        let found = try #require(plan.actions.first { $0.text == PlanWords.lines(action.title).joined(separator: "\n") })
        #expect(found.notes.suffix(2) == ["said first", "=then this"])
        try await proposesNothing(bringing, id, "worked on")
    }

    private func proposesNothing(_ bringing: Bringing, _ id: String, _ name: String) async throws {
        let found = try await bringing.world.database.read { try PlanDocument.read($0, organisation: 1, plan: id) }
        let plan = try #require(found)
        for export in ExportRoundTripTests.exports {
            let (imported, _) = try ExportRoundTripTests.back(plan, export)
            let present = try await bringing.world.database.read { try PresentPlan.read($0, organisation: 1, plan: id) }
            let comparison = PlanComparison.compare(imported, with: present)
            #expect(
                comparison.changes.map { "\($0.subject) \($0.field ?? ""): \($0.from) > \($0.to)" } == [],
                "\(name) \(export.file)")
            let missing = comparison.proposals.filter { $0.kind == .missing && $0.subject != .post }
            #expect(missing.map(\.words) == [], "\(name) \(export.file)")
        }
    }
}

@Suite("The page that takes a plan out")
struct ExportPagesTests {
    @Test("asks how, sends the file with its name, and leaves an entry in the ledger")
    func file() async throws {
        let world = try await World()
        let bringing = Bringing(world: world)
        let (_, id, _) = try await bringing.save(try bringing.bytes("marsham-vale-2019.txt"))
        _ = try await world.account("reader", .reader)
        try await world.withClient { client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn("reader@example.org")
            let page = try await visitor.get("/plans/\(id)/export")
            #expect(page.status == 200)
            #expect(page.text.contains("Which kind of file?"))
            #expect(try await visitor.get("/plans/\(id)/export?layout=objectives").text.contains("Select a kind of file"))
            let chosen = try await visitor.get("/plans/\(id)/export?layout=actions&format=csv")
            #expect(chosen.location == "/plans/\(id)/export/actions.csv")
            let csv = try await visitor.get("/plans/\(id)/export/actions.csv")
            #expect(csv.status == 200)
            #expect(csv.text.hasPrefix("#title,"))
            #expect(csv.headers["content-disposition"]?.contains("2026-11-22.csv") == true)
            let metadata = try await visitor.get("/plans/\(id)/export/actions.csv-metadata.json")
            #expect(metadata.text.contains("http://www.w3.org/ns/csvw"))
            for wrong in ["actions.pdf", "both.csv", "actions.odt-metadata.json"] {
                #expect(try await visitor.get("/plans/\(id)/export/\(wrong)").status == 404)
            }
            #expect(try await visitor.get("/plans/none/export/actions.csv").status == 404)
        }
        let about = try await world.database.read { reader in
            try reader.count("SELECT COUNT(*) FROM ledger_about WHERE organisation = 1 AND object = \(id)")
        }
        // One for the import, and one for each of the two files.
        #expect(about == 3)
    }
}
