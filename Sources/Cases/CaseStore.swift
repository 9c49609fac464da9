public import Accounts
import Calendar
import Database
public import Keyring
public import Log
import NeedToKnow

/// The recorded writes over cases. A case's own row is in the clear; its parts and events are sealed before they come here.
public struct CaseStore: Sendable {
    let recorder: Recorder
    let ring: Keyring

    public init(recorder: Recorder, ring: Keyring) {
        self.recorder = recorder
        self.ring = ring
    }

    /// Opens a case inside another change, such as the decision on a concern. Whoever a concern is closed to, the case is
    /// closed to from the same moment on.
    /// - Parameter keys: of `Keyring.take()`, taken before the change began.
    @discardableResult
    public static func open(
        from concerns: [String], _ new: NewCase = NewCase(), in write: Write, keys: RecordKeys
    ) throws -> Case {
        let file = Case(
            id: write.newID(), reference: try freshReference(write), key: keys.id, setting: new.setting,
            exploitation: new.exploitation, outcome: nil, openedOn: write.now.day, closedOn: nil, holder: new.holder,
            holderIsTeam: new.holderIsTeam, version: 1)
        try write.sql.execute("""
            INSERT INTO case_file (organisation, id, reference, record_key, setting, exploitation, opened_on, holder,
                holder_is_team, version)
            VALUES (\(write.organisation), \(file.id), \(file.reference), \(file.key), \(file.setting.rawValue),
                \(file.exploitation.stored), \(file.openedOn.daysSinceEpoch), \(file.holder), \(file.holderIsTeam), 1)
            """)
        let sealer = CaseKeys(file.record, organisation: write.organisation, keys: keys)
        for concern in concerns { try link(concern, sealer, in: write) }
        try CaseEvents.add(.opened, sealer, in: write)
        if let holder = new.holder {
            try Giving.note(from: nil, to: Holder(holder, isTeam: new.holderIsTeam), sealer, in: write)
        }
        sealer.trace("opened a case", after: 1, in: write)
        return file
    }

    /// Ties a further concern to a case that is there, inside the decision on it.
    public static func add(_ concern: String, to file: Case, keys: RecordKeys, in write: Write) throws {
        let sealer = CaseKeys(file.record, organisation: write.organisation, keys: keys)
        try link(concern, sealer, in: write)
        try CaseEvents.add(.linked, about: "concern/\(concern)", sealer, in: write)
        sealer.trace("tied a concern to a case", in: write)
    }

    /// Ties a further concern to a case, and closes the case to whom the concern is closed to.
    public static func link(_ concern: String, _ keys: CaseKeys, in write: Write) throws {
        try write.sql.execute("""
            INSERT INTO case_concern (organisation, case_id, concern, linked_at)
            VALUES (\(write.organisation), \(keys.record.id), \(concern), \(write.now.milliseconds))
            ON CONFLICT (organisation, case_id, concern) DO NOTHING
            """)
        try Knowing.copyShields(from: concern, to: keys.record.id, write)
    }

    /// Random, so it may be taken: then another is drawn.
    private static func freshReference(_ write: Write) throws -> String {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<50 {
            let reference = Reference.make("MS", year: write.now.day.year, using: &random)
            let taken = try write.reader.count("""
                SELECT count(*) FROM case_file
                WHERE organisation = \(write.organisation) AND reference = \(reference)
                """)
            if taken == 0 { return reference }
        }
        throw Refusal.busy("No free reference was found. Try again")
    }

    /// Opens a case that no concern led to.
    func open(_ new: NewCase, form: String, by actor: Actor) async throws -> Pressed {
        let keys = try recorder.takeKeys(of: ring)
        return try await recorder.recordOnce(.caseWrite, form, by: actor) { write in
            CasesURL.show(try Self.open(from: [], new, in: write, keys: keys).id)
        }
    }

    // MARK: The case's own row

    /// Changes the codes of a case. Throws `CaseProblem.changedMeanwhile`.
    func change(
        _ setting: Setting, _ exploitation: Set<Exploitation>, version: Int, _ keys: CaseKeys, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            try Self.raise(keys, version, in: write, """
                setting = \(setting.rawValue), exploitation = \(exploitation.stored)
                """)
            try CaseEvents.add(.details, keys, in: write)
            keys.trace("changed what a case is about", before: version, after: version + 1, fields: ["setting", "exploitation"], in: write)
            return CasesURL.show(keys.record.id)
        }
    }

    public func close(
        _ outcome: Outcome, _ words: EventWords, version: Int, _ keys: CaseKeys, form: String, by actor: Actor
    ) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            try Self.raise(keys, version, in: write, """
                outcome = \(outcome.rawValue), closed_on = \(write.now.day.daysSinceEpoch)
                """)
            try CaseEvents.add(.closed, about: outcome.rawValue, words: words, keys, in: write)
            keys.trace("closed a case", before: version, after: version + 1, fields: ["outcome"], in: write)
            return CasesURL.show(keys.record.id)
        }
    }

    func reopen(_ words: EventWords, version: Int, _ keys: CaseKeys, form: String, by actor: Actor) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            try Self.raise(keys, version, in: write, "outcome = NULL, closed_on = NULL")
            try CaseEvents.add(.reopened, words: words, keys, in: write)
            keys.trace("opened a closed case again", before: version, after: version + 1, in: write)
            return CasesURL.show(keys.record.id)
        }
    }

    /// Sets fields of the row if it is still the version that somebody saw.
    static func raise(_ keys: CaseKeys, _ version: Int, in write: Write, _ fields: SQL) throws {
        let changed = try write.sql.execute("""
            UPDATE case_file SET \(fields), version = \(version + 1)
            WHERE organisation = \(write.organisation) AND id = \(keys.record.id) AND version = \(version)
            """)
        guard changed == 1 else { throw CaseProblem.changedMeanwhile }
    }

    // MARK: Timeline

    /// - Parameter tell: sends the words to the person who reported, in the same change.
    func write(
        _ words: String, rail: CaseEvent.Rail, _ keys: CaseKeys, form: String, by actor: Actor,
        tell: @escaping @Sendable (Write, String) throws -> Void
    ) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            try CaseEvents.add(rail == .reporter ? .told : .note, rail: rail, words: EventWords(words), keys, in: write)
            if rail == .reporter { try tell(write, words) }
            keys.trace(rail == .reporter ? "wrote to the person who reported" : "wrote a note", in: write)
            return CasesURL.timeline(keys.record.id)
        }
    }

    func once(
        _ keys: CaseKeys, _ form: String, by actor: Actor, _ change: @escaping @Sendable (Write) throws -> String
    ) async throws -> Pressed {
        try await recorder.recordOnce(.caseWrite, form, by: actor, change)
    }
}

/// Why a change of a case was not made.
enum CaseProblem: Error, Equatable {
    case changedMeanwhile
    /// The account or the team may not be given it: shielded, closed, or without the role.
    case cannotHold
}
