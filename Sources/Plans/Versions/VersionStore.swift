import Accounts
import Calendar
import Database
import Foundation
import Ledger
import Log

extension EntryClass {
    /// Versions of a plan: sent round, decided on, published, withdrawn.
    static let planVersion = EntryClass("plan.version")
}

/// The recorded writes over versions and their stops.
struct VersionStore: Sendable {
    let plans: PlanStore

    /// Freezes the plan as it is now and sends it round; the new version's place.
    /// - Parameter turns: names of bodies, those of one turn together. A body that is not there yet is added.
    /// Throws `PlanProblem.gone` where the plan is not there.
    func sendRound(_ plan: String, turns: [[String]], form: String, by actor: Actor) async throws -> String {
        try await plans.once(.planVersion, form, "plan", plan, by: actor) { write in
            let organisation = write.organisation
            // Notes are written among colleagues and may name somebody; a frozen text goes to bodies, and to everyone.
            guard let document = try PlanDocument.read(
                write.reader, organisation: organisation, plan: plan, withNotes: false)
            else { throw PlanProblem.gone }
            let frozen = try FrozenText.bytes(document)
            let id = write.newID()
            let before = try VersionReads.versions(write.reader, organisation: organisation, plan: plan)
            let number = (before.first?.number ?? 0) + 1
            // A new round ends the one that is not finished: bodies never look at two texts at a time.
            for version in before where [.goingRound, .agreed].contains(VersionRules.state(of: version)) {
                try write.sql.execute("""
                    UPDATE plan_version SET withdrawn_at = \(write.now.milliseconds)
                    WHERE organisation = \(organisation) AND id = \(version.id)
                    """)
            }
            try write.sql.execute("""
                INSERT INTO plan_version (organisation, id, plan, number, frozen, fingerprint, account, made_at)
                VALUES (\(organisation), \(id), \(plan), \(number), \(frozen), \(Hash(of: frozen).hex),
                    \(write.actor.account), \(write.now.milliseconds))
                """)
            var position = 0
            for (turn, names) in turns.enumerated() {
                for name in names {
                    try write.sql.execute("""
                        INSERT INTO version_stop (organisation, id, version, turn, position, body, paper, minute, words)
                        VALUES (\(organisation), \(write.newID()), \(id), \(turn + 1), \(position),
                            \(try Self.body(name, write)), '', '', '')
                        """)
                    position += 1
                }
            }
            write.trace(Trace("sent version \(number) of a plan round", "version", id, after: number))
            return PlansURL.version(plan, id)
        }
    }

    private static func body(_ name: String, _ write: Write) throws -> String {
        let known = try write.reader.rows("SELECT id, name FROM body WHERE organisation = \(write.organisation)") {
            (try $0.text(0), try $0.text(1))
        }
        if let found = known.first(where: { Words.key($0.1) == Words.key(name) }) { return found.0 }
        let id = write.newID()
        try write.sql.execute("""
            INSERT INTO body (organisation, id, name, created_at)
            VALUES (\(write.organisation), \(id), \(name), \(write.now.milliseconds))
            """)
        write.trace(Trace("added a body", "body", id))
        return id
    }

    /// What a body decided, as it is minuted.
    struct Minuted: Sendable {
        var meetingOn: Day
        var paper: String
        var minute: String
        var decision: Decision
        var words: String
        /// Each becomes an action of the plan.
        var conditions: [String]
    }

    /// Throws `VersionRefusal` with the reasons where the rules do not let it be recorded now.
    func decide(
        _ minuted: Minuted, at stop: String, of version: String, plan: String, form: String, by actor: Actor
    ) async throws -> String {
        try await plans.once(.planVersion, form, "version", version, by: actor) { write in
            let organisation = write.organisation
            let (found, _) = try Self.held(version, of: plan, write)
            guard let at = found.stops.first(where: { $0.id == stop }) else { throw PlanProblem.gone }
            let reasons = VersionRules.reasonsNot(
                toDecide: minuted.decision, conditions: minuted.conditions, at: at, of: found)
            guard reasons.isEmpty else { throw VersionRefusal(reasons: reasons) }
            try write.sql.execute("""
                UPDATE version_stop
                SET meeting_on = \(minuted.meetingOn.iso), paper = \(minuted.paper), minute = \(minuted.minute),
                    decision = \(minuted.decision.rawValue), words = \(minuted.words), account = \(write.actor.account),
                    decided_at = \(write.now.milliseconds)
                WHERE organisation = \(organisation) AND id = \(stop)
                """)
            for (position, words) in minuted.conditions.enumerated() {
                let action = try PlanStore.addAction(
                    .init(
                        theme: nil, objective: nil, title: words,
                        outcome: "Condition of \(at.body), \(minuted.meetingOn.long)"),
                    to: plan, in: write)
                try write.sql.execute("""
                    INSERT INTO version_condition (organisation, stop, position, words, action)
                    VALUES (\(organisation), \(stop), \(position), \(words), \(action))
                    """)
            }
            write.trace(Trace(
                "recorded what a body decided on a version", "version", version, fields: [minuted.decision.rawValue]))
            return PlansURL.version(plan, version)
        }
    }

    /// Puts the version on the public page. Throws `VersionRefusal` with the reasons not to.
    func publish(_ version: String, of plan: String, form: String, by actor: Actor) async throws -> String {
        try await plans.once(.planVersion, form, "version", version, by: actor) { write in
            let (found, later) = try Self.held(version, of: plan, write)
            let reasons = VersionRules.reasonsNotToPublish(found, later: later)
            guard reasons.isEmpty else { throw VersionRefusal(reasons: reasons) }
            let slug = try Self.slug(of: plan, write)
            try write.sql.execute("""
                UPDATE plan_version SET published_at = \(write.now.milliseconds), slug = \(slug)
                WHERE organisation = \(write.organisation) AND id = \(version)
                """)
            write.trace(Trace("published a version", "version", version, after: found.number))
            return PlansURL.version(plan, version)
        }
    }

    /// Takes the version out of the round, or from the public page.
    func withdraw(_ version: String, of plan: String, why: String, form: String, by actor: Actor) async throws -> String {
        try await plans.once(.planVersion, form, "version", version, by: actor) { write in
            let (found, _) = try Self.held(version, of: plan, write)
            guard found.withdrawnAt == nil else { return PlansURL.version(plan, version) }
            try write.sql.execute("""
                UPDATE plan_version SET withdrawn_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND id = \(version)
                """)
            write.trace(Trace("withdrew a version", "version", version, before: found.number, reason: why))
            return PlansURL.version(plan, version)
        }
    }

    /// The version with its row held, and the later ones of its plan.
    private static func held(_ id: String, of plan: String, _ write: Write) throws -> (PlanVersion, [PlanVersion]) {
        try write.sql.execute("""
            UPDATE plan_version SET number = number WHERE organisation = \(write.organisation) AND id = \(id)
            """)
        let all = try VersionReads.versions(write.reader, organisation: write.organisation, plan: plan)
        guard let version = all.first(where: { $0.id == id }) else { throw PlanProblem.gone }
        return (version, all.filter { $0.number > version.number })
    }

    /// A plan keeps the address that it was first published at, so that links stay good.
    private static func slug(of plan: String, _ write: Write) throws -> String {
        let present = try write.reader.first("""
            SELECT slug FROM plan_version
            WHERE organisation = \(write.organisation) AND plan = \(plan) AND slug IS NOT NULL
            ORDER BY number
            """) { try $0.text(0) }
        if let present { return present }
        let title = try PlanReads.plan(write.reader, organisation: write.organisation, id: plan)?.title ?? ""
        let words = Words.of(title).map { $0.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } }.filter { !$0.isEmpty }
        let base = words.isEmpty ? "plan" : words.prefix(8).joined(separator: "-")
        let taken = Set(try write.reader.rows("SELECT slug FROM plan_version WHERE slug IS NOT NULL") { try $0.text(0) })
        return taken.contains(base) ? (2...).lazy.map { "\(base)-\($0)" }.first { !taken.contains($0) } ?? base : base
    }
}

/// Why something cannot be done to a version now, as sentences for the person.
struct VersionRefusal: Error, Sendable { let reasons: [String] }
