import Accounts
import ArgumentParser
import Calendar
import Database
import Foundation
import Ledger
import Log
import Server

/// Which ledger, where an installation serves several organisations.
struct LedgerOptions: ParsableArguments {
    @Option(help: "Number of the organisation; needed only where there are several.")
    var organisation: Int?

    func choose(_ organisations: [Organisation]) throws -> Organisation {
        let found = organisations.filter { organisation == nil || $0.id == organisation }
        if let only = found.first, found.count == 1 { return only }
        let names = organisations.map { "\($0.id) \($0.name)" }.joined(separator: ", ")
        throw Failure("Which ledger?", hint: "Choose one with --organisation: \(names)")
    }
}

struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the ledger into a folder that an auditor can check without Granville.",
        discussion: """
            Signs the ledger, then writes checkpoint, tiles and entries as C2SP tlog-tiles lays them out, the key, a short
            program in Python that checks them, and a page that explains it. Records stay sealed. The export is itself an entry.
            Ledgers that ended because an older copy was put back are in folders of their own, ledger-1 and so on.
            On the folder of an earlier export it compares what is there and adds what is new.
            Exit codes: 0 exported, 2 refused because something is not what was signed, 1 not written.

            EXAMPLES
              granville audit export export-2026 --data /srv/granville
              granville audit export export-2026 --json | jq -r .verifierKey
            """)

    @OptionGroup var data: DataOptions

    @Argument(help: "An empty or new folder, or that of an earlier export.")
    var folder: String

    @OptionGroup var ledger: LedgerOptions

    @Flag(help: "Print one JSON object instead of sentences.")
    var json = false

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try ledger.choose(services.organisations())
        try await services.recorder.record(.auditRead, by: Actor(organisation: organisation.id, account: nil)) { write in
            write.trace(Trace("exported the ledger from the command line", "ledger"))
        }
        let line = ProgressLine("entries exported")
        let outcome: LedgerExport.Outcome
        do {
            try await services.checkpoints.sign(organisation.id)
            try await services.askWitnesses(organisation.id)
            outcome = try await LedgerExport(services.keys, organisation.id)
                .write(services.database, to: ExportFolder(folder), progress: line.show)
        } catch let refusal as ExportRefusal where refusal.isFinding {
            say("Not exported. \(refusal)")
            throw ExitCode(2)
        } catch let refusal as ExportRefusal {
            throw Failure("Not exported. \(refusal)")
        } catch let refusal as CheckpointRefusal {
            say("Not exported. \(refusal)")
            throw ExitCode(2)
        }
        line.end()
        if json { return try printJSON(Exported(folder, outcome)) }
        let added = outcome.size - outcome.before
        print("\(folder): \(outcome.size) entries\(outcome.before > 0 ? ", of which \(added) are new" : "")")
        for one in outcome.closed {
            print("ledger \(one.number), which ended: \(one.size) entries in \(folder)/\(ExportCheck.folder(ofLedger: one.number))")
            if one.size < one.kept { say("  \(one.kept - one.size) more are in the database, and no checkpoint of its own covers them.") }
        }
        print("root \(outcome.root.hex)\nkey \(outcome.verifierKey)")
        say("Give the key to the auditor another way than with the folder. To check: python3 \(folder)/verify.py")
    }

    private struct Exported: Encodable {
        var folder: String
        var origin: String
        var entries: Int
        var before: Int
        /// Hexadecimal.
        var root: String
        var verifierKey: String

        init(_ folder: String, _ outcome: LedgerExport.Outcome) {
            self.folder = folder
            origin = outcome.origin
            entries = outcome.size
            before = outcome.before
            root = outcome.root.hex
            verifierKey = outcome.verifierKey
        }
    }
}

struct AuditProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Write the proof that one entry is in the ledger, to be checked by anyone.",
        discussion: """
            A C2SP tlog-proof: the entry, its path to the root, and the signed checkpoint. With --disclose also the record with
            its salt, so that anyone can see that it is the one that was promised. That tells who did what: give the reason.
            Check it with: granville audit verify FILE --key KEY, or the verify.py of an export.
            Exit codes: 0 written, 2 refused because the entry is not what was signed, 1 there is no such entry.

            EXAMPLES
              granville audit prove 7 --out entry-7.tlog-proof
              granville audit prove 7 --disclose --reason "asked for by the ombudsman" --out entry-7.tlog-proof
            """)

    @OptionGroup var data: DataOptions

    @Argument(help: "The entry's number, counted from 0.")
    var entry: Int

    @OptionGroup var ledger: LedgerOptions

    @Option(help: ArgumentHelp("File to write; standard output without it.", valueName: "file"))
    var out: String?

    @Flag(help: "Disclose the record. The ledger keeps that it was disclosed, and why.")
    var disclose = false

    @Option(help: ArgumentHelp("Why the record is disclosed, in words.", valueName: "words"))
    var reason: String?

    func validate() throws {
        guard disclose == (reason?.isEmpty == false) else {
            throw ValidationError("--disclose and --reason go together: a record leaves only with the reason.")
        }
        guard entry >= 0 else { throw ValidationError("Entries are counted from 0.") }
    }

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try ledger.choose(services.organisations())
        let list = LedgerList(services.keys, organisation.id)
        let size = try await services.database.read { try list.size($0) }
        guard entry < size else { throw Failure("There is no entry \(entry): the ledger has \(size), counted from 0.") }
        let did = disclose ? "disclosed the record of entry \(entry) in a proof" : "made a proof of entry \(entry)"
        try await services.recorder.record(.auditRead, by: Actor(organisation: organisation.id, account: nil)) { write in
            write.trace(Trace("\(did) from the command line", "ledger", reason: reason))
        }
        let file: ProofFile
        do { file = try await proof(services, organisation) } catch let refusal as ProofRefusal {
            say("No proof. \(refusal)")
            throw ExitCode(2)
        } catch let refusal as CheckpointRefusal {
            say("No proof. \(refusal)")
            throw ExitCode(2)
        }
        if let out {
            guard FileManager.default.createFile(atPath: out, contents: Data(file.encoded)) else {
                throw Failure("Couldn't write “\(out)”.")
            }
        } else {
            FileHandle.standardOutput.write(Data(file.encoded))
        }
        let ledger = try await services.database.read { try LedgerPosition.number($0, organisation: organisation.id) }
        say("key \(try services.keys.verifierKey(organisation: organisation.id, ledger: ledger))")
    }

    private func proof(_ services: Services, _ organisation: Organisation) async throws -> ProofFile {
        let signed = try await services.checkpoints.sign(organisation.id)
        try await services.askWitnesses(organisation.id)
        let found = try await services.database.readLong { reader in
            try signed.flatMap { signed in
                let checkpoint = try Cosignatures.best(
                    reader, keys: services.keys, organisation: organisation.id, covering: entry, newest: signed)
                return try LedgerList(services.keys, organisation.id)
                    .proof(reader, at: entry, checkpoint: checkpoint, isDisclosed: disclose)
            }
        }
        guard let found else { throw ProofRefusal.notWhatWasSigned(entry: entry) }
        return found
    }
}
