import Accounts
import Calendar
import Cases
import Database
import HTTPTypes
import Log
import NeedToKnow
import Pages

/// Routes of the second pair of eyes: marked ready by one person, signed off or given back by another.
struct CheckPages: Sendable {
    let desk: ReferralDesk

    var routes: [Route] {
        [
            .recordedPage(ReferralsURL.check(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.sheetPage(ask, viewer, at: "the second reading") { visit, work, sheet, decision in
                    let ready = try await desk.readiness(visit, sheet, decision, ask)
                    return CheckViews.page(
                        work, sheet, ready, Form(["form": ask.newForm, "version": "\(sheet.version)"]),
                        isWhole: visit.sight == .whole, now: ask.now)
                }
            },
            .action(ReferralsURL.ready(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.action(ask, viewer) { visit, whom in
                    try await desk.step(ask, visit, whom, to: ReferralsURL.sheet(whom), SheetStore.markReady)
                }
            },
            .action(ReferralsURL.sign(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.action(ask, viewer, whole: true) { visit, whom in
                    try await desk.step(ask, visit, whom, to: ReferralsURL.sheet(whom), SheetStore.sign)
                }
            },
            .action(ReferralsURL.sendBack(.pattern), ReferralsPages.policy, bodyLimit: SheetLimits.body) { ask, viewer in
                try await desk.action(ask, viewer, whole: true) { visit, whom in try await sendBack(ask, visit, whom) }
            },
        ]
    }

    private func sendBack(_ ask: Ask, _ visit: CaseVisit, _ whom: Whom) async throws -> Answer {
        let reason = ask.form.text("reason")
        guard !reason.isEmpty, reason.count <= SheetLimits.box else {
            let words = reason.isEmpty ? "Enter what should be changed" : "Enter at most 15,000 characters"
            return .page(CheckViews.sendBack(visit.file, whom, Form(ask.form, Problems("reason", words))), status: 422)
        }
        return try await desk.step(ask, visit, whom, to: ReferralsURL.sheet(whom)) { ground, write in
            try SheetStore.giveBack(reason, ground, in: write)
        }
    }
}

/// Who may take a sheet through the second reading, and when.
enum CheckRules {
    static func againstReady(_ sheet: Sheet, _ ready: Readiness, now: Instant) -> [String] {
        guard !sheet.isReady else { return ["It is marked ready already."] }
        // Nobody has read it yet at this step, which is no reason against it.
        let facts = ready.facts(sheet, preparedBy: "", checkedBy: "nobody yet")
        return ReferralStepRules.reasonsAgainst(.qualityChecked, from: sheet.state, facts: facts, now: now) + ready.refusal
    }

    /// The second person is neither who marked it ready nor who wrote in it last.
    static func againstSigning(_ sheet: Sheet, _ ready: Readiness, by account: String, now: Instant) -> [String] {
        guard sheet.isReady else { return ["It is not marked ready to be read."] }
        let preparer = [sheet.readyBy, sheet.changedBy].contains(account) ? account : sheet.readyBy ?? ""
        let facts = ready.facts(sheet, preparedBy: preparer, checkedBy: account)
        return ReferralStepRules.reasonsAgainst(.qualityChecked, from: sheet.state, facts: facts, now: now) + ready.refusal
    }
}
