public import Accounts
import Calendar
public import Database
public import NeedToKnow
public import Pages

/// The door of a case for features that stand on cases: the same sight, the same question for the reason, and the same
/// entry in the ledger before anything is shown.
public struct CaseEntrance: Sendable {
    private let door: CaseDoor

    public init(openings: Openings, database: Database) {
        door = CaseDoor(openings: openings, database: database)
    }

    /// A page of an opened case; the look is recorded as one at `what`.
    public func page(
        _ ask: Ask, _ viewer: Viewer, at what: String, _ show: @Sendable (CaseVisit) async throws -> Page
    ) async throws -> Answer {
        try await door.page(ask, viewer, at: what) { try await show(CaseVisit($0)) }
    }

    /// A form of a case.
    public func action(
        _ ask: Ask, _ viewer: Viewer, _ act: @Sendable (CaseVisit) async throws -> Answer
    ) async throws -> Answer {
        try await door.action(ask, viewer) { try await act(CaseVisit($0)) }
    }

    /// A form that an emergency does not reach.
    public func wholeAction(
        _ ask: Ask, _ viewer: Viewer, _ act: @Sendable (CaseVisit) async throws -> Answer
    ) async throws -> Answer {
        try await door.wholeAction(ask, viewer) { try await act(CaseVisit($0)) }
    }

    /// Records that kept words are shown beside a form; false where there is no reason under which they may be.
    public func look(_ visit: CaseVisit, at what: String) async throws -> Bool {
        try await door.look(visit.room, at: what)
    }
}

/// Somebody let into a case.
public struct CaseVisit: Sendable {
    public let file: Case
    public let sight: Sight
    public let keys: CaseKeys
    public let viewer: Viewer
    let room: CaseRoom

    init(_ room: CaseRoom) {
        file = room.file
        sight = room.sight
        keys = room.keys
        viewer = room.viewer
        self.room = room
    }
}

/// The frame that pages of a case share.
public enum CaseFrame {
    /// A page about one person of a case. The title names nobody.
    public static func person(
        _ file: Case, _ person: String, _ title: String, width: Page.Width = .work, _ main: HTML
    ) -> Page {
        var page = CaseViews.page(file, title, tab: CasesURL.people(file.id), width: width, main)
        page.back = Link("The person", CasesURL.person(person, in: file.id))
        return page
    }

    /// What somebody wrote, in its own direction and with its own lines.
    public static func words(_ text: String) -> HTML { PartViews.words(text) }
}

/// How far another feature is with one person of a case, in codes; opens nothing sealed.
public struct PersonProgress: Sendable {
    /// "Referral, with the person's consent".
    public let path: String
    /// "Being prepared".
    public let state: String
    /// What to do next, and where.
    public let next: Link
    /// Where the path is looked at and decided.
    public let pathPlace: String
    /// Nil where no sheet was begun.
    public let sheetPlace: String?

    public init(path: String, state: String, next: Link, pathPlace: String, sheetPlace: String?) {
        self.path = path
        self.state = state
        self.next = next
        self.pathPlace = pathPlace
        self.sheetPlace = sheetPlace
    }

    /// Gives the progress of a person of a case by their identifier, each case read once.
    public typealias Reading = @Sendable (
        _ reader: Reader, _ organisation: Int, _ case: String
    ) throws -> @Sendable (_ person: String) -> PersonProgress
}
