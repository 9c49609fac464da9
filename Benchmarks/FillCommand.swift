import Accounts
import ArgumentParser
import Calendar
import Database
import Foundation
import Ledger
import Log
import Plans
import Server

/// Adds a plan of many actions to the council that `granville demo --make-only` made, through the same stores that the
/// pages use: each row is in the ledger, as it would be in a council that worked for years.
struct FillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "fill", abstract: "Add a plan of many actions.")

    @Option(help: "Folder of the scratch council.")
    var data: String

    @Option(help: "PostgreSQL instead of the SQLite file.")
    var database: String?

    @Option(help: "How many actions the plan gets.")
    var actions = 1000

    private static let actionsOfAnObjective = 5
    private static let levels = ["red", "amber"]
    /// Jobs waiting for the writer at once; it takes them in groups.
    private static let atOnce = 256
    /// Addresses that the load is spread over.
    private static let sample = 500

    func run() async throws {
        let services = try Services.scratch(data, database: database)
        defer { services.close() }
        guard let account = try await services.database.read({
            try AccountStore.list($0, organisation: 1).first?.id
        }) else { throw ValidationError("The council in \(data) has no account: make it with granville demo --make-only") }
        let actor = Actor(organisation: 1, account: account)
        let filled = try await Filling(recorder: services.recorder, actor: actor).plan(
            objectives: actions / Self.actionsOfAnObjective, actionsEach: Self.actionsOfAnObjective,
            levels: Self.levels, atOnce: Self.atOnce)
        let middle = filled.objectives.count / 2
        print(String(decoding: try JSONEncoder().encode(Sample(
            plan: filled.plan, actions: filled.objectives.count * Self.actionsOfAnObjective,
            // Pages are read of one half and notes written to the other, so that no page grows while it is measured.
            objectives: filled.objectives[..<middle].prefix(Self.sample).map(\.id),
            noted: Array(filled.objectives[middle...].flatMap(\.actions).prefix(Self.sample)))), as: UTF8.self))
    }

    private struct Sample: Encodable {
        let plan: String
        let actions: Int
        let objectives: [String]
        let noted: [String]
    }
}

/// One plan of equal objectives, written as people write it.
struct Filling: Sendable {
    let recorder: Recorder
    let actor: Actor

    struct Objective: Sendable {
        let id: String
        let actions: [String]
    }

    func plan(
        objectives count: Int, actionsEach: Int, levels: [String], atOnce: Int
    ) async throws -> (plan: String, objectives: [Objective]) {
        let (plan, themes, posts) = try await recorder.record(.planWrite, by: actor) { write in
            let plan = try PlanStore.addPlan(.init(title: "A plan to measure on"), in: write)
            let themes = try (1...4).map { number in
                try PlanStore.addTheme(
                    .init(reference: "\(number)", title: "Theme \(number) of the measured plan"), to: plan, in: write)
            }
            let posts = try (1...20).map { number in
                try PostStore.find(abbreviation: "MP\(number)", title: "Measured Post \(number)", orAddIn: write)
            }
            return (plan, themes, posts)
        }
        let store = PlanStore(recorder: recorder)
        let objectives = try await withThrowingTaskGroup(of: Objective.self) { group in
            var made: [Objective] = []
            made.reserveCapacity(count)
            for number in 0..<count {
                if number >= atOnce, let one = try await group.next() { made.append(one) }
                group.addTask {
                    let objective = try await add(number, actionsEach, plan, themes[number % themes.count], posts)
                    for (turn, level) in levels.enumerated() {
                        try await store.judge(
                            objective.id,
                            .init(level: level, date: LevelDate(iso: "2026-0\(turn + 3)", words: "0\(turn + 3)/26"),
                                why: "As reported by the lead", evidence: "", suggestion: nil),
                            form: "fill-\(plan)-\(number)-\(turn)", location: "/", by: actor)
                    }
                    return objective
                }
            }
            for try await one in group { made.append(one) }
            return made
        }
        return (plan, objectives)
    }

    private func add(
        _ number: Int, _ actions: Int, _ plan: String, _ theme: String, _ posts: [String]
    ) async throws -> Objective {
        try await recorder.record(.planWrite, by: actor) { write in
            let objective = try PlanStore.addObjective(
                .init(theme: theme, title: "Objective \(number): staff know the signs and whom to tell",
                    improvement: "Training for all who meet the public", outcome: "More reports, sooner"),
                to: plan, in: write)
            let made = try (0..<actions).map { turn in
                try PlanStore.addAction(
                    Self.action(number * actions + turn, theme, objective, posts), to: plan, in: write)
            }
            return Objective(id: objective, actions: made)
        }
    }

    /// Deadlines of all kinds, in the shares that the councils' own plans have: most are dates, a third are words.
    private static func action(
        _ number: Int, _ theme: String, _ objective: String, _ posts: [String]
    ) -> PlanStore.NewAction {
        let day = Day(year: 2026 + number % 3, month: 1 + number % 12, day: 1 + number % 28)
        let deadline: Deadline =
            switch number % 6 {
            case 0: Deadline(words: "Ongoing", kind: .ongoing)
            case 1: .notSet
            default: Deadline(words: day.map { "\($0.iso)" } ?? "", kind: day == nil ? .notSet : .date, day: day)
            }
        let first = posts[number % posts.count]
        let second = posts[(number / 7) % posts.count]
        return .init(
            theme: theme, objective: objective,
            title: "Action \(number): agree with partners how concerns are passed on", leadWords: "MP\(number % 20 + 1)",
            leads: [.init(post: first, isAccountable: true)]
                + (second == first ? [] : [.init(post: second, isAccountable: false)]),
            status: ActionStatus.allCases[number % ActionStatus.allCases.count], deadline: deadline)
    }
}
