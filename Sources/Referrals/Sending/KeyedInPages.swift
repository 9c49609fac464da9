import Accounts
import Attachments
import Calendar
import Cases
import Database
import HTTPTypes
import Log
import Pages

/// Routes of what is recorded once a person has keyed a sheet in on the national form.
struct KeyedInPages: Sendable {
    let desk: ReferralDesk

    var routes: [Route] {
        [
            .recordedPage(ReferralsURL.keyedIn(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.sheetPage(ask, viewer, at: "what was keyed in") { visit, work, sheet, decision in
                    let form = Form(["form": ask.newForm, "version": "\(sheet.version)"])
                    return KeyedInViews.page(work, sheet, form)
                }
            },
            .action(ReferralsURL.keyedIn(.pattern), ReferralsPages.policy, bodyLimit: Route.uploadLimit) { ask, viewer in
                try await desk.action(ask, viewer) { visit, whom in try await record(ask, visit, whom) }
            },
            .action(ReferralsURL.copy(.pattern), ReferralsPages.policy, bodyLimit: Route.uploadLimit) { ask, viewer in
                try await desk.action(ask, viewer) { visit, whom in try await copy(ask, visit, whom) }
            },
            .action(ReferralsURL.news(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.action(ask, viewer) { visit, whom in try await news(ask, visit, whom) }
            },
        ]
    }

    private func copy(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom) async throws -> Answer {
        var problems = Problems()
        let day = Self.pastDay("copy", "Day of the copy", ask, into: &problems)
        let file = try await sealed(ask, visit, &problems)
        guard let day, problems.isEmpty else { return try await again(ask, visit, whom, problems) }
        return try await change(ask, visit, whom) { ground, write in
            try SheetStore.keepCopy(on: day, ground, in: write)
            if let file { try CaseStore.attach(file, visit.keys, in: write) }
        }
    }

    /// The copy itself, where it came along: sealed before the change begins. A browser never gives a file back.
    private func sealed(_ ask: Ask, _ visit: CaseVisit, _ problems: inout Problems) async throws -> SealedAttachment? {
        let input = await AttachmentInput(ask.form)
        problems.add(input.problems)
        guard let file = input.attaching else { return nil }
        guard problems.isEmpty else {
            problems.add(AttachmentInput.file, "Choose the file again")
            return nil
        }
        return try visit.keys.seal(Attaching(file.file, words: "Copy of what was keyed in on the national form"))
    }

    private func record(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom) async throws -> Answer {
        var problems = Problems()
        let reference = ask.form.text("reference")
        if reference.isEmpty { problems.add("reference", "Enter the reference that the national form gave") }
        if reference.count > 100 { problems.add("reference", "Enter at most 100 characters") }
        let at = MomentInput.read("keyed", "Day", ask.form, ask.now, into: &problems)
        if at == nil && problems["keyed"] == nil && problems["keyed-time"] == nil {
            problems.add("keyed", "Enter the day on which it was keyed in")
        }
        if let at, at > ask.now { problems.add("keyed", "The time of keying in must not be in the future") }
        var copy: Day?
        switch ask.form.text("has-copy") {
        case "yes": copy = Self.pastDay("copy", "Day of the copy", ask, into: &problems)
        case "no":
            if ask.form.file(AttachmentInput.file) != nil {
                problems.add("has-copy", "You chose a file of the copy: select yes, and the day on which it came")
            }
        default: problems.add("has-copy", "Select whether the copy has come by email")
        }
        let file = try await sealed(ask, visit, &problems)
        guard let at, problems.isEmpty else { return try await again(ask, visit, whom, problems) }
        let (keyed, copyOn) = (KeyedIn(nationalReference: reference, at: at, copyReceived: copy != nil), copy)
        return try await change(ask, visit, whom) { ground, write in
            try SheetStore.keyIn(keyed, copyOn: copyOn, ground, in: write)
            if let file { try CaseStore.attach(file, visit.keys, in: write) }
        }
    }

    private func news(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom) async throws -> Answer {
        var problems = Problems()
        let state = ReferralState(rawValue: ask.form.text("state"))
        if state == nil { problems.add("state", "Select what the news is") }
        let day = Self.pastDay("since", "Day of the news", ask, into: &problems)
        guard let state, let day, problems.isEmpty else { return try await again(ask, visit, whom, problems) }
        return try await change(ask, visit, whom) { try SheetStore.news(state, since: day, $0, in: $1) }
    }

    private func change(
        _ ask: Ask, _ visit: CaseVisit, _ whom: Whom, _ change: @escaping @Sendable (StepGround, Write) throws -> Void
    ) async throws -> Answer {
        do {
            return try await desk.step(ask, visit, whom, to: ReferralsURL.keyedIn(whom), change)
        } catch let refusal as AttachmentRefusal {
            return try await again(ask, visit, whom, Problems(AttachmentInput.file, refusal.words))
        } catch ReferralProblem.changedMeanwhile {
            guard let work = try await desk.look(visit, whom, at: "both versions"), let sheet = work.sheet else {
                throw ReferralProblem.changedMeanwhile
            }
            var form = desk.stale(ask)
            form.values["version"] = ["\(sheet.version)"]
            return .page(KeyedInViews.page(work, sheet, form), status: 409)
        }
    }

    private func again(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom, _ problems: Problems) async throws -> Answer {
        let form = Form(ask.form, problems)
        guard let work = try await desk.look(visit, whom, at: "what was keyed in"), let sheet = work.sheet else {
            return .page(KeyedInViews.again(visit.file, whom, form), status: 422)
        }
        return .page(KeyedInViews.page(work, sheet, form), status: 422)
    }

    private static func pastDay(_ name: String, _ label: String, _ ask: Ask, into problems: inout Problems) -> Day? {
        let day = MomentInput.day(name, label, ask.form, into: &problems)
        if day == nil && problems[name] == nil { problems.add(name, "\(label): enter a day") }
        if let day, day > ask.today { problems.add(name, "\(label) must not be in the future") }
        return day
    }
}
