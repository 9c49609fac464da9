/// The plan as it stands, as far as a file can speak of it. Ids are the store's own and mean nothing here.
public struct PresentPlan: Sendable, Equatable {
    public var themes: [Theme] = []
    public var objectives: [Objective] = []
    public var levels: [Level] = []
    public var actions: [Action] = []
    public var posts: [Post] = []

    public init() {}

    public struct Theme: Sendable, Equatable {
        public var id: String
        public var reference: String
        public var title: String
        public var purpose: String

        public init(id: String, reference: String = "", title: String, purpose: String = "") {
            self.id = id
            self.reference = reference
            self.title = title
            self.purpose = purpose
        }
    }

    public struct Objective: Sendable, Equatable {
        public var id: String
        public var theme: String?
        public var reference: String
        public var text: String
        public var improvement: String
        public var outcome: String

        public init(
            id: String, theme: String?, reference: String = "", text: String, improvement: String = "",
            outcome: String = ""
        ) {
            self.id = id
            self.theme = theme
            self.reference = reference
            self.text = text
            self.improvement = improvement
            self.outcome = outcome
        }
    }

    public struct Level: Sendable, Equatable {
        public var id: String
        public var objective: String
        /// The scale's key: "red".
        public var level: String
        public var date: LevelDate

        public init(id: String, objective: String, level: String, date: LevelDate) {
            self.id = id
            self.objective = objective
            self.level = level
            self.date = date
        }
    }

    public struct Action: Sendable, Equatable {
        public var id: String
        public var theme: String?
        public var objective: String?
        public var reference: String
        public var text: String
        /// Posts' ids.
        public var posts: [String]
        /// The deadline as written.
        public var deadline: String
        public var outcome: String
        public var notes: [String]
        public var steps: [Step]

        public init(
            id: String, theme: String?, objective: String?, reference: String = "", text: String, posts: [String] = [],
            deadline: String = "", outcome: String = "", notes: [String] = [], steps: [Step] = []
        ) {
            self.id = id
            self.theme = theme
            self.objective = objective
            self.reference = reference
            self.text = text
            self.posts = posts
            self.deadline = deadline
            self.outcome = outcome
            self.notes = notes
            self.steps = steps
        }
    }

    public struct Step: Sendable, Equatable {
        public var id: String
        public var text: String

        public init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    public struct Post: Sendable, Equatable {
        public var id: String
        public var abbreviation: String
        public var title: String

        public init(id: String, abbreviation: String, title: String) {
            self.id = id
            self.abbreviation = abbreviation
            self.title = title
        }
    }
}

extension PresentPlan {
    /// The plan that an import makes when all of it is taken; the imported numbers are the ids.
    public init(_ plan: ImportedPlan) {
        themes = plan.themes.map {
            Theme(id: String($0.id), reference: $0.reference, title: $0.title, purpose: $0.purpose)
        }
        objectives = plan.objectives.map {
            Objective(
                id: String($0.id), theme: $0.theme.map { String($0) }, reference: $0.reference, text: $0.text,
                improvement: $0.improvement, outcome: $0.outcome)
        }
        levels = plan.levels.map {
            Level(id: String($0.id), objective: String($0.objective), level: $0.level, date: $0.date)
        }
        posts = plan.posts.map { Post(id: String($0.id), abbreviation: $0.abbreviation, title: $0.title) }
        let steps = Dictionary(grouping: plan.steps, by: \.action)
        actions = plan.actions.map { action in
            Action(
                id: String(action.id), theme: action.theme.map { String($0) },
                objective: action.objective.map { String($0) },
                reference: action.reference, text: action.text, posts: action.posts.map { String($0) },
                deadline: action.deadline.words, outcome: action.outcome, notes: action.notes,
                steps: (steps[action.id] ?? []).map { Step(id: String($0.id), text: $0.text) })
        }
    }
}
