import Accounts
import Calendar
import Database
import HTTPTypes
import NeedToKnow
import Pages

/// Routes of the sealed parts of a case. Every kind goes the same way: its own fields make its form and its page.
struct PartPages: Sendable {
    let door: CaseDoor
    let store: CaseStore
    let database: Database
    let reading: PersonProgress.Reading?

    var routes: [Route] { tabRoutes + formRoutes }

    /// How far the lawful path of each person is; nil where nothing tells.
    private func known(_ reader: Reader, _ room: CaseRoom) throws -> (@Sendable (String) -> PersonProgress)? {
        guard let reading else { return nil }
        return try reading(reader, room.viewer.organisation, room.file.id)
    }

    // MARK: Tabs

    private var tabRoutes: [Route] {
        [
            .recordedPage(CasesURL.people("{case}"), CasesPages.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "people") { room in
                    let (people, suspects, supports) = try await database.read { reader in
                        (
                            try PartReads.people(reader, room.keys), try PartReads.all(Suspect.self, reader, room.keys),
                            try PartReads.all(Support.self, reader, room.keys)
                        )
                    }
                    let progress = try await database.read { try known($0, room) }
                    let onSite = supports.filter { $0.parent == nil }
                    return PartViews.people(room.file, people, suspects, onSite, progress)
                }
            },
            .recordedPage(CasesURL.person("{person}", in: "{case}"), CasesPages.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "a person") { room in
                    let id = ask.parameter("person")
                    let show = try await database.read { try PersonShow($0, room, id) }
                    let progress = try await database.read { try known($0, room) }
                    guard let show else { throw Refusal.notFound }
                    return PersonViews.person(show, progress?(id))
                }
            },
            .recordedPage(CasesURL.stay("{part}", in: "{case}"), CasesPages.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "place of safety") { room in
                    let kept = try await database.read { reader in
                        try PartReads.one(Stay.self, reader, room.keys, id: ask.parameter("part"))
                    }
                    guard let kept else { throw Refusal.notFound }
                    return PersonViews.stay(room.file, kept)
                }
            },
            .recordedPage(CasesURL.things("{case}"), CasesPages.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "places, vehicles, organisations") { room in
                    let (places, vehicles, firms) = try await database.read { reader in
                        (
                            try PartReads.all(Place.self, reader, room.keys),
                            try PartReads.all(Vehicle.self, reader, room.keys),
                            try PartReads.all(Firm.self, reader, room.keys)
                        )
                    }
                    return PartViews.things(room.file, places, vehicles, firms)
                }
            },
            .recordedPage(CasesURL.references("{case}"), CasesPages.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "references") { room in
                    let (references, people) = try await database.read { reader in
                        (try PartReads.all(CaseReference.self, reader, room.keys), try PartReads.people(reader, room.keys))
                    }
                    return PartViews.references(room.file, references, people)
                }
            },
        ]
    }

    // MARK: Forms

    private var formRoutes: [Route] {
        [
            .recordedPage(CasesURL.newPart("{kind}", in: "{case}"), CasesPages.policy) { ask, viewer in
                guard let kind = PartKind(rawValue: ask.parameter("kind")) else { throw Refusal.notFound }
                return try await door.page(ask, viewer, at: "adding \(kind.words)") { room in
                    var form = kind.emptyForm
                    form.values["form"] = [ask.newForm]
                    form.values["parent"] = [ask.query.text("of")]
                    return try await page(kind, nil, room, form, mayLook: true)
                }
            },
            .action(CasesURL.newPart("{kind}", in: "{case}"), CasesPages.policy, bodyLimit: Self.bodyLimit) { ask, viewer in
                guard let kind = PartKind(rawValue: ask.parameter("kind")) else { throw Refusal.notFound }
                return try await door.action(ask, viewer) { try await add(kind.type, ask, $0) }
            },
            .recordedPage(CasesURL.part("{part}", in: "{case}"), CasesPages.policy) { ask, viewer in
                let kind = try await kind(ask, viewer)
                return try await door.page(ask, viewer, at: kind == .stay ? "place of safety" : "changing \(kind.words)") {
                    try await edit(kind.type, ask, $0)
                }
            },
            .action(CasesURL.part("{part}", in: "{case}"), CasesPages.policy, bodyLimit: Self.bodyLimit) { ask, viewer in
                let kind = try await kind(ask, viewer)
                return try await door.action(ask, viewer) { try await change(kind.type, ask, $0) }
            },
            .recordedPage(CasesURL.earlier("{part}", in: "{case}"), CasesPages.policy) { ask, viewer in
                let kind = try await kind(ask, viewer)
                return try await door.page(ask, viewer, at: "what was known before") {
                    try await earlier(kind.type, ask, $0)
                }
            },
            .recordedPage(CasesURL.remove("{part}", in: "{case}"), CasesPages.policy) { ask, viewer in
                let kind = try await kind(ask, viewer)
                return try await door.page(ask, viewer, at: "taking \(kind.words) off") { room in
                    let stored = try await database.read { try PartReads.stored($0, room.keys, id: ask.parameter("part")) }
                    let form = Form(["form": ask.newForm, "version": "\(stored?.version ?? 0)"])
                    return PartViews.remove(room.file, kind, ask.parameter("part"), form)
                }
            },
            .action(CasesURL.remove("{part}", in: "{case}"), CasesPages.policy) { ask, viewer in
                let kind = try await kind(ask, viewer)
                return try await door.wholeAction(ask, viewer) { try await remove(kind, ask, $0) }
            },
        ]
    }

    /// Every box holds 15,000 characters of any script, each of which a browser sends as up to twelve bytes.
    private static let bodyLimit = 6 * 1024 * 1024

    private func kind(_ ask: Ask, _ viewer: Viewer) async throws -> PartKind {
        let kind = try await database.read { reader in
            try PartReads.kind(
                reader, organisation: viewer.organisation, case: ask.parameter("case"), part: ask.parameter("part"))
        }
        guard let kind else { throw Refusal.notFound }
        return kind
    }

    /// The form of a part; with the other people of the case only where the look at them was recorded.
    private func page(
        _ kind: PartKind, _ id: String?, _ room: CaseRoom, _ form: Form, meanwhile: [Difference] = [], mayLook: Bool
    ) async throws -> Page {
        let people = !mayLook ? [] : try await database.read { try PartReads.people($0, room.keys) }
        return PartViews.form(kind.type, room.file, id, form, people: people, meanwhile: meanwhile)
    }

    private func add<P: Part>(_ type: P.Type, _ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        var input = PartInput<P>(ask.form, today: ask.today)
        let parent = ask.form.text("parent")
        if P.kind.hasParent && !parent.isEmpty {
            let kind = try await database.read { reader in
                try PartReads.kind(reader, organisation: room.keys.organisation, case: room.file.id, part: parent)
            }
            guard kind == .person else { throw Refusal.notFound }
        } else if P.kind == .stay {
            input.add("Start from the page of the person who stays there")
        }
        guard input.problems.isEmpty else { return try await again(P.kind, nil, room, Form(ask.form, input.problems)) }
        let pressed = try await store.add(
            input.part, parent: P.kind.hasParent && !parent.isEmpty ? parent : nil, room.keys, form: ask.formToken,
            by: room.viewer.actor)
        return .redirect(pressed.location)
    }

    private func again(_ kind: PartKind, _ id: String?, _ room: CaseRoom, _ form: Form) async throws -> Answer {
        let mayLook = try await door.look(room, at: "people")
        return .page(try await page(kind, id, room, form, mayLook: mayLook), status: 422)
    }

    private func edit<P: Part>(_ type: P.Type, _ ask: Ask, _ room: CaseRoom) async throws -> Page {
        let id = ask.parameter("part")
        guard let kept = try await database.read({ try PartReads.one(type, $0, room.keys, id: id) }) else {
            throw Refusal.notFound
        }
        var form = Form(part: kept.part)
        form.values["form"] = [ask.newForm]
        form.values["version"] = ["\(kept.version)"]
        return try await page(P.kind, id, room, form, mayLook: true)
    }

    private func change<P: Part>(_ type: P.Type, _ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        let id = ask.parameter("part")
        let input = PartInput<P>(ask.form, today: ask.today)
        guard input.problems.isEmpty else { return try await again(P.kind, id, room, Form(ask.form, input.problems)) }
        do {
            let pressed = try await store.change(
                id, version: Int(ask.form.text("version")) ?? 0, to: input.part, room.keys, form: ask.formToken,
                by: room.viewer.actor)
            return .redirect(pressed.location)
        } catch CaseProblem.changedMeanwhile {
            return .page(try await both(input.part, id, ask, room), status: Stale.status)
        }
    }

    /// What is kept now and what was typed, side by side; where the reason to look has run out, what was typed alone.
    private func both<P: Part>(_ typed: P, _ id: String, _ ask: Ask, _ room: CaseRoom) async throws -> Page {
        let mayLook = try await door.look(room, at: "both versions")
        guard let now = try await database.read({ try PartReads.one(P.self, $0, room.keys, id: id) }) else {
            throw Refusal.notFound
        }
        let people = !mayLook ? [] : try await database.read { try PartReads.people($0, room.keys) }
        let differences = !mayLook ? [] : zip(now.part.facts, typed.facts).compactMap { old, new in
            old == new ? nil : Difference(new.label, old: Self.named(old.words, people), new: Self.named(new.words, people))
        }
        return try await page(
            P.kind, id, room, Stale.form(ask, version: now.version), meanwhile: differences, mayLook: mayLook)
    }

    /// Ties are kept by identifier and read by name.
    private static func named(_ words: String, _ people: [Kept<Person>]) -> String {
        people.reduce(words) { $0.replacing($1.id, with: $1.part.title) }
    }

    private func earlier<P: Part>(_ type: P.Type, _ ask: Ask, _ room: CaseRoom) async throws -> Page {
        let id = ask.parameter("part")
        let (now, before, names) = try await database.read { reader in
            (
                try PartReads.one(type, reader, room.keys, id: id),
                try PartReads.earlier(type, reader, room.keys, id: id),
                try HolderNames(reader, organisation: room.keys.organisation)
            )
        }
        guard let now else { throw Refusal.notFound }
        return PartViews.earlier(room.file, now, before, names)
    }

    private func remove(_ kind: PartKind, _ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        let id = ask.parameter("part")
        let input = ReasonInput(ask.form, "reason", "Enter why it is taken off")
        guard input.problems.isEmpty else {
            return .page(PartViews.remove(room.file, kind, id, Form(ask.form, input.problems)), status: 422)
        }
        do {
            let pressed = try await store.remove(
                id, version: Int(ask.form.text("version")) ?? 0, reason: input.words, room.keys, form: ask.formToken,
                by: room.viewer.actor)
            return .redirect(pressed.location)
        } catch CaseProblem.changedMeanwhile {
            let stored = try await database.read { try PartReads.stored($0, room.keys, id: id) }
            let form = Stale.form(ask, version: stored?.version ?? 0)
            return .page(PartViews.remove(room.file, kind, id, form), status: Stale.status)
        }
    }
}

extension PartKind {
    var type: any Part.Type {
        switch self {
        case .person: Person.self
        case .suspect: Suspect.self
        case .stay: Stay.self
        case .support: Support.self
        case .place: Place.self
        case .vehicle: Vehicle.self
        case .organisation: Firm.self
        case .reference: CaseReference.self
        }
    }

    /// The form of a new part, with the answers that stand there until somebody changes them.
    var emptyForm: Form { type.emptyForm }
}

extension Part {
    static var emptyForm: Form { Form(part: Self()) }
}

/// Just what a person's page prints.
struct PersonShow: Sendable {
    let file: Case
    let person: Kept<Person>
    let others: [Kept<Person>]
    let stays: [Kept<Stay>]
    let supports: [Kept<Support>]
    let references: [Kept<CaseReference>]
    let names: HolderNames

    /// Nil where the case has no such person.
    init?(_ reader: Reader, _ room: CaseRoom, _ id: String) throws {
        let people = try PartReads.people(reader, room.keys)
        guard let person = people.first(where: { $0.id == id }) else { return nil }
        self.person = person
        file = room.file
        others = people.filter { $0.id != id }
        stays = try PartReads.all(Stay.self, reader, room.keys).filter { $0.parent == id }
        supports = try PartReads.all(Support.self, reader, room.keys).filter { $0.parent == id }
        references = try PartReads.all(CaseReference.self, reader, room.keys).filter { $0.parent == id }
        names = try HolderNames(reader, organisation: room.keys.organisation)
    }
}
