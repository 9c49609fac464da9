public import Calendar
import Database
import Ledger
public import Log

/// What a plan is made of when people write it by hand. Each `in:` function runs inside a change that its caller
/// records, and leaves its own trace; the others record one change themselves.
extension PlanStore {
    public struct NewPlan: Sendable {
        public var title: String
        public var introduction: String
        public var scale: Scale
        /// A line each: "HSSC\tHead of …".
        public var legend: String

        public init(title: String, introduction: String = "", scale: Scale = .redAmberGreen, legend: String = "") {
            self.title = title
            self.introduction = introduction
            self.scale = scale
            self.legend = legend
        }
    }

    public struct NewTheme: Sendable {
        public var reference: String
        public var title: String
        public var purpose: String

        public init(reference: String = "", title: String, purpose: String = "") {
            self.reference = reference
            self.title = title
            self.purpose = purpose
        }
    }

    public struct NewObjective: Sendable {
        public var theme: String?
        public var title: String
        public var improvement: String
        public var outcome: String
        /// The scale's key to reach; nil for the scale's best.
        public var target: String?

        public init(
            theme: String?, title: String, improvement: String = "", outcome: String = "", target: String? = nil
        ) {
            self.theme = theme
            self.title = title
            self.improvement = improvement
            self.outcome = outcome
            self.target = target
        }
    }

    /// A post among an action's leads, in the order written.
    public struct NewLead: Sendable, Hashable {
        public var post: String
        /// One of an action's leads answers for it; the others take part.
        public var isAccountable: Bool

        public init(post: String, isAccountable: Bool) {
            self.post = post
            self.isAccountable = isAccountable
        }
    }

    public struct NewStep: Sendable, Hashable {
        public var label: String
        public var title: String
        public var depth: Int
        public var posts: String

        public init(label: String = "", title: String, depth: Int = 0, posts: String = "") {
            self.label = label
            self.title = title
            self.depth = depth
            self.posts = posts
        }
    }

    public struct NewAction: Sendable {
        public var theme: String?
        public var objective: String?
        public var title: String
        public var outcome: String
        /// The lead as written: "HSSC/SSSM".
        public var leadWords: String
        public var leads: [NewLead]
        public var steps: [NewStep]
        public var status: ActionStatus
        public var deadline: Deadline
        public var waitingOn: String
        public var checkAgainOn: Day?

        public init(
            theme: String?, objective: String?, title: String, outcome: String = "", leadWords: String = "",
            leads: [NewLead] = [], steps: [NewStep] = [], status: ActionStatus = .notStarted,
            deadline: Deadline = .notSet, waitingOn: String = "", checkAgainOn: Day? = nil
        ) {
            self.theme = theme
            self.objective = objective
            self.title = title
            self.outcome = outcome
            self.leadWords = leadWords
            self.leads = leads
            self.steps = steps
            self.status = status
            self.deadline = deadline
            self.waitingOn = waitingOn
            self.checkAgainOn = checkAgainOn
        }
    }

    // MARK: Recorded by themselves

    /// The place of the new plan, as `location` makes it of the plan's identifier.
    /// - Parameter form: the form's own token; pressed twice, the plan is there once.
    public func addPlan(
        _ plan: NewPlan, form: String, location: @escaping @Sendable (String) -> String, by actor: Actor
    ) async throws -> String {
        try await once(.planWrite, form, "plan", by: actor) { location(try Self.addPlan(plan, in: $0)) }
    }

    /// The place of the new theme. Throws `PlanProblem.gone` where the plan is not there.
    public func addTheme(
        _ theme: NewTheme, to plan: String, form: String, location: @escaping @Sendable (String) -> String,
        by actor: Actor
    ) async throws -> String {
        try await once(.planWrite, form, "theme", by: actor) { write in
            try Self.check(plan: plan, write)
            return location(try Self.addTheme(theme, to: plan, in: write))
        }
    }

    /// The place of the new objective. Throws `PlanProblem.gone` where the plan is not there.
    public func addObjective(
        _ objective: NewObjective, to plan: String, form: String, location: @escaping @Sendable (String) -> String,
        by actor: Actor
    ) async throws -> String {
        try await once(.planWrite, form, "objective", by: actor) { write in
            try Self.check(plan: plan, write)
            return location(try Self.addObjective(objective, to: plan, in: write))
        }
    }

    /// The place of the new action. Throws `PlanProblem.gone` where the plan is not there.
    public func addAction(
        _ action: NewAction, to plan: String, form: String, location: @escaping @Sendable (String) -> String,
        by actor: Actor
    ) async throws -> String {
        try await once(.planWrite, form, "action", by: actor) { write in
            try Self.check(plan: plan, write)
            return location(try Self.addAction(action, to: plan, in: write))
        }
    }

    private static func check(plan: String, _ write: Write) throws {
        guard try PlanReads.plan(write.reader, organisation: write.organisation, id: plan) != nil else {
            throw PlanProblem.gone
        }
    }

    // MARK: Inside a change that the caller records

    /// The new plan's identifier.
    public static func addPlan(_ plan: NewPlan, in write: Write) throws -> String {
        let id = write.newID()
        try write.sql.execute("""
            INSERT INTO plan (organisation, id, title, introduction, scale, legend, created_at)
            VALUES (\(write.organisation), \(id), \(plan.title), \(plan.introduction), \(plan.scale.id),
                \(plan.legend), \(write.now.milliseconds))
            """)
        write.trace(Trace("added a plan", "plan", id, after: 1))
        return id
    }

    /// The new theme's identifier; it stands after the themes that are there.
    public static func addTheme(_ theme: NewTheme, to plan: String, in write: Write) throws -> String {
        let id = write.newID()
        let position = try next(write.reader.first("""
            SELECT position FROM theme WHERE organisation = \(write.organisation) AND plan = \(plan)
            ORDER BY position DESC LIMIT 1
            """) { try $0.int(0) })
        try write.sql.execute("""
            INSERT INTO theme (organisation, id, plan, position, reference, title, purpose, created_at)
            VALUES (\(write.organisation), \(id), \(plan), \(position), \(theme.reference), \(theme.title),
                \(theme.purpose), \(write.now.milliseconds))
            """)
        write.trace(Trace("added a theme", "theme", id, after: 1))
        return id
    }

    /// The new objective's identifier; it stands after the objectives that are there.
    public static func addObjective(_ objective: NewObjective, to plan: String, in write: Write) throws -> String {
        let id = write.newID()
        let position = try next(write.reader.first("""
            SELECT position FROM objective WHERE organisation = \(write.organisation) AND plan = \(plan)
            ORDER BY position DESC LIMIT 1
            """) { try $0.int(0) })
        try write.sql.execute("""
            INSERT INTO objective (organisation, id, plan, theme, position, reference, title, improvement, outcome,
                target, version, created_at)
            VALUES (\(write.organisation), \(id), \(plan), \(objective.theme), \(position), '', \(objective.title),
                \(objective.improvement), \(objective.outcome), \(objective.target), 1, \(write.now.milliseconds))
            """)
        write.trace(Trace("added an objective", "objective", id, after: 1))
        return id
    }

    /// The new action's identifier, with its leads and steps; it stands after the actions that are there.
    public static func addAction(_ action: NewAction, to plan: String, in write: Write) throws -> String {
        let id = write.newID()
        let position = try next(write.reader.first("""
            SELECT position FROM action WHERE organisation = \(write.organisation) AND plan = \(plan)
            ORDER BY position DESC LIMIT 1
            """) { try $0.int(0) })
        let now = write.now.milliseconds
        let deadline = action.deadline
        try write.sql.execute("""
            INSERT INTO action (organisation, id, plan, theme, objective, position, reference, title, outcome,
                lead_words, status, deadline_words, deadline_kind, deadline_day, deadline_repeats, waiting_on,
                check_again_on, owed, due, version, created_at, updated_at)
            VALUES (\(write.organisation), \(id), \(plan), \(action.theme), \(action.objective), \(position), '',
                \(action.title), \(action.outcome), \(action.leadWords), \(action.status.rawValue), \(deadline.words),
                \(deadline.kind.rawValue), \(deadline.day?.iso), \(deadline.repeats?.code), \(action.waitingOn),
                \(action.checkAgainOn?.iso), \(action.status.isOwed),
                \(Due.stored(action.status, deadline, action.checkAgainOn)), 1, \(now), \(now))
            """)
        try insert(action.leads, of: id, write)
        for (position, step) in action.steps.enumerated() { try insert(step, at: position, of: id, write) }
        write.trace(Trace("added an action", "action", id, after: 1))
        return id
    }

    /// Appends a note to an action that the same change may just have added.
    public static func addNote(_ words: String, to action: String, in write: Write) throws {
        try insertNote(words, .note, nil, subject: action, write)
        write.trace(Trace("added a note", "action", action))
    }

    /// Adds the first level of an objective that the same change has just added.
    public static func addFirstLevel(_ judgement: Judgement, to objective: String, in write: Write) throws {
        try insertLevel(judgement, objective: objective, position: 0, batch: nil, write)
        write.trace(Trace("judged a level", "objective", objective, fields: ["level"]))
    }

    static func insert(_ leads: [NewLead], of action: String, _ write: Write) throws {
        for (position, lead) in leads.enumerated() {
            try write.sql.execute("""
                INSERT INTO action_post (organisation, action, post, position, accountable)
                VALUES (\(write.organisation), \(action), \(lead.post), \(position), \(lead.isAccountable))
                """)
        }
    }

    static func insert(_ step: NewStep, at position: Int, of action: String, _ write: Write) throws {
        try write.sql.execute("""
            INSERT INTO step (organisation, id, action, position, label, title, depth, posts)
            VALUES (\(write.organisation), \(write.newID()), \(action), \(position), \(step.label), \(step.title),
                \(step.depth), \(step.posts))
            """)
    }

    private static func next(_ last: Int?) -> Int { last.map { $0 + 1 } ?? 0 }
}
