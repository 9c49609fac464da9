public import Accounts
import Attachments
import Calendar
public import Database
import HTTPTypes
public import Log
public import NeedToKnow
public import Pages

/// Routes of cases: the list, the case with its parts, its timeline, and who has it.
public struct CasesPages: Sendable {
    /// Sends words to the people who reported the concerns, in the change that puts them on the timeline.
    public typealias Tell = @Sendable (_ write: Write, _ concerns: [String], _ words: String) throws -> Void

    static let policy = Policy.mayAny([.triage, .workCases, .oversee])

    let door: CaseDoor
    let store: CaseStore
    let database: Database
    let ledger: LedgerKeys
    let tell: Tell?
    let concerns: Concerns?
    let progress: PersonProgress.Reading?

    /// Where the concerns of a case are read: those that the viewer may see.
    public typealias Concerns = @Sendable (Reader, Viewer, [String]) throws -> [Link]

    /// - Parameters:
    ///   - tell: nil where nothing can be sent: then the reporter's rail is only read.
    ///   - concerns: nil where they cannot be led to.
    ///   - progress: how far the lawful path of each person is.
    public init(
        openings: Openings, database: Database, ledger: LedgerKeys, tell: Tell? = nil, concerns: Concerns? = nil,
        progress: PersonProgress.Reading? = nil
    ) {
        self.concerns = concerns
        door = CaseDoor(openings: openings, database: database)
        store = CaseStore(recorder: openings.recorder, ring: openings.ring)
        self.database = database
        self.ledger = ledger
        self.tell = tell
        self.progress = progress
    }

    public var routes: [Route] {
        listRoutes + caseRoutes + changeRoutes
            + PartPages(door: door, store: store, database: database, reading: progress).routes
            + FilePages(door: door, store: store, database: database, concerns: concerns).routes
            + GivingPages(door: door, store: store, database: database).routes
    }

    // MARK: Lists

    private var listRoutes: [Route] {
        [
            .page(CasesURL.list, Self.policy) { ask, viewer, reader in
                let query = CaseQuery(
                    CaseQuery.Which(rawValue: ask.query.text("show")) ?? .open, page: Int(ask.query.text("page")) ?? 1)
                let (total, lines) = try CaseReads.list(reader, viewer, query)
                let names = try HolderNames(reader, organisation: viewer.organisation)
                return .page(CaseViews.list(query, total, lines, names, mayOpen: viewer.may(.triage)))
            },
            .page(CasesURL.find, Self.policy) { ask, viewer, reader in
                let asked = ask.query.text("q")
                if let file = try CaseReads.find(reader, viewer, reference: asked) {
                    return .redirect(CasesURL.show(file.id))
                }
                return .page(CaseViews.notFound(asked))
            },
            .page(CasesURL.new, .may(.triage)) { ask, _, _ in
                .page(CaseViews.new(Form(["form": ask.newForm, "setting": Setting.notKnown.rawValue])))
            },
            .action(CasesURL.new, .may(.triage)) { ask, viewer in
                let (setting, exploitation, problems) = Self.codes(ask.form)
                guard problems.isEmpty else { return .page(CaseViews.new(Form(ask.form, problems)), status: 422) }
                let pressed = try await store.open(
                    NewCase(setting: setting, exploitation: exploitation), form: ask.formToken, by: viewer.actor)
                return .redirect(pressed.location)
            },
        ]
    }

    static func codes(_ form: FormData) -> (Setting, Set<Exploitation>, Problems) {
        var problems = Problems()
        let setting = Setting(rawValue: form.text("setting"))
        if setting == nil { problems.add("setting", "Select a setting, or “Not known”") }
        return (
            setting ?? .notKnown, Set(form.all("exploitation").compactMap { Exploitation(rawValue: $0) }), problems
        )
    }

    // MARK: One case

    private var caseRoutes: [Route] {
        [
            .recordedPage(CasesURL.show("{case}"), Self.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "overview") { room in
                    try await overview(room, Form(["form": ask.newForm]), ask.query)
                }
            },
            .action(CasesURL.open("{case}"), Self.policy) { ask, viewer in try await door.open(ask, viewer) },
            .recordedPage(CasesURL.timeline("{case}"), Self.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "timeline") { room in
                    try await timeline(room, ask.query, Form(["form": ask.newForm]))
                }
            },
            .action(CasesURL.timeline("{case}"), Self.policy) { ask, viewer in
                try await door.action(ask, viewer) { try await write(ask, $0) }
            },
            .recordedPage(CasesURL.looks("{case}"), Self.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "who looked") { room in
                    // Who worked on it is for those who answer for it; an emergency does not open that.
                    let back = Link(room.file.reference, CasesURL.show(room.file.id))
                    guard room.sight == .whole else {
                        return LookedViews.notYours(room.file.record, back: back, section: CasesURL.list)
                    }
                    let (lines, names) = try await database.read { reader in
                        (
                            try LedgerList(ledger, viewer.organisation).history(reader, of: room.file.id),
                            try HolderNames(reader, organisation: viewer.organisation).all
                        )
                    }
                    return LookedViews.page(
                        room.file.record, lines, names: names, back: back, section: CasesURL.list)
                }
            },
        ]
    }

    func overview(_ room: CaseRoom, _ form: Form, _ query: FormData = FormData()) async throws -> Page {
        let show = try await database.read { [concerns] in try CaseOverview($0, room, concerns: concerns) }
        return CaseViews.overview(show, form, said: query.text("said"))
    }

    private func timeline(_ room: CaseRoom, _ query: FormData, _ form: Form) async throws -> Page {
        let rail = CaseEvent.Rail(rawValue: query.text("rail"))
        let page = min(max(Int(query.text("page")) ?? 1, 1), 100_000)
        let mayTell = tell != nil
        let show = try await database.read { reader in
            let (total, events) = try CaseEvents.list(reader, room.keys, rail: rail, page: page)
            let concerns = try CaseReads.concerns(reader, organisation: room.viewer.organisation, of: room.file.id)
            return TimelineShow(
                file: room.file, rail: rail, page: page, total: total, events: events,
                names: try HolderNames(reader, organisation: room.viewer.organisation),
                people: PartViews.titles(try PartReads.people(reader, room.keys)), mayTell: mayTell && !concerns.isEmpty)
        }
        return TimelineViews.timeline(show, form)
    }

    /// Words for the reporter are asked about once before they go.
    private func write(_ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        let words = ask.form.text("words")
        let rail = CaseEvent.Rail(rawValue: ask.form.text("rail")) ?? .within
        var problems = Problems()
        if words.isEmpty { problems.add("words", "Enter what you want to write down") }
        if let problem = Length.problem(words) { problems.add("words", problem) }
        guard problems.isEmpty else {
            let form = Form(ask.form, problems)
            guard try await door.look(room, at: "timeline") else {
                return .page(TimelineViews.again(room.file, form), status: 422)
            }
            return .page(try await timeline(room, FormData(), form), status: 422)
        }
        if rail == .reporter && !ask.form.has("sure") {
            return .page(TimelineViews.sure(room.file, words, token: ask.formToken))
        }
        let concerns = try await database.read {
            try CaseReads.concerns($0, organisation: room.viewer.organisation, of: room.file.id)
        }
        if rail == .reporter && (tell == nil || concerns.isEmpty) {
            throw Refusal.bad("Nobody can be told: no concern of this case can be answered.")
        }
        let pressed = try await store.write(words, rail: rail, room.keys, form: ask.formToken, by: room.viewer.actor) {
            [tell] write, words in try tell?(write, concerns, words)
        }
        return .redirect(pressed.location)
    }

    // MARK: Codes and the end

    private var changeRoutes: [Route] {
        [
            .recordedPage(CasesURL.details("{case}"), Self.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "what it is about") { room in
                    CaseViews.details(room.file, CaseViews.form(room.file, token: ask.newForm))
                }
            },
            .action(CasesURL.details("{case}"), Self.policy) { ask, viewer in
                try await door.wholeAction(ask, viewer) { room in
                    let (setting, exploitation, problems) = Self.codes(ask.form)
                    guard problems.isEmpty else {
                        return .page(CaseViews.details(room.file, Form(ask.form, problems)), status: 422)
                    }
                    return try await changing(room, ask, {
                        try await store.change(
                            setting, exploitation, version: $0, room.keys, form: ask.formToken, by: viewer.actor)
                    }, { file, form in
                        CaseViews.details(file, form, meanwhile: CaseViews.differences(file, setting, exploitation))
                    })
                }
            },
            .recordedPage(CasesURL.close("{case}"), Self.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "closing") { room in
                    CaseViews.close(room.file, Form(["form": ask.newForm, "version": "\(room.file.version)"]))
                }
            },
            .action(CasesURL.close("{case}"), Self.policy) { ask, viewer in
                try await door.wholeAction(ask, viewer) { try await close(ask, $0) }
            },
            .action(CasesURL.reopen("{case}"), Self.policy) { ask, viewer in
                try await door.wholeAction(ask, viewer) { room in
                    let input = ReasonInput(ask.form, "reason", "Enter why it is opened again")
                    guard input.problems.isEmpty else {
                        return .page(CaseViews.close(room.file, Form(ask.form, input.problems)), status: 422)
                    }
                    return try await changing(room, ask, {
                        try await store.reopen(
                            EventWords(input.words), version: $0, room.keys, form: ask.formToken, by: viewer.actor)
                    }, { file, form in CaseViews.close(file, form) })
                }
            },
        ]
    }

    private func close(_ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        var input = ReasonInput(ask.form, "reason", "Enter why it is closed")
        let outcome = Outcome(rawValue: ask.form.text("outcome"))
        let lesson = ask.form.text("lesson")
        if outcome == nil { input.problems.add("outcome", "Select what became of it") }
        if let problem = Length.problem(lesson) { input.problems.add("lesson", problem) }
        guard let outcome, input.problems.isEmpty else {
            return .page(CaseViews.close(room.file, Form(ask.form, input.problems)), status: 422)
        }
        let words = EventWords(input.words, lesson: lesson.isEmpty ? nil : lesson)
        return try await changing(room, ask, {
            try await store.close(outcome, words, version: $0, room.keys, form: ask.formToken, by: room.viewer.actor)
        }, { file, form in CaseViews.close(file, form) })
    }

    /// Saves under the version that the form was made of; where the case was changed in between, the form comes back with
    /// what was typed and the case as it is now.
    private func changing(
        _ room: CaseRoom, _ ask: Ask, _ save: (Int) async throws -> Pressed, _ again: (Case, Form) -> Page
    ) async throws -> Answer {
        do {
            return .redirect(try await save(Int(ask.form.text("version")) ?? 0).location)
        } catch CaseProblem.changedMeanwhile {
            let (file, _) = try await door.known(room.file.id, room.viewer)
            return .page(again(file, Stale.form(ask, version: file.version)), status: Stale.status)
        }
    }
}

/// A form that was filled in before somebody else changed the same thing.
enum Stale {
    static let status = 409

    /// What was typed, for another press over the version that is there now.
    static func form(_ ask: Ask, version: Int) -> Form {
        var problems = Problems()
        problems.add("Somebody else changed this while you were writing. What you entered is not saved yet")
        var form = Form(ask.form, problems)
        form.values["version"] = ["\(version)"]
        form.values["form"] = [ask.newForm]
        return form
    }
}

/// A reason that has to be given.
struct ReasonInput {
    let words: String
    var problems = Problems()

    init(_ form: FormData, _ field: String, _ missing: String) {
        words = form.text(field)
        if words.isEmpty { problems.add(field, missing) }
        if let problem = Length.problem(words) { problems.add(field, problem) }
    }
}

/// Just what the overview of a case prints.
struct CaseOverview: Sendable {
    let file: Case
    let names: HolderNames
    let people: [Kept<Person>]
    let suspects: Int
    let things: Int
    let files: Int
    let concerns: Int
    let concernLinks: [Link]
    let holders: [Holder]
    /// Nil for who may not know of shields.
    let shields: [Knowing.Shield]?
    let waits: Handover?
    let isOnTheWay: Bool
    let latest: [CaseEvent]

    init(_ reader: Reader, _ room: CaseRoom, concerns links: CasesPages.Concerns?) throws {
        let organisation = room.viewer.organisation
        let id = room.file.id
        file = room.file
        names = try HolderNames(reader, organisation: organisation)
        people = try PartReads.people(reader, room.keys)
        suspects = try PartReads.stored(reader, room.keys, kind: .suspect).count
        things = try [PartKind.place, .vehicle, .organisation].reduce(0) {
            $0 + (try PartReads.stored(reader, room.keys, kind: $1).count)
        }
        files = try AttachmentStore.count(reader, organisation: organisation, record: id)
        let ids = try CaseReads.concerns(reader, organisation: organisation, of: id)
        concerns = ids.count
        concernLinks = try links?(reader, room.viewer, ids) ?? []
        holders = try Knowing.holders(reader, organisation: organisation, record: id).map { Holder($0.holder, isTeam: $0.isTeam) }
        shields = room.viewer.may(.triage)
            ? try Knowing.shielded(reader, organisation: organisation, record: id) : nil
        waits = try Giving.waiting(reader, room.viewer, id)
        isOnTheWay = try Giving.waiting(reader, organisation: organisation, id) != nil
        latest = try CaseEvents.list(reader, room.keys, size: 5).events
    }
}
