/// A level that the program proposes, with the reason. A person accepts, edits or refuses it; it never sets itself.
public struct LevelSuggestion: Sendable, Hashable {
    public let level: String
    public let reason: String
    /// What it was drawn from, as a short text: a refused suggestion comes back only when this has changed.
    public let basis: String
}

/// When to propose another level. Pure: what it knows comes in.
enum LevelRules {
    /// Nil when there is nothing to propose: no action, nothing changed, or the present level already fits.
    static func suggest(scale: Scale, present: String?, actions: [Action], overdue: Int) -> LevelSuggestion? {
        guard !actions.isEmpty, let best = scale.best else { return nil }
        let open = actions.filter(\.status.isOpen).count
        let done = actions.filter { $0.status == .done || $0.status == .kept }.count
        let rank = present.flatMap { scale.rank($0) }
        let basis = "\(present ?? "none") \(actions.map(\.status.rawValue).sorted().joined(separator: " ")) \(overdue)"
        if open == 0 && done > 0 && rank != scale.steps.count - 1 {
            return LevelSuggestion(
                level: best.key,
                reason: "\(count(done, "action")) \(done == 1 ? "is" : "are") done and none is open.", basis: basis)
        }
        if let rank, rank == scale.steps.count - 1, overdue > 0, scale.steps.count > 1 {
            return LevelSuggestion(
                level: scale.steps[scale.steps.count - 2].key,
                reason: "\(count(overdue, "action")) \(overdue == 1 ? "is" : "are") overdue, so the level may have slipped.",
                basis: basis)
        }
        if let worst = scale.steps.first, present == worst.key, scale.steps.count > 2, done > 0, open > 0 {
            return LevelSuggestion(
                level: scale.steps[1].key, reason: "\(done) of \(count(actions.count, "action")) \(done == 1 ? "is" : "are") done.",
                basis: basis)
        }
        return nil
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
