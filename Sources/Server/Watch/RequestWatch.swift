import HTTPTypes
import Hummingbird
import Logging

/// Outermost of all: counts each request, and writes a line about it where lines are wanted. Neither holds an address, an
/// account, a question or a word of a form.
struct RequestWatch: RouterMiddleware {
    let figures: RequestFigures
    /// Nil for no line a request.
    let logger: Logger?

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        figures.begin()
        var status = 500
        defer { end(request.method, context, status, ContinuousClock.now - start) }
        let response = try await next(request, context)
        status = response.status.code
        return response
    }

    private func end(_ method: HTTPRequest.Method, _ context: SiteContext, _ status: Int, _ took: Duration) {
        // What fits no route is one thing: others' guesses must not fill the memory, or stand in a log.
        let route = context.endpointPath.flatMap { $0 == Self.unknown ? nil : $0 } ?? "none"
        let method = Self.known[method] ?? "other"
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        figures.end(.init(method: method, route: route, status: "\(status / 100)xx"), seconds: seconds)
        logger?.info("request", metadata: [
            "id": "\(context.id)", "method": "\(method)", "route": "\(route)", "status": "\(status)",
            "ms": "\((seconds * 100_000).rounded() / 100)",
        ])
    }

    /// Hummingbird's name for it.
    private static let unknown = "NotFound"
    private static let known: [HTTPRequest.Method: String] = [.get: "GET", .head: "HEAD", .post: "POST"]
}
