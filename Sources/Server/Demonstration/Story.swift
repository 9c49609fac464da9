import Calendar
import Plans

/// The demonstration told as data. Days are counted from the day on which it is made: -700 is 700 days before, 9 is in
/// nine days. What is told of a day in the past happens on the last working day up to it.
extension Demonstration {
    struct PlanStory: Sendable {
        let title: String
        let introduction: String
        let scale: Scale
        let owner: Person
        let begins: Int
        let themes: [ThemeStory]
    }

    struct ThemeStory: Sendable {
        let reference: String
        let title: String
        let purpose: String
        let objectives: [ObjectiveStory]
    }

    struct ObjectiveStory: Sendable {
        let title: String
        let improvement: String
        let outcome: String
        let levels: [LevelStory]
        let actions: [ActionStory]

        init(
            _ title: String, improvement: String, outcome: String = "", levels: [LevelStory], actions: [ActionStory]
        ) {
            self.title = title
            self.improvement = improvement
            self.outcome = outcome
            self.levels = levels
            self.actions = actions
        }
    }

    struct LevelStory: Sendable {
        enum Precision: Sendable { case none, month, day }
        enum Origin: Sendable {
            case judged
            /// The program suggested it that day and a person agreed.
            case accepted
            /// The program suggested a level that day and a person chose another.
            case edited
            /// The program suggested the level that day and a person said no; the one before stays.
            case refused
        }

        let day: Int
        let level: String
        let precision: Precision
        let why: String
        let evidence: String
        let origin: Origin

        init(
            _ day: Int, _ level: String, _ why: String, evidence: String = "", precision: Precision = .day,
            origin: Origin = .judged
        ) {
            self.day = day
            self.level = level
            self.precision = precision
            self.why = why
            self.evidence = evidence
            self.origin = origin
        }
    }

    struct ActionStory: Sendable {
        let title: String
        let outcome: String
        /// The first is accountable.
        let posts: [Seat]
        /// Nil for the day on which the plan begins.
        let added: Int?
        let due: DueStory
        let steps: [StepStory]
        let said: [Said]

        init(
            _ title: String, outcome: String = "", _ posts: [Seat], added: Int? = nil, due: DueStory,
            steps: [StepStory] = [], said: [Said]
        ) {
            self.title = title
            self.outcome = outcome
            self.posts = posts
            self.added = added
            self.due = due
            self.steps = steps
            self.said = said
        }
    }

    struct StepStory: Sendable {
        let title: String
        let posts: [Seat]
        /// Nil while it is still to do.
        let done: Int?

        init(_ title: String, _ posts: [Seat] = [], done: Int? = nil) {
            self.title = title
            self.posts = posts
            self.done = done
        }
    }

    /// One update of an action by whoever held the post that day.
    struct Said: Sendable {
        let day: Int
        /// Nil where nothing changed.
        let status: ActionStatus?
        let note: String
        /// Nil for the post that is accountable.
        let by: Seat?
        /// Nil leaves the deadline as it is.
        let due: DueStory?
        let waitingOn: String
        let check: Int?

        init(
            _ day: Int, _ status: ActionStatus?, _ note: String, by: Seat? = nil, due: DueStory? = nil,
            waitingOn: String = "", check: Int? = nil
        ) {
            self.day = day
            self.status = status
            self.note = note
            self.by = by
            self.due = due
            self.waitingOn = waitingOn
            self.check = check
        }

        static func noChange(_ day: Int, _ note: String = "", by: Seat? = nil) -> Said {
            Said(day, nil, note, by: by)
        }
    }

    /// A deadline as somebody wrote it down, in the many ways that people do.
    enum DueStory: Sendable {
        /// "31/03/26"
        case by(Int)
        /// "31 March 2026"
        case byLong(Int)
        /// "End of March 2026"
        case endOf(Int)
        /// "31/09/26", which no calendar has.
        case impossible(Int)
        case ongoing(String)
        case timesAYear(Int, String, next: Int)
        /// The next 18 October that leaves time to plan from the day that it is written.
        case antiSlaveryDay
        case waiting(String)
        case notApplicable
        case blank

        func deadline(today: Day, written: Day) -> Deadline {
            switch self {
            case .by(let offset):
                let day = today.adding(days: offset)
                return Deadline(words: Self.slashed(day), kind: .date, day: day)
            case .byLong(let offset):
                let day = today.adding(days: offset)
                return Deadline(words: day.long, kind: .date, day: day)
            case .endOf(let offset):
                let day = today.adding(days: offset).lastOfMonth
                return Deadline(words: "End of \(day.inMonth.long)", kind: .date, day: day)
            case .impossible(let offset):
                var month = today.adding(days: offset).inMonth
                while month.length != 30 { month = month.adding(months: 1) }
                return Deadline(words: "31" + Self.slashed(month.last).dropFirst(2), kind: .date)
            case .ongoing(let words): return Deadline(words: words, kind: .ongoing)
            case .timesAYear(let times, let words, let next):
                // A report made shortly before its day is for that day, so the next one is owed then.
                let period = 365 / max(times, 1)
                var day = today.adding(days: next)
                while written.days(to: day) > period + period / 4 { day = day.adding(days: -period) }
                return Deadline(words: words, kind: .repeats, day: day, repeats: .timesAYear(times))
            case .antiSlaveryDay:
                let day = DayOfYear(month: 10, day: 18)
                return Deadline(
                    words: "18 October each year", kind: .repeats, day: day?.next(from: written.adding(days: 45)),
                    repeats: day.map { .yearly($0) })
            case .waiting(let words): return Deadline(words: words, kind: .waitingOn)
            case .notApplicable: return Deadline(words: "N/A", kind: .notApplicable)
            case .blank: return .notSet
            }
        }

        /// "30/09/26".
        private static func slashed(_ day: Day) -> String {
            let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
            return "\(two(day.day))/\(two(day.month))/\(two(day.year % 100))"
        }
    }
}
