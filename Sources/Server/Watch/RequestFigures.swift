import Synchronization

/// Counts requests by route, never by address: `/plans/{plan}` and not which plan.
final class RequestFigures: Sendable {
    struct Key: Hashable, Comparable, Sendable {
        let method: String
        let route: String
        /// "2xx"
        let status: String

        static func < (left: Key, right: Key) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    struct Times: Sendable {
        /// One for each bound, and the last for all that took longer.
        var counts = [Int](repeating: 0, count: RequestFigures.bounds.count + 1)
        var seconds = 0.0
    }

    /// Seconds. A page takes about a millisecond, a password a fifth of a second, a whole ledger seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    struct Values: Sendable {
        var counts: [Key: Int] = [:]
        var times: [String: Times] = [:]
        var running = 0
    }

    private let values = Mutex(Values())

    var now: Values { values.withLock { $0 } }

    func begin() { values.withLock { $0.running += 1 } }

    func end(_ key: Key, seconds: Double) {
        values.withLock { values in
            values.running -= 1
            values.counts[key, default: 0] += 1
            let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
            values.times[key.route, default: Times()].counts[place] += 1
            values.times[key.route, default: Times()].seconds += seconds
        }
    }
}
