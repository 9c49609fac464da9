import Calendar

/// What of a plan was there at the end of a day: the one rule for the plan as of that day and for figures over time.
struct DayEnd {
    let day: Day
    private let end: Instant
    /// The plan came here later. What it is made of is then taken for as old as the plan; a level is not.
    let isBeforeRecord: Bool

    init(_ day: Day, of plan: Plan) {
        self.day = day
        end = Instant(day.adding(days: 1))
        isBeforeRecord = plan.createdAt >= end
    }

    /// An objective or an action.
    func had(madeAt: Instant) -> Bool { isBeforeRecord || madeAt < end }

    /// By the level's own date; without one, by the day on which it was written down: what it was before nobody knows.
    func holds(_ level: Level) -> Bool { level.date.earliest.map { $0 <= day } ?? (level.createdAt < end) }
}
