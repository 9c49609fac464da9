import Ledger
import Pages

/// How an entry's proof is offered, and what is said where there is none.
enum ProofViews {
    static func offer(_ position: Int) -> HTML {
        """
        <p>The proof is a small text file. With the ledger's key anyone can check it, without this program, and with nothing
        else of the ledger. It says that this entry is in the ledger, and nothing of anyone.</p>
        \(buttonGroup("<a class=\"gv-button\"\(href: LedgerURL.proof(position))>Download the proof</a>",
            "<a\(href: LedgerURL.checkpoint)>Download the signed checkpoint</a>",
            "<a\(href: LedgerURL.verifier)>Download the program that checks them</a>"))
        \(details("Disclose the record too", form(position, Form())))
        """
    }

    static func disclose(_ position: Int, _ form: Form) -> Page {
        var page = Page(
            "Disclose the record of entry \(position)", width: .reading, section: LedgerURL.overview, main: self.form(position, form))
        page.errors = form.problems
        page.breadcrumbs = [Link("Ledger", LedgerURL.overview), Link("Entry \(position)", LedgerURL.entry(position))]
        return page
    }

    private static func form(_ position: Int, _ form: Form) -> HTML {
        """
        <p>The file then also says who did what, and proves that this record is the one that was promised at the time. The
        ledger keeps that you disclosed it, and why.</p>
        \(postForm(to: LedgerURL.proof(position), """
            \(textarea("Why, and to whom", name: "reason", in: form, hint: "For example: asked for by the ombudsman, 3 March 2026"))
            \(button("Download the proof with the record"))
            """))
        """
    }

    static func refused(_ title: String, _ words: String) -> Page {
        var page = Page(title, width: .reading, section: LedgerURL.overview, main: """
            \(warningText("\(words)"))
            <p><a\(href: LedgerURL.overview)>Back to the ledger</a></p>
            """)
        page.breadcrumbs = [Link("Ledger", LedgerURL.overview)]
        return page
    }
}
