import Calendar
import Documents
import Plans
import Testing

@Suite(
    "The two real plans", .enabled(if: hasRealPlans, "the real plans do not lie beside the project: ../shared/plans"))
struct ImportRealPlansTests {
    @Test("South Gloucestershire comes in whole") func southGloucestershire() throws {
        let document = try realPlan("south-gloucestershire-2017.txt")
        let plan = PlanImport.read(document)
        #expect(plan.themes.count == 4)
        #expect(plan.themes.map(\.reference) == ["1", "2", "3", "4"])
        #expect(plan.objectives.count == 19)
        #expect(plan.themes.map { theme in plan.objectives.count { $0.theme == theme.id } } == [5, 5, 5, 4])
        #expect(plan.levels.count == 28)
        #expect(plan.levels.count { $0.date.month != nil } == 16)
        #expect(plan.levels.count { $0.date.month == nil } == 12)
        #expect(plan.actions.count == 30)
        #expect(plan.legend.count == 6)
        #expect(plan.actions.allSatisfy { $0.objective != nil })
        #expect(plan.title == "Modern Slavery Action Plan for Improvement & Development")
        #expect(plan.unaccounted(in: document).prefix(3) == [])
        #expect(plan.accounting.allSatisfy { $0.place != .warning })
        #expect(plan.map.columns.allSatisfy { $0.confidence >= 70 })
        #expect(Set(plan.posts.map(\.abbreviation)) == ["HSSC", "SSSM", "SSCM", "HSP", "CSPO"])
        #expect(plan.posts.allSatisfy { !$0.title.isEmpty })
    }

    @Test("South Gloucestershire: both days that cannot be stay as written, and a real one is proposed")
    func impossibleDays() throws {
        let plan = PlanImport.read(try realPlan("south-gloucestershire-2017.txt"))
        let impossible = plan.actions.filter { $0.deadline.words == "31/09/17" }
        #expect(impossible.count == 2)
        #expect(impossible.allSatisfy { $0.deadline.day == nil && $0.deadline.kind == .date })
        #expect(impossible.allSatisfy { $0.proposal == Day(iso: "2017-09-30") })
        #expect(plan.warnings.count { $0.message.contains("30 September 2017") && $0.column == 6 } == 2)
    }

    @Test("South Gloucestershire: what a page break split is one again, and a row without an action loses nothing")
    func splitRows() throws {
        let plan = PlanImport.read(try realPlan("south-gloucestershire-2017.txt"))
        let split = try #require(plan.objective("A variety of training/awareness"))
        #expect(
            split.text.hasSuffix("training/awareness tools are available to meet varying roles and responsibilities"))
        #expect(split.improvement.hasSuffix("training and briefing materials in line with training strategy."))
        #expect(plan.actions.count { $0.objective == split.id } == 2)
        let shared = try #require(plan.action("Agree an information sharing protocol with Partner Agencies"))
        #expect(plan.posts(of: shared) == ["HSSC", "SSSM"])
        #expect(shared.notes.count == 2)
        let lettered = try #require(plan.action("Policy and statements to be presented to:"))
        #expect(plan.steps(of: lettered).map(\.label) == ["a)", "b)", "c)"])
        #expect(
            plan.steps(of: lettered).map { $0.posts.map { plan.posts[$0].abbreviation } } == [
                ["HSSC"], ["SSCM"], ["HSSC"],
            ])
        #expect(plan.posts(of: lettered) == ["HSSC", "SSCM"])
        #expect(plan.action("Include slavery safeguarding")?.deadline.kind == .waitingOn)
        #expect(plan.action("Review and amend job descriptions")?.deadline.kind == .notApplicable)
        #expect(plan.action("Attend Partner")?.deadline.kind == .ongoing)
        #expect(plan.action("Attend Partner").map(plan.posts(of:)) == ["HSSC", "SSSM"])
        #expect(plan.action("Design, agree and communicate an audit")?.deadline.kind == .notSet)
    }

    @Test("North Herts comes in with purposes, steps and mixed time frames") func northHerts() throws {
        let document = try realPlan("north-herts-2018.txt")
        let plan = PlanImport.read(document)
        #expect(
            plan.themes.map(\.title) == [
                "MONITORING AND REPORTING", "POLICY AND PROCESS", "COMMUNICATION AND TRAINING", "PARTNERS",
            ])
        #expect(plan.themes.allSatisfy { $0.purpose.hasPrefix("To ") })
        #expect(plan.actions.count == 8)
        #expect(plan.themes.map { theme in plan.actions.count { $0.theme == theme.id } } == [1, 4, 1, 2])
        #expect(plan.unaccounted(in: document).prefix(3) == [])
        #expect(plan.accounting.allSatisfy { $0.place != .warning })
        let housing = try #require(plan.action("The Housing Options"))
        #expect(housing.text.hasSuffix("on-site housing options service (including homelessness advice), as required."))
        #expect(housing.deadline.kind == .ongoing)
        #expect(plan.posts(of: housing) == ["Strategic Housing Manager"])
        let notes = try #require(plan.action("Development of MDS guidance notes"))
        #expect(plan.steps(of: notes).count == 6)
        let training = try #require(plan.action("Senior Management Training"))
        #expect(plan.steps(of: training).count == 10)
        #expect(plan.steps(of: training).count { $0.depth == 2 } == 2)
        #expect(training.parts.map(\.kind) == [.month, .date, .date, .date, .repeats, .date, .repeats, .endState])
        #expect(training.parts.compactMap { $0.repeats?.words } == ["every year on 18 October", "twice a year"])
        #expect(training.proposal == Day(iso: "2018-10-24"))
        #expect(training.outcome.hasPrefix("All staff briefed"))
        #expect(plan.action("Corporate Safeguarding Group")?.deadline.kind == .ongoing)
        let policy = try #require(plan.action("Incorporate"))
        #expect(policy.outcome.hasPrefix("Safeguarding Policy includes"))
        #expect(policy.deadline.words == policy.outcome)
        #expect(plan.posts(of: policy).count == 3)
        #expect(plan.posts(of: policy).last == "Policy & Community Engagement Manager")
        #expect(plan.furniture == [plan.title])
    }
}
