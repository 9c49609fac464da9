/// What stands between a value and the browser's parser.
@usableFromInline
enum Escape {
    /// Appends text so that it is text in an element and in a quoted attribute alike.
    /// Control characters that HTML forbids become U+FFFD, so that what was there still shows.
    @inlinable static func append(_ text: some StringProtocol, to bytes: inout [UInt8]) {
        let quick: Void? = text.utf8.withContiguousStorageIfAvailable { append(raw: $0, to: &bytes) }
        if quick == nil { Array(text.utf8).withUnsafeBufferPointer { append(raw: $0, to: &bytes) } }
    }

    @inlinable static func append(raw: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        var index = 0
        while index < raw.count {
            if let entity = entity(raw[index]) {
                if start < index { bytes.append(contentsOf: raw[start..<index]) }
                bytes.append(contentsOf: entity.utf8)
                start = index + 1
            }
            index += 1
        }
        if start < index { bytes.append(contentsOf: raw[start..<index]) }
    }

    @inlinable static func entity(_ byte: UInt8) -> String? {
        if byte > 0x3E && byte != 0x7F { return nil }
        switch byte {
        case UInt8(ascii: "&"): return "&amp;"
        case UInt8(ascii: "<"): return "&lt;"
        case UInt8(ascii: ">"): return "&gt;"
        case UInt8(ascii: "\""): return "&quot;"
        case UInt8(ascii: "'"): return "&#39;"
        case 0x09, 0x0A, 0x0D: return nil
        case 0..<0x20, 0x7F: return "\u{FFFD}"
        default: return nil
        }
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
