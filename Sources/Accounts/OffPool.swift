import Dispatch

private let slow = DispatchQueue(label: "granville.passwords", attributes: .concurrent)

/// Runs slow work on a thread of its own, so that the few threads that answer pages stay free.
func offPool<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        slow.async { continuation.resume(with: Result { try body() }) }
    }
}
