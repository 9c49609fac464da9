import Documents
import Foundation
import Plans
import Testing

@Suite("The same file again")
struct ImportComparisonTests {
    @Test(
        "a file against the plan it made proposes nothing",
        arguments: [
            "marsham-vale-2019.txt", "easterley-2020.txt", "outline.txt",
        ])
    func nothing(name: String) throws {
        let plan = PlanImport.read(try fixturePlan(name))
        let comparison = PlanComparison.compare(plan, with: PresentPlan(plan))
        #expect(comparison.proposals.allSatisfy { $0.kind == .unchanged })
        #expect(comparison.proposesNothing)
        #expect(comparison.actions.count == plan.actions.count)
    }

    @Test(
        "a real file against the plan it made proposes nothing", .enabled(if: hasRealPlans),
        arguments: [
            "south-gloucestershire-2017.txt", "north-herts-2018.txt",
        ])
    func nothingReal(name: String) throws {
        let plan = PlanImport.read(try realPlan(name))
        let comparison = PlanComparison.compare(plan, with: PresentPlan(plan))
        #expect(comparison.proposals.allSatisfy { $0.kind == .unchanged })
    }

    @Test("an empty plan takes everything once") func everything() throws {
        let plan = PlanImport.read(try fixturePlan("marsham-vale-2019.txt"))
        let comparison = PlanComparison.compare(plan, with: PresentPlan())
        #expect(comparison.proposals.allSatisfy { $0.kind == .add })
        #expect(comparison.proposals.count { $0.subject == .action } == plan.actions.count)
        #expect(comparison.proposals.count { $0.subject == .level } == plan.levels.count)
    }

    @Test("a reworded action, a moved deadline and a further note are changes, not new actions") func changes() throws {
        let before = PresentPlan(PlanImport.read(try fixturePlan("marsham-vale-2019.txt")))
        let file = packageFolder.appendingPathComponent("Tests/Fixtures/plans/marsham-vale-2019.txt")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacingOccurrences(
                of: "Write a paper for the executive.", with: "Write a short paper for the executive."
            )
            .replacingOccurrences(of: "31/07/19", with: "30/08/19")
            .replacingOccurrences(of: "Module chosen", with: "Module bought")
            .replacingOccurrences(of: "Amber (07/19)", with: "Amber (07/19) Green (10/19)")
            .replacingOccurrences(of: "Training is checked each year", with: "TRAINING is checked each year.")
        let comparison = PlanComparison.compare(PlanImport.read(try document(text)), with: before)
        let changes = comparison.changes.map { "\($0.kind) \($0.subject) \($0.field ?? ""): \($0.from) > \($0.to)" }
        #expect(
            changes
                == [
                    "add level : > Green (10/19)",
                    "change action text: Write a paper for the executive. > Write a short paper for the executive.",
                    "change action deadline: 31/07/19 > 30/08/19",
                    "add note : > Module bought",
                ].map { $0.replacingOccurrences(of: ": >", with: ":  >") })
        #expect(comparison.proposals.allSatisfy { $0.kind != .missing })
    }

    @Test("what the file lacks is reported and never proposed for deletion") func missing() throws {
        let plan = PlanImport.read(try fixturePlan("marsham-vale-2019.txt"))
        var present = PresentPlan(plan)
        present.actions.append(.init(id: "x", theme: nil, objective: "0", text: "Light the town hall in purple"))
        present.actions[0].outcome = "Written here since"
        present.actions[0].notes.append("Written here since")
        let comparison = PlanComparison.compare(plan, with: present)
        #expect(comparison.proposesNothing)
        #expect(comparison.proposals.filter { $0.kind == .missing }.map(\.present) == ["x"])
    }

    @Test("five thousand rows are compared in a moment, however alike they are") func many() throws {
        let words = ["visit", "inform", "write", "train", "ask", "check", "review", "meet"]
        let heading = "Objective\tAction\tLead\tDeadline"
        let rows = (0..<4999).map {
            "Aim \($0 / 10)\t\(words[$0 % 8]) team \($0) about the signs\tTeam \($0 % 7) Manager\t31/03/2\($0 % 5)"
        }
        let plan = PlanImport.read(try document(([heading] + rows).joined(separator: "\n")))
        #expect(plan.actions.count == 4999)
        var present = PresentPlan(plan)
        for place in present.actions.indices { present.actions[place].text += " again" }
        let clock = ContinuousClock()
        let time = clock.measure {
            let comparison = PlanComparison.compare(plan, with: present)
            #expect(comparison.changes.count == 4999)
        }
        #expect(time < .seconds(20))
    }
}
