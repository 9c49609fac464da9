public import Calendar

/// An action plan as its pages need it. Identifiers are UUIDs as text.
public struct Plan: Sendable, Hashable {
    public let id: String
    public let title: String
    public let introduction: String
    public let scale: Scale
    public let createdAt: Instant
    /// Abbreviations that the plan's own document explains, a line each: "HSSC\tHead of …".
    public let legend: String
}

public struct Theme: Sendable, Hashable {
    public let id: String
    /// "1", or empty.
    public let reference: String
    public let title: String
    public let purpose: String

    public var heading: String { reference.isEmpty ? title : "\(reference) \(title)" }
}

public struct Objective: Sendable, Hashable {
    public let id: String
    public let plan: String
    /// Nil where the plan has no themes.
    public let theme: String?
    public var title: String
    public var improvement: String
    public var outcome: String
    /// The scale's key to reach; nil for the scale's best.
    public var target: String?
    public let version: Int
    public let createdAt: Instant
}

/// A dated judgement of an objective. Never overwritten: the next one stands beside it.
public struct Level: Sendable, Hashable {
    public let id: String
    public let objective: String
    /// The scale's key: "red".
    public let level: String
    public let date: LevelDate
    public let why: String
    public let evidence: String
    /// Who judged; nil for what an import brought.
    public let account: String?
    /// True where a person accepted the program's suggestion.
    public let wasSuggested: Bool
    public let createdAt: Instant
}

public struct Action: Sendable, Hashable {
    public let id: String
    public let plan: String
    public let objective: String?
    public let theme: String?
    public var title: String
    public var outcome: String
    /// The lead as written: "HSSC/SSSM".
    public let leadWords: String
    public var status: ActionStatus
    public var deadline: Deadline
    /// What it waits on, where somebody else must move first.
    public var waitingOn: String
    public var checkAgainOn: Day?
    /// Nil for what is owed once, or has not been said to come round.
    public var rhythm: Rhythm?
    public let version: Int
    public let createdAt: Instant
    public let updatedAt: Instant

    /// The day on which something is owed next.
    public var nextDay: Day? { Due.day(status, deadline, checkAgainOn) }

    /// Whether the day by which something is owed has passed. Unknown is neither: it is counted apart.
    public func isOverdue(on today: Day) -> Bool {
        guard status.isOwed, waitingOn.isEmpty, let due = nextDay else { return false }
        return due < today
    }
}

/// Step of an action: "a) Safeguarding Adults Board".
public struct Step: Sendable, Hashable {
    public let id: String
    public let label: String
    public let title: String
    public let depth: Int
    /// Posts as written beside the step; empty where the action's lead does it.
    public let posts: String
    public var doneOn: Day?

    /// The step in one line, as a person writes it, whatever breaks a file had in it: by this it is known again after
    /// editing, and keeps its tick.
    var line: String {
        [label, title, posts.isEmpty ? "" : "(\(posts))"].flatMap { $0.split(whereSeparator: \.isNewline) }
            .map { String($0).trimmed }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// A post that leads an action, alone or with others.
public struct Lead: Sendable, Hashable {
    public let action: String
    public let post: String
    public let abbreviation: String
    public let title: String
    public let isAccountable: Bool

    public var shortName: String { abbreviation.isEmpty ? title : abbreviation }
    public var fullName: String {
        abbreviation.isEmpty || title.isEmpty || abbreviation == title ? shortName : "\(title) (\(abbreviation))"
    }
}

/// One note of what happened: appended, never changed.
public struct Note: Sendable, Hashable {
    public enum Kind: String, Sendable {
        case note
        /// Said that nothing changed: an answer too.
        case noChange
        /// Came with the plan's document.
        case imported
    }

    public let id: String
    public let subject: String
    public let kind: Kind
    public let words: String
    public let status: ActionStatus?
    public let account: String?
    public let madeAt: Instant
}

/// One field's change, as the history page and the as-of view tell it.
public struct Change: Sendable, Hashable {
    public let subject: String
    public let field: String
    public let before: String
    public let after: String
    public let account: String?
    public let madeAt: Instant
}

/// By when something is owed: the one rule behind lists, counts, charts and exports.
enum Due {
    /// Sorts after every day: something is owed and nobody wrote a real date.
    static let unknown = "9999"

    static func day(_ status: ActionStatus, _ deadline: Deadline, _ checkAgainOn: Day?) -> Day? {
        if status == .kept { return checkAgainOn }
        return status.isOpen ? deadline.day : nil
    }

    static func stored(_ status: ActionStatus, _ deadline: Deadline, _ checkAgainOn: Day?) -> String {
        day(status, deadline, checkAgainOn)?.iso ?? unknown
    }
}
