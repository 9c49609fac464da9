import Calendar
import Documents
import Foundation
import Plans
import Testing

@Suite("Bringing a plan in")
struct ImportTests {
    @Test("a table split over pages is one plan, with its levels, leads and deadlines") func table() throws {
        let document = try fixturePlan("marsham-vale-2019.txt")
        let plan = PlanImport.read(document)
        #expect(plan.title == "Anti-Slavery Action Plan 2019")
        #expect(plan.introduction.count == 2)
        #expect(
            plan.themes.map(\.title) == [
                "The council leads from the front", "People who work for us can see the signs",
            ])
        #expect(plan.objectives.count == 6)
        #expect(plan.levels.count == 10)
        #expect(plan.levels.count { $0.date.month != nil } == 7)
        #expect(plan.actions.count == 8)
        #expect(plan.legend.map(\.abbreviation) == ["CSO", "HCS", "HOL", "SGL", "RAP"])
        #expect(plan.legend.map { $0.post == nil } == [false, false, false, false, true])
        #expect(plan.posts.allSatisfy { !$0.abbreviation.isEmpty && !$0.title.isEmpty })
        #expect(plan.unaccounted(in: document).prefix(3) == [])
        #expect(plan.accounting.allSatisfy { $0.place != .warning })
        #expect(plan.accounting.count { $0.place == .repeatedHeading } == 14)
    }

    @Test("an objective that a page break split is one objective") func splitObjective() throws {
        let plan = PlanImport.read(try fixturePlan("marsham-vale-2019.txt"))
        let guidance = try #require(plan.objective("Guidance on signs"))
        #expect(guidance.text == "Guidance on signs for every team is easy to find and kept up to date")
        #expect(guidance.improvement == "To write guidance and posters in line with the training plan.")
        #expect(plan.actions.filter { $0.objective == guidance.id }.map(\.text) == ["Put guidance on the intranet."])
    }

    @Test("lettered steps take the posts that are listed for them") func letteredSteps() throws {
        let plan = PlanImport.read(try fixturePlan("marsham-vale-2019.txt"))
        let statement = try #require(plan.action("Statement to be shown to:"))
        #expect(
            plan.steps(of: statement).map(\.text) == [
                "Scrutiny committee", "Town and parish councils", "Licensing panel",
            ])
        let posts = plan.steps(of: statement).map { $0.posts.map { plan.posts[$0].abbreviation } }
        #expect(posts == [["HCS"], ["CSO"], ["HCS"]])
    }

    @Test("lead and progress of a row without an action go to the action above, and a warning says so")
    func rowWithoutAction()
        throws
    {
        let plan = PlanImport.read(try fixturePlan("marsham-vale-2019.txt"))
        let module = try #require(plan.action("Buy or write"))
        #expect(plan.posts(of: module) == ["HOL", "CSO"])
        #expect(module.notes == ["Module chosen", "Module tried out with two teams"])
        #expect(plan.warnings.count { $0.message.contains("no action in this row") } == 2)
    }

    @Test("a day that cannot be stays as written, with a real one proposed and a warning in its place")
    func impossible() throws {
        let plan = PlanImport.read(try fixturePlan("marsham-vale-2019.txt"))
        let action = try #require(plan.action("Put guidance"))
        #expect(action.deadline == Deadline(words: "31/06/20", kind: .date))
        #expect(action.proposal == Day(iso: "2020-06-30"))
        let warning = try #require(plan.warnings.first { $0.message.contains("31/06/20") })
        #expect(warning.row == action.row && warning.column == 6)
    }

    @Test("themes in capitals have their purpose, bullets are steps, mixed cells are taken apart") func mixedCells()
        throws
    {
        let document = try fixturePlan("easterley-2020.txt")
        let plan = PlanImport.read(document)
        #expect(plan.themes.map(\.title) == ["OVERSIGHT", "PROCESS", "LEARNING", "NEIGHBOURS"])
        #expect(plan.themes.allSatisfy { $0.purpose.hasPrefix("To ") })
        #expect(plan.themes.map { theme in plan.actions.count { $0.theme == theme.id } } == [1, 3, 1, 2])
        #expect(plan.unaccounted(in: document).prefix(3) == [])
        let talks = try #require(plan.action("Talk for managers"))
        #expect(plan.steps(of: talks).map(\.depth) == [1, 1, 1, 2, 2, 1])
        #expect(talks.parts.map(\.kind) == [.month, .date, .date, .repeats, .date, .repeats, .endState])
        #expect(talks.deadline.kind == .date && talks.deadline.day == nil)
        #expect(talks.proposal == Day(iso: "2020-11-24"))
        #expect(talks.deadline.words.contains("repeat 18 October annually"))
        #expect(
            plan.action("The lettings team")?.text.hasSuffix(
                "first night and an officer who stays with them, as needed.") == true)
        #expect(plan.action("Add slavery")?.outcome.hasPrefix("Policy names") == true)
        #expect(plan.action("To work with the County")?.deadline.kind == .ongoing)
        #expect(plan.action("To work with the Market")?.deadline.kind == .notSet)
        #expect(plan.posts.map(\.title).contains("Policy & Partnerships Manager"))
    }

    @Test("headings and bullets without a table are a plan as well") func outline() throws {
        let document = try fixturePlan("outline.txt")
        let plan = PlanImport.read(document)
        #expect(plan.title == "Bramwick Town Council: plan against slavery 2021")
        #expect(plan.introduction == ["We agreed this plan in March."])
        #expect(plan.themes.map(\.title) == ["Leadership", "Awareness"])
        #expect(plan.themes.first?.purpose == "To let everybody see who leads.")
        #expect(
            plan.objectives.map(\.text) == ["The clerk and the chair know the law", "Every contract asks the question"])
        #expect(plan.levels.map(\.words) == ["Amber 03/21", "Red"])
        #expect(
            plan.actions.map(\.text) == [
                "Read the guidance together", "Publish a page on the website", "Tell the market traders",
                "Add a question to the tender form", "Posters in the hall",
            ])
        #expect(
            plan.actions.map { plan.posts(of: $0) } == [
                ["Town Clerk"], ["Web Officer"], [], ["Contracts Officer"], ["Hall Manager"],
            ])
        #expect(plan.actions.map(\.deadline.kind) == [.date, .date, .notSet, .ongoing, .repeats])
        #expect(plan.actions[1].proposal == Day(iso: "2021-06-30"))
        #expect(plan.steps.map(\.text) == ["write the words", "add the helpline"])
        #expect(plan.actions[3].notes == ["Wording agreed with the solicitor"])
        #expect(plan.unaccounted(in: document).prefix(3) == [])
    }

    @Test("the JSON is one object, comes back as it went, and is the same each time") func json() throws {
        let plan = PlanImport.read(try fixturePlan("marsham-vale-2019.txt"))
        let text = try PlanImport.json(plan)
        let back = try JSONDecoder().decode(ImportedPlan.self, from: Data(text.utf8))
        #expect(back == plan)
        #expect(try PlanImport.json(back) == text)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        for key in ["themes", "objectives", "levels", "actions", "steps", "posts", "legend", "warnings"] {
            #expect(object[key] is [Any], "\(key) is missing")
        }
    }
}
