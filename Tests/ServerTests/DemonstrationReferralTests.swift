import Accounts
import Calendar
import Cases
import Database
import Keyring
@testable import Referrals
@testable import Server
import Support
import Testing

@Suite("Referrals of the demonstration")
struct DemonstrationReferralTests {
    @Test("every path that the law gives is there, and a sheet in every state that lasts", arguments: Engine.here)
    func complete(engine: Engine) async throws {
        let (paths, states, past) = try await DemonstrationTests.demonstration(on: engine) { reader, _ in
            (
                Set(try reader.rows("SELECT DISTINCT path FROM referral_decision") { try $0.text(0) }),
                Set(try reader.rows("SELECT DISTINCT state FROM referral") { try $0.text(0) }),
                Set(try reader.rows("SELECT DISTINCT state FROM referral_state") { try $0.text(0) })
            )
        }
        #expect(paths == Set(LawfulPath.allCases.map(\.rawValue)))
        #expect(past == Set(ReferralState.allCases.map(\.rawValue)))
        // Sent and awaiting a decision begin in the same moment.
        #expect(states == past.subtracting([ReferralState.submitted.rawValue]))
    }

    @Test("sheets in hand lack answers, wait for a reader, came back, and were cut back by a changed age", arguments: Engine.here)
    func inHand(engine: Engine) async throws {
        let today = World.start.day
        let sheets = try await DemonstrationTests.demonstration(on: engine) { reader, services in
            try ShownSheet.all(reader, services.ring, now: World.start)
        }
        let preparing = sheets.filter { $0.state == .preparing }
        #expect(preparing.contains { $0.missing > 30 } && preparing.contains { (1...30).contains($0.missing) })
        #expect(preparing.contains(where: \.isReady) && preparing.contains(where: \.wasReturned))
        #expect(preparing.contains { $0.toConfirm > 0 } && preparing.contains { $0.openFindings > 0 })
        #expect(sheets.contains { $0.state == .qualityChecked && $0.settled > 0 })
        #expect(sheets.filter { $0.state == .notified }.allSatisfy { $0.openFindings == 0 && $0.missing == 0 })
        let awaiting = sheets.filter { $0.state == .awaitingReasonableGrounds }.compactMap(\.expectedBy)
        #expect(awaiting.contains { $0 < today } && awaiting.contains { $0 >= today })
        #expect(sheets.contains { $0.isSent && !$0.hasCopy } && sheets.filter { $0.isSent && $0.hasCopy }.count > 8)
    }

    @Test("the log spans two financial years, and nobody is named twice among people and staff", arguments: [Engine.sqlite])
    func years(engine: Engine) async throws {
        let (days, names, staff) = try await DemonstrationTests.demonstration(on: engine) { reader, services in
            let days = try reader.rows("SELECT keyed_on FROM referral WHERE keyed_on IS NOT NULL") {
                Day(daysSinceEpoch: try $0.int(0))
            }
            let names = try ShownSheet.people(reader, services.ring).map { "\($0.first) \($0.last)" }.filter { $0.count > 1 }
            return (days, names, try AccountStore.list(reader, organisation: 1).map(\.name))
        }
        #expect(Set(days.map { $0.month >= 4 ? $0.year : $0.year - 1 }).count >= 2)
        #expect(Set(names.filter { $0.count > 6 }).intersection(staff).isEmpty)
        #expect(names.count > 20)
    }
}

/// A sheet of the demonstration, opened.
private struct ShownSheet: Sendable {
    let state: ReferralState
    let isReady, wasReturned, isSent, hasCopy: Bool
    let missing, toConfirm, openFindings, settled: Int
    let expectedBy: Day?

    static func all(_ reader: Reader, _ ring: Keyring, now: Instant) throws -> [ShownSheet] {
        try cases(reader, ring).flatMap { keys in
            try PartReads.people(reader, keys).compactMap { person in
                guard let sheet = try SheetReads.newest(reader, keys, person.id),
                    let decision = try DecisionReads.newest(reader, keys, person.id)
                else { return nil }
                let ready = try Referrals.Readiness(reader, sheet, decision, keys, now: now)
                return ShownSheet(
                    state: sheet.state, isReady: sheet.isReady, wasReturned: !sheet.contents.returned.isEmpty,
                    isSent: sheet.keyedAt != nil, hasCopy: sheet.copyOn != nil, missing: ready.missing.count,
                    toConfirm: ready.toConfirm.count, openFindings: ready.findings.count,
                    settled: sheet.contents.settlements.count, expectedBy: sheet.expectedBy)
            }
        }
    }

    static func people(_ reader: Reader, _ ring: Keyring) throws -> [Person] {
        try cases(reader, ring).flatMap { try PartReads.people(reader, $0).map(\.part) }
    }

    private static func cases(_ reader: Reader, _ ring: Keyring) throws -> [CaseKeys] {
        try reader.rows("SELECT id FROM case_file ORDER BY id") { try $0.text(0) }.compactMap { id in
            try CaseReads.find(reader, organisation: 1, id: id).map { try CaseKeys($0.record, organisation: 1, ring: ring) }
        }
    }
}
