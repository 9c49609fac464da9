import Calendar
@testable import Plans
import Testing

@Suite("Versions going round")
struct VersionRulesTests {
    private func stop(_ turn: Int, _ body: String, _ decision: Decision? = nil) -> VersionStop {
        VersionStop(
            id: body, turn: turn, body: body, meetingOn: nil, paper: "", minute: "", decision: decision, words: "",
            account: nil, decidedAt: nil)
    }

    private func version(_ stops: [VersionStop], published: Bool = false, number: Int = 1) -> PlanVersion {
        let at = Instant(milliseconds: 0)
        return PlanVersion(
            id: "v\(number)", plan: "p", number: number, fingerprint: "", account: nil, madeAt: at,
            publishedAt: published ? at : nil, withdrawnAt: nil, slug: nil, stops: stops)
    }

    @Test("bodies of one turn decide side by side; the next turn waits for all of them")
    func turns() {
        let both = [stop(1, "Management"), stop(2, "Adults board"), stop(2, "Safety partnership"), stop(3, "Cabinet")]
        #expect(VersionRules.open(version(both)).map(\.body) == ["Management"])
        let second = [stop(1, "Management", .agreed)] + both.dropFirst()
        #expect(VersionRules.open(version(second)).map(\.body) == ["Adults board", "Safety partnership"])
        let half = [stop(1, "Management", .agreed), stop(2, "Adults board", .noted), both[2], both[3]]
        #expect(VersionRules.open(version(half)).map(\.body) == ["Safety partnership"])
        let early = VersionRules.reasonsNot(toDecide: .agreed, conditions: [], at: both[3], of: version(both))
        #expect(early == ["Another body sees it before Cabinet does."])
    }

    @Test("a body that refers it back ends the round; only a version that all agreed can be published")
    func states() {
        let back = version([stop(1, "Management", .agreed), stop(2, "Cabinet", .referredBack)])
        #expect(VersionRules.state(of: back) == .referredBack)
        #expect(VersionRules.open(back).isEmpty)
        #expect(VersionRules.reasonsNotToPublish(back, later: []) == ["A body referred it back."])
        let waiting = version([stop(1, "Management", .agreed), stop(2, "Cabinet")])
        #expect(VersionRules.reasonsNotToPublish(waiting, later: []) == ["It waits for Cabinet."])
        let agreed = version([stop(1, "Management", .noted), stop(2, "Cabinet", .agreedWithConditions)])
        #expect(VersionRules.state(of: agreed) == .agreed)
        #expect(VersionRules.reasonsNotToPublish(agreed, later: []).isEmpty)
        let later = version([stop(1, "Cabinet", .agreed)], published: true, number: 2)
        #expect(!VersionRules.reasonsNotToPublish(agreed, later: [later]).isEmpty)
        #expect(VersionRules.state(of: version(agreed.stops, published: true), later: [later]) == .replaced)
    }

    @Test("conditions and the decision must agree with one another")
    func conditions() {
        let cabinet = stop(1, "Cabinet")
        let going = version([cabinet])
        #expect(!VersionRules.reasonsNot(toDecide: .agreedWithConditions, conditions: [], at: cabinet, of: going).isEmpty)
        #expect(!VersionRules.reasonsNot(toDecide: .agreed, conditions: ["Cost it"], at: cabinet, of: going).isEmpty)
        #expect(VersionRules.reasonsNot(toDecide: .agreedWithConditions, conditions: ["Cost it"], at: cabinet, of: going).isEmpty)
    }

    @Test("bodies are written a line a turn, with semicolons between those that see it together")
    func written() {
        #expect(VersionRules.turns("Management team\n\n Adults board ; Safety partnership;\r\nCabinet") == [
            ["Management team"], ["Adults board", "Safety partnership"], ["Cabinet"],
        ])
    }
}
