import Calendar
import Synchronization

/// When each session was last seen, and how many pages it asked for lately. In memory: a new start forgets both, and the
/// ten hours of a session, which the database knows, still hold.
final class SessionWatch: Sendable {
    private struct Seen {
        var last: Int64
        /// Requests still free now; refilled by the second.
        var tokens: Double
    }

    private let seen = Mutex<[[UInt8]: Seen]>([:])
    private let idle: Int64
    private let rate: Double
    private let burst: Double

    init(idleMinutes: Int, requestsPerSecond: Int) {
        idle = Int64(idleMinutes) * 60_000
        rate = Double(requestsPerSecond)
        burst = Double(requestsPerSecond * 6)
    }

    enum Verdict { case fine, idleTooLong, tooMany }

    func look(_ session: [UInt8], now: Instant) -> Verdict {
        let now = now.milliseconds
        return seen.withLock { seen in
            if seen.count > 50_000 { seen = seen.filter { now - $0.value.last < idle } }
            guard var entry = seen[session] else {
                seen[session] = Seen(last: now, tokens: burst)
                return .fine
            }
            if now - entry.last > idle { return .idleTooLong }
            entry.tokens = min(burst, entry.tokens + Double(max(0, now - entry.last)) / 1000 * rate)
            entry.last = now
            defer { seen[session] = entry }
            if rate == 0 { return .fine }
            guard entry.tokens >= 1 else { return .tooMany }
            entry.tokens -= 1
            return .fine
        }
    }
}
