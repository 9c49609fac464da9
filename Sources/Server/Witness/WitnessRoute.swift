import Accounts
import Ledger
import Log

/// Where other ledgers send their checkpoints: c2sp.org/tlog-witness, checked 2026-11-22. Open to anyone, because the
/// signature on a checkpoint is what says whose it is.
enum WitnessRoute {
    /// The submission prefix is what stands before `/add-checkpoint`.
    static let path = "/witness/add-checkpoint"
    /// 63 lines of 45 bytes, and a checkpoint with as many signatures again.
    private static let bodyLimit = 16 * 1024

    static func route(_ services: Services) -> Route {
        .openAction(path, bodyLimit: bodyLimit) { ask, _ in
            if services.refusesChanges { throw RecorderError.notSaved }
            guard let signer = try await services.witnessSigner() else {
                return text("This installation vouches for no ledger.", status: 404)
            }
            let witness = Witness(
                recorder: services.recorder, database: services.database, signer: signer, clock: services.clock)
            return answer(try await witness.answer(to: ask.body))
        }.takingBytes
    }

    private static func answer(_ answer: WitnessAnswer) -> Answer {
        switch answer {
        case .cosigned(let line): Answer(.text(line))
        case .conflict(let size):
            Answer(.file(Array("\(size)\n".utf8), contentType: "text/x.tlog.size", download: nil), status: 409)
        case .badProof: text("The proof does not lead from what was seen of this ledger to this checkpoint.", status: 422)
        case .badSignature: text("None of the keys that are known for this ledger signed this checkpoint.", status: 403)
        case .unknown: text("This ledger is not one of those that are vouched for here.", status: 404)
        case .malformed(let cause): text("This request cannot be read: \(cause).", status: 400)
        }
    }

    private static func text(_ words: String, status: Int) -> Answer { Answer(.text(words + "\n"), status: status) }
}
