import Accounts
import ArgumentParser
import Calendar
import Database
import Foundation
import Ledger
import Log
import Server

struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness", abstract: "Vouch for other councils' ledgers, and have them vouch for this one.",
        discussion: """
            A witness keeps the last checkpoint of a ledger that it has seen, and signs the next one only after a proof that
            nothing before was changed. It sees how many entries there are and their root, and nothing else.

            EXAMPLES
              granville witness key --name sallowby.example.gov.uk/witness      at the witness, once: prints its key
              granville witness follow "$(cat their-ledger-key)"                at the witness: their key of granville audit checkpoint
              granville witness ask http://127.0.0.1:8081/witness "$(cat witness-key)"   at the ledger
              granville witness list
            """,
        subcommands: [
            WitnessKeyCommand.self, WitnessFollowCommand.self, WitnessLeaveCommand.self, WitnessAskCommand.self,
            WitnessDismissCommand.self, WitnessListCommand.self,
        ])
}

/// A key as an argument: the text itself, or a file that holds it.
private func keyText(_ keyOrFile: String) -> String {
    let bytes = FileManager.default.contents(atPath: keyOrFile)
    return (bytes.map { String(decoding: $0, as: UTF8.self) } ?? keyOrFile).trimmingCharacters(in: .whitespacesAndNewlines)
}

private func asFailure<T>(_ body: () async throws -> T) async throws -> T {
    do { return try await body() } catch let fault as WitnessFault { throw Failure("\(fault)") } catch let error as NoteError {
        throw Failure("That key cannot be used: \(error).")
    } catch let fault as StartFault { throw Failure("\(fault)") }
}

struct WitnessKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Print the name and key with which this installation vouches; make them first with --name.",
        discussion: """
            The key file is keys/witness.key in the data folder. The name stays, and is one that no other witness has: the
            organisation's address without https://, and a word behind it.

            EXAMPLES
              granville witness key --name sallowby.example.gov.uk/witness --data /srv/granville
              granville witness key --data /srv/granville
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var ledger: LedgerOptions

    @Option(help: "Become a witness under this name.")
    var name: String?

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try ledger.choose(services.organisations())
        try await asFailure {
            if let name {
                print(try await services.becomeWitness(name, of: organisation).vkey)
            } else if let signer = try await services.witnessSigner() {
                print(signer.cosigner.vkey)
            } else {
                throw Failure("This installation is no witness yet.", hint: "Give it a name: granville witness key --name …")
            }
        }
    }
}

struct WitnessFollowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "Vouch for another ledger from now on.",
        discussion: """
            Get its key (granville audit checkpoint prints it) from the people who run it, not over the wire that asks. After
            a restore their ledger may go on under its next number, with a key of that name: it is followed anew.

            EXAMPLES
              granville witness follow granville/1/ledger/1+0a1b2c3d+AQ… --data /srv/granville
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var ledger: LedgerOptions

    @Argument(help: ArgumentHelp("The ledger's key, or a file with it.", valueName: "key"))
    var key: String

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try ledger.choose(services.organisations())
        try await asFailure {
            let verifier = try NoteVerifier(vkey: keyText(key))
            try await WitnessedLogs(services.recorder).follow(verifier, organisation: organisation.id)
            say("\(verifier.name) is vouched for when it asks.")
            if try await services.witnessSigner() == nil {
                say("This installation has no witness key yet. Next: granville witness key --name …")
            }
        }
    }
}

struct WitnessLeaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "No longer vouch for another ledger. What was seen of it is kept.")

    @OptionGroup var data: DataOptions
    @OptionGroup var ledger: LedgerOptions

    @Argument(help: ArgumentHelp("The ledger's key, or a file with it.", valueName: "key"))
    var key: String

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try ledger.choose(services.organisations())
        try await asFailure {
            try await WitnessedLogs(services.recorder)
                .leave(NoteVerifier(vkey: keyText(key)), organisation: organisation.id)
        }
    }
}

struct WitnessAskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask a witness to vouch for each new checkpoint of this ledger.",
        discussion: """
            The address is that of this computer or of a private network: the program speaks no TLS. For a witness elsewhere
            let a proxy on this computer take requests on over TLS (nginx: proxy_pass https://…), and give the proxy's address.
            The address ends before /add-checkpoint. The program that serves asks within a minute.

            EXAMPLES
              granville witness ask http://127.0.0.1:8081/witness otherby.example.gov.uk/witness+0a1b2c3d+BA… --data /srv/granville
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var ledger: LedgerOptions

    @Argument(help: ArgumentHelp("Where it takes checkpoints.", valueName: "url"))
    var url: String

    @Argument(help: ArgumentHelp("The witness's key, or a file with it.", valueName: "key"))
    var key: String

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try ledger.choose(services.organisations())
        try await asFailure {
            _ = try WitnessAddress(url)
            let cosigner = try Cosigner(vkey: keyText(key))
            try await services.witnesses.add(cosigner, url: url, organisation: organisation.id)
            say("\(cosigner.name) is asked from now on. Its operator needs this ledger's key: granville audit checkpoint")
        }
    }
}

struct WitnessDismissCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss", abstract: "No longer ask a witness. What it said is kept.")

    @OptionGroup var data: DataOptions
    @OptionGroup var ledger: LedgerOptions

    @Argument(help: ArgumentHelp("The witness's key, or a file with it.", valueName: "key"))
    var key: String

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try ledger.choose(services.organisations())
        try await asFailure {
            try await services.witnesses.remove(Cosigner(vkey: keyText(key)), organisation: organisation.id)
        }
    }
}

struct WitnessListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print who vouches for this ledger, and for whose it vouches.",
        discussion: """
            Prints tab-separated: witness or ledger, key, entries vouched for, since when, where it is asked.
            Exit codes: 0; 2 where a ledger has shown two histories.

            EXAMPLES
              granville witness list --data /srv/granville
              granville witness list --forks       the two signed notes of each ledger that has two histories
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var ledger: LedgerOptions

    @Flag(help: "Print the notes that convict a ledger of two histories.")
    var forks = false

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisation = try ledger.choose(services.organisations()).id
        let (witnesses, logs, found) = try await services.database.read { reader in
            (
                try services.witnesses.all(reader, organisation: organisation),
                try WitnessedLogs.all(reader, organisation: organisation),
                try WitnessedLogs.forks(reader, organisation: organisation)
            )
        }
        if forks {
            for fork in found {
                print(logs.first { $0.verifier.vkey == fork.vkey }?.note ?? "")
                print(fork.note)
            }
        } else {
            for one in witnesses { line("witness", one.cosigner.vkey, one.newest?.size ?? 0, one.newest?.at, one.url) }
            for log in logs where log.isFollowed { line("ledger", log.verifier.vkey, log.size, log.cosigned, "") }
            for fork in found { say("Two histories of one ledger, seen on \(fork.seenAt.words): \(fork.vkey)") }
        }
        if !found.isEmpty { throw ExitCode(2) }
    }

    private func line(_ kind: String, _ key: String, _ size: Int, _ at: Instant?, _ url: String) {
        print([kind, key, String(size), at?.iso ?? "", url].joined(separator: "\t"))
    }
}
