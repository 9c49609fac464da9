import Calendar
import Database
import Pages

/// Routes of appointing people to posts and of ending that.
struct HoldingPages: Sendable {
    let store: PostStore
    let database: Database

    private static let policy = Policy.may(.managePosts)

    var routes: [Route] {
        [
            .page(AccountsURL.appoint("{post}"), Self.policy) { ask, viewer, reader in
                let form = Form(Self.boxes("from", ask.today))
                return .page(try Self.appointPage(ask, viewer, reader, form, token: ask.newForm))
            },
            .action(AccountsURL.appoint("{post}"), Self.policy) { ask, viewer in try await appoint(ask, viewer) },
            .page(AccountsURL.endHolding("{post}", "{holding}"), Self.policy) { ask, viewer, reader in
                .page(try Self.endPage(ask, viewer, reader, Form(Self.boxes("to", ask.today)), token: ask.newForm))
            },
            .action(AccountsURL.endHolding("{post}", "{holding}"), Self.policy) { ask, viewer in
                try await end(ask, viewer)
            },
        ]
    }

    private static func boxes(_ name: String, _ day: Day) -> [String: String] {
        ["\(name)-day": String(day.day), "\(name)-month": String(day.month), "\(name)-year": String(day.year)]
    }

    /// Somebody else changed the post's holders: the form stays as filled in, above it stands who holds it now.
    private static func changedMeanwhile() -> Problems {
        var problems = Problems()
        problems.add("""
            Somebody else changed this post while you were writing. Nothing of yours is saved yet: check who holds it \
            now, then press again
            """)
        return problems
    }

    // MARK: Appointing

    private static func appointPage(
        _ ask: Ask, _ viewer: Viewer, _ reader: Reader, _ form: Form, token: String
    ) throws -> Page {
        let post = try PostPages.post(ask, viewer, reader)
        let holders = try PostStore.holders(reader, organisation: viewer.organisation, post: post.id)
        return PostViews.appoint(
            post, form, accounts: try accounts(viewer, reader), holders: holders.filter { $0.holds(on: ask.today) },
            token: token)
    }

    private static func accounts(_ viewer: Viewer, _ reader: Reader) throws -> [Account] {
        try AccountStore.list(reader, organisation: viewer.organisation).filter(\.active)
    }

    private func appoint(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let accounts = try await database.read { try Self.accounts(viewer, $0) }
        let input = AppointmentInput(ask.form, accounts: accounts)
        var problems = input.problems
        var status = 422
        if let appointment = input.appointment {
            do {
                let pressed = try await store.appoint(
                    to: ask.parameter("post"), version: Int(ask.form.text("version")) ?? 0, appointment,
                    form: ask.formToken, by: viewer.actor)
                return .redirect("\(pressed.location)?changed")
            } catch PostProblem.changedMeanwhile {
                problems = Self.changedMeanwhile()
                status = StaleForm.status
            } catch PostProblem.cannotAppoint(let reasons) {
                for reason in reasons { problems.add("from", reason) }
            }
        }
        let form = Form(ask.form, problems)
        let page = try await database.read { try Self.appointPage(ask, viewer, $0, form, token: ask.formToken) }
        return .page(page, status: status)
    }

    // MARK: Ending

    private static func endPage(
        _ ask: Ask, _ viewer: Viewer, _ reader: Reader, _ form: Form, token: String
    ) throws -> Page {
        let post = try PostPages.post(ask, viewer, reader)
        return PostViews.end(post, try holding(ask, viewer, reader), form, token: token)
    }

    private static func holding(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> PostHolder {
        let held = try PostStore.holders(reader, organisation: viewer.organisation, post: ask.parameter("post"))
        guard let holding = held.first(where: { $0.id == ask.parameter("holding") }) else { throw Refusal.notFound }
        return holding
    }

    private func end(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let holding = try await database.read { try Self.holding(ask, viewer, $0) }
        var problems = Problems()
        var status = 422
        let day = AppointmentInput.day("to", "Last day", ask.form, &problems)
        if day == nil && problems.isEmpty { problems.add("to", "Enter the last day") }
        if let day, day < holding.from { problems.add("to", "Last day must be \(holding.from.long) or later") }
        if let day, problems.isEmpty {
            do {
                let pressed = try await store.endHolding(
                    holding.id, of: holding.post, version: Int(ask.form.text("version")) ?? 0, on: day,
                    form: ask.formToken, by: viewer.actor)
                return .redirect("\(pressed.location)?changed")
            } catch PostProblem.changedMeanwhile {
                problems = Self.changedMeanwhile()
                status = StaleForm.status
            }
        }
        let form = Form(ask.form, problems)
        let page = try await database.read { try Self.endPage(ask, viewer, $0, form, token: ask.formToken) }
        return .page(page, status: status)
    }
}
