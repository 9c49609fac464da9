import Accounts
import Calendar
import Cases
import Database
import HTTPTypes
import Log
import Pages

/// Routes of the lawful path of a person.
struct DecisionPages: Sendable {
    let desk: ReferralDesk

    var routes: [Route] {
        [
            .recordedPage(ReferralsURL.path(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.page(ask, viewer, at: "the lawful path") { visit, work in
                    DecisionViews.page(
                        work.file, work.whom, work,
                        DecisionViews.form(work.decision, work.person.part, token: ask.newForm),
                        mayDecide: viewer.may(.triage), now: ask.now)
                }
            },
            .action(ReferralsURL.path(.pattern), ReferralsPages.policy, bodyLimit: SheetLimits.body) { ask, viewer in
                try await desk.action(ask, viewer) { visit, whom in try await decide(ask, visit, whom) }
            },
            .action(ReferralsURL.task(.pattern, "{kind}"), ReferralsPages.policy) { ask, viewer in
                try await desk.action(ask, viewer) { visit, whom in try await task(ask, visit, whom) }
            },
        ]
    }

    private func decide(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom) async throws -> Answer {
        let old = try await desk.database.read { try DecisionReads.newest($0, visit.keys, whom.person) }
        let input = DecisionInput(ask.form, old: old, mayDecide: visit.viewer.may(.triage), now: ask.now)
        guard input.problems.isEmpty else {
            return .page(try await again(ask, visit, whom, Form(ask.form, input.problems)), status: 422)
        }
        do {
            let pressed = try await desk.store.once(ask, visit) { write in
                try SheetStore.decide(
                    input.facts, input.words, after: Int(ask.form.text("version")) ?? 0, whom, visit.keys, in: write)
                return ReferralsURL.path(whom)
            }
            return .redirect(pressed.location)
        } catch ReferralProblem.changedMeanwhile {
            let mayLook = try await desk.entrance.look(visit, at: "both versions")
            var form = desk.stale(ask)
            guard mayLook, let old else {
                return .page(try await again(ask, visit, whom, form), status: 409)
            }
            form.values["version"] = ["\(old.version)"]
            let typed = Dictionary(DecisionViews.facts(input.facts, input.words)) { first, _ in first }
            let saved = DecisionViews.facts(old.facts, old.words)
            let labels = saved.map(\.0) + typed.keys.filter { label in !saved.contains { $0.0 == label } }.sorted()
            let differences = labels.compactMap { label -> Difference? in
                let (was, new) = (saved.first { $0.0 == label }?.1 ?? "", typed[label] ?? "")
                return was == new ? nil : Difference(label, old: was, new: new)
            }
            return .page(try await again(ask, visit, whom, form, meanwhile: differences), status: 409)
        }
    }

    private func task(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom) async throws -> Answer {
        guard let kind = Companion.Kind(rawValue: ask.parameter("kind")) else { throw Refusal.notFound }
        var problems = Problems()
        let who = ask.form.text("who")
        let isUndone = ask.form.has("undo")
        let day = isUndone ? nil : MomentInput.day("on", "Day", ask.form, into: &problems)
        if !isUndone {
            if day == nil && problems.isEmpty { problems.add("on", "Enter the day on which it was done") }
            if let day, day > ask.today { problems.add("on", "The day must not be in the future") }
            if who.isEmpty { problems.add("who", "Enter whom you spoke to") }
            if who.count > SheetLimits.box { problems.add("who", "Enter at most 15,000 characters") }
        }
        guard problems.isEmpty else {
            let work = try await desk.look(visit, whom, at: "the lawful path")
            let form = Form(ask.form, problems, idPrefix: kind.rawValue)
            let facts = work.map { DecisionViews.form($0.decision, $0.person.part, token: ask.newForm) } ?? Form()
            return .page(
                DecisionViews.page(
                    visit.file, whom, work, facts, mayDecide: visit.viewer.may(.triage), taskForm: (kind, form), now: ask.now),
                status: 422)
        }
        let pressed = try await desk.store.once(ask, visit) { write in
            try SheetStore.task(kind, on: day, who: who, whom, visit.keys, in: write)
            return ReferralsURL.path(whom)
        }
        return .redirect(pressed.location)
    }

    private func again(
        _ ask: Ask, _ visit: CaseVisit, _ whom: Whom, _ form: Form, meanwhile: [Difference] = []
    ) async throws -> Page {
        let work = try await desk.look(visit, whom, at: "the lawful path")
        return DecisionViews.page(
            visit.file, whom, work, form, meanwhile: meanwhile, mayDecide: visit.viewer.may(.triage), now: ask.now)
    }
}
