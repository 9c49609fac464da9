import ArgumentParser
import Calendar
import Logging
import Server
import Vault

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

extension Services {
    /// Of a scratch council; says nothing but errors.
    /// - Parameter keys: nil for those in the council's own folder.
    static func scratch(
        _ folder: String, database: String? = nil, keys: SystemKeys? = nil,
        clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) throws -> Services {
        var settings = Settings(folder: folder)
        settings.database = database
        var logger = Logger(label: "granville-bench")
        logger.logLevel = .error
        return try Services(
            settings: settings, keys: try keys ?? SystemKeys.load(from: folder + "/keys"), logger: logger, clock: clock)
    }
}
