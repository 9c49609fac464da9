import Accounts
import Attachments
import Calendar
import Database
import HTTPTypes
import Keyring
import Log
import NeedToKnow
import Pages

/// What a colleague reported: how far it is, and a way to say more.
struct OwnConcernPages: Sendable {
    let store: ConcernStore
    let database: Database

    var routes: [Route] {
        [
            .page(ConcernsURL.own, .signedIn) { ask, viewer, reader in
                let own = try ConcernReads.own(
                    reader, organisation: viewer.organisation, mark: store.reporter.mark(viewer.account))
                var page = OwnConcernViews.list(own, try store.drafts(reader, of: viewer))
                if ask.query.has("saved") { page.banner = Banner(.success, "Saved. It is not sent yet.") }
                if ask.query.has("thrown") { page.banner = Banner(.success, "The draft is gone.") }
                return .page(page)
            },
            .recordedPage(ConcernsURL.own("{concern}"), .signedIn) { ask, viewer in
                let concern = try await own(ask, viewer)
                var page = try await show(concern, viewer, Form(["form": ask.newForm]))
                if ask.query.has("sent") { page.banner = Banner(.success, "Sent. Your reference is \(concern.reference).") }
                if ask.query.has("said") { page.banner = Banner(.success, "Sent. Those who work on it can read it now.") }
                return .page(page)
            },
            .action(ConcernsURL.own("{concern}"), .signedIn, bodyLimit: Route.uploadLimit) { ask, viewer in
                let concern = try await own(ask, viewer)
                let words = ask.form.text("reply")
                var file = await AttachmentInput(ask.form)
                var problems = Problems()
                if words.isEmpty, file.attaching == nil, file.problems.isEmpty { problems.add("reply", "Enter your words") }
                if words.count > StaffInput.limit { problems.add("reply", "Enter at most 15,000 characters") }
                if problems.isEmpty, file.problems.isEmpty {
                    do {
                        let pressed = try await store.reply(
                            words.isEmpty ? "I sent a file." : words, with: file.attaching, to: concern,
                            form: ask.formToken, organisation: viewer.organisation, location: ConcernsURL.own(concern.id))
                        return .redirect("\(pressed.location)?said")
                    } catch let refusal as AttachmentRefusal { file.refuse(refusal) }
                }
                problems.add(file.problems)
                return .page(try await show(concern, viewer, Form(ask.form, problems)), status: 422)
            },
        ]
    }

    private func own(_ ask: Ask, _ viewer: Viewer) async throws -> Concern {
        let found = try await database.read { [store] reader in
            try ConcernReads.own(
                reader, organisation: viewer.organisation, mark: store.reporter.mark(viewer.account),
                id: ask.parameter("concern"))
        }
        guard let found else { throw Refusal.notFound }
        return found
    }

    private func show(_ concern: Concern, _ viewer: Viewer, _ form: Form) async throws -> Page {
        try await store.lookByReporter(concern, organisation: viewer.organisation)
        let events = try await database.read { [store] reader in
            try ConcernReads.events(
                reader, organisation: viewer.organisation, concern: concern.id, key: store.openings.ring.key(concern.key),
                rail: .reporter)
        }
        let files = try await database.read {
            try AttachmentStore.count($0, organisation: viewer.organisation, record: concern.id)
        }
        return OwnConcernViews.show(concern, events, files: files, form)
    }
}

/// A colleague's own concerns: values to HTML.
enum OwnConcernViews {
    static func list(_ concerns: [Concern], _ drafts: [ConcernDraft]) -> Page {
        Page("My concerns", section: ConcernsURL.own, main: """
            <p>\(linkButton("Report a concern", href: ConcernsURL.new))</p>
            \(if: !drafts.isEmpty, section("Not sent yet", """
                <ul class="gv-list">\(each: drafts, { "<li><a\(href: ConcernsURL.draft($0.id))>Saved \($0.savedAt.words)</a></li>" })</ul>
                """))
            \(section("Sent", concerns.isEmpty ? emptyState("You have not reported a concern.") : table(
                "Concerns that you sent", hideCaption: true, columns: [Column("Concern"), Column("Sent"), Column("How far it is")],
                rows: concerns.map { concern in
                    [
                        "<a\(href: ConcernsURL.own(concern.id))>\(concern.reference)</a>", "\(concern.receivedAt.words)",
                        "\(stage(concern.stage).0)",
                    ]
                }, stacks: true)))
            """)
    }

    static func show(_ concern: Concern, _ events: [ConcernEvent], files: Int, _ form: Form) -> Page {
        let (now, next) = stage(concern.stage)
        var page = Page(concern.reference, width: .reading, caption: "My concern", section: ConcernsURL.own, main: """
            \(summaryList([
                SummaryRow("Sent", "\(concern.receivedAt.words)"), SummaryRow("How far it is", "\(now)"),
                SummaryRow("What is next", "\(next)"),
                SummaryRow("Photos and documents", files == 0 ? nil : "\(files), open to those who work on it"),
            ]))
            <p>Do not confront anyone, do not look for proof, and do not promise to keep it secret.</p>
            \(section("What you and those who work on it wrote", events.isEmpty ? "<p class=\"gv-muted\">Nothing yet.</p>" : timeline(
                events.reversed().map { event in
                    TimelineItem(event.isFromReporter ? "You" : "Those who work on it", when: event.madeAt.words,
                        body: "<p class=\"gv-words\">\(event.words)</p>")
                })))
            \(postForm(to: ConcernsURL.own(concern.id), hidden: [("form", form.value("form"))], upload: true, """
                \(textarea("Say more, or answer", name: "reply", in: form, rows: 4, limit: StaffInput.limit))
                \(AttachmentViews.fields(form))
                \(button("Send it"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("My concerns", ConcernsURL.own)
        return page
    }

    static func stage(_ stage: Concern.Stage) -> (String, String) {
        switch stage {
        case .received: ("Received", "The single point of contact takes it, within the council’s target")
        case .reading: ("Somebody is reading it", "They decide what becomes of it, and may ask you something here")
        case .acting: ("It is acted on", "You may not hear more, to keep people safe")
        case .passed: ("It was passed on", "Those who can help best have it")
        case .closed: ("Closed", "If you see more, report it again")
        }
    }
}
