import Dispatch

private let slow = DispatchQueue(label: "granville.passwords", attributes: .concurrent)

/// Runs password checks on threads of their own, so that the few threads that answer pages stay free: two at once,
/// because each takes 128 MiB, eight waiting, and the rest sent away.
actor PasswordWork {
    static let atOnce = 2
    static let mostWaiting = 8

    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Throws `Refusal.busy` when too many wait already.
    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        if running < Self.atOnce {
            running += 1
        } else {
            guard waiting.count < Self.mostWaiting else {
                throw Refusal.busy("Many people are signing in at this moment. Try again in a few seconds.")
            }
            await withCheckedContinuation { waiting.append($0) }
        }
        defer {
            // Whoever waits takes over this place, so that the count stays as it is.
            if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
        }
        return try await withCheckedThrowingContinuation { continuation in
            slow.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
