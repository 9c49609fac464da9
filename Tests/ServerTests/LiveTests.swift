import Foundation
import Hummingbird
import HummingbirdTesting
import Server
import Support
import Testing

/// Over a real socket: what is refused before a request is one.
@Suite("Limits of the wire", .serialized)
struct LiveTests {
    /// Sends bytes as they are and gives back what came until the other side closed or ten seconds passed.
    private static func exchange(_ port: Int, _ request: [UInt8]) throws -> String {
        let socket = try Wire.connect(port)
        defer { close(socket) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        // Who sends too much is answered before all was taken.
        _ = Wire.send(socket, request)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    private typealias Exchange = @Sendable (String) async throws -> String

    private func live(_ body: @escaping @Sendable (@escaping Exchange) async throws -> Void) async throws {
        let world = try await World()
        try await buildApplication(world.services).test(.live) { client in
            let port = try #require(client.port)
            try await body { request in
                try await withCheckedThrowingContinuation { continuation in
                    DispatchQueue.global().async {
                        continuation.resume(with: Result { try Self.exchange(port, Array(request.utf8)) })
                    }
                }
            }
        }
    }

    private func get(_ headers: String, path: String = "/health") -> String {
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(headers)Connection: close\r\n\r\n"
    }

    @Test("a request of the usual size is answered")
    func usual() async throws {
        try await live { ask in
            let answer = try await ask(get("X-Long: \(String(repeating: "a", count: 8_000))\r\n"))
            #expect(answer.hasPrefix("HTTP/1.1 200") && answer.hasSuffix("ok\n"))
            let fields = (1...50).map { "X-\($0): a\r\n" }.joined()
            #expect(try await ask(get(fields)).hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test("a header field over 16 KiB, all together over 16 KiB, or more than 64 of them, is refused")
    func headers() async throws {
        try await live { ask in
            for headers in [
                "X-Long: \(String(repeating: "a", count: 17_000))\r\n",
                (1...20).map { "X-\($0): \(String(repeating: "a", count: 1_000))\r\n" }.joined(),
                (1...70).map { "X-\($0): a\r\n" }.joined(),
            ] {
                let answer = try await ask(get(headers))
                #expect(!answer.contains("ok\n"))
                #expect(answer.hasPrefix("HTTP/1.1 4") || answer.isEmpty, "\(answer.prefix(80))")
            }
        }
    }

    @Test("a form over 256 KiB is refused, said to be so and not said, and one below is read")
    func body() async throws {
        try await live { ask in
            func post(_ path: String, _ size: Int, chunked: Bool) -> String {
                let body = "name=" + String(repeating: "a", count: size)
                let head = """
                    POST \(path) HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
                    Content-Type: application/x-www-form-urlencoded\r\n
                    """
                return chunked
                    ? head + "Transfer-Encoding: chunked\r\n\r\n\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n"
                    : head + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            }
            for chunked in [false, true] {
                #expect(try await ask(post("/accounts/new", 200_000, chunked: chunked)).hasPrefix("HTTP/1.1 401"))
                let refused = try await ask(post("/accounts/new", 300_000, chunked: chunked))
                #expect(refused.hasPrefix("HTTP/1.1 413"), "\(refused.prefix(80))")
                #expect(refused.contains("default-src 'none'") && refused.contains("This is too large"))
            }
        }
    }

    @Test("HEAD is GET without the page, and the connection stays in step")
    func head() async throws {
        try await live { ask in
            let two = "HEAD /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("")
            let answer = try await ask(two)
            #expect(answer.hasPrefix("HTTP/1.1 200") && !answer.contains("<html"))
            #expect(answer.hasSuffix("ok\n"))
            #expect(answer.split(separator: "HTTP/1.1 200").count == 2)
        }
    }

    @Test("what is no HTTP gets a 400 or nothing, and the next visitor is answered", arguments: [
        "hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /hea\u{0}lth HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
    func broken(request: String) async throws {
        try await live { ask in
            let answer = try await ask(request)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(80))")
            #expect(try await ask(get("")).hasSuffix("ok\n"))
        }
    }
}
