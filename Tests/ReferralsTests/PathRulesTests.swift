import Calendar
import Testing

@testable import Referrals

@Suite struct PathRulesTests {
    /// Every combination of facts.
    static let everyFacts: [PersonFacts] = PersonFacts.Age.allCases.flatMap { age in
        PersonFacts.Consent.allCases.flatMap { consent in
            PersonFacts.Nation.allCases.flatMap { nation in
                (0..<16).map { bits in
                    PersonFacts(
                        age: age, canBeAsked: bits & 1 > 0, consent: consent, nation: nation, hasCareNeeds: bits & 2 > 0,
                        referredElsewhere: bits & 4 > 0, singlePointNotifies: bits & 8 > 0)
                }
            }
        }
    }

    @Test("a child, or somebody who may be one, is never notified of")
    func children() {
        for facts in Self.everyFacts where facts.age != .adult && !facts.referredElsewhere {
            let decision = PathRules.decide(facts)
            #expect(decision.path == .referralWithoutConsent)
            #expect(decision.companions.contains { $0.kind == .childrensServices && $0.required })
            #expect(decision.companions.contains { $0.kind == .childTraffickingGuardian && !$0.required })
        }
    }

    @Test("an adult is referred only with consent, notified of only where the duty is in force")
    func adults() {
        for facts in Self.everyFacts where facts.age == .adult && !facts.referredElsewhere {
            let path = PathRules.decide(facts).path
            #expect((path == .referralWithConsent) == (facts.consent == .given))
            if path == .notification { #expect(facts.nation == .england || facts.nation == .wales) }
            if facts.consent == .notAsked && facts.canBeAsked { #expect(path == .notYet) }
            if facts.consent == .notAsked && !facts.canBeAsked && !facts.singlePointNotifies {
                #expect(path == .singlePointDecides)
            }
        }
    }

    @Test("an adult with care needs gets safeguarding beside every path")
    func safeguarding() {
        for facts in Self.everyFacts where facts.age == .adult {
            let beside = PathRules.decide(facts).companions.contains { $0.kind == .adultSafeguarding && $0.required }
            #expect(beside == facts.hasCareNeeds)
        }
    }

    @Test("every decision says why, what next, and under which guidance, checked when")
    func words() {
        #expect(GuidanceVersion.all.count == 4)
        for facts in Self.everyFacts {
            let decision = PathRules.decide(facts)
            #expect(!decision.reasons.isEmpty && !decision.next.isEmpty && !decision.guidance.isEmpty)
            #expect(decision.guidanceWords.contains("checked 22 November 2026"))
            #expect(decision == PathRules.decide(facts))
        }
    }

    @Test("what the sheet says of age and consent leads to the same path on the form")
    func sheetFollows() {
        let form = FormDefinition.newest
        for facts in Self.everyFacts {
            let path = PathRules.decide(facts).path
            guard let words = PathRules.sheetWords(facts) else {
                #expect(!path.hasSheet)
                continue
            }
            let fields = form.questions(Answers(words.mapValues { [$0] })).map(\.field)
            #expect(fields.contains("refuse-nrm") == (path == .notification))
            #expect(fields.contains("fr-details-role") == path.isReferral)
            #expect(fields.contains("does-pv-need-support") == (path == .referralWithConsent))
        }
    }

    @Test("an adult's answer is not relied on before explanation, time, interpreter and notice are recorded")
    func consent() {
        #expect(ConsentFacts().missing(now: noon).count == 4)
        var facts = ConsentFacts(
            explainedBy: "M. Okafor", explainedAt: noon, interpreterNeeded: true, interpreter: "Vietnamese, by telephone",
            privacyNoticeGiven: true)
        #expect(facts.missing(now: noon).isEmpty)
        facts.interpreter = " "
        #expect(facts.missing(now: noon).count == 1)
        facts.interpreter = "Vietnamese, by telephone"
        facts.explainedAt = noon.adding(minutes: 1)
        #expect(facts.missing(now: noon).count == 1)
        let adult = PersonFacts(age: .adult, canBeAsked: true, consent: .given)
        #expect(PathRules.reasonsAgainstKeyingIn(adult, consentMissing: ["x"]) == ["x"])
        let child = PersonFacts(age: .notSure, canBeAsked: true, consent: .declined)
        #expect(PathRules.reasonsAgainstKeyingIn(child, consentMissing: ["x"]).isEmpty)
    }
}
