import Ledger
public import Log

/// What saving an import did.
public struct SavedImport: Sendable, Equatable {
    public let plan: String
    /// False where the same form was pressed before: then nothing more was done.
    public let isNew: Bool
}

extension BringStore {
    /// Writes a whole new plan in one recorded change: all of it or nothing. Pressed twice, it is there once.
    public func save(
        _ draft: ImportDraft, _ choices: ImportChoices, batch: String, by actor: Actor
    ) async throws -> SavedImport {
        try await recorder.record(.planImport, by: actor) { write in
            let present = try Self.held(batch, write)
            if let plan = present.plan, present.state != .preview {
                write.trace(Trace("sent the same form again", "import", batch))
                return SavedImport(plan: plan, isNew: false)
            }
            let plan = write.newID()
            let rows = BringRows(write: write, batch: batch, plan: plan, draft: draft, choices: choices)
            try rows.insertPlan()
            try Self.insertAll(draft.plan, rows)
            var choices = choices
            choices.into = nil
            choices.title = draft.title
            choices.summary = draft.found
            try Self.setSaved(batch, plan: plan, choices, write)
            write.trace(Trace(
                "brought a plan in", "plan", plan, after: 1, fields: ["themes", "objectives", "levels", "actions"],
                reason: "import \(batch)"))
            return SavedImport(plan: plan, isNew: true)
        }
    }

    private static func insertAll(_ plan: ImportedPlan, _ rows: BringRows) throws {
        let themes = try plan.themes.enumerated().map { try rows.insert($1, position: $0) }
        let objectives = try plan.objectives.enumerated().map { position, objective in
            try rows.insert(objective, theme: objective.theme.map { themes[$0] }, position: position)
        }
        var judged: [Int: Int] = [:]
        for level in plan.levels {
            try rows.insert(level, objective: objectives[level.objective], position: judged[level.objective, default: 0])
            judged[level.objective, default: 0] += 1
        }
        let posts = try rows.posts(plan.posts)
        let steps = Dictionary(grouping: plan.steps, by: \.action)
        for (position, action) in plan.actions.enumerated() {
            _ = try rows.insert(
                action, theme: action.theme.map { themes[$0] }, objective: action.objective.map { objectives[$0] },
                posts: action.posts.map { posts[$0] }.uniqued, steps: steps[action.id] ?? [], position: position)
        }
    }
}

extension Array where Element: Hashable {
    /// Each once, in the order of their first.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
