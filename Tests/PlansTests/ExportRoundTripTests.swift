import Calendar
import Documents
@testable import Plans
import Testing

@Suite("A plan that goes out and comes back")
struct ExportRoundTripTests {
    static let moment = Instant(milliseconds: 1_795_348_800_000)
    static let exports = PlanLayout.allCases.flatMap { layout in DocumentFormat.allCases.map { PlanExport(layout, $0) } }

    static func back(_ plan: PlanDocument, _ export: PlanExport) throws -> (imported: ImportedPlan, document: SourceDocument) {
        let bytes = export.bytes(plan, publisher: "Ashford Vale Council", at: moment)
        let document = try DocumentReader.read(bytes, name: export.file)
        return (PlanImport.read(document, scale: LevelWords(plan.scale)), document)
    }

    @Test("is the same to the word: any words, any shape, every format, both layouts", arguments: 0..<40)
    func property(seed: Int) throws {
        var generated = GeneratedPlan(seed: seed)
        let plan = generated.plan(asFrames: seed.isMultiple(of: 3))
        for export in Self.exports {
            let (imported, document) = try Self.back(plan, export)
            let found = PlanDocument(imported, scale: plan.scale).said
            let expected = plan.said
            #expect(found.title == expected.title, "\(seed) \(export.file)")
            #expect(found.introduction == expected.introduction, "\(seed) \(export.file)")
            #expect(Set(found.legend).isSuperset(of: expected.legend), "\(seed) \(export.file)")
            #expect(found.themes.count == expected.themes.count, "\(seed) \(export.file)")
            for (one, other) in zip(found.themes, expected.themes) where one != other {
                Issue.record("\(seed) \(export.file): \(Self.difference(one, other))")
                return
            }
            #expect(imported.unaccounted(in: document).prefix(2) == [], "\(seed) \(export.file)")
            #expect(!imported.accounting.contains { $0.place == .warning }, "\(seed) \(export.file)")
        }
    }

    @Test("the same file again proposes no change", arguments: 0..<10)
    func noChange(seed: Int) throws {
        var generated = GeneratedPlan(seed: seed + 1_000)
        let plan = generated.plan(asFrames: false)
        let first = try Self.back(plan, PlanExport(.objectives, .ods)).imported
        for export in Self.exports {
            let again = try Self.back(PlanDocument(first, scale: plan.scale), export).imported
            let comparison = PlanComparison.compare(again, with: PresentPlan(first))
            #expect(comparison.changes.map { "\($0.subject) \($0.field ?? "") \($0.to)" }.prefix(2) == [], "\(seed) \(export.file)")
        }
    }

    @Test("the councils' own texts come back whole, leads of steps and end states too",
        arguments: ["marsham-vale-2019.txt", "easterley-2020.txt"], exports)
    func fixtures(name: String, export: PlanExport) throws {
        try same(PlanImport.read(try fixturePlan(name)), export)
    }

    @Test("the two real plans come back whole", .enabled(if: hasRealPlans), 
        arguments: ["south-gloucestershire-2017.txt", "north-herts-2018.txt"], exports)
    func real(name: String, export: PlanExport) throws {
        try same(PlanImport.read(try realPlan(name)), export)
    }

    private func same(_ plan: ImportedPlan, _ export: PlanExport) throws {
        let again = try Self.back(PlanDocument(plan, scale: .redAmberGreen), export).imported
        #expect(PlanDocument(again, scale: .redAmberGreen).said == PlanDocument(plan, scale: .redAmberGreen).said)
        #expect(again.steps.map { $0.posts.map { again.posts[$0].name } } == plan.steps.map { $0.posts.map { plan.posts[$0].name } })
        let comparison = PlanComparison.compare(again, with: PresentPlan(plan))
        #expect(comparison.changes.map { "\($0.subject) \($0.field ?? "") \($0.from) > \($0.to)" } == [])
    }

    private static func difference(_ one: PlanDocument.Theme, _ other: PlanDocument.Theme) -> String {
        func name(_ theme: PlanDocument.Theme) -> String { "\(theme.reference)|\(theme.title)|\(theme.purpose)" }
        if name(one) != name(other) { return "theme \(name(one)) for \(name(other))" }
        for (left, right) in zip(one.actions, other.actions) where left != right { return "\(left)\nfor \(right)" }
        if one.actions.count != other.actions.count { return "\(one.actions.count) actions for \(other.actions.count): \(one.actions.map(\.text)) for \(other.actions.map(\.text))" }
        for (left, right) in zip(one.objectives, other.objectives) where left != right {
            for (left, right) in zip(left.actions, right.actions) where left != right { return "\(left)\nfor \(right)" }
            return "\(left)\nfor \(right)"
        }
        return "\(one.objectives.map(\.text)) for \(other.objectives.map(\.text))"
    }
}

/// What a plan says, as far as a file can: leads count by their posts, levels by key and date.
extension PlanDocument {
    fileprivate var said: PlanDocument {
        var plan = tidied
        plan.themes = plan.themes.filter { !$0.isNone || !$0.actions.isEmpty || !$0.objectives.isEmpty }.map { theme in
            var theme = theme
            theme.actions = theme.actions.map(\.said)
            theme.objectives = theme.objectives.map { objective in
                var objective = objective
                objective.levels = objective.levels.map { .init(key: $0.key, date: LevelDate($0.date.value)) }
                objective.actions = objective.actions.map(\.said)
                return objective
            }
            return theme
        }
        return plan
    }
}

extension PlanDocument.Action {
    fileprivate var said: PlanDocument.Action {
        var action = self
        action.lead = ""
        action.posts = posts.map { post in
            .init(abbreviation: post.abbreviation, title: Words.key(post.title))
        }.sorted { ($0.abbreviation, $0.title) < ($1.abbreviation, $1.title) }
        action.deadline = PlanWords.line(deadline)
        return action
    }
}
