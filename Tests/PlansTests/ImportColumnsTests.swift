import Documents
import Plans
import Testing

@Suite("What the columns hold")
struct ImportColumnsTests {
    @Test("unlike headings are understood") func headings() throws {
        let text =
            "What will we do?\tWho\tBy when\tRAG\tComments\tRef\n"
            + "Train the wardens\tHead of Housing\t1/4/20\tRed\tBooked\t1.1\n"
            + "Tell the shops\tMarkets Officer\t1/5/20\tGreen\tTold\t1.2"
        let map = PlanImport.guess(try document(text))
        #expect(map.fields == [.action, .lead, .deadline, .level, .progress, .reference])
        #expect(map.columns.allSatisfy { $0.confidence >= 75 && $0.reason.contains($0.heading) })
    }

    @Test("without headings the cells tell, with less confidence") func contents() throws {
        let rows = (1...6).map {
            "Residents know sign number \($0)\tAmber\tPut a poster in library \($0)\tHCS/CSO\t\($0)/06/19"
        }
        let map = PlanImport.guess(try document(rows.joined(separator: "\n")))
        #expect(map.fields == [.objective, .level, .action, .lead, .deadline])
        #expect(map.columns[0].confidence < map.columns[1].confidence)
        let plan = PlanImport.read(try document(rows.joined(separator: "\n")))
        #expect(plan.actions.count == 6 && plan.objectives.count == 6 && plan.levels.count == 6)
    }

    @Test("a column that a person changes is read as they say, and what is left out is named") func changed() throws {
        let source = try document(
            "Action\tComments\tOfficer\nTrain the wardens\tLed by housing\tA. Person\nTell shops\t\tB. Person")
        var map = PlanImport.guess(source)
        map.fields = [.action, .outcome, .ignore]
        #expect(map.columns[2].confidence == 100)
        let plan = PlanImport.read(source, map: map)
        #expect(plan.actions.first?.outcome == "Led by housing")
        #expect(plan.posts.isEmpty)
        #expect(plan.warnings.map(\.row) == [2, 3] && plan.warnings.allSatisfy { $0.column == 3 })
        #expect(plan.unaccounted(in: source) == [])
    }

    @Test("a file that repeats objective and level on each row has each once") func flat() throws {
        let plan = PlanImport.read(
            try document(
                """
                Theme,Objective,RAG,Action,Owner,Due date
                People,Staff see signs,Amber 03/20,Train wardens,Head of Housing,01/04/20
                People,Staff see signs,Amber 03/20,Train cleaners,Head of Housing,01/05/20
                Places,Landlords are checked,Red 03/20,Visit each,Licensing Officer,N/A
                """, name: "plan.csv"))
        #expect(plan.themes.map(\.title) == ["People", "Places"])
        #expect(plan.objectives.count == 2 && plan.levels.count == 2 && plan.actions.count == 3)
        #expect(plan.posts.map(\.title) == ["Head of Housing", "Licensing Officer"])
    }

    @Test("merged cells: a wide one is a theme, a tall objective and a tall lead hold for each of their rows")
    func merged() {
        func cell(_ column: Int, _ text: String, span: Int = 1, below: Bool = false) -> Cell {
            Cell(
                column: column, span: span, continuesAbove: below,
                paragraphs: text.isEmpty ? [] : [Paragraph(text, row: 1)])
        }
        let rows = [
            Row(
                number: 1, isHeader: true,
                cells: [cell(1, "Objective"), cell(2, "Action"), cell(3, "Lead"), cell(4, "Deadline")]),
            Row(number: 2, cells: [cell(1, "People and places", span: 4)]),
            Row(
                number: 3,
                cells: [
                    cell(1, "Staff see signs"), cell(2, "Train wardens"), cell(3, "Head of Housing"), cell(4, "1/4/20"),
                ]),
            Row(
                number: 4,
                cells: [
                    cell(1, "", below: true), cell(2, "Train cleaners"), cell(3, "", below: true), cell(4, "1/5/20"),
                ]),
        ]
        let plan = PlanImport.read(SourceDocument(format: .docx, blocks: [.table(Table(rows: rows))]))
        #expect(plan.themes.map(\.title) == ["People and places"])
        #expect(plan.objectives.count == 1)
        #expect(plan.actions.map(\.objective) == [0, 0])
        #expect(plan.actions.map(\.posts) == [[0], [0]])
    }

    @Test("a scale of other words is found in a cell") func scale() throws {
        let scale = LevelWords(levels: [
            .init(key: "none", words: ["Not met"]), .init(key: "part", words: ["Partly met"]),
            .init(key: "met", words: ["Met"]),
        ])
        let text = "Objective\tLevel\tAction\nStaff see signs\tNot met 03/20 Partly met 06/20 Met\tTrain wardens"
        let plan = PlanImport.read(try document(text), scale: scale)
        #expect(plan.levels.map(\.level) == ["none", "part", "met"])
        #expect(plan.levels.map(\.date.iso) == ["2020-03", "2020-06", nil])
    }

    @Test("tables under headings are themes, and a table of abbreviations is the legend") func tablesUnderHeadings()
        throws
    {
        let header = "Objective\tAction\tLead"
        let source = try document(
            """
            Plan for Anytown

            Theme 1: People

            \(header)
            Staff see signs\tTrain wardens\tHOH

            Theme 2: Places

            \(header)
            Landlords are checked\tVisit each\tLO

            Abbreviation\tPost
            HOH\tHead of Housing
            LO\tLicensing Officer
            """)
        let plan = PlanImport.read(source)
        #expect(plan.themes.map(\.title) == ["People", "Places"])
        #expect(plan.objectives.map(\.theme) == [0, 1])
        #expect(plan.posts.map(\.title) == ["Head of Housing", "Licensing Officer"])
        #expect(plan.unaccounted(in: source) == [])
    }

    @Test("a table that is no plan says so first, and each of its words is named") func noPlan() throws {
        let source = try document("Shelf,Size,Colour\nA1,12,blue\nA2,15,brown\nA3,11,grey", name: "stock.csv")
        let plan = PlanImport.read(source, map: ColumnMap(fields: [.notes, .notes, .ignore]))
        #expect(plan.actions.isEmpty && plan.introduction.isEmpty)
        #expect(plan.warnings.first?.message.hasPrefix("No objective and no action was found") == true)
        #expect(plan.warnings.count == 13)
        #expect(plan.unaccounted(in: source) == [])
    }

    @Test("a legend in the rows below a sheet's plan is the legend") func legendBelow() throws {
        let source = try document("""
            Objective,RAG,Action,Lead
            Staff see signs,Red,Train wardens,HOH/LO
            and know whom to ask,,Print a card,LO
            Legend,,,
            HOH – Head of Housing,,,
            LO,Licensing Officer,,
            """, name: "plan.csv")
        let plan = PlanImport.read(source)
        #expect(plan.objectives.map(\.text) == ["Staff see signs and know whom to ask"])
        #expect(plan.posts.map(\.title) == ["Head of Housing", "Licensing Officer"])
        #expect(plan.legend.count == 2 && plan.actions.count == 2)
        #expect(plan.unaccounted(in: source) == [])
    }
}
