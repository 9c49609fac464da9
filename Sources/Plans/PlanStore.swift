public import Calendar
import Database
import Ledger
public import Log

/// The recorded writes over the plan's tables. Every changed field also goes into the history that the as-of view reads.
public struct PlanStore: Sendable {
    let recorder: Recorder

    public init(recorder: Recorder) { self.recorder = recorder }

    /// Records a change once for its form: pressed again, nothing more is done and the ledger says so.
    func once(
        _ kind: EntryClass, _ form: String, _ object: String, _ id: String, location: String, by actor: Actor,
        _ change: @escaping @Sendable (Write) throws -> Void
    ) async throws {
        _ = try await once(kind, form, object, id, by: actor) { write in
            try change(write)
            return location
        }
    }

    /// As the other `once`, where only the change knows where it leads; the place of the first press.
    func once(
        _ kind: EntryClass, _ form: String, _ object: String, _ id: String = "", by actor: Actor,
        _ change: @escaping @Sendable (Write) throws -> String
    ) async throws -> String {
        try await recorder.record(kind, by: actor) { write in
            if let place = try write.alreadyDone(form) {
                write.trace(Trace("sent the same form again", object, id))
                return place
            }
            let place = try change(write)
            try write.done(form, location: place)
            return place
        }
    }

    // MARK: Notes and updates

    /// Appends a note. Nothing else of the action changes, so two people never clash.
    /// - Parameter form: the form's own token; pressed twice, the note is there once.
    public func addNote(_ words: String, to action: String, form: String, location: String, by actor: Actor) async throws {
        try await once(.planWrite, form, "action", action, location: location, by: actor) { write in
            let touched = try write.sql.execute("""
                UPDATE action
                SET updated_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND id = \(action) AND removed_at IS NULL
                """)
            guard touched == 1 else { throw PlanProblem.gone }
            try Self.insertNote(words, .note, nil, subject: action, write)
            write.trace(Trace("added a note", "action", action))
        }
    }

    /// A line of the update page, or the form of the action page: what a person says of an action now.
    public struct Update: Sendable {
        public var note: String
        public var status: ActionStatus
        /// Nil leaves the deadline as it is.
        public var deadline: Deadline?
        public var waitingOn: String
        public var checkAgainOn: Day?
        /// The person looked and says that nothing changed.
        public var noChange: Bool
        /// What comes round is done for its present day, and the next day counts.
        public var doneThisTime: Bool

        public init(
            note: String, status: ActionStatus, deadline: Deadline?, waitingOn: String, checkAgainOn: Day?,
            noChange: Bool, doneThisTime: Bool = false
        ) {
            self.note = note
            self.status = status
            self.deadline = deadline
            self.waitingOn = waitingOn
            self.checkAgainOn = checkAgainOn
            self.noChange = noChange
            self.doneThisTime = doneThisTime
        }
    }

    /// Saves an update made on `version`. Throws `PlanProblem.changedMeanwhile` when that is no longer the present one,
    /// unless nothing but a note or "no change" was said: those never clash.
    public func update(
        _ id: String, version: Int, _ update: Update, form: String, location: String, by actor: Actor
    ) async throws {
        try await once(.planWrite, form, "action", id, location: location, by: actor) { write in
            guard let old = try PlanReads.action(write.reader, organisation: write.organisation, id: id) else {
                throw PlanProblem.gone
            }
            var new = old
            if !update.noChange {
                new.status = update.status
                new.deadline = update.deadline ?? old.deadline
                new.waitingOn = update.waitingOn
                new.checkAgainOn = update.status == .kept ? update.checkAgainOn : nil
            }
            var said = update.note
            if update.doneThisTime {
                let done = try Self.moveOn(&new, from: old, version: version, write)
                said = said.isEmpty ? done : "\(done)\n\(said)"
            }
            let fields = try Self.save(new, over: old, version: version, write)
            if update.noChange || !said.isEmpty || old.status != new.status {
                let kind: Note.Kind = update.noChange && update.note.isEmpty ? .noChange : .note
                try Self.insertNote(
                    said, kind, old.status == new.status ? nil : new.status, subject: id, write)
            }
            write.trace(Trace(
                update.doneThisTime ? "said that it is done this time"
                    : update.noChange ? "said that nothing changed" : "updated an action", "action", id, before: old.version,
                after: fields.isEmpty ? old.version : old.version + 1, fields: fields))
        }
    }

    /// Writes the fields that differ and their history; the names of the fields. The row's version goes up by one.
    @discardableResult
    static func save(_ new: Action, over old: Action, version: Int?, batch: String? = nil, _ write: Write) throws -> [String] {
        let new = new.keepingItsDay(of: old)
        let changes = ActionFields.differences(from: old, to: new)
        guard !changes.isEmpty else {
            try write.sql.execute("""
                UPDATE action SET updated_at = \(write.now.milliseconds)
                WHERE organisation = \(write.organisation) AND id = \(old.id)
                """)
            return []
        }
        if let version, version != old.version { throw PlanProblem.changedMeanwhile }
        try write.sql.execute("""
            UPDATE action
            SET title = \(new.title), outcome = \(new.outcome), status = \(new.status.rawValue),
                deadline_words = \(new.deadline.words), deadline_kind = \(new.deadline.kind.rawValue),
                deadline_day = \(new.deadline.day?.iso), deadline_repeats = \(new.deadline.repeats?.code),
                waiting_on = \(new.waitingOn), check_again_on = \(new.checkAgainOn?.iso), rhythm = \(new.rhythm?.code),
                owed = \(new.status.isOwed),
                due = \(Due.stored(new.status, new.deadline, new.checkAgainOn)), version = version + 1,
                updated_at = \(write.now.milliseconds)
            WHERE organisation = \(write.organisation) AND id = \(old.id)
            """)
        for change in changes { try insert(change, plan: old.plan, subject: old.id, batch: batch, write) }
        return changes.map(\.field)
    }

    static func insert(
        _ change: FieldChange, plan: String, subject: String, batch: String? = nil, _ write: Write
    ) throws {
        try write.sql.execute("""
            INSERT INTO change (organisation, id, plan, subject, field, before_words, after_words, account, batch, made_at)
            VALUES (\(write.organisation), \(write.newID()), \(plan), \(subject), \(change.field), \(change.before),
                \(change.after), \(write.actor.account), \(batch), \(write.now.milliseconds))
            """)
    }

    static func insertNote(
        _ words: String, _ kind: Note.Kind, _ status: ActionStatus?, subject: String, batch: String? = nil,
        _ write: Write
    ) throws {
        try write.sql.execute("""
            INSERT INTO note (organisation, id, subject, kind, words, status, account, batch, made_at)
            VALUES (\(write.organisation), \(write.newID()), \(subject), \(kind.rawValue), \(words),
                \(status?.rawValue), \(write.actor.account), \(batch), \(write.now.milliseconds))
            """)
    }

    /// How the history names the tick of a step: this, and the step's title.
    private static let stepField = "step: "

    static func stepTitle(ofField field: String) -> String? {
        field.hasPrefix(stepField) ? String(field.dropFirst(stepField.count)) : nil
    }

    /// Ticks a step, or takes the tick back.
    public func setStep(_ step: String, of action: String, doneOn day: Day?, by actor: Actor) async throws {
        try await recorder.record(.planWrite, by: actor) { write in
            let found = try write.reader.first("""
                SELECT s.title, s.done_on, a.plan
                FROM step s
                JOIN action a ON a.organisation = s.organisation AND a.id = s.action
                WHERE s.organisation = \(write.organisation) AND s.id = \(step) AND s.action = \(action)
                    AND a.removed_at IS NULL
                """) { (try $0.text(0), $0.textOrNil(1), try $0.text(2)) }
            guard let (title, before, plan) = found else { throw PlanProblem.gone }
            try write.sql.execute("""
                UPDATE step SET done_on = \(day?.iso) WHERE organisation = \(write.organisation) AND id = \(step)
                """)
            let change = FieldChange(
                field: Self.stepField + title, before: before ?? "not done", after: day?.iso ?? "not done")
            try Self.insert(change, plan: plan, subject: action, write)
            write.trace(Trace(day == nil ? "reopened a step" : "finished a step", "action", action, fields: ["step"]))
        }
    }

    // MARK: Levels

    public struct Judgement: Sendable {
        public var level: String
        public var date: LevelDate
        public var why: String
        public var evidence: String
        /// The suggestion that was accepted or edited, if one was.
        public var suggestion: LevelSuggestion?

        public init(level: String, date: LevelDate, why: String, evidence: String, suggestion: LevelSuggestion?) {
            self.level = level
            self.date = date
            self.why = why
            self.evidence = evidence
            self.suggestion = suggestion
        }
    }

    /// Adds a level to an objective's history. What was judged before stays.
    public func judge(
        _ objective: String, _ judgement: Judgement, form: String, location: String, by actor: Actor
    ) async throws {
        try await once(EntryClass("plan.level"), form, "objective", objective, location: location, by: actor) { write in
            guard let found = try PlanReads.objective(write.reader, organisation: write.organisation, id: objective) else {
                throw PlanProblem.gone
            }
            let before = try PlanReads.levels(write.reader, organisation: write.organisation, objective: objective)
            try Self.insertLevel(judgement, objective: objective, position: before.count, batch: nil, write)
            try Self.insert(
                FieldChange(field: "level", before: before.last?.level ?? "", after: judgement.level), plan: found.plan,
                subject: objective, write)
            if let suggestion = judgement.suggestion {
                let decision = suggestion.level == judgement.level ? "accepted" : "edited"
                try Self.insert(suggestion, decision, words: judgement.why, objective: objective, write)
            }
            write.trace(Trace(
                judgement.suggestion == nil ? "judged a level" : "decided on a suggested level", "objective", objective,
                fields: ["level"]))
        }
    }

    /// Records that a person refused a suggestion, and why; it is not made again until something changes.
    public func refuse(_ suggestion: LevelSuggestion, of objective: String, why: String, by actor: Actor) async throws {
        try await recorder.record(EntryClass("plan.level"), by: actor) { write in
            try Self.insert(suggestion, "refused", words: why, objective: objective, write)
            write.trace(Trace("refused a suggested level", "objective", objective))
        }
    }

    private static func insert(
        _ suggestion: LevelSuggestion, _ decision: String, words: String, objective: String, _ write: Write
    ) throws {
        try write.sql.execute("""
            INSERT INTO suggestion (organisation, id, objective, level, reason, basis, decision, words, account, decided_at)
            VALUES (\(write.organisation), \(write.newID()), \(objective), \(suggestion.level), \(suggestion.reason),
                \(suggestion.basis), \(decision), \(words), \(write.actor.account), \(write.now.milliseconds))
            """)
    }

    static func insertLevel(
        _ judgement: Judgement, objective: String, position: Int, batch: String?, _ write: Write
    ) throws {
        try write.sql.execute("""
            INSERT INTO level (organisation, id, objective, position, level, words, judged_on, why, evidence, account,
                suggested, batch, created_at)
            VALUES (\(write.organisation), \(write.newID()), \(objective), \(position), \(judgement.level),
                \(judgement.date.words), \(judgement.date.iso), \(judgement.why), \(judgement.evidence),
                \(batch == nil ? write.actor.account : nil), \(judgement.suggestion != nil), \(batch),
                \(write.now.milliseconds))
            """)
    }
}

public enum PlanProblem: Error, Sendable, Equatable {
    case gone
    case changedMeanwhile
}
