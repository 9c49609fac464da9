public import Accounts
public import Calendar
import Foundation
import Logging
public import Server
public import Vault

/// A folder with keys and a database that nobody has used, gone when the test is over.
public final class EmptyPlace: Sendable {
    public let folder: String
    public let settings: Settings
    public let keys: SystemKeys
    private let dropSchema: (@Sendable () -> Void)?

    public init(_ engine: Engine) throws {
        folder = NSTemporaryDirectory() + "granville-test-\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(atPath: folder + "/keys", withIntermediateDirectories: true)
        keys = try SystemKeys.create(in: folder + "/keys")
        var settings = Settings(folder: folder)
        settings.requestsPerSecond = 0
        var drop: (@Sendable () -> Void)?
        if engine == .postgres, let url = Engine.postgresURL {
            // A schema of its own keeps tests apart that run side by side on one server.
            let name = "t\(UUID().uuidString.lowercased().filter { $0 != "-" })"
            try Self.psql("CREATE SCHEMA \(name)", url)
            settings.database = url + (url.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(name)"
            drop = { try? Self.psql("DROP SCHEMA \(name) CASCADE", url) }
        }
        self.settings = settings
        dropSchema = drop
    }

    deinit {
        dropSchema?()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The services on this place; to be closed before the place goes.
    public func services(cost: PasswordCost = .cheap, clock: @escaping @Sendable () -> Instant) throws -> Services {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try Services(settings: settings, keys: keys, logger: logger, cost: cost, clock: clock)
    }

    /// Foundation starts processes safely one at a time only.
    private static let oneAtATime = NSLock()

    private static func psql(_ statement: String, _ url: String) throws {
        oneAtATime.lock()
        defer { oneAtATime.unlock() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "--quiet", "--no-psqlrc", "-c", statement, url]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw StartFault("psql failed: \(statement)") }
    }
}
