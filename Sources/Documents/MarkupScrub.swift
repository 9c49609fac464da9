/// Takes names and dates of people out of an office file's XML without writing the rest anew.
///
/// It looks for the names that office programs write; bytes that are none of them pass as they are.
struct MarkupScrub {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Puts one value for all into an attribute: `w:author="Jane Doe"` becomes `w:author="Author"`.
    mutating func set(attribute name: String, to value: String) {
        let mark = Array(name.utf8) + [UInt8(ascii: "=")]
        rewrite(mark) { rest in
            guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = rest.dropFirst().firstIndex(of: quote)
            else { return nil }
            return (mark + [quote] + Array(value.utf8) + [quote], end + 1)
        }
    }

    /// Empties an element that holds text alone: `<dc:creator>Jane Doe</dc:creator>`.
    mutating func empty(element name: String) {
        let mark = Array("<\(name)>".utf8)
        let close = Array("</\(name)>".utf8)
        rewrite(mark) { rest in
            guard let end = rest.firstRange(of: close) else { return nil }
            return (mark + close, end.upperBound)
        }
    }

    /// Drops elements without content, `<Override PartName="/docProps/app.xml" …/>`, that hold one of the texts.
    mutating func drop(element name: String, holding texts: [String]) {
        let mark = Array("<\(name) ".utf8)
        rewrite(mark) { rest in
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            let tag = rest[..<end]
            guard tag.last == UInt8(ascii: "/"), texts.contains(where: { tag.firstRange(of: Array($0.utf8)) != nil })
            else { return nil }
            return ([], end + 1)
        }
    }

    private mutating func rewrite(_ mark: [UInt8], _ change: (ArraySlice<UInt8>) -> (new: [UInt8], end: Int)?) {
        guard bytes.firstRange(of: mark) != nil else { return }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while let found = bytes[at...].firstRange(of: mark) {
            if let (new, end) = change(bytes[found.upperBound...]) {
                out += bytes[at..<found.lowerBound]
                out += new
                at = end
            } else {
                out += bytes[at..<found.upperBound]
                at = found.upperBound
            }
        }
        bytes = out + bytes[at...]
    }
}
