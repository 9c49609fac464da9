import Attachments
import Calendar
import Cases
import Pages

/// What was keyed in on the national form: reference, time, copy, and what came of it.
enum KeyedInViews {
    static func page(_ work: PersonWork, _ sheet: Sheet, _ form: Form) -> Page {
        var page = CaseFrame.person(work.file, work.whom.person, "Keyed in on the national form", width: .reading, """
            <p>\(sheet.path.title). \(sheet.state.title).</p>
            \(if: sheet.keyedAt == nil && sheet.state == .preparing, "<p>It is not read by a second person yet. <a\(href: ReferralsURL.check(work.whom))>Have it read</a></p>")
            \(if: sheet.keyedAt == nil && sheet.state == .qualityChecked, recording(work.whom, sheet.path, form))
            \(if: sheet.keyedAt != nil, recorded(work, sheet, form))
            \(section("What happened", timeline(work.steps.map {
                TimelineItem("\($0.state.title)", when: $0.since.long, by: work.names[$0.by])
            })))
            """)
        page.errors = form.problems
        page.back = Link("The sheet", ReferralsURL.sheet(work.whom))
        return page
    }

    /// Only what was typed, where nothing that is kept may be shown.
    static func again(_ file: Case, _ whom: Whom, _ form: Form) -> Page {
        var page = CaseFrame.person(file, whom.person, "Keyed in on the national form", width: .reading, """
            \(if: form.values["reference"] != nil, recording(whom, nil, form))
            \(if: form.values["reference"] == nil && form.values["state"] == nil, copy(whom, form))
            """)
        page.errors = form.problems
        page.back = Link("The sheet", ReferralsURL.sheet(whom))
        return page
    }

    private static func recording(_ whom: Whom, _ path: LawfulPath?, _ form: Form) -> HTML {
        let source = path == .notification ? ReferralsURL.outgoing(whom) : ReferralsURL.print(whom)
        return """
            <p>Key it in from <a\(href: source)>\(path == .notification ? "the text to key in" : "the filled-in sheet")</a>, then record what the national form said. It deletes its own draft on
            sending: the copy that comes by email is the only one.</p>
            \(postForm(to: ReferralsURL.keyedIn(whom), hidden: CheckViews.kept(form), upload: true, """
                \(textInput("Reference of the national form", name: "reference", in: form, width: .thirty, spellcheck: false))
                \(dateInput("Day on which it was keyed in", name: "keyed", in: form))
                \(textInput("Time", name: "keyed-time", in: form, hint: "As 14:30", optional: true, width: .ten))
                \(radios("Has the copy come by email?", name: "has-copy", in: form, [
                    Choice("yes", "Yes, and it is put away", reveals: """
                        \(dateInput("Day of the copy", name: "copy", in: form))
                        \(file(form))
                        """),
                    Choice("no", "Not yet"),
                ]))
                \(button("Record it"))
                """))
            """
    }

    private static func recorded(_ work: PersonWork, _ sheet: Sheet, _ form: Form) -> HTML {
        """
        \(summaryList([
            SummaryRow("Reference", CaseFrame.words(sheet.contents.nationalReference)),
            SummaryRow("Keyed in", "\(sheet.keyedAt?.words) by \(work.names[sheet.keyedBy])"),
            SummaryRow(
                "Copy from the email", sheet.copyOn.map { "Put away on \($0.long)" } ?? "Has not come yet",
                actions: [Link("Files of the case", CasesURL.files(work.file.id))]),
            SummaryRow("News hoped for by", sheet.expectedBy.map { "\($0.long). \(sheet.expectedRule)" } ?? "No clock runs"),
        ]))
        \(if: sheet.copyOn == nil, section("The copy", """
            <p>Keep the copy that comes by email: the national form deletes its own draft on sending.</p>
            \(copy(work.whom, form))
            """))
        \(if: !sheet.state.next.isEmpty, section("News", news(work.whom, sheet, form)))
        """
    }

    private static func copy(_ whom: Whom, _ form: Form) -> HTML {
        postForm(to: ReferralsURL.copy(whom), hidden: kept(form, "copy"), upload: true, """
            \(dateInput("Day of the copy", name: "copy", in: form))
            \(file(form))
            \(button("Record the copy", .secondary))
            """)
    }

    /// It may also be kept elsewhere: then its day alone is recorded.
    private static func file(_ form: Form) -> HTML {
        fileUpload(
            "The copy itself", name: AttachmentInput.file, in: form,
            hint: "PDF, Word, OpenDocument, text or a picture, at most 20 MB. It is kept with the files of the case",
            optional: true, accept: AttachmentViews.accept)
    }

    private static func news(_ whom: Whom, _ sheet: Sheet, _ form: Form) -> HTML {
        postForm(to: ReferralsURL.news(whom), hidden: kept(form, "news"), """
            \(radios("What is the news?", name: "state", in: form, sheet.state.next.map { Choice($0.rawValue, "\($0.title)") }))
            \(dateInput("Day of the news", name: "since", in: form))
            \(button("Record the news", .secondary))
            """)
    }

    /// A page with several forms: each is pressed once by itself.
    private static func kept(_ form: Form, _ which: String) -> [(name: String, value: String)] {
        let token = form.value("form")
        return [("form", token.hasSuffix(which) ? token : token + which), ("version", form.value("version"))]
    }
}
