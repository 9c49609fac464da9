import Calendar
import Testing

@testable import Referrals

@Suite struct ReferralLifeTests {
    func facts(_ path: LawfulPath = .referralWithConsent) -> StepFacts {
        StepFacts(path: path, preparedBy: "a", checkedBy: "b", startedAt: noon.adding(hours: -2))
    }

    @Test("every state but closed leads on to closed, and closed leads nowhere")
    func ends() {
        for start in ReferralState.allCases {
            var reached: Set<ReferralState> = [start]
            var edge = [start]
            while let state = edge.popLast() {
                edge += state.next.filter { reached.insert($0).inserted }
            }
            #expect(reached.contains(.closed))
        }
        #expect(ReferralState.closed.next.isEmpty)
    }

    @Test("a step that does not follow is refused whatever the facts")
    func noSkipping() {
        for state in ReferralState.allCases {
            for step in ReferralState.allCases where !state.next.contains(step) {
                #expect(ReferralStepRules.reasonsAgainst(step, from: state, facts: facts(), now: noon).count == 1)
            }
        }
    }

    @Test("a referral is sent only with reference and time, after a second person read it")
    func sending() {
        var facts = facts()
        func reasons() -> Int { ReferralStepRules.reasonsAgainst(.submitted, from: .qualityChecked, facts: facts, now: noon).count }
        #expect(reasons() == 1)
        facts.keyedIn = KeyedIn()
        #expect(reasons() == 2)
        facts.keyedIn = KeyedIn(nationalReference: "REF-1", at: noon.adding(minutes: 1))
        #expect(reasons() == 1, "a clock set back")
        facts.keyedIn = KeyedIn(nationalReference: "REF-1", at: noon.adding(hours: -3))
        #expect(reasons() == 1, "sent before it was begun")
        facts.keyedIn = KeyedIn(nationalReference: "REF-1", at: noon)
        #expect(reasons() == 0)
        #expect(ReferralStepRules.reminders(.submitted, keyedIn: facts.keyedIn).count == 1)
        facts.checkedBy = "a"
        #expect(reasons() == 1)
        facts.toConfirm = 2
        #expect(reasons() == 2)
        facts.path = .notification
        #expect(reasons() == 3)
    }

    @Test("a notification waits until every finding is settled")
    func findings() {
        var facts = facts(.notification)
        #expect(ReferralStepRules.reasonsAgainst(.qualityChecked, from: .preparing, facts: facts, now: noon).isEmpty)
        facts.openFindings = 1
        #expect(
            ReferralStepRules.reasonsAgainst(.qualityChecked, from: .preparing, facts: facts, now: noon)
                == ["1 place in the text may say who somebody is. Settle each."])
    }

    @Test("news of reasonable grounds is expected after five working days, bank holidays left out")
    func clocks() throws {
        let friday = try #require(Day(iso: "2026-12-18"))
        let spring = try #require(Day(iso: "2026-03-02"))
        #expect(try ReferralClocks.expectedBy(.submitted, since: spring)?.day.iso == "2026-03-09")
        #expect(try ReferralClocks.expectedBy(.submitted, since: friday)?.day.iso == "2026-12-29")
        #expect(try ReferralClocks.expectedBy(.reasonableGroundsPositive, since: friday)?.day.iso == "2027-01-17")
        #expect(try ReferralClocks.expectedBy(.notified, since: friday) == nil)
        #expect(throws: UnknownBankHolidays.self) {
            _ = try ReferralClocks.expectedBy(.submitted, since: Day(daysSinceEpoch: 60_000))
        }
        for clock in ReferralClock.all {
            #expect(Day(iso: clock.checkedOn) != nil && GuidanceVersion.all.contains { $0.key == clock.source })
        }
    }
}

@Suite struct KindsTests {
    @Test("ticks become a set of five kinds and the published label")
    func labels() {
        let answers = Answers([
            "types-of-exploitation-prostitution": ["true"], "types-of-exploitation-wages-taken": ["true"],
            "types-of-exploitation-forced-to-commit-crime": ["true"], "types-of-exploitation-other": ["true"],
        ])
        #expect(ExploitationKind.label(ExploitationKind.ticked(answers)) == "Sexual, Labour & Criminal")
        #expect(ExploitationKind.label([]) == "Not specified or unknown")
        #expect(ExploitationKind.label([.organHarvesting]) == "Organ Harvesting")
        #expect(ExploitationKind.label([.labour, .criminal]) == "Labour & Criminal")
    }

    @Test("every tick of the form but the last stands for a kind")
    func ticks() {
        let ticks = FormDefinition.newest.questions.filter { $0.oneOfGroup != nil }
        #expect(ticks.count == 10)
        #expect(ticks.filter { ExploitationKind(tick: $0.field) == nil }.map(\.field) == ["types-of-exploitation-other"])
    }

    @Test("there are 36 general signs and 17 of children, each with a key of its own")
    func signs() {
        #expect(Indicator.all.filter { $0.group == .general }.count == 36)
        #expect(Indicator.all.filter { $0.group != .general }.count == 17)
        #expect(Set(Indicator.all.map(\.key)).count == 53)
        #expect(Indicator.shown(for: .adult).count == 36 && Indicator.shown(for: .notSure).count == 53)
    }
}
