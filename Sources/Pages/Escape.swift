/// What stands between a value and the browser's parser.
@usableFromInline
enum Escape {
    /// Appends text so that it is text in an element and in a quoted attribute alike.
    /// Control characters that HTML forbids become U+FFFD, so that what was there still shows.
    @inlinable static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(raw: $0, to: &bytes) }
    }

    @inlinable static func append(raw: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        for index in 0..<raw.count {
            let byte = raw[index]
            // Letters, and everything beyond ASCII, are above the last sign that matters.
            if byte > UInt8(ascii: ">") && byte != 0x7F { continue }
            let entity: StaticString
            switch byte {
            case UInt8(ascii: "&"): entity = "&amp;"
            case UInt8(ascii: "<"): entity = "&lt;"
            case UInt8(ascii: ">"): entity = "&gt;"
            case UInt8(ascii: "\""): entity = "&quot;"
            case UInt8(ascii: "'"): entity = "&#39;"
            case 0x09, 0x0A, 0x0D: continue
            case 0..<0x20, 0x7F: entity = "\u{FFFD}"
            default: continue
            }
            if start < index { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: raw[start..<index])) }
            bytes.append(contentsOf: UnsafeBufferPointer(start: entity.utf8Start, count: entity.utf8CodeUnitCount))
            start = index + 1
        }
        if start < raw.count { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: raw[start..<raw.count])) }
    }

    /// Markup from a literal, as it is.
    @inlinable static func append(literal: String, to bytes: inout [UInt8]) {
        var literal = literal
        literal.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Relative addresses, web, mail and telephone are safe. Browsers drop tabs, line ends and leading
    /// control characters before they read the scheme, so an address that holds any of them is not.
    @inlinable static func isSafe(address: String) -> Bool {
        var scheme = ""
        for byte in address.utf8 {
            if byte < 0x20 { return false }
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { return true }
            if byte == UInt8(ascii: ":") {
                return ["http", "https", "mailto", "tel"].contains(scheme.lowercased())
            }
            scheme.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return true
    }
}
