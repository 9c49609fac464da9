import NeedToKnow
import Testing

@Suite("Who may see a record follows from role, team and assignment, and never against a shield")
struct NeedToKnowRulesTests {
    /// Every combination of what can be known of a viewer.
    static let all: [NeedToKnowRules.Facts] = (0..<128).map { bits in
        var facts = NeedToKnowRules.Facts()
        facts.isShielded = bits & 1 != 0
        facts.isAssigned = bits & 2 != 0
        facts.isInTeam = bits & 4 != 0
        facts.mayTriage = bits & 8 != 0
        facts.mayOversee = bits & 16 != 0
        facts.mayWork = bits & 32 != 0
        facts.nobodyTriages = bits & 64 != 0
        return facts
    }

    @Test("a shield hides everything from everybody, whatever else they are")
    func shield() {
        for facts in Self.all where facts.isShielded { #expect(NeedToKnowRules.sight(facts) == .nothing) }
    }

    @Test("who has no role in this work sees nothing, even where something was given to them")
    func noRole() {
        for facts in Self.all where !facts.mayTriage && !facts.mayOversee && !facts.mayWork {
            #expect(NeedToKnowRules.sight(facts) == .nothing)
        }
    }

    @Test("the whole is for who triages, for who was given it, and for the safeguarding lead when nobody can triage")
    func whole() {
        for facts in Self.all where !facts.isShielded {
            let expected = facts.mayTriage || (facts.isAssigned && facts.mayWork) || (facts.mayOversee && facts.nobodyTriages)
            #expect((NeedToKnowRules.sight(facts) == .whole) == expected, "\(facts)")
        }
    }

    @Test("more reasons to see it never show less, but for a shield")
    func monotone() {
        for facts in Self.all where !facts.isShielded {
            var more = facts
            more.isAssigned = true
            #expect(NeedToKnowRules.sight(more) >= NeedToKnowRules.sight(facts))
            more = facts
            more.isInTeam = true
            #expect(NeedToKnowRules.sight(more) >= NeedToKnowRules.sight(facts))
        }
    }

    @Test("the line of somebody is everyone above them and whom they manage, and a circle of managers ends")
    func line() {
        let managers = [
            (account: "officer", manager: "lead"), (account: "lead", manager: "head"), (account: "head", manager: "chief"),
            (account: "trainee", manager: "officer"), (account: "other", manager: "chief"),
        ]
        #expect(NeedToKnowRules.line(of: ["officer"], managers: managers) == ["lead", "head", "chief", "trainee"])
        #expect(NeedToKnowRules.line(of: ["nobody"], managers: managers).isEmpty)
        let circle = [(account: "a", manager: "b"), (account: "b", manager: "c"), (account: "c", manager: "a")]
        #expect(NeedToKnowRules.line(of: ["a"], managers: circle) == ["b", "c"])
    }

    @Test(
        "a colleague who is named is found however the name is written",
        arguments: [
            "Ask Jo Bright about it", "BRIGHT, Jo (Cllr)", "it is jo bright’s brother", "Jo Anne Bright drives them",
            "Jo\nBright", "J\u{6F} Bri\u{67}ht", "they call her 'Jo Bright'", "Jo Bri\u{AD}ght", "\u{200F}Jo\u{200F} Bright's",
            "ＪＯ Bright", "Jo Bri\u{301}ght",
        ])
    func named(text: String) {
        #expect(NamedPeople([("1", "Jo Bright"), ("2", "Ada Field")]).found(in: text) == ["1"])
    }

    @Test("marks on letters, hyphens and apostrophes make no difference, and names far apart are not one")
    func folded() {
        let people = NamedPeople([("1", "Zoë Núñez-O’Brien"), ("2", "Jo Bright")])
        #expect(people.found(in: "zoe nunez o'brien was there") == ["1"])
        #expect(people.found(in: "The bright lights went off, and then some hours after that Jo came") == [])
        #expect(people.found(in: "") == [])
        #expect(NamedPeople([("1", ""), ("2", "  ")]).found(in: "anything") == [])
    }

    @Test("references spell nothing, have no look-alikes, and are read back however they are typed")
    func references() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let reference = Reference.make("MS", year: 2026, using: &random)
            #expect(reference.count == 13 && reference.hasPrefix("MS-2026-"))
            #expect(!reference.dropFirst(8).contains { "AEIOUY01LS".contains($0) })
            #expect(Reference.read(" " + reference.lowercased()) == reference)
        }
    }
}
