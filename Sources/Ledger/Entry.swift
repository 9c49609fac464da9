/// One line of history as it stands in the ledger for ever: when, what kind, and a promise about the rest.
///
/// Nothing in it is about a person. Who did what to which record is the body, which is sealed apart and can be
/// erased; the commitment proves that the body was not changed meanwhile, and tells nothing once it is gone.
public struct Entry: Sendable, Hashable {
    static let version = "msa-ledger/v1"

    /// Unix seconds, always a whole minute: exact times would tell the pattern of a person's day.
    public let time: Int64
    public let `class`: EntryClass
    public let commitment: Hash

    /// `time` is in Unix seconds; it is cut to the minute. A time before 1970 becomes 0.
    public init(time: Int64, class: EntryClass, commitment: Hash) {
        let seconds = max(0, time)
        self.time = seconds - seconds % 60
        self.class = `class`
        self.commitment = commitment
    }

    /// The exact bytes that are stored and hashed: four ASCII lines, each ending in a line feed.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.version.utf8.count + 72 + EntryClass.longest)
        bytes.append(contentsOf: Self.version.utf8)
        bytes.append(Self.lineFeed)
        bytes.append(contentsOf: String(time).utf8)
        bytes.append(Self.lineFeed)
        bytes.append(contentsOf: self.class.rawValue.utf8)
        bytes.append(Self.lineFeed)
        bytes.append(contentsOf: Base64.encodedBytes(commitment.bytes))
        bytes.append(Self.lineFeed)
        return bytes
    }

    public var leafHash: Hash {
        MerkleTree.leafHash(bytes)
    }

    /// - Throws: `EntryError` for any bytes that `bytes` could not have given.
    public init(parsing bytes: [UInt8]) throws(EntryError) {
        guard bytes.last == Self.lineFeed else { throw .noFinalLineFeed }
        let lineCount = bytes.count { $0 == Self.lineFeed }
        guard lineCount == 4 else { throw .lineCount(lineCount) }
        var rest = bytes[...]
        guard Self.nextLine(of: &rest).elementsEqual(Self.version.utf8) else { throw .version }
        guard let time = Self.time(Self.nextLine(of: &rest)) else { throw .time }
        let name = Self.nextLine(of: &rest)
        guard name.allSatisfy(EntryClass.isAllowed),
            let `class` = EntryClass(rawValue: String(decoding: name, as: UTF8.self))
        else { throw .class }
        guard let commitment = Base64.decode(Self.nextLine(of: &rest)).flatMap({ Hash($0) }) else { throw .commitment }
        self.time = time
        self.class = `class`
        self.commitment = commitment
    }

    private static let lineFeed = UInt8(ascii: "\n")

    private static func nextLine(of rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = rest.firstIndex(of: lineFeed) ?? rest.endIndex
        defer { rest = rest[end...].dropFirst() }
        return rest[..<end]
    }

    private static func time(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard let number = Decimal64.decode(digits), number <= UInt64(Int64.max), number % 60 == 0 else { return nil }
        return Int64(number)
    }
}

public enum EntryError: Error, Equatable, CustomStringConvertible {
    case noFinalLineFeed
    case lineCount(Int)
    case version
    case time
    case `class`
    case commitment

    public var description: String {
        switch self {
        case .noFinalLineFeed: "it does not end with a line feed"
        case .lineCount(let count): "it has \(count) \(count == 1 ? "line" : "lines") instead of 4"
        case .version: "its first line is not \(Entry.version)"
        case .time: "its second line is not a time in Unix seconds at a whole minute"
        case .class: "its third line is not a class (1 to 24 of a to z and full stop)"
        case .commitment: "its fourth line is not 32 bytes in base64"
        }
    }
}
