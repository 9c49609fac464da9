import Accounts
@_spi(Recording) import Database
import Foundation
import HTTPTypes
import HummingbirdTesting
import Log
import NIOCore
import Server
import Support
import Testing

/// Somebody who is signed in and looks at pages.
struct Auditor: Sendable {
    struct Seen: Sendable {
        let status: HTTPResponse.Status
        let text: String
    }

    private let world: World
    private let cookie: String

    init(_ world: World, roles: Role...) async throws {
        self.world = world
        let roles = roles.isEmpty ? [Role.auditor] : roles
        _ = try await world.accounts.add(
            NewAccount(
                login: "auditor@example.org", name: "Audrey Tor", password: World.password, roles: RoleSet(roles),
                mustChangePassword: false), by: world.actor)
        cookie = try await world.withClient { client in
            let password = World.password.replacingOccurrences(of: " ", with: "+")
            let response = try await client.execute(
                uri: "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
                body: ByteBuffer(string: "login=auditor%40example.org&password=\(password)"))
            let header = try #require(response.headers[.setCookie])
            return String(header.prefix { $0 != ";" })
        }
    }

    func get(_ path: String) async throws -> Seen { try await ask(path, .get) }

    /// `form` is the body as a browser encodes it.
    func post(_ path: String, _ form: String = "") async throws -> Seen { try await ask(path, .post, form) }

    func compare(_ code: String) async throws -> Seen {
        try await get("/ledger/compare?code=\(code.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")")
    }

    private func ask(_ path: String, _ method: HTTPRequest.Method, _ form: String = "") async throws -> Seen {
        var headers: HTTPFields = [.cookie: cookie]
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
        if !form.isEmpty { headers[.contentType] = "application/x-www-form-urlencoded" }
        let sent = headers
        return try await world.withClient { client in
            let response = try await client.execute(uri: path, method: method, headers: sent, body: ByteBuffer(string: form))
            return Seen(status: response.status, text: String(buffer: response.body))
        }
    }
}

extension World {
    func size() async throws -> Int { try await database.read { try $0.count("SELECT size FROM ledger_head") } }

    /// Changes what no program of ours would change.
    func tamper(_ sql: SQL) throws {
        let failures = try database.writeGroup([{ try $0.execute(sql) }], seal: { _, _ in })
        if let failure = failures.first ?? nil { throw failure }
    }
}

extension String {
    /// How often a text stands in this one.
    func components(_ text: String) -> Int { components(separatedBy: text).count - 1 }
}
