import Accounts
import Calendar
import Cases
import Database
import HTTPTypes
import Log
import Pages

/// Routes of what the check of a notification's text finds, and of the text that is keyed in.
struct FindingPages: Sendable {
    let desk: ReferralDesk

    var routes: [Route] {
        [
            .recordedPage(ReferralsURL.findings(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.sheetPage(ask, viewer, at: "what the check of the text found") { visit, work, sheet, decision in
                    let ready = try await desk.readiness(visit, sheet, decision, ask)
                    return FindingViews.page(work, sheet, ready, token: ask.newForm)
                }
            },
            .action(ReferralsURL.findings(.pattern), ReferralsPages.policy, bodyLimit: SheetLimits.body) { ask, viewer in
                try await desk.action(ask, viewer) { visit, whom in try await settle(ask, visit, whom) }
            },
            .recordedPage(ReferralsURL.outgoing(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.sheetPage(ask, viewer, at: "the text to key in") { visit, work, sheet, decision in
                    let ready = try await desk.readiness(visit, sheet, decision, ask)
                    return FindingViews.outgoing(work, sheet, ready)
                }
            },
        ]
    }

    /// Keeps somebody's word that a finding is about nobody on the case.
    private func settle(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom) async throws -> Answer {
        let because = ask.form.text("because")
        let (field, kind, matched) = (ask.form["field"] ?? "", ask.form["kind"] ?? "", ask.form["matched"] ?? "")
        let sentence = ask.form["sentence"] ?? ""
        guard !because.isEmpty, because.count <= SheetLimits.box else {
            var problems = Problems()
            problems.add("because", because.isEmpty ? "Enter why it is not about anyone on the case" : "Enter at most 15,000 characters")
            return .page(
                FindingViews.again(visit.file, whom, Form(ask.form, problems)), status: 422)
        }
        return try await desk.step(ask, visit, whom, over: nil, to: ReferralsURL.findings(whom)) { ground, write in
            try SheetStore.settle(because: because, ground, in: write) {
                $0.field == field && $0.kind.rawValue == kind && $0.matched == matched
                    && Self.plain($0.sentence) == Self.plain(sentence)
            }
        }
    }

    /// A browser sends each line end as two characters.
    private static func plain(_ text: String) -> String { text.replacing("\r\n", with: "\n") }
}
