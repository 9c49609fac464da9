import Spools

/// Reads a body of `multipart/form-data` (RFC 7578) as it arrives, in pieces of any length: texts are kept, files are put
/// aside. The closing boundary must come: a body cut short on the way must not pass for a whole one.
struct MultipartReader {
    private static let partHeadLimit = 8_192
    private static let lineEnd = Array("\r\n".utf8)
    private static let headEnd = Array("\r\n\r\n".utf8)

    private enum State {
        case preamble
        /// Behind a boundary; nothing but space has come since where it is padded.
        case boundary(isPadded: Bool)
        case head
        /// What stands at the front is the line end of the part's head, which may also be the one before a boundary.
        case start(Part)
        case content(Part)
        case end
    }

    private enum Part {
        case text(name: String)
        case file(name: String, FormData.File)
    }

    private let delimiter: [UInt8]
    private let textLimit: Int
    private let spool: () -> Spool
    private var form = FormData()
    private var state = State.preamble
    /// What came and is not understood yet: at most a head, or as much as may be a boundary.
    private var held = lineEnd
    private var text: [UInt8] = []
    private var textLength = 0

    init(boundary: String, textLimit: Int, spool: @escaping () -> Spool) throws(FormData.Failure) {
        guard !boundary.isEmpty, boundary.utf8.count <= 70 else { throw .broken("boundary has no proper length") }
        delimiter = Self.lineEnd + Array("--\(boundary)".utf8)
        self.textLimit = textLimit
        self.spool = spool
    }

    /// Bytes that are in memory now, what the spools hold left out.
    var heldCount: Int { held.count + textLength }

    mutating func add(_ piece: some Sequence<UInt8>) throws {
        if case .end = state { return }
        held += piece
        while try step() {}
    }

    consuming func finish() throws(FormData.Failure) -> FormData {
        guard case .end = state else { throw .broken("no end") }
        return form
    }

    /// False when more must come first.
    private mutating func step() throws -> Bool {
        switch state {
        case .preamble:
            guard let found = held.find(delimiter, from: 0) else {
                held.removeFirst(max(0, held.count - delimiter.count + 1))
                return false
            }
            held.removeFirst(found + delimiter.count)
            state = .boundary(isPadded: false)
        case .boundary(let isPadded): return try passBoundary(isPadded)
        case .head:
            guard let end = held.find(Self.headEnd, from: 0), end <= Self.partHeadLimit else {
                if held.count > Self.partHeadLimit + Self.headEnd.count {
                    throw FormData.Failure.broken("part with too long a head")
                }
                return false
            }
            let part = try part(held[..<end])
            held.removeFirst(end + 2)
            state = .start(part)
        case .start(let part):
            guard held.count >= delimiter.count else { return false }
            if !held.starts(with: delimiter) { held.removeFirst(2) }
            state = .content(part)
        case .content(let part):
            guard let end = held.find(delimiter, from: 0) else {
                let sure = max(0, held.count - delimiter.count + 1)
                try take(held[..<sure], part)
                held.removeFirst(sure)
                return false
            }
            try take(held[..<end], part)
            held.removeFirst(end + delimiter.count)
            try close(part)
            state = .boundary(isPadded: false)
        case .end:
            held = []
            return false
        }
        return true
    }

    private mutating func passBoundary(_ isPadded: Bool) throws -> Bool {
        guard held.count >= 2 else { return false }
        if !isPadded, held.starts(with: "--".utf8) {
            state = .end
            return true
        }
        let padding = held.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        if padding > 0 {
            held.removeFirst(padding)
            state = .boundary(isPadded: true)
            return true
        }
        guard held.starts(with: Self.lineEnd) else {
            throw FormData.Failure.broken("boundary is followed by something else")
        }
        // The line end after the boundary is also the one before an empty list of headers.
        state = .head
        return true
    }

    private func part(_ head: ArraySlice<UInt8>) throws -> Part {
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
            throw FormData.Failure.broken("part without a name")
        }
        guard let fileName = disposition.parameters["filename"] else { return .text(name: name) }
        let bare = fileName.split { $0 == "/" || $0 == "\\" }.last.map { String($0) } ?? ""
        return .file(
            name: name, FormData.File(name: FormData.text(bare.utf8), contentType: contentType, content: spool()))
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>, _ part: Part) throws {
        switch part {
        case .text:
            textLength += bytes.count
            guard textLength <= textLimit else { throw FormData.Failure.tooLong(limit: textLimit) }
            text += bytes
        case .file(_, let file): try file.content.add(bytes)
        }
    }

    private mutating func close(_ part: Part) throws {
        switch part {
        case .text(let name):
            try form.add(name, FormData.text(text))
            text = []
        case .file(let name, let file): try form.add(name, file)
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
