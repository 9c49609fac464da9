import Accounts
import Calendar
import Database
import Ledger
import Log
import Plans

extension Demonstration {
    /// Fills a further plan with as many actions, ten to an objective, and gives its identifier: for measurements only.
    ///
    /// Four in five actions are open, their deadlines spread over three years around today, their leads over all posts;
    /// each objective has a level and each action a note. Every row is traced, 500 actions a change.
    @discardableResult
    public static func fill(_ services: Services, actions: Int) async throws -> String {
        let today = services.clock().day
        let (account, known) = try await services.database.read { reader -> (String?, [String]) in
            let owner = try AccountStore.list(reader, organisation: Council.number).first { $0.roles.may(.editPlan) }
            return (owner?.id, try PostStore.list(reader, organisation: Council.number).map(\.id))
        }
        let actor = Actor(organisation: Council.number, account: account)
        let (plan, posts) = try await services.recorder.record(.planWrite, by: actor) { write -> (String, [String]) in
            let posts = known.isEmpty
                ? try Seat.allCases.map {
                    try PostStore.find(abbreviation: $0.abbreviation, title: $0.title, orAddIn: write)
                } : known
            let plan = PlanStore.NewPlan(title: "A plan of \(actions) actions", introduction: "Made for a measurement.")
            return (try PlanStore.addPlan(plan, in: write), posts)
        }
        for start in stride(from: 0, to: actions, by: 500) {
            let batch = Filling(plan: plan, posts: posts, today: today, numbers: start..<min(start + 500, actions))
            try await services.recorder.record(.planWrite, by: actor) { try batch.add(in: $0) }
        }
        return plan
    }
}

/// Some of the actions that a measurement needs.
private struct Filling: Sendable {
    let plan: String
    let posts: [String]
    let today: Day
    let numbers: Range<Int>

    private static let open: [ActionStatus] = [.notStarted, .onTrack, .onTrack, .atRisk, .late, .onTrack]
    private static let closed: [ActionStatus] = [.done, .stopped]
    private static let levels = ["red", "amber", "green"]

    func add(in write: Write) throws {
        var objective = ""
        for number in numbers {
            if number % 10 == 0 || objective.isEmpty {
                objective = try PlanStore.addObjective(
                    .init(
                        theme: nil, title: "Objective \(number / 10 + 1): concerns are passed on the same day",
                        improvement: "Agree the route with every service."), to: plan, in: write)
                let level = PlanStore.Judgement(
                    level: Self.levels[number / 10 % 3], date: LevelDate(.day(today)), why: "As judged at the start.",
                    evidence: "", suggestion: nil)
                try PlanStore.addFirstLevel(level, to: objective, in: write)
            }
            let action = try PlanStore.addAction(action(number, of: objective), to: plan, in: write)
            let note = "Meeting \(number + 1) held; next steps agreed with the service."
            try PlanStore.addNote(note, to: action, in: write)
        }
    }

    private func action(_ number: Int, of objective: String) -> PlanStore.NewAction {
        // 7919 is prime, so neighbours lie far apart and every day of the three years comes up.
        let day = today.adding(days: number * 7919 % 1095 - 365)
        let status = number % 5 == 4 ? Self.closed[number / 5 % 2] : Self.open[number % 6]
        let first = number % posts.count
        let second = (number / posts.count + first + 1) % posts.count
        var leads = [PlanStore.NewLead(post: posts[first], isAccountable: true)]
        if number % 3 == 0 && second != first { leads.append(.init(post: posts[second], isAccountable: false)) }
        return PlanStore.NewAction(
            theme: nil, objective: objective,
            title: "Action \(number + 1): brief the service and write down who does what",
            leads: leads, status: status, deadline: Deadline(words: day.long, kind: .date, day: day))
    }
}
