public import Accounts
import Audit
import Cases
import Concerns
import Database
import Keyring
import Log
import NeedToKnow
import Pages
import Plans
import Referrals

/// Every route of the program, in one list: what is not here does not exist.
public func allRoutes(_ services: Services) -> [Route] {
    AccountsPages(store: services.accounts, database: services.database, address: services.settings.address).routes
        + PlansPages(recorder: services.recorder, database: services.database).routes
        + AuditPages(
            keys: services.keys, recorder: services.recorder, database: services.database,
            checkpoints: services.checkpoints, witnesses: services.witnesses
        ).routes
        + ConcernsPages(
            store: services.concerns, database: services.database, settings: services.settings.concerns,
            list: { LedgerList(services.keys, $0) }, cases: caseOpening(services)
        ).routes
        + NeedToKnowPages(openings: services.openings, database: services.database).routes
        + CasesPages(
            openings: services.openings, database: services.database, ledger: services.keys,
            tell: { write, concerns, words in try services.concerns.tell(concerns, words, in: write) },
            concerns: { reader, viewer, ids in
                try ids.compactMap { id in
                    guard try Knowing.sight(reader, viewer, of: id) > .nothing,
                        let concern = try ConcernReads.concern(reader, organisation: viewer.organisation, id: id)
                    else { return nil }
                    return Link(concern.reference, ConcernsURL.concern(id))
                }
            },
            progress: ReferralSummary.progress
        ).routes
        + ReferralsPages(
            openings: services.openings, database: services.database,
            reporters: { concerns, viewer in
                try await services.concerns.reporters(of: concerns, in: services.database, by: viewer)
                    .map { KnownReporter(names: $0.names, contacts: $0.contacts) }
            }
        ).routes
        + ownRoutes(services)
}

/// How the decision on a concern opens a case: in the same change, under keys that were taken before.
private func caseOpening(_ services: Services) -> CaseOpening {
    CaseOpening(
        prepare: { viewer, existing in
            if let existing {
                let found = try await services.database.read {
                    try CaseReads.find($0, organisation: viewer.organisation, id: existing)
                }
                guard let file = found else { throw Refusal.notFound }
                let keys = try services.ring.keys(file.key)
                return { write, concern in
                    try CaseStore.add(concern.id, to: file, keys: keys, in: write)
                    return CasesURL.show(file.id)
                }
            }
            let keys = try services.recorder.takeKeys(of: services.ring)
            return { write, concern in
                let new = NewCase(holder: write.actor.account)
                return CasesURL.show(try CaseStore.open(from: [concern.id], new, in: write, keys: keys).id)
            }
        },
        find: { reader, viewer, reference in
            let file = try CaseReads.find(reader, viewer, reference: reference)
            return file?.isOpen == true ? file?.id : nil
        },
        linked: { reader, viewer, concern in
            try CaseReads.cases(reader, organisation: viewer.organisation, ofConcern: concern)
                .filter { try Knowing.sight(reader, viewer, of: $0) > .nothing }
                .compactMap { try CaseReads.find(reader, organisation: viewer.organisation, id: $0) }
                .map { ($0.reference, CasesURL.show($0.id)) }
        })
}

/// The routes, or the reason not to start.
func checked(_ routes: [Route]) throws -> [Route] {
    if let fault = routes.compactMap(\.fault).first { throw StartFault(fault) }
    var seen: Set<String> = []
    for route in routes where !seen.insert("\(route.method) \(route.path)").inserted {
        throw StartFault("\(route.method) \(route.path) stands twice")
    }
    return routes
}

/// What belongs to no feature: the first page, health, the files of the look, and the texts in the footer.
private func ownRoutes(_ services: Services) -> [Route] {
    let assets = Assets.all.map { asset in
        Route.open(asset.path) { _, _, _ in
            var answer = Answer.file(asset.bytes, asset.contentType)
            answer.caching = .forEver
            return answer
        }
    }
    let theme = services.theme.map { bytes in
        Route.open(Services.themePath) { _, _, _ in .file(bytes, "text/css; charset=utf-8") }
    }
    return assets + [theme].compactMap { $0 } + Readiness.routes(services) + [
        MetricsText.route(services),
        WitnessRoute.route(services),
        .open("/") { _, viewer, _ in .redirect(firstPage(viewer)) },
        .open("/components") { _, _, _ in
            .page(Page("Components", main: ComponentsPage.main))
        },
        .open("/help") { _, _, _ in .page(FooterTexts.help) },
        .open("/accessibility") { _, _, _ in .page(FooterTexts.accessibility) },
    ]
}

/// Where a person's work is: theirs, the ledger's, or the accounts'.
func firstPage(_ viewer: Viewer?) -> String {
    guard let viewer else { return "/sign-in" }
    if viewer.may(.triage) { return "/concerns" }
    if viewer.may(.updateActions) && !viewer.may(.editPlan) { return "/work" }
    if viewer.may(.readPlan) { return "/plans" }
    if viewer.may(.workCases) { return "/concerns" }
    return viewer.may(.manageAccounts) ? "/accounts" : "/me"
}
