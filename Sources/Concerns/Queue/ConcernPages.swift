public import Accounts
import Attachments
import Calendar
public import Database
import HTTPTypes
import Keyring
public import Log
import NeedToKnow
import Pages

/// One concern: what was said, the two rails, what becomes of it, and who looked.
struct ConcernPages: Sendable {
    let store: ConcernStore
    let database: Database
    let list: @Sendable (Int) -> LedgerList
    let cases: CaseOpening?

    private static let triage = Policy.may(.triage)

    var routes: [Route] {
        [
            .recordedPage(ConcernsURL.concern("{concern}"), QueuePages.seeing) { ask, viewer in
                let (concern, sight) = try await found(ask, viewer)
                guard let opening = try await opening(concern, sight, viewer, ask) else {
                    return .page(OpeningViews.ask(
                        concern.record, sight, facts: ConcernViews.outline(concern), place: ConcernsURL.open(concern.id),
                        section: ConcernsURL.queue))
                }
                var page = try await opened(concern, opening, ask, viewer, Form(["form": ask.newForm]))
                if let said = ConcernViews.said(ask.query) { page.banner = Banner(.success, said) }
                return .page(page)
            },
            .action(ConcernsURL.open("{concern}"), QueuePages.seeing) { ask, viewer in try await open(ask, viewer) },
            .action(ConcernsURL.take("{concern}"), Self.triage) { ask, viewer in
                let (concern, _) = try await found(ask, viewer)
                guard Int(ask.form.text("version")) == concern.version else {
                    throw Refusal.changedMeanwhile("Somebody else has just taken or changed this concern. Reload the queue to see who has it.")
                }
                let pressed = try await store.take(
                    concern, form: ask.formToken, location: "\(ConcernsURL.queue)?show=mine&taken", by: viewer)
                return .redirect(pressed.location)
            },
            .action(ConcernsURL.decide("{concern}"), Self.triage) { ask, viewer in try await decide(ask, viewer) },
            .action(ConcernsURL.reopen("{concern}"), Self.triage) { ask, viewer in
                try await say(ask, viewer) { concern, words in
                    try await store.reopen(
                        concern, reason: words, form: ask.formToken,
                        location: "\(ConcernsURL.concern(concern.id))?said=reopened", by: viewer)
                }
            },
            .action(ConcernsURL.write("{concern}"), QueuePages.seeing) { ask, viewer in
                try await say(ask, viewer) { concern, words in
                    let rail: ConcernEvent.Rail = ask.form.text("rail") == "reporter" ? .reporter : .inside
                    return try await store.write(
                        words, on: rail, of: concern, form: ask.formToken,
                        location: "\(ConcernsURL.concern(concern.id))?said=\(rail.rawValue)", by: viewer)
                }
            },
            .action(ConcernsURL.files("{concern}"), QueuePages.seeing, bodyLimit: Route.uploadLimit) { ask, viewer in
                try await attach(ask, viewer)
            },
            .recordedPage(ConcernsURL.file("{concern}", "{file}"), QueuePages.seeing) { ask, viewer in
                try await file(ask, viewer)
            },
            .recordedPage(ConcernsURL.looks("{concern}"), QueuePages.seeing) { ask, viewer in
                let (concern, sight) = try await found(ask, viewer)
                guard sight == .whole else { return .page(LookedViews.notYours(
                    concern.record, back: Link("Concern \(concern.reference)", ConcernsURL.concern(concern.id)),
                    section: ConcernsURL.queue)) }
                return .page(try await looks(concern, viewer))
            },
            .action(ConcernsURL.shields("{concern}"), Self.triage) { ask, viewer in try await shield(ask, viewer) },
        ]
    }

    // MARK: May they, and have they said why?

    private func found(_ ask: Ask, _ viewer: Viewer) async throws -> (Concern, Sight) {
        let id = ask.parameter("concern")
        let found = try await database.read { reader -> (Concern, Sight)? in
            guard let concern = try ConcernReads.concern(reader, organisation: viewer.organisation, id: id) else { return nil }
            return (concern, try Knowing.sight(reader, viewer, of: id))
        }
        // What somebody may not see is not there: the same answer either way.
        guard let found, found.1 > .nothing else { throw Refusal.notFound }
        return found
    }

    private func opening(_ concern: Concern, _ sight: Sight, _ viewer: Viewer, _ ask: Ask) async throws -> Opening? {
        try await database.read {
            try Openings.current($0, viewer, record: concern.id, sight: sight, now: ask.now)
        }
    }

    private func open(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (concern, sight) = try await found(ask, viewer)
        let input = OpeningInput(ask.form, sight: sight)
        guard input.problems.isEmpty, let purpose = input.purpose else {
            return .page(OpeningViews.ask(
                concern.record, sight, facts: ConcernViews.outline(concern), place: ConcernsURL.open(concern.id),
                section: ConcernsURL.queue, Form(ask.form, input.problems)), status: 422)
        }
        try await store.openings.open(
            concern.record, purpose, words: input.words, isEmergency: input.isEmergency, by: viewer)
        return .redirect(ConcernsURL.concern(concern.id))
    }

    /// A change is made by somebody who could read what they change.
    private func mustBeOpen(_ ask: Ask, _ viewer: Viewer) async throws -> (Concern, Opening) {
        let (concern, sight) = try await found(ask, viewer)
        guard let opening = try await opening(concern, sight, viewer, ask) else {
            throw Refusal.bad("You opened this concern more than an hour ago, or in another session. Go back and copy your words, open it again, and save them then.")
        }
        return (concern, opening)
    }

    // MARK: The page

    private func opened(
        _ concern: Concern, _ opening: Opening, _ ask: Ask, _ viewer: Viewer, _ form: Form
    ) async throws -> Page {
        try await store.openings.look(concern.record, under: opening, by: viewer) { write in
            guard viewer.may(.triage) else { return }
            try ConcernStore.readNews(concern.id, write)
        }
        let key = try store.openings.ring.key(concern.key)
        let show = try await database.read { [cases] reader in
            let events = try ConcernReads.events(
                reader, organisation: viewer.organisation, concern: concern.id, key: key)
            let shields = try Knowing.shielded(reader, organisation: viewer.organisation, record: concern.id)
            let accounts = try AccountStore.list(reader, organisation: viewer.organisation)
            let files = try AttachmentStore.list(
                reader, organisation: viewer.organisation, record: concern.id, key: key)
            return ConcernShow(
                concern: concern,
                answers: try ConcernReads.answers(
                    reader, organisation: viewer.organisation, concern: concern, key: key),
                form: .version(concern.formVersion), events: events, files: files,
                names: Dictionary(accounts.map { ($0.id, $0.name) }) { first, _ in first }, shields: shields,
                colleagues: accounts.filter(\.active),
                hasNewsForReporter: try ConcernReads.hasNewsForReporter(
                    reader, organisation: viewer.organisation, id: concern.id),
                cases: try cases?.linked(reader, viewer, concern.id) ?? [], mayOpenCase: cases != nil,
                mayTriage: viewer.may(.triage), openedAs: opening.purpose)
        }
        return ConcernViews.opened(show, form)
    }

    // MARK: Changes

    private func decide(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (concern, opening) = try await mustBeOpen(ask, viewer)
        var problems = Problems()
        let decision = Decision(rawValue: ask.form.text("decision"))
        let reason = ask.form.text("reason")
        let feedback = ask.form.text("feedback")
        if decision == nil || (decision == .caseOpened && cases == nil) {
            problems.add("decision", "Select what becomes of it")
        }
        if reason.isEmpty { problems.add("reason", "Enter why you decided so") }
        for (name, text) in [("reason", reason), ("feedback", feedback)] where text.count > StaffInput.limit {
            problems.add(name, "Enter at most 15,000 characters. You entered \(grouped(text.count))")
        }
        let named = Reference.read(ask.form.text("case"))
        var existing: String?
        if decision == .caseOpened, !named.isEmpty, let cases {
            existing = try await database.read { try cases.find($0, viewer, named) }
            if existing == nil { problems.add("case", "There is no open case \(named) that you may see") }
        }
        guard problems.isEmpty, let decision else {
            var page = try await opened(concern, opening, ask, viewer, Form(ask.form, problems))
            page.errors = problems
            return .page(page, status: 422)
        }
        let said = feedback.isEmpty && ask.form.text("silent") != "yes" ? decision.feedback : feedback
        let deciding = ConcernStore.Deciding(
            decision: decision, reason: reason, feedback: said, version: Int(ask.form.text("version")) ?? 0)
        let opens = decision == .caseOpened ? try await cases?.prepare(viewer, existing) : nil
        let pressed = try await store.decide(
            concern, deciding, form: ask.formToken, location: "\(ConcernsURL.concern(concern.id))?said=decided", by: viewer,
            openCase: opens)
        return .redirect(pressed.location)
    }

    private func say(
        _ ask: Ask, _ viewer: Viewer, _ act: (Concern, String) async throws -> Pressed
    ) async throws -> Answer {
        let (concern, opening) = try await mustBeOpen(ask, viewer)
        let words = ask.form.text("words")
        guard !words.isEmpty, words.count <= StaffInput.limit else {
            let problem = words.isEmpty ? "Enter the words" : "Enter at most 15,000 characters. You entered \(grouped(words.count))"
            var page = try await opened(concern, opening, ask, viewer, Form(ask.form, Problems("words", problem)))
            page.errors = Problems("words", problem)
            return .page(page, status: 422)
        }
        return .redirect(try await act(concern, words).location)
    }

    private func shield(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (concern, opening) = try await mustBeOpen(ask, viewer)
        let account = ask.form.text("account")
        let isOn = ask.form.text("press") != "lift"
        let reason = ask.form.text("why")
        var problems = Problems()
        if account.isEmpty { problems.add("account", "Select a colleague") }
        if reason.isEmpty { problems.add("why", "Enter the reason") }
        if account == viewer.account, isOn {
            problems.add("account", "You would not see it any more. Ask another to take it over, and let them keep you from it")
        }
        guard problems.isEmpty else {
            var page = try await opened(concern, opening, ask, viewer, Form(ask.form, problems))
            page.errors = problems
            return .page(page, status: 422)
        }
        let pressed = try await store.setShield(
            account, isOn: isOn, of: concern, reason: reason, form: ask.formToken,
            location: "\(ConcernsURL.concern(concern.id))?said=shield", by: viewer)
        return .redirect(pressed.location)
    }

    // MARK: Files

    private func attach(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (concern, opening) = try await mustBeOpen(ask, viewer)
        var input = await AttachmentInput(ask.form, isNeeded: true)
        if let file = input.attaching {
            do {
                let pressed = try await store.attachments.add(
                    file, to: concern.record, .concernWrite, form: ask.formToken,
                    location: "\(ConcernsURL.concern(concern.id))?said=file", by: viewer)
                return .redirect(pressed.location)
            } catch let refusal as AttachmentRefusal { input.refuse(refusal) }
        }
        var form = Form(ask.form, input.problems)
        form.values["form"] = [ask.newForm]
        form.values["files"] = ["yes"]
        return .page(try await opened(concern, opening, ask, viewer, form), status: 422)
    }

    /// The entry first, then the file.
    private func file(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (concern, sight) = try await found(ask, viewer)
        guard let opening = try await opening(concern, sight, viewer, ask) else {
            return .redirect(ConcernsURL.concern(concern.id))
        }
        let id = ask.parameter("file")
        try await store.openings.look(concern.record, under: opening, at: "file \(id)", by: viewer)
        let key = try store.openings.ring.key(concern.key)
        let files = try await database.read {
            try AttachmentStore.list($0, organisation: viewer.organisation, record: concern.id, key: key)
        }
        guard let file = files.first(where: { $0.id == id }) else { throw Refusal.notFound }
        return AttachmentStore.download(
            file, of: concern.record, organisation: viewer.organisation, key: key, database: database)
    }

    private func looks(_ concern: Concern, _ viewer: Viewer) async throws -> Page {
        let (lines, names) = try await database.read { [list] reader in
            let lines = try list(viewer.organisation).history(reader, of: concern.id)
            let names = try AccountStore.names(
                reader, organisation: viewer.organisation, of: lines.compactMap { $0.body?.account })
            return (lines, names)
        }
        return LookedViews.page(
            concern.record, lines, names: names,
            back: Link("Concern \(concern.reference)", ConcernsURL.concern(concern.id)), section: ConcernsURL.queue)
    }
}

/// How a decision opens a case, given by whoever puts the features together: concerns come before cases.
public struct CaseOpening: Sendable {
    /// Takes keys for a new case, or for the one that is named by its identifier; what it returns opens it, or ties the
    /// concern to it, inside the decision's own change and gives its address.
    public let prepare: @Sendable (Viewer, String?) async throws -> @Sendable (Write, Concern) throws -> String
    /// The identifier of an open case by its reference; nil where there is none that the viewer may see.
    public let find: @Sendable (Reader, Viewer, String) throws -> String?
    /// Cases that a concern belongs to and that the viewer may see: reference and address.
    public let linked: @Sendable (Reader, Viewer, String) throws -> [(reference: String, href: String)]

    public init(
        prepare: @escaping @Sendable (Viewer, String?) async throws -> @Sendable (Write, Concern) throws -> String,
        find: @escaping @Sendable (Reader, Viewer, String) throws -> String?,
        linked: @escaping @Sendable (Reader, Viewer, String) throws -> [(reference: String, href: String)]
    ) {
        self.prepare = prepare
        self.find = find
        self.linked = linked
    }
}

/// Just what the page of an opened concern prints.
struct ConcernShow: Sendable {
    let concern: Concern
    let answers: ConcernAnswers
    let form: ConcernForm
    let events: [ConcernEvent]
    let files: [Attachment]
    let names: [String: String]
    let shields: [Knowing.Shield]
    let colleagues: [Account]
    let hasNewsForReporter: Bool
    let cases: [(reference: String, href: String)]
    let mayOpenCase: Bool
    let mayTriage: Bool
    let openedAs: Purpose
}
