public import Accounts
import Attachments
public import Calendar
import Cases
public import Concerns
public import Database
import Foundation
public import Hummingbird
import HummingbirdCore
public import Keyring
public import Log
public import Logging
public import NeedToKnow
import NIOCore
import Pages
import Plans
import Referrals
import ServiceLifecycle
public import Vault

/// Everything that the features stand on, built once at start.
public struct Services: Sendable {
    public let settings: Settings
    public let database: Database
    public let recorder: Recorder
    public let keys: LedgerKeys
    /// The keys of records about people.
    public let ring: Keyring
    public let openings: Openings
    public let concerns: ConcernStore
    public let checkpoints: Checkpoints
    public let witnesses: Witnesses
    public let accounts: AccountStore
    public let clock: @Sendable () -> Instant
    public let logger: Logger
    let frames: Frames
    let room: DiskRoom
    let requests = RequestFigures()
    /// A council's own stylesheet, as read at start.
    let theme: [UInt8]?

    /// Where a file lies, sealed and without a name, while it is on its way in: on the disk whose room is watched, because a
    /// system's folder for such files is often in memory.
    var spoolFolder: String

    static let themePath = "/files/theme.css"

    /// All features' tables, foundations first.
    public static let schemas = [
        accountsSchema, plansSchema, needToKnowSchema, attachmentsSchema, concernsSchema, casesSchema, referralsSchema,
    ]

    /// Opens the database that the settings name, brings its tables up to date, and makes the services.
    public init(
        settings: Settings, keys: SystemKeys, logger: Logger, cost: PasswordCost = .real,
        clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) throws {
        self.settings = settings
        self.logger = logger
        self.clock = clock
        spoolFolder = settings.folder
        database =
            if let url = settings.database { try .postgres(url: url, connections: settings.databaseConnections) } else {
                try .sqlite(path: settings.folder + "/granville.db")
            }
        try Recorder.prepare(database, schemas: Self.schemas)
        ring = try Keyring(path: settings.keyFolder + "/" + Keyring.file, root: keys.root)
        self.keys = LedgerKeys(keys, bodyKey: ring.bodyKey)
        recorder = Recorder(database: database, keys: self.keys, clock: clock)
        openings = Openings(recorder: recorder, ring: ring)
        concerns = ConcernStore(openings: openings, reporter: ReporterMark(keys.root), database: database)
        checkpoints = Checkpoints(database: database, keys: self.keys, folder: settings.folder, clock: clock)
        witnesses = Witnesses(
            recorder: recorder, database: database, keys: self.keys, clock: clock, send: WitnessClient.send)
        accounts = AccountStore(recorder: recorder, cost: cost, sealer: Sealer(key: keys.system))
        room = DiskRoom(folder: settings.folder, keepFree: Int64(settings.keepFreeMegabytes) * 1_000_000)
        theme = try settings.theme.map { path in
            guard let data = FileManager.default.contents(atPath: path) else { throw StartFault("couldn't read the theme \(path)") }
            return [UInt8](data)
        }
        frames = Frames(
            isSecure: settings.isSecure, idleMinutes: settings.idleMinutes,
            themePath: theme == nil ? nil : Self.themePath)
    }

    /// `__Host-` needs TLS; without it (this computer only) browsers would drop the cookie.
    var cookieName: String { settings.isSecure ? "__Host-sid" : "sid" }

    func cookie(_ value: String, maxAge: Int?) -> String {
        var cookie = "\(cookieName)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if settings.isSecure { cookie += "; Secure" }
        if let maxAge { cookie += "; Max-Age=\(maxAge)" }
        return cookie
    }

    public func close() {
        recorder.close()
        database.close()
        ring.close()
    }
}

/// Why the program does not start, for the operator.
public struct StartFault: Error, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// The web program: all routes of all features behind the headers.
/// Throws `StartFault` naming the first route whose policy does not fit what it does, or that stands twice.
public func buildApplication(_ services: Services) throws -> Application<RouterResponder<SiteContext>> {
    var frames = services.frames
    let organisations = try services.database.readNow { try AccountStore.organisations($0) }
    if organisations.count == 1 { frames.organisation = organisations[0].name }
    frames.notice = { services.readOnly?.banner }
    let site = Site(
        services: services, frames: frames,
        watch: SessionWatch(
            idleMinutes: services.settings.idleMinutes, requestsPerSecond: services.settings.requestsPerSecond))
    let router = Router(context: SiteContext.self)
    let logger = services.logger
    router.add(middleware: RequestWatch(
        figures: services.requests, logger: services.settings.logsRequests ? logger : nil))
    router.add(middleware: Headers(isSecure: services.settings.isSecure) { [frames] error, request in
        if let due = error as? Duty.Due {
            return Response(status: .seeOther, headers: [.location: due.duty.path])
        }
        if let error = error as? any HTTPResponseError { return frames.problem(.http(error.status)) }
        let reference = Identifier.make(milliseconds: Instant.now().milliseconds)
        logger.error("request failed", metadata: ["reference": "\(reference)", "error": "\(error)"])
        return frames.problem(.unexpected(reference: reference))
    })
    if let fault = ConcernForm.fault { throw StartFault(fault) }
    let routes = try checked(allRoutes(services))
    for route in routes { site.mount(route, on: router) }
    let configuration = ApplicationConfiguration(
        address: .hostname(services.settings.host, port: services.settings.port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(1000))
    return Application(
        router: router,
        server: .http1(configuration: .init(
            idleTimeout: .seconds(20),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 16 * 1024, maxHeaderFieldCount: 64))),
        configuration: configuration, logger: services.logger)
}
