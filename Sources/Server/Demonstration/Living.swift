import Accounts
import Calendar
import Database
import Ledger
import Log
import Plans

/// The events of the plans, in order of time.
extension Council {
    /// One thing that happens, and what to do then.
    struct Happening {
        enum What {
            case beginPlan(Demonstration.PlanStory, number: Int)
            case holder(Demonstration.Holder, Seat)
            case vacancy(Seat)
            case added(Demonstration.ActionStory, Place, plan: Int)
            case level(Demonstration.LevelStory, objective: Place, plan: Int)
            case said(Demonstration.Said, Demonstration.ActionStory, Place, plan: Int)
            case step(Int, Demonstration.StepStory, Demonstration.ActionStory, Place)
            case concern(Demonstration.ConcernStory, number: Int)
            case turn(Demonstration.Turn, concern: Int)
        }

        let day: Int
        let order: Int
        let what: What
    }

    /// Where in the telling something stands: plan, theme, objective, action.
    typealias Place = [Int]

    /// Identifiers of what stands in the telling.
    struct Known {
        var plans: [Int: String] = [:]
        var themes: [Place: String] = [:]
        var objectives: [Place: String] = [:]
        var actions: [Place: String] = [:]
        var concerns: [Int: Told] = [:]
    }

    mutating func live(_ stories: [Demonstration.PlanStory]) async throws {
        var known = Known()
        var lastDay: Day?
        var place = 0
        for happening in Self.happenings(stories) {
            let day = workingDay(happening.day)
            place = day == lastDay ? place + 1 : 0
            lastDay = day
            // Somebody may look early in the morning.
            clock.now = min(moment(happening.day, place: place), now)
            try await happen(happening.what, stories, &known)
        }
    }

    static func happenings(_ stories: [Demonstration.PlanStory]) -> [Happening] {
        var all: [Happening] = []
        func add(_ day: Int, _ what: Happening.What) { all.append(Happening(day: day, order: all.count, what: what)) }
        for seat in Seat.allCases {
            for holder in seat.holders where holder.from >= -751 { add(holder.from, .holder(holder, seat)) }
            if let last = seat.holders.last?.to { add(last, .vacancy(seat)) }
        }
        for (number, story) in stories.enumerated() {
            add(story.begins, .beginPlan(story, number: number))
            for (themeAt, theme) in story.themes.enumerated() {
                for (objectiveAt, objective) in theme.objectives.enumerated() {
                    let place = [number, themeAt, objectiveAt]
                    for (actionAt, action) in objective.actions.enumerated() {
                        let place = place + [actionAt]
                        if let day = action.added { add(day, .added(action, place, plan: number)) }
                        for (index, step) in action.steps.enumerated() {
                            if let day = step.done { add(day, .step(index, step, action, place)) }
                        }
                        for said in action.said { add(said.day, .said(said, action, place, plan: number)) }
                    }
                    for level in objective.levels { add(level.day, .level(level, objective: place, plan: number)) }
                }
            }
        }
        for (number, story) in Demonstration.allConcerns.enumerated() {
            add(story.day, .concern(story, number: number))
            for turn in story.then { add(story.day + turn.after, .turn(turn, concern: number)) }
        }
        return all.sorted { ($0.day, $0.order) < ($1.day, $1.order) }
    }

    private mutating func happen(
        _ what: Happening.What, _ stories: [Demonstration.PlanStory], _ known: inout Known
    ) async throws {
        switch what {
        case .beginPlan(let story, let number): try await begin(story, number, &known)
        case .holder(let holder, let seat): try await appoint(holder, to: seat)
        case .vacancy(let seat): if let last = seat.holders.last?.to { try await vacate(seat, on: last) }
        case .added(let action, let place, let plan):
            guard let planID = known.plans[plan] else { return }
            let theme = known.themes[Array(place.prefix(2))]
            let new = new(action, theme: theme, objective: known.objectives[Array(place.prefix(3))])
            known.actions[place] = try await services.recorder.record(
                .planWrite, by: actor(stories[plan].owner)) { try PlanStore.addAction(new, to: planID, in: $0) }
        case .concern(let story, let number): known.concerns[number] = try await file(story)
        case .turn(let what, let number):
            guard var told = known.concerns[number] else { return }
            try await turn(what, &told)
            known.concerns[number] = told
        case .level(let level, let place, let plan):
            if let id = known.objectives[place] { try await judge(level, of: id, in: stories[plan]) }
        case .said(let said, let action, let place, let plan):
            if let id = known.actions[place] { try await say(said, of: action, id, owner: stories[plan].owner) }
        case .step(let index, let step, let action, let place):
            guard let id = known.actions[place] else { return }
            let steps = try await read { try PlanReads.steps($0, organisation: Self.number, actions: [id])[id] ?? [] }
            guard steps.indices.contains(index) else { return }
            try await plans.setStep(
                steps[index].id, of: id, doneOn: clock.now.day,
                by: actor(holder(of: step.posts.first ?? action.posts.first) ?? stories[place[0]].owner))
        }
    }

    // MARK: The plan as it begins

    private func begin(_ story: Demonstration.PlanStory, _ number: Int, _ known: inout Known) async throws {
        let legend = Set(story.themes.flatMap(\.objectives).flatMap(\.actions).flatMap(\.posts))
            .sorted { $0.rawValue < $1.rawValue }.map { "\($0.abbreviation)\t\($0.title)" }.joined(separator: "\n")
        let before = known
        let this = self
        known = try await services.recorder.record(.planWrite, by: actor(story.owner)) { write in
            var known = before
            let new = PlanStore.NewPlan(
                title: story.title, introduction: story.introduction, scale: story.scale, legend: legend)
            let plan = try PlanStore.addPlan(new, in: write)
            known.plans[number] = plan
            for (themeAt, theme) in story.themes.enumerated() {
                let themeID = try PlanStore.addTheme(
                    .init(reference: theme.reference, title: theme.title, purpose: theme.purpose), to: plan, in: write)
                known.themes[[number, themeAt]] = themeID
                for (objectiveAt, objective) in theme.objectives.enumerated() {
                    let objectiveID = try PlanStore.addObjective(
                        .init(
                            theme: themeID, title: objective.title, improvement: objective.improvement,
                            outcome: objective.outcome), to: plan, in: write)
                    known.objectives[[number, themeAt, objectiveAt]] = objectiveID
                    for (actionAt, action) in objective.actions.enumerated() where action.added == nil {
                        let new = this.new(action, theme: themeID, objective: objectiveID, written: write.now.day)
                        known.actions[[number, themeAt, objectiveAt, actionAt]] = try PlanStore.addAction(
                            new, to: plan, in: write)
                    }
                }
            }
            return known
        }
    }

    private func new(
        _ action: Demonstration.ActionStory, theme: String?, objective: String?, written: Day? = nil
    ) -> PlanStore.NewAction {
        let leads = action.posts.enumerated().compactMap { place, seat in
            seats[seat].map { PlanStore.NewLead(post: $0, isAccountable: place == 0) }
        }
        let steps = zip("abcdefghij", action.steps).map { letter, step in
            PlanStore.NewStep(
                label: "\(letter))", title: step.title, posts: step.posts.map(\.abbreviation).joined(separator: "/"))
        }
        return PlanStore.NewAction(
            theme: theme, objective: objective, title: action.title, outcome: action.outcome,
            leadWords: action.posts.map(\.abbreviation).joined(separator: "/"), leads: leads, steps: steps,
            deadline: action.due.deadline(today: today, written: written ?? clock.now.day))
    }

    // MARK: What people say

    /// Who holds a post on the clock's day and signs in here.
    private func holder(of seat: Seat?) -> Person? {
        let offset = today.days(to: clock.now.day)
        return seat?.holders.last { $0.holds(on: offset) }?.person
    }

    private mutating func say(
        _ said: Demonstration.Said, of story: Demonstration.ActionStory, _ id: String, owner: Person
    ) async throws {
        let found = try await read { try PlanReads.action($0, organisation: Self.number, id: id) }
        guard let action = found else { return }
        let written = clock.now.day
        let next = said.due ?? (action.deadline.kind == .repeats ? story.due : nil)
        let update = PlanStore.Update(
            note: said.note, status: said.status ?? action.status,
            deadline: next?.deadline(today: today, written: written), waitingOn: said.waitingOn,
            checkAgainOn: said.check.map { day($0) }, noChange: said.status == nil)
        let place = PlansURL.action(action.plan, id)
        try await plans.update(
            id, version: action.version, update, form: form(), location: place,
            by: actor(holder(of: said.by ?? story.posts.first) ?? owner))
    }

    private mutating func judge(
        _ story: Demonstration.LevelStory, of id: String, in plan: Demonstration.PlanStory
    ) async throws {
        let day = clock.now.day
        let scale = plan.scale
        let (suggestion, planID) = try await read { reader -> (LevelSuggestion?, String) in
            guard let objective = try PlanReads.objective(reader, organisation: Self.number, id: id) else {
                return (nil, "")
            }
            let suggestion = try PlanReads.suggestion(
                reader, organisation: Self.number, objective: objective, scale: scale, on: day)
            return (suggestion, objective.plan)
        }
        if story.origin == .refused {
            if let suggestion { try await plans.refuse(suggestion, of: id, why: story.why, by: actor(plan.owner)) }
            return
        }
        let date: LevelDate = switch story.precision {
        case .none: .none
        case .month: LevelDate(.month(day.inMonth))
        case .day: LevelDate(.day(day))
        }
        let judgement = PlanStore.Judgement(
            level: story.level, date: date, why: story.why, evidence: story.evidence,
            suggestion: story.origin == .judged ? nil : suggestion)
        try await plans.judge(
            id, judgement, form: form(), location: PlansURL.objective(planID, id), by: actor(plan.owner))
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await services.database.read(body)
    }
}
