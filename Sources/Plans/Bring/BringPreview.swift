import Calendar
import Pages

/// Everything that the preview page shows.
struct BringPreview: Sendable {
    let batch: ImportBatch
    let draft: ImportDraft
    /// Plans that the file can be compared with.
    let plans: [Plan]
    /// Against the plan that was chosen; nil for a new plan.
    let comparison: PlanComparison?
    let into: Plan?
    let form: Form
    var banner: Banner?

    /// Whether a status or a day for the action can matter: always for a new plan; against a present one only where the
    /// action is new, or its deadline or progress differs.
    func concerns(_ action: Int, _ subjects: Set<PlanComparison.Proposal.Subject>, field: String? = nil) -> Bool {
        guard let comparison else { return true }
        return comparison.choices.contains { proposal in
            guard proposal.imported == action else { return false }
            if proposal.subject == .action && proposal.kind == .add { return true }
            return subjects.contains(proposal.subject) && proposal.field == field
        }
    }

    /// The form as the stored choices stand, before a person changed anything on the page.
    static func form(_ choices: ImportChoices, _ draft: ImportDraft) -> Form {
        var form = Form(["title": draft.title, "scale": choices.scale, "into": choices.into ?? ""])
        for (place, column) in draft.plan.map.columns.enumerated() {
            form.values[BringInput.column(place)] = [column.field.rawValue]
        }
        form.values["date"] = choices.dates.map { String($0) }
        if choices.statuses { form.values["statuses"] = ["yes"] }
        return form
    }
}

/// The preview's form: what was chosen, what was ticked, and which button was pressed.
struct BringInput: Sendable {
    enum Press: String, Sendable {
        /// Read again with these choices.
        case use
        case save
        /// Save with every proposal, ticked or not.
        case all
    }

    var choices: ImportChoices
    var press: Press
    var ticked: Set<String>
    var problems = Problems()

    static func column(_ place: Int) -> String { "column-\(place + 1)" }

    /// - Parameter columns: how many the file's table has.
    init(_ form: FormData, over old: ImportChoices, plans: [Plan]) {
        choices = old
        press = form["do"].flatMap { Press(rawValue: $0) } ?? .use
        ticked = Set(form.all("proposal"))
        let title = form.text("title")
        if title.isEmpty { problems.add("title", "Enter a title for the plan") }
        if title.count > 300 { problems.add("title", "Title must be 300 characters or fewer") }
        choices.title = title
        choices.scale = Scale.all.first { $0.id == form["scale"] }?.id ?? old.scale
        choices.into = plans.first { $0.id == form["into"] }?.id
        var fields: [ColumnMap.Field] = []
        while let word = form[Self.column(fields.count)] { fields.append(ColumnMap.Field(rawValue: word) ?? .ignore) }
        if !fields.isEmpty { choices.fields = fields }
        choices.statuses = form["statuses"] == "yes"
        choices.dates = form.all("date").compactMap { Int($0) }
    }

    /// True where the file would be read or compared in another way than the page showed.
    func readsAnew(_ shown: ImportChoices, _ draft: ImportDraft) -> Bool {
        choices.scale != shown.scale || choices.into != shown.into
            || (choices.fields.map { $0 != draft.plan.map.fields } ?? false)
    }
}
