import Accounts
import Calendar
@_spi(Recording) import Database
import Foundation
import Ledger
@testable import Log
import Server
import Support
import Testing

/// One council's ledger, and another that vouches for it, without a wire between them.
private struct Pair {
    let ledger: World
    let witness: World
    let cosigner: Cosigner
    let key: NoteVerifier

    init(_ engine: Engine) async throws {
        ledger = try await World(on: engine)
        witness = try await World(on: engine)
        try ledger.makeTable()
        let organisation = try #require(try witness.database.readNow { try AccountStore.organisations($0) }.first)
        cosigner = try await witness.services.becomeWitness("otherby.example/witness", of: organisation)
        key = try NoteVerifier(vkey: try ledger.services.keys.verifierKey(organisation: 1))
        try await WitnessedLogs(witness.recorder).follow(key, organisation: 1)
    }

    func answer(_ body: [UInt8]) async throws -> WitnessAnswer {
        let signer = try #require(try await witness.services.witnessSigner())
        let clock = witness.clock
        return try await Witness(
            recorder: witness.recorder, database: witness.database, signer: signer, clock: { clock.now }
        ).answer(to: body)
    }

    func answer(_ request: WitnessRequest) async throws -> WitnessAnswer { try await answer(request.encoded) }

    /// What the ledger would send about its newest checkpoint.
    func request(old: Int) async throws -> WitnessRequest {
        let signed = try #require(try await ledger.services.checkpoints.sign(1))
        let keys = ledger.services.keys
        return try await ledger.database.read { reader in
            WitnessRequest(
                old: UInt64(old), proof: try Witnesses.proof(reader, keys, 1, from: old, to: signed.size),
                note: Array(signed.note.utf8))
        }
    }

    func entries() async throws -> Int {
        try await witness.database.read { try LedgerPosition.size($0, organisation: 1) }
    }

    func seen() async throws -> WitnessedLog {
        try #require(try await witness.database.read { try WitnessedLogs.all($0, organisation: 1) }.first)
    }

    func line(_ answer: WitnessAnswer) throws -> String {
        guard case .cosigned(let line) = answer else { throw WitnessFault.url("\(answer)") }
        return line
    }
}

@Suite("Vouching for another ledger")
struct WitnessTests {
    @Test("each checkpoint that goes on from the last is vouched for, and the entry that says so is there first", arguments: Engine.here)
    func goesOn(engine: Engine) async throws {
        let pair = try await Pair(engine)
        var old = 0
        for size in [2, 3, 9, 64, 65, 200] {
            try await pair.ledger.fill(to: size)
            let before = try await pair.entries()
            let request = try await pair.request(old: old)
            #expect(try WitnessRequest(parsing: request.encoded) == request)
            let line = try pair.line(try await pair.answer(request))
            let note = try SignedNote(parsing: request.note + Array(line.utf8))
            #expect(try pair.cosigner.time(of: note) == UInt64(World.start.milliseconds / 1000))
            #expect(try await pair.entries() == before + 1)
            let seen = try await pair.seen()
            #expect(seen.size == size && seen.note == String(decoding: request.note, as: UTF8.self) + line)
            old = size
        }
        #expect(try await pair.witness.verify().isClean)
    }

    @Test("what was vouched for is not vouched for again with fewer entries, with others, or out of turn", arguments: Engine.here)
    func refused(engine: Engine) async throws {
        let pair = try await Pair(engine)
        try await pair.ledger.fill(to: 20)
        let first = try await pair.request(old: 0)
        _ = try pair.line(try await pair.answer(first))
        try await pair.ledger.fill(to: 50)
        let second = try await pair.request(old: 20)
        let fromNothing = try await pair.request(old: 0)
        let fromElsewhere = try await pair.request(old: 19)
        #expect(try await pair.answer(fromNothing) == .conflict(size: 20))
        #expect(try await pair.answer(fromElsewhere) == .conflict(size: 20))
        // A proof of something else, too short, too long, or none.
        let shorter = Array(second.proof.dropLast())
        for proof in [fromElsewhere.proof, shorter, second.proof + [MerkleTree.emptyRoot], []] {
            #expect(try await pair.answer(WitnessRequest(old: 20, proof: proof, note: second.note)) == .badProof)
        }
        // An older tree, as large as it was or claimed to follow.
        #expect(try await pair.answer(WitnessRequest(old: 50, proof: [], note: first.note))
            == .malformed("the old size is larger than the checkpoint's"))
        let entries = try await pair.entries()
        _ = try pair.line(try await pair.answer(second))
        #expect(try await pair.answer(first) == .conflict(size: 50))
        #expect(try await pair.answer(second) == .conflict(size: 50))
        #expect(try await pair.entries() == entries + 1)
        #expect(try await pair.seen().size == 50)
    }

    @Test("a second history that the ledger's own key signed is never vouched for, and is kept with the first", arguments: Engine.here)
    func fork(engine: Engine) async throws {
        let pair = try await Pair(engine)
        try await pair.ledger.fill(to: 20)
        _ = try pair.line(try await pair.answer(try await pair.request(old: 0)))
        let other = try Checkpoint(origin: pair.key.name, size: 20, root: MerkleTree.leafHash([1]))
        let note = try other.signed(by: try pair.ledger.services.keys.signer(origin: pair.key.name)).encoded
        let before = try await pair.entries()
        for _ in 0..<3 {
            #expect(try await pair.answer(WitnessRequest(old: 20, proof: [], note: note)) == .conflict(size: 20))
        }
        #expect(try await pair.entries() == before + 1)
        let forks = try await pair.witness.database.read { try WitnessedLogs.forks($0, organisation: 1) }
        #expect(forks.map(\.note) == [String(decoding: note, as: UTF8.self)])
        #expect(try await pair.seen().root != other.root)
        // Grown past it, the proof shows it.
        let larger = try Checkpoint(origin: pair.key.name, size: 21, root: MerkleTree.leafHash([2]))
        let grown = try larger.signed(by: try pair.ledger.services.keys.signer(origin: pair.key.name)).encoded
        #expect(try await pair.answer(WitnessRequest(old: 20, proof: [other.root], note: grown)) == .badProof)
    }

    @Test("the same checkpoint sent again gets the same answer for an hour, and costs no entry", arguments: Engine.here)
    func replayed(engine: Engine) async throws {
        let pair = try await Pair(engine)
        try await pair.ledger.fill(to: 20)
        let line = try pair.line(try await pair.answer(try await pair.request(old: 0)))
        let again = try await pair.request(old: 20)
        let before = try await pair.entries()
        for _ in 0..<5 {
            pair.witness.clock.now = pair.witness.clock.now.adding(minutes: 10)
            #expect(try await pair.answer(again) == .cosigned(line))
        }
        #expect(try await pair.entries() == before)
        pair.witness.clock.now = pair.witness.clock.now.adding(minutes: 11)
        #expect(try pair.line(try await pair.answer(again)) != line)
        #expect(try await pair.entries() == before + 1)
    }

    @Test("only the ledgers that were named are vouched for, by their keys", arguments: Engine.here)
    func strangers(engine: Engine) async throws {
        let pair = try await Pair(engine)
        let stranger = try await World(on: engine)
        let signed = try #require(try await stranger.services.checkpoints.sign(1))
        // Of the same name, and another key.
        #expect(try await pair.answer(WitnessRequest(old: 0, proof: [], note: Array(signed.note.utf8))) == .badSignature)
        let request = try await pair.request(old: 0)
        let text = String(decoding: request.note, as: UTF8.self)
        for forged in [text.replacing("\n1\n", with: "\n2\n"), text.replacing("ledger/1 ", with: "ledger/2 ")] {
            let answer = try await pair.answer(WitnessRequest(old: 0, proof: [], note: Array(forged.utf8)))
            #expect(answer == .badSignature, "\(forged)")
        }
        let elsewhere = text.replacing("granville/1", with: "granville/7")
        #expect(try await pair.answer(WitnessRequest(old: 0, proof: [], note: Array(elsewhere.utf8))) == .unknown)
        // Both of one name, each by its own key.
        let other = try NoteVerifier(vkey: try stranger.services.keys.verifierKey(organisation: 1))
        try await WitnessedLogs(pair.witness.recorder).follow(other, organisation: 1)
        _ = try pair.line(try await pair.answer(WitnessRequest(old: 0, proof: [], note: Array(signed.note.utf8))))
        _ = try pair.line(try await pair.answer(request))
        // Left and taken up again, it goes on where it was.
        try await WitnessedLogs(pair.witness.recorder).leave(pair.key, organisation: 1)
        await #expect(throws: WitnessFault.notFollowed) {
            try await WitnessedLogs(pair.witness.recorder).leave(pair.key, organisation: 1)
        }
        #expect(try await pair.answer(request) == .badSignature)
        try await WitnessedLogs(pair.witness.recorder).follow(pair.key, organisation: 1)
        let size = try await pair.seen().size
        #expect(try await pair.answer(request) == .conflict(size: size))
    }

    @Test("what is no request is refused with the reason", arguments: [
        ("", "the first line"), ("old 1", "the first line"), ("old -1\n\n", "the first line"), ("old 01\n\n", "the first line"),
        ("old 1\nabc\n\n", "line 1 of the proof"), ("old 1\n", "no empty line"), ("old 0\n\n", "blank line"),
        ("old 0\n\nx\n\n— a b\n", "signature line 1"), ("old 99999999999999999999\n\n", "the first line"),
        ("old 0\n" + String(repeating: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", count: 64) + "\n", "more than 63"),
    ])
    func malformed(body: String, words: String) async throws {
        let pair = try await Pair(.sqlite)
        guard case .malformed(let cause) = try await pair.answer(Array(body.utf8)) else {
            Issue.record("not refused")
            return
        }
        #expect(cause.contains(words), "\(cause)")
    }

    @Test("a hundred at once never vouch for less than was vouched for before", arguments: Engine.here)
    func race(engine: Engine) async throws {
        let pair = try await Pair(engine)
        var requests: [WitnessRequest] = []
        for size in 2...20 {
            try await pair.ledger.fill(to: size)
            requests.append(try await pair.request(old: 0))
            requests.append(try await pair.request(old: size - 1))
        }
        let answers = try await withThrowingTaskGroup(of: WitnessAnswer.self) { group in
            for request in requests.shuffled() { group.addTask { try await pair.answer(request) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let cosigned = answers.filter { if case .cosigned = $0 { true } else { false } }.count
        #expect(cosigned >= 1)
        let sizes = try await pair.witness.database.readLong { [keys = pair.witness.services.keys] reader in
            try LedgerList(keys, 1).page(reader, LedgerQuery(kind: .witness), from: 0, count: 100).lines
                .compactMap { $0.body }.map { ($0.before ?? -1, $0.after ?? -1) }.reversed()
        }
        var last = 0
        for (before, after) in sizes {
            #expect(before == last && after > before)
            last = after
        }
        let seen = try await pair.seen().size
        #expect(last == seen)
    }

    @Test("a key file that is not the one that was named vouches for nothing")
    func otherKey() async throws {
        let pair = try await Pair(.sqlite)
        let path = pair.witness.folder + "/keys/witness.key"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let digits = try #require(text.split(separator: "\n").last.map(String.init))
        try text.replacing(digits, with: String(digits.reversed())).write(toFile: path, atomically: false, encoding: .utf8)
        await #expect(throws: StartFault.self) { try await pair.witness.services.witnessSigner() }
        try FileManager.default.removeItem(atPath: path)
        await #expect(throws: (any Error).self) { try await pair.witness.services.witnessSigner() }
    }

    @Test("a stored cosignature that was changed is found, and leaves with no export", arguments: Engine.here)
    func tampered(engine: Engine) async throws {
        let pair = try await Pair(engine)
        try await pair.ledger.fill(to: 20)
        let request = try await pair.request(old: 0)
        let line = try pair.line(try await pair.answer(request))
        try Cosignatures.store(line, pair.ledger.database, 1, 20, pair.cosigner.vkey)
        #expect(try await pair.ledger.verify().isClean)
        _ = try await pair.ledger.exportOnly()
        let folder = pair.ledger.folderOfExport
        let report = ExportCheck(key: pair.key, witnesses: [pair.cosigner]).check { folder.read($0) }
        #expect(report.isSound && report.witnessed.map(\.name) == ["otherby.example/witness"])
        var other = Array(line)
        other[line.count / 2] = other[line.count / 2] == "A" ? "B" : "A"
        try pair.ledger.tamper("UPDATE ledger_cosignature SET line = \(String(other))")
        let found = try await pair.ledger.verify().findings.map(\.words)
        #expect(found == ["Checkpoint over 20 entries: what is stored as the signature of the witness otherby.example/witness does not fit it."])
        _ = try await pair.ledger.exportOnly()
        #expect(ExportCheck(key: pair.key).check { folder.read($0) }.isSound)
        #expect(ExportCheck(key: pair.key, witnesses: [pair.cosigner]).check { folder.read($0) }.findings.count == 1)
    }

    @Test("a witness that was put back from an older copy vouches no more under its name", arguments: Engine.here)
    func forgot(engine: Engine) async throws {
        let pair = try await Pair(engine)
        let request = try await pair.request(old: 0)
        _ = try pair.line(try await pair.answer(request))
        try pair.witness.makeTable()
        try await pair.witness.lose(2)
        #expect(try await pair.witness.services.witnessSigner() == nil)
        let organisation = try #require(try pair.witness.database.readNow { try AccountStore.organisations($0) }.first)
        await #expect(throws: WitnessFault.nameUsed) {
            try await pair.witness.services.becomeWitness(pair.cosigner.name, of: organisation)
        }
        let other = try await pair.witness.services.becomeWitness("otherby.example/witness-2", of: organisation)
        #expect(other != pair.cosigner)
        #expect(try await pair.witness.services.witnessSigner()?.cosigner == other)
    }
}
