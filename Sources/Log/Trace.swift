import Calendar

/// Who is writing: an account of an organisation, or the program itself.
public struct Actor: Hashable, Sendable {
    public let organisation: Int
    /// Nil for the program itself: start-up, the command line, a timer.
    public let account: String?

    public init(organisation: Int, account: String?) {
        self.organisation = organisation
        self.account = account
    }
}

/// What one ledger entry tells, under its seal: never a word of the record itself, only which and what of it.
public struct Trace: Hashable, Sendable {
    /// What was done, in the words that the audit page shows: "added a note".
    public var did: String
    public var object: String
    public var id: String
    public var before: Int?
    public var after: Int?
    public var fields: [String]
    public var reason: String?

    public init(
        _ did: String, _ object: String = "", _ id: String = "", before: Int? = nil, after: Int? = nil,
        fields: [String] = [], reason: String? = nil
    ) {
        self.did = did
        self.object = object
        self.id = id
        self.before = before
        self.after = after
        self.fields = fields
        self.reason = reason
    }

    /// The exact bytes that the entry's commitment covers: JSON, stored as made and never made again.
    func body(by actor: Actor, at instant: Instant) -> [UInt8] {
        var json = JSONText()
        json.add("at", Int(instant.milliseconds))
        json.add("by", actor.account ?? TraceBody.program)
        json.add("did", did)
        json.add("object", object)
        json.add("id", id)
        if let before { json.add("before", before) }
        if let after { json.add("after", after) }
        if !fields.isEmpty { json.add("fields", fields) }
        if let reason { json.add("reason", reason) }
        return json.bytes
    }
}

/// One flat JSON object, written in order. JSONEncoder took longer than all else in a durable write.
public struct JSONText {
    private var buffer: [UInt8] = [UInt8(ascii: "{")]

    public init() { buffer.reserveCapacity(300) }

    public var bytes: [UInt8] { buffer + [UInt8(ascii: "}")] }

    public mutating func add(_ name: String, _ number: Int) {
        start(name)
        buffer.append(contentsOf: String(number).utf8)
    }

    public mutating func add(_ name: String, _ text: String) {
        start(name)
        quote(text)
    }

    public mutating func add(_ name: String, _ texts: [String]) {
        start(name)
        buffer.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            quote(text)
        }
        buffer.append(UInt8(ascii: "]"))
    }

    private mutating func start(_ name: String) {
        if buffer.count > 1 { buffer.append(UInt8(ascii: ",")) }
        quote(name)
        buffer.append(UInt8(ascii: ":"))
    }

    private mutating func quote(_ text: String) {
        buffer.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): buffer += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: buffer.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: buffer.append(byte)
            }
        }
        buffer.append(UInt8(ascii: "\""))
    }
}
