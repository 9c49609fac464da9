public import Database
public import Ledger

/// A ledger in files that anyone can check without this program: c2sp.org/tlog-tiles, checked 2026-11-22.
public struct LedgerExport: Sendable {
    /// What was exported.
    public struct Outcome: Sendable {
        public let origin: String
        public let size: Int
        public let root: Hash
        /// How many entries the folder held before.
        public let before: Int
        public let verifierKey: String
        /// The ledgers before this one, each in a folder of its own.
        public let closed: [Closed]

        public struct Closed: Sendable {
            /// Counted from 1.
            public let number: Int
            /// Entries that were exported: those that a checkpoint of this ledger vouches for.
            public let size: Int
            /// Entries that are still there.
            public let kept: Int
            /// Entries that had been signed when a copy without the last of them was put back.
            public let signed: Int
        }
    }

    /// Shipped with every export, and offered beside each proof.
    public static let verifier: [UInt8] = PackageResources.verify_py
    public static let readMe: [UInt8] = PackageResources.README_txt

    private let keys: LedgerKeys
    private let organisation: Int

    public init(_ keys: LedgerKeys, _ organisation: Int) {
        self.keys = keys
        self.organisation = organisation
    }

    /// Writes what is signed into a folder that is empty, or adds it to an earlier export of the same ledger.
    ///
    /// Promise: the checkpoint is written last, after all that it speaks of is on the disk, so a folder is whole at every
    /// moment. Reads in pieces; its memory does not grow with the ledger. `progress` is told entries done and all.
    /// Throws `ExportRefusal`, `CheckpointRefusal` or `DatabaseError`.
    public func write(
        _ database: Database, to folder: ExportFolder, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Outcome {
        try await database.readLong { try write($0, to: folder, progress: progress) }
    }

    private func write(
        _ reader: Reader, to folder: ExportFolder, progress: (Int, Int) -> Void
    ) throws -> Outcome {
        let origin = try LedgerHead.origin(reader, organisation)
        guard let newest = try LedgerRows.newestCheckpoint(reader, organisation).map({ try keys.trusted($0, origin) })
        else { throw ExportRefusal.nothingSigned }
        let verifier = try keys.signer(origin: origin).verifier
        let before = try earlier(in: folder, by: verifier, upTo: newest.size)

        try folder.write(Array("\(verifier.vkey)\n".utf8), to: ExportCheck.verifierKey)
        try folder.write(Self.verifier, to: "verify.py")
        try folder.write(Self.readMe, to: "README.txt")
        let closed = try ClosedLedgers.rows(reader, organisation).map { try write($0, reader, beside: folder, progress) }
        try write(newest, reader, organisation, to: folder, before, progress)
        return Outcome(
            origin: verifier.name, size: newest.size, root: newest.root, before: before.map { Int($0.size) } ?? 0,
            verifierKey: verifier.vkey, closed: closed)
    }

    /// A ledger that ended, as far as its own checkpoints vouch for what is still there, and the last one that was signed
    /// over it, which speaks of more.
    private func write(
        _ closed: ClosedLedger, _ reader: Reader, beside folder: ExportFolder, _ progress: (Int, Int) -> Void
    ) throws -> Outcome.Closed {
        let own = ExportFolder("\(folder.path)/\(ExportCheck.folder(ofLedger: closed.number))")
        let verifier = try keys.signer(origin: closed.origin).verifier
        let newest = try LedgerRows.newestCheckpoint(reader, closed.keptUnder).map { try keys.trusted($0, closed.origin) }
        let before = try earlier(in: own, by: verifier, upTo: newest?.size ?? 0)
        try own.write(Array("\(verifier.vkey)\n".utf8), to: ExportCheck.verifierKey)
        try own.write(Array(closed.note.utf8), to: ExportCheck.lastSigned)
        if let newest { try write(newest, reader, closed.keptUnder, to: own, before, progress) }
        return Outcome.Closed(
            number: closed.number, size: newest?.size ?? 0, kept: closed.size, signed: closed.signedSize)
    }

    private func write(
        _ newest: SignedCheckpoint, _ reader: Reader, _ keptUnder: Int, to folder: ExportFolder, _ before: Checkpoint?,
        _ progress: (Int, Int) -> Void
    ) throws {
        var writing = ExportWriting(folder, before: before)
        while writing.size < newest.size {
            let piece = try LedgerRows.entries(reader, keptUnder, from: writing.size, below: newest.size)
            guard piece.first?.position == writing.size else { throw ExportRefusal.missing(entry: writing.size) }
            for (position, entry) in piece {
                guard position == writing.size else { throw ExportRefusal.missing(entry: writing.size) }
                try writing.append(entry)
            }
            progress(writing.size, newest.size)
        }
        guard writing.root == newest.root else { throw ExportRefusal.entriesChanged(size: newest.size) }
        try writing.end()
        try folder.replace(
            ExportCheck.checkpoint, with: Cosignatures.note(reader, organisation: keptUnder, newest))
        writing.removeOld()
    }

    /// The checkpoint of an earlier export in the folder. The key is written first, so a folder without it is none of ours.
    private func earlier(in folder: ExportFolder, by verifier: NoteVerifier, upTo size: Int) throws -> Checkpoint? {
        guard let key = folder.read(ExportCheck.verifierKey) else {
            guard folder.isEmpty else { throw ExportRefusal.notAnExport(path: folder.path) }
            return nil
        }
        guard key == Array("\(verifier.vkey)\n".utf8) else { throw ExportRefusal.otherLedger(path: folder.path) }
        guard let note = folder.read(ExportCheck.checkpoint) else { return nil }
        guard let checkpoint = try? Checkpoint(note: note, origin: verifier.name, verifiers: [verifier]) else {
            throw ExportRefusal.changed(path: "\(folder.path)/\(ExportCheck.checkpoint)")
        }
        guard checkpoint.size <= UInt64(size) else {
            throw ExportRefusal.shorter(path: folder.path, exported: Int(clamping: checkpoint.size), stored: size)
        }
        return checkpoint
    }
}
