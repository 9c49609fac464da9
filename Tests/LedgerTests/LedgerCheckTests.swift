import Crypto
import Ledger
import Testing

@Suite("Whatever is changed in a stored ledger is found and named")
struct LedgerCheckTests {
    @Test("a sound ledger is sound, opened or not, empty or not", arguments: [0, 1, 2, 7, 50])
    func sound(size: Int) throws {
        let ledger = try StoredLedger(size: size)
        let report = ledger.check()
        #expect(report.findings.isEmpty)
        #expect(report.entries == UInt64(size))
        #expect(report.bodiesOpened == UInt64(size))
        #expect(report.checkpointsConfirmed == UInt64(ledger.notes.count))
        #expect(report.root == ledger.root)
    }

    @Test("a flipped byte of any entry names that entry, and only that one")
    func entries() throws {
        let ledger = try StoredLedger(size: 12)
        for index in ledger.rows.indices {
            for position in ledger.rows[index].entry.indices {
                var changed = ledger
                changed.rows[index].entry[position] ^= 0x10
                let report = changed.check()
                #expect(report.findings.contains { $0.problem == .hashMismatch && $0.place == .entry(UInt64(index)) })
                #expect(report.findings.allSatisfy { $0.names(UInt64(index)) }, "\(report.findings)")
                #expect(report.checkpointsConfirmed == UInt64(ledger.notes.count))
            }
        }
        var changed = ledger
        changed.rows[7].entry[60] ^= 1
        #expect(changed.check().findings.first?.description == "Entry 7: the stored entry does not match its hash.")
    }

    @Test("a flipped byte of any stored hash names its entry")
    func hashes() throws {
        let ledger = try StoredLedger(size: 12)
        for index in ledger.rows.indices {
            for position in 0..<32 {
                var changed = ledger
                changed.rows[index].leafHash[position] ^= 0x01
                #expect(changed.check().findings.map(\.place) == [.entry(UInt64(index))])
            }
            var short = ledger
            short.rows[index].leafHash.removeLast()
            #expect(short.check().findings.map(\.problem) == [.hashLength(31)])
        }
    }

    @Test("a flipped byte of any opened record names its entry")
    func bodies() throws {
        let ledger = try StoredLedger(size: 5)
        for index in ledger.rows.indices {
            guard case .opened(let opening) = ledger.rows[index].body else { continue }
            for position in opening.bytes.indices {
                var bytes = opening.bytes
                bytes[position] ^= 0x80
                var changed = ledger
                changed.rows[index].body = .opened(try #require(Opening(bytes)))
                let report = changed.check()
                #expect(report.findings == [LedgerFinding(place: .entry(UInt64(index)), problem: .bodyMismatch)])
            }
        }
        var closed = ledger
        closed.rows[3].body = .unreadable("it was changed")
        closed.rows[4].body = .erased
        #expect(closed.check().findings.map(\.description) == ["Entry 3: its record cannot be opened: it was changed."])
        #expect(closed.check().bodiesErased == 1)
    }

    @Test("a flipped byte of any stored checkpoint names that checkpoint")
    func checkpoints() throws {
        let ledger = try StoredLedger(size: 9)
        for index in ledger.notes.indices {
            for position in ledger.notes[index].bytes.indices {
                var changed = ledger
                changed.notes[index].bytes[position] ^= 0x04
                let report = changed.check()
                #expect(report.findings.map(\.place) == [.checkpoint(ledger.notes[index].size)])
                #expect(report.checkpointsConfirmed == UInt64(ledger.notes.count - 1))
            }
            var moved = ledger
            moved.notes[index].size += 1
            #expect(moved.check().findings.map(\.problem) == [.storedSize(signed: ledger.notes[index].size)])
        }
    }

    @Test("an entry forged together with its hash is caught by the next checkpoint, which says where to look")
    func forged() throws {
        for index in 0..<20 {
            var ledger = try StoredLedger(size: 20, everyCheckpoint: 5)
            ledger.forge(index)
            let report = ledger.check()
            let since = UInt64(index / 5 * 5)
            #expect(report.findings.first?.place == .checkpoint(since + 5))
            #expect(report.findings.first?.problem == .rootMismatch(since: since))
            #expect(report.findings.contains { $0.place == .frontier })
        }
        var ledger = try StoredLedger(size: 20, everyCheckpoint: 5)
        ledger.forge(7)
        #expect(
            ledger.check().findings.first?.description
                == "Checkpoint over 10 entries: the stored entries do not give the root that was signed. "
                + "At least one of the entries 5 to 9 is not what it was.")
    }

    @Test("forging the frontier too does not help")
    func forgedFrontier() throws {
        var ledger = try StoredLedger(size: 20, everyCheckpoint: 5)
        ledger.forge(19)
        ledger.frontier = ledger.frontierOverRows()
        #expect(ledger.check().findings.map(\.problem) == [.rootMismatch(since: 15)])
    }

    @Test("entries taken out are missing by number", arguments: [0..<1, 3..<5, 0..<9, 8..<9])
    func missing(range: Range<Int>) throws {
        var ledger = try StoredLedger(size: 10)
        ledger.rows.removeSubrange(range)
        let report = ledger.check()
        let expected = UInt64(range.lowerBound)...UInt64(range.upperBound - 1)
        #expect(report.findings.first == LedgerFinding(place: .entries(expected), problem: .missing))
        #expect(report.findings.dropFirst().allSatisfy { $0.problem == .unconfirmable })
    }

    @Test("entries cut off the end are missed by what was signed and by the frontier")
    func truncated() throws {
        var ledger = try StoredLedger(size: 10)
        ledger.rows.removeLast(3)
        let report = ledger.check()
        #expect(report.findings.contains { $0.place == .checkpoint(10) && $0.problem == .truncated(stored: 7) })
        #expect(report.findings.contains { $0.problem == .frontierSize(stored: 10, counted: 7) })
    }

    @Test("entries renumbered to close a gap, swapped or doubled are found")
    func shuffled() throws {
        let ledger = try StoredLedger(size: 10)
        var closed = ledger
        closed.rows.remove(at: 4)
        for index in closed.rows.indices { closed.rows[index].index = UInt64(index) }
        #expect(closed.check().findings.contains { $0.problem == .rootMismatch(since: 4) })

        var swapped = ledger
        swapped.rows.swapAt(4, 5)
        #expect(!swapped.check().isSound)
        swapped.rows[4].index = 4
        swapped.rows[5].index = 5
        #expect(swapped.check().findings.contains { $0.problem == .rootMismatch(since: 4) })

        var doubled = ledger
        doubled.rows.insert(doubled.rows[4], at: 5)
        #expect(doubled.check().findings.map(\.problem) == [.outOfOrder(expected: 5)])
    }

    @Test("time that goes back is told with both times, even in a ledger that was signed so")
    func time() throws {
        let ledger = try StoredLedger(times: [1_795_000_000, 1_795_000_060, 1_794_990_000, 1_795_000_060])
        #expect(
            ledger.check().findings.map(\.description) == [
                "Entry 2: its time, 2026-11-18 08:20 UTC, is before that of an earlier entry, 2026-11-18 11:07 UTC."
            ])
    }

    @Test("bytes that are no entry are told with what is wrong with them")
    func unreadable() throws {
        var ledger = try StoredLedger(size: 3)
        ledger.rows[1].entry = Array("hello\n".utf8)
        ledger.rows[1].leafHash = MerkleTree.leafHash(ledger.rows[1].entry).bytes
        #expect(
            ledger.check().findings.first?.description == "Entry 1: it cannot be read: it has 1 line instead of 4.")
    }

    @Test("a frontier with any flipped byte is found")
    func frontier() throws {
        let ledger = try StoredLedger(size: 11)
        for position in ledger.frontier.indices {
            var changed = ledger
            changed.frontier[position] ^= 0x02
            #expect(changed.check().findings.map(\.place) == [.frontier])
        }
    }

    @Test("a root printed elsewhere is compared too, and one that comes too late is not passed over in silence")
    func printedRoot() throws {
        let ledger = try StoredLedger(size: 6)
        var check = LedgerCheck(origin: StoredLedger.origin, keys: [])
        check.expect(root: MerkleTree.emptyRoot, at: 0)
        check.expect(root: ledger.root, at: 6)
        check.expect(root: ledger.root, at: 5)
        for row in ledger.rows { check.add(row) }
        check.expect(root: ledger.root, at: 6)
        check.expect(root: ledger.root, at: 3)
        let report = check.finish(frontier: nil)
        #expect(report.checkpointsConfirmed == 3)
        #expect(report.findings.map(\.problem) == [.rootMismatch(since: 0), .late])
    }

    @Test("a ledger damaged throughout fills no memory: findings beyond a thousand are counted")
    func bounded() throws {
        var check = LedgerCheck(origin: StoredLedger.origin, keys: [])
        for index in 0..<2500 {
            let row = LedgerCheck.Row(
                index: UInt64(index), entry: [1], leafHash: MerkleTree.emptyRoot.bytes, body: .erased)
            check.add(row)
        }
        let report = check.finish(frontier: nil)
        #expect(report.findings.count == 1000)
        #expect(report.findingsOmitted == 4000)
    }
}
