import Documents
import Plans
import Testing

/// The same numbers each time, so that a failure can be found again.
struct CountedNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

@Suite("Any table at all")
struct ImportPropertyTests {
    static let headings = [
        "Key Objective", "Level", "Improvement", "Action", "Lead", "Deadline", "Progress update", "Time frame/ status",
        "Theme",
        "Ref", "Outcome", "Notes", "", "Colour of the folder", "RAG",
    ]
    static let pieces = [
        "Red", "Amber 03/17", "Green", "31/09/17", "30/06/2018", "03/17", "N/A", "Ongoing", "HSSC", "HSSC/SSSM",
        "HSSC SSCM",
        "a) one b) two", "(a) one", "the", "and so on", "To ensure that", "PARTNERS", "1 Leadership", "2.1 Aim",
        "Theme 3: Trust",
        "18 October annually", "twice a year", "Legend", "Lead: Head of Housing", "é – ü", "…", "“quoted”", "1,000",
        "x", ".", "-",
        "Page 2 of 3", "HSSC – Head of Safe Communities", "continued over", "Action", "Deadline",
        "Results delayed by Govt", "0", "//",
        "Page", "• bullet", "32/13/2099", "Head of Housing and Legal Officer", "(", ")", "a)", "Winter 2018",
    ]

    @Test("every word is in the plan or in a warning, whatever the table holds", arguments: 0..<300) func accounting(
        seed: Int
    ) {
        var numbers = CountedNumbers(state: UInt64(seed) &* 7919 &+ 1)
        let document = Self.document(&numbers)
        let plan = PlanImport.read(document)
        #expect(plan.unaccounted(in: document).prefix(3) == [])
        // Reading itself places or names every word; the proof afterwards finds nothing to add.
        #expect(plan.warnings.filter { $0.message.hasPrefix("Found no place") }.prefix(2) == [])
        #expect(plan.actions.allSatisfy { $0.id < plan.actions.count && $0.posts.allSatisfy { $0 < plan.posts.count } })
        #expect(plan.steps.allSatisfy { $0.action < plan.actions.count })
        let again = PlanComparison.compare(plan, with: PresentPlan(plan))
        #expect(again.changes.prefix(2) == [])
    }

    @Test("every word is accounted for under any map that a person may choose", arguments: 0..<100) func anyMap(
        seed: Int
    ) {
        var numbers = CountedNumbers(state: UInt64(seed) &* 104_729 &+ 3)
        let document = Self.document(&numbers)
        let fields = (0..<Int.random(in: 0...9, using: &numbers)).compactMap { _ in
            ColumnMap.Field.allCases.randomElement(using: &numbers)
        }
        let plan = PlanImport.read(document, map: ColumnMap(fields: fields))
        #expect(plan.unaccounted(in: document).prefix(3) == [])
    }

    private static func document(_ numbers: inout CountedNumbers) -> SourceDocument {
        var blocks: [Block] = []
        var row = 1
        let columns = Int.random(in: 1...8, using: &numbers)
        let heading = (0..<columns).map { _ in headings.randomElement(using: &numbers) ?? "" }
        for _ in 0..<Int.random(in: 0...6, using: &numbers) {
            for _ in 0..<Int.random(in: 0...2, using: &numbers) {
                let roles: [Paragraph.Role] = [
                    .plain, .plain, .heading(level: 1), .heading(level: 2), .bullet(depth: 1), .bullet(depth: 2),
                ]
                let role = roles.randomElement(using: &numbers) ?? .plain
                blocks.append(
                    .paragraph(Paragraph(text(&numbers), role: role, row: row, isItalic: numbers.next() % 9 == 0)))
                row += 1
            }
            var rows: [Row] = []
            if numbers.next() % 3 != 0 {
                rows.append(
                    Row(
                        number: row,
                        cells: heading.enumerated().map { Cell(column: $0 + 1, paragraphs: [Paragraph($1, row: row)]) })
                )
                row += 1
            }
            for _ in 0..<Int.random(in: 0...7, using: &numbers) {
                rows.append(Row(number: row, cells: cells(columns, row, &numbers)))
                row += 1
            }
            blocks.append(.table(Table(rows: rows)))
        }
        return SourceDocument(format: .tabbedText, blocks: blocks)
    }

    private static func cells(_ columns: Int, _ row: Int, _ numbers: inout CountedNumbers) -> [Cell] {
        (1...columns).map { column in
            switch numbers.next() % 8 {
            case 0, 1, 2: Cell(column: column, paragraphs: [])
            case 3: Cell(column: column, continuesAbove: true, paragraphs: [])
            case 4: Cell(column: column, span: columns - column + 1, paragraphs: [Paragraph(text(&numbers), row: row)])
            case 5:
                Cell(
                    column: column,
                    paragraphs: [
                        Paragraph(text(&numbers), row: row),
                        Paragraph(text(&numbers), role: .bullet(depth: 1), row: row),
                        Paragraph(text(&numbers), role: .bullet(depth: 2), row: row, isItalic: true),
                    ])
            default: Cell(column: column, paragraphs: [Paragraph(text(&numbers), row: row)])
            }
        }
    }

    private static func text(_ numbers: inout CountedNumbers) -> String {
        (0..<Int.random(in: 1...4, using: &numbers)).map { _ in pieces.randomElement(using: &numbers) ?? "" }
            .joined(separator: " ")
    }
}
