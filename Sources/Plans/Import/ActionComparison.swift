/// Compares actions with their steps and notes.
extension Comparing {
    mutating func compareActions() {
        let postNames = Dictionary(present.posts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let partners = PlanMatching.pairs(
            imported.actions.map { .init($0.text, in: group($0)) },
            present.actions.map { .init($0.text, in: Self.group($0.objective, $0.theme)) }, near: 0.5, far: 0.8)
        for (action, partner) in zip(imported.actions, partners) {
            guard let partner else {
                propose(.add, .action, row: action.row, imported: action.id, to: action.text, words: action.text)
                continue
            }
            let same = present.actions[partner]
            result.actions[action.id] = same.id
            compareFields(
                .action, row: action.row, imported: action.id, present: same.id, words: same.text,
                [
                    ("objective", place(same), place(action)), ("reference", same.reference, action.reference),
                    ("text", same.text, action.text), posts(action, same, postNames),
                    ("deadline", same.deadline, action.deadline.words), ("outcome", same.outcome, action.outcome),
                ])
            compareSteps(action, same)
            compareNotes(action, same)
        }
        let taken = Set(partners.compactMap { $0 })
        for (place, action) in present.actions.enumerated() where !taken.contains(place) {
            propose(.missing, .action, present: action.id, words: action.text)
        }
    }

    private func group(_ action: ImportedPlan.Action) -> String {
        Self.group(action.objective.flatMap { result.objectives[$0] }, action.theme.flatMap { result.themes[$0] })
    }

    private static func group(_ objective: String?, _ theme: String?) -> String {
        if let objective { return "objective " + objective }
        return theme.map { "theme " + $0 } ?? ""
    }

    /// What the action stands under, in words.
    private func place(_ action: PresentPlan.Action) -> String {
        guard let objective = action.objective else { return themeTitle(action.theme) }
        return objectiveTexts[objective] ?? ""
    }

    /// In the present plan's words where they are the same entry.
    private func place(_ action: ImportedPlan.Action) -> String {
        guard let objective = action.objective else { return importedThemeTitle(action.theme) }
        guard let id = result.objectives[objective] else { return imported.objectives[objective].text }
        return objectiveTexts[id] ?? ""
    }

    /// No change unless the file names a post that the action lacks: others may have been given to it here.
    private func posts(
        _ action: ImportedPlan.Action, _ same: PresentPlan.Action, _ names: [String: String]
    ) -> (name: String, from: String, to: String) {
        let from = same.posts.compactMap { names[$0] }
        let to = action.posts.map { post in result.posts[post].flatMap { names[$0] } ?? imported.posts[post].name }
        if Set(to).isSubset(of: from) { return ("posts", "", "") }
        return ("posts", from.joined(separator: "; "), to.joined(separator: "; "))
    }

    private mutating func compareSteps(_ action: ImportedPlan.Action, _ same: PresentPlan.Action) {
        let steps = importedSteps[action.id] ?? []
        guard !steps.isEmpty || !same.steps.isEmpty else { return }
        let partners = PlanMatching.pairs(
            steps.map { .init($0.text, in: same.id) }, same.steps.map { .init($0.text, in: same.id) }, near: 0.5,
            far: 0.5)
        for (step, partner) in zip(steps, partners) {
            if let partner {
                let known = same.steps[partner]
                compareFields(
                    .step, row: step.row, imported: step.id, present: known.id, words: known.text,
                    [("text", known.text, step.text)])
            } else {
                propose(
                    .add, .step, row: step.row, imported: step.id, present: same.id, to: step.text, words: same.text)
            }
        }
        let taken = Set(partners.compactMap { $0 })
        for (place, step) in same.steps.enumerated() where !taken.contains(place) {
            propose(.missing, .step, present: step.id, words: step.text)
        }
    }

    /// Notes are only ever added: those that the file lacks were written here.
    private mutating func compareNotes(_ action: ImportedPlan.Action, _ same: PresentPlan.Action) {
        var known = WordBag()
        for note in same.notes { known.add(Words.key(note)) }
        for note in action.notes where !known.take(Words.key(note)) {
            propose(.add, .note, row: action.row, imported: action.id, present: same.id, to: note, words: same.text)
        }
    }
}
