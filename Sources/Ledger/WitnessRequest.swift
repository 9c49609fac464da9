/// What a ledger sends to a witness: how far the witness had seen it, the proof that nothing before was changed since,
/// and the new checkpoint. Source: c2sp.org/tlog-witness, checked 2026-11-22.
public struct WitnessRequest: Sendable, Hashable {
    public static let mostProofLines = 63

    /// Entries of the last checkpoint that the witness vouched for; 0 where it never did.
    public let old: UInt64
    /// Consistency from there to the checkpoint, as RFC 6962 section 2.1.2.
    public let proof: [Hash]
    /// The signed checkpoint, whole.
    public let note: [UInt8]

    public init(old: UInt64, proof: [Hash], note: [UInt8]) {
        self.old = old
        self.proof = proof
        self.note = note
    }

    public var encoded: [UInt8] {
        Array(("old \(old)\n" + proof.map { "\($0.base64)\n" }.joined() + "\n").utf8) + note
    }

    /// - Throws: `WitnessRequestError` for bytes that `encoded` could not have given.
    public init(parsing bytes: [UInt8]) throws(WitnessRequestError) {
        var rest = bytes[...]
        func line() -> ArraySlice<UInt8>? {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return rest[..<end]
        }
        let start = Array("old ".utf8)
        guard let first = line(), first.starts(with: start), let old = Decimal64.decode(first.dropFirst(start.count)) else {
            throw .old
        }
        var proof: [Hash] = []
        while true {
            guard let next = line() else { throw .noBlankLine }
            if next.isEmpty { break }
            guard proof.count < Self.mostProofLines else { throw .tooManyLines }
            guard let hash = Base64.decode(next).flatMap({ Hash($0) }) else { throw .proofLine(proof.count + 1) }
            proof.append(hash)
        }
        self.init(old: old, proof: proof, note: Array(rest))
    }
}

public enum WitnessRequestError: Error, Equatable, CustomStringConvertible {
    case old
    /// Counted from 1.
    case proofLine(Int)
    case tooManyLines
    case noBlankLine

    public var description: String {
        switch self {
        case .old: "the first line is not “old” and a number of entries"
        case .proofLine(let number): "line \(number) of the proof is not 32 bytes in base64"
        case .tooManyLines: "the proof has more than \(WitnessRequest.mostProofLines) lines"
        case .noBlankLine: "no empty line parts the proof from the checkpoint"
        }
    }
}
