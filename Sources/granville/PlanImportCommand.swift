import ArgumentParser
import Database
import Documents
import Foundation
import Log
import Plans
import Server

struct PlanImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring a plan in from a Word, Excel, OpenDocument, CSV, HTML or text file.",
        discussion: """
            Shows how the file was understood and asks before anything is saved. A newer version of a plan that is there
            already proposes its changes, and doubles nothing. With --dry-run nothing is saved, and no database is needed.

            Fields for --map: \(ColumnMap.Field.allCases.map(\.rawValue).joined(separator: ", ")).

            EXAMPLES
              granville plan import plan.docx --data /srv/granville
              granville plan import plan.docx --dry-run --json > plan.json
              pdftotext -layout plan.pdf - | granville plan import - --dry-run
              granville plan import plan.csv --map 3=lead --map "Due by"=deadline --title "Our plan 2027" --yes
            """)

    @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file"))
    var file: String

    @OptionGroup var data: DataOptions

    @Flag(name: .customLong("dry-run"), help: "Read and show only; nothing is saved.")
    var dryRun = false

    @Flag(help: "One JSON object on standard output; see docs/import.md.")
    var json = false

    @Option(name: .customLong("map"), help: ArgumentHelp(
        "What a column holds, by its number or heading. Give it once for each column.", valueName: "column=field"))
    var maps: [String] = []

    @Option(help: ArgumentHelp("The plan's title, where the file's own does not fit.", valueName: "words"))
    var title: String?

    @Option(help: ArgumentHelp(
        "Compare with this plan and save what is new; otherwise the plan that came from the same file or has the same title.",
        valueName: "plan"))
    var into: String?

    @Flag(name: .customLong("new"), help: "Make a new plan even where one with this title is there.")
    var isNew = false

    @Flag(name: .customLong("statuses"), help: "Take the statuses that progress words say.")
    var statuses = false

    @Flag(name: [.customShort("y"), .customLong("yes")], help: "Save without asking.")
    var yes = false

    func validate() throws {
        for map in maps where Self.parts(map) == nil {
            let fields = ColumnMap.Field.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--map \(map) is not column=field. Fields: \(fields)")
        }
        if isNew && into != nil { throw ValidationError("--new and --into exclude each other") }
    }

    func run() async throws {
        let name = file == "-" ? ImportDraft.pastedName : URL(fileURLWithPath: file).lastPathComponent
        let progress = Progress("Reading \(name) …")
        defer { progress.stop() }
        let bytes = try read()
        var choices: ImportChoices
        let draft: ImportDraft
        do {
            let document = try DocumentReader.read(bytes, name: file == "-" ? nil : name)
            choices = ImportChoices(scale: ImportDraft.likelyScale(of: document))
            choices.title = title
            choices.statuses = statuses
            choices.fields = try fields(document, Scale.find(choices.scale))
            draft = ImportDraft(document, choices, name: name)
            try draft.check()
        } catch let error as SourceError {
            throw Failure("\(name): \(error)")
        }
        progress.stop()
        if dryRun {
            print(json ? try PlanImport.json(draft.plan) : PlanImportText.words(draft))
            return
        }
        try await save(draft, choices, bytes, name)
    }

    // MARK: Reading

    private func read() throws -> [UInt8] {
        if file == "-" {
            let data = try FileHandle.standardInput.read(upToCount: DocumentReader.maximumBytes + 1) ?? Data()
            return [UInt8](data)
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
            throw Failure("couldn't find the file “\(file)”")
        }
        guard !isFolder.boolValue else { throw Failure("“\(file)” is a folder. Give the plan's own file.") }
        guard let handle = FileHandle(forReadingAtPath: file) else { throw Failure("couldn't open the file “\(file)”") }
        defer { try? handle.close() }
        // The size is looked at before a byte is read; a pipe has none, and the bounded read holds for it.
        if let size = try? handle.seekToEnd() {
            guard size <= DocumentReader.maximumBytes else {
                throw Failure("\(file): The file is larger than 25 MB. Give only the plan, without pictures and attachments.")
            }
            try handle.seek(toOffset: 0)
        }
        return [UInt8](try handle.read(upToCount: DocumentReader.maximumBytes + 1) ?? Data())
    }

    private static func parts(_ map: String) -> (column: String, field: ColumnMap.Field)? {
        guard let cut = map.lastIndex(of: "="), cut != map.startIndex,
            let field = ColumnMap.Field(rawValue: String(map[map.index(after: cut)...]))
        else { return nil }
        return (String(map[..<cut]), field)
    }

    /// The guessed fields with those that were given; nil where none was.
    private func fields(_ document: SourceDocument, _ scale: Scale) throws -> [ColumnMap.Field]? {
        guard !maps.isEmpty else { return nil }
        let guess = PlanImport.guess(document, scale: LevelWords(scale))
        var fields = guess.fields
        for map in maps {
            guard let (column, field) = Self.parts(map) else { continue }
            let place = Int(column).map { $0 - 1 } ?? guess.columns.firstIndex {
                $0.heading.lowercased() == column.lowercased()
            }
            guard let place, fields.indices.contains(place) else {
                throw ValidationError(
                    "--map \(map): there is no column “\(column)”. Columns: "
                        + guess.columns.enumerated().map { "\($0 + 1) “\($1.heading)”" }.joined(separator: ", "))
            }
            fields[place] = field
        }
        return fields
    }

    // MARK: Saving

    private func save(_ draft: ImportDraft, _ given: ImportChoices, _ bytes: [UInt8], _ name: String) async throws {
        guard !draft.holdsNothing else {
            throw Failure("\(name): no column holds objectives or actions.", hint: "Say what the columns hold with --map")
        }
        let services = try data.services()
        defer { services.close() }
        let actor = try services.commandLine()
        let present = try services.database.readNow { reader -> (Plan, PlanComparison)? in
            let id = try isNew ? nil : into ?? BringStore.likelyPlan(
                reader, organisation: actor.organisation, source: bytes, title: draft.title)
            guard let id else { return nil }
            guard let plan = try PlanReads.plan(reader, organisation: actor.organisation, id: id) else {
                throw Failure("There is no plan “\(id)”.", hint: "See: granville plan list")
            }
            return (plan, try PlanComparison.compare(
                draft.plan, with: PresentPlan.read(reader, organisation: actor.organisation, plan: id)))
        }
        say(PlanImportText.words(draft))
        if let (plan, comparison) = present {
            say(PlanImportText.words(comparison, plan))
            if comparison.choices.isEmpty { return result(plan: plan.id, batch: nil) }
        }
        try confirm(present == nil ? "Save this plan?" : "Save all of these proposals?")
        var choices = given
        choices.into = present?.0.id
        let store = BringStore(recorder: services.recorder)
        let batch = try await store.keep(
            bytes, name: name, choices, form: "command line \(UUID().uuidString)", by: actor)
        let saved: SavedImport
        if let (plan, comparison) = present {
            saved = try await store.apply(
                draft, choices, to: plan.id, .all(seen: comparison.fingerprint), batch: batch, by: actor)
        } else {
            saved = try await store.save(draft, choices, batch: batch, by: actor)
        }
        say("Saved “\(present?.0.title ?? draft.title)”. Undo it with: granville plan undo \(batch) --data \(data.data)")
        result(plan: saved.plan, batch: batch)
    }

    private func result(plan: String, batch: String?) {
        guard json else { return }
        let batch = batch.map { "\"\($0)\"" } ?? "null"
        print("{ \"import\": \(batch), \"plan\": \"\(plan)\" }")
    }

    private func confirm(_ question: String) throws {
        guard !yes else { return }
        guard file != "-", isatty(0) == 1 else {
            throw Failure("There is no terminal to ask. Nothing was saved.", hint: "Give --yes to save without asking")
        }
        FileHandle.standardError.write(Data("\(question) [y/N] ".utf8))
        guard ["y", "yes"].contains((readLine() ?? "").lowercased()) else { throw Failure("Nothing was saved.") }
    }
}

/// Says on standard error what takes longer than a second.
private struct Progress {
    private let task: Task<Void, Never>

    init(_ words: String) {
        task = Task.detached {
            do { try await Task.sleep(for: .seconds(1)) } catch { return }
            say(words)
        }
    }

    func stop() { task.cancel() }
}
