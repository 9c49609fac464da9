/// What an imported plan would change in the present one, row by row; nothing is changed here, and nothing is ever
/// deleted.
public struct PlanComparison: Sendable, Equatable {
    public struct Proposal: Sendable, Equatable, Codable, Identifiable {
        public enum Kind: String, Sendable, Codable, CaseIterable {
            case add, change, unchanged
            /// In the present plan, but not in the file: reported only.
            case missing
        }

        public enum Subject: String, Sendable, Codable, CaseIterable {
            case theme, objective, level, action, step, note, post
        }

        /// Its place in the list, from 0.
        public var id: Int
        public var kind: Kind
        public var subject: Subject
        /// The file's row; nil for what the file lacks.
        public var row: Int?
        /// The imported number: of the theme, objective, level, action, step or post; of its action for a note.
        public var imported: Int?
        /// The present entry's id; for a step or note to add, its action's, where that is not new as well.
        public var present: String?
        /// For a change: which field.
        public var field: String?
        public var from: String
        public var to: String
        /// What is spoken of, in its own words.
        public var words: String
    }

    public var proposals: [Proposal] = []
    /// Present ids by imported number, where an entry was recognised.
    public var themes: [Int: String] = [:]
    public var objectives: [Int: String] = [:]
    public var actions: [Int: String] = [:]
    public var posts: [Int: String] = [:]

    /// Additions and changes.
    public var changes: [Proposal] { proposals.filter { $0.kind == .add || $0.kind == .change } }

    /// The file says nothing that the plan does not hold.
    public var proposesNothing: Bool { proposals.allSatisfy { $0.kind == .unchanged || $0.kind == .missing } }

    /// Entries are matched by their words without case and punctuation, then by likeness, so that a reworded action is
    /// a change and not a new one. An empty cell never empties what the plan holds. An action to add brings its own
    /// steps and notes along.
    public static func compare(_ imported: ImportedPlan, with present: PresentPlan) -> PlanComparison {
        var comparing = Comparing(imported, present)
        comparing.comparePosts()
        comparing.compareThemes()
        comparing.compareObjectives()
        comparing.compareLevels()
        comparing.compareActions()
        return comparing.result
    }
}

/// A comparison in the making; one function for each kind of entry.
struct Comparing {
    let imported: ImportedPlan
    let present: PresentPlan
    var result = PlanComparison()
    let importedSteps: [Int: [ImportedPlan.Step]]
    private let themeTitles: [String: String]
    let objectiveTexts: [String: String]

    init(_ imported: ImportedPlan, _ present: PresentPlan) {
        self.imported = imported
        self.present = present
        importedSteps = Dictionary(grouping: imported.steps, by: \.action)
        themeTitles = Dictionary(present.themes.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        objectiveTexts = Dictionary(
            present.objectives.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func propose(
        _ kind: PlanComparison.Proposal.Kind, _ subject: PlanComparison.Proposal.Subject, row: Int? = nil,
        imported: Int? = nil, present: String? = nil, field: String? = nil, from: String = "", to: String = "",
        words: String
    ) {
        result.proposals.append(
            .init(
                id: result.proposals.count, kind: kind, subject: subject, row: row, imported: imported,
                present: present,
                field: field, from: from, to: to, words: words))
    }

    /// One proposal for each field that the file words differently; one "unchanged" where there is none.
    mutating func compareFields(
        _ subject: PlanComparison.Proposal.Subject, row: Int?, imported: Int, present: String, words: String,
        _ fields: [(name: String, from: String, to: String)]
    ) {
        let changed = fields.filter { !$0.to.isEmpty && Words.key($0.from) != Words.key($0.to) }
        for field in changed {
            propose(
                .change, subject, row: row, imported: imported, present: present, field: field.name, from: field.from,
                to: field.to, words: words)
        }
        if changed.isEmpty {
            propose(.unchanged, subject, row: row, imported: imported, present: present, words: words)
        }
    }

    // MARK: posts

    mutating func comparePosts() {
        var byTitle: [String: Int] = [:]
        var byAbbreviation: [String: Int] = [:]
        for (place, post) in present.posts.enumerated().reversed() {
            if !post.title.isEmpty { byTitle[Words.key(post.title)] = place }
            if !post.abbreviation.isEmpty { byAbbreviation[Words.key(post.abbreviation)] = place }
        }
        for post in imported.posts {
            let known = byTitle[Words.key(post.title)] ?? byAbbreviation[Words.key(post.abbreviation)]
            guard let known else {
                propose(.add, .post, imported: post.id, to: post.name, words: post.name)
                continue
            }
            let same = present.posts[known]
            result.posts[post.id] = same.id
            compareFields(
                .post, row: nil, imported: post.id, present: same.id, words: same.name,
                [("abbreviation", same.abbreviation, post.abbreviation), ("title", same.title, post.title)])
        }
    }

    // MARK: themes and objectives

    mutating func compareThemes() {
        let partners = PlanMatching.pairs(
            imported.themes.map { .init($0.title) }, present.themes.map { .init($0.title) }, near: 0.5, far: 0.5)
        for (theme, partner) in zip(imported.themes, partners) {
            guard let partner else {
                propose(.add, .theme, row: theme.row, imported: theme.id, to: theme.title, words: theme.title)
                continue
            }
            let same = present.themes[partner]
            result.themes[theme.id] = same.id
            compareFields(
                .theme, row: theme.row, imported: theme.id, present: same.id, words: same.title,
                [
                    ("reference", same.reference, theme.reference), ("title", same.title, theme.title),
                    ("purpose", same.purpose, theme.purpose),
                ])
        }
        let taken = Set(partners.compactMap { $0 })
        for (place, theme) in present.themes.enumerated() where !taken.contains(place) {
            propose(.missing, .theme, present: theme.id, words: theme.title)
        }
    }

    mutating func compareObjectives() {
        let partners = PlanMatching.pairs(
            imported.objectives.map { .init($0.text, in: $0.theme.flatMap { result.themes[$0] } ?? "") },
            present.objectives.map { .init($0.text, in: $0.theme ?? "") }, near: 0.5, far: 0.7)
        for (objective, partner) in zip(imported.objectives, partners) {
            guard let partner else {
                propose(
                    .add, .objective, row: objective.row, imported: objective.id, to: objective.text,
                    words: objective.text)
                continue
            }
            let same = present.objectives[partner]
            result.objectives[objective.id] = same.id
            compareFields(
                .objective, row: objective.row, imported: objective.id, present: same.id, words: same.text,
                [
                    ("theme", themeTitle(same.theme), importedThemeTitle(objective.theme)),
                    ("reference", same.reference, objective.reference), ("text", same.text, objective.text),
                    ("improvement", same.improvement, objective.improvement),
                    ("outcome", same.outcome, objective.outcome),
                ])
        }
        let taken = Set(partners.compactMap { $0 })
        for (place, objective) in present.objectives.enumerated() where !taken.contains(place) {
            propose(.missing, .objective, present: objective.id, words: objective.text)
        }
    }

    /// A reworded theme is a change of the theme, not of everything below it.
    func importedThemeTitle(_ theme: Int?) -> String {
        guard let theme else { return "" }
        return result.themes[theme].map { themeTitle($0) } ?? imported.themes[theme].title
    }

    func themeTitle(_ id: String?) -> String { id.flatMap { themeTitles[$0] } ?? "" }

    // MARK: levels

    mutating func compareLevels() {
        var waiting: [String: [Int]] = [:]
        func key(_ objective: String, _ level: String, _ date: LevelDate) -> String {
            [objective, level, date.iso ?? ""].joined(separator: "\u{1F}")
        }
        for (place, level) in present.levels.enumerated().reversed() {
            waiting[key(level.objective, level.level, level.date), default: []].append(place)
        }
        var taken = Set<Int>()
        for level in imported.levels {
            let objective = result.objectives[level.objective]
            let known = objective.flatMap { waiting[key($0, level.level, level.date)]?.popLast() }
            if let known {
                taken.insert(known)
                let same = present.levels[known]
                propose(.unchanged, .level, row: level.row, imported: level.id, present: same.id, words: level.words)
            } else {
                propose(.add, .level, row: level.row, imported: level.id, to: level.words, words: level.words)
            }
        }
        for (place, level) in present.levels.enumerated() where !taken.contains(place) {
            let words = [level.level, level.date.long].filter { !$0.isEmpty }.joined(separator: " ")
            propose(.missing, .level, present: level.id, words: words)
        }
    }
}

extension ImportedPlan.Post {
    /// The title with its abbreviation in brackets.
    public var name: String { PresentPlan.Post.name(abbreviation, title) }
}

extension PresentPlan.Post {
    /// The title with its abbreviation in brackets.
    public var name: String { Self.name(abbreviation, title) }

    fileprivate static func name(_ abbreviation: String, _ title: String) -> String {
        if title.isEmpty { return abbreviation }
        return abbreviation.isEmpty ? title : "\(title) (\(abbreviation))"
    }
}
