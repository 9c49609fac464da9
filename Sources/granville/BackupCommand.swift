import ArgumentParser
import Log
import Server

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy everything while the program serves, and prove that the copy is whole.",
        discussion: """
            Makes a new folder in FOLDER: the database as of one moment, a checkpoint signed over exactly what is in it,
            and a manifest with the size and SHA-256 of each file. The ledger in the copy is hashed anew before the folder
            gets its name, so a folder without the word “unfinished” is a whole backup. Older backups are left alone:
            deleting them is yours. The backup itself is an entry in the ledger. PostgreSQL is copied by pg_dump.

            The keys stay out unless --with-keys is given. A backup without them opens nothing that is sealed, so that it
            can lie on a share for years; and a key that was destroyed for good must not come back with an old backup. Keep
            keys apart, where few people get at them, and keep their copies short.

            The keys of records about people are in keys/keys.db. --keys-to copies that file to a place of its own, and
            deletes its copies there that are older than 30 days: only so is a person forgotten whose key was destroyed. Copy
            it often and to more than one place: without it the newest records cannot be read. To restore, put the newest copy
            back as keys/keys.db beside root.key and ledger.key.

            Prints the new folder's path. Exit codes: 0 made, 1 not made, 2 made, but the ledger is not what it was.

            EXAMPLES
              granville backup /mnt/backup --data /srv/granville
              granville backup /mnt/backup --data /srv/granville --keys-to /mnt/keys
              granville backup /mnt/backup --data /srv/granville --json | jq -r .path
            """)

    @Argument(help: ArgumentHelp("Where backups are kept; made if it is not there.", valueName: "folder"))
    var folder: String

    @OptionGroup var data: DataOptions

    @Flag(name: .customLong("with-keys"), help: "Copy the key files too. Whoever has the backup can then open all of it.")
    var withKeys = false

    @Option(name: .customLong("keys-to"), help: ArgumentHelp(
        "Copy keys.db to this folder too, and drop its copies there older than 30 days.", valueName: "folder"))
    var keysTo: [String] = []

    @Flag(help: "Print one JSON object: path, manifest, findings.")
    var json = false

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        let line = ProgressLine("entries read back")
        let made = try await BackupMaking(
            services, withKeys: withKeys, program: Granville.version, progress: line.show
        ).make(in: folder)
        line.end()
        for folder in keysTo { say("keys: \(try KeyCopies(folder).make(of: services.ring, now: services.clock()))") }
        if json {
            try printJSON(Printed(path: made.path, manifest: made.manifest, findings: made.findings.map(\.words)))
        } else {
            print(made.path)
            for ledger in made.manifest.ledgers { say("\(ledger.name): \(ledger.entries) entries, root \(ledger.root)") }
            for finding in made.findings { say("  \(finding.words)") }
        }
        guard made.findings.isEmpty else {
            say("The copy is made, but the ledger in it is not what it was. Run granville audit verify.")
            throw ExitCode(2)
        }
    }

    private struct Printed: Encodable {
        var path: String
        var manifest: BackupManifest
        var findings: [String]
    }
}
