import Documents
import Pages

/// Asks how a plan is to leave.
enum ExportViews {
    static func page(_ plan: Plan, _ form: Form) -> Page {
        var page = Page("Take the plan out", width: .reading, section: PlansURL.plans, main: """
            <p class="gv-lead">\(plan.title). Every file can be brought back in: what was changed in it is shown before anything is saved.</p>
            \(getForm(to: PlansURL.export(plan.id), """
                \(radios("How is the table laid out?", name: "layout", in: form, PlanLayout.allCases.map {
                    Choice($0.rawValue, "\($0.name)", hint: $0.hint)
                }))\
                \(radios("Which kind of file?", name: "format", in: form, DocumentFormat.allCases.map {
                    Choice($0.rawValue, "\($0.name)", hint: hint($0))
                }))\
                \(buttonGroup(button("Save the file"), "<a\(href: PlansURL.plan(plan.id))>Back to the plan</a>"))
                """))
            <p>For data tools: <a\(href: PlansURL.export(plan.id, file: PlanExport(.objectives, .csv).file + ExportInput.metadata))>what the columns of the CSV file mean (CSVW)</a>.</p>
            """)
        page.breadcrumbs = [Link("Plans", PlansURL.plans), Link(plan.title, PlansURL.plan(plan.id))]
        page.errors = form.problems
        return page
    }

    private static func hint(_ format: DocumentFormat) -> String {
        switch format {
        case .odt: "To read, print and change, in any office program"
        case .ods: "A table to sort and count in, in any office program"
        case .docx: "To read, print and change in Word"
        case .xlsx: "A table to sort and count in, in Excel"
        case .csv: "For data tools; one table, words only"
        case .json: "For programs"
        }
    }
}
