import Accounts
public import Calendar
import Logging
import Synchronization
public import Vault

/// An invented council for a newcomer's first minutes: people, posts and a plan with two years of history up to today.
///
/// Everything is written through the features' own stores by a recorder whose clock is turned to each moment, in order
/// of time: the ledger, the history and the as-of view are those of a council that had used the program all along.
public enum Demonstration {
    public static let organisation = "Wexcombe Borough Council"

    /// Fills the empty database that the settings name, as of now.
    public static func make(settings: Settings, keys: SystemKeys) async throws {
        try await make(settings: settings, keys: keys, now: .now())
    }

    /// Fills the empty database that the settings name. Nothing in it is dated after `now`.
    /// Throws `AccountProblem.organisationExists` where the database is not empty.
    public static func make(settings: Settings, keys: SystemKeys, now: Instant) async throws {
        let clock = TurnedClock(now)
        var logger = Logger(label: "granville")
        logger.logLevel = .error
        let services = try Services(
            settings: settings, keys: keys, logger: logger, cost: .cheap, clock: { clock.now })
        defer { services.close() }
        var council = Council(services: services, clock: clock, now: now)
        try await council.begin()
        let main = mainPlan(today: now.day)
        try await council.live([main, suppliers])
        try await council.setRhythms()
    }
}

/// The recorder's clock while the past is written.
final class TurnedClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) { self.instant = Mutex(instant) }

    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}
