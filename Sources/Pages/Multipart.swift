extension FormData {
    /// A body of `multipart/form-data` (RFC 7578). The closing boundary must be there: a body cut short on the way
    /// must not pass for a whole one.
    public init(multipart body: [UInt8], boundary: String) throws(Failure) {
        self.init()
        guard !boundary.isEmpty, boundary.utf8.count <= 70 else { throw .broken("boundary has no proper length") }
        let dashes = Array("--\(boundary)".utf8)
        let delimiter = Array("\r\n".utf8) + dashes
        var position: Int
        if body.starts(with: dashes) {
            position = dashes.count
        } else if let first = body.find(delimiter, from: 0) {
            position = first + delimiter.count
        } else {
            throw .broken("boundary not found")
        }
        while true {
            if body[position...].starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")]) { return }
            while position < body.count, body[position] == UInt8(ascii: " ") || body[position] == UInt8(ascii: "\t") {
                position += 1
            }
            guard body[position...].starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) else {
                throw .broken("boundary is followed by something else")
            }
            // The line end after the boundary is also the one before an empty list of headers.
            guard let headEnd = body.find(Array("\r\n\r\n".utf8), from: position) else {
                throw .broken("part without a body")
            }
            guard headEnd - position <= Self.partHeadLimit else { throw .broken("part with too long a head") }
            guard let end = body.find(delimiter, from: headEnd + 2) else { throw .broken("part without an end") }
            let start = min(headEnd + 4, end)
            try add(head: body[position..<headEnd], content: body[start..<end])
            position = end + delimiter.count
        }
    }

    private static let partHeadLimit = 8_192

    private mutating func add(head: ArraySlice<UInt8>, content: ArraySlice<UInt8>) throws(Failure) {
        var disposition: HeaderValue?
        var contentType = "application/octet-stream"
        for line in String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = String(line[line.index(after: colon)...])
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = HeaderValue(value)
            case "content-type": contentType = String(value.drop { $0 == " " })
            default: break
            }
        }
        guard let disposition, disposition.word == "form-data", let name = disposition.parameters["name"] else {
            throw .broken("part without a name")
        }
        if let fileName = disposition.parameters["filename"] {
            let bare = fileName.split { $0 == "/" || $0 == "\\" }.last.map { String($0) } ?? ""
            try add(name, File(name: Self.text(bare.utf8), contentType: contentType, bytes: Array(content)))
        } else {
            try add(name, Self.text(content))
        }
    }
}

/// A header such as `form-data; name="a"; filename="b"`.
struct HeaderValue {
    var word: String
    var parameters: [String: String] = [:]

    init(_ text: String) {
        var rest = Substring(text)
        word = rest.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        rest = rest.drop { $0 != ";" }
        while rest.first == ";" {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let key = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(key.count)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            let value = Self.value(&rest)
            parameters[key.filter { $0 != " " }.lowercased()] = value
            rest = rest.drop { $0 != ";" }
        }
    }

    /// A quoted value ends at its quote. Browsers write a quote inside as `%22`, older ones as `\"`;
    /// a lone backslash stays, because Windows paths have them.
    private static func value(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let bare = rest.prefix { $0 != ";" }
            rest = rest.dropFirst(bare.count)
            return String(bare).replacing(" ", with: "")
        }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", rest.first == "\"" {
                value.append("\"")
                rest = rest.dropFirst()
            } else {
                value.append(character)
            }
        }
        return value.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}

extension [UInt8] {
    /// The first place of a needle. Looks for its last byte first and skips by its length (Horspool), because
    /// uploads are megabytes.
    func find(_ needle: [UInt8], from start: Int) -> Int? {
        let length = needle.count
        guard length > 0, count - start >= length else { return nil }
        var skip = [Int](repeating: length, count: 256)
        for (index, byte) in needle.dropLast().enumerated() { skip[Int(byte)] = length - 1 - index }
        return withUnsafeBufferPointer { hay in
            var position = start
            while position + length <= hay.count {
                var index = length - 1
                while hay[position + index] == needle[index] {
                    if index == 0 { return position }
                    index -= 1
                }
                position += skip[Int(hay[position + length - 1])]
            }
            return nil
        }
    }
}
