import Calendar
import Pages

/// The parts of the preview in which a person says how the file is to be read.
enum BringChoiceViews {
    static func settings(_ preview: BringPreview) -> HTML {
        let form = preview.form
        let plans = [(value: "", label: "A new plan")]
            + preview.plans.map { (value: $0.id, label: "Compare with “\($0.title)”") }
        return """
            \(textInput("Title of the plan", name: "title", in: form))\
            \(select("Levels are judged by", name: "scale", in: form, Scale.all.map { ($0.id, $0.name) }))\
            \(if: plans.count > 1, select(
                "What to do with it", name: "into", in: form,
                hint: "A newer version of a plan that is here already proposes changes, and doubles nothing", plans))
            """
    }

    static func columns(_ preview: BringPreview) -> HTML {
        let columns = preview.draft.plan.map.columns
        guard !columns.isEmpty else {
            return "<p>The file has no table. It was read by its headings and bullets.</p>"
        }
        let samples = samples(preview.draft.plan)
        let fields = ColumnMap.Field.allCases.map { (value: $0.rawValue, label: $0.name) }
        return table(
            "Columns of the file", hideCaption: true,
            columns: [Column("Column"), Column("What it holds"), Column("How sure"), Column("Why")],
            rows: columns.enumerated().map { place, column in
                let name = column.heading.isEmpty ? "Column \(place + 1)" : column.heading
                return Row([
                    "\(name)\(with: samples[place + 1], { "<p class=\"gv-muted\">\($0)</p>" })",
                    quietSelect("What “\(name)” holds", BringInput.column(place), preview.form, fields),
                    "\(column.confidence)%\(if: column.confidence < 70, " \(tag("Please check", .amber))")",
                    "\(column.reason)",
                ])
            }, stacks: true)
    }

    /// The table's head says what the list is for; its label is for those who cannot see that.
    private static func quietSelect(
        _ label: String, _ name: String, _ form: Form, _ choices: [(value: String, label: String)]
    ) -> HTML {
        """
        <label class="gv-hidden"\(attribute: "for", name)>\(label)</label>\
        <select class="gv-input gv-select"\(attribute: "id", name)\(attribute: "name", name)>\
        \(each: choices, { value, label in
            "<option\(attribute: "value", value)\(flag: "selected", form.holds(name, value))>\(label)</option>"
        })</select>
        """
    }

    /// The first words that stand in each column.
    private static func samples(_ plan: ImportedPlan) -> [Int: String] {
        var samples: [Int: String] = [:]
        for entry in plan.accounting {
            guard let column = entry.column, samples[column] == nil, !entry.text.isEmpty,
                entry.place != .heading, entry.place != .repeatedHeading
            else { continue }
            let line = Tidy.spaces(entry.text)
            samples[column] = "“\(line.count > 60 ? line.prefix(57) + "…" : line)”"
        }
        return samples
    }

    static func warnings(_ plan: ImportedPlan) -> HTML {
        guard !plan.warnings.isEmpty else { return "<p>Nothing: every cell was understood.</p>" }
        let shown = plan.warnings.prefix(500)
        return """
            \(table(
                "Cells to look at", hideCaption: true,
                columns: [Column("Row", .number), Column("Column", .number), Column("What was found")],
                rows: shown.map { warning in
                    [number(warning.row), number(warning.column), "\(warning.message)"]
                }, rowHeader: nil, stacks: true))
            \(if: plan.warnings.count > shown.count,
                "<p>\(grouped(plan.warnings.count - shown.count)) more are in the list of all words below.</p>")
            """
    }

    /// A row or column; nothing where the place is not known.
    static func number(_ number: Int?) -> HTML { "\(with: number, { "\($0)" })" }

    /// A tick each; none is set beforehand, and the words are kept in any case.
    static func dates(_ preview: BringPreview) -> HTML {
        let proposals = preview.draft.proposals.filter { preview.concerns($0.action.id, [.action], field: "deadline") }
        guard !proposals.isEmpty else { return HTML() }
        return checkboxes(
            "Put a date beside the words?", name: "date", in: preview.form,
            hint: "The words are kept as written in any case", optional: true,
            proposals.map { action, day in
                Choice(
                    String(action.id),
                    "Row \(action.row): “\(action.deadline.words)” \(reason(action, day)) Use \(day.long)?",
                    hint: action.text.count > 120 ? action.text.prefix(117) + "…" : action.text)
            })
    }

    private static func reason(_ action: ImportedPlan.Action, _ day: Day) -> String {
        let why = action.why ?? ""
        return why.hasPrefix(action.deadline.words) && why.contains("is not a real date") ? "is not a real date." : why
    }

    static func statuses(_ preview: BringPreview) -> HTML {
        let read = preview.draft.plan.actions.compactMap { action in
            preview.draft.statuses[action.id].map { (action: action, reading: $0) }
        }.filter { preview.concerns($0.action.id, [.note]) }
        guard !read.isEmpty else {
            return preview.comparison == nil
                ? "<p>No progress words say how an action goes. Every action begins as “Not started”.</p>"
                : "<p>No new progress words say how an action goes.</p>"
        }
        let count = ImportDraft.count(read.count, "status", "statuses")
        return """
            \(checkboxes(
                "Take what the progress words say?", name: "statuses", in: preview.form,
                hint: preview.comparison == nil
                    ? "Otherwise every action begins as “Not started”; the words are kept as notes in any case"
                    : "For the actions and progress notes that you take; otherwise their status stays as it is",
                optional: true, [Choice("yes", "Take all \(count)")]))
            \(table(
                "Statuses read from progress words", hideCaption: true,
                columns: [Column("Row", .number), Column("Action"), Column("Status"), Column("Why")],
                rows: read.map { action, reading in
                    ["\(action.row)", "\(action.text)", PlanParts.status(reading.status), "\(reading.reason)"]
                }, rowHeader: 1, stacks: true))
            """
    }
}
