import Crypto
import Ledger
import Testing

@Suite("An exported ledger, checked from outside")
struct ExportCheckTests {
    @Test("every size around the edges of tiles is sound, with what was remembered of it", arguments: [
        1, 2, 3, 255, 256, 257, 511, 512, 513, 1000,
    ])
    func sound(size: Int) throws {
        let ledger = try ExportedLedger(size: size)
        let report = ledger.check(remembered: [try ledger.kept(1), try ledger.kept((size + 1) / 2), try ledger.kept(size)])
        #expect(report.findings.isEmpty)
        #expect(report.size == UInt64(size))
        #expect(report.root == ledger.root)
        #expect(report.remembered == 3)
        #expect(report.witnessed.map(\.time) == [1_795_000_123])
    }

    @Test("a tree of more than 65,536 entries, with three levels of tiles, is sound, and a flipped byte up there is found")
    func tall() throws {
        var ledger = try ExportedLedger(size: 65_536 + 300)
        #expect(ledger.check().isSound)
        for path in ["tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1"] {
            var damaged = ledger
            damaged.files[path]?[5] ^= 1
            #expect(damaged.check().findings.map(\.file) == [path])
        }
        ledger.files["tile/entries/200"]?[40] ^= 1
        #expect(!ledger.check().isSound)
    }

    @Test("a changed entry is named, and so is the root that it breaks")
    func changed() throws {
        var ledger = try ExportedLedger(size: 600)
        // The second entry of the second bundle; its third line, so that it stays an entry.
        let bundle = try #require(ledger.files["tile/entries/001"])
        let length = 2 + Int(bundle[0]) << 8 + Int(bundle[1])
        let place = length + 2 + "msa-ledger/v1\n1795001760\n".utf8.count
        ledger.files["tile/entries/001"]?[place] = UInt8(ascii: "q")
        let report = ledger.check(remembered: [try ledger.kept(300), try ledger.kept(200)])
        #expect(report.findings.map(\.entry) == [257, nil, nil, nil])
        #expect(report.findings.first?.description == "Entry 257: it does not match its hash in tile/0/001.")
        #expect(report.remembered == 1)
    }

    @Test("a missing, cut or prolonged file is named", arguments: [
        "tile/0/000", "tile/0/001.p/44", "tile/entries/000", "tile/entries/001.p/44", "tile/1/000.p/1", "checkpoint",
    ])
    func files(path: String) throws {
        let ledger = try ExportedLedger(size: 300)
        for damage in [nil, { $0.dropLast() }, { $0 + [0] }] as [(([UInt8]) -> [UInt8])?] {
            var damaged = ledger
            damaged.files[path] = damage.flatMap { change in ledger.files[path].map { change($0) } }
            #expect(damaged.check().findings.first?.file == path)
        }
    }

    @Test("an entry whose time goes back is found, although everything is signed")
    func backDated() throws {
        let ledger = try ExportedLedger(size: 400) { $0 == 300 ? 1_600_000_000 : 1_795_000_000 }
        let report = ledger.check()
        #expect(report.findings.map(\.entry) == [300])
        #expect(report.findings.first?.description.contains("before that of an earlier entry") == true)
    }

    @Test("an export that is older than what somebody remembers is not sound")
    func stale() throws {
        let ledger = try ExportedLedger(size: 300)
        let later = try Checkpoint.later(than: ledger)
        let report = ledger.check(remembered: [later])
        #expect(report.findings.first?.description.contains("cannot be relied on") == true)
        var shortened = try ExportedLedger(size: 300)
        shortened.files["checkpoint"] = try ledger.kept(200)
        #expect(!shortened.check().isSound)
    }

    @Test("without the witness, or with a signature of its that does not fit, the checkpoint is not believed")
    func witness() throws {
        let ledger = try ExportedLedger(size: 5)
        var alone = ledger
        alone.files["checkpoint"] = try ledger.kept(5)
        #expect(alone.check().findings.first?.description.contains("witness.example/w1 has not signed") == true)
        var changed = ledger
        let count = try #require(ledger.files["checkpoint"]?.count)
        changed.files["checkpoint"]?[count - 12] ^= 1
        #expect(!changed.check().isSound)
    }

    @Test("a size that cannot be is refused without being tried")
    func huge() throws {
        let signer = try NoteSigner(name: "x/1", key: Curve25519.Signing.PrivateKey())
        let note = try Checkpoint(origin: "x/1", size: .max, root: MerkleTree.emptyRoot).signed(by: signer).encoded
        let report = ExportCheck(key: signer.verifier).check { $0 == "checkpoint" ? note : nil }
        #expect(report.findings.map(\.description) == ["checkpoint: it speaks of \(UInt64.max) entries, which cannot be."])
    }
}

extension Checkpoint {
    /// Signed by another key, over more entries than there are.
    fileprivate static func later(than ledger: ExportedLedger) throws -> [UInt8] {
        let signer = try NoteSigner(name: ExportedLedger.origin, key: Curve25519.Signing.PrivateKey())
        return try Checkpoint(origin: ExportedLedger.origin, size: 999, root: ledger.root).signed(by: signer).encoded
    }
}
