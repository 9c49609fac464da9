import Accounts
import Calendar
import Database
import HTTPTypes
import NeedToKnow
import Pages

/// A case that somebody was let into.
struct CaseRoom: Sendable {
    let file: Case
    let sight: Sight
    /// Nil where a form was sent without one: then nothing that was kept may be shown.
    let opening: NeedToKnow.Opening?
    let keys: CaseKeys
    let viewer: Viewer
}

/// The only way to a case's pages: sight first, then the reason, then the entry in the ledger, and only then the words.
struct CaseDoor: Sendable {
    let openings: Openings
    let database: Database

    /// A form may be finished this long after the reason was given, seconds: a working day. What was typed outlives the hour
    /// for which pages may be looked at.
    static let patience = 8 * 60 * 60

    /// Throws `Refusal.notFound` for a case that the viewer may not know of, as for one that is not there.
    func known(_ id: String, _ viewer: Viewer) async throws -> (file: Case, sight: Sight) {
        try await database.read { reader in
            guard let file = try CaseReads.find(reader, organisation: viewer.organisation, id: id) else {
                throw Refusal.notFound
            }
            let sight = try Knowing.sight(reader, viewer, of: id)
            guard sight > .nothing else { throw Refusal.notFound }
            return (file, sight)
        }
    }

    /// A page of an opened case. Asks for the reason where none was given; shows nothing where the look cannot be recorded.
    func page(
        _ ask: Ask, _ viewer: Viewer, at what: String, _ show: @Sendable (CaseRoom) async throws -> Page
    ) async throws -> Answer {
        try await answer(ask, viewer, at: what) { .page(try await show($0)) }
    }

    /// As `page`, for what is none, such as a file.
    func answer(
        _ ask: Ask, _ viewer: Viewer, at what: String, _ show: @Sendable (CaseRoom) async throws -> Answer
    ) async throws -> Answer {
        let (file, sight) = try await known(ask.parameter("case"), viewer)
        guard let opening = try await opening(file, sight, viewer, ask, since: 0) else {
            return .page(try await question(file, sight, viewer, to: ask.path))
        }
        try await openings.look(file.record, under: opening, at: what, by: viewer)
        return try await show(try room(file, sight, opening, viewer))
    }

    /// A form of a case. Somebody who may see the whole case may write into it at any time; who has it open in an
    /// emergency, as long as a form may take.
    func action(
        _ ask: Ask, _ viewer: Viewer, _ act: @Sendable (CaseRoom) async throws -> Answer
    ) async throws -> Answer {
        let (file, sight) = try await known(ask.parameter("case"), viewer)
        let opening = try await opening(file, sight, viewer, ask, since: Self.patience - NeedToKnow.Opening.life)
        if sight == .outline && opening == nil {
            return .page(try await question(file, sight, viewer, to: CasesURL.show(file.id)), status: 403)
        }
        return try await act(try room(file, sight, opening, viewer))
    }

    /// A change of who may see the case or of its state: an emergency does not reach that far.
    func wholeAction(
        _ ask: Ask, _ viewer: Viewer, _ act: @Sendable (CaseRoom) async throws -> Answer
    ) async throws -> Answer {
        try await action(ask, viewer) { room in
            guard room.sight == .whole else { throw Refusal.notAllowed }
            return try await act(room)
        }
    }

    /// Records that kept words are shown beside a form; false where there is no reason under which they may be.
    func look(_ room: CaseRoom, at what: String) async throws -> Bool {
        guard let opening = room.opening else { return false }
        try await openings.look(room.file.record, under: opening, at: what, by: room.viewer)
        return true
    }

    /// The reason for opening, written down; then the page that was asked for.
    func open(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let (file, sight) = try await known(ask.parameter("case"), viewer)
        let place = Self.place(ask.query.text("to"), in: file.id)
        let input = OpeningInput(ask.form, sight: sight)
        guard let purpose = input.purpose, input.problems.isEmpty else {
            return .page(
                try await question(file, sight, viewer, to: place, Form(ask.form, input.problems)), status: 422)
        }
        try await openings.open(
            file.record, purpose, words: input.words, isEmergency: input.isEmergency, by: viewer)
        return .redirect(place)
    }

    /// An address of this case and nothing else.
    static func place(_ asked: String, in id: String) -> String {
        let isPath = asked.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
        return isPath && asked.hasPrefix(CasesURL.show(id) + "/") ? asked : CasesURL.show(id)
    }

    private func room(_ file: Case, _ sight: Sight, _ opening: NeedToKnow.Opening?, _ viewer: Viewer) throws -> CaseRoom {
        CaseRoom(
            file: file, sight: sight, opening: opening,
            keys: try CaseKeys(file.record, organisation: viewer.organisation, ring: openings.ring), viewer: viewer)
    }

    private func opening(
        _ file: Case, _ sight: Sight, _ viewer: Viewer, _ ask: Ask, since seconds: Int
    ) async throws -> NeedToKnow.Opening? {
        try await database.read {
            try Openings.current($0, viewer, record: file.id, sight: sight, now: ask.now.adding(seconds: -seconds))
        }
    }

    private func question(
        _ file: Case, _ sight: Sight, _ viewer: Viewer, to place: String, _ form: Form = Form()
    ) async throws -> Page {
        let show = try await database.read { try CaseOutline($0, viewer, file) }
        let open = "\(CasesURL.open(file.id))?to=\(Self.place(place, in: file.id))"
        return OpeningViews.ask(
            file.record, sight, facts: CaseViews.outline(show, token: ""), place: open, section: CasesURL.list, form)
    }
}

/// What may be known of a case in outline: codes, days and who has it.
struct CaseOutline: Sendable {
    let file: Case
    let people: Int
    let names: HolderNames
    /// A team of the viewer's was asked to take it.
    let waits: Bool

    init(_ reader: Reader, _ viewer: Viewer, _ file: Case) throws {
        self.file = file
        people = try CaseReads.peopleCount(reader, organisation: viewer.organisation, of: file.id)
        names = try HolderNames(reader, organisation: viewer.organisation)
        waits = try Giving.waiting(reader, viewer, file.id) != nil
    }
}

/// Names of accounts and teams.
struct HolderNames: Sendable {
    let accounts: [(id: String, name: String, mayHold: Bool)]
    let teams: [(id: String, name: String)]
    private let names: [String: String]

    init(_ reader: Reader, organisation: Int) throws {
        let all = try AccountStore.list(reader, organisation: organisation)
        accounts = all.map { ($0.id, $0.name, $0.active && $0.roles.may(.workCases)) }
        teams = try TeamStore.list(reader, organisation: organisation).map { ($0.id, $0.name) }
        names = Dictionary(all.map { ($0.id, $0.name) } + teams.map { ($0.id, $0.name) }) { first, _ in first }
    }

    subscript(id: String?) -> String { id.map { names[$0] ?? "An account that is not there" } ?? "Nobody yet" }

    /// Who writes: the program itself where there is no account.
    func writer(_ id: String?) -> String { id.map { names[$0] ?? "An account that is not there" } ?? "The program" }

    var all: [String: String] { names }

    /// Accounts and teams that can be given a case, as a form offers them.
    var choices: [(value: String, label: String)] {
        [("", "Choose an account or a team")]
            + accounts.filter(\.mayHold).map { (Holder($0.id, isTeam: false).value, $0.name) }
            + teams.map { (Holder($0.id, isTeam: true).value, "Team: \($0.name)") }
    }
}
