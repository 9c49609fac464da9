import Foundation

/// A plan as it leaves the program: every word that a file can bring back, read in one place and drawn in any layout.
///
/// Within each theme actions without an objective come first, and what stands under no theme comes before all themes:
/// in a table whatever follows an objective belongs to it.
public struct PlanDocument: Sendable, Equatable, Codable {
    public var title: String
    public var introduction: [String]
    public var scale: Scale
    /// The first has no title where something stands under no theme.
    public var themes: [Theme]
    public var legend: [Post]

    public init(title: String, introduction: [String] = [], scale: Scale, themes: [Theme] = [], legend: [Post] = []) {
        self.title = title
        self.introduction = introduction
        self.scale = scale
        self.themes = themes
        self.legend = legend
    }

    public struct Theme: Sendable, Equatable, Codable {
        public var reference = ""
        public var title = ""
        public var purpose = ""
        public var actions: [Action] = []
        public var objectives: [Objective] = []

        public init(reference: String = "", title: String = "", purpose: String = "") {
            self.reference = reference
            self.title = title
            self.purpose = purpose
        }

        var isNone: Bool { title.isEmpty && reference.isEmpty }
        var heading: String { reference.isEmpty ? title : reference + " " + title }
        var allActions: [Action] { actions + objectives.flatMap(\.actions) }
    }

    public struct Objective: Sendable, Equatable, Codable {
        public var reference = ""
        public var text: String
        public var levels: [Level] = []
        public var improvement = ""
        public var outcome = ""
        public var notes: [String] = []
        public var actions: [Action] = []

        public init(text: String) { self.text = text }
    }

    public struct Level: Sendable, Equatable, Codable {
        /// The scale's key: "red".
        public var key: String
        public var date: LevelDate
        /// As written, where that says more: "Amber 03/17, on the way".
        public var words = ""

        public init(key: String, date: LevelDate, words: String = "") {
            self.key = key
            self.date = date
            self.words = words
        }
    }

    public struct Action: Sendable, Equatable, Codable {
        public var reference = ""
        public var text: String
        public var steps: [Step] = []
        /// As written: "HSSC/SSSM".
        public var lead = ""
        /// Each once; the accountable one first where nobody wrote an order.
        public var posts: [Post] = []
        public var deadline = ""
        public var outcome = ""
        /// Oldest first.
        public var notes: [String] = []

        public init(text: String) { self.text = text }
    }

    public struct Step: Sendable, Equatable, Codable {
        /// "a)", or empty for a bullet.
        public var label = ""
        public var text: String
        public var depth = 1

        public init(label: String = "", text: String, depth: Int = 1) {
            self.label = label
            self.text = text
            self.depth = depth
        }
    }

    public struct Post: Sendable, Hashable, Codable {
        public var abbreviation: String
        public var title: String

        public init(abbreviation: String, title: String) {
            self.abbreviation = abbreviation
            self.title = title
        }
    }

    var actions: [Action] { themes.flatMap(\.allActions) }
    var objectives: [Objective] { themes.flatMap(\.objectives) }
}

// MARK: from what was imported

extension PlanDocument {
    /// The plan that a file holds, as if all of it had been taken.
    public init(_ plan: ImportedPlan, scale: Scale) {
        self.init(title: plan.title, introduction: plan.introduction, scale: scale)
        legend = plan.legend.map { Post(abbreviation: $0.abbreviation, title: $0.title) }
        let steps = Dictionary(grouping: plan.steps, by: \.action)
        let levels = Dictionary(grouping: plan.levels, by: \.objective)
        func action(_ action: ImportedPlan.Action) -> Action {
            var made = Action(text: action.text)
            made.reference = action.reference
            made.steps = (steps[action.id] ?? []).map { Step(label: $0.label, text: $0.text, depth: $0.depth) }
            made.lead = action.lead
            made.posts = action.posts.map {
                Post(abbreviation: plan.posts[$0].abbreviation, title: plan.posts[$0].title)
            }
            made.deadline = action.deadline.words
            made.outcome = action.outcome
            made.notes = action.notes
            return made
        }
        let actions = Dictionary(grouping: plan.actions) { Place(theme: $0.theme, objective: $0.objective) }
        let objectives = Dictionary(grouping: plan.objectives, by: \.theme)
        for theme in [nil] + plan.themes.map({ $0 as ImportedPlan.Theme? }) {
            var made = theme.map { Theme(reference: $0.reference, title: $0.title, purpose: $0.purpose) } ?? Theme()
            made.actions = (actions[Place(theme: theme?.id, objective: nil)] ?? []).map(action)
            made.objectives = (objectives[theme?.id] ?? []).map { objective in
                var one = Objective(text: objective.text)
                one.reference = objective.reference
                one.levels = (levels[objective.id] ?? []).map { Level(key: $0.level, date: $0.date, words: $0.words) }
                one.improvement = objective.improvement
                one.outcome = objective.outcome
                one.notes = objective.notes
                one.actions = (actions[Place(theme: objective.theme, objective: objective.id)] ?? []).map(action)
                return one
            }
            if theme != nil || !made.actions.isEmpty || !made.objectives.isEmpty { themes.append(made) }
        }
    }

    private struct Place: Hashable {
        var theme: Int?
        var objective: Int?
    }
}
