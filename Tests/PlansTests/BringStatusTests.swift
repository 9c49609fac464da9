@testable import Plans
import Testing

@Suite("Statuses in progress words")
struct BringStatusTests {
    @Test("what a note begins with is read", arguments: [
        ("Completed 30/06/17", ActionStatus.done), ("Complete 24/03/17", .done), ("Done", .done),
        ("On course for delivery to target", .onTrack), ("In progress", .onTrack), ("Agreed 19/04/17", .done),
        ("Meeting took place 19/04/17", .done), ("Not yet started", .notStarted), ("Delayed by the move", .late),
        ("No longer required.", .stopped), ("At risk: nobody in post", .atRisk), ("Held 22nd July 2019", .done),
        ("Completed 06/05/2017 but to be revised once policy adopted", .onTrack), ("Partially complete", .onTrack),
    ])
    func read(words: String, status: ActionStatus) throws {
        let reading = try #require(StatusReading.read([words]))
        #expect(reading.status == status)
        #expect(reading.reason.contains(words.prefix(8)))
    }

    @Test("what only speaks of something else is not", arguments: [
        "All relevant Role Profiles include awareness of safeguarding responsibilities",
        "Implementation of latter has been delayed and so arrangements made for it to appear in the current system.",
        "Agreed with the police that a single route is needed", "To be amended in response to results", "",
        "Cabinet briefed 17/07/17. Formal statements to be considered 4/9/17", "Following adaptation by Council", "…",
    ])
    func silent(words: String) { #expect(StatusReading.read([words]) == nil) }

    @Test("the last note that says something counts")
    func last() { #expect(StatusReading.read(["On course", "Completed 1/2/18", "Thanks to all"])?.status == .done) }
}
