import Pages

/// Giving a file or its text.
enum BringStartViews {
    static func page(_ form: Form) -> Page {
        var page = Page("Bring a plan in", width: .reading, section: "/plans", main: """
            <p class="gv-lead">Give the plan as you have it. You see how it was understood before anything is saved.</p>
            \(postForm(to: BringURL.start, hidden: [("form", form.value("form"))], upload: true, """
                \(fileUpload(
                    "Choose a file", name: "file", in: form,
                    hint: "Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods), CSV, a web page or text, up to 25 MB", optional: true,
                    accept: ".docx,.xlsx,.odt,.ods,.csv,.tsv,.txt,.html,.htm,.json,text/plain,text/csv"))\
                \(textarea(
                    "Or paste the text", name: "text", in: form,
                    hint: "Open the plan in Word, or the PDF, select all of it, copy, and paste it here", optional: true,
                    rows: 14))\
                \(buttonGroup(button("Read the plan"), "<a\(href: BringURL.list)>Earlier imports</a>"))
                """))
            \(section("What is read", """
                <ul>
                <li>Tables with a row for each action or objective, whatever their columns are called.</li>
                <li>Plans written as headings and bullets.</li>
                <li>Words are kept as written, dates that cannot be as well. Nothing is left out without saying so.</li>
                </ul>
                """))
            """)
        page.breadcrumbs = [Link("Plans", "/plans")]
        page.errors = form.problems
        return page
    }
}
