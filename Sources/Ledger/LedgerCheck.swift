/// Reads a stored ledger from its first entry to its last and says in plain words what does not fit.
///
/// Every entry is hashed again and every root computed anew; nothing stored is believed. It holds the frontier, the
/// checkpoints still ahead (40 bytes each, cheapest in the order of their size) and the first thousand findings, so its
/// memory does not grow with the ledger. A million entries take one to two seconds on one core.
///
///     var check = LedgerCheck(origin: origin, keys: [verifier])
///     for each stored checkpoint { check.expect(note: bytes, at: size) }
///     for each stored row { check.add(row) }
///     let report = check.finish(frontier: storedFrontier)
public struct LedgerCheck: Sendable {
    /// One stored entry as the database gives it, damage and all.
    public struct Row: Sendable {
        /// Counted from 0, as in the tree.
        public var index: UInt64
        public var entry: [UInt8]
        public var leafHash: [UInt8]
        public var body: Body

        public init(index: UInt64, entry: [UInt8], leafHash: [UInt8], body: Body = .notOpened) {
            self.index = index
            self.entry = entry
            self.leafHash = leafHash
            self.body = body
        }
    }

    /// What became of the sealed body beside an entry.
    public enum Body: Sendable {
        case notOpened
        /// Erased by rule; the commitment stays and tells nothing.
        case erased
        case opened(Opening)
        /// Ought to open and does not; the text says why.
        case unreadable(String)
    }

    /// More findings than this are counted and not kept.
    public static let mostFindings = 1000

    private let origin: String
    private let keys: [NoteVerifier]

    /// Over the entries as they hash now.
    private var tree = Frontier()
    /// Over the stored hashes; nil as long as they agree with the entries.
    private var storedTree: Frontier?
    private var next: UInt64 = 0
    private var hasGap = false
    private var lastTime: Int64 = 0
    /// The nearest first. A slice, because its first element goes without moving the others.
    private var ahead: ArraySlice<ExpectedRoot> = []
    private var lastConfirmed: UInt64 = 0
    private var rootsDiffer = false
    private var report = LedgerReport()

    private struct ExpectedRoot: Sendable {
        var size: UInt64
        var root: Hash
    }

    /// `origin` is the ledger's name, `keys` those that may sign its checkpoints.
    public init(origin: String, keys: [NoteVerifier]) {
        self.origin = origin
        self.keys = keys
    }

    /// A stored signed checkpoint and the size that it is stored under. Say it before the entries reach that size.
    public mutating func expect(note: [UInt8], at size: UInt64) {
        do {
            let checkpoint = try Checkpoint(note: note, origin: origin, verifiers: keys)
            guard checkpoint.size == size else {
                find(.storedSize(signed: checkpoint.size), at: .checkpoint(size))
                return
            }
            expect(root: checkpoint.root, at: size)
        } catch {
            find(.noteUnreadable("\(error)"), at: .checkpoint(size))
        }
    }

    /// A root known from elsewhere: printed in a report, or kept by a witness.
    public mutating func expect(root: Hash, at size: UInt64) {
        guard size >= next else {
            find(.late, at: .checkpoint(size))
            return
        }
        let expected = ExpectedRoot(size: size, root: root)
        guard size > next else {
            compare(expected)
            return
        }
        let place = ahead.lastIndex { $0.size <= size }.map { $0 + 1 } ?? ahead.startIndex
        ahead.insert(expected, at: place)
    }

    /// The next row, in the order of the index.
    public mutating func add(_ row: Row) {
        guard row.index >= next else {
            find(.outOfOrder(expected: next), at: .entry(row.index))
            return
        }
        if row.index > next { skip(to: row.index) }
        take(row)
        readEntry(row)
        next += 1
        compareReached()
    }

    /// The verdict. `frontier` is the stored one, nil when none is kept.
    public mutating func finish(frontier: [UInt8]?) -> LedgerReport {
        for expected in ahead { find(.truncated(stored: next), at: .checkpoint(expected.size)) }
        ahead = []
        if let frontier { compare(frontier: frontier) }
        report.root = tree.root
        return report
    }

    /// Entries are missing; the tree cannot be right from here on, but each further entry can still be looked at.
    private mutating func skip(to index: UInt64) {
        find(.missing, at: .entries(next...(index - 1)))
        hasGap = true
        next = index
        while let expected = ahead.first, expected.size <= index {
            ahead.removeFirst()
            compare(expected)
        }
    }

    private mutating func take(_ row: Row) {
        report.entries += 1
        let leaf = MerkleTree.leafHash(row.entry)
        let stored = Hash(row.leafHash)
        if stored == nil {
            find(.hashLength(row.leafHash.count), at: .entry(row.index))
        } else if stored != leaf {
            find(.hashMismatch, at: .entry(row.index))
        }
        if stored != leaf, storedTree == nil { storedTree = tree }
        storedTree?.append(stored ?? leaf)
        tree.append(leaf)
    }

    private mutating func readEntry(_ row: Row) {
        do {
            let entry = try Entry(parsing: row.entry)
            if entry.time < lastTime { find(.timeBackwards(from: lastTime, to: entry.time), at: .entry(row.index)) }
            lastTime = max(lastTime, entry.time)
            check(row.body, against: entry.commitment, at: row.index)
        } catch {
            find(.unreadable(error), at: .entry(row.index))
        }
    }

    private mutating func check(_ body: Body, against commitment: Hash, at index: UInt64) {
        switch body {
        case .notOpened:
            break
        case .erased:
            report.bodiesErased += 1
        case .opened(let opening):
            report.bodiesOpened += 1
            if opening.commitment != commitment { find(.bodyMismatch, at: .entry(index)) }
        case .unreadable(let cause):
            find(.bodyUnreadable(cause), at: .entry(index))
        }
    }

    private mutating func compareReached() {
        while let expected = ahead.first, expected.size == next {
            ahead.removeFirst()
            compare(expected)
        }
    }

    private mutating func compare(_ expected: ExpectedRoot) {
        if hasGap {
            find(.unconfirmable, at: .checkpoint(expected.size))
        } else if tree.root == expected.root {
            confirm(expected.size)
        } else if let stored = storedTree, stored.root == expected.root {
            // The hashes are as they were signed and the entries are not. Those have been named; go on from the hashes.
            tree = stored
            confirm(expected.size)
        } else {
            find(rootsDiffer ? .rootStillDiffers : .rootMismatch(since: lastConfirmed), at: .checkpoint(expected.size))
            rootsDiffer = true
        }
    }

    private mutating func confirm(_ size: UInt64) {
        storedTree = nil
        lastConfirmed = size
        rootsDiffer = false
        report.checkpointsConfirmed += 1
    }

    private mutating func compare(frontier bytes: [UInt8]) {
        do {
            let stored = try Frontier(decoding: bytes)
            if stored.size != next {
                find(.frontierSize(stored: stored.size, counted: next), at: .frontier)
            } else if !hasGap, stored != tree, stored != storedTree {
                find(.frontierRoot, at: .frontier)
            }
        } catch {
            find(.frontierUnreadable(error), at: .frontier)
        }
    }

    private mutating func find(_ problem: LedgerFinding.Problem, at place: LedgerFinding.Place) {
        if report.findings.count < Self.mostFindings {
            report.findings.append(LedgerFinding(place: place, problem: problem))
        } else {
            report.findingsOmitted += 1
        }
    }
}
