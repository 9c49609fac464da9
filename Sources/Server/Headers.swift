import HTTPTypes
import Hummingbird

/// Puts the security headers on every response, thrown errors included: outermost of all.
struct Headers<Context: RequestContext>: RouterMiddleware {
    let isSecure: Bool
    let problem: @Sendable (any Error, Request) -> Response

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do { response = try await next(request, context) } catch { response = problem(error, request) }
        response.headers.append(contentsOf: always)
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=63072000; includeSubDomains" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

/// Built once: a field's value is checked when it is made. Source: trust limits of the design (headers), ASVS 5.0 V3.4,
/// checked 2026-11-22.
private let always: HTTPFields = [
    .contentSecurityPolicy: """
        default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'
        """,
    .xContentTypeOptions: "nosniff", .referrerPolicy: "no-referrer", .coop: "same-origin", .corp: "same-origin",
    .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
]

extension HTTPField.Name {
    static let referrerPolicy = Self("Referrer-Policy")!
    static let permissionsPolicy = Self("Permissions-Policy")!
    static let coop = Self("Cross-Origin-Opener-Policy")!
    static let corp = Self("Cross-Origin-Resource-Policy")!
}
