import Accounts
import Calendar
import Database
import Documents
import Log
import Pages

/// Board packs: the figures as they are now, freezing them, the frozen ones, and their data.
struct PackPages: Sendable {
    let store: PackStore
    let database: Database

    var routes: [Route] {
        [
            .page(PlansURL.packs("{plan}"), .may(.readPlan)) { ask, viewer, reader in
                try present(ask, viewer, reader, Form(["form": ask.newForm]))
            },
            .action(PlansURL.packs("{plan}"), .may(.editPlan)) { ask, viewer in try await freeze(ask, viewer) },
            .page(PlansURL.pack("{plan}", "{pack}"), .may(.readPlan)) { ask, viewer, reader in
                let (pack, figures) = try Self.frozen(ask, viewer, reader)
                let names = try AccountStore.names(
                    reader, organisation: viewer.organisation, of: [pack.account].compactMap { $0 })
                var page = PackViews.frozen(pack, figures, by: pack.account.flatMap { names[$0] }, viewer: viewer)
                if ask.query.has("frozen") { page.banner = Banner(.success, "The pack is frozen.") }
                return .page(page)
            },
            .export(PlansURL.packData("{plan}", "{pack}", "{file}"), .may(.readPlan)) { ask, viewer, reader in
                let (pack, figures) = try Self.frozen(ask, viewer, reader)
                guard let figure = figures.figures.first(where: { "\($0.id).csv" == ask.parameter("file") }) else {
                    throw Refusal.notFound
                }
                return .file(
                    Array((CSVWriter.byteOrderMark + CSVWriter.text([figure.columns] + figure.rows)).utf8),
                    "text/csv; charset=utf-8", download: "\(figure.id)-\(pack.day.iso).csv")
            },
        ]
    }

    private static func frozen(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> (BoardPack, PackFigures) {
        guard let found = try PackStore.pack(reader, organisation: viewer.organisation, id: ask.parameter("pack")),
            found.0.plan == ask.parameter("plan")
        else { throw Refusal.notFound }
        return found
    }

    private func present(
        _ ask: Ask, _ viewer: Viewer, _ reader: Reader, _ form: Form, status: Int = 200
    ) throws -> Answer {
        let plan = ask.parameter("plan")
        let asOf = AsOf(ask.form.has("on") ? ask.form : ask.query, today: ask.today)
        guard let figures = try PackStore.figures(
            reader, organisation: viewer.organisation, plan: plan, day: asOf.day ?? ask.today, today: ask.today)
        else { throw Refusal.notFound }
        let packs = try PackStore.packs(reader, organisation: viewer.organisation, plan: plan)
        return .page(PackViews.present(plan, figures, packs, asOf: asOf, form, viewer: viewer), status: status)
    }

    private func freeze(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let asOf = AsOf(ask.form, today: ask.today)
        let note = ask.form.text("note")
        var problems = asOf.problems
        if note.count > 15_000 { problems.add("note", "Enter at most 15,000 characters") }
        guard problems.isEmpty else {
            let form = Form(ask.form, problems)
            return try await database.read { try present(ask, viewer, $0, form, status: 422) }
        }
        do {
            let place = try await store.freeze(
                ask.parameter("plan"), day: asOf.day ?? ask.today, note: note, form: ask.form.text("form"), by: viewer.actor)
            return .redirect("\(place)?frozen")
        } catch PlanProblem.gone { throw Refusal.notFound }
    }
}

extension PlansURL {
    public static func packs(_ plan: String) -> String { "/plans/\(plan)/packs" }
    static func pack(_ plan: String, _ pack: String) -> String { "\(packs(plan))/\(pack)" }
    static func packData(_ plan: String, _ pack: String, _ file: String) -> String { "\(Self.pack(plan, pack))/\(file)" }
}
