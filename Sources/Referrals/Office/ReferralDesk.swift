import Accounts
import Calendar
import Cases
import Database
import Log
import NeedToKnow
import Pages

/// What all pages about one person share: the door of the case, the store, and how a form comes back.
struct ReferralDesk: Sendable {
    let entrance: CaseEntrance
    let store: SheetStore
    let database: Database
    let reporters: KnownReporter.Reading

    /// What stands between a sheet and its sending. The text of a notification is screened for who reported too, which is
    /// recorded in their concerns.
    func readiness(_ visit: CaseVisit, _ sheet: Sheet, _ decision: Decision, _ ask: Ask) async throws -> Readiness {
        let reporters = try await known(visit, sheet)
        return try await database.read {
            try Readiness($0, sheet, decision, visit.keys, reporters: reporters, now: ask.now)
        }
    }

    private func known(_ visit: CaseVisit, _ sheet: Sheet) async throws -> [KnownPerson] {
        guard sheet.path == .notification, sheet.state.isEditable else { return [] }
        let concerns = try await database.read {
            try CaseReads.concerns($0, organisation: visit.keys.organisation, of: visit.file.id)
        }
        return try await reporters(concerns, visit.viewer).map(\.known)
    }

    /// A page about a person of an opened case; 404 where the case has no such person.
    func page(
        _ ask: Ask, _ viewer: Viewer, at what: String, _ show: @Sendable (CaseVisit, PersonWork) async throws -> Page
    ) async throws -> Answer {
        let whom = Self.whom(ask)
        return try await entrance.page(ask, viewer, at: what) { visit in
            let work = try await database.read { try PersonWork($0, visit, whom) }
            guard let work else { throw Refusal.notFound }
            return try await show(visit, work)
        }
    }

    /// A page that only somebody whose sheet was begun has; before that it leads to the sheet's first page.
    func sheetPage(
        _ ask: Ask, _ viewer: Viewer, at what: String,
        _ show: @Sendable (CaseVisit, PersonWork, Sheet, Decision) async throws -> Page
    ) async throws -> Answer {
        try await page(ask, viewer, at: what) { visit, work in
            guard let sheet = work.sheet, let decision = work.decision else {
                return SheetViews.home(work, SheetViews.begin(ask.newForm))
            }
            return try await show(visit, work, sheet, decision)
        }
    }

    /// A form about a person who is on the case.
    func action(
        _ ask: Ask, _ viewer: Viewer, whole: Bool = false,
        _ act: @escaping @Sendable (CaseVisit, Whom) async throws -> Answer
    ) async throws -> Answer {
        let whom = Self.whom(ask)
        let inside: @Sendable (CaseVisit) async throws -> Answer = { visit in
            let isThere = try await database.read { try PartReads.person($0, visit.keys, id: whom.person) != nil }
            guard isThere else { throw Refusal.notFound }
            do {
                return try await act(visit, whom)
            } catch ReferralProblem.refused(let reasons) {
                return .page(SheetViews.refused(visit.file, whom, reasons), status: 422)
            } catch ReferralProblem.changedMeanwhile {
                return .page(SheetViews.refused(visit.file, whom, [
                    "Somebody else changed the sheet while this page was open. Look at it again, then decide."
                ]), status: 409)
            }
        }
        return whole
            ? try await entrance.wholeAction(ask, viewer, inside) : try await entrance.action(ask, viewer, inside)
    }

    /// One press that takes a step of the sheet at the version that the form was made of.
    func step(
        _ ask: Ask, _ visit: CaseVisit, _ whom: Whom, to place: String,
        _ change: @escaping @Sendable (StepGround, Write) throws -> Void
    ) async throws -> Answer {
        try await step(ask, visit, whom, over: Int(ask.form.text("version")) ?? 0, to: place, change)
    }

    /// - Parameter version: nil for the sheet as it is now.
    func step(
        _ ask: Ask, _ visit: CaseVisit, _ whom: Whom, over version: Int?, to place: String,
        _ change: @escaping @Sendable (StepGround, Write) throws -> Void
    ) async throws -> Answer {
        let sheet = try await database.read { try SheetReads.newest($0, visit.keys, whom.person) }
        guard let sheet else { throw Refusal.notFound }
        let ground = StepGround(
            whom: whom, keys: visit.keys, version: version, reporters: try await known(visit, sheet))
        let pressed = try await store.once(ask, visit) { write in
            try change(ground, write)
            return place
        }
        return .redirect(pressed.location)
    }

    /// What is kept, beside a form that comes back; nil where there is no reason under which it may be shown.
    func look(_ visit: CaseVisit, _ whom: Whom, at what: String) async throws -> PersonWork? {
        guard try await entrance.look(visit, at: what) else { return nil }
        return try await database.read { try PersonWork($0, visit, whom) }
    }

    /// What was typed, for another press over what is there now.
    func stale(_ ask: Ask) -> Form {
        var problems = Problems()
        problems.add("Somebody else changed this while you were writing. What you entered is not saved yet")
        var form = Form(ask.form, problems)
        form.values["form"] = [ask.newForm]
        return form
    }

    static func whom(_ ask: Ask) -> Whom { Whom(case: ask.parameter("case"), person: ask.parameter("person")) }
}
