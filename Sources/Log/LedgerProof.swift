public import Database
public import Ledger

extension LedgerList {
    /// The file that proves one entry to anyone; nil where it does not exist or the checkpoint does not cover it.
    ///
    /// `isDisclosed` adds the record with its salt. Throws `ProofRefusal` where the entry is not what was signed, or the
    /// record cannot be opened.
    /// - Warning: a disclosed record leaves the organisation. Record it first, with the reason.
    public func proof(
        _ reader: Reader, at position: Int, checkpoint: SignedCheckpoint, isDisclosed: Bool
    ) throws -> ProofFile? {
        guard position < checkpoint.size, let row = try LedgerRows.row(reader, organisation, at: position) else { return nil }
        let path = try MerkleTree.inclusionProof(of: UInt64(position), in: UInt64(checkpoint.size)) { node in
            try root(of: node, reader)
        } ?? []
        let leaf = MerkleTree.leafHash(row.entry)
        let isIncluded = MerkleTree.verifyInclusion(
            of: leaf, at: UInt64(position), in: UInt64(checkpoint.size), proof: path, root: checkpoint.root)
        guard isIncluded else { throw ProofRefusal.notWhatWasSigned(entry: position) }
        var opened: Opening?
        if isDisclosed {
            let origin = try LedgerHead.origin(reader, organisation)
            guard let opening = opening(row, origin), opening.commitment == (try? Entry(parsing: row.entry))?.commitment else {
                throw ProofRefusal.closed(entry: position)
            }
            opened = opening
        }
        return ProofFile(
            entry: row.entry, opening: opened, index: UInt64(position), path: path,
            note: try Cosignatures.note(reader, organisation: organisation, checkpoint))
    }
}

public enum ProofRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    case notWhatWasSigned(entry: Int)
    case closed(entry: Int)

    public var description: String {
        switch self {
        case .notWhatWasSigned(let entry):
            "Entry \(entry), or one beside it, is not what was signed. Run granville audit verify."
        case .closed(let entry):
            "The record of entry \(entry) cannot be opened, or is not the one that was promised. Run granville audit verify."
        }
    }
}
