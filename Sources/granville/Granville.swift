import ArgumentParser

/// The program. One file a command; each parses, calls, and prints.
@main
struct Granville: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "granville",
        abstract: "A council's work against modern slavery: its action plan, and the proof that it was done.",
        discussion: """
            EXAMPLES
              granville demo                       look around in an invented council
              granville init --data /srv/granville set up for real use
              granville serve --data /srv/granville
              granville plan import plan.docx --dry-run --json
              granville audit verify --data /srv/granville
              granville backup /mnt/backup --data /srv/granville

            Words go to standard error, data to standard output. Exit codes: 0 done, 1 failed, 2 findings, 64 wrong use.
            """,
        version: version,
        subcommands: [
            ServeCommand.self, InitCommand.self, DemoCommand.self, PlanCommand.self, AuditCommand.self, AccountCommand.self,
            BackupCommand.self, RestoreCommand.self, NextLedgerCommand.self, WitnessCommand.self,
        ])

    static let version = "0.1.0"
}
