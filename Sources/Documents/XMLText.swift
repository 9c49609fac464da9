/// XML while it is written. Markup comes as literals of ours, text is escaped on the way in.
struct XMLText {
    private(set) var bytes: [UInt8] = []

    init() {
        markup("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    }

    mutating func markup(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    /// Between tags or in an attribute's double quotes. Signs that XML 1.0 cannot hold are left out.
    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for at in utf8.indices {
                let byte = utf8[at]
                guard byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0xEF else {
                    continue
                }
                if byte == 0xEF, !Self.isNonCharacter(utf8, at) { continue }
                bytes.append(contentsOf: utf8[start..<at])
                start = at + (byte == 0xEF ? 3 : 1)
                switch byte {
                case 0x26: markup("&amp;")
                case 0x3C: markup("&lt;")
                case 0x3E: markup("&gt;")
                case 0x22: markup("&quot;")
                case 0x09: markup("&#9;")
                case 0x0A: markup("&#10;")
                case 0x0D: markup("&#13;")
                default: break
                }
            }
            bytes.append(contentsOf: utf8[start...])
        }
    }

    /// U+FFFE and U+FFFF.
    private static func isNonCharacter(_ utf8: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        at + 2 < utf8.count && utf8[at + 1] == 0xBF && utf8[at + 2] >= 0xBE
    }
}
