/// One entry with the path to a signed root: a file that anyone can check without the ledger.
///
/// Its `extra` line holds the entry's exact bytes, and behind them, where the record is disclosed, the salt (32 bytes)
/// and the record's exact bytes. Source: c2sp.org/tlog-proof, checked 2026-11-22.
public struct ProofFile: Sendable, Hashable {
    static let version = "c2sp.org/tlog-proof@v1"
    /// A path through more levels would be of a tree that no ledger has.
    static let longestPath = 63

    public let entry: [UInt8]
    /// Nil where the record is not disclosed.
    public let opening: Opening?
    /// Counted from 0.
    public let index: UInt64
    /// From below.
    public let path: [Hash]
    /// The signed checkpoint, whole.
    public let note: [UInt8]

    public init(entry: [UInt8], opening: Opening?, index: UInt64, path: [Hash], note: [UInt8]) {
        self.entry = entry
        self.opening = opening
        self.index = index
        self.path = path
        self.note = note
    }

    public var encoded: [UInt8] {
        let extra = entry + (opening?.bytes ?? [])
        var text = "\(Self.version)\nextra \(Base64.encode(extra))\nindex \(index)\n"
        for hash in path { text += "\(hash.base64)\n" }
        return Array("\(text)\n".utf8) + note
    }

    /// - Throws: `ProofFileError` for bytes that `encoded` could not have given.
    public init(parsing bytes: [UInt8]) throws(ProofFileError) {
        guard bytes.starts(with: Array("\(Self.version)\n".utf8)) else { throw .version }
        guard let blank = bytes.indices.dropLast().first(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }) else {
            throw .noBlankLine
        }
        note = Array(bytes[(blank + 2)...])
        var lines = bytes[..<blank].split(separator: 0x0A, omittingEmptySubsequences: false)[1...]
        let extraStart = Array("extra ".utf8)
        guard let line = lines.popFirst(), line.starts(with: extraStart),
            let extra = Base64.decode(line.dropFirst(extraStart.count))
        else { throw .extra }
        let indexStart = Array("index ".utf8)
        guard let line = lines.popFirst(), line.starts(with: indexStart),
            let index = Decimal64.decode(line.dropFirst(indexStart.count))
        else { throw .index }
        self.index = index
        path = lines.compactMap { Base64.decode($0).flatMap { Hash($0) } }
        guard path.count == lines.count, path.count <= Self.longestPath else { throw .path }

        // An entry ends with its fourth line; what follows opens its promise.
        let ends = extra.indices.filter { extra[$0] == 0x0A }.prefix(4)
        guard ends.count == 4, let end = ends.last else { throw .extra }
        entry = Array(extra[...end])
        let rest = Array(extra[(end + 1)...])
        opening = rest.isEmpty ? nil : Opening(rest)
        guard rest.isEmpty || opening != nil else { throw .extra }
    }

    /// Whether the entry stands where the proof says, under a checkpoint that the key and every witness signed, and
    /// whether what is disclosed is what was promised. `name` is how the findings call the file.
    public func check(key: NoteVerifier, witnesses: [Cosigner] = [], name: String = "The proof") -> ExportReport {
        var report = ExportReport()
        guard report.read(note: note, in: name, by: key, witnesses) else { return report }
        let leaf = MerkleTree.leafHash(entry)
        if !MerkleTree.verifyInclusion(of: leaf, at: index, in: report.size, proof: path, root: report.root) {
            report.find(name, entry: index, "Entry \(index): it does not lead to the root that was signed.")
        }
        do {
            let entry = try Entry(parsing: entry)
            report.first = entry.time
            report.last = entry.time
            if let opening, opening.commitment != entry.commitment {
                report.find(name, entry: index, "Entry \(index): the record is not the one that was promised.")
            }
        } catch {
            report.find(name, entry: index, "Entry \(index): it cannot be read: \(error).")
        }
        return report
    }
}

public enum ProofFileError: Error, Equatable, CustomStringConvertible {
    case version
    case extra
    case index
    case path
    case noBlankLine

    public var description: String {
        switch self {
        case .version: "its first line is not \(ProofFile.version)"
        case .extra: "its line “extra” does not hold an entry in base64"
        case .index: "its line “index” does not hold the entry's number"
        case .path: "its path is not up to \(ProofFile.longestPath) lines of 32 bytes in base64"
        case .noBlankLine: "no blank line parts the path from the checkpoint"
        }
    }
}
