public import Calendar
import Database

/// A role that leads work: "HSSC, Head of Safe and Stronger Communities". People hold it from one day to another.
public struct Post: Sendable, Hashable {
    public let id: String
    /// Empty where the organisation gives none.
    public let abbreviation: String
    public let title: String
    public let version: Int
    /// A removed post stays for the record.
    public let removedAt: Instant?

    /// "Head of Safe and Stronger Communities (HSSC)"
    public var fullName: String {
        // A post that came from a plan without a legend has its abbreviation for a title.
        abbreviation.isEmpty || abbreviation == title ? title : "\(title) (\(abbreviation))"
    }
    public var shortName: String { abbreviation.isEmpty ? title : abbreviation }

    /// Columns as `PostStore` lists them.
    init(_ row: Row) throws {
        id = try row.text(0)
        abbreviation = try row.text(1)
        title = try row.text(2)
        version = try row.int(3)
        removedAt = row.intOrNil(4).map { Instant(milliseconds: Int64($0)) }
    }
}

/// Who held a post, from one day to another, both included.
public struct PostHolder: Sendable, Hashable {
    public let id: String
    public let post: String
    /// Nil for somebody who does not sign in here.
    public let account: String?
    /// As it was at the appointment: it stays when the account is renamed or closed.
    public let name: String
    public let from: Day
    /// Nil while no end is known.
    public let to: Day?

    public func holds(on day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }

    /// Columns as `PostStore.holders` lists them.
    init(_ row: Row) throws {
        id = try row.text(0)
        post = try row.text(1)
        account = row.textOrNil(2)
        name = try row.text(3)
        from = Day(iso: try row.text(4)) ?? Day(daysSinceEpoch: 0)
        to = row.textOrNil(5).flatMap { Day(iso: $0) }
    }
}

/// Somebody who is to hold a post.
public struct Appointment: Sendable, Hashable {
    /// Nil for somebody who does not sign in here.
    public var account: String?
    public var name: String
    public var from: Day
    public var to: Day?
    /// Whoever holds the post stays in it.
    public var sharesJob: Bool

    public init(account: String?, name: String, from: Day, to: Day? = nil, sharesJob: Bool = false) {
        self.account = account
        self.name = name
        self.from = from
        self.to = to
        self.sharesJob = sharesJob
    }
}

public enum PostProblem: Error, Sendable, Equatable {
    case changedMeanwhile
    case nothingChanged
    /// The title of the post that has the abbreviation.
    case abbreviationTaken(by: String)
    /// Every reason, as sentences.
    case cannotAppoint([String])
}
