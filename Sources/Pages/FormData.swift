public import Spools

/// What a form sent: texts by name in the order they came, and files.
public struct FormData: Sendable {
    public struct File: Sendable {
        /// As the sender's machine called it, without folders. For showing, never for opening.
        public var name: String
        /// As the sender claims.
        public var contentType: String
        /// Sealed and put aside: never held whole unless somebody asks for it.
        public var content: Spool

        /// For what can only be read whole, such as a plan.
        public func whole() throws -> [UInt8] { try content.whole() }
    }

    public enum Failure: Error, Sendable, Equatable {
        case tooManyFields(limit: Int)
        case tooManyFiles(limit: Int)
        case nameTooLong(limit: Int)
        /// All texts together.
        case tooLong(limit: Int)
        /// Multipart without an end, without a boundary, or with a part that has no name.
        case broken(String)
        case notAForm(contentType: String)
    }

    /// Fields and files together. A body of 256 KiB could hold 100,000 empty ones.
    public static let fieldLimit = 2_000
    /// Each may hold an open file. No form here has more than one.
    public static let fileLimit = 20
    /// Bytes of one name.
    public static let nameLimit = 200

    public private(set) var values: [String: [String]] = [:]
    public private(set) var files: [String: [File]] = [:]
    private var count = 0
    private var fileCount = 0

    public init() {}

    /// The part of an address after `?`.
    public init(query: String) throws(Failure) { try self.init(urlEncoded: Array(query.utf8)) }

    /// The first value, as sent; nil when the field did not come. Line ends are `\n`.
    public subscript(name: String) -> String? { values[name]?.first }

    /// The first value without spaces around it; empty when the field did not come.
    public func text(_ name: String) -> String {
        guard let value = self[name] else { return "" }
        // Most values begin and end with a letter; asking Unicode what a space is costs more than all else of a form.
        if let first = value.utf8.first, let last = value.utf8.last, Self.isPlain(first), Self.isPlain(last) { return value }
        let start = value.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    /// ASCII, and neither a space nor an invisible sign.
    private static func isPlain(_ byte: UInt8) -> Bool { (0x21..<0x7f).contains(byte) }

    /// All values of a name, as checkboxes send them.
    public func all(_ name: String) -> [String] { values[name] ?? [] }

    public func has(_ name: String) -> Bool { values[name] != nil }

    /// The first file of a name; nil when none was chosen (browsers then send an empty one without a name).
    public func file(_ name: String) -> File? { files[name]?.first }

    mutating func add(_ name: String, _ value: String) throws(Failure) {
        try countOne(name)
        values[name, default: []].append(value)
    }

    mutating func add(_ name: String, _ file: File) throws(Failure) {
        try countOne(name)
        if file.name.isEmpty && file.content.count == 0 { return }
        fileCount += 1
        if fileCount > Self.fileLimit { throw .tooManyFiles(limit: Self.fileLimit) }
        files[name, default: []].append(file)
    }

    private mutating func countOne(_ name: String) throws(Failure) {
        count += 1
        if count > Self.fieldLimit { throw .tooManyFields(limit: Self.fieldLimit) }
        if name.utf8.count > Self.nameLimit { throw .nameTooLong(limit: Self.nameLimit) }
    }

    /// Bytes as text: broken UTF-8 and NUL become U+FFFD (PostgreSQL refuses NUL), line ends become `\n`.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        guard bytes.contains(where: { $0 == 0 || $0 == UInt8(ascii: "\r") }) else { return String(decoding: bytes, as: UTF8.self) }
        var clean: [UInt8] = []
        var wasReturn = false
        for byte in bytes {
            switch byte {
            case 0: clean += [0xEF, 0xBF, 0xBD]
            case UInt8(ascii: "\r"): clean.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "\n") where wasReturn: break
            default: clean.append(byte)
            }
            wasReturn = byte == UInt8(ascii: "\r")
        }
        return String(decoding: clean, as: UTF8.self)
    }
}

extension FormData {
    /// `a=1&b=two+words&a=%C3%A9`. Broken percent signs stay as they are.
    public init(urlEncoded body: [UInt8]) throws(Failure) {
        self.init()
        for pair in body.split(separator: UInt8(ascii: "&")) {
            let cut = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = Self.text(Self.percentDecoded(pair[..<cut]))
            let value = cut == pair.endIndex ? "" : Self.text(Self.percentDecoded(pair[(cut + 1)...]))
            try add(name, value)
        }
    }

    static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "+") {
                decoded.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
                let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
            {
                decoded.append(high * 16 + low)
                index += 2
            } else {
                decoded.append(byte)
            }
            index += 1
        }
        return decoded
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
