internal import Calendar
internal import Foundation

/// A text that a rule follows: which version, and when it was last checked.
public struct GuidanceVersion: Equatable, Sendable, Codable {
    public let key: String
    public let title: String
    public let publisher: String
    public let version: String
    /// Days as "2024-10-08".
    public let published: String
    public let checkedOn: String
    /// What was not certain when it was checked; may be empty.
    public let doubt: String

    /// "Home Office, First responder toolkit, England and Wales, version 2, April 2026, checked 22 November 2026".
    public var words: String { "\(publisher), \(title), version \(Self.long(version)), checked \(Self.long(checkedOn))" }

    /// A day of the data as people read it.
    static func long(_ day: String) -> String { Day(iso: day)?.long ?? day }

    /// All that the program knows, in the order of the data.
    public static let all: [GuidanceVersion] =
        (try? JSONDecoder().decode([GuidanceVersion].self, from: Data(PackageResources.guidance_json))) ?? []

    /// Those of the keys that exist, in the order asked for.
    public static func named(_ keys: String...) -> [GuidanceVersion] {
        keys.compactMap { key in all.first { $0.key == key } }
    }
}
