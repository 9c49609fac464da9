public import Accounts
import Cases
public import Database
import HTTPTypes
public import NeedToKnow
import Pages

/// Routes of the lawful path, the sheets, and the log of referrals and notifications.
public struct ReferralsPages: Sendable {
    static let policy = Policy.mayAny([.triage, .workCases, .oversee])

    private let desk: ReferralDesk

    /// - Parameter reporters: who reported the concerns that led to a case, for the screen of a notification.
    public init(openings: Openings, database: Database, reporters: @escaping KnownReporter.Reading) {
        desk = ReferralDesk(
            entrance: CaseEntrance(openings: openings, database: database),
            store: SheetStore(recorder: openings.recorder), database: database, reporters: reporters)
    }

    public var routes: [Route] {
        DecisionPages(desk: desk).routes + SheetPages(desk: desk).routes + FindingPages(desk: desk).routes
            + CheckPages(desk: desk).routes + KeyedInPages(desk: desk).routes + [logRoute]
    }

    private var logRoute: Route {
        .page(ReferralsURL.log, Self.policy) { ask, viewer, reader in
            let page = min(max(Int(ask.query.text("page")) ?? 1, 1), 100_000)
            return .page(LogViews.page(try ReferralLog(reader, viewer, page: page), today: ask.today))
        }
    }
}
