import Accounts
import Calendar
import Database
import Log
@testable import Plans
import Support
import Testing

@Suite("The calendar and its feed")
struct CalendarPagesTests {
    /// The worked plan, and somebody who holds the post that leads its action.
    private func lead(on engine: Engine) async throws -> (WorkedPlan, account: String) {
        let worked = try await WorkedPlan(on: engine)
        let world = worked.world
        let account = try await world.account("lena", .leadOfficer)
        _ = try await world.account("olive", .planOwner)
        let posts = PostStore(recorder: world.recorder)
        let id = worked.posts[0]
        let post = try #require(try await world.database.read { try PostStore.post($0, organisation: 1, id: id) })
        _ = try await posts.appoint(
            to: id, version: post.version, Appointment(account: account, name: "Lena", from: world.clock.now.day), form: "a",
            by: world.actor)
        return (worked, account)
    }

    /// The path of the address that the page shows.
    private func makeFeed(_ visitor: Visitor) async throws -> String {
        let token = try await visitor.get("/me/calendar").hidden("form") ?? ""
        let made = try await visitor.post("/me/calendar", [("form", token)])
        let address = try #require(made.between("name=\"address\" value=\"", "\""))
        let again = try await visitor.post("/me/calendar", [("form", token)])
        #expect(again.says(address))
        #expect(address.hasSuffix(".ics"))
        return "/calendar/" + (address.split(separator: "/").last ?? "")
    }

    @Test("a suggestion is taken with one press, and the day is moved on from the action's page", arguments: Engine.here)
    func pages(engine: Engine) async throws {
        let (worked, _) = try await lead(on: engine)
        var action = try await worked.present()
        action.deadline = Deadline.read("Twice a year").deadline
        try await worked.store.changeAction(action, form: "w", location: "/", by: worked.world.actor)
        let place = PlansURL.action(worked.plan, worked.action)
        try await worked.world.visit { visitor in
            _ = try await visitor.signIn("olive@example.org")
            let page = try await visitor.get(place)
            #expect(page.says("Suggested: every 6 months, next on 22 May 2027"))
            let set = try await visitor.post("\(place)/rhythm", page.hiddenFields(ofFormTo: "\(place)/rhythm"))
            #expect(set.location == "\(place)?said=rhythm")
            let after = try await visitor.get(place)
            #expect(after.says("Every 6 months, next on 22 May 2027") && !after.says("Suggested:"))
            #expect(after.says("Twice a year: next 22 May 2027"))
            let empty = try await visitor.post("\(place)/rhythm", [("kind", "recurs"), ("count", "0"), ("unit", "months")])
            #expect(empty.status == 422 && empty.says("Enter a number of months from 1 to 120") && empty.says("Enter the next day"))
        }
        try await worked.world.visit { visitor in
            _ = try await visitor.signIn("lena@example.org")
            let page = try await visitor.get(place)
            #expect(page.says("Done for 22 May 2027") && !page.says("Suggested:"))
            let fields = page.hiddenFields(ofFormTo: "\(place)/update") + [("press", "this-time"), ("note", "Met.")]
            for _ in 0..<2 {
                #expect(try await visitor.post("\(place)/update", fields).location == "\(place)?said=onwards")
            }
            let after = try await visitor.get(place)
            #expect(after.says("Done for 22 November 2027") && after.says("When it came round"))
            let late = try await visitor.post("\(place)/update", fields.map { ($0.0, $0.0 == "form" ? "another press" : $0.1) })
            #expect(late.status == 409 && late.says("They may have reported the same day as you") && !late.says("Save mine over it"))
            #expect(try await visitor.get("\(place)/rhythm").status == 403)
            let lines = try await visitor.get("/work/update")
            #expect(lines.says("Done for 22 November 2027"))
            let calendar = try await visitor.get("/calendar")
            #expect(calendar.says("November 2027") && calendar.says("Comes round") && calendar.says("Train the front line"))
        }
    }

    @Test("the calendar says that nothing is owed, and to a lead what all owe when asked", arguments: Engine.here)
    func empty(engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await world.account("rita", .reader)
        try await world.visit { visitor in
            _ = try await visitor.signIn("rita@example.org")
            #expect(try await visitor.get("/calendar").says("Nothing is owed on a day in the next 12 months."))
        }
        let (worked, _) = try await lead(on: engine)
        try await worked.world.visit { visitor in
            _ = try await visitor.signIn("lena@example.org")
            for path in ["/calendar", "/calendar?show=all"] {
                let page = try await visitor.get(path)
                #expect(page.says("March 2027") && page.says("Wed 31 Mar 2027"))
            }
            #expect(try await visitor.get("/work").says("href=\"/calendar\""))
        }
    }

    @Test("a feed has what the person's posts lead, without a session, and its secret is stored nowhere", arguments: Engine.here)
    func feed(engine: Engine) async throws {
        let (worked, _) = try await lead(on: engine)
        try await worked.world.visit { visitor in
            _ = try await visitor.signIn("lena@example.org")
            let path = try await makeFeed(visitor)
            visitor.cookie = nil
            let reply = try await visitor.get(path)
            #expect(reply.status == 200 && reply.headers["content-type"] == "text/calendar; charset=utf-8")
            #expect(reply.says("SUMMARY:Action due: Train the front line\r\n") && reply.says("DTSTART;VALUE=DATE:20270331"))
            #expect(reply.count("BEGIN:VEVENT") == 1)
            #expect(try await visitor.get(String(path.dropLast(4))).status == 200)
            let other = "/calendar/1." + String(repeating: "A", count: 43) + ".ics"
            for wrong in ["/calendar/x.ics", "/calendar/2" + path.dropFirst(11), other, "/calendar/1."] {
                #expect(try await visitor.get(wrong).status == 404, "\(wrong)")
            }
            let secret = String(path.dropFirst(12).dropLast(4))
            let stored = try await worked.world.database.read { reader in
                try reader.rows("SELECT token FROM calendar_feed") { try $0.bytes(0) }
            }
            #expect(stored.map(\.count) == [32] && !stored.contains(Array(secret.utf8)))
        }
    }

    @Test("replacing or ending the address, and closing the account, end the feed", arguments: Engine.here)
    func ends(engine: Engine) async throws {
        let (worked, account) = try await lead(on: engine)
        let world = worked.world
        try await world.visit { visitor in
            _ = try await visitor.signIn("lena@example.org")
            let first = try await makeFeed(visitor)
            let second = try await makeFeed(visitor)
            #expect(try await visitor.get(first).status == 404)
            #expect(try await visitor.get(second).status == 200)
            let page = try await visitor.get("/me/calendar")
            #expect(page.says("You have an address, made on") && !page.says(second))
            #expect(try await visitor.post("/me/calendar/end", page.hiddenFields(ofFormTo: "/me/calendar/end")).status == 303)
            #expect(try await visitor.get(second).status == 404)
            let third = try await makeFeed(visitor)
            _ = try await visitor.signIn("administrator@example.org")
            let close = try await visitor.get("/accounts/\(account)/close")
            _ = try await visitor.post("/accounts/\(account)/close", close.hiddenFields(ofFormTo: "/accounts/\(account)/close"))
            #expect(try await visitor.get(third).status == 404)
            let reopen = try await visitor.get("/accounts/\(account)/reopen")
            _ = try await visitor.post("/accounts/\(account)/reopen", reopen.hiddenFields(ofFormTo: "/accounts/\(account)/reopen"))
            #expect(try await visitor.get(third).status == 404)
        }
    }

    @Test("somebody who holds no post any more, or may read no plan, has an empty calendar")
    func noPosts() async throws {
        let (worked, _) = try await lead(on: .sqlite)
        let owner = CalendarFeed.Owner(
            organisation: 1, organisationName: "A", roles: RoleSet([.administrator]), posts: worked.posts)
        let calendar = try await worked.world.database.read {
            try FeedWriting.calendar(of: owner, $0, today: worked.world.clock.now.day)
        }
        #expect(calendar.events.isEmpty)
    }

    @Test("a rule where it is exact, and days of their own where it is not")
    func rules() async throws {
        let worked = try await WorkedPlan(on: .sqlite)
        func events(_ first: String, next: String? = nil) async throws -> [ICalendar.Event] {
            var action = try await worked.present()
            let day = try #require(Day(iso: first))
            action.rhythm = .recurs(Recurrence(first: day, every: .months(1)))
            action.deadline.day = Day(iso: next ?? first)
            try await worked.store.changeAction(action, form: first + (next ?? ""), location: "/", by: worked.world.actor)
            let reading = try await worked.world.database.read {
                try CalendarReading($0, organisation: 1, posts: [], mine: false, today: worked.world.clock.now.day)
            }
            return FeedWriting.events(reading.items, [:])
        }
        let even = try await events("2026-12-18")
        #expect(even.map(\.rule) == ["FREQ=MONTHLY;INTERVAL=1"])
        let odd = try await events("2027-01-31")
        #expect(odd.count == 10 && odd.allSatisfy { $0.rule == nil } && odd[1].day.iso == "2027-02-28")
        #expect(Set(odd.map(\.uid)).count == 10 && odd[0].uid == even[0].uid && odd[0].sequence > even[0].sequence)
        let moved = try await events("2026-12-18", next: "2026-12-20")
        #expect(moved.first?.rule == nil && moved.first?.day.iso == "2026-12-20" && moved[1].day.iso == "2027-01-18")
    }
}
