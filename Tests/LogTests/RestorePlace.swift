import Accounts
import Foundation
import Log
import Server
import Support
import Vault

/// An empty folder, and on PostgreSQL an empty database beside it, to put a world's backup into.
final class RestorePlace: Sendable {
    let settings: Settings
    private let dropDatabase: (@Sendable () -> Void)?

    var folder: String { settings.folder }

    /// With the world's keys, which whoever restores has kept apart, and with its last signed checkpoint if asked.
    init(for world: World, keys: Bool = true, lastSigned: Bool = false) throws {
        let folder = NSTemporaryDirectory() + "granville-restore-\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if keys { try FileManager.default.copyItem(atPath: world.folder + "/keys", toPath: folder + "/keys") }
        if lastSigned {
            let name = "last-signed-1"
            try FileManager.default.copyItem(atPath: "\(world.folder)/\(name)", toPath: "\(folder)/\(name)")
        }
        var settings = Settings(folder: folder)
        var drop: (@Sendable () -> Void)?
        if let url = world.services.settings.database, var parts = URLComponents(string: url) {
            let name = "r\(UUID().uuidString.lowercased().filter { $0 != "-" })"
            try Self.psql("CREATE DATABASE \(name)", url)
            parts.path = "/\(name)"
            let own = parts.string ?? url
            // The world's tables are in a schema of their own.
            let schema = url.components(separatedBy: "search_path%3D").last ?? "public"
            try Self.psql("CREATE SCHEMA \(schema)", own)
            settings.database = own
            drop = { try? Self.psql("DROP DATABASE \(name) WITH (FORCE)", url) }
        }
        self.settings = settings
        dropDatabase = drop
    }

    deinit {
        dropDatabase?()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func restore(_ backup: String, in world: World, decidedBy: String? = nil) async throws -> Restoring.Restored {
        let clock = world.clock
        return try await Restoring(
            backup, settings: settings, logger: world.services.logger, decidedBy: decidedBy, clock: { clock.now }
        ).restore()
    }

    /// The program on what was put back.
    func services(_ world: World) throws -> Services {
        let clock = world.clock
        return try Services(
            settings: settings, keys: try SystemKeys.load(from: folder + "/keys"), logger: world.services.logger,
            cost: .cheap, clock: { clock.now })
    }

    static func psql(_ statement: String, _ url: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-c", statement, url]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw StartFault("psql failed: \(statement)") }
    }
}
