public import Calendar
public import Database
public import Ledger

/// What a witness answers to a checkpoint, by the words of c2sp.org/tlog-witness, checked 2026-11-22.
public enum WitnessAnswer: Sendable, Equatable {
    /// Our signature line.
    case cosigned(String)
    /// What the sender took for the last checkpoint that was vouched for is not; it had so many entries.
    case conflict(size: Int)
    case badProof
    case badSignature
    case unknown
    /// The text says what cannot be read.
    case malformed(String)
}

/// Vouches for other ledgers' checkpoints: that it saw them, when, and that nothing it had seen before was changed.
///
/// Promise: a checkpoint is vouched for only after it, and the entry that says so, are durable. Two answers never
/// overtake each other, so no ledger is vouched for with fewer entries, or with others, than it was before.
public struct Witness: Sendable {
    private let recorder: Recorder
    private let database: Database
    private let signer: CosignatureSigner
    private let clock: @Sendable () -> Instant

    /// The same checkpoint gets the same answer for so long, in seconds: anyone can send it again, and each new answer is
    /// an entry.
    private static let freshFor = 3600
    /// Of one ledger: enough to convict it.
    private static let mostForks = 100

    public init(
        recorder: Recorder, database: Database, signer: CosignatureSigner, clock: @escaping @Sendable () -> Instant
    ) {
        self.recorder = recorder
        self.database = database
        self.signer = signer
        self.clock = clock
    }

    /// Throws `RecorderError.notSaved` where the answer could not be made durable, and `DatabaseError`.
    public func answer(to body: [UInt8]) async throws -> WitnessAnswer {
        let submission: Submission
        do { submission = try Submission(parsing: body) } catch { return .malformed("\(error)") }
        let origin = submission.checkpoint.origin
        let logs = try await database.read { reader in
            try WitnessedLogs.find(reader, "origin = \(origin) AND is_followed = 1")
        }
        guard !logs.isEmpty else { return .unknown }
        // A wrong signature under one trusted key is no reason to ask the next.
        guard let log = logs.first(where: { (try? submission.note.verify(with: [$0.verifier])) != nil }) else {
            return .badSignature
        }
        // What is refused or was answered already costs no write.
        switch try judge(submission, log, now: Int(clock().milliseconds / 1000)) {
        case .answer(let answer): return answer
        case .fork, .cosign: break
        }
        let vkey = log.verifier.vkey
        let actor = Actor(organisation: log.organisation, account: nil)
        do {
            return try await recorder.record(.witness, by: actor) { write in
                guard let log = try WitnessedLogs.find(write.reader, "vkey = \(vkey) AND is_followed = 1", lock: true).first
                else { throw Refused(answer: .unknown) }
                let now = Int(write.now.milliseconds / 1000)
                switch try judge(submission, log, now: now) {
                case .answer(let answer): throw Refused(answer: answer)
                case .fork: return try keepFork(submission, log, write)
                case .cosign(let signature): return try keep(signature, at: max(now, log.cosignedAt), submission, log, write)
                }
            }
        } catch let refused as Refused { return refused.answer }
    }

    /// Nothing of the change is kept, and this is said.
    private struct Refused: Error { let answer: WitnessAnswer }

    private enum Verdict {
        case answer(WitnessAnswer)
        case fork
        case cosign(NoteSignature)
    }

    /// - Parameter now: Unix seconds.
    private func judge(_ submission: Submission, _ log: WitnessedLog, now: Int) throws -> Verdict {
        let (request, checkpoint) = (submission.request, submission.checkpoint)
        guard request.old <= checkpoint.size else { return .answer(.malformed("the old size is larger than the checkpoint's")) }
        guard request.old == UInt64(log.size) else { return .answer(.conflict(size: log.size)) }
        if checkpoint.size == request.old, checkpoint.root != log.root { return .fork }
        let isConsistent = MerkleTree.verifyConsistency(
            from: request.old, log.root, to: checkpoint.size, checkpoint.root, proof: request.proof)
        guard isConsistent else { return .answer(.badProof) }
        if checkpoint.size == request.old, !log.note.isEmpty, now - log.cosignedAt < Self.freshFor,
            let line = try own(in: log.note) {
            return .answer(.cosigned(line))
        }
        return .cosign(try signer.sign(submission.note.text, at: UInt64(max(now, log.cosignedAt, 0))))
    }

    private func own(in note: String) throws -> String? {
        try signer.cosigner.cosignature(of: SignedNote(parsing: Array(note.utf8)))?.signature.line
    }

    private func keep(
        _ signature: NoteSignature, at time: Int, _ submission: Submission, _ log: WitnessedLog, _ write: Write
    ) throws -> WitnessAnswer {
        let (checkpoint, vkey) = (submission.checkpoint, log.verifier.vkey)
        // Others' signatures are not kept: nobody here has looked at them.
        let own = submission.note.signatures.filter { $0.keyID == log.verifier.keyID && $0.name == log.verifier.name }
        let note = "\(submission.note.text)\n\(own.map(\.line).joined())\(signature.line)"
        try write.sql.execute("""
            UPDATE witness_log
            SET size = \(Int(checkpoint.size)), root = \(checkpoint.root.bytes), note = \(note), cosigned_at = \(time)
            WHERE vkey = \(vkey)
            """)
        write.trace(Trace(
            "vouched for a checkpoint of another ledger", "witnessed ledger", vkey, before: log.size,
            after: Int(checkpoint.size), fields: ["root \(checkpoint.root.base64)"]))
        return .cosigned(signature.line)
    }

    /// Two roots for one size, both signed: kept whole, because only the two notes together convict.
    private func keepFork(_ submission: Submission, _ log: WitnessedLog, _ write: Write) throws -> WitnessAnswer {
        let answer = WitnessAnswer.conflict(size: log.size)
        let (vkey, root) = (log.verifier.vkey, submission.checkpoint.root)
        let (known, count) = try write.reader.first("""
            SELECT count(CASE WHEN size = \(log.size) AND root = \(root.bytes) THEN 1 END), count(*)
            FROM witness_fork
            WHERE vkey = \(vkey)
            """) { (try $0.int(0), try $0.int(1)) } ?? (0, 0)
        guard known == 0, count < Self.mostForks else { throw Refused(answer: answer) }
        try write.sql.execute("""
            INSERT INTO witness_fork (vkey, size, root, organisation, note, seen_at)
            VALUES (\(vkey), \(log.size), \(root.bytes), \(log.organisation),
                \(String(decoding: submission.request.note, as: UTF8.self)), \(write.now.milliseconds))
            """)
        write.trace(Trace(
            "saw a second history of another ledger", "witnessed ledger", vkey, before: log.size, after: log.size,
            fields: ["root \(log.root.base64)", "other root \(root.base64)"]))
        return answer
    }

    /// A request with its checkpoint read. Nothing of it is believed yet.
    private struct Submission: Sendable {
        let request: WitnessRequest
        let note: SignedNote
        let checkpoint: Checkpoint

        init(parsing body: [UInt8]) throws {
            request = try WitnessRequest(parsing: body)
            note = try SignedNote(parsing: request.note)
            checkpoint = try Checkpoint(parsing: note.text)
            guard Int(exactly: checkpoint.size) != nil else { throw CheckpointError.size }
        }
    }
}
