import Accounts
import Calendar
import Log
import Plans

/// The invented council while its two years are lived through, event by event.
struct Council {
    typealias Person = Demonstration.Person
    typealias Seat = Demonstration.Seat

    let services: Services
    let clock: TurnedClock
    let now: Instant
    let today: Day
    let plans: PlanStore
    private let posts: PostStore
    private var accounts: [Person: String] = [:]
    var seats: [Seat: String] = [:]
    private var forms = 0

    init(services: Services, clock: TurnedClock, now: Instant) {
        self.services = services
        self.clock = clock
        self.now = now
        today = now.day
        plans = PlanStore(recorder: services.recorder)
        posts = PostStore(recorder: services.recorder)
    }

    static let number = 1

    func actor(_ person: Person) -> Actor { Actor(organisation: Self.number, account: accounts[person]) }

    /// A form's token: each event is one press of a form.
    mutating func form() -> String {
        forms += 1
        return "demonstration \(forms)"
    }

    func day(_ offset: Int) -> Day { today.adding(days: offset) }

    // MARK: People and posts

    /// The organisation, its accounts and its posts, a few weeks before the plan.
    mutating func begin() async throws {
        clock.now = moment(-752)
        _ = try await services.accounts.begin(
            organisation: Demonstration.organisation, demonstration: true, administrator: account(.sunniva))
        for found in try await read({ try AccountStore.list($0, organisation: Self.number) }) {
            accounts[.sunniva] = found.id
        }
        clock.now = moment(-752, place: 1)
        for person in Person.allCases where person != .sunniva {
            accounts[person] = try await services.accounts.add(account(person), by: actor(.sunniva))
        }
        clock.now = moment(-751, place: 2)
        for seat in Seat.allCases {
            _ = try await posts.add(
                abbreviation: seat.abbreviation, title: seat.title, form: form(), by: actor(.sunniva))
        }
        for post in try await read({ try PostStore.list($0, organisation: Self.number) }) {
            if let seat = Seat(rawValue: post.abbreviation.lowercased()) { seats[seat] = post.id }
        }
        for seat in Seat.allCases {
            for holder in seat.holders where holder.from < -751 { try await appoint(holder, to: seat) }
        }
        try await makeTeams()
    }

    /// Nobody signs in with a password here, so it is thrown away as it is made.
    private func account(_ person: Person) -> NewAccount {
        let password = (0..<2).map { _ in String(UInt64.random(in: 0 ... .max)) }.joined(separator: "-")
        return NewAccount(
            login: person.login, name: person.name, password: password,
            roles: RoleSet(person.roles), mustChangePassword: false)
    }

    mutating func appoint(_ holder: Demonstration.Holder, to seat: Seat) async throws {
        guard let id = seats[seat], let post = try await post(id) else { return }
        let appointment = Appointment(
            account: holder.person.flatMap { accounts[$0] }, name: holder.name, from: day(holder.from))
        _ = try await posts.appoint(
            to: id, version: post.version, appointment, form: form(), by: actor(.sunniva))
    }

    /// The last holder goes and nobody follows.
    mutating func vacate(_ seat: Seat, on offset: Int) async throws {
        guard let id = seats[seat], let post = try await post(id) else { return }
        let last = day(offset)
        let holders = try await read { try PostStore.holders($0, organisation: Self.number, post: id) }
        guard let holding = holders.first(where: { $0.holds(on: last) }) else { return }
        _ = try await posts.endHolding(
            holding.id, of: id, version: post.version, on: last, form: form(), by: actor(.sunniva))
    }

    private func post(_ id: String) async throws -> Post? {
        try await read { try PostStore.post($0, organisation: Self.number, id: id) }
    }

    // MARK: Time

    /// In office hours of the last working day up to `offset`, `place` being the place in that day.
    func moment(_ offset: Int, place: Int = 0) -> Instant {
        let minutes = 9 * 60 + 10 + place * 13
        return Instant(workingDay(offset), hour: minutes / 60, minute: minutes % 60)
    }

    func workingDay(_ offset: Int) -> Day {
        var day = day(offset)
        while day.weekday.isWeekend { day = day.adding(days: -1) }
        return day
    }
}
