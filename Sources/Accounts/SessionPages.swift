import Calendar
import Database
import Pages

/// Routes on which people see where they are signed in, and end it.
struct SessionPages: Sendable {
    let store: AccountStore
    let database: Database

    var routes: [Route] {
        [
            .page(AccountsURL.sessions, .signedIn) { ask, viewer, reader in
                var page = Self.list(try AccountStore.openSessions(reader, viewer, now: ask.now))
                if ask.query.has("ended") { page.banner = Banner(.success, "The session is ended.") }
                if ask.query.has("others") { page.banner = Banner(.success, "All other sessions are ended.") }
                return .page(page)
            },
            .action(AccountsURL.endSession("{session}"), .signedIn) { ask, viewer in
                try await store.endSession(ask.parameter("session"), by: viewer)
                return .redirect("\(AccountsURL.sessions)?ended")
            },
            .action(AccountsURL.endOtherSessions, .signedIn) { _, viewer in
                try await store.endOtherSessions(by: viewer)
                return .redirect("\(AccountsURL.sessions)?others")
            },
        ]
    }

    private static func list(_ sessions: [OpenSession]) -> Page {
        let others = sessions.filter { !$0.isThis }
        var page = Page("Where you are signed in", width: .reading, main: """
            <p>A session ends \(AccountStore.sessionHours) hours after signing in, and earlier when nothing is asked for.
            One that is shown here may have ended that way already. End one that you do not know, and then
            <a\(href: AccountsURL.password)>change your password</a>.</p>
            \(table(
                "Sessions", hideCaption: true,
                columns: [Column("Browser"), Column("Signed in"), Column("End it", isHidden: true)],
                rows: sessions.map { session in
                    [
                        "\(session.device.isEmpty ? Device.unknown : session.device)", "\(session.since.words)",
                        session.isThis || session.id.isEmpty ? "\(session.isThis ? "This one" : "")" : end(session),
                    ]
                }, stacks: true))
            \(if: !others.isEmpty, postForm(
                to: AccountsURL.endOtherSessions, buttonGroup(button("End all others", .warning))))
            """)
        page.back = Link("Your account", AccountsURL.me)
        return page
    }

    private static func end(_ session: OpenSession) -> HTML {
        postForm(
            to: AccountsURL.endSession(session.id),
            button("End", .link, about: "\(session.device), signed in \(session.since.words)"))
    }
}
