import Accounts
import ArgumentParser
import Calendar
import Database
import Documents
import Foundation
import Ledger
import Log
import Plans
import Server

struct PlanExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Take a plan out as a text, spreadsheet, CSV or JSON file.",
        discussion: """
            The file can be brought back in: `granville plan import` shows what was changed in it. A CSV file gets its
            CSVW description beside it, in FILE-metadata.json.

            EXAMPLES
              granville plan export plan.odt --data /srv/granville
              granville plan export board.docx --layout actions --plan 0198f2c0-…
              granville plan export - --format csv | less
            """)

    @Argument(help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The plan, as `granville plan list` names it; the only one where there is one.", valueName: "plan"))
    var plan: String?

    @Option(help: ArgumentHelp(
        "odt, ods, docx, xlsx, csv or json; else as the file's name says.", valueName: "format"))
    var format: String?

    @Option(help: ArgumentHelp(
        "objectives: seven columns with levels; actions: action, time frame and status, lead.", valueName: "layout"))
    var layout = PlanLayout.objectives.rawValue

    @OptionGroup var data: DataOptions

    func run() async throws {
        let (layout, format) = try choices()
        let export = PlanExport(layout, format)
        let services = try data.services()
        defer { services.close() }
        let actor = try services.commandLine()
        let id = try chosen(services, actor)
        // The entry comes before the file: a plan leaves with a trace or not at all.
        try await services.recorder.record(.planExport, by: actor) { write in
            write.trace(Trace("took a plan out", "plan", id, reason: export.file))
        }
        let now = services.clock()
        let found = try services.database.readNow { reader in
            (
                try PlanDocument.read(reader, organisation: actor.organisation, plan: id),
                try AccountStore.organisations(reader).first { $0.id == actor.organisation }?.name ?? ""
            )
        }
        guard let plan = found.0 else { throw Failure("There is no plan “\(id)”.", hint: "See: granville plan list") }
        try write(export.bytes(plan, publisher: found.1, at: now), to: file)
        guard format == .csv, file != "-" else { return }
        let name = URL(fileURLWithPath: file).lastPathComponent
        let metadata = CSVTables.metadata(export.document(plan, publisher: found.1, at: now), file: name)
        try write(Array(metadata.utf8), to: file + "-metadata.json")
    }

    private func choices() throws -> (PlanLayout, DocumentFormat) {
        guard let layout = PlanLayout(rawValue: layout) else {
            throw ValidationError("There is no layout “\(layout)”. Give objectives or actions.")
        }
        let ending = format ?? URL(fileURLWithPath: file).pathExtension.lowercased()
        guard let format = DocumentFormat(rawValue: ending) else {
            let formats = DocumentFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("“\(file)” does not say which kind of file it is. Give --format: \(formats)")
        }
        return (layout, format)
    }

    private func chosen(_ services: Services, _ actor: Actor) throws -> String {
        let plans = try services.database.readNow { try PlanReads.plans($0, organisation: actor.organisation) }
        if let plan {
            guard plans.contains(where: { $0.id == plan }) else {
                throw Failure("There is no plan “\(plan)”.", hint: "See: granville plan list")
            }
            return plan
        }
        guard let only = plans.first else { throw Failure("There is no plan yet.", hint: "See: granville plan import --help") }
        guard plans.count == 1 else {
            throw Failure("There are \(plans.count) plans. Say which with --plan.", hint: "See: granville plan list")
        }
        return only.id
    }

    private func write(_ bytes: [UInt8], to file: String) throws {
        if file == "-" { return try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }
        do { try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic) } catch {
            throw Failure("couldn't write the file “\(file)”: \(error.localizedDescription)")
        }
    }
}
