import Calendar
import Plans

extension Demonstration {
    /// The plan that a newcomer sees first. Its years follow the day on which the demonstration is made.
    static func mainPlan(today: Day) -> PlanStory {
        let begins = -727
        let year = today.adding(days: begins).year
        return PlanStory(
            title: "Anti-slavery action plan \(year) to \(year + 3)",
            introduction: """
                Wexcombe is a borough of market towns, farms and two business parks. This plan says what the council \
                does so that people are not exploited here, and so that those who were get help. It began with a \
                self-assessment, and is reviewed each quarter.
                """,
            scale: .redAmberGreen, owner: .dilys, begins: begins,
            themes: [leading, training, reporting, helping, places])
    }

    /// How many levels the story tells as taken from a suggestion.
    static var levelsFromSuggestions: Int {
        let stories = [mainPlan(today: Day(daysSinceEpoch: 20_000)), suppliers]
        return stories.flatMap(\.themes).flatMap(\.objectives).flatMap(\.levels)
            .filter { $0.origin == .accepted || $0.origin == .edited }.count
    }
}
