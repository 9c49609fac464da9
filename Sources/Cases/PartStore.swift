import Accounts
import Calendar
import Database
public import Log
import NeedToKnow

extension CaseStore {
    /// Adds a part to a case. Returns where it is shown.
    func add<P: Part>(_ part: P, parent: String?, _ keys: CaseKeys, form: String, by actor: Actor) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            let id = try Self.add(part, parent: parent, keys, in: write)
            return CasesURL.place(of: P.kind, id, parent: parent, in: keys.record.id)
        }
    }

    /// Adds a part inside another change; returns its identifier.
    @discardableResult
    public static func add<P: Part>(_ part: P, parent: String? = nil, _ keys: CaseKeys, in write: Write) throws -> String {
        let id = write.newID()
        let sealed = try keys.seal(part, table: "case_part", row: id, version: 1)
        try write.sql.execute("""
            INSERT INTO case_part (organisation, id, case_id, kind, parent, version, sealed, made_at, made_by, changed_at,
                changed_by)
            VALUES (\(write.organisation), \(id), \(keys.record.id), \(P.kind.rawValue), \(parent), 1, \(sealed),
                \(write.now.milliseconds), \(write.actor.account), \(write.now.milliseconds), \(write.actor.account))
            """)
        try shieldSuspect(part, keys, in: write)
        try CaseEvents.add(.added, about: "\(P.kind.rawValue)/\(id)", keys, in: write)
        keys.trace("added \(P.kind.words)", after: 1, in: write)
        return id
    }

    /// Throws `CaseProblem.changedMeanwhile` where somebody else changed it in between; what it said stays readable.
    func change<P: Part>(
        _ id: String, version: Int, to part: P, _ keys: CaseKeys, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            let parent = try Self.change(id, version: version, to: part, keys, in: write)
            return CasesURL.place(of: P.kind, id, parent: parent, in: keys.record.id)
        }
    }

    /// As the other `change`, inside another change; returns the part's parent.
    @discardableResult
    public static func change<P: Part>(
        _ id: String, version: Int, to part: P, _ keys: CaseKeys, in write: Write
    ) throws -> String? {
        guard let old = try PartReads.stored(write.reader, keys, id: id), old.kind == P.kind else { throw Refusal.notFound }
        guard old.version == version else { throw CaseProblem.changedMeanwhile }
        let was = try old.opened(P.self, keys).part
        try write.sql.execute("""
            INSERT INTO case_part_was (organisation, id, version, sealed, changed_at, changed_by)
            VALUES (\(write.organisation), \(id), \(version), \(old.sealed), \(old.changedAt.milliseconds), \(old.changedBy))
            """)
        let sealed = try keys.seal(part, table: "case_part", row: id, version: version + 1)
        try write.sql.execute("""
            UPDATE case_part
            SET version = \(version + 1), sealed = \(sealed), changed_at = \(write.now.milliseconds),
                changed_by = \(write.actor.account)
            WHERE organisation = \(write.organisation) AND id = \(id)
            """)
        try shieldSuspect(part, keys, in: write)
        try CaseEvents.add(.changed, about: "\(P.kind.rawValue)/\(id)", keys, in: write)
        keys.trace(
            "changed \(P.kind.words)", before: version, after: version + 1, fields: part.changed(from: was), in: write)
        return old.parent
    }

    /// Takes a part off the case with a reason. Its words stay, sealed, and its timeline says who took it off.
    func remove(
        _ id: String, version: Int, reason: String, _ keys: CaseKeys, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            guard let old = try PartReads.stored(write.reader, keys, id: id) else { throw Refusal.notFound }
            guard old.version == version else { throw CaseProblem.changedMeanwhile }
            try write.sql.execute("""
                UPDATE case_part SET removed_at = \(write.now.milliseconds), changed_by = \(write.actor.account)
                WHERE organisation = \(write.organisation) AND id = \(id)
                """)
            try CaseEvents.add(
                .removed, about: "\(old.kind.rawValue)/\(id)", words: EventWords(reason), keys, in: write)
            keys.trace("took \(old.kind.words) off", before: version, in: write)
            return CasesURL.tab(of: old.kind, in: keys.record.id)
        }
    }

    /// A suspect who bears the name of an account is kept from the case with their line, from this change on.
    private static func shieldSuspect(_ part: some Part, _ keys: CaseKeys, in write: Write) throws {
        guard let suspect = part as? Suspect else { return }
        let accounts = try AccountStore.list(write.reader, organisation: write.organisation)
        let named = NamedPeople(accounts.map { ($0.id, $0.name) }).found(in: suspect.names)
        try Knowing.shield(named, because: .named, from: keys.record.id, write)
    }
}
