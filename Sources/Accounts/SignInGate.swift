import Calendar

/// Slows guessing: a growing wait for each sign-in name, known or not, a ceiling for each part of the network, and two
/// password checks at once, because each takes 128 MiB.
///
/// Kept in memory: a new start forgives. Nothing locks for ever, so nobody can lock a colleague out for a day.
actor SignInGate {
    private struct Tries {
        var failures = 0
        var notBefore = Instant(milliseconds: 0)
    }

    private var byLogin: [String: Tries] = [:]
    private var byNetwork: [String: (minute: Int64, count: Int)] = [:]
    private var checking = 0
    private var queue: [CheckedContinuation<Void, Never>] = []

    static let triesWithoutWait = 3
    static let longestWait = 15 * 60
    static let aMinuteFromOneNetwork = 30
    static let checksAtOnce = 2
    static let mostWaiting = 8

    enum Answer: Equatable {
        case go
        /// Seconds until the next try is looked at.
        case wait(Int)
        case busy
    }

    /// May this sign-in be tried now? Counts against the network whether it succeeds or not.
    func ask(login: String, network: String, now: Instant) -> Answer {
        let minute = now.milliseconds / 60_000
        if byNetwork.count > 10_000 { byNetwork = byNetwork.filter { $0.value.minute == minute } }
        var seen = byNetwork[network] ?? (minute, 0)
        if seen.minute != minute { seen = (minute, 0) }
        seen.count += 1
        byNetwork[network] = seen
        if seen.count > Self.aMinuteFromOneNetwork { return .wait(60) }
        let left = (byLogin[login]?.notBefore.milliseconds ?? 0) - now.milliseconds
        if left > 0 { return .wait(Int((left + 999) / 1000)) }
        return queue.count >= Self.mostWaiting ? .busy : .go
    }

    /// Failures in a row for this name, this one included.
    func failed(login: String, now: Instant) -> Int {
        if byLogin.count > 100_000 { byLogin = byLogin.filter { $0.value.notBefore > now } }
        var tries = byLogin[login] ?? Tries()
        tries.failures += 1
        if tries.failures >= Self.triesWithoutWait {
            let wait = min(1 << min(tries.failures - Self.triesWithoutWait + 1, 20), Self.longestWait)
            tries.notBefore = now.adding(seconds: wait)
        }
        byLogin[login] = tries
        return tries.failures
    }

    func succeeded(login: String) { byLogin[login] = nil }

    /// Runs one password check off the threads that answer pages, at most two at once.
    func check(_ body: @escaping @Sendable () throws -> Bool) async throws -> Bool {
        if checking >= Self.checksAtOnce {
            await withCheckedContinuation { queue.append($0) }
        } else {
            checking += 1
        }
        defer {
            if queue.isEmpty { checking -= 1 } else { queue.removeFirst().resume() }
        }
        return try await offPool(body)
    }
}
