import Accounts
import Calendar
import Database

/// What a person's posts lead, for the calendar of their phone or mail program: actions of plans and nothing else.
enum FeedWriting {
    static let refreshHours = 6
    /// Letters of a title; a phone shows fewer.
    private static let titleLength = 120

    static func calendar(of owner: CalendarFeed.Owner, _ reader: Reader, today: Day) throws -> ICalendar {
        var events: [ICalendar.Event] = []
        // Somebody who may no longer read the plan keeps an empty calendar until the address ends.
        if owner.roles.may(.readPlan), !owner.posts.isEmpty {
            let reading = try CalendarReading(
                reader, organisation: owner.organisation, posts: owner.posts, mine: true, today: today)
            let references = try PlanReads.references(
                reader, organisation: owner.organisation, actions: Array(Set(reading.items.map(\.action.id))))
            events = Self.events(reading.items, references)
        }
        return ICalendar(
            name: "\(owner.organisationName): actions that your posts lead", refreshHours: refreshHours, events: events)
    }

    /// - Parameter references: the numbers of actions that have one.
    static func events(_ items: [CalendarItem], _ references: [String: String]) -> [ICalendar.Event] {
        var seen: Set<String> = []
        return items.compactMap { item in
            let action = item.action
            let isFirst = seen.insert(action.id).inserted
            let rule = Self.rule(action)
            // A rule says the later days itself.
            if !isFirst && rule != nil { return nil }
            return ICalendar.Event(
                // The day owed next keeps its name as it moves on; later days that no rule says have names of their own.
                uid: isFirst ? "\(action.id)@granville" : "\(action.id)-\(item.day.iso)@granville",
                stamp: action.updatedAt, sequence: action.version, day: item.day, rule: isFirst ? rule : nil,
                title: title(item, references[action.id] ?? ""), words: words(action))
        }
    }

    /// Nil where the day owed next was moved by hand off the days that come round.
    private static func rule(_ action: Action) -> String? {
        guard case .recurs(let recurrence)? = action.rhythm, let next = action.nextDay, recurrence.falls(on: next) else {
            return nil
        }
        return ICalendar.rule(for: recurrence)
    }

    /// "Action 14 due: Brief the crews".
    private static func title(_ item: CalendarItem, _ reference: String) -> String {
        let number = reference.isEmpty ? "Action" : "Action \(reference)"
        let cut = item.action.title.count > titleLength
        let title = cut ? String(item.action.title.prefix(titleLength)).trimmed + "…" : item.action.title
        return "\(number) \(item.kind == .check ? "to check again" : "due"): \(title)"
    }

    private static func words(_ action: Action) -> String {
        let lines = [
            action.deadline.words.isEmpty ? "" : "Deadline as written: \(action.deadline.words)",
            action.rhythm.map { "Comes round \($0.words)" } ?? "",
            action.waitingOn.isEmpty ? "" : "Waiting on: \(action.waitingOn)",
        ]
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension PlanReads {
    /// The numbers of the actions that came with one.
    static func references(_ reader: Reader, organisation: Int, actions: [String]) throws -> [String: String] {
        guard !actions.isEmpty else { return [:] }
        let rows = try reader.rows("""
            SELECT id, reference
            FROM action
            WHERE organisation = \(organisation) AND id IN (\(list: actions)) AND reference <> ''
            """) { (try $0.text(0), try $0.text(1)) }
        return Dictionary(rows) { first, _ in first }
    }
}
