public import Calendar
public import Database

extension PlanReads {
    /// The level that the rules propose for an objective on a day. Nil where they propose none, or where a person
    /// already refused the same level on the same basis.
    public static func suggestion(
        _ reader: Reader, organisation: Int, objective: Objective, scale: Scale, on today: Day
    ) throws -> LevelSuggestion? {
        let actions = try actions(reader, organisation: organisation, objective: objective.id)
        let present = try levels(reader, organisation: organisation, objective: objective.id).last?.level
        let overdue = actions.filter { $0.isOverdue(on: today) }.count
        guard let found = LevelRules.suggest(scale: scale, present: present, actions: actions, overdue: overdue) else {
            return nil
        }
        let refused = try reader.first("""
            SELECT 1 FROM suggestion
            WHERE organisation = \(organisation) AND objective = \(objective.id) AND level = \(found.level)
                AND basis = \(found.basis) AND decision = 'refused'
            """) { try $0.int(0) }
        return refused == nil ? found : nil
    }
}
