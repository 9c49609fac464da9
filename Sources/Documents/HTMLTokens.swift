/// Takes a web page apart into tags and text, whatever is wrong with it: nothing is ever refused here.
///
/// Differs from the HTML standard's tokenizer in knowing no scripting and no foreign elements: comments, declarations
/// and the insides of scripts and styles are passed over.
struct HTMLTokens {
    enum Token: Equatable {
        case start(String, [String: String])
        case end(String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var at = 0
    /// The element whose inside is no markup.
    private var raw: String?

    private static let rawElements: Set<String> = ["script", "style", "noscript", "template", "textarea", "title", "svg", "math"]
    /// Bytes of a name or value that are kept; a longer one says nothing here.
    private static let longest = 400

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        while at < bytes.count {
            if let raw { skip(rawElement: raw); continue }
            guard bytes[at] == UInt8(ascii: "<") else { return .text(text()) }
            if starts(with: "<!--") { skip(to: "-->"); continue }
            if starts(with: "<![CDATA[") {
                at += 9
                let start = at
                skip(to: "]]>")
                return .text(String(decoding: bytes[start..<max(start, at - 3)], as: UTF8.self))
            }
            if starts(with: "<!") || starts(with: "<?") { skip(to: ">"); continue }
            if let token = tag() { return token }
            at += 1
            return .text("<")
        }
        return nil
    }

    private mutating func text() -> String {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
        return HTMLEntities.decode(bytes[start..<at])
    }

    /// Nil where the sign begins no tag: "<5 days".
    private mutating func tag() -> Token? {
        var place = at + 1
        let isEnd = place < bytes.count && bytes[place] == UInt8(ascii: "/")
        if isEnd { place += 1 }
        guard place < bytes.count, Unicode.Scalar(bytes[place]).isASCIILetter else { return nil }
        let nameStart = place
        while place < bytes.count, !Self.endsName(bytes[place]) { place += 1 }
        let name = String(decoding: bytes[nameStart..<place].prefix(Self.longest), as: UTF8.self).lowercased()
        var attributes: [String: String] = [:]
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            if let (key, value) = attribute(&place), attributes.count < 64 { attributes[key] = value }
        }
        at = min(place + 1, bytes.count)
        if isEnd { return .end(name) }
        if Self.rawElements.contains(name) { raw = name }
        return .start(name, attributes)
    }

    private func attribute(_ place: inout Int) -> (String, String)? {
        let start = place
        while place < bytes.count, !Self.endsName(bytes[place]), bytes[place] != UInt8(ascii: "=") { place += 1 }
        guard place > start else {
            place += 1
            return nil
        }
        let key = String(decoding: bytes[start..<place].prefix(Self.longest), as: UTF8.self).lowercased()
        skipBlanks(&place)
        guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else { return (key, "") }
        place += 1
        skipBlanks(&place)
        guard place < bytes.count else { return (key, "") }
        let quote = bytes[place]
        let valueStart: Int
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            valueStart = place + 1
            place = valueStart
            while place < bytes.count, bytes[place] != quote { place += 1 }
            defer { place = min(place + 1, bytes.count) }
            return (key, HTMLEntities.decode(bytes[valueStart..<place].prefix(Self.longest)))
        }
        valueStart = place
        while place < bytes.count, !CellText.isBlank(Unicode.Scalar(bytes[place])), bytes[place] != UInt8(ascii: ">") {
            place += 1
        }
        return (key, HTMLEntities.decode(bytes[valueStart..<place].prefix(Self.longest)))
    }

    private func skipBlanks(_ place: inout Int) {
        while place < bytes.count, CellText.isBlank(Unicode.Scalar(bytes[place])) { place += 1 }
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        CellText.isBlank(Unicode.Scalar(byte)) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private mutating func skip(rawElement name: String) {
        raw = nil
        let end = Array("</\(name)".utf8)
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<"), at + end.count <= bytes.count,
                zip(bytes[at...], end).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
            { return }
            at += 1
        }
    }

    private func starts(with text: StaticString) -> Bool {
        at + text.utf8CodeUnitCount <= bytes.count
            && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[at + $0] == text.utf8Start[$0] }
    }

    /// Behind the mark, or at the end where it never comes.
    private mutating func skip(to mark: StaticString) {
        while at < bytes.count {
            if starts(with: mark) {
                at += mark.utf8CodeUnitCount
                return
            }
            at += 1
        }
    }
}

/// References such as `&eacute;` and `&#8211;`. One that is not known stays as it is written.
enum HTMLEntities {
    static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            if bytes[at] == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, at) {
                result += Array(String(scalar).utf8)
                at = end
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func reference(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (Unicode.Scalar, Int)? {
        var end = start + 1
        while end < bytes.endIndex, end - start < 12,
            bytes[end] == UInt8(ascii: "#") || Unicode.Scalar(bytes[end]).properties.isASCIIHexDigit
                || Unicode.Scalar(bytes[end]).isASCIILetter
        { end += 1 }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        let isClosed = end < bytes.endIndex && bytes[end] == UInt8(ascii: ";")
        let next = isClosed ? end + 1 : end
        guard name.hasPrefix("#") else {
            // Without its semicolon "&copy" may be the beginning of an address's next field.
            guard isClosed, let scalar = named[name] else { return nil }
            return (scalar, next)
        }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let code = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10) else { return nil }
        if let scalar = windows[code] { return (scalar, next) }
        guard code > 0, let scalar = Unicode.Scalar(code) else { return ("\u{FFFD}", next) }
        return (scalar, next)
    }

    /// What 128 to 159 mean on the web, whatever they are in Unicode.
    private static let windows: [UInt32: Unicode.Scalar] = [
        128: "€", 130: "‚", 131: "ƒ", 132: "„", 133: "…", 134: "†", 135: "‡", 136: "ˆ", 137: "‰", 138: "Š", 139: "‹",
        140: "Œ", 142: "Ž", 145: "‘", 146: "’", 147: "“", 148: "”", 149: "•", 150: "–", 151: "—", 152: "˜", 153: "™",
        154: "š", 155: "›", 156: "œ", 158: "ž", 159: "Ÿ"
    ]

    /// U+00A0 to U+00FF in their order.
    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
        para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
        Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
        Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
        igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
        thorn yuml
        """

    private static let named: [String: Unicode.Scalar] = {
        var named: [String: Unicode.Scalar] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"",
            "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”",
            "bdquo": "„", "hellip": "…", "bull": "•", "euro": "€", "trade": "™", "dagger": "†", "Dagger": "‡",
            "permil": "‰", "lsaquo": "‹", "rsaquo": "›", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š",
            "Yuml": "Ÿ", "minus": "−", "le": "≤", "ge": "≥", "ne": "≠", "larr": "←", "uarr": "↑", "rarr": "→",
            "darr": "↓", "thinsp": "\u{2009}", "ensp": "\u{2002}", "emsp": "\u{2003}", "zwnj": "\u{200C}",
            "zwj": "\u{200D}", "lrm": "\u{200E}", "rlm": "\u{200F}", "Wcirc": "Ŵ", "wcirc": "ŵ", "Ycirc": "Ŷ",
            "ycirc": "ŷ", "check": "✓"
        ]
        for (place, name) in latin.split(separator: " ").enumerated() {
            named[String(name)] = Unicode.Scalar(UInt32(0xA0 + place))
        }
        return named
    }()
}
