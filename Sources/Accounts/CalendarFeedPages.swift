import Calendar
import Database
import Pages

/// Routes on which people make, replace and end the private address of their calendar.
struct CalendarFeedPages: Sendable {
    let store: AccountStore
    let database: Database
    /// Scheme and host under which this program is reached.
    let address: String
    private let shownOnce = ShownOnce()

    init(store: AccountStore, database: Database, address: String) {
        self.store = store
        self.database = database
        self.address = address
    }

    var routes: [Route] {
        [
            .page(AccountsURL.calendar, .signedIn) { ask, viewer, reader in
                var page = Self.state(try AccountStore.feedSince(reader, viewer), token: ask.newForm)
                if ask.query.has("ended") { page.banner = Banner(.success, "The address is ended. Programs that use it find nothing now.") }
                return .page(page)
            },
            .action(AccountsURL.calendar, .signedIn) { ask, viewer in try await make(ask, viewer) }.needingStepUp,
            .action(AccountsURL.endCalendar, .signedIn) { ask, viewer in
                let pressed = try await store.endFeed(form: ask.formToken, by: viewer)
                return .redirect("\(pressed.location)?ended")
            },
        ]
    }

    private func make(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let form = ask.formToken
        let feed = shownOnce.words(form: form, now: ask.now) {
            SessionToken.text(organisation: viewer.organisation, secret: AccountStore.newSecret())
        }
        let pressed = try await store.makeFeed(feed, form: form, by: viewer)
        if !pressed.isRepeat { shownOnce.saved(form) }
        guard let shown = shownOnce.shown(form, now: ask.now) else { return .redirect(AccountsURL.calendar) }
        return .page(made("\(address)\(CalendarFeed.path(shown))\(CalendarFeed.ending)"))
    }

    private func made(_ feed: String) -> Page {
        var page = Page("The address of your calendar", width: .reading, main: """
            <p class="gv-lead">Copy it now: it is shown this once.</p>
            \(textInput("Address", name: "address", in: Form(["address": feed]), hint: "In your calendar program, add a calendar from the web or by subscription", spellcheck: false))
            <p>Whoever has this address can read which actions your posts lead, without signing in. Give it to nobody, and
            end it when a phone is lost.</p>
            <p><a\(href: AccountsURL.calendar)>I have copied it</a></p>
            """)
        page.back = Link("Your account", AccountsURL.me)
        return page
    }

    private static func state(_ since: Instant?, token: String) -> Page {
        let has = since != nil
        var page = Page("Your calendar", width: .reading, main: """
            <p>A phone or mail program can show what your posts owe: deadlines, what comes round, and what to check again. It
            asks for a private address every few hours. Nothing but actions of plans is in it.</p>
            \(with: since, { inset("You have an address, made on \($0.words). It cannot be shown again; a new one takes its place.") })
            \(postForm(to: AccountsURL.calendar, hidden: [("form", token)], button(has ? "Replace the address" : "Make an address")))
            \(if: has, postForm(to: AccountsURL.endCalendar, hidden: [("form", token + "-end")], button("End the address", .warning)))
            """)
        page.back = Link("Your account", AccountsURL.me)
        return page
    }
}
