import Accounts
import Attachments
import Calendar
import Database
import HTTPTypes
import Keyring
import NeedToKnow
import Pages

/// A colleague's way to report: one page of questions and one to check, or a telephone call written down first and
/// sorted after. Every step is saved.
struct StaffPages: Sendable {
    let store: ConcernStore
    let database: Database
    let settings: ConcernSettings

    /// 15,000 characters in each box.
    private static let bodyLimit = 1 << 20
    /// And a file.
    private static let uploadLimit = Route.uploadLimit

    var routes: [Route] {
        [
            .page(ConcernsURL.new, .signedIn) { ask, viewer, reader in
                let drafts = try store.drafts(reader, of: viewer)
                return .page(StaffViews.edit(try show(viewer, reader), Form(["form": ask.newForm]), draft: nil, drafts: drafts))
            },
            .action(ConcernsURL.new, .signedIn, bodyLimit: Self.uploadLimit) { ask, viewer in try await save(ask, viewer) },
            .page(ConcernsURL.call, .signedIn) { ask, _, _ in
                .page(StaffViews.call(Form(["form": ask.newForm]), settings))
            },
            .action(ConcernsURL.call, .signedIn, bodyLimit: Self.bodyLimit) { ask, viewer in try await call(ask, viewer) },
            .page(ConcernsURL.draft("{draft}"), .signedIn) { ask, viewer, reader in
                let (draft, answers) = try draft(ask, viewer, reader)
                var form = Form(answers.values.compactMapValues(\.first))
                form.values = answers.values
                form.values["form"] = [ask.newForm]
                let show = try show(viewer, reader, draft)
                var page = StaffViews.edit(show, form, draft: draft, drafts: [])
                if ask.query.has("file") { page.banner = Banner(.success, "The draft is saved with its files.") }
                return .page(page)
            },
            .action(ConcernsURL.draft("{draft}"), .signedIn, bodyLimit: Self.uploadLimit) { ask, viewer in
                try await save(ask, viewer)
            },
            .page(ConcernsURL.checkDraft("{draft}"), .signedIn) { ask, viewer, reader in
                let (draft, answers) = try draft(ask, viewer, reader)
                return .page(StaffViews.check(draft, answers, try show(viewer, reader, draft), token: ask.newForm))
            },
            .action(ConcernsURL.checkDraft("{draft}"), .signedIn) { ask, viewer in try await send(ask, viewer) },
            .action(ConcernsURL.discardDraft("{draft}"), .signedIn) { ask, viewer in
                let (draft, _) = try await database.read { try self.draft(ask, viewer, $0) }
                try await store.discard(draft, token: ask.formToken, by: viewer)
                return .redirect("\(ConcernsURL.own)?thrown")
            },
        ]
    }

    private func show(_ viewer: Viewer, _ reader: Reader, _ draft: ConcernDraft? = nil) throws -> StaffShow {
        StaffShow(
            form: .present, settings: settings,
            colleagues: try AccountStore.list(reader, organisation: viewer.organisation)
                .filter { $0.active && $0.id != viewer.account },
            files: try draft.map { try store.files(reader, of: $0, viewer) } ?? [])
    }

    /// The viewer's own draft: anyone else's is not found, like one that is not there.
    private func draft(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> (ConcernDraft, ConcernAnswers) {
        guard let found = try store.draft(reader, id: ask.parameter("draft"), of: viewer) else { throw Refusal.notFound }
        return found
    }

    private func save(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let input = StaffInput(ask.form, .present)
        var file = await AttachmentInput(ask.form, isNeeded: ask.form.text("press") == "attach" && !ask.form.has("removeFile"))
        let id = ask.parameter("draft")
        let (draft, show) = try await database.read { reader in
            let draft = id.isEmpty ? nil : try self.draft(ask, viewer, reader).0
            return (draft, try self.show(viewer, reader, draft))
        }
        // What was typed is kept even when it cannot be sent yet; only what would not fit is asked for again first.
        guard input.canBeKept else {
            let page = StaffViews.edit(show, Form(ask.form, input.problems), draft: draft, drafts: [])
            return .page(page, status: 422)
        }
        let removing = ask.form.all("removeFile").filter { id in show.files.contains { $0.id == id } }
        var saved: String
        do {
            saved = try await store.save(
                input.answers, with: file.attaching, removing: removing, draft: draft, form: .present,
                token: ask.formToken, by: viewer)
        } catch let refusal as AttachmentRefusal {
            file.refuse(refusal)
            saved = try await store.save(
                input.answers, removing: removing, draft: draft, form: .present, token: ask.formToken, by: viewer)
        }
        let press = ask.form.text("press")
        if file.problems.isEmpty, press == "later" { return .redirect("\(ConcernsURL.own)?saved") }
        if file.problems.isEmpty, press == "attach" { return .redirect("\(ConcernsURL.draft(saved))?file") }
        var problems = ["later", "attach"].contains(press) ? Problems.none : input.problems
        problems.add(file.problems)
        guard problems.isEmpty else { return try await again(ask, saved, problems, viewer) }
        return .redirect(ConcernsURL.checkDraft(saved))
    }

    /// The page as it was sent, with what is wrong; the draft is saved by now, so that the form leads to it.
    private func again(_ ask: Ask, _ saved: String, _ problems: Problems, _ viewer: Viewer) async throws -> Answer {
        let (draft, show) = try await database.read { reader in
            let draft = try store.draft(reader, id: saved, of: viewer)?.0
            return (draft, try self.show(viewer, reader, draft))
        }
        var form = Form(ask.form, problems)
        form.values["form"] = [ask.newForm]
        form.values["removeFile"] = nil
        return .page(StaffViews.edit(show, form, draft: draft, drafts: []), status: 422)
    }

    private func call(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        var answers = ConcernAnswers()
        answers["what"] = ask.form.text("what")
        answers["capacity"] = "call"
        let long = answers["what"].count > StaffInput.limit
        guard !answers["what"].isEmpty, !long else {
            let problem = long
                ? "Enter at most 15,000 characters. You entered \(grouped(answers["what"].count))" : "Enter what the caller says"
            return .page(StaffViews.call(Form(ask.form, Problems("what", problem)), settings), status: 422)
        }
        let saved = try await store.save(answers, draft: nil, form: .present, token: ask.formToken, by: viewer)
        return .redirect(ConcernsURL.draft(saved))
    }

    private func send(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let id = ask.parameter("draft")
        let found = try await database.read { try store.draft($0, id: id, of: viewer) }
        guard let (draft, answers) = found else {
            // The second press of the same button: the first one filed it.
            return .redirect(ConcernsURL.own)
        }
        let input = StaffInput(answers, .present)
        guard input.problems.isEmpty else { return .redirect(ConcernsURL.draft(id)) }
        var filing = Filing(
            answers: answers, form: .version(draft.formVersion), source: answers["capacity"] == "call" ? .telephone : .staff,
            language: Language.english.tag, token: "send-\(draft.id)")
        filing.about = Set(answers.all("colleagues"))
        let concern = try await store.file(filing, draft: draft, by: viewer.actor)
        return .redirect("\(ConcernsURL.own(concern))?sent")
    }
}

/// What the staff form prints beside what was typed.
struct StaffShow: Sendable {
    let form: ConcernForm
    let settings: ConcernSettings
    /// Whom it could be about; for the shield.
    let colleagues: [Account]
    /// Attached to the draft so far.
    let files: [Attachment]
}

/// A colleague's answers: four of them are needed, the rest helps.
struct StaffInput: Sendable {
    static let limit = 15_000
    static let required = ["danger", "what", "where", "who"]

    let answers: ConcernAnswers
    private(set) var problems = Problems()
    /// False where something is longer than can be stored.
    let canBeKept: Bool

    init(_ data: FormData, _ form: ConcernForm) {
        var answers = ConcernAnswers()
        for question in form.questions {
            let values = question.kind == .several ? data.all(question.key) : [data.text(question.key)]
            let given = values.filter { !$0.isEmpty }
            answers.values[question.key] = given.isEmpty ? nil : given
        }
        let colleagues = data.all("colleagues")
        answers.values["colleagues"] = colleagues.isEmpty ? nil : colleagues
        self.init(answers, form)
    }

    init(_ answers: ConcernAnswers, _ form: ConcernForm) {
        self.answers = answers
        let faults = ConcernRules.faults(answers, form)
        canBeKept = faults.isEmpty
        let needed = [
            "danger": "Select if anyone is in danger now", "what": "Enter what you saw or heard",
            "where": "Enter where it is, or that you do not know", "who": "Select who it is about",
        ]
        for question in form.questions {
            if let fault = faults.first(where: { $0.key == question.key }) {
                problems.add(question.key, fault.words)
            } else if let words = needed[question.key], answers[question.key].isEmpty {
                problems.add(question.key, words)
            }
        }
    }
}
