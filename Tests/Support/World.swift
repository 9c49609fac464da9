public import Accounts
public import Calendar
public import Database
import Foundation
import Hummingbird
public import HummingbirdTesting
public import Log
public import Server
import Synchronization

/// Which database a test runs on. PostgreSQL is a real server that the test script started.
public enum Engine: String, CaseIterable, Sendable, CustomStringConvertible {
    case sqlite, postgres

    public var description: String { self == .sqlite ? "SQLite" : "PostgreSQL" }

    /// The engines to run on. `GRANVILLE_TEST_POSTGRES` is the server's URL; without it PostgreSQL is left out, and
    /// the test script refuses to call that a full run.
    public static var here: [Engine] { postgresURL == nil ? [.sqlite] : [.sqlite, .postgres] }

    static var postgresURL: String? { ProcessInfo.processInfo.environment["GRANVILLE_TEST_POSTGRES"] }
}

/// A clock that a test turns by hand.
public final class TestClock: Sendable {
    private let instant: Mutex<Instant>

    public init(_ instant: Instant) { self.instant = Mutex(instant) }

    public var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}

/// One organisation in a fresh database, with its services, at a fixed moment.
public final class World: Sendable {
    public let services: Services
    public let clock: TestClock
    /// The first administrator's account.
    public let administrator: String
    private let place: EmptyPlace

    public static let organisationName = "Sallowby District Council"
    public static let password = "four words in a row"
    /// Sunday 22 November 2026, midday.
    public static let start = Instant(milliseconds: 1_795_348_800_000)

    public init(on engine: Engine = .sqlite, demonstration: Bool = false) async throws {
        place = try EmptyPlace(engine)
        let clock = TestClock(Self.start)
        self.clock = clock
        services = try place.services(clock: { clock.now })
        _ = try await services.accounts.begin(
            organisation: Self.organisationName, demonstration: demonstration,
            administrator: NewAccount(
                login: "administrator@example.org", name: "Ada Field", password: Self.password,
                roles: RoleSet([.administrator]), mustChangePassword: false))
        administrator = try await services.database.read { try AccountStore.list($0, organisation: 1)[0].id }
    }

    deinit { services.close() }

    public var folder: String { place.folder }
    public var database: Database { services.database }
    public var recorder: Recorder { services.recorder }
    public var accounts: AccountStore { services.accounts }
    public var actor: Actor { Actor(organisation: 1, account: administrator) }

    /// A further account; its sign-in name is `login@example.org`, its password `World.password`.
    public func account(_ login: String, _ roles: Role..., name: String? = nil) async throws -> String {
        try await services.accounts.add(
            NewAccount(
                login: "\(login)@example.org", name: name ?? login.capitalized, password: Self.password,
                roles: RoleSet(roles), mustChangePassword: false), by: actor)
    }

    /// The whole program behind the router, without a socket.
    public func withClient<T: Sendable>(
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> T
    ) async throws -> T {
        try await buildApplication(services).test(.router, body)
    }
}
