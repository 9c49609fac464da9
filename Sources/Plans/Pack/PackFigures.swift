import Calendar

/// What a board is shown of a plan on one day: figures that say their finding, and the numbers under them.
struct PackFigures: Sendable, Equatable, Codable {
    struct Figure: Sendable, Equatable, Codable {
        enum Shape: String, Sendable, Codable { case stacked, bars, table }

        /// Part of the address of its CSV: "by-theme".
        var id: String
        /// The finding, in ten words or so.
        var headline: String
        /// Measure and period.
        var subtitle: String
        var shape: Shape
        /// The first heads the labels, the others the numbers or words.
        var columns: [String]
        var rows: [[String]]
    }

    var title: String
    var day: String
    /// The day that "was" means in comparisons.
    var before: String
    var scale: Scale
    var objectives: Int
    /// Objectives at each level of the scale, worst first, and at last those without one: now, and on `before`.
    var now: [Int]
    var then: [Int]
    var overdue: Int
    var owed: Int
    var figures: [Figure]
}

extension PackFigures {
    /// Months between the day and what it is compared with: boards meet each quarter.
    private static let quarter = 3

    /// - Parameter day: of the board; all else is read from the picture of that day and from its levels' own dates.
    init(_ picture: PlanPicture, day: Day) {
        let scale = picture.plan.scale
        let beforeDay = day.adding(months: -Self.quarter)
        let history = LevelHistory(picture)
        let present = history.counts(picture.objectives.map(\.id), on: day)
        let owed = picture.actions.filter(\.status.isOwed)
        let late = owed.filter { $0.isOverdue(on: day) }
        title = picture.plan.title
        self.day = day.iso
        before = beforeDay.iso
        self.scale = scale
        objectives = picture.objectives.count
        now = present
        then = history.counts(picture.objectives.map(\.id), on: beforeDay)
        overdue = late.count
        self.owed = owed.count
        figures = [
            Self.byTheme(picture, history, day), Self.overTime(picture, history, day),
            Self.direction(picture, history, day, beforeDay), Self.overdueByPost(picture, late),
            Self.ahead(owed, day),
        ]
    }

    private static func names(_ scale: Scale) -> [String] { scale.steps.map(\.word) + ["Not rated"] }

    private static func byTheme(_ picture: PlanPicture, _ history: LevelHistory, _ day: Day) -> Figure {
        var rows: [(String, [Int])] = picture.themes.map { theme in
            (theme.heading, history.counts(picture.objectives(in: theme.id).map(\.id), on: day))
        }
        let loose = picture.objectives(in: nil)
        if !loose.isEmpty { rows.append(("Without a theme", history.counts(loose.map(\.id), on: day))) }
        rows = rows.filter { $0.1.contains { $0 > 0 } }
        let worst = picture.plan.scale.steps.first?.word.lowercased() ?? ""
        let atWorst = rows.map { ($0.0, $0.1.first ?? 0) }
        return Figure(
            id: "by-theme", headline: most(of: atWorst, "\(worst) objectives", in: "themes", none: "No objective is \(worst)"),
            subtitle: "Objectives of each theme by level, \(day.long)", shape: .stacked,
            columns: ["Theme"] + names(picture.plan.scale), rows: rows.map { [$0.0] + $0.1.map { String($0) } })
    }

    /// Says where most are, where one place has more than any other; else only how many there are.
    private static func most(of counts: [(String, Int)], _ what: String, in places: String, none: String) -> String {
        let counts = counts.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
        let all = counts.map(\.1).reduce(0, +)
        guard let first = counts.first else { return none }
        if counts.count == 1 || first.1 > counts[1].1 { return "“\(first.0)” has \(first.1) of \(all) \(what)" }
        return "\(all) \(what), in \(counts.count) \(places)"
    }

    private static func overTime(_ picture: PlanPicture, _ history: LevelHistory, _ day: Day) -> Figure {
        let ids = picture.objectives.map(\.id)
        let days = (0..<8).reversed().map { day.adding(months: -quarter * $0) }
        let rows = days.map { day in (day.long, history.counts(ids, on: day)) }
        let best = picture.plan.scale.best?.word ?? ""
        let index = picture.plan.scale.steps.count - 1
        let change = (rows.last?.1[index] ?? 0) - (rows.first?.1[index] ?? 0)
        let since = rows.first?.0 ?? ""
        let headline = change == 0
            ? "As many objectives are \(best.lowercased()) as on \(since)"
            : "\(abs(change)) \(change > 0 ? "more" : "fewer") objectives are \(best.lowercased()) than on \(since)"
        return Figure(
            id: "over-time", headline: headline, subtitle: "All objectives by level, every three months", shape: .stacked,
            columns: ["On"] + names(picture.plan.scale), rows: rows.map { [$0.0] + $0.1.map { String($0) } })
    }

    private static func direction(
        _ picture: PlanPicture, _ history: LevelHistory, _ day: Day, _ before: Day
    ) -> Figure {
        let scale = picture.plan.scale
        var (better, worse) = (0, 0)
        let rows: [[String]] = picture.objectives.compactMap { objective in
            let (was, now) = (history.level(objective.id, on: before), history.level(objective.id, on: day))
            guard was?.level != now?.level else { return nil }
            let ranks = (was.flatMap { scale.rank($0.level) }, now.flatMap { scale.rank($0.level) })
            if let to = ranks.1 {
                if let from = ranks.0, to < from { worse += 1 } else if ranks.0 != nil { better += 1 }
            }
            func word(_ level: Level?) -> String { level.map { scale.step($0.level)?.word ?? $0.level } ?? "Not rated" }
            return [objective.title, word(was), word(now), now?.date.long ?? ""]
        }
        let headline =
            rows.isEmpty ? "No objective has another level than three months ago"
            : "\(better) \(better == 1 ? "objective is" : "objectives are") better and \(worse) worse than three months ago"
        return Figure(
            id: "direction", headline: headline, subtitle: "Objectives whose level differs from \(before.long)", shape: .table,
            columns: ["Objective", "Was", "Now", "Since"], rows: rows)
    }

    private static func overdueByPost(_ picture: PlanPicture, _ late: [Action]) -> Figure {
        var counts: [String: Int] = [:]
        for action in late {
            let leads = picture.leads[action.id] ?? []
            let lead = leads.first(where: \.isAccountable) ?? leads.first
            counts[lead?.shortName ?? (action.leadWords.isEmpty ? "Nobody" : action.leadWords), default: 0] += 1
        }
        let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Figure(
            id: "overdue-by-post",
            headline: most(of: rows.map { ($0.key, $0.value) }, "overdue actions", in: "posts", none: "No action is overdue"),
            subtitle: "Overdue actions by the post that answers for them", shape: .bars,
            columns: ["Post", "Overdue actions"], rows: rows.map { [$0.key, String($0.value)] })
    }

    private static func ahead(_ owed: [Action], _ day: Day) -> Figure {
        let last = day.adding(months: 6)
        let due = owed.compactMap { action in
            action.nextDay.map { (action, $0) }
        }.filter { $0.1 >= day && $0.1 <= last }.sorted { ($0.1, $0.0.id) < ($1.1, $1.0.id) }
        let undated = owed.filter { $0.nextDay == nil }.count
        let headline = "\(due.count) \(due.count == 1 ? "deadline comes" : "deadlines come") in six months; \(undated) owed have no real date"
        return Figure(
            id: "ahead", headline: headline, subtitle: "What falls due from \(day.long) to \(last.long)", shape: .table,
            columns: ["Deadline", "Action", "Status"], rows: due.map { [$0.1.long, $0.0.title, $0.0.status.word] })
    }
}

/// The level of each objective on any day, as the plan of that day shows it.
struct LevelHistory {
    private let levels: [String: [Level]]
    private let made: [String: Instant]
    private let plan: Plan

    init(_ picture: PlanPicture) {
        levels = picture.levels
        made = Dictionary(picture.objectives.map { ($0.id, $0.createdAt) }) { first, _ in first }
        plan = picture.plan
    }

    func level(_ objective: String, on day: Day) -> Level? { level(objective, DayEnd(day, of: plan)) }

    private func level(_ objective: String, _ dayEnd: DayEnd) -> Level? { levels[objective]?.last(where: dayEnd.holds) }

    /// One number a level of the scale, worst first, and at last those without a level. Objectives that came later are
    /// in none.
    func counts(_ objectives: [String], on day: Day) -> [Int] {
        let dayEnd = DayEnd(day, of: plan)
        var counts = Array(repeating: 0, count: plan.scale.steps.count + 1)
        for objective in objectives where made[objective].map(dayEnd.had) ?? false {
            counts[level(objective, dayEnd).flatMap { plan.scale.rank($0.level) } ?? plan.scale.steps.count] += 1
        }
        return counts
    }
}
