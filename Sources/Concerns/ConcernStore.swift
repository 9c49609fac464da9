public import Accounts
public import Attachments
import Calendar
public import Database
import Keyring
import Ledger
public import Log
public import NeedToKnow
import Vault

/// What is filed: the answers, and how they came.
public struct Filing: Sendable {
    public var answers: ConcernAnswers
    public var form: ConcernForm
    public var source: Concern.Source
    /// BCP 47.
    public var language: String
    /// The form's own token: a second press files nothing.
    public var token: String
    /// Of the code with which somebody who gave no name comes back.
    public var receipt: [UInt8]?
    /// Colleagues whom the person who filed it says it is about.
    public var about: Set<String> = []

    public init(
        answers: ConcernAnswers, form: ConcernForm, source: Concern.Source, language: String, token: String
    ) {
        self.answers = answers
        self.form = form
        self.source = source
        self.language = language
        self.token = token
    }
}

/// The only SQL that writes concerns.
public struct ConcernStore: Sendable {
    let recorder: Recorder
    let openings: Openings
    let reporter: ReporterMark
    let attachments: AttachmentStore
    private let colleagues: Colleagues

    public init(openings: Openings, reporter: ReporterMark, database: Database) {
        recorder = openings.recorder
        self.openings = openings
        self.reporter = reporter
        attachments = AttachmentStore(openings: openings)
        colleagues = Colleagues(database)
    }

    // MARK: Filing

    /// Files a concern, sealed and in the ledger, on the disk when this returns. Whoever its words name, and their line,
    /// is kept from it in the same change. Returns its identifier; that of the first press where it is a second.
    public func file(_ filing: Filing, draft: ConcernDraft? = nil, by actor: Actor) async throws -> String {
        let keys = try draft.map { try openings.ring.keys($0.key) } ?? recorder.takeKeys(of: openings.ring)
        let urgency = ConcernRules.urgency(filing.answers, filing.form)
        let services = ConcernRules.services(filing.answers, filing.form)
        // Sealed before the writer's turn, which all who save wait for.
        let id = Identifier.make(milliseconds: Instant.now().milliseconds)
        let sealed = try keys.data.seal(
            filing.answers.encoded,
            at: SealedPlace(organisation: actor.organisation, table: "concern", row: id, version: 1))
        let words = filing.answers.allWords
        let mention = try await colleagues.mentioned(in: words, organisation: actor.organisation)
        let mark = actor.account.map(reporter.mark)
        // The reporter is not named in the ledger either: a colleague who looks for who told must not find it there.
        let anonymous = Actor(organisation: actor.organisation, account: nil)
        return try await recorder.recordOnce(.concernWrite, filing.token, by: anonymous) { [colleagues] write in
            let reference = try Self.freeReference(write)
            try write.sql.execute("""
                INSERT INTO concern (organisation, id, reference, record_key, source, form_version, language,
                    received_at, urgency, weight, reporter, receipt, news_for_us, news_for_reporter, sealed, version)
                VALUES (\(write.organisation), \(id), \(reference), \(keys.id), \(filing.source.rawValue),
                    \(filing.form.version), \(filing.language), \(write.now.milliseconds),
                    \(urgency.map(\.rawValue).joined(separator: ",")), \(urgency.reduce(0) { $0 + $1.weight }),
                    \(mark), \(filing.receipt), 0, 0, \(sealed), 1)
                """)
            let people = try colleagues.settled(mention, of: words, write.reader)
            try Knowing.shield(filing.about.intersection(people.active), because: .chosen, from: id, write)
            try Knowing.shield(people.named, because: .named, from: id, write)
            for service in services {
                guard let team = try TeamStore.team(write.reader, organisation: write.organisation, service: service)
                else { continue }
                try Knowing.assign(id, to: team, isTeam: true, write)
            }
            if let draft, let mark {
                try AttachmentStore.move(from: draft.id, to: id, write)
                try Self.deleteDraft(draft.id, mark, write)
            }
            write.trace(Trace("received a concern", "concern", id, after: 1), under: keys.ledger)
            return id
        }.location
    }

    private static func freeReference(_ write: Write) throws -> String {
        var random = SystemRandomNumberGenerator()
        while true {
            let reference = Reference.make("CN", year: write.now.day.year, using: &random)
            let taken = try write.reader.count("""
                SELECT count(*) FROM concern
                WHERE organisation = \(write.organisation) AND reference = \(reference)
                """)
            if taken == 0 { return reference }
        }
    }

    // MARK: Working on it

    /// Gives a waiting concern to whoever takes it; the reporter then sees that somebody is reading it. Throws
    /// `Refusal.changedMeanwhile` when another was quicker.
    public func take(_ concern: Concern, form: String, location: String, by viewer: Viewer) async throws -> Pressed {
        let keys = try openings.ring.bodyKey(concern.key)
        return try await recorder.recordOnce(.concernWrite, form, by: viewer.actor) { write in
            let changed = try write.sql.execute("""
                UPDATE concern
                SET holder = \(viewer.account), taken_at = COALESCE(taken_at, \(write.now.milliseconds)),
                    news_for_reporter = 1, version = \(concern.version + 1)
                WHERE organisation = \(write.organisation) AND id = \(concern.id) AND version = \(concern.version)
                    AND decision IS NULL
                """)
            guard changed == 1 else {
                throw Refusal.changedMeanwhile("Somebody else has just taken or changed this concern. Reload the queue to see who has it.")
            }
            write.trace(
                Trace("took a concern", "concern", concern.id, before: concern.version, after: concern.version + 1,
                    fields: ["holder"]), under: keys)
            return location
        }
    }

    /// What was decided, why, and what the person who reported is told.
    public struct Deciding: Sendable {
        public var decision: Decision
        public var reason: String
        public var feedback: String
        public var version: Int

        public init(decision: Decision, reason: String, feedback: String, version: Int) {
            self.decision = decision
            self.reason = reason
            self.feedback = feedback
            self.version = version
        }
    }

    /// Decides what becomes of a concern. `openCase` runs inside the same change when a case is opened, so that there is
    /// never a decision without its case.
    public func decide(
        _ concern: Concern, _ deciding: Deciding, form: String, location: String, by viewer: Viewer,
        openCase: (@Sendable (Write, Concern) throws -> String)? = nil
    ) async throws -> Pressed {
        let keys = try openings.ring.keys(concern.key)
        return try await recorder.recordOnce(.concernWrite, form, by: viewer.actor) { write in
            let changed = try write.sql.execute("""
                UPDATE concern
                SET decision = \(deciding.decision.rawValue), decided_at = \(write.now.milliseconds),
                    decided_by = \(viewer.account), holder = COALESCE(holder, \(viewer.account)),
                    taken_at = COALESCE(taken_at, \(write.now.milliseconds)), news_for_reporter = 1, news_for_us = 0,
                    version = \(deciding.version + 1)
                WHERE organisation = \(write.organisation) AND id = \(concern.id) AND version = \(deciding.version)
                    AND decision IS NULL
                """)
            guard changed == 1 else {
                throw Refusal.changedMeanwhile("Somebody else has changed this concern in between. Go back: your words are still there. Reload it to see what they decided.")
            }
            let words = "\(deciding.decision.words)\n\n\(deciding.reason)"
            try Self.add(words, .inside, to: concern.id, account: viewer.account, keys.data, write)
            if !deciding.feedback.isEmpty {
                try Self.add(deciding.feedback, .reporter, to: concern.id, account: viewer.account, keys.data, write)
            }
            write.trace(
                Trace("decided: \(deciding.decision.words.lowercased())", "concern", concern.id, before: deciding.version,
                    after: deciding.version + 1, fields: ["decision"]), under: keys.ledger)
            guard deciding.decision == .caseOpened, let openCase else { return location }
            return try openCase(write, concern)
        }
    }

    /// Takes a decision back, with the reason; what was decided stays in the history.
    public func reopen(
        _ concern: Concern, reason: String, form: String, location: String, by viewer: Viewer
    ) async throws -> Pressed {
        let keys = try openings.ring.keys(concern.key)
        return try await recorder.recordOnce(.concernWrite, form, by: viewer.actor) { write in
            let changed = try write.sql.execute("""
                UPDATE concern SET decision = NULL, decided_at = NULL, decided_by = NULL, version = \(concern.version + 1)
                WHERE organisation = \(write.organisation) AND id = \(concern.id) AND version = \(concern.version)
                    AND decision IS NOT NULL
                """)
            guard changed == 1 else { throw Refusal.changedMeanwhile("Somebody else has changed this concern in between.") }
            try Self.add("Opened again\n\n\(reason)", .inside, to: concern.id, account: viewer.account, keys.data, write)
            write.trace(
                Trace("opened a concern again", "concern", concern.id, before: concern.version,
                    after: concern.version + 1, fields: ["decision"]), under: keys.ledger)
            return location
        }
    }

    // MARK: The two rails

    /// Writes on one of the rails: for the person who reported, or for those inside.
    public func write(
        _ words: String, on rail: ConcernEvent.Rail, of concern: Concern, form: String, location: String, by viewer: Viewer
    ) async throws -> Pressed {
        let keys = try openings.ring.keys(concern.key)
        return try await recorder.recordOnce(.concernWrite, form, by: viewer.actor) { write in
            try Self.add(words, rail, to: concern.id, account: viewer.account, keys.data, write)
            if rail == .reporter {
                try write.sql.execute("""
                    UPDATE concern SET news_for_reporter = 1
                    WHERE organisation = \(write.organisation) AND id = \(concern.id)
                    """)
            }
            write.trace(
                Trace(rail == .reporter ? "wrote to the person who reported" : "added a note", "concern", concern.id),
                under: keys.ledger)
            return location
        }
    }

    /// What the person who reported adds or answers. They are not named, not even by their account. Throws
    /// `AttachmentRefusal`, and then nothing of it is kept.
    public func reply(
        _ words: String, with attaching: Attaching? = nil, to concern: Concern, form: String, organisation: Int,
        location: String
    ) async throws -> Pressed {
        let keys = try openings.ring.keys(concern.key)
        let file = try attaching.map { try AttachmentStore.seal($0, under: keys.data, organisation: organisation) }
        let actor = Actor(organisation: organisation, account: nil)
        let mention = try await colleagues.mentioned(in: words, organisation: organisation)
        return try await recorder.recordOnce(.concernWrite, form, by: actor) { [colleagues] write in
            try Self.add(words, .reporter, to: concern.id, account: nil, isFromReporter: true, keys.data, write)
            try write.sql.execute("""
                UPDATE concern SET news_for_us = 1
                WHERE organisation = \(write.organisation) AND id = \(concern.id)
                """)
            // What they add may name somebody who was not named before.
            let people = try colleagues.settled(mention, of: words, write.reader)
            try Knowing.shield(people.named, because: .named, from: concern.id, write)
            if let file { try AttachmentStore.insert(file, into: concern.id, by: nil, write) }
            write.trace(
                Trace("the person who reported wrote", "concern", concern.id, fields: file.map { [$0.id] } ?? []),
                under: keys.ledger)
            return location
        }
    }

    /// Written down before the person who reported sees the words.
    func lookByReporter(_ concern: Concern, organisation: Int) async throws {
        let key = try openings.ring.bodyKey(concern.key)
        try await recorder.record(.caseRead, by: Actor(organisation: organisation, account: nil)) { write in
            try write.sql.execute("""
                UPDATE concern SET news_for_reporter = 0
                WHERE organisation = \(write.organisation) AND id = \(concern.id)
                """)
            write.trace(Trace("the person who reported looked", "concern", concern.id), under: key)
        }
    }

    /// Words of a case's own rail for those who reported its concerns, inside the change that writes them there.
    public func tell(_ concerns: [String], _ words: String, in write: Write) throws {
        for id in concerns {
            guard let concern = try ConcernReads.concern(write.reader, organisation: write.organisation, id: id) else { continue }
            let keys = try openings.ring.keys(concern.key)
            try Self.add(words, .reporter, to: id, account: write.actor.account, keys.data, write)
            try write.sql.execute("""
                UPDATE concern SET news_for_reporter = 1 WHERE organisation = \(write.organisation) AND id = \(id)
                """)
            write.trace(Trace("wrote to the person who reported", "concern", id), under: keys.ledger)
        }
    }

    /// Whoever decides has seen what the person who reported wrote last.
    static func readNews(_ concern: String, _ write: Write) throws {
        try write.sql.execute("""
            UPDATE concern SET news_for_us = 0
            WHERE organisation = \(write.organisation) AND id = \(concern) AND news_for_us = 1
            """)
    }

    static func add(
        _ words: String, _ rail: ConcernEvent.Rail, to concern: String, account: String?, isFromReporter: Bool = false,
        _ key: RecordKey, _ write: Write
    ) throws {
        let id = write.newID()
        let place = SealedPlace(organisation: write.organisation, table: "concern_event", row: id, version: 1)
        try write.sql.execute("""
            INSERT INTO concern_event (organisation, concern, id, rail, from_reporter, account, made_at, sealed)
            VALUES (\(write.organisation), \(concern), \(id), \(rail.rawValue), \(isFromReporter), \(account),
                \(write.now.milliseconds), \(try key.seal(Array(words.utf8), at: place)))
            """)
    }

    // MARK: Shields

    /// Keeps a colleague and their line from a concern, or lets one see it again; with a reason, by who triages.
    public func setShield(
        _ account: String, isOn: Bool, of concern: Concern, reason: String, form: String, location: String,
        by viewer: Viewer
    ) async throws -> Pressed {
        let keys = try openings.ring.keys(concern.key)
        return try await recorder.recordOnce(.concernWrite, form, by: viewer.actor) { write in
            if isOn {
                try Knowing.shield([account], because: .chosen, from: concern.id, write)
            } else {
                try Knowing.lift(account, from: concern.id, write)
            }
            write.trace(
                Trace(isOn ? "kept an account from it" : "let an account see it again", "concern", concern.id,
                    fields: [account], reason: reason), under: keys.ledger)
            return location
        }
    }
}
