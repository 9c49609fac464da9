import Dispatch
import Synchronization

/// Checks an exported ledger (c2sp.org/tlog-tiles) without a database: nothing in it is believed but what the key signed.
///
/// Every entry is hashed anew, every tile compared, every root computed. Works on all cores, in pieces, so its memory
/// does not grow with the ledger.
public struct ExportCheck: Sendable {
    public static let checkpoint = "checkpoint"
    public static let verifierKey = "ledger.vkey"

    let key: NoteVerifier
    let witnesses: [Cosigner]
    let remembered: [[UInt8]]

    /// - Parameters:
    ///   - key: who has to have signed the checkpoint.
    ///   - witnesses: who has to have signed it too.
    ///   - remembered: signed checkpoints, whole, that somebody kept: the export must contain what they speak of.
    public init(key: NoteVerifier, witnesses: [Cosigner] = [], remembered: [[UInt8]] = []) {
        self.key = key
        self.witnesses = witnesses
        self.remembered = remembered
    }

    /// `read` gives the bytes of a file by its path in the export, nil where there is none; it is called from several
    /// threads. `progress` is told the entries read and those that there are.
    public func check(
        progress: (Int, Int) -> Void = { _, _ in }, read: @escaping @Sendable (String) -> [UInt8]?
    ) -> ExportReport {
        var report = ExportReport()
        if let stored = read(Self.verifierKey), stored != Array("\(key.vkey)\n".utf8) {
            report.find(Self.verifierKey, "\(Self.verifierKey): it is not the key that this check was told to trust.")
        }
        guard let note = read(Self.checkpoint) else {
            report.find(Self.checkpoint, "\(Self.checkpoint): missing.")
            return report
        }
        report.bytes += note.count
        guard report.read(note: note, in: Self.checkpoint, by: key, witnesses) else { return report }
        // A database counts rows in 63 bits, and a folder holds fewer files: a larger size is damage.
        guard report.size <= 1 << 40 else {
            report.find(Self.checkpoint, "\(Self.checkpoint): it speaks of \(report.size) entries, which cannot be.")
            return report
        }
        var reading = ExportReading(report, read)
        for bytes in remembered { reading.expect(bytes, key) }
        reading.readAll(progress)
        return reading.report
    }
}

/// One reading of an export from its first entry to its last.
private struct ExportReading {
    private(set) var report: ExportReport
    private let read: @Sendable (String) -> [UInt8]?
    private var tree = TileTree()
    private var expected: [Checkpoint] = []
    private var latest: Int64 = 0
    /// Some entries could not be read, so no root can be right from there on.
    private var isBroken = false

    /// Bundles that are looked at together: enough to keep every core busy, and under 4 MB.
    private static let piece = 64

    init(_ report: ExportReport, _ read: @escaping @Sendable (String) -> [UInt8]?) {
        self.report = report
        self.read = read
    }

    mutating func expect(_ note: [UInt8], _ key: NoteVerifier) {
        do {
            let checkpoint = try Checkpoint(note: note, origin: key.name, verifiers: [key])
            if checkpoint.size > report.size {
                report.find(ExportCheck.checkpoint, """
                    \(ExportCheck.checkpoint): it speaks of \(report.size) entries, but \(checkpoint.size) were signed \
                    before: this export is older than what is remembered, or entries were cut off.
                    """)
            } else {
                expected.append(checkpoint)
            }
        } catch {
            report.find(ExportCheck.checkpoint, "The remembered checkpoint cannot be relied on: \(error).")
        }
    }

    mutating func readAll(_ progress: (Int, Int) -> Void) {
        let width = UInt64(Tile.fullWidth)
        let bundles = (report.size + width - 1) / width
        compareRemembered(within: 0...0, [])
        var next: UInt64 = 0
        while next < bundles {
            let count = Int(min(UInt64(Self.piece), bundles - next))
            for bundle in Self.bundles(from: next, count, of: report.size, read) { take(bundle) }
            next += UInt64(count)
            progress(Int(min(report.size, next * width)), Int(report.size))
        }
        for (tile, hashes) in tree.partialTiles where tile.level > 0 { compare(tile, hashes) }
        if isBroken {
            report.find(ExportCheck.checkpoint, "The root could not be compared, because entries are missing.")
        } else if tree.root != report.root {
            report.find(ExportCheck.checkpoint, "The entries do not give the root that was signed.")
        }
    }

    private static func bundles(
        from first: UInt64, _ count: Int, of size: UInt64, _ read: @escaping @Sendable (String) -> [UInt8]?
    ) -> [BundleCheck] {
        let done = Mutex<[BundleCheck?]>(Array(repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { place in
            let index = first + UInt64(place)
            let width = min(UInt64(Tile.fullWidth), size - index * UInt64(Tile.fullWidth))
            let bundle = Tile(level: 0, index: index, width: Int(width)).map { BundleCheck($0, read) }
            done.withLock { $0[place] = bundle }
        }
        return done.withLock { $0.compactMap(\.self) }
    }

    private mutating func take(_ bundle: BundleCheck) {
        report.bytes += bundle.bytes
        for problem in bundle.problems { report.find(problem.file, entry: problem.entry, problem.words) }
        isBroken = isBroken || !bundle.isWhole
        readTimes(bundle)
        let start = tree.size
        compareRemembered(within: (start + 1)...(start + UInt64(bundle.tile.width)), bundle.leaves)
        if let root = bundle.root {
            var full: [(Tile, [Hash])] = []
            tree.append(tileRoot: root) { full.append(($0, $1)) }
            for (tile, hashes) in full { compare(tile, hashes) }
        } else {
            for leaf in bundle.leaves { tree.append(leaf) { _, _ in } }
        }
    }

    private mutating func readTimes(_ bundle: BundleCheck) {
        for (place, time) in bundle.times.enumerated() where time >= 0 {
            if time < latest {
                let entry = bundle.start + UInt64(place)
                let words = "its time, \(UTCMinute(time)), is before that of an earlier entry, \(UTCMinute(latest))"
                report.find(bundle.tile.entriesPath, entry: entry, "Entry \(entry): \(words).")
            }
            latest = max(latest, time)
            report.first = report.first ?? time
            report.last = latest
        }
    }

    private mutating func compareRemembered(within sizes: ClosedRange<UInt64>, _ leaves: [Hash]) {
        for checkpoint in expected where sizes.contains(checkpoint.size) {
            var then = tree
            for leaf in leaves.prefix(Int(checkpoint.size - tree.size)) { then.append(leaf) { _, _ in } }
            if !isBroken, then.root == checkpoint.root {
                report.remembered += 1
            } else {
                report.find(ExportCheck.checkpoint, """
                    The remembered checkpoint over \(checkpoint.size) entries has another root than these entries give: \
                    at least one of them is not what it was.
                    """)
            }
        }
    }

    private mutating func compare(_ tile: Tile, _ hashes: [Hash]) {
        guard let stored = read(tile.path) else { return report.find(tile.path, "\(tile.path): missing.") }
        report.bytes += stored.count
        if stored != Tile.bytes(of: hashes) {
            report.find(tile.path, "\(tile.path): it is not what the tiles below it give.")
        }
    }
}
