import Calendar
import Database
import Log
@testable import Plans
import Support
import Testing

@Suite("Actions that come round")
struct RhythmTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    /// The worked plan with an action that its words call yearly, and a rhythm on it.
    private func yearly(on engine: Engine, next: String) async throws -> WorkedPlan {
        let worked = try await WorkedPlan(on: engine)
        var action = try await worked.present()
        action.deadline = Deadline.read("18 October annually").deadline
        try await worked.store.changeAction(action, form: "words", location: "/", by: worked.world.actor)
        let next = try day(next)
        let present = try await worked.present()
        try await worked.store.setRhythm(
            (.recurs(Recurrence(first: next, every: .months(12))), next), of: worked.action, version: present.version,
            form: "rhythm", location: "/", by: worked.world.actor)
        return worked
    }

    private func done(_ worked: WorkedPlan, form: String, version: Int? = nil, note: String = "") async throws {
        let present = try await worked.present()
        let update = PlanStore.Update(
            note: note, status: present.status, deadline: nil, waitingOn: "", checkAgainOn: present.checkAgainOn,
            noChange: false, doneThisTime: true)
        try await worked.store.update(
            worked.action, version: version ?? present.version, update, form: form, location: "/", by: worked.world.actor)
    }

    @Test("done this time is recorded for its day, the next one counts, and the action stays open", arguments: Engine.here)
    func moves(engine: Engine) async throws {
        let worked = try await yearly(on: engine, next: "2026-10-18")
        let before = try await worked.present()
        #expect(before.deadline.words == "18 October annually" && before.isOverdue(on: worked.world.clock.now.day))
        try await done(worked, form: "d", note: "Stall in the market.")
        try await done(worked, form: "d", version: before.version, note: "Stall in the market.")
        let after = try await worked.present()
        #expect(after.nextDay?.iso == "2027-10-18" && after.status.isOpen)
        #expect(after.deadline.words == "18 October annually")
        let id = worked.action
        let said = try await worked.world.database.read { try PlanReads.occurrences($0, organisation: 1, action: id) }
        #expect(said.map(\.due.iso) == ["2026-10-18"])
        let notes = try await worked.picture().notes[id] ?? []
        #expect(notes.map(\.words) == ["Done for 18 October 2026.\nStall in the market."])
    }

    @Test("two people who report the same day move it on once", arguments: Engine.here)
    func twoPeople(engine: Engine) async throws {
        let worked = try await yearly(on: engine, next: "2026-10-18")
        let version = try await worked.present().version
        try await done(worked, form: "one", version: version)
        await #expect(throws: PlanProblem.changedMeanwhile) { try await done(worked, form: "two", version: version) }
        #expect(try await worked.present().nextDay?.iso == "2027-10-18")
    }

    @Test("a missed day is overdue in list, count and file alike", arguments: Engine.here)
    func overdue(engine: Engine) async throws {
        let worked = try await yearly(on: engine, next: "2026-10-18")
        let query = WorkQuery(organisation: 1, today: worked.world.clock.now.day, myPosts: [], show: .overdue)
        let (count, rows, file) = try await worked.world.database.read { reader in
            (try reader.count(query.countQuery(reader.dialect)), try query.page(1, reader), try WorkExport.csv(query, reader))
        }
        #expect(count == 1 && rows.map(\.id) == [worked.action])
        #expect(String(decoding: file, as: UTF8.self).contains("every year"))
        try await done(worked, form: "d")
        #expect(try await worked.world.database.read { try $0.count(query.countQuery($0.dialect)) } == 0)
    }

    @Test("new words keep the next day unless they name one, and taking the rhythm off gives the words their say", arguments: Engine.here)
    func words(engine: Engine) async throws {
        let worked = try await yearly(on: engine, next: "2027-10-18")
        var action = try await worked.present()
        action.deadline = Deadline.read("Each year").deadline
        try await worked.store.changeAction(action, form: "w", location: "/", by: worked.world.actor)
        #expect(try await worked.present().nextDay?.iso == "2027-10-18")
        action = try await worked.present()
        action.deadline = Deadline.read("1 December 2027").deadline
        try await worked.store.changeAction(action, form: "x", location: "/", by: worked.world.actor)
        #expect(try await worked.present().nextDay?.iso == "2027-12-01")
        let version = try await worked.present().version
        try await worked.store.setRhythm(nil, of: worked.action, version: version, form: "y", location: "/", by: worked.world.actor)
        let after = try await worked.present()
        #expect(after.rhythm == nil && after.deadline.words == "1 December 2027" && after.nextDay?.iso == "2027-12-01")
    }

    @Test("a standing duty is checked again counted from the look", arguments: Engine.here)
    func standing(engine: Engine) async throws {
        let worked = try await WorkedPlan(on: engine)
        var action = try await worked.present()
        action.status = .kept
        action.checkAgainOn = try day("2026-11-01")
        action.deadline = Deadline.read("Ongoing").deadline
        try await worked.store.changeAction(action, form: "k", location: "/", by: worked.world.actor)
        let version = try await worked.present().version
        try await worked.store.setRhythm(
            (.stands(StandingDuty(every: .months(6))), try day("2026-11-01")), of: worked.action, version: version,
            form: "s", location: "/", by: worked.world.actor)
        try await done(worked, form: "d")
        let after = try await worked.present()
        #expect(after.checkAgainOn?.iso == "2027-05-22" && after.status == .kept && after.deadline.day == nil)
        let notes = try await worked.picture().notes[worked.action] ?? []
        #expect(notes.first?.words == "Checked for 1 November 2026: it still holds.")
    }

    @Test("the plan of a past day has the rhythm and the day of then", arguments: Engine.here)
    func asOf(engine: Engine) async throws {
        let worked = try await yearly(on: engine, next: "2026-10-18")
        let then = worked.world.clock.now.day
        worked.aDayLater()
        try await done(worked, form: "d")
        let past = try await worked.picture(asOf: then).actions.first { $0.id == worked.action }
        #expect(past?.nextDay?.iso == "2026-10-18" && past?.rhythm?.words == "every year")
    }

    @Test("words suggest a rhythm and set none", arguments: [
        ("18 October annually", "recurs months 12 2027-10-18"), ("CSG meets twice a year", "recurs months 6 2027-05-22"),
        ("Quarterly", "recurs months 3 2027-02-22"), ("Monthly", "recurs months 1 2026-12-22"),
        ("Weekly", "recurs weeks 1 2026-11-29"), ("Ongoing", "stands months 12"), ("31/03/27", ""), ("10 times a year", ""),
    ])
    func suggested(words: String, code: String) async throws {
        let worked = try await WorkedPlan(on: .sqlite)
        var action = try await worked.present()
        action.deadline = Deadline.read(words).deadline
        let suggestion = RhythmSuggestion(for: action, today: worked.world.clock.now.day)
        #expect((suggestion?.rhythm.code ?? "") == code)
        #expect(action.rhythm == nil)
        if let suggestion {
            #expect(Rhythm(code: suggestion.rhythm.code) == suggestion.rhythm)
            #expect(suggestion.next > worked.world.clock.now.day)
        }
    }
}
