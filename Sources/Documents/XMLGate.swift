/// Refuses before parsing what the parser would mishandle: FoundationXML drops the text after an entity that it does
/// not know and says nothing, and one element of 800,000 attributes kept it busy for more than a minute, measured.
struct XMLGate {
    static let maximumAttributes = 256

    private let bytes: ArraySlice<UInt8>
    private var at: Int

    static func check(_ bytes: ArraySlice<UInt8>) throws(SourceError) {
        guard bytes.first == UInt8(ascii: "<") else { throw .damaged }
        try checkEncoding(bytes.prefix(200))
        var gate = XMLGate(bytes: bytes, at: bytes.startIndex)
        while gate.at < bytes.endIndex { try gate.step() }
    }

    private static func checkEncoding(_ head: ArraySlice<UInt8>) throws(SourceError) {
        let text = String(decoding: head, as: UTF8.self).lowercased()
        guard text.hasPrefix("<?xml"), let end = text.firstRange(of: "?>"),
            let name = text[..<end.lowerBound].firstRange(of: "encoding")
        else { return }
        let value = text[name.upperBound..<end.lowerBound].drop { "= \t\r\n\"'".contains($0) }
            .prefix { !"\"' \t\r\n".contains($0) }
        guard value == "utf-8" || value == "us-ascii" || value == "ascii" else { throw .damaged }
    }

    private mutating func step() throws(SourceError) {
        switch bytes[at] {
        case UInt8(ascii: "&"):
            try checkEntity()
            at += 1
        case UInt8(ascii: "<"):
            if starts(with: "<!--") {
                try skip(to: "-->")
            } else if starts(with: "<![CDATA[") {
                try skip(to: "]]>")
            } else if starts(with: "<?") {
                try skip(to: "?>")
            } else if starts(with: "<!") {
                throw SourceError(
                    "The file declares its own XML entities, which no Word or Excel file does. Save it again.")
            } else {
                try checkTag()
            }
        default:
            at += 1
        }
    }

    private mutating func checkTag() throws(SourceError) {
        var attributes = 0
        var quote: UInt8?
        while at < bytes.endIndex {
            let byte = bytes[at]
            if byte == UInt8(ascii: "&") { try checkEntity() }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "=") {
                attributes += 1
            } else if byte == UInt8(ascii: ">") {
                break
            }
            at += 1
        }
        guard attributes <= Self.maximumAttributes else { throw .damaged }
    }

    private static let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#"]

    private func checkEntity() throws(SourceError) {
        guard Self.entities.contains(where: starts(with:)) else { throw .damaged }
    }

    private func starts(with text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    private mutating func skip(to end: StaticString) throws(SourceError) {
        let count = end.utf8CodeUnitCount
        let last = end.utf8Start[count - 1]
        at += 2
        while at < bytes.endIndex {
            at += 1
            guard bytes[at - 1] == last, at - bytes.startIndex >= count else { continue }
            let isEnd = (0..<count).allSatisfy { bytes[at - count + $0] == end.utf8Start[$0] }
            if isEnd { return }
        }
        throw .damaged
    }
}
