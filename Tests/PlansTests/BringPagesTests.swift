import Accounts
import Database
import Foundation
import HummingbirdTesting
@testable import Plans
import Support
import Testing

@Suite("The pages on which a plan is brought in")
struct BringPagesTests {
    private func story(
        _ engine: Engine = .sqlite, _ body: @escaping @Sendable (World, BringBrowser) async throws -> Void
    ) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("olu", .planOwner, name: "Olu Owner")
        try await world.withClient { client in
            try await body(world, try await BringBrowser.signIn(client, as: "olu"))
        }
    }

    private static func fixture(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: packageFolder.appendingPathComponent("Tests/Fixtures/plans/\(name)")))
    }

    @Test("paste, look, correct a column, save, undo, bring back", arguments: Engine.here)
    func whole(engine: Engine) async throws {
        try await story(engine) { world, person in
            let bringing = Bringing(world: world)
            #expect(try await person.get("/plans/import").text.contains("Or paste the text"))
            let text = String(decoding: try Self.fixture("marsham-vale-2019.txt"), as: UTF8.self)
            let given = try await person.give(text: text)
            #expect(given.status == 303)
            let address = try #require(given.location)
            let preview = try await person.get(address)
            #expect(preview.status == 200)
            #expect(preview.text.contains("Nothing is saved yet"))
            #expect(preview.text.contains("31/06/20") && preview.text.contains("30 June 2020"))
            #expect(preview.text.contains("gv-strip"))
            #expect(try await bringing.world.database.read { try PlanReads.plans($0, organisation: 1).isEmpty })

            // The progress column as something else: its words then stand in the warnings, and the choice is kept.
            var fields = preview.fields.filter { $0.0 != "column-7" } + [("column-7", "ignore")]
            let again = try await person.post(address, fields + [("do", "save")])
            #expect(again.location == address + "?read")
            #expect(try await bringing.batches().map(\.state) == [.preview])
            let without = try await person.get(address + "?read")
            #expect(without.text.contains("read again with your choices"))
            fields = without.fields.filter { $0.0 != "column-7" } + [("column-7", "progress"), ("do", "use")]
            _ = try await person.post(address, fields)

            let last = try await person.get(address)
            let saved = try await person.post(
                address, last.fields.filter { $0.0 != "title" } + [("title", "Our plan"), ("statuses", "yes"), ("do", "save")])
            #expect(saved.status == 303)
            let plans = try await world.database.read { try PlanReads.plans($0, organisation: 1) }
            #expect(plans.map(\.title) == ["Our plan"])
            let batch = try await bringing.batches()[0]
            #expect(saved.location == "/plans/\(plans[0].id)?said=imported")
            let twice = try await person.post(address, last.fields + [("do", "save")])
            #expect(twice.location == saved.location)
            #expect(try await world.database.read { try PlanReads.plans($0, organisation: 1) }.count == 1)

            let ask = try await person.get("/plans/import/\(batch.id)/undo")
            #expect(ask.text.contains("Nobody has worked on it since"))
            let undone = try await person.post("/plans/import/\(batch.id)/undo", [])
            #expect(undone.location == "/plans/imports?undone")
            #expect(try await world.database.read { try PlanReads.plans($0, organisation: 1).isEmpty })
            let list = try await person.get("/plans/imports?undone")
            #expect(list.text.contains("Bring it back"))
            let back = try await person.post("/plans/import/\(batch.id)/bring-back", [])
            #expect(back.location == "/plans/\(plans[0].id)?said=back")
            #expect(try await world.database.read { try PlanReads.plans($0, organisation: 1) }.count == 1)
        }
    }

    @Test("the same file again says that there is nothing to save; a newer one is saved by ticks", arguments: Engine.here)
    func newer(engine: Engine) async throws {
        try await story(engine) { world, person in
            let bytes = try Self.fixture("marsham-vale-2019.txt")
            let first = try #require(try await person.give(file: ("plan.txt", bytes)).location)
            _ = try await person.post(first, try await person.get(first).fields + [("do", "save")])
            let same = try #require(try await person.give(file: ("plan.txt", bytes)).location)
            let nothing = try await person.get(same)
            #expect(nothing.text.contains("says nothing that the plan does not hold already"))
            #expect(!nothing.text.contains("value=\"all\""))

            let newer = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "14/06/19", with: "21/06/19")
                .replacingOccurrences(of: "31/07/19", with: "31/08/19")
            let second = try #require(try await person.give(file: ("plan2.txt", Array(newer.utf8))).location)
            let page = try await person.get(second)
            #expect(page.text.contains("0 additions, 2 changes"))
            let none = try await person.post(second, page.fields + [("do", "save")])
            #expect(none.status == 422)
            #expect(none.text.contains("Tick at least one proposal"))
            let keys = page.text.components(separatedBy: "name=\"proposal\"").dropFirst().map {
                $0.components(separatedBy: "value=\"")[1].components(separatedBy: "\"")[0]
            }
            #expect(keys.count == 2)
            let saved = try await person.post(second, page.fields + [("proposal", keys[0]), ("do", "save")])
            #expect(saved.status == 303)
            let plan = try await world.database.read { try PlanReads.plans($0, organisation: 1) }
            #expect(plan.count == 1)
            let words = try await world.database.read {
                try PlanReads.actions($0, organisation: 1, plan: plan[0].id).map(\.deadline.words)
            }
            #expect(words.contains("21/06/19") && words.contains("31/07/19") && !words.contains("31/08/19"))
            #expect(try await person.get("/plans/imports").text.contains("1 proposal of 2"))
        }
    }

    @Test("what cannot be read gets one sentence, keeps what was pasted, and leaves nothing behind")
    func refused() async throws {
        try await story { world, person in
            let bringing = Bringing(world: world)
            let nothing = try await person.give()
            #expect(nothing.status == 422 && nothing.text.contains("Choose a file or paste"))
            let prose = try await person.give(text: "   \n\t\n")
            #expect(prose.status == 422)
            let header = try await person.give(text: "Key Objective\tAction\tLead Officer\tDeadline\n")
            #expect(header.status == 422)
            #expect(header.text.contains("Key Objective\tAction"))
            for name in try FileManager.default.contentsOfDirectory(
                atPath: packageFolder.appendingPathComponent("Tests/Fixtures/documents").path).sorted()
            where name.contains("bomb") || name.contains("wrong") || name.contains("picture") {
                let bytes = [UInt8](try Data(contentsOf: packageFolder.appendingPathComponent("Tests/Fixtures/documents/\(name)")))
                let answer = try await person.give(file: (name, bytes))
                #expect(answer.status == 422, "\(name)")
                #expect(answer.text.contains("There is a problem"), "\(name)")
            }
            let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 100)
            let picture = try await person.give(file: ("plan.docx", png))
            #expect(picture.text.contains("This is a picture"))
            let rows = "Objective\tAction\tLead\tDeadline\n" + String(repeating: "a\tb\tc\td\n", count: 50_000)
            #expect(try await person.give(text: rows).status == 422)
            #expect(try await bringing.batches() == [])
        }
    }

    @Test("hostile words in cells are shown as words")
    func escaped() async throws {
        try await story { _, person in
            let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
            let text = "Objective \(evil)\tLevel\tAction\tLead\tDeadline\tProgress\n\(evil) one\tRed\t\(evil) two\t\(evil)\t31/09/27\tCompleted \(evil)\n"
            let address = try #require(try await person.give(file: ("\(evil).csv", Array(text.utf8))).location)
            let page = try await person.get(address)
            #expect(page.status == 200)
            #expect(!page.text.contains("<script>alert") && !page.text.contains("<img"))
            #expect(page.text.contains("&lt;script&gt;alert(1)"))
            let csv = try await person.get(address + "/words")
            #expect(csv.text.contains("Went to"))
            _ = try await person.post(address, page.fields + [("do", "save")])
            #expect(!(try await person.get("/plans/imports").text).contains("<img"))
        }
    }

    @Test("a form pressed twice keeps one file, and only plan owners get here")
    func doors() async throws {
        let world = try await World()
        _ = try await world.account("olu", .planOwner)
        _ = try await world.account("rea", .reader)
        try await world.withClient { client in
            let owner = try await BringBrowser.signIn(client, as: "olu")
            let bytes = try Self.fixture("outline.txt")
            let first = try await owner.give(file: ("o.txt", bytes), form: "same")
            let second = try await owner.give(file: ("o.txt", bytes), form: "same")
            #expect(first.location == second.location)
            #expect(try await Bringing(world: world).batches().count == 1)
            let reader = try await BringBrowser.signIn(client, as: "rea")
            #expect(try await reader.get("/plans/import").status == 403)
            #expect(try await reader.give(file: ("o.txt", bytes)).status == 403)
            #expect(try await reader.get(first.location ?? "").status == 403)
            #expect(try await owner.get("/plans/import/none").status == 404)
            #expect(try await owner.post("/plans/import/none", [("do", "save")]).status == 404)
        }
    }
}
