import Accounts
import Calendar
import Database
import Documents
import Log
import Pages

/// Routes of bringing plans in: giving a file, its preview, saving, undoing.
struct BringPages: Sendable {
    let recorder: Recorder
    let database: Database
    private var store: BringStore { BringStore(recorder: recorder) }

    init(recorder: Recorder, database: Database) {
        self.recorder = recorder
        self.database = database
    }

    var routes: [Route] {
        [
            .page(BringURL.start, .may(.editPlan)) { ask, _, _ in
                .page(BringStartViews.page(Form(["form": Identifier.make(milliseconds: ask.now.milliseconds)])))
            },
            .action(BringURL.start, .may(.editPlan), bodyLimit: Route.uploadLimit) { ask, viewer in
                try await start(ask, viewer)
            },
            .export(BringURL.batch("{batch}"), .may(.editPlan)) { ask, viewer, reader in
                try show(ask, viewer, reader)
            },
            .action(BringURL.batch("{batch}"), .may(.editPlan)) { ask, viewer in
                do { return try await choose(ask, viewer) } catch PlanProblem.gone { throw Refusal.notFound }
            },
            .export(BringURL.words("{batch}"), .may(.editPlan)) { ask, viewer, reader in
                try words(ask, viewer, reader)
            },
        ] + BringUndoPages(recorder: recorder).routes
    }

    // MARK: Giving a file

    private func start(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let file = ask.form.file("file")
        let text = ask.form["text"] ?? ""
        let form = ask.form.text("form").isEmpty
            ? Identifier.make(milliseconds: ask.now.milliseconds) : ask.form.text("form")
        func again(_ field: String, _ words: String) -> Answer {
            var shown = Form(["form": Identifier.make(milliseconds: ask.now.milliseconds), "text": text])
            shown.problems.add(field, words)
            return .page(BringStartViews.page(shown), status: 422)
        }
        guard file != nil || !text.trimmed.isEmpty else { return again("file", "Choose a file or paste the text of a plan") }
        guard file == nil || text.trimmed.isEmpty else {
            return again("file", "Give a file or paste text, not both. The file was not read")
        }
        let name = file?.name ?? ImportDraft.pastedName
        let source = try file?.whole() ?? Array(text.utf8)
        do {
            let batch = try await bring(source, name: name, form: form, viewer)
            return .redirect(BringURL.batch(batch))
        } catch let error as SourceError {
            return again(file == nil ? "text" : "file", "\(error)")
        }
    }

    private func bring(_ source: [UInt8], name: String, form: String, _ viewer: Viewer) async throws -> String {
        let read = try await ImportReading.read(source, name: name) { document in
            ImportChoices(scale: ImportDraft.likelyScale(of: document))
        }
        let title = read.draft.title
        var choices = read.choices
        choices.into = try await database.read {
            try BringStore.likelyPlan($0, organisation: viewer.organisation, source: source, title: title)
        }
        return try await store.keep(source, name: name, choices, form: form, by: viewer.actor)
    }

    // MARK: The preview

    private func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Answer {
        guard let batch = try BringStore.batch(reader, organisation: viewer.organisation, id: ask.parameter("batch")) else {
            throw Refusal.notFound
        }
        guard batch.state == .preview else { return .page(BringPreviewViews.settled(batch)) }
        var preview = try Self.preview(batch, batch.choices, nil, viewer.organisation, reader)
        if ask.query.has("read") {
            preview.banner = Banner(.notice, "The file was read again with your choices. Check it once more, then save.")
        }
        return .page(BringPreviewViews.page(preview))
    }

    /// Reads the file again as chosen. What a person filled in stays in the form where it is given.
    private static func preview(
        _ batch: ImportBatch, _ choices: ImportChoices, _ form: Form?, _ organisation: Int, _ reader: Reader
    ) throws -> BringPreview {
        guard let source = try BringStore.source(reader, organisation: organisation, id: batch.id) else {
            throw Refusal.notFound
        }
        let draft = try ImportReading.read(source, name: batch.name, choices)
        let plans = try PlanReads.plans(reader, organisation: organisation)
        let into = plans.first { $0.id == choices.into }
        let comparison = try into.map { plan in
            PlanComparison.compare(
                draft.plan, with: try PresentPlan.read(reader, organisation: organisation, plan: plan.id))
        }
        return BringPreview(
            batch: batch, draft: draft, plans: plans, comparison: comparison, into: into,
            form: form ?? BringPreview.form(choices, draft))
    }

    private func choose(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let id = ask.parameter("batch")
        let organisation = viewer.organisation
        let found = try await database.readLong { reader -> (ImportBatch, BringPreview?) in
            guard let batch = try BringStore.batch(reader, organisation: organisation, id: id) else { throw Refusal.notFound }
            guard batch.state == .preview else { return (batch, nil) }
            return (batch, try Self.preview(batch, batch.choices, nil, organisation, reader))
        }
        let batch = found.0
        guard let shown = found.1 else {
            return .redirect(batch.state == .saved && batch.plan != nil ? BringURL.saved(batch.plan ?? "") : BringURL.batch(id))
        }
        var input = BringInput(ask.form, over: batch.choices, plans: shown.plans)
        guard input.problems.isEmpty else {
            return .page(BringPreviewViews.page(shown.with(Form(ask.form, input.problems))), status: 422)
        }
        let readsAnew = input.readsAnew(batch.choices, shown.draft)
        // Another reading may number the actions in another way.
        if readsAnew { input.choices.dates = [] }
        if readsAnew || input.press == .use {
            try await store.choose(input.choices, of: id, by: viewer.actor)
            return .redirect(BringURL.batch(id) + (readsAnew ? "?read" : ""))
        }
        return try await save(input, shown, ask, viewer)
    }

    private func save(
        _ input: BringInput, _ shown: BringPreview, _ ask: Ask, _ viewer: Viewer
    ) async throws -> Answer {
        let batch = shown.batch
        guard !shown.draft.holdsNothing else {
            return .page(BringPreviewViews.page(shown), status: 422)
        }
        if let into = shown.into { return try await apply(input, shown, to: into.id, ask, viewer) }
        var draft = shown.draft
        draft.title = input.choices.title ?? draft.title
        let saved = try await store.save(draft, input.choices, batch: batch.id, by: viewer.actor)
        return .redirect(BringURL.saved(saved.plan))
    }

    private func apply(
        _ input: BringInput, _ shown: BringPreview, to plan: String, _ ask: Ask, _ viewer: Viewer
    ) async throws -> Answer {
        guard input.press == .all || !input.ticked.isEmpty else {
            var problems = Problems()
            problems.add("proposal", "Tick at least one proposal, or save with all of them", target: "proposal-0")
            return .page(BringPreviewViews.page(shown.with(Form(ask.form, problems))), status: 422)
        }
        let batch = shown.batch
        let taken: BringStore.Taken = input.press == .all ? .all(seen: ask.form.text("seen")) : .ticked(input.ticked)
        do {
            let saved = try await store.apply(
                shown.draft, input.choices, to: plan, taken, batch: batch.id, by: viewer.actor)
            return .redirect(BringURL.saved(saved.plan))
        } catch PlanProblem.changedMeanwhile {
            let organisation = viewer.organisation
            let form = Form(ask.form, .none)
            var fresh = try await database.readLong {
                try Self.preview(batch, input.choices, form, organisation, $0)
            }
            fresh.banner = Banner(
                .problem, "Somebody changed the plan while you were looking. Nothing was saved: look at the proposals again.")
            return .page(BringPreviewViews.page(fresh), status: 409)
        }
    }

    // MARK: Every word, for a spreadsheet

    private func words(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Answer {
        guard let batch = try BringStore.batch(reader, organisation: viewer.organisation, id: ask.parameter("batch")),
            let source = try BringStore.source(reader, organisation: viewer.organisation, id: batch.id)
        else { throw Refusal.notFound }
        let plan = try ImportReading.read(source, name: batch.name, batch.choices).plan
        var csv = CSVWriter.byteOrderMark + CSVWriter.row(["Row", "Column", "Words", "Went to"])
        for entry in plan.accounting {
            csv += CSVWriter.row([
                String(entry.row), entry.column.map { String($0) } ?? "", entry.text, BringPlanViews.place(entry, plan),
            ])
        }
        return .file(Array(csv.utf8), "text/csv; charset=utf-8", download: "words.csv")
    }
}

extension BringPreview {
    func with(_ form: Form) -> BringPreview {
        BringPreview(
            batch: batch, draft: draft, plans: plans, comparison: comparison, into: into, form: form, banner: banner)
    }
}
