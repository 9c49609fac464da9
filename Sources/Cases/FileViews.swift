import Attachments
import Pages

/// The files of a case: values to HTML.
enum FileViews {
    static func list(_ show: FilesShow, _ form: Form) -> Page {
        let file = show.file
        var page = CaseViews.page(file, "Files", tab: CasesURL.files(file.id), """
            \(if: show.files.isEmpty, emptyState("No file is attached to this case. Add a photo or a document below."))
            \(if: !show.files.isEmpty, AttachmentViews.list(
                show.files, href: { CasesURL.file($0.id, in: file.id) }, by: { show.names.writer($0.account) },
                takingAway: show.mayTakeAway ? { CasesURL.takeAway($0.id, in: file.id) } : nil))
            \(if: !show.concerns.isEmpty, """
                <p>What came with a concern stays with it: \
                \(each: show.concerns, { "<a\(href: $0.href)>\($0.text)</a> " })</p>
                """)
            \(section("Add a file", adding(file, form)))
            """)
        page.errors = form.problems
        return page
    }

    /// The form alone, where the reason to look has run out.
    static func again(_ file: Case, _ form: Form) -> Page {
        var page = CaseViews.page(file, "Files", tab: CasesURL.files(file.id), width: .reading, adding(file, form))
        page.errors = form.problems
        return page
    }

    private static func adding(_ file: Case, _ form: Form) -> HTML {
        AttachmentViews.addForm(to: CasesURL.files(file.id), form, token: form.value("form"))
    }

    static func takeAway(_ file: Case, _ id: String, _ name: String, _ form: Form) -> Page {
        let tab = CasesURL.files(file.id)
        var page = CaseViews.page(file, "Take a file away", tab: tab, width: .reading, confirm(
            "Its content goes for good and cannot be brought back. The timeline says who took it away and why.",
            facts: [SummaryRow("File", PartViews.words(name))], action: CasesURL.takeAway(id, in: file.id),
            button: "Take it away", cancel: Link("Keep it", tab), hidden: [("form", form.value("form"))],
            extra: textarea("The reason", name: "reason", in: form, rows: 3, limit: Length.most)))
        page.errors = form.problems
        return page
    }

    static func said(_ what: String) -> Banner? {
        switch what {
        case "added": Banner(.success, "The file is attached.")
        case "gone": Banner(.success, "The file is gone.")
        default: nil
        }
    }
}
