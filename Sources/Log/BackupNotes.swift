public import Ledger

extension EntryClass {
    /// A copy of everything left the program.
    public static let backup = EntryClass("backup")
}

extension LedgerKeys {
    /// A signed checkpoint over exactly what a check has read and found whole.
    public func checkpoint(over report: AuditReport) throws -> [UInt8] {
        let checkpoint = try Checkpoint(origin: report.origin, size: UInt64(report.entries), root: report.root)
        return try checkpoint.signed(by: try signer(origin: report.origin)).encoded
    }

    /// Throws `NoteError` or `CheckpointError` unless these keys signed it for this ledger.
    public func read(checkpoint note: [UInt8], origin: String) throws -> Checkpoint {
        try Checkpoint(note: note, origin: origin, verifiers: [try signer(origin: origin).verifier])
    }

    /// Signs a text that is no checkpoint, under a name of its own, so that neither can pass for the other.
    public func sign(_ text: String, as name: String) throws -> [UInt8] {
        try SignedNote(text: text, signedBy: [try signer(origin: name)]).encoded
    }

    /// The text of a note. Throws `NoteError` unless these keys signed it under this name.
    public func read(note: [UInt8], as name: String) throws -> String {
        let note = try SignedNote(parsing: note)
        try note.verify(with: [try signer(origin: name).verifier])
        return note.text
    }
}
