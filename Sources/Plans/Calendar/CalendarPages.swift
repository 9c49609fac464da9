import Accounts
import Calendar
import Database
import Pages

/// The next twelve months as a list, and as a feed for phones and mail programs.
struct CalendarPages: Sendable {
    var routes: [Route] {
        [
            .page(PlansURL.calendar, .may(.readPlan)) { ask, viewer, reader in
                .page(CalendarViews.list(try show(ask, viewer, reader), viewer: viewer))
            },
            // Programs that fetch it hold no session: the address itself is the secret, and only its hash is stored.
            .open(CalendarFeed.path("{token}")) { ask, _, reader in
                guard let owner = try CalendarFeed.owner(reader, address: ask.parameter("token"), on: ask.today) else {
                    throw Refusal.notFound
                }
                return .file(try FeedWriting.calendar(of: owner, reader, today: ask.today).bytes, ICalendar.contentType)
            },
        ]
    }

    private func show(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> CalendarShow {
        let organisation = viewer.organisation
        let mine = !viewer.posts.isEmpty && ask.query.text("show") != "all"
        let reading = try CalendarReading(
            reader, organisation: organisation, posts: viewer.posts, mine: mine, today: ask.today)
        let actions = Array(Set(reading.items.map(\.action.id)))
        return CalendarShow(
            reading: reading, mine: mine, today: ask.today,
            leads: try PlanReads.leads(reader, organisation: organisation, actions: actions))
    }
}

/// Just what the calendar page prints.
struct CalendarShow: Sendable {
    var reading: CalendarReading
    var mine: Bool
    var today: Day
    var leads: [String: [Lead]]
}
