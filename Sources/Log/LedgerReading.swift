import Calendar
import Database
import Ledger

/// One reading of a stored ledger from end to end.
struct LedgerReading {
    let reader: Reader
    let keys: LedgerKeys
    let organisation: Int
    let origin: String
    private let verifier: NoteVerifier

    var report = AuditReport()
    /// What the index must hold according to the entries.
    var expectedIndex = IndexDigest()
    private var check: LedgerCheck
    private var nextNumber = 0
    private var lastEntry: Entry?

    /// The present ledger, or a closed one.
    init(_ reader: Reader, _ keys: LedgerKeys, _ organisation: Int, closed: ClosedLedger? = nil) throws {
        self.reader = reader
        self.keys = keys
        self.organisation = closed?.keptUnder ?? organisation
        origin = try closed?.origin ?? LedgerHead.origin(reader, organisation)
        verifier = try keys.signer(origin: origin).verifier
        check = LedgerCheck(origin: origin, keys: [verifier])
        report.origin = origin
    }

    mutating func find(_ table: String, entry: Int? = nil, _ words: String) {
        if report.findings.count < LedgerCheck.mostFindings {
            report.findings.append(AuditFinding(entry: entry, table: table, words: words))
        } else {
            report.findingsOmitted += 1
        }
    }

    // MARK: Checkpoints

    /// The file must hold one of the two newest checkpoints: the program can end between storing one and writing it.
    mutating func readFile(_ file: LastSigned?) throws {
        guard let file else { return }
        let newest = try LedgerRows.newestCheckpoint(reader, organisation)
        let before = try newest.flatMap { try LedgerRows.newestCheckpoint(reader, organisation, upTo: $0.size - 1) }
        let checkpoint: Checkpoint?
        do { checkpoint = try keys.kept(in: file, reader, organisation) } catch {
            return find(file.path, "\(error)")
        }
        guard let checkpoint else {
            if before != nil { find(file.path, "The file \(file.path) is missing, although checkpoints were signed.") }
            return
        }
        let size = Int(checkpoint.size)
        let stored = try LedgerRows.checkpoints(reader, organisation, above: size - 1, upTo: size).first
        if let stored {
            if !stored.note.utf8.elementsEqual(try file.read() ?? []) {
                find(file.path, "Checkpoint over \(size) entries: the file \(file.path) and the database hold different ones.")
            } else if let before, size < before.size {
                find(file.path, "The file \(file.path) is older than the last two checkpoints in the database.")
            }
        } else {
            find(
                "ledger_checkpoint",
                "Checkpoint over \(size) entries: it was signed, and is kept in \(file.path), but not in the database.")
            check.expect(root: checkpoint.root, at: checkpoint.size)
        }
    }

    private mutating func readCheckpoints(above lower: Int, upTo upper: Int) throws {
        let stored = try LedgerRows.checkpoints(reader, organisation, above: lower, upTo: upper)
        for one in stored { look(at: one) }
        // From the largest down: LedgerCheck then need not sort.
        for one in stored.reversed() {
            guard let size = UInt64(exactly: one.size), size > 0 else {
                find("ledger_checkpoint", "A checkpoint is stored as one over \(one.size) entries, which cannot be.")
                continue
            }
            check.expect(note: Array(one.note.utf8), at: size)
        }
    }

    private mutating func look(at one: LedgerRows.StoredCheckpoint) {
        report.checkpoints += 1
        let place = "Checkpoint over \(one.size) entries"
        if one.number != nextNumber {
            find("ledger_checkpoint", "\(place): it has the number \(one.number), but \(nextNumber) was due.")
        }
        nextNumber = one.number < .max ? one.number + 1 : one.number
        if !keys.sealFits(one.seal, origin, size: one.size, number: one.number, signedAt: one.signedAt) {
            find("ledger_checkpoint", "\(place): its number or the time of its signing is not what it was.")
        }
        let note = try? Checkpoint(note: Array(one.note.utf8), origin: origin, verifiers: [verifier])
        do {
            let frontier = try Frontier(decoding: one.frontier)
            if let note, frontier.size != note.size || frontier.root != note.root {
                find("ledger_checkpoint", "\(place): the frontier stored beside it gives another root.")
            }
        } catch {
            find("ledger_checkpoint", "\(place): \(error)")
        }
    }

    // MARK: Entries and their records

    mutating func readEntries(_ progress: (Int, Int) -> Void) throws {
        let total = try LedgerRows.head(reader, organisation)?.size ?? 0
        var from = Int.min
        var seen = Int.min
        while true {
            let piece = try LedgerRows.rows(reader, organisation, from: from)
            guard let last = piece.last?.position else { break }
            let upper = last < .max ? max(last + 1, seen) : last
            try readCheckpoints(above: seen, upTo: upper)
            seen = upper
            for row in piece { read(row) }
            progress(report.entries, total)
            guard piece.count == LedgerRows.piece, last < .max else { break }
            from = last + 1
        }
        try readCheckpoints(above: seen, upTo: .max)
    }

    private mutating func read(_ row: LedgerRows.StoredEntry) {
        report.entries += 1
        guard let index = UInt64(exactly: row.position) else {
            return find("ledger_entry", "An entry is stored under the number \(row.position), which cannot be.")
        }
        let body = body(of: row)
        if case .opened(let opening) = body, let names = TraceBody(opening.body)?.names {
            for name in names { expectedIndex.add(Array(name.utf8), row.position) }
        }
        check.add(.init(index: index, entry: row.entry, leafHash: row.leaf, body: body))
        if let entry = try? Entry(parsing: row.entry) {
            let moment = Instant(milliseconds: entry.time.multipliedReportingOverflow(by: 1000).partialValue)
            report.first = report.first ?? moment
            report.last = moment
            lastEntry = entry
        }
    }

    private func body(of row: LedgerRows.StoredEntry) -> LedgerCheck.Body {
        guard let sealed = row.sealed else { return .unreadable("it is missing") }
        guard let opening = try? keys.open(sealed, under: row.key, origin: origin, position: row.position) else {
            return .unreadable("it was changed, or it belongs to another place or another key")
        }
        return .opened(opening)
    }

    /// Under which the index must find an entry; nil where that cannot be known.
    func names(of row: LedgerRows.StoredEntry?) -> Set<String>? {
        guard let row, case .opened(let opening) = body(of: row) else { return nil }
        return TraceBody(opening.body)?.names
    }

    // MARK: The head

    mutating func readHead() throws {
        let head = try LedgerRows.head(reader, organisation)
        take(check.finish(frontier: head?.frontier))
        guard let head else {
            if report.entries > 0 || report.checkpoints > 0 { find("ledger_head", "Head of the ledger: missing.") }
            return
        }
        if !head.origin.utf8.elementsEqual(origin.utf8) {
            find("ledger_head", "Head of the ledger: its name is not \(origin).")
        }
        if head.size != report.entries {
            find("ledger_head", "Head of the ledger: it counts \(head.size) entries, but \(report.entries) are stored.")
        }
        if let lastEntry, Int64(head.lastTime) != lastEntry.time {
            find("ledger_head", "Head of the ledger: its time is not that of the last entry.")
        }
    }

    private mutating func take(_ checked: LedgerReport) {
        report.root = checked.root
        for finding in checked.findings {
            switch finding.place {
            case .entry(let index):
                let table = finding.isAboutBody ? "ledger_body" : "ledger_entry"
                find(table, entry: Int(exactly: index), finding.description)
            case .entries(let range):
                find("ledger_entry", entry: Int(exactly: range.lowerBound), finding.description)
            case .checkpoint: find("ledger_checkpoint", finding.description)
            case .frontier: find("ledger_head", finding.description)
            }
        }
        report.findingsOmitted += Int(checked.findingsOmitted)
    }
}

extension LedgerFinding {
    fileprivate var isAboutBody: Bool {
        switch problem {
        case .bodyMismatch, .bodyUnreadable: true
        default: false
        }
    }
}
