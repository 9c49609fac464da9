import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Support

/// A person at the program: signed in, with forms sent as a browser sends them.
struct BringBrowser {
    let client: any TestClientProtocol
    let cookie: String

    struct Answer {
        let status: Int
        let text: String
        let location: String?
    }

    static func signIn(_ client: any TestClientProtocol, as login: String) async throws -> BringBrowser {
        let response = try await client.execute(
            uri: "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: encode([("login", "\(login)@example.org"), ("password", World.password)])))
        let cookie = response.headers[.setCookie]?.split(separator: ";").first.map { String($0) } ?? ""
        return BringBrowser(client: client, cookie: cookie)
    }

    func get(_ path: String) async throws -> Answer {
        answer(try await client.execute(uri: path, method: .get, headers: [.cookie: cookie]))
    }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> Answer {
        answer(try await client.execute(
            uri: path, method: .post,
            headers: [
                .cookie: cookie, .contentType: "application/x-www-form-urlencoded", .init("Sec-Fetch-Site")!: "same-origin",
            ],
            body: ByteBuffer(string: Self.encode(fields))))
    }

    /// The start page's form, with a file or pasted text.
    func give(
        file: (name: String, bytes: [UInt8])? = nil, text: String = "", form: String = UUID().uuidString
    ) async throws -> Answer {
        var body = ByteBuffer()
        func part(_ head: String, _ content: [UInt8]) {
            body.writeString("--bound\r\nContent-Disposition: form-data; \(head)\r\n\r\n")
            body.writeBytes(content)
            body.writeString("\r\n")
        }
        part("name=\"form\"", Array(form.utf8))
        part("name=\"file\"; filename=\"\(file?.name ?? "")\"", file?.bytes ?? [])
        part("name=\"text\"", Array(text.utf8))
        body.writeString("--bound--\r\n")
        return answer(try await client.execute(
            uri: "/plans/import", method: .post,
            headers: [
                .cookie: cookie, .contentType: "multipart/form-data; boundary=bound",
                .init("Sec-Fetch-Site")!: "same-origin",
            ], body: body))
    }

    private func answer(_ response: TestResponse) -> Answer {
        Answer(
            status: response.status.code, text: String(buffer: response.body), location: response.headers[.location])
    }

    static func encode(_ fields: [(String, String)]) -> String {
        fields.map { "\(percent($0.0))=\(percent($0.1))" }.joined(separator: "&")
    }

    private static func percent(_ text: String) -> String {
        text.utf8.map { byte in
            byte < 0x80 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension BringBrowser.Answer {
    /// What stands in a page's form now: hidden fields, boxes, ticks and chosen options, as a browser would send them.
    var fields: [(String, String)] {
        var fields: [(String, String)] = []
        for tag in text.components(separatedBy: "<input ").dropFirst().map({ $0.components(separatedBy: ">")[0] }) {
            guard let name = attribute("name", tag), attribute("type", tag) != "search" else { continue }
            let type = attribute("type", tag) ?? "text"
            if (type == "checkbox" || type == "radio"), !tag.hasSuffix("checked"), !tag.contains(" checked ") { continue }
            fields.append((name, attribute("value", tag) ?? ""))
        }
        for list in text.components(separatedBy: "<select ").dropFirst().map({ $0.components(separatedBy: "</select>")[0] }) {
            let options = list.components(separatedBy: "<option").dropFirst()
            let chosen = options.first { $0.components(separatedBy: ">")[0].contains(" selected") } ?? options.first
            if let name = attribute("name", list), let chosen { fields.append((name, attribute("value", chosen) ?? "")) }
        }
        return fields
    }

    private func attribute(_ name: String, _ tag: String) -> String? {
        let head = tag.components(separatedBy: ">")[0]
        guard let start = head.range(of: "\(name)=\"") else { return nil }
        return head[start.upperBound...].components(separatedBy: "\"")[0]
            .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&#39;", with: "'")
            .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
            .replacingOccurrences(of: "&amp;", with: "&")
    }
}
