import Hummingbird
import ServiceLifecycle
import UnixSignals

/// Serves until the process is told to stop (SIGTERM, SIGINT); connections in flight are answered first.
public func run(_ services: Services) async throws {
    let application = try buildApplication(services)
    let group = ServiceGroup(configuration: .init(
        services: [.init(service: application)], gracefulShutdownSignals: [.sigterm, .sigint], logger: services.logger))
    try await group.run()
}
