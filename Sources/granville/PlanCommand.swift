import Accounts
import ArgumentParser
import Calendar
import Database
import Foundation
import Log
import Plans
import Server

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Bring plans in and take them out, list them, and undo an import.",
        discussion: """
            EXAMPLES
              granville plan import plan.docx --dry-run --json
              granville plan import plan.docx --data /srv/granville
              granville plan export plan.odt --data /srv/granville
              granville plan list --data /srv/granville
              granville plan undo 0198f2c0-… --data /srv/granville
            """,
        subcommands: [PlanImportCommand.self, PlanExportCommand.self, PlanUndoCommand.self, PlanListCommand.self])
}

struct PlanUndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take what an import brought out of sight. Nothing is deleted.",
        discussion: """
            An import can be undone for 30 days. With --bring-back an undone one is as it was.

            EXAMPLES
              granville plan undo 0198f2c0-… --data /srv/granville
              granville plan undo 0198f2c0-… --bring-back
            """)

    @Argument(help: ArgumentHelp("The import, as `granville plan list` names it.", valueName: "import"))
    var batch: String

    @Flag(name: .customLong("bring-back"), help: "Bring an undone import back.")
    var bringBack = false

    @OptionGroup var data: DataOptions

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let actor = try services.commandLine()
        let store = BringStore(recorder: services.recorder)
        do {
            let done = bringBack
                ? try await store.bringBack(batch, by: actor) : try await store.undo(batch, by: actor)
            say(bringBack ? "The import is back." : "The import is undone. Bring it back with: granville plan undo \(batch) --bring-back")
            for field in done.left { say("left as it is, because somebody has changed it since: \(field)") }
        } catch let refusal as UndoRefusal {
            throw Failure("\(refusal)")
        } catch PlanProblem.gone {
            throw Failure("There is no import “\(batch)”.", hint: "See: granville plan list")
        }
    }
}

struct PlanListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the plans and the imports.",
        discussion: """
            EXAMPLES
              granville plan list --data /srv/granville
              granville plan list --json
            """)

    @Flag(help: "One JSON object with the arrays plans and imports.")
    var json = false

    @OptionGroup var data: DataOptions

    private struct Listing: Encodable {
        struct PlanLine: Encodable { let id: String, title: String }
        struct ImportLine: Encodable {
            let id: String, name: String, state: String
            let plan: String?, saved: String?
            let summary: String
        }
        let plans: [PlanLine]
        let imports: [ImportLine]
    }

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try services.commandLine().organisation
        let (plans, batches) = try services.database.readNow {
            (try PlanReads.plans($0, organisation: organisation), try BringStore.batches($0, organisation: organisation))
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let listing = Listing(
                plans: plans.map { .init(id: $0.id, title: $0.title) },
                imports: batches.map {
                    .init(
                        id: $0.id, name: $0.name, state: $0.state.rawValue, plan: $0.plan, saved: $0.savedAt?.iso,
                        summary: $0.choices.summary)
                })
            print(String(decoding: try encoder.encode(listing), as: UTF8.self))
            return
        }
        print("Plans")
        for plan in plans { print("  \(plan.id)  \(plan.title)") }
        if plans.isEmpty { print("  none") }
        print("Imports, newest first")
        for batch in batches {
            let summary = batch.choices.summary.isEmpty ? "" : ": " + batch.choices.summary
            print("  \(batch.id)  \(batch.state.rawValue)  \(batch.name)\(summary)")
        }
        if batches.isEmpty { print("  none") }
    }
}

extension Services {
    /// The program itself as the one who writes, in the organisation that the data folder holds.
    func commandLine() throws -> Actor {
        guard let organisation = try database.readNow({ try AccountStore.organisations($0) }).first else {
            throw Failure("The database has no organisation yet.", hint: "Set it up with: granville init")
        }
        return Actor(organisation: organisation.id, account: nil)
    }
}
