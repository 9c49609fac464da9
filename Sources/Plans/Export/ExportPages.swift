import Accounts
import Calendar
import Database
import Documents
public import Ledger
import Log
import Pages

/// Takes a plan out: the page that asks how, and the files.
struct ExportPages: Sendable {
    let recorder: Recorder
    let database: Database

    var routes: [Route] {
        [
            .page("/plans/{plan}/export", .may(.readPlan)) { ask, viewer, reader in
                let id = ask.parameter("plan")
                guard let plan = try PlanReads.plan(reader, organisation: viewer.organisation, id: id) else {
                    throw Refusal.notFound
                }
                let input = ExportInput(ask.query)
                if let export = input.export { return .redirect(PlansURL.export(id, file: export.file)) }
                return .page(ExportViews.page(plan, input.form))
            },
            .recordedPage("/plans/{plan}/export/{file}", .may(.readPlan)) { ask, viewer in
                try await file(ask, viewer)
            }.needingStepUp,
        ]
    }

    /// The entry is written before the file is made: a plan leaves with a trace or not at all.
    private func file(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (id, name) = (ask.parameter("plan"), ask.parameter("file"))
        let isMetadata = name.hasSuffix(ExportInput.metadata)
        let asked = isMetadata ? String(name.dropLast(ExportInput.metadata.count)) : name
        guard let export = PlanExport(file: asked), !isMetadata || export.format == .csv else { throw Refusal.notFound }
        let organisation = viewer.organisation
        let exists = try await database.read { try PlanReads.plan($0, organisation: organisation, id: id) != nil }
        guard exists else { throw Refusal.notFound }
        try await recorder.record(.planExport, by: viewer.actor) { write in
            write.trace(Trace("took a plan out", "plan", id, reason: export.file))
        }
        let publisher = viewer.organisationName
        let (moment, day) = (ask.now, ask.today)
        let made = try await database.readLong { reader -> (bytes: [UInt8], name: String)? in
            guard let plan = try PlanDocument.read(reader, organisation: organisation, plan: id) else { return nil }
            let name = export.name(plan, on: day)
            guard isMetadata else { return (export.bytes(plan, publisher: publisher, at: moment), name) }
            let document = export.document(plan, publisher: publisher, at: moment)
            return (Array(CSVTables.metadata(document, file: name).utf8), name + ExportInput.metadata)
        }
        guard let made else { throw Refusal.notFound }
        return .file(
            made.bytes, isMetadata ? "application/csvm+json" : export.format.contentType, download: made.name)
    }
}

extension EntryClass {
    public static let planExport = EntryClass("plan.export")
}

/// The layout and format that a person chose.
struct ExportInput: Sendable {
    /// Behind a CSV file's name: what describes its columns.
    static let metadata = "-metadata.json"

    let form: Form
    /// Nil until both are chosen.
    let export: PlanExport?

    init(_ query: FormData) {
        let (layout, format) = (query.text("layout"), query.text("format"))
        var problems = Problems()
        let isSent = !layout.isEmpty || !format.isEmpty
        let chosenLayout = PlanLayout(rawValue: layout), chosenFormat = DocumentFormat(rawValue: format)
        if isSent, chosenLayout == nil { problems.add("layout", "Select a layout") }
        if isSent, chosenFormat == nil { problems.add("format", "Select a kind of file") }
        form = Form(
            ["layout": isSent ? layout : PlanLayout.objectives.rawValue, "format": isSent ? format : DocumentFormat.odt.rawValue],
            problems: problems)
        if let chosenLayout, let chosenFormat { export = PlanExport(chosenLayout, chosenFormat) } else { export = nil }
    }
}
