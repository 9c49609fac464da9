import Accounts
import ArgumentParser
import Database
import Log
import Server

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup back into an empty place, and prove that nothing of it is missing.",
        discussion: """
            Checks the backup's manifest and every file's hash, hashes the whole ledger anew before and after, and compares
            it with the checkpoint that was signed last, where the folder has one: put the old folder's keys and
            last-signed-1 into the new folder first. What is not empty is refused and left as it is.

            Where more entries were signed than the backup holds, the newer ones are lost. Then the restore is refused
            unless somebody answers for it by name; the ledger goes on under its next number, and its first entry says what
            was signed, what is still there, and who decided.

            EXAMPLES
              granville restore /mnt/backup/granville-2026-11-22T120501.250Z --data /srv/granville
              granville restore /mnt/backup/… --data /srv/granville --database postgresql://granville@db/granville
              granville restore /mnt/backup/… --data /srv/granville --decided-by "Jo Bright, head of legal services"
            """)

    @Argument(help: ArgumentHelp("The folder that granville backup made.", valueName: "backup"))
    var backup: String

    @OptionGroup var data: DataOptions

    @Option(name: .customLong("decided-by"), help: ArgumentHelp(
        "Who decided to go on without entries that had been signed.", valueName: "name, post"))
    var decidedBy: String?

    @Flag(name: .customLong("allow-damage"), help: "Put back a backup whose ledger is not whole, when there is no better one.")
    var allowDamage = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let restored = try await Restoring(
            backup, settings: data.settings(), logger: quietLogger(), decidedBy: decidedBy, allowDamage: allowDamage
        ).restore()
        if json { return try printJSON(["ledgers": restored.ledgers.map(Printed.init)]) }
        for ledger in restored.ledgers {
            say("\(ledger.name): \(ledger.entries) entries, root \(ledger.root). Nothing of the backup is missing.")
            if let gap = ledger.gap {
                say("  \(gap.lost) entries that had been signed are lost. Ledger \(gap.number + 1) goes on and says so.")
            } else if !ledger.wasCompared {
                say("  There was no last-signed-\(ledger.organisation) to compare with. Keep that file outside of the computer too.")
            }
        }
        say("Next: granville serve --data \(data.data)")
    }

    private struct Printed: Encodable {
        var organisation: Int
        var name: String
        var entries: Int
        var root: String
        var lost: Int
        var ledger: Int?
        var compared: Bool

        init(_ ledger: Restoring.Restored.Ledger) {
            organisation = ledger.organisation
            name = ledger.name
            entries = ledger.entries
            root = ledger.root
            lost = ledger.gap?.lost ?? 0
            self.ledger = ledger.gap.map { $0.number + 1 }
            compared = ledger.wasCompared
        }
    }
}

struct NextLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next-ledger", abstract: "Go on after an older copy of the database was put back by other means.",
        discussion: """
            A ledger that holds fewer entries than were signed is not signed again: two histories of one name would exist.
            This ends it where it stands and begins the next, whose first entry says what was signed, what is still there,
            and who decided. Does nothing where nothing is missing. Stop the program that serves first.

            EXAMPLES
              granville next-ledger --data /srv/granville --decided-by "Jo Bright, head of legal services"
            """)

    @OptionGroup var data: DataOptions

    @Option(name: .customLong("decided-by"), help: ArgumentHelp("Who decided it.", valueName: "name, post"))
    var decidedBy: String

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let organisations = try services.database.readNow { try AccountStore.organisations($0) }
        for organisation in organisations {
            if let gap = try await services.startNextLedger(organisation.id, decidedBy: decidedBy) {
                say("\(organisation.name): \(gap.lost) entries are lost; ledger \(gap.number + 1) goes on and says so.")
            } else {
                say("\(organisation.name): nothing that was signed is missing, so nothing was done.")
            }
        }
    }
}
