import Calendar

/// Who can hold a post, and whose holding an appointment ends.
enum PostRules {
    /// The post that has this abbreviation already, whatever its capitals; nil for an empty one.
    static func taking(_ abbreviation: String, among posts: [Post]) -> Post? {
        abbreviation.isEmpty ? nil : posts.first { $0.abbreviation.lowercased() == abbreviation.lowercased() }
    }

    /// Every reason not to appoint, as sentences.
    static func reasonsAgainst(_ appointment: Appointment, held: [PostHolder]) -> [String] {
        overlapping(appointment, held).compactMap { holding in
            if isSamePerson(holding, appointment) { return "\(holding.name) already holds this post \(words(holding))" }
            guard !appointment.sharesJob, holding.from >= appointment.from else { return nil }
            return """
                \(holding.name) holds this post \(words(holding)). Choose a later first day, or an earlier last day, or \
                select that they share the job
                """
        }
    }

    /// Holdings that end the day before the appointment begins.
    static func endedBy(_ appointment: Appointment, held: [PostHolder]) -> [PostHolder] {
        appointment.sharesJob ? [] : overlapping(appointment, held).filter { $0.from < appointment.from }
    }

    /// Since when nobody holds the post: the day after the last holding ended. Nil when nobody ever held it.
    static func vacantSince(_ held: [PostHolder], on day: Day) -> Day? {
        held.compactMap(\.to).filter { $0 < day }.max().map { $0.adding(days: 1) }
    }

    private static func overlapping(_ appointment: Appointment, _ held: [PostHolder]) -> [PostHolder] {
        held.filter { holding in
            let beginsBeforeEnd = appointment.to.map { holding.from <= $0 } ?? true
            let endsAfterBegin = holding.to.map { $0 >= appointment.from } ?? true
            return beginsBeforeEnd && endsAfterBegin
        }
    }

    private static func isSamePerson(_ holding: PostHolder, _ appointment: Appointment) -> Bool {
        if let account = appointment.account { return holding.account == account }
        return holding.account == nil && holding.name.lowercased() == appointment.name.lowercased()
    }

    private static func words(_ holding: PostHolder) -> String {
        holding.to.map { "from \(holding.from.long) to \($0.long)" } ?? "from \(holding.from.long)"
    }
}

/// What another feature says of a post before it is removed: how many of something name it.
public struct PostUse: Sendable {
    public let count: Int
    /// In the plural: "actions led".
    public let noun: String
    public let href: String?

    public init(_ count: Int, _ noun: String, href: String? = nil) {
        self.count = count
        self.noun = noun
        self.href = href
    }
}
