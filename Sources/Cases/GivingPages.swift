import Accounts
import Calendar
import Database
import HTTPTypes
import NeedToKnow
import Pages

/// Forms by which a case changes hands, and by which somebody is kept from it.
struct GivingPages: Sendable {
    let door: CaseDoor
    let store: CaseStore
    let database: Database

    var routes: [Route] {
        [
            .recordedPage(CasesURL.give("{case}"), CasesPages.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "who has it") { room in
                    try await page(room, Form(["form": ask.newForm, "version": "\(room.file.version)"]))
                }
            },
            .action(CasesURL.give("{case}"), CasesPages.policy) { ask, viewer in
                try await door.wholeAction(ask, viewer) { try await give(ask, $0) }
            },
            .action(CasesURL.answer("{case}"), CasesPages.policy) { ask, viewer in try await answer(ask, viewer) },
            .action(CasesURL.join("{case}"), CasesPages.policy) { ask, viewer in
                try await door.wholeAction(ask, viewer) { try await share(ask, $0) }
            },
            .action(CasesURL.shield("{case}"), .may(.triage)) { ask, viewer in
                try await door.wholeAction(ask, viewer) { try await shield(ask, $0) }
            },
        ]
    }

    private func page(_ room: CaseRoom, _ form: Form) async throws -> Page {
        let show = try await database.read { try GivingShow($0, room) }
        return GivingViews.page(show, form)
    }

    private func give(_ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        let note = ask.form.text("note")
        var problems = Problems()
        let holder = Holder(value: ask.form.text("holder"))
        if holder == nil { problems.add("holder", "Choose whom to give it to") }
        if note.isEmpty, let present = room.file.holder, present != holder?.id {
            problems.add("note", "Enter what the next one needs to know")
        }
        if let problem = Length.problem(note) { problems.add("note", problem) }
        guard let holder, problems.isEmpty else { return .page(try await page(room, Form(ask.form, problems)), status: 422) }
        do {
            let pressed = try await store.give(
                to: holder, note: note, version: Int(ask.form.text("version")) ?? 0, room.keys, form: ask.formToken,
                by: room.viewer.actor)
            return .redirect(pressed.location)
        } catch CaseProblem.changedMeanwhile {
            let (file, _) = try await door.known(room.file.id, room.viewer)
            let now = CaseRoom(file: file, sight: room.sight, opening: room.opening, keys: room.keys, viewer: room.viewer)
            return .page(try await page(now, Stale.form(ask, version: file.version)), status: Stale.status)
        } catch CaseProblem.cannotHold {
            return .page(try await page(room, Form(ask.form, Self.cannotHold("holder"))), status: 422)
        }
    }

    private static func cannotHold(_ field: String) -> Problems {
        Problems(field, "This case cannot be given to them. Choose another account or team")
    }

    /// A team's members see a case in outline until one of them takes it, so this is no door into the words.
    private func answer(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (file, _) = try await door.known(ask.parameter("case"), viewer)
        let keys = try CaseKeys(file.record, organisation: viewer.organisation, ring: store.ring)
        if ask.form.text("answer") == "accept" {
            return .redirect(try await store.accept(keys, form: ask.formToken, by: viewer).location)
        }
        let input = ReasonInput(ask.form, "reason", "Enter why you give it back")
        guard input.problems.isEmpty else {
            return .page(GivingViews.giveBack(file, Form(ask.form, input.problems)), status: 422)
        }
        return .redirect(
            try await store.giveBack(reason: input.words, keys, form: ask.formToken, by: viewer).location)
    }

    private func share(_ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        guard let holder = Holder(value: ask.form.text("with")) else {
            let problems = Problems("with", "Choose who should see it")
            return .page(try await page(room, Form(ask.form, problems)), status: 422)
        }
        do {
            let pressed = try await store.share(
                holder, isOn: !ask.form.has("off"), room.keys, form: ask.formToken, by: room.viewer.actor)
            return .redirect(pressed.location)
        } catch CaseProblem.cannotHold {
            return .page(try await page(room, Form(ask.form, Self.cannotHold("with"))), status: 422)
        }
    }

    private func shield(_ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        var input = ReasonInput(ask.form, "why", "Enter the reason")
        let account = ask.form.text("account")
        let names = try await database.read { try HolderNames($0, organisation: room.viewer.organisation) }
        if !names.accounts.contains(where: { $0.id == account }) { input.problems.add("account", "Choose an account") }
        if account == room.viewer.account { input.problems.add("account", "You cannot keep yourself from it") }
        guard input.problems.isEmpty else { return .page(try await page(room, Form(ask.form, input.problems)), status: 422) }
        let pressed = try await store.shield(
            account, isOn: !ask.form.has("off"), reason: input.words, room.keys, form: ask.formToken,
            by: room.viewer.actor)
        return .redirect(pressed.location)
    }
}

/// Just what the page of holders prints.
struct GivingShow: Sendable {
    let file: Case
    let names: HolderNames
    let holders: [Holder]
    /// Nil for who may not know of shields.
    let shields: [Knowing.Shield]?

    init(_ reader: Reader, _ room: CaseRoom) throws {
        let organisation = room.viewer.organisation
        file = room.file
        names = try HolderNames(reader, organisation: organisation)
        holders = try Knowing.holders(reader, organisation: organisation, record: room.file.id).map {
            Holder($0.holder, isTeam: $0.isTeam)
        }
        shields = room.viewer.may(.triage)
            ? try Knowing.shielded(reader, organisation: organisation, record: room.file.id) : nil
    }
}
