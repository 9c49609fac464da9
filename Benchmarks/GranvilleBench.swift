import ArgumentParser

/// What bin/bench needs beside the program itself: rows to measure on, and baselines to measure against. Never shipped.
@main
struct GranvilleBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "granville-bench", abstract: "Fill a scratch council, and time the bare work under a request.",
        subcommands: [
            FillCommand.self, ConcernsCommand.self, BareCommand.self, ImportCommand.self, ExportCommand.self, ProofCommand.self,
            DeckCommand.self,
        ])
}
