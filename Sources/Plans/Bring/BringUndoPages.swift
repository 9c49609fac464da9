import Accounts
import Calendar
import Database
import Log
import Pages

/// The list of imports, undoing one, and bringing it back.
struct BringUndoPages: Sendable {
    let recorder: Recorder
    private var store: BringStore { BringStore(recorder: recorder) }

    var routes: [Route] {
        [
            .page(BringURL.list, .may(.editPlan)) { ask, viewer, reader in
                let batches = try BringStore.batches(reader, organisation: viewer.organisation)
                let names = try AccountStore.names(
                    reader, organisation: viewer.organisation, of: batches.compactMap(\.account))
                var page = BringListViews.list(batches, names: names, now: ask.now)
                if ask.query.has("undone") {
                    page.banner = Banner(.success, "The import is undone. Nothing is deleted: it can be brought back here.")
                } else if ask.query.has("discarded") {
                    page.banner = Banner(.success, "The file is thrown away. No plan was changed.")
                }
                return .page(page)
            },
            .action(BringURL.discard("{batch}"), .may(.editPlan)) { ask, viewer in
                // Pressed twice, it is gone once.
                do { try await store.discard(ask.parameter("batch"), by: viewer.actor) } catch PlanProblem.gone {}
                return .redirect("\(BringURL.list)?discarded")
            },
            .page(BringURL.undo("{batch}"), .may(.editPlan)) { ask, viewer, reader in try confirm(ask, viewer, reader) },
            .action(BringURL.undo("{batch}"), .may(.editPlan)) { ask, viewer in
                try await turn {
                    let undone = try await store.undo(ask.parameter("batch"), by: viewer.actor)
                    guard !undone.left.isEmpty else { return .redirect("\(BringURL.list)?undone") }
                    return .page(BringListViews.left(
                        undone.left, title: "The import is undone", link: Link("All imports", BringURL.list)))
                }
            },
            .action(BringURL.bringBack("{batch}"), .may(.editPlan)) { ask, viewer in
                try await turn {
                    let back = try await store.bringBack(ask.parameter("batch"), by: viewer.actor)
                    guard !back.left.isEmpty else { return .redirect("\(PlansURL.plan(back.plan))?said=back") }
                    return .page(BringListViews.left(
                        back.left, title: "The import is back", link: Link("The plan", PlansURL.plan(back.plan))))
                }
            },
        ]
    }

    private func confirm(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Answer {
        guard let batch = try BringStore.batch(reader, organisation: viewer.organisation, id: ask.parameter("batch")) else {
            throw Refusal.notFound
        }
        guard batch.state != .undone else { return .redirect(BringURL.list) }
        guard batch.canBeUndone(at: ask.now) else {
            return .page(BringListViews.refused(
                UndoRefusal("Only an import that was saved in the last \(ImportBatch.daysToUndo) days can be undone.")), status: 409)
        }
        let summary = try BringStore.undoSummary(reader, organisation: viewer.organisation, batch: batch)
        return .page(BringListViews.undo(batch, summary))
    }

    private func turn(_ work: () async throws -> Answer) async throws -> Answer {
        do { return try await work() } catch let refusal as UndoRefusal {
            return .page(BringListViews.refused(refusal), status: 409)
        } catch PlanProblem.gone { throw Refusal.notFound }
    }
}
