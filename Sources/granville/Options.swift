import ArgumentParser
import Calendar
import Concerns
import Foundation
import Logging
import Server
import Vault

/// Where the data is: shared by every command that opens it.
struct DataOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Folder of the database and the keys.", valueName: "folder"))
    var data = "granville-data"

    @Option(name: .long, help: ArgumentHelp(
        "PostgreSQL instead of the SQLite file: postgresql://user@host:5432/name. Passwords belong in ~/.pgpass. Also read from GRANVILLE_DATABASE.",
        valueName: "url"))
    var database: String?

    var keyFolder: String { data + "/keys" }

    func settings() -> Settings {
        var settings = Settings(folder: data)
        settings.database = database ?? ProcessInfo.processInfo.environment["GRANVILLE_DATABASE"]
        return settings
    }

    /// Opens what `granville init` made.
    func services(_ settings: Settings? = nil, logger: Logger? = nil) throws -> Services {
        guard SystemKeys.anyExist(in: keyFolder) else {
            throw Failure("There is no Granville in the folder “\(data)”.", hint: "Set it up with: granville init --data \(data)")
        }
        return try Services(
            settings: settings ?? self.settings(), keys: try SystemKeys.load(from: keyFolder),
            logger: logger ?? quietLogger())
    }
}

/// How the web program listens.
struct ListenOptions: ParsableArguments {
    @Option(name: .long, help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(name: .long, help: "Port to listen on.")
    var port = 8080

    @Option(name: .customLong("public-url"), help: ArgumentHelp(
        "The address that people type, where a proxy in front gives TLS.", valueName: "https://…"))
    var publicURL: String?

    @Option(name: .customLong("requests-per-second"), help: "Pages a person may ask for in a second; 0 for no limit.")
    var requestsPerSecond = 10

    @Option(name: .customLong("idle-minutes"), help: "Minutes without a request before a person must sign in again.")
    var idleMinutes = 15

    @Option(name: .customLong("keep-free-megabytes"), help: "Room on the disk below which nothing is changed; 0 for no limit.")
    var keepFreeMegabytes = 200

    @Option(name: .customLong("log-format"), help: "text: warnings only; json: a line for each request and event.")
    var logFormat = LogFormat.text

    @Option(name: .long, help: ArgumentHelp("A stylesheet with the council's own colours and type.", valueName: "file"))
    var theme: String?

    @Option(name: .customLong("leave-to"), help: ArgumentHelp(
        "Where the way out of the public form leads: a page that anyone may have open.", valueName: "https://…"))
    var leaveTo: String?

    @Option(help: "The nation whose bank holidays count: england-and-wales, scotland or northern-ireland.", transform: nation)
    var nation = Nation.englandAndWales

    @Sendable private static func nation(_ name: String) throws -> Nation {
        guard let nation = Nation(rawValue: name) else {
            throw ValidationError("Give one of \(Nation.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return nation
    }

    @Option(name: .customLong("triage-hours"), help: "Working hours within which a concern should be taken.")
    var triageHours = 4

    @Option(name: .customLong("public-concerns"), help: "Concerns that the public form takes in ten minutes; 0 for no limit.")
    var publicConcerns = 300

    func apply(to settings: inout Settings) {
        if let leaveTo { settings.concerns.leaveTo = leaveTo }
        settings.concerns.target = TriageTarget(workingHours: triageHours, nation: nation)
        settings.concerns.filingsFromAll = publicConcerns == 0 ? .max : publicConcerns
        if publicConcerns == 0 { settings.concerns.filingsFromOneNetwork = .max }
        settings.host = host
        settings.port = port
        settings.publicURL = publicURL
        settings.requestsPerSecond = requestsPerSecond
        settings.idleMinutes = idleMinutes
        settings.theme = theme
        settings.keepFreeMegabytes = keepFreeMegabytes
        settings.logsRequests = logFormat == .json
        settings.metricsToken = ProcessInfo.processInfo.environment["GRANVILLE_METRICS_TOKEN"]
    }

    func logger() -> Logger {
        switch logFormat {
        case .text: quietLogger()
        case .json: Logger(label: "granville") { _ in JSONLog() }
        }
    }
}

enum LogFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// Ends the program with words and exit code 1.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ words: String, hint: String? = nil) {
        description = hint.map { "\(words)\nhint: \($0)" } ?? words
    }
}

/// Words for the person, never data.
func say(_ words: String) { FileHandle.standardError.write(Data((words + "\n").utf8)) }

func quietLogger() -> Logger {
    var logger = Logger(label: "granville") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    return logger
}
