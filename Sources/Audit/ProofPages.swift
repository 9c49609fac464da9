import Accounts
import Database
import Ledger
import Log
import Pages

/// What an auditor takes home: the signed checkpoint, and the proof of one entry, with or without its record.
struct ProofPages: Sendable {
    let keys: LedgerKeys
    let recorder: Recorder
    let database: Database
    let checkpoints: Checkpoints

    func plain(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let position = try await position(ask, viewer)
        return try await proof(position, viewer, reason: nil)
    }

    /// A record leaves the organisation only with the reason, which the ledger keeps.
    func disclosed(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let position = try await position(ask, viewer)
        let reason = ask.form.text("reason")
        guard !reason.isEmpty, reason.count <= 500 else {
            let words = reason.isEmpty ? "Say why the record is disclosed, and to whom" : "The reason must be 500 characters or fewer"
            return .page(ProofViews.disclose(position, Form(ask.form, Problems("reason", words))), status: 422)
        }
        return try await proof(position, viewer, reason: reason)
    }

    func checkpoint(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        try await record(Trace("took the signed checkpoint", "ledger"), viewer)
        do {
            guard let signed = try await checkpoints.sign(viewer.organisation) else { throw Refusal.notFound }
            let note = try await database.read { reader in
                try Cosignatures.note(reader, organisation: viewer.organisation, signed)
            }
            return .file(note, "text/plain; charset=utf-8", download: "checkpoint")
        } catch let refusal as CheckpointRefusal {
            return .page(ProofViews.refused("No checkpoint", "\(refusal)"), status: 409)
        }
    }

    private func position(_ ask: Ask, _ viewer: Viewer) async throws -> Int {
        let list = LedgerList(keys, viewer.organisation)
        let size = try await database.read { try list.size($0) }
        guard let position = Int(ask.parameter("position")), (0..<size).contains(position) else { throw Refusal.notFound }
        return position
    }

    private func proof(_ position: Int, _ viewer: Viewer, reason: String?) async throws -> Answer {
        let isDisclosed = reason != nil
        let did = isDisclosed ? "disclosed the record of entry \(position) in a proof" : "made a proof of entry \(position)"
        try await record(Trace(did, "ledger", reason: reason), viewer)
        let (keys, organisation) = (keys, viewer.organisation)
        do {
            let signed = try await checkpoints.sign(organisation)
            let file = try await database.readLong { reader in
                try signed.flatMap { signed in
                    let checkpoint = try Cosignatures.best(
                        reader, keys: keys, organisation: organisation, covering: position, newest: signed)
                    return try LedgerList(keys, organisation)
                        .proof(reader, at: position, checkpoint: checkpoint, isDisclosed: isDisclosed)
                }
            }
            guard let file else { throw ProofRefusal.notWhatWasSigned(entry: position) }
            return .file(file.encoded, "text/plain; charset=utf-8", download: "entry-\(position).tlog-proof")
        } catch let refusal as ProofRefusal {
            return .page(ProofViews.refused("No proof of entry \(position)", "\(refusal)"), status: 409)
        } catch let refusal as CheckpointRefusal {
            return .page(ProofViews.refused("No proof of entry \(position)", "\(refusal)"), status: 409)
        }
    }

    private func record(_ trace: Trace, _ viewer: Viewer) async throws {
        try await recorder.record(.auditRead, by: viewer.actor) { $0.trace(trace) }
    }
}
