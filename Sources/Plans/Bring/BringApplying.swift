import Calendar
import Ledger
public import Log

extension PlanComparison.Proposal {
    /// Names the proposal in a form: another one as soon as the plan or the file says something else.
    public var key: String {
        "\(kind.rawValue)-\(subject.rawValue)-\(imported ?? -1)-\(Fingerprint.of([present ?? "", field ?? "", from, to]))"
    }
}

extension PlanComparison {
    /// What a person can take or leave. Posts come with the actions that name them, and are changed on their own pages.
    public var choices: [Proposal] { changes.filter { $0.subject != .post } }

    /// Changes as soon as one of the proposals does.
    public var fingerprint: String { Fingerprint.of(choices.map(\.key)) }
}

enum Fingerprint {
    /// FNV-1a, 64 bits: tells accidental differences apart, and is no secret.
    static func of(_ texts: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in texts {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return String(hash, radix: 36)
    }
}

extension BringStore {
    /// Which proposals a person took.
    public enum Taken: Sendable {
        case ticked(Set<String>)
        /// All; the fingerprint is of what they saw, nil where that was just now.
        case all(seen: String?)
    }

    /// Saves the proposals that were taken into a plan that is there, in one recorded change.
    /// - Throws: `PlanProblem.changedMeanwhile` where the plan is no longer as it was when the proposals were shown.
    public func apply(
        _ draft: ImportDraft, _ choices: ImportChoices, to plan: String, _ taken: Taken, batch: String, by actor: Actor
    ) async throws -> SavedImport {
        try await recorder.record(.planImport, by: actor) { write in
            let held = try Self.held(batch, write)
            if let plan = held.plan, held.state != .preview {
                write.trace(Trace("sent the same form again", "import", batch))
                return SavedImport(plan: plan, isNew: false)
            }
            guard try PlanReads.plan(write.reader, organisation: write.organisation, id: plan) != nil else {
                throw PlanProblem.gone
            }
            let present = try PresentPlan.read(write.reader, organisation: write.organisation, plan: plan)
            let comparison = PlanComparison.compare(draft.plan, with: present)
            let chosen = try Self.chosen(taken, of: comparison)
            let rows = BringRows(write: write, batch: batch, plan: plan, draft: draft, choices: choices)
            var applying = BringApplying(rows, comparison)
            try applying.apply(chosen)
            var choices = choices
            choices.into = plan
            choices.applied = applying.applied
            choices.summary = ImportDraft.count(chosen.count, "proposal") + " of " + String(comparison.choices.count)
            try Self.setSaved(batch, plan: plan, choices, write)
            write.trace(Trace(
                "brought a newer version of a plan in", "plan", plan,
                fields: chosen.map { "\($0.kind.rawValue) \($0.subject.rawValue)" }.uniqued, reason: "import \(batch)"))
            return SavedImport(plan: plan, isNew: true)
        }
    }

    private static func chosen(
        _ taken: Taken, of comparison: PlanComparison
    ) throws -> [PlanComparison.Proposal] {
        switch taken {
        case .all(let seen):
            guard seen == nil || seen == comparison.fingerprint else { throw PlanProblem.changedMeanwhile }
            return comparison.choices
        case .ticked(let keys):
            let chosen = comparison.choices.filter { keys.contains($0.key) }
            guard Set(chosen.map(\.key)) == keys else { throw PlanProblem.changedMeanwhile }
            return chosen
        }
    }
}

/// Writes proposals one after the other. What a new entry stands under is brought along where it is new as well.
struct BringApplying {
    private let rows: BringRows
    private let fields: BringFields
    private let imported: ImportedPlan
    private var themes: [Int: String]
    private var objectives: [Int: String]
    private var actions: [Int: String]
    private var posts: [Int: String]
    private let steps: [Int: [ImportedPlan.Step]]
    private var withNewNotes: Set<Int> = []
    private(set) var applied: [AppliedChange] = []

    init(_ rows: BringRows, _ comparison: PlanComparison) {
        self.rows = rows
        fields = BringFields(write: rows.write, batch: rows.batch, plan: rows.plan)
        imported = rows.draft.plan
        themes = comparison.themes
        objectives = comparison.objectives
        actions = comparison.actions
        posts = comparison.posts
        steps = Dictionary(grouping: rows.draft.plan.steps, by: \.action)
    }

    mutating func apply(_ chosen: [PlanComparison.Proposal]) throws {
        try addPosts(chosen)
        for proposal in chosen { try apply(proposal) }
        try applyStatuses()
    }

    private mutating func apply(_ proposal: PlanComparison.Proposal) throws {
        guard let number = proposal.imported else { return }
        switch (proposal.kind, proposal.subject) {
        case (.add, .theme): _ = try themeID(number)
        case (.add, .objective): _ = try objectiveID(number)
        case (.add, .level): try addLevel(imported.levels[number])
        case (.add, .action): try addAction(imported.actions[number])
        case (.add, .step): try addStep(imported.steps[number])
        case (.add, .note): try addNote(proposal.to, number)
        case (.change, _): try change(proposal, number)
        default: break
        }
    }

    // MARK: New entries

    private mutating func themeID(_ number: Int) throws -> String {
        if let known = themes[number] { return known }
        let id = try rows.insert(imported.themes[number], position: try rows.nextTheme())
        themes[number] = id
        return id
    }

    private mutating func objectiveID(_ number: Int) throws -> String {
        if let known = objectives[number] { return known }
        let objective = imported.objectives[number]
        let under = try objective.theme.map { try themeID($0) }
        let id = try rows.insert(objective, theme: under, position: try rows.nextObjective())
        objectives[number] = id
        return id
    }

    /// The posts that the chosen actions name and that nobody has named here yet.
    private mutating func addPosts(_ chosen: [PlanComparison.Proposal]) throws {
        let named = chosen.filter { $0.subject == .action && ($0.kind == .add || $0.field == "posts") }
            .compactMap(\.imported).flatMap { imported.actions[$0].posts }
        let missing = named.uniqued.filter { posts[$0] == nil }
        for (number, id) in zip(missing, try rows.posts(missing.map { imported.posts[$0] })) { posts[number] = id }
    }

    private func postIDs(_ action: ImportedPlan.Action) -> [String] { action.posts.compactMap { posts[$0] }.uniqued }

    /// Levels stand in the order of their dates; one without a date comes last.
    private mutating func addLevel(_ level: ImportedPlan.Level) throws {
        let under = try objectiveID(level.objective)
        let there = try rows.levelPositions(of: under)
        var position = (there.last?.position ?? -1) + 1
        if let day = level.date.earliest,
            let later = there.first(where: { $0.date.earliest.map { $0 > day } ?? false })
        {
            position = later.position
            try rows.moveLevels(of: under, from: position)
        }
        try rows.insert(level, objective: under, position: position)
        let change = FieldChange(field: "level", before: "", after: level.level)
        try PlanStore.insert(change, plan: rows.plan, subject: under, batch: rows.batch, rows.write)
    }

    private mutating func addAction(_ action: ImportedPlan.Action) throws {
        let under = try action.objective.map { try objectiveID($0) }
        let theme = try action.theme.map { try themeID($0) }
        actions[action.id] = try rows.insert(
            action, theme: theme, objective: under, posts: postIDs(action),
            steps: steps[action.id] ?? [], position: try rows.nextAction())
    }

    private mutating func addStep(_ step: ImportedPlan.Step) throws {
        guard let action = actions[step.action] else { return }
        try rows.insert(step, action: action, position: try rows.nextStep(of: action))
        let change = FieldChange(field: "step", before: "", after: step.text)
        try PlanStore.insert(change, plan: rows.plan, subject: action, batch: rows.batch, rows.write)
    }

    private mutating func addNote(_ words: String, _ number: Int) throws {
        guard let action = actions[number] else { return }
        try rows.insertNotes([words], subject: action)
        withNewNotes.insert(number)
    }

    // MARK: Changed fields

    private mutating func change(_ proposal: PlanComparison.Proposal, _ number: Int) throws {
        guard let id = proposal.present, let field = proposal.field else { return }
        let words = (before: proposal.from, after: proposal.to)
        switch (proposal.subject, field) {
        case (.objective, "theme"):
            let under = try imported.objectives[number].theme.map { try themeID($0) } ?? ""
            try set(.objective, id, "theme", under, proposal, words)
        case (.objective, "text"): try set(.objective, id, "title", proposal.to, proposal)
        case (.step, "text"): try set(.step, id, "title", proposal.to, proposal)
        case (.action, "objective"):
            let action = imported.actions[number]
            let under = try action.objective.map { try objectiveID($0) }
            let theme = try action.theme.map { try themeID($0) }
            try set(.action, id, "place", "\(under ?? "-") \(theme ?? "-")", proposal, words)
        case (.action, "posts"):
            let ids = postIDs(imported.actions[number])
            let before = BringFields.leads(try fields.value(.action, id, "posts") ?? "")
            let leads = BringFields.leads(ids, accountable: before.first(where: \.isAccountable)?.post)
            try set(.action, id, "posts", BringFields.words(leads), proposal, words)
        case (.action, "text"): try save(id, proposal.words) { $0.title = proposal.to }
        case (.action, "outcome"): try save(id, proposal.words) { $0.outcome = proposal.to }
        case (.action, "deadline"):
            let deadline = rows.deadline(of: imported.actions[number])
            try save(id, proposal.words) { action in
                // A wait that the old words spoke of ends with them.
                if action.waitingOn == action.deadline.words { action.waitingOn = "" }
                if deadline.kind == .waitingOn, action.waitingOn.isEmpty { action.waitingOn = deadline.words }
                action.deadline = deadline
            }
        default: try set(proposal.subject, id, field, proposal.to, proposal)
        }
    }

    private mutating func set(
        _ subject: BringFields.Subject, _ id: String, _ field: String, _ value: String,
        _ proposal: PlanComparison.Proposal, _ shown: (before: String, after: String)? = nil
    ) throws {
        guard let before = try fields.value(subject, id, field), before != value else { return }
        try fields.set(subject, id, field, to: value, shown: shown)
        applied.append(AppliedChange(
            subject: subject, id: id, field: field, before: before, after: value, words: proposal.words))
    }

    private mutating func save(_ id: String, _ words: String, _ change: (inout Action) -> Void) throws {
        guard let old = try PlanReads.action(rows.write.reader, organisation: rows.write.organisation, id: id) else { return }
        var new = old
        change(&new)
        try PlanStore.save(new, over: old, version: nil, batch: rows.batch, rows.write)
        for change in ActionFields.differences(from: old, to: new) {
            applied.append(AppliedChange(
                subject: .action, id: id, field: change.field, before: change.before, after: change.after, words: words))
        }
    }

    /// Of present actions only those whose new progress words were taken.
    private mutating func applyStatuses() throws {
        guard rows.choices.statuses else { return }
        for number in withNewNotes.sorted() {
            guard let id = actions[number], let reading = rows.draft.statuses[number] else { continue }
            try save(id, imported.actions[number].text) { $0.status = reading.status }
        }
    }
}
