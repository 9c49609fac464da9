import Accounts
import Calendar
import Database
import Ledger
import Log

/// A finding and, where somebody accepted it, why.
struct CheckedFinding: Sendable, Hashable {
    var finding: Finding
    var accepted: Accepted?

    struct Accepted: Sendable, Hashable {
        var why: String
        var account: String?
        var at: Instant
    }
}

/// Reads a plan's findings, and records that one is accepted.
struct ChecksStore: Sendable {
    let plans: PlanStore

    static func findings(
        _ reader: Reader, organisation: Int, plan: String, today: Day
    ) throws -> (PlanPicture, [CheckedFinding])? {
        guard let picture = try PlanPicture.read(reader, organisation: organisation, plan: plan, asOf: nil) else { return nil }
        let held = Set(try PostStore.holders(reader, organisation: organisation).filter { $0.holds(on: today) }.map(\.post))
        let accepted = try reader.rows("""
            SELECT kind, subject, basis, why, account, accepted_at
            FROM finding_accepted
            WHERE organisation = \(organisation) AND plan = \(plan)
            """) { row in
            (
                Key(kind: try row.text(0), subject: try row.text(1), basis: try row.text(2)),
                CheckedFinding.Accepted(
                    why: try row.text(3), account: row.textOrNil(4), at: Instant(milliseconds: Int64(try row.int(5))))
            )
        }
        let known = Dictionary(accepted) { first, _ in first }
        let findings = PlanChecks.findings(picture, held: held, today: today).map { finding in
            CheckedFinding(
                finding: finding,
                accepted: known[Key(kind: finding.kind.rawValue, subject: finding.subject, basis: finding.basis)])
        }
        return (picture, findings)
    }

    private struct Key: Hashable {
        var kind: String
        var subject: String
        var basis: String
    }

    /// Accepts a finding for as long as what it was drawn from stays the same.
    func accept(
        _ finding: Finding, of plan: String, why: String, form: String, location: String, by actor: Actor
    ) async throws {
        try await plans.once(.planWrite, form, "plan", plan, location: location, by: actor) { write in
            try write.sql.execute("""
                INSERT INTO finding_accepted (organisation, plan, kind, subject, basis, why, account, accepted_at)
                VALUES (\(write.organisation), \(plan), \(finding.kind.rawValue), \(finding.subject), \(finding.basis),
                    \(why), \(write.actor.account), \(write.now.milliseconds))
                ON CONFLICT (organisation, plan, subject, kind) DO UPDATE
                SET basis = excluded.basis, why = excluded.why, account = excluded.account,
                    accepted_at = excluded.accepted_at
                """)
            let object = finding.isObjective ? "objective" : "action"
            write.trace(Trace("accepted a finding of the plan's check", object, finding.subject, fields: [finding.kind.rawValue]))
        }
    }
}
