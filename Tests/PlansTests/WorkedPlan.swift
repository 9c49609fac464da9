import Accounts
import Calendar
import Database
import Ledger
import Log
@testable import Plans
import Support

/// A small plan that people work on: one objective, one action with a lead, a step and a deadline.
struct WorkedPlan {
    let world: World
    let store: PlanStore
    let plan: String
    let objective: String
    let action: String
    /// Two posts, the first of which leads the action.
    let posts: [String]

    init(on engine: Engine) async throws {
        world = try await World(on: engine)
        store = PlanStore(recorder: world.recorder)
        let actor = world.actor
        let posts = try await world.recorder.record(.planWrite, by: actor) { write in
            let posts = [
                try PostStore.find(abbreviation: "HCS", title: "Head of Community Safety", orAddIn: write),
                try PostStore.find(abbreviation: "SSM", title: "Strategic Safeguarding Manager", orAddIn: write),
            ]
            write.trace(Trace("added posts", "post"))
            return posts
        }
        let made = try await world.recorder.record(.planWrite, by: actor) { write in
            let plan = try PlanStore.addPlan(.init(title: "Plan"), in: write)
            let theme = try PlanStore.addTheme(.init(title: "Training"), to: plan, in: write)
            let objective = try PlanStore.addObjective(.init(theme: theme, title: "All staff know the signs"), to: plan, in: write)
            let action = try PlanStore.addAction(
                .init(
                    theme: theme, objective: objective, title: "Train the front line",
                    leads: [.init(post: posts[0], isAccountable: true)], steps: [.init(title: "Book the rooms", depth: 1)],
                    deadline: Deadline.read("31/03/27").deadline),
                to: plan, in: write)
            return [plan, objective, action]
        }
        self.posts = posts
        (plan, objective, action) = (made[0], made[1], made[2])
    }

    func present() async throws -> Action {
        let id = action
        guard let action = try await world.database.read({ try PlanReads.action($0, organisation: 1, id: id) }) else {
            throw PlanProblem.gone
        }
        return action
    }

    func picture(asOf day: Day? = nil) async throws -> PlanPicture {
        let plan = plan
        let picture = try await world.database.read { try PlanPicture.read($0, organisation: 1, plan: plan, asOf: day) }
        guard let picture else { throw PlanProblem.gone }
        return picture
    }

    func aDayLater() { world.clock.now = world.clock.now.adding(hours: 24) }
}
