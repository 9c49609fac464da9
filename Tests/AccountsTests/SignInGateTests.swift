import Calendar
import Support
import Testing
@testable import Accounts

@Suite("Sign-in gate")
struct SignInGateTests {
    private let start = World.start

    private func wrong(
        _ gate: SignInGate, _ login: String = "lee", at now: Instant
    ) async throws -> SignInGate.Outcome<Bool> {
        try await gate.attempt(login: login, network: "\(now.milliseconds)", now: now) { nil as Bool? }
    }

    @Test("each wrong password doubles the wait up to a quarter of an hour, and no name is ever locked for good")
    func growth() async throws {
        let gate = SignInGate()
        var now = start
        var waits: [Int] = []
        for _ in 1..<SignInGate.triesWithoutWait { _ = try await wrong(gate, at: now) }
        for _ in 1...14 {
            _ = try await wrong(gate, at: now)
            guard case .wait(let seconds) = try await wrong(gate, at: now) else { break }
            waits.append(seconds)
            now = now.adding(seconds: seconds)
        }
        #expect(waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900])
    }

    @Test("somebody who remembers the password after the wait gets in, and starts afresh")
    func forgiven() async throws {
        let gate = SignInGate()
        for _ in 1...SignInGate.triesWithoutWait { _ = try await wrong(gate, at: start) }
        let later = start.adding(seconds: 2)
        let outcome = try await gate.attempt(login: "lee", network: "n", now: later) { true }
        guard case .right = outcome else { Issue.record("\(outcome)"); return }
        guard case .wrong(1) = try await wrong(gate, at: later) else { Issue.record("failures were kept"); return }
    }

    @Test("wrong tries for one name do not slow another")
    func apart() async throws {
        let gate = SignInGate()
        for _ in 1...SignInGate.triesWithoutWait { _ = try await wrong(gate, at: start) }
        guard case .wrong(1) = try await wrong(gate, "mia", at: start) else { Issue.record("mia waits"); return }
    }

    @Test("one part of the network has thirty tries a minute, over all names, right or wrong")
    func network() async throws {
        let gate = SignInGate()
        for number in 1...SignInGate.aMinuteFromOneNetwork {
            let outcome = try await gate.attempt(login: "\(number)", network: "10.0.0", now: start) { true }
            guard case .right = outcome else { Issue.record("try \(number): \(outcome)"); return }
        }
        let next = try await gate.attempt(login: "new", network: "10.0.0", now: start) { true }
        guard case .wait(60) = next else { Issue.record("\(next)"); return }
        let elsewhere = try await gate.attempt(login: "new", network: "10.0.1", now: start) { true }
        guard case .right = elsewhere else { Issue.record("\(elsewhere)"); return }
        let later = try await gate.attempt(login: "new", network: "10.0.0", now: start.adding(seconds: 60)) { true }
        guard case .right = later else { Issue.record("\(later)"); return }
    }

    @Test("a hundred tries at the same moment do not get past the count")
    func atOnce() async throws {
        let gate = SignInGate()
        let start = start
        let looked = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...100 {
                group.addTask {
                    let outcome = try await gate.attempt(login: "lee", network: "\(number)", now: start) {
                        try await Task.sleep(for: .milliseconds(50))
                        return nil as Bool?
                    }
                    if case .wrong = outcome { return true }
                    return false
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(looked <= SignInGate.triesWithoutWait)
    }

    @Test("a check that breaks off counts as no try")
    func breaksOff() async throws {
        struct Broken: Error {}
        let gate = SignInGate()
        for _ in 1...10 {
            await #expect(throws: Broken.self) {
                _ = try await gate.attempt(login: "lee", network: "n", now: start) { () -> Bool? in throw Broken() }
            }
        }
        guard case .wrong(1) = try await wrong(gate, at: start) else { Issue.record("it counted"); return }
    }

    @Test("two passwords are checked at once, eight wait, and the next is told to come again")
    func queue() async throws {
        let work = PasswordWork()
        let most = PasswordWork.atOnce + PasswordWork.mostWaiting
        let sentAway = await withTaskGroup(of: Bool.self) { group in
            for _ in 1...(most + 5) {
                group.addTask {
                    do {
                        _ = try await work.run {
                            try Password.stored("slow", cost: PasswordCost(exponent: 14), salt: Array(1...8))
                        }
                        return false
                    } catch Refusal.busy { return true } catch { return false }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(sentAway > 0)
        #expect(sentAway <= 5)
    }
}
