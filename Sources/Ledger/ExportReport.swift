/// What a check of an exported ledger, or of one proof, found.
public struct ExportReport: Sendable, Equatable {
    /// One thing that does not fit, as a sentence that begins with its place.
    public struct Finding: Sendable, Equatable, CustomStringConvertible {
        /// Its path in the export.
        public let file: String
        /// Counted from 0; nil where it is not about one entry.
        public let entry: UInt64?
        public let description: String
    }

    /// A witness that vouched for the checkpoint, and when, in Unix seconds.
    public struct Witnessed: Sendable, Equatable {
        public let name: String
        public let time: UInt64
    }

    /// The ledger's name; empty where the checkpoint could not be read.
    public internal(set) var origin = ""
    /// How many entries were signed.
    public internal(set) var size: UInt64 = 0
    /// As signed.
    public internal(set) var root = MerkleTree.emptyRoot
    /// Unix seconds of the first and the last entry; nil without entries.
    public internal(set) var first: Int64?
    public internal(set) var last: Int64?
    public internal(set) var witnessed: [Witnessed] = []
    /// Earlier checkpoints that the entries confirm.
    public internal(set) var remembered = 0
    /// Of a ledger that ended: entries that had been signed and are not here. 0 for the present one.
    public internal(set) var lost: UInt64 = 0
    /// Of the export's files.
    public internal(set) var bytes = 0
    public internal(set) var findings: [Finding] = []
    /// Found beyond those that are kept.
    public internal(set) var findingsOmitted = 0

    public var isSound: Bool { findings.isEmpty }

    mutating func find(_ file: String, entry: UInt64? = nil, _ words: String) {
        if findings.count < LedgerCheck.mostFindings {
            findings.append(Finding(file: file, entry: entry, description: words))
        } else {
            findingsOmitted += 1
        }
    }

    /// Believes a signed note only with the ledger's own signature and with that of each witness.
    mutating func read(note bytes: [UInt8], in file: String, by key: NoteVerifier, _ witnesses: [Cosigner]) -> Bool {
        do {
            let note = try SignedNote(parsing: bytes)
            try note.verify(with: [key])
            let checkpoint = try Checkpoint(parsing: note.text)
            guard checkpoint.origin.hasSameBytes(as: key.name) else {
                throw CheckpointError.otherLedger(checkpoint.origin)
            }
            origin = checkpoint.origin
            size = checkpoint.size
            root = checkpoint.root
            for witness in witnesses {
                guard let time = try witness.time(of: note) else {
                    find(file, "\(file): the witness \(witness.name) has not signed it.")
                    continue
                }
                witnessed.append(Witnessed(name: witness.name, time: time))
            }
            return true
        } catch {
            find(file, "\(file): it cannot be relied on: \(error).")
            return false
        }
    }
}
