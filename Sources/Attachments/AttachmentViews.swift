import Calendar
import Documents
public import Pages

/// Attached files on a record's page, and the fields to add one: values to HTML.
public enum AttachmentViews {
    public static let accept = ".jpg,.jpeg,.png,.pdf,.docx,.odt,.txt"

    /// The two fields of a form that takes a file; the form has to be `upload: true`.
    public static func fields(_ form: Form, optional: Bool = true) -> HTML {
        """
        \(fileUpload("Add a photo or document", name: AttachmentInput.file, in: form,
            hint: """
                JPEG, PNG, PDF, Word, OpenDocument or text, at most 20 MB. Its name is not kept; who made it, where, when and \
                with which device is taken out. Where something remains, that is said beside it
                """,
            optional: optional, accept: accept))
        \(textInput("What does it show?", name: AttachmentInput.words, in: form, optional: true))
        """
    }

    /// A form that does nothing else.
    public static func addForm(to place: String, _ form: Form, token: String) -> HTML {
        postForm(to: place, hidden: [("form", token)], upload: true, """
            \(fields(form, optional: false))
            \(button("Add the file", .secondary))
            """)
    }

    /// - Parameters:
    ///   - href: where a file is opened; nil where it is only named.
    ///   - by: who attached it.
    ///   - takingAway: where it is asked whether a file goes; nil where none may be taken away.
    public static func list(
        _ attachments: [Attachment], href: ((Attachment) -> String)? = nil, by: ((Attachment) -> String)? = nil,
        takingAway: ((Attachment) -> String)? = nil
    ) -> HTML {
        guard !attachments.isEmpty else { return "<p class=\"gv-muted\">No files are attached.</p>" }
        return """
            <ul class="gv-list">\(each: attachments, { attachment in
                """
                <li>\(item(attachment, href, by))\
                \(with: takingAway, { "<p><a\(href: $0(attachment))>Take away\(hiddenText(" \(attachment.name)"))</a></p>" })</li>
                """
            })</ul>
            """
    }

    private static func item(
        _ attachment: Attachment, _ href: ((Attachment) -> String)?, _ by: ((Attachment) -> String)?
    ) -> HTML {
        let title: HTML = if let href {
            "<a\(href: href(attachment))>\(attachment.name)</a>"
        } else {
            "\(attachment.name)"
        }
        return """
            \(title) <span class="gv-muted">(\(facts(attachment, by)))</span>\
            \(with: attachment.remains, { "<p class=\"gv-hint\">\($0)</p>" })
            """
    }

    private static func facts(_ attachment: Attachment, _ by: ((Attachment) -> String)?) -> String {
        [attachment.kind.name, attachment.size, by?(attachment), attachment.madeAt.words].compactMap { $0 }
            .joined(separator: ", ")
    }

    /// In a form that is saved with more than files: a tick takes one away.
    public static func removing(_ attachments: [Attachment], in form: Form) -> HTML {
        guard !attachments.isEmpty else { return "" }
        return checkboxes(
            "Attached files", name: "removeFile", in: form, hint: "Select what you want to take away", optional: true,
            attachments.map { Choice($0.id, "\($0.name)", hint: facts($0, nil)) })
    }
}
