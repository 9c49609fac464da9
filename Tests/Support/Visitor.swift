import Accounts
public import HTTPTypes
public import HummingbirdTesting
import Logging
import NIOCore
public import Server
import Synchronization
import Vault

/// Somebody at a browser: keeps the session cookie from page to page, and says where forms come from.
public final class Visitor: Sendable {
    private let client: any TestClientProtocol
    private let session = Mutex<String?>(nil)

    public init(_ client: any TestClientProtocol) { self.client = client }

    /// Somebody else at another browser, on the same program.
    public convenience init(_ other: Visitor) { self.init(other.client) }

    /// The session cookie as the browser would send it, `sid=1.abc`; nil when it holds none.
    public var cookie: String? {
        get { session.withLock { $0 } }
        set { session.withLock { $0 = newValue } }
    }

    public func get(_ path: String, headers: [String: String] = [:]) async throws -> Reply {
        try await send(.get, path, body: String?.none, headers)
    }

    /// Posts a form, as a browser does from a page of this site.
    public func post(
        _ path: String, _ fields: [(String, String)] = [], headers: [String: String] = [:]
    ) async throws -> Reply {
        let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        let usual = ["Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"]
        return try await send(.post, path, body: body, usual.merging(headers) { $1 })
    }

    /// Posts a form with a file, as a browser does.
    public func post(
        _ path: String, _ fields: [(String, String)], file: [UInt8], named name: String = "file.txt"
    ) async throws -> Reply {
        var body = ByteBuffer()
        for (name, value) in fields {
            body.writeString("--bound\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString("--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n")
        body.writeBytes(file)
        body.writeString("\r\n--bound--\r\n")
        return try await send(.post, path, body: body, [
            "Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data; boundary=bound",
        ])
    }

    public func signIn(_ login: String, _ password: String = World.password) async throws -> Reply {
        try await post("/sign-in", [("login", login), ("password", password)])
    }

    /// Any method, with no header but those given and the cookie.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, body: String?, _ headers: [String: String]
    ) async throws -> Reply {
        try await send(method, path, body: body.map { ByteBuffer(string: $0) }, headers)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, body: ByteBuffer?, _ headers: [String: String]
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields[name] = value
        }
        if let cookie { fields[.cookie] = cookie }
        let response = try await client.execute(
            uri: path, method: method, headers: fields, body: body)
        if let set = response.headers[.setCookie] {
            let pair = String(set.prefix { $0 != ";" })
            cookie = pair.hasSuffix("=") ? nil : pair
        }
        return Reply(
            status: response.status.code, location: response.headers[.location], text: String(buffer: response.body),
            headers: Dictionary(
                response.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { "\($0), \($1)" }))
    }

    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}

/// What came back, as a test asks about it.
public struct Reply: Sendable {
    public let status: Int
    public let location: String?
    public let text: String
    /// Names in small letters.
    public let headers: [String: String]

    public init(status: Int, location: String?, text: String, headers: [String: String]) {
        self.status = status
        self.location = location
        self.text = text
        self.headers = headers
    }

    public func count(_ words: String) -> Int {
        guard !words.isEmpty else { return 0 }
        return text.split(separator: words, omittingEmptySubsequences: false).count - 1
    }

    public func says(_ words: String) -> Bool { text.contains(words) }

    public var title: String { between("<title>", "</title>") ?? "" }

    /// The value of the first hidden field of this name.
    public func hidden(_ name: String) -> String? {
        between("<input type=\"hidden\" name=\"\(name)\" value=\"", "\"").map(Self.plain)
    }

    /// All hidden fields of the first form that posts to this path.
    public func hiddenFields(ofFormTo path: String) -> [(String, String)] {
        guard let form = between("action=\"\(path)\"", "</form>") else { return [] }
        return form.split(separator: "<input type=\"hidden\" name=\"").dropFirst().map { part in
            let name = String(part.prefix { $0 != "\"" })
            let rest = part.dropFirst(name.count).drop { $0 != "=" }.dropFirst(2)
            return (Self.plain(name), Self.plain(String(rest.prefix { $0 != "\"" })))
        }
    }

    public func between(_ start: String, _ end: String) -> String? {
        let parts = text.split(separator: start, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return parts[1].split(separator: end, maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}

extension World {
    /// A visitor of the whole program, without a socket.
    public func visit<T: Sendable>(_ body: @escaping @Sendable (Visitor) async throws -> T) async throws -> T {
        try await withClient { try await body(Visitor($0)) }
    }

    /// The same folder and database under other settings.
    public func services(_ change: (inout Settings) -> Void) throws -> Services {
        var settings = services.settings
        change(&settings)
        let clock = clock
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try Services(
            settings: settings, keys: try SystemKeys.load(from: folder + "/keys"), logger: logger, cost: .cheap,
            clock: { clock.now })
    }
}
