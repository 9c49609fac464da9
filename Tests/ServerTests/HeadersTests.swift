import HTTPTypes
import Support
import Testing
import HummingbirdTesting

@Suite("Headers")
struct HeadersTests {
    @Test("every answer carries the content policy, a missing page too", arguments: ["/sign-in", "/nowhere", "/health"])
    func policy(path: String) async throws {
        let world = try await World()
        try await world.withClient { client in
            let response = try await client.execute(uri: path, method: .get)
            #expect(response.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
        }
    }
}
