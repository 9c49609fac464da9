import Calendar
import Database

/// Something that has a day.
struct CalendarItem: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case deadline
        /// It comes round: the next time, or a later one.
        case occurrence
        /// Must stay true, and is to be looked at.
        case check

        var name: String {
            switch self {
            case .deadline: "Deadline"
            case .occurrence: "Comes round"
            case .check: "Check again"
            }
        }
    }

    var day: Day
    var kind: Kind
    var action: Action
}

/// What lies ahead with its days; one reading behind the calendar page and each person's feed.
struct CalendarReading: Sendable {
    /// Days in order; what is overdue comes first.
    var items: [CalendarItem]
    var through: Day
    /// More than `most` actions are owed: the later ones are left out.
    var isCut: Bool

    static let months = 12
    /// Actions that a page or a feed holds at most.
    static let most = 500
    /// Days of one action: weekly for a year.
    static let mostOfOne = 53

    /// - Parameter mine: only what the asker's posts lead.
    init(_ reader: Reader, organisation: Int, posts: [String], mine: Bool, today: Day) throws {
        var query = WorkQuery(organisation: organisation, today: today, myPosts: posts, show: mine ? .posts : .next)
        through = today.adding(months: Self.months)
        query.through = through
        let actions = try query.first(Self.most + 1, reader)
        isCut = actions.count > Self.most
        let end = through
        items = actions.prefix(Self.most).flatMap { Self.items($0, through: end) }
            .sorted { ($0.day, $0.action.id) < ($1.day, $1.action.id) }
    }

    static func kind(_ action: Action) -> CalendarItem.Kind {
        switch action.rhythm {
        case .recurs: .occurrence
        case .stands: .check
        case nil: action.status == .kept ? .check : .deadline
        }
    }

    /// The day owed next, and what is known to come after it.
    private static func items(_ action: Action, through end: Day) -> [CalendarItem] {
        guard let next = action.nextDay else { return [] }
        let kind = kind(action)
        let first = CalendarItem(day: next, kind: kind, action: action)
        guard case .recurs(let recurrence)? = action.rhythm else { return [first] }
        let later = recurrence.occurrences(from: next.adding(days: 1), through: end, atMost: mostOfOne)
        return [first] + later.map { CalendarItem(day: $0, kind: kind, action: action) }
    }
}
