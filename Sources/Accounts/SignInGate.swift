import Calendar

/// Slows guessing: a growing wait for each sign-in name, known or not, and a ceiling for each part of the network.
///
/// Kept in memory: a new start forgives. Nothing locks for ever, so nobody can lock a colleague out for a day.
actor SignInGate {
    private struct Tries {
        var failures = 0
        /// Checks that have begun and not ended: each counts as wrong until it proves right, or many at once would
        /// pass before the first has failed.
        var underWay = 0
        var notBefore = Instant(milliseconds: 0)
    }

    private var byLogin: [String: Tries] = [:]
    private var byNetwork: [String: (minute: Int64, count: Int)] = [:]

    static let triesWithoutWait = 3
    static let longestWait = 15 * 60
    static let aMinuteFromOneNetwork = 30

    enum Outcome<Found: Sendable>: Sendable {
        case right(Found)
        /// Failures in a row for this name, this one included.
        case wrong(failures: Int)
        /// Seconds until the next try is looked at.
        case wait(Int)
    }

    /// Lets one try through when its time has come. Counts against the network whether it succeeds or not.
    /// - Parameter check: what the right password opens, or nil.
    func attempt<Found: Sendable>(
        login: String, network: String, now: Instant, _ check: @Sendable () async throws -> Found?
    ) async throws -> Outcome<Found> {
        if let seconds = wait(login: login, network: network, now: now) { return .wait(seconds) }
        byLogin[login, default: Tries()].underWay += 1
        let found: Found?
        do { found = try await check() } catch {
            byLogin[login]?.underWay -= 1
            throw error
        }
        guard let found else { return .wrong(failures: failed(login, now)) }
        byLogin[login]?.underWay -= 1
        byLogin[login]?.failures = 0
        byLogin[login]?.notBefore = Instant(milliseconds: 0)
        return .right(found)
    }

    private func wait(login: String, network: String, now: Instant) -> Int? {
        forgetOld(now)
        let minute = now.milliseconds / 60_000
        var seen = byNetwork[network] ?? (minute, 0)
        if seen.minute != minute { seen = (minute, 0) }
        seen.count += 1
        byNetwork[network] = seen
        if seen.count > Self.aMinuteFromOneNetwork { return 60 }
        guard let tries = byLogin[login] else { return nil }
        let left = tries.notBefore.milliseconds - now.milliseconds
        if left > 0 { return Int((left + 999) / 1000) }
        return tries.underWay > 0 && tries.failures + tries.underWay >= Self.triesWithoutWait ? 1 : nil
    }

    private func failed(_ login: String, _ now: Instant) -> Int {
        var tries = byLogin[login] ?? Tries()
        tries.underWay -= 1
        tries.failures += 1
        if tries.failures >= Self.triesWithoutWait {
            let wait = min(1 << min(tries.failures - Self.triesWithoutWait + 1, 20), Self.longestWait)
            tries.notBefore = now.adding(seconds: wait)
        }
        byLogin[login] = tries
        return tries.failures
    }

    /// Somebody may try a million names from a thousand networks: what no longer slows anything is let go.
    private func forgetOld(_ now: Instant) {
        let minute = now.milliseconds / 60_000
        if byNetwork.count > 10_000 { byNetwork = byNetwork.filter { $0.value.minute == minute } }
        if byLogin.count > 100_000 { byLogin = byLogin.filter { $0.value.notBefore > now || $0.value.underWay > 0 } }
    }
}
