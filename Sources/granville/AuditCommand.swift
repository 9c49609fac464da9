import Accounts
import ArgumentParser
import Calendar
import Database
import Foundation
import Ledger
import Log
import Server

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the ledger, sign it, read it, hand it to an auditor.",
        subcommands: [
            AuditVerifyCommand.self, AuditExportCommand.self, AuditProveCommand.self, AuditCheckpointCommand.self,
            AuditListCommand.self,
        ])
}

struct AuditCheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign the ledger now, and print the signed note and the key that checks it.",
        discussion: """
            The note is a C2SP checkpoint: the ledger's name, its number of entries, their root, and the signature, with
            those of the witnesses that could be reached.
            Keep it where nobody who can change the database can change it: on paper, in the minutes, with a colleague.
            Exit codes: 0 signed, 2 refused because what is stored is not what was signed before.

            EXAMPLES
              granville audit checkpoint --data /srv/granville
              granville audit checkpoint --json
            """)

    @OptionGroup var data: DataOptions

    @Flag(help: "Print one JSON object, whose checkpoints each have note, verifierKey, entries and signedAt.")
    var json = false

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        var printed: [Printed] = []
        for organisation in try services.organisations() {
            let signed: SignedCheckpoint?
            do { signed = try await services.checkpoints.sign(organisation.id) } catch let refusal as CheckpointRefusal {
                say("Not signed. \(refusal)")
                throw ExitCode(2)
            }
            guard let signed else { continue }
            try await services.askWitnesses(organisation.id)
            let note = try services.database.readNow {
                try Cosignatures.note($0, organisation: organisation.id, signed)
            }
            printed.append(Printed(
                organisation: organisation.id, name: organisation.name, entries: signed.size,
                signedAt: signed.signedAt.iso, note: String(decoding: note, as: UTF8.self),
                verifierKey: try services.database.readNow { reader in
                    try services.keys.verifierKey(
                        organisation: organisation.id,
                        ledger: try LedgerPosition.number(reader, organisation: organisation.id))
                }))
        }
        if json { return try printJSON(["checkpoints": printed]) }
        for one in printed { print("\(one.note)\n\(one.verifierKey)") }
    }

    private struct Printed: Encodable {
        var organisation: Int
        var name: String
        var entries: Int
        var signedAt: String
        var note: String
        var verifierKey: String
    }
}

struct AuditListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print what the ledger says of an account or a record, newest first.",
        discussion: """
            Opens sealed records, so the look is itself recorded. Prints tab-separated: entry, moment, kind, who, what.

            EXAMPLES
              granville audit list --about 019c2f6e-0000-7000-8000-000000000000
              granville audit list --limit 20
            """)

    @OptionGroup var data: DataOptions

    @Option(help: ArgumentHelp("Identifier of an account or a record; everything without it.", valueName: "id"))
    var about: String?

    @Option(help: "Most entries to print.")
    var limit = 50

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        for organisation in try services.organisations() {
            let query = LedgerQuery(about: about)
            let actor = Actor(organisation: organisation.id, account: nil)
            try await services.recorder.record(.auditRead, by: actor) { write in
                write.trace(Trace("read the ledger from the command line", "ledger", about ?? ""))
            }
            let (lines, accounts) = try await services.database.readLong { reader in
                (
                    try LedgerList(services.keys, organisation.id).page(reader, query, from: 0, count: limit).lines,
                    try AccountStore.list(reader, organisation: organisation.id)
                )
            }
            let names = Dictionary(accounts.map { ($0.id, $0.name) }) { first, _ in first }
            for line in lines {
                let who = line.body.map { body in body.account.map { names[$0] ?? $0 } ?? "the program" } ?? ""
                let fields = [String(line.position), line.moment.iso, line.kind, who, line.body?.did ?? ""]
                print(fields.map { $0.map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined() }.joined(separator: "\t"))
            }
        }
    }
}
