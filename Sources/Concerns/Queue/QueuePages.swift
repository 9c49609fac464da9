import Accounts
import Calendar
import Database
import HTTPTypes
import NeedToKnow
import Pages

/// The queue of the single point of contact, and who covers for whom.
struct QueuePages: Sendable {
    let store: ConcernStore
    let database: Database
    let settings: ConcernSettings

    static let seeing = Policy.mayAny([.triage, .workCases, .oversee])

    var routes: [Route] {
        [
            .page(ConcernsURL.queue, Self.seeing) { ask, viewer, reader in
                var page = QueueViews.queue(try show(ask, viewer, reader), viewer)
                if ask.query.has("taken") { page.banner = Banner(.success, "It is yours. Open it to read what was said.") }
                return .page(page)
            },
            .page(ConcernsURL.cover, .may(.triage)) { ask, viewer, reader in
                .page(QueueViews.cover(try cover(ask, viewer, reader), Form(["form": ask.newForm])))
            },
            .action(ConcernsURL.cover, .may(.triage)) { ask, viewer in try await saveCover(ask, viewer) },
        ]
    }

    private func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> QueueShow {
        let query = QueueQuery(ask.query)
        let asked = max(1, Int(ask.query.text("page")) ?? 1)
        let total = try query.tally(page: asked, reader, viewer)
        let number = min(asked, max(1, (total.count + QueueQuery.pageSize - 1) / QueueQuery.pageSize))
        let concerns = try query.page(number, reader, viewer)
        let absences = try ConcernStore.absences(reader, organisation: viewer.organisation, from: ask.today)
            .filter { $0.covers(ask.today) }
        var counts: [QueueQuery.Show: QueueTally] = [:]
        for other in [QueueQuery.Show.waiting, .mine, .news] {
            counts[other] = other == query.show ? total : try QueueQuery(show: other).tallyInTab(reader, viewer)
        }
        return QueueShow(
            query: query, concerns: concerns, page: number, total: total, counts: counts, now: ask.now,
            target: settings.target, absences: absences,
            names: try AccountStore.names(
                reader, organisation: viewer.organisation,
                of: concerns.compactMap(\.holder) + absences.compactMap(\.deputy) + absences.map(\.account)),
            toReview: viewer.may(.reviewLooks) ? try Openings.countToReview(reader, viewer) : 0, token: ask.newForm)
    }

    // MARK: Cover

    private func cover(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> CoverShow {
        let accounts = try AccountStore.list(reader, organisation: viewer.organisation)
        return CoverShow(
            absences: try ConcernStore.absences(reader, organisation: viewer.organisation, from: ask.today),
            deputies: accounts.filter { $0.active && $0.roles.may(.triage) && $0.id != viewer.account },
            names: Dictionary(accounts.map { ($0.id, $0.name) }) { first, _ in first }, viewer: viewer.account)
    }

    private func saveCover(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        if let day = Day(iso: ask.form.text("end")) {
            _ = try await store.endAbsence(from: day, form: ask.formToken, by: viewer)
            return .redirect(ConcernsURL.cover)
        }
        let show = try await database.read { try self.cover(ask, viewer, $0) }
        var problems = Problems()
        let from = DateInput("from", from: ask.form).read("from", "First day", into: &problems)
        let to = DateInput("to", from: ask.form).read("to", "Last day", into: &problems)
        let first = from.flatMap { Day(year: $0.year, month: $0.month, day: $0.day) }
        let last = to.flatMap { Day(year: $0.year, month: $0.month, day: $0.day) }
        if problems.isEmpty {
            if first == nil { problems.add("from", "Enter the first day") }
            if last == nil { problems.add("to", "Enter the last day") }
            if let first, let last, last < first { problems.add("to", "The last day must not be before the first") }
        }
        let deputy = ask.form.text("deputy")
        if !deputy.isEmpty, !show.deputies.contains(where: { $0.id == deputy }) { problems.add("deputy", "Select somebody") }
        guard problems.isEmpty, let first, let last else {
            return .page(QueueViews.cover(show, Form(ask.form, problems)), status: 422)
        }
        _ = try await store.save(
            Absence(account: viewer.account, from: first, to: last, deputy: deputy.isEmpty ? nil : deputy),
            form: ask.formToken, by: viewer)
        return .redirect(ConcernsURL.cover)
    }
}

/// Just what the queue prints.
struct QueueShow: Sendable {
    let query: QueueQuery
    let concerns: [Concern]
    let page: Int
    let total: QueueTally
    let counts: [QueueQuery.Show: QueueTally]
    let now: Instant
    let target: TriageTarget
    /// Today's.
    let absences: [Absence]
    let names: [String: String]
    /// Emergency looks that wait for a review.
    let toReview: Int
    let token: String
}

struct CoverShow: Sendable {
    let absences: [Absence]
    let deputies: [Account]
    let names: [String: String]
    let viewer: String
}
