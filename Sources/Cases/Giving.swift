public import Accounts
import Calendar
import Database
import Log
import NeedToKnow

/// An account or a team.
struct Holder: Hashable, Sendable {
    let id: String
    let isTeam: Bool

    init(_ id: String, isTeam: Bool) {
        self.id = id
        self.isTeam = isTeam
    }

    /// "team/0198…", as a form carries it.
    var value: String { "\(isTeam ? "team" : "account")/\(id)" }

    init?(value: String) {
        let parts = value.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, ["team", "account"].contains(parts[0]) else { return nil }
        self.init(parts[1], isTeam: parts[0] == "team")
    }
}

/// A case on its way from one holder to the next: it waits for an answer.
struct Handover: Sendable {
    let id: String
    let from: Holder?
    let to: Holder
}

/// Who answers for a case, and who else may see it.
enum Giving {
    /// Whom the viewer may answer for: it waits for them or for a team of theirs.
    static func waiting(_ reader: Reader, _ viewer: Viewer, _ id: String) throws -> Handover? {
        guard let handover = try waiting(reader, organisation: viewer.organisation, id) else { return nil }
        if !handover.to.isTeam { return handover.to.id == viewer.account ? handover : nil }
        let members = try TeamStore.members(reader, organisation: viewer.organisation)
        return members[handover.to.id]?.contains(viewer.account) == true && viewer.may(.workCases) ? handover : nil
    }

    static func waiting(_ reader: Reader, organisation: Int, _ id: String) throws -> Handover? {
        try reader.first("""
            SELECT id, from_holder, from_is_team, to_holder, to_is_team
            FROM case_handover
            WHERE organisation = \(organisation) AND case_id = \(id) AND answer IS NULL
            ORDER BY made_at DESC, id DESC
            LIMIT 1
            """) { row in
            let fromTeam = try row.bool(2)
            return Handover(
                id: try row.text(0), from: row.textOrNil(1).map { Holder($0, isTeam: fromTeam) },
                to: Holder(try row.text(3), isTeam: try row.bool(4)))
        }
    }

    /// Writes down that a case goes from one to another and lets the receiver see it.
    static func note(from: Holder?, to: Holder, _ keys: CaseKeys, in write: Write) throws {
        try write.sql.execute("""
            UPDATE case_handover SET answer = 'replaced', answered_at = \(write.now.milliseconds)
            WHERE organisation = \(write.organisation) AND case_id = \(keys.record.id) AND answer IS NULL
            """)
        try write.sql.execute("""
            INSERT INTO case_handover (organisation, id, case_id, from_holder, from_is_team, to_holder, to_is_team, made_at,
                made_by)
            VALUES (\(write.organisation), \(write.newID()), \(keys.record.id), \(from?.id), \(from?.isTeam ?? false),
                \(to.id), \(to.isTeam), \(write.now.milliseconds), \(write.actor.account))
            """)
        try Knowing.assign(keys.record.id, to: to.id, isTeam: to.isTeam, write)
    }

    /// Throws `CaseProblem.cannotHold` for who is shielded from it, closed, or has not the role.
    static func check(_ holder: Holder, _ keys: CaseKeys, in write: Write) throws {
        if holder.isTeam {
            let teams = try TeamStore.list(write.reader, organisation: write.organisation)
            guard teams.contains(where: { $0.id == holder.id }) else { throw CaseProblem.cannotHold }
            return
        }
        let account = try AccountStore.account(write.reader, organisation: write.organisation, id: holder.id)
        let shielded = try Knowing.shielded(write.reader, organisation: write.organisation, record: keys.record.id)
        guard let account, account.active, account.roles.may(.workCases),
            !shielded.contains(where: { $0.account == holder.id })
        else { throw CaseProblem.cannotHold }
    }
}

extension CaseStore {
    /// Gives the case to another. Throws `CaseProblem`.
    func give(
        to: Holder, note: String, version: Int, _ keys: CaseKeys, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            guard let file = try CaseReads.find(write.reader, organisation: write.organisation, id: keys.record.id) else {
                throw Refusal.notFound
            }
            try Giving.check(to, keys, in: write)
            try Self.raise(keys, version, in: write, "holder = \(to.id), holder_is_team = \(to.isTeam)")
            let from = file.holder.map { Holder($0, isTeam: file.holderIsTeam) }
            try Giving.note(from: from, to: to, keys, in: write)
            try CaseEvents.add(
                .given, about: to.value, words: note.isEmpty ? nil : EventWords(note), keys, in: write)
            keys.trace("gave the case to another", before: version, after: version + 1, fields: ["holder"], in: write)
            return CasesURL.show(keys.record.id)
        }
    }

    /// The receiver takes it: from then on it is theirs, and who gave it sees it no longer unless their role says so.
    public func accept(_ keys: CaseKeys, form: String, by viewer: Viewer) async throws -> Pressed {
        try await once(keys, form, by: viewer.actor) { write in
            guard let handover = try Giving.waiting(write.reader, viewer, keys.record.id) else { throw Refusal.notFound }
            try Self.answer(handover, "accepted", in: write)
            if handover.to.isTeam {
                try Knowing.assign(keys.record.id, to: viewer.account, write)
                try Self.hold(Holder(viewer.account, isTeam: false), keys, in: write)
            }
            if let from = handover.from, !from.isTeam, from.id != viewer.account {
                try Knowing.unassign(keys.record.id, from: from.id, write)
            }
            try CaseEvents.add(.accepted, keys, in: write)
            keys.trace("accepted the case", in: write)
            return CasesURL.show(keys.record.id)
        }
    }

    /// The receiver gives it back with a reason, to whom it came from.
    func giveBack(reason: String, _ keys: CaseKeys, form: String, by viewer: Viewer) async throws -> Pressed {
        try await once(keys, form, by: viewer.actor) { write in
            guard let handover = try Giving.waiting(write.reader, viewer, keys.record.id) else { throw Refusal.notFound }
            try Self.answer(handover, "returned", in: write)
            try Self.hold(handover.from, keys, in: write)
            if handover.to != handover.from { try Knowing.unassign(keys.record.id, from: handover.to.id, write) }
            try CaseEvents.add(.returned, words: EventWords(reason), keys, in: write)
            keys.trace("gave the case back", in: write)
            return CasesURL.list
        }
    }

    /// Lets a further account or team see the case, or no longer.
    func share(_ with: Holder, isOn: Bool, _ keys: CaseKeys, form: String, by actor: Actor) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            if isOn {
                try Giving.check(with, keys, in: write)
                try Knowing.assign(keys.record.id, to: with.id, isTeam: with.isTeam, write)
            } else {
                try Knowing.unassign(keys.record.id, from: with.id, write)
            }
            try CaseEvents.add(isOn ? .joined : .left, about: with.value, keys, in: write)
            keys.trace(isOn ? "let another see the case" : "let another see the case no longer", fields: ["holders"], in: write)
            return CasesURL.show(keys.record.id)
        }
    }

    /// Keeps an account from the case, or no longer.
    func shield(
        _ account: String, isOn: Bool, reason: String, _ keys: CaseKeys, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            if isOn {
                try Knowing.shield([account], because: .chosen, from: keys.record.id, write)
            } else {
                try Knowing.lift(account, from: keys.record.id, write)
            }
            try CaseEvents.add(
                isOn ? .shielded : .lifted, about: "account/\(account)", words: EventWords(reason), keys, in: write)
            keys.trace(isOn ? "kept an account from the case" : "let an account see the case again", fields: ["shields"], in: write)
            return CasesURL.show(keys.record.id)
        }
    }

    private static func answer(_ handover: Handover, _ answer: String, in write: Write) throws {
        try write.sql.execute("""
            UPDATE case_handover
            SET answer = \(answer), answered_at = \(write.now.milliseconds), answered_by = \(write.actor.account)
            WHERE organisation = \(write.organisation) AND id = \(handover.id)
            """)
    }

    private static func hold(_ holder: Holder?, _ keys: CaseKeys, in write: Write) throws {
        try write.sql.execute("""
            UPDATE case_file
            SET holder = \(holder?.id), holder_is_team = \(holder?.isTeam ?? false), version = version + 1
            WHERE organisation = \(write.organisation) AND id = \(keys.record.id)
            """)
    }
}
