/// What kind of thing happened: the only word about it that stays readable in the ledger for ever.
///
/// Small letters and full stops, 1 to 24 of them. Features add their own as static constants.
public struct EntryClass: RawRepresentable, Sendable, Hashable {
    public static let longest = 24

    public let rawValue: String

    /// Nil unless the text is 1 to 24 of a to z and full stop.
    public init?(rawValue: String) {
        guard (1...Self.longest).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.isAllowed) else {
            return nil
        }
        self.rawValue = rawValue
    }

    /// For constants in source. A misspelt one stops a debug build; in a release what is not allowed is left out,
    /// because an odd word in the ledger harms less than an event that is not recorded.
    public init(_ name: StaticString) {
        if let valid = EntryClass(rawValue: name.description) {
            self = valid
        } else {
            assertionFailure("\(name) is not a class: 1 to 24 of a to z and full stop")
            let kept = name.description.utf8.filter(Self.isAllowed).prefix(Self.longest)
            rawValue = kept.isEmpty ? "unnamed" : String(decoding: kept, as: UTF8.self)
        }
    }

    static func isAllowed(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: ".")
    }
}

extension EntryClass {
    public static let authOk = EntryClass("auth.ok")
    public static let authFail = EntryClass("auth.fail")
    public static let accountWrite = EntryClass("account.write")
    public static let auditRead = EntryClass("audit.read")
    public static let config = EntryClass("config")
    public static let restart = EntryClass("restart")
    /// The clock of the machine jumped by more than five minutes.
    public static let ledgerTime = EntryClass("clock.jump")
    public static let planWrite = EntryClass("plan.write")
    public static let planImport = EntryClass("plan.import")
}
