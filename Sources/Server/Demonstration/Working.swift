import Accounts
import Attachments
import Calendar
import Cases
import Concerns
import Documents
import Keyring
import Log
import NeedToKnow
import Referrals
import Spools

/// What people do with concerns and cases, through the same stores as the pages.
extension Council {
    /// What is known of a concern while it is told.
    struct Told {
        var concern: String
        var caseID: String?
        /// Identifiers of the people on the case.
        var people: [String] = []
    }

    private func viewer(_ person: Person) -> Viewer {
        Viewer(
            organisation: Self.number, organisationName: Demonstration.organisation, isDemonstration: true,
            account: actor(person).account ?? "", name: person.name, roles: RoleSet(person.roles), posts: [], session: [],
            mustChangePassword: false)
    }

    /// Teams and lines, before the first concern.
    mutating func makeTeams() async throws {
        let teams = TeamStore(recorder: services.recorder)
        for (name, service, members) in [
            ("Children’s front door", "children", [Person.cosima, .priyanka]), ("Housing options", "housing", [.priyanka]),
        ] {
            _ = try await teams.save(
                nil, version: 0, name: name, service: service, members: members.compactMap { actor($0).account },
                form: form(), by: actor(.sunniva))
        }
        for (person, manager) in [(Person.kasimir, Person.dilys), (.gethin, .cosima), (.bronagh, .dilys)] {
            guard let account = actor(person).account, let above = actor(manager).account else { continue }
            _ = try await teams.setManagers([above], of: account, form: form(), by: actor(.sunniva))
        }
    }

    mutating func file(_ story: Demonstration.ConcernStory) async throws -> Told {
        let filing = Filing(
            answers: ConcernAnswers(story.answers), form: .present, source: story.by == nil ? .anonymous : .staff,
            language: "en-GB", token: form())
        let by = story.by.map(actor) ?? Actor(organisation: Self.number, account: nil)
        return Told(concern: try await services.concerns.file(filing, by: by))
    }

    mutating func turn(_ turn: Demonstration.Turn, _ told: inout Told) async throws {
        let id = told.concern
        guard let concern = try await read({ try ConcernReads.concern($0, organisation: Self.number, id: id) }) else { return }
        let viewer = viewer(turn.by)
        switch turn.what {
        case .taken: _ = try await services.concerns.take(concern, form: form(), location: "", by: viewer)
        case .note(let words):
            _ = try await services.concerns.write(words, on: .inside, of: concern, form: form(), location: "", by: viewer)
        case .told(let words):
            _ = try await services.concerns.write(words, on: .reporter, of: concern, form: form(), location: "", by: viewer)
        case .heard(let words):
            _ = try await services.concerns.reply(
                words, to: concern, form: form(), organisation: Self.number, location: "")
        case .decided(let decision, let why): _ = try await decide(concern, decision, why, viewer)
        case .opened(let setting, let exploitation, let why, let holder):
            let new = NewCase(setting: setting, exploitation: exploitation, holder: actor(holder).account)
            let keys = try services.ring.take()
            told.caseID = try await decide(concern, .caseOpened, why, viewer) { write, concern in
                try CaseStore.open(from: [concern.id], new, in: write, keys: keys).id
            }
        case .people(let people):
            try await accept(told, by: viewer)
            told.people += try await add(people, to: told, by: turn.by)
        case .places(let places): _ = try await add(places, to: told, by: turn.by)
        case .attached(let text, let words): try await attach(text, words, to: told, by: turn.by)
        case .path(let number, let facts, let reason, let elsewhere):
            let isAsked = facts.canBeAsked && facts.consent != .notAsked
            let explained = ConsentFacts(
                explainedBy: turn.by.name, explainedAt: clock.now.adding(minutes: -40), interpreterNeeded: true,
                interpreter: "By telephone, an interpreter of the council’s contract", privacyNoticeGiven: true)
            let step = PersonStep.decided(
                facts, isAsked ? explained : ConsentFacts(), reason: reason, elsewhere: elsewhere)
            try await take(step, about: number, told, by: turn.by)
        case .step(let number, let step): try await take(step, about: number, told, by: turn.by)
        case .emergency(let words):
            guard let file = try await file(told) else { return }
            try await services.openings.open(file.record, .other, words: words, isEmergency: true, by: viewer)
        case .reviewed(let words):
            guard let opening = try await read({ try Openings.toReview($0, viewer) }).first else { return }
            try await services.openings.review(opening.id, words: words, form: form(), location: "", by: viewer)
        case .closed(let outcome, let words):
            guard let file = try await file(told) else { return }
            let keys = try CaseKeys(file.record, organisation: Self.number, ring: services.ring)
            _ = try await CaseStore(recorder: services.recorder, ring: services.ring).close(
                outcome, EventWords(words), version: file.version, keys, form: form(), by: actor(turn.by))
        }
    }

    private mutating func decide(
        _ concern: Concern, _ decision: Decision, _ why: String, _ viewer: Viewer,
        openCase: (@Sendable (Write, Concern) throws -> String)? = nil
    ) async throws -> String {
        let deciding = ConcernStore.Deciding(
            decision: decision, reason: why, feedback: decision.feedback, version: concern.version)
        return try await services.concerns.decide(
            concern, deciding, form: form(), location: "", by: viewer, openCase: openCase).location
    }

    private func file(_ told: Told) async throws -> Case? {
        guard let id = told.caseID else { return nil }
        return try await read { try CaseReads.find($0, organisation: Self.number, id: id) }
    }

    private func attach(_ text: String, _ words: String, to told: Told, by person: Person) async throws {
        guard let file = try await file(told) else { return }
        let keys = try CaseKeys(file.record, organisation: Self.number, ring: services.ring)
        let spool = Spool(in: services.spoolFolder)
        try spool.add(text.utf8)
        let sealed = try keys.seal(Attaching(try await AttachedFile.cleaning(spool), words: words))
        try await services.recorder.record(.caseWrite, by: actor(person)) { write in
            try CaseStore.attach(sealed, keys, in: write)
            keys.trace("attached a file", fields: [sealed.id], in: write)
        }
    }

    private func add<P: Part>(_ parts: [P], to told: Told, by person: Person) async throws -> [String] {
        guard let file = try await file(told) else { return [] }
        let keys = try CaseKeys(file.record, organisation: Self.number, ring: services.ring)
        return try await services.recorder.record(.caseWrite, by: actor(person)) { write in
            try parts.map { try CaseStore.add($0, keys, in: write) }
        }
    }

    /// Whom the case was given to takes it before they work on it.
    private mutating func accept(_ told: Told, by viewer: Viewer) async throws {
        guard let file = try await file(told) else { return }
        let keys = try CaseKeys(file.record, organisation: Self.number, ring: services.ring)
        _ = try await CaseStore(recorder: services.recorder, ring: services.ring).accept(keys, form: form(), by: viewer)
    }

    private func take(_ step: PersonStep, about number: Int, _ told: Told, by person: Person) async throws {
        guard let file = try await file(told), told.people.indices.contains(number) else { return }
        let keys = try CaseKeys(file.record, organisation: Self.number, ring: services.ring)
        let whom = Whom(case: file.id, person: told.people[number])
        try await services.recorder.record(.caseWrite, by: actor(person)) { try step.take(whom, keys, in: $0) }
    }
}
