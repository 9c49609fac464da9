import Calendar

/// Bounds what the public form takes, without a puzzle: so many in a while from one part of the network, and so many from
/// all. Kept in memory for minutes and written nowhere.
actor Flood {
    private var byNetwork: [String: [Int64]] = [:]
    private var all: [Int64] = []
    private let window: Int64
    private let fromOne: Int
    private let fromAll: Int

    /// - Parameter minutes: for how long one counts.
    init(minutes: Int, fromOne: Int, fromAll: Int) {
        window = Int64(minutes) * 60_000
        self.fromOne = fromOne
        self.fromAll = fromAll
    }

    /// False when there were too many; then this one does not count. Where the network is not known, all count as one
    /// only together.
    func allows(_ network: String, now: Instant) -> Bool {
        // Without a limit nothing is counted, or each would go through all that came in the last minutes.
        if fromOne == .max && fromAll == .max { return true }
        let from = now.milliseconds - window
        all.removeAll { $0 <= from }
        guard all.count < fromAll else { return false }
        if !network.isEmpty {
            var own = (byNetwork[network] ?? []).filter { $0 > from }
            guard own.count < fromOne else { return false }
            own.append(now.milliseconds)
            byNetwork[network] = own
        }
        all.append(now.milliseconds)
        if byNetwork.count > 10_000 { byNetwork = byNetwork.filter { $0.value.contains { $0 > from } } }
        return true
    }
}
