import ArgumentParser
import Foundation
import Server
import Vault

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Look around in an invented council whose plan has two years of history.",
        discussion: """
            Makes the council in the folder if it is not there yet, and serves it on this computer only. Nothing in it is
            real, and anyone at this computer can sign in as anyone.

            EXAMPLES
              granville demo
              granville demo --data /tmp/look --port 8090
            """)

    @Option(name: .long, help: ArgumentHelp("Folder of the demonstration.", valueName: "folder"))
    var data = "granville-data-demo"

    @Option(name: .long, help: ArgumentHelp("PostgreSQL instead of the SQLite file.", valueName: "url"))
    var database: String?

    @Flag(name: .customLong("make-only"), help: "Make the council and stop.")
    var makeOnly = false

    @OptionGroup var listen: ListenOptions

    func run() async throws {
        var settings = Settings(folder: data)
        settings.database = database
        listen.apply(to: &settings)
        let keyFolder = data + "/keys"
        if !SystemKeys.anyExist(in: keyFolder) {
            say("Making the demonstration council in “\(data)”…")
            try FileManager.default.createDirectory(
                atPath: keyFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let keys = try SystemKeys.create(in: keyFolder)
            try await Demonstration.make(settings: settings, keys: keys)
        }
        guard !makeOnly else { return }
        let services = try Services(
            settings: settings, keys: try SystemKeys.load(from: keyFolder), logger: listen.logger())
        try await serve(services)
    }
}
