import Hummingbird
import ServiceLifecycle
import UnixSignals

/// Serves until the process is told to stop (SIGTERM, SIGINT); connections in flight are answered first.
public func run(_ services: Services) async throws {
    let application = try buildApplication(services)
    let group = ServiceGroup(configuration: .init(
        // Stopped in the opposite order: the last checkpoint is signed when nobody can write any more.
        services: [.init(service: CheckpointService(services)), .init(service: application)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: services.logger))
    try await group.run()
}
