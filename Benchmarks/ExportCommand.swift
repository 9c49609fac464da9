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
import Vault

/// What it costs to take a large plan out: in a process of its own for each format, whose most memory is then that format's.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Make a council with a plan of so many actions, or time the export of its plan.")

    @Argument(help: "Folder of the scratch council.")
    var folder: String

    @Option(help: "Make it there with so many actions, instead of timing.")
    var make: Int?

    @Option(help: "odt, ods, docx, xlsx, csv or json.")
    var format = "odt"

    func run() async throws {
        if let make { return try await write(make) }
        guard let format = DocumentFormat(rawValue: format) else { throw ValidationError("There is no format \(format).") }
        let services = try Services.scratch(folder)
        defer { services.close() }
        guard let id = try services.database.readNow({ try PlanReads.plans($0, organisation: 1) }).first?.id else {
            throw ValidationError("There is no plan in \(folder).")
        }
        let start = DispatchTime.now().uptimeNanoseconds
        let plan = try services.database.readNow { try PlanDocument.read($0, organisation: 1, plan: id) }
        guard let plan else { throw ExitCode.failure }
        let bytes = PlanExport(.objectives, format).bytes(plan, publisher: "Measured Council", at: services.clock())
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        let objectives = plan.themes.flatMap(\.objectives)
        let results = [
            "seconds": seconds, "resident_mb": ProofCommand.peak(), "mb": Double(bytes.count) / 1e6,
            "actions": Double(objectives.flatMap(\.actions).count + plan.themes.flatMap(\.actions).count),
        ]
        print(String(decoding: try JSONEncoder().encode(results), as: UTF8.self))
    }

    private func write(_ actions: Int) async throws {
        try FileManager.default.createDirectory(atPath: folder + "/keys", withIntermediateDirectories: true)
        let services = try Services.scratch(folder, keys: try SystemKeys.create(in: folder + "/keys"))
        defer { services.close() }
        _ = try await services.accounts.begin(
            organisation: "Measured Council", demonstration: false,
            administrator: NewAccount(
                login: "measured@example.org", name: "Mo Sure", password: "four words in a row",
                roles: RoleSet([.administrator]), mustChangePassword: false))
        _ = try await Filling(recorder: services.recorder, actor: Actor(organisation: 1, account: nil))
            .plan(objectives: actions / 5, actionsEach: 5, levels: ["red", "amber"], atOnce: 256)
    }
}
