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
        return try await change(ask, visit, whom, "recorded the copy of what was keyed in") { sheet, write in
            guard sheet.keyedAt != nil else { throw ReferralProblem.refused(["Nothing was keyed in yet."]) }
            sheet.copyOn = day
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
        default: problems.add("has-copy", "Select whether the copy has come by e-mail")
        }
        let file = try await sealed(ask, visit, &problems)
        guard let at, problems.isEmpty else { return try await again(ask, visit, whom, problems) }
        let copyOn = copy
        return try await change(ask, visit, whom, "recorded what was keyed in") { sheet, write in
            try Self.keyIn(&sheet, KeyedIn(nationalReference: reference, at: at, copyReceived: copyOn != nil), visit, whom, write)
            sheet.copyOn = copyOn
            if let file { try CaseStore.attach(file, visit.keys, in: write) }
        }
    }

    /// Takes the step to a sent sheet, with the reference on the case and the day by which news is hoped for.
    private static func keyIn(_ sheet: inout Sheet, _ keyed: KeyedIn, _ visit: CaseVisit, _ whom: Whom, _ write: Write) throws {
        guard let decision = try DecisionReads.newest(write.reader, visit.keys, whom.person) else { throw Refusal.notFound }
        // The people on the case may have become more since the sheet was read: it is checked once more as it goes.
        let ready = try Readiness(write.reader, sheet, decision, visit.keys, now: write.now)
        let facts = ready.facts(sheet, preparedBy: sheet.readyBy ?? "", checkedBy: sheet.checkedBy, keyedIn: keyed)
        let isNotice = sheet.path == .notification
        let against = ReferralStepRules.reasonsAgainst(
            isNotice ? .notified : .submitted, from: sheet.state, facts: facts, now: write.now) + ready.refusal
        guard against.isEmpty, let at = keyed.at else { throw ReferralProblem.refused(against) }
        sheet.state = isNotice ? .notified : .submitted
        try SheetStore.step(sheet.state, since: at.day, sheet.id, in: write)
        if !isNotice {
            sheet.state = .awaitingReasonableGrounds
            try SheetStore.step(sheet.state, since: at.day, sheet.id, in: write)
        }
        sheet.keyedAt = at
        sheet.keyedBy = write.actor.account
        sheet.contents.nationalReference = keyed.nationalReference
        sheet.expect(since: at.day)
        var reference = CaseReference()
        reference.of = isNotice ? .notification : .referral
        reference.number = keyed.nationalReference
        reference.on = at.day
        try CaseStore.add(reference, parent: whom.person, visit.keys, in: write)
        try CaseEvents.add(
            .event, about: "person/\(whom.person)", words: EventWords("Keyed in: \(sheet.path.title)"), visit.keys, in: write)
    }

    /// What the competent authority decided, or that the person withdrew: a person takes the step, no date does.
    private func news(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom) async throws -> Answer {
        var problems = Problems()
        let state = ReferralState(rawValue: ask.form.text("state"))
        if state == nil { problems.add("state", "Select what the news is") }
        let day = Self.pastDay("since", "Day of the news", ask, into: &problems)
        guard let state, let day, problems.isEmpty else { return try await again(ask, visit, whom, problems) }
        return try await change(ask, visit, whom, "recorded news of a referral") { sheet, write in
            guard !sheet.state.isEditable, sheet.state.next.contains(state) else {
                throw ReferralProblem.refused(["“\(sheet.state.title)” is not followed by “\(state.title)”."])
            }
            sheet.state = state
            sheet.expect(since: day)
            try SheetStore.step(state, since: day, sheet.id, in: write)
            try CaseEvents.add(
                .event, about: "person/\(whom.person)", words: EventWords(state.title), visit.keys, in: write)
        }
    }

    private func change(
        _ ask: Ask, _ visit: CaseVisit, _ whom: Whom, _ did: String,
        _ change: @escaping @Sendable (inout Sheet, Write) throws -> Void
    ) async throws -> Answer {
        let version = Int(ask.form.text("version")) ?? 0
        do {
            let pressed = try await desk.store.once(ask, visit) { write in
                var sheet = try SheetStore.sheet(whom, at: version, visit.keys, in: write)
                try change(&sheet, write)
                try SheetStore.save(sheet, visit.keys, in: write)
                visit.keys.trace(did, before: version, after: version + 1, fields: [sheet.state.rawValue], in: write)
                return ReferralsURL.keyedIn(whom)
            }
            return .redirect(pressed.location)
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

extension Sheet {
    /// The day by which news is hoped for in this state; nil where no clock runs, or where its holidays are not announced.
    mutating func expect(since day: Day) {
        let expected = try? ReferralClocks.expectedBy(state, since: day)
        expectedBy = expected?.day
        expectedRule = expected.map { "\($0.clock.says) Checked \($0.clock.checkedOn)." }
    }
}
