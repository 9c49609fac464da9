public import Calendar
import Foundation

/// What an entry's opened record says: a `Trace` with who and when, as it was written.
public struct TraceBody: Sendable, Hashable, Decodable {
    /// Milliseconds since 1970.
    let at: Int64
    let by: String
    public let did: String
    /// What kind of thing it was done to; empty where it was done to none.
    public let object: String
    public let id: String
    public let before: Int?
    public let after: Int?
    private let changed: [String]?
    public let reason: String?

    private enum CodingKeys: String, CodingKey {
        case at, by, did, object, id, before, after, reason
        case changed = "fields"
    }

    /// How a body names its maker when no account did it.
    static let program = "the program"

    /// Nil unless the bytes are a record as `Trace` makes it.
    init?(_ bytes: [UInt8]) {
        guard let body = try? JSONDecoder().decode(TraceBody.self, from: Data(bytes)) else { return nil }
        self = body
    }

    public var moment: Instant { Instant(milliseconds: at) }

    /// Nil for the program itself.
    public var account: String? { by == Self.program ? nil : by }

    public var fields: [String] { changed ?? [] }

    /// Under which the index has to find the entry.
    var names: Set<String> { Set([id, account ?? ""]).subtracting([""]) }
}
