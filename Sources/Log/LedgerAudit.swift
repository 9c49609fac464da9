public import Calendar
public import Database
public import Ledger

/// What a check of everything that is stored of a ledger found.
public struct AuditReport: Sendable {
    /// The ledger's name.
    public internal(set) var origin = ""
    /// Entries that were read.
    public internal(set) var entries = 0
    public internal(set) var first: Instant?
    public internal(set) var last: Instant?
    public internal(set) var checkpoints = 0
    /// Over the entries as they hash now.
    public internal(set) var root = MerkleTree.emptyRoot
    public internal(set) var findings: [AuditFinding] = []
    /// Found beyond those that are kept.
    public internal(set) var findingsOmitted = 0

    /// The ledgers before this one, each with the gap that it ends in. They are read and compared as this one is.
    public internal(set) var closed: [ClosedLedger] = []

    public var isClean: Bool { findings.isEmpty }

    /// "36 entries from 1 June 2026 to 22 November 2026. Nothing missing or changed."
    public var sentence: String {
        let verdict = switch findings.count + findingsOmitted {
        case 0: "Nothing missing or changed."
        case 1: "1 thing does not fit."
        case let count: "\(count) things do not fit."
        }
        guard let first, let last else { return "The ledger has no entries. \(verdict)" }
        let days = first.day == last.day ? "of \(first.day.long)" : "from \(first.day.long) to \(last.day.long)"
        return "\(entries) \(entries == 1 ? "entry" : "entries") \(days). \(verdict)"
    }
}

/// One thing that does not fit, as a sentence that begins with its place.
public struct AuditFinding: Sendable, Hashable {
    /// Counted from 0; nil where it is not about one entry.
    public let entry: Int?
    /// The table that it was found in, or the name of the file.
    public let table: String
    public let words: String
}

/// Checks all that is stored of an organisation's ledger against itself and against what was signed.
///
/// Every table is read from end to end on one snapshot, a piece at a time, so the memory does not grow with the ledger.
public enum LedgerAudit {
    /// - Parameters:
    ///   - lastSigned: the file beside the database; nil where the check runs away from it.
    ///   - progress: entries read, and entries that there are to read; once for every thousand.
    public static func verify(
        _ database: Database, keys: LedgerKeys, organisation: Int, lastSigned: LastSigned?,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> AuditReport {
        try await database.readLong { reader in
            try verify(reader, keys: keys, organisation: organisation, lastSigned: lastSigned, progress: progress)
        }
    }

    /// As above, inside a read.
    public static func verify(
        _ reader: Reader, keys: LedgerKeys, organisation: Int, lastSigned: LastSigned?,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> AuditReport {
        var reading = try LedgerReading(reader, keys, organisation)
        try reading.readFile(lastSigned)
        try reading.readEntries(progress)
        try reading.readHead()
        try reading.readIndex()
        try reading.readCosignatures()
        try reading.readStrays()
        try reading.readClosed(progress)
        return reading.report
    }
}
