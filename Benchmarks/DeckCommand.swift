import ArgumentParser
import Foundation
import Ledger

/// Judges a deck of forged exports and proofs (Tests/Proof/forge.py) as `granville audit verify` would each of them.
struct DeckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deck", abstract: "Print for each case of a deck 1 where it is sound and 0 where it is not.")

    @Argument(help: "A file of JSON lines: bases, then cases.")
    var deck: String

    private struct Base: Decodable {
        let base: Int
        let kind: String
        let key: String
        let witnesses: [String]
        let files: [String: String]
        let notes: [String]
    }

    private struct Case: Decodable {
        let of: Int
        let edits: [Edit]
        let notes: [Int]
    }

    /// Path, where to cut (-1: there is no such file), how many bytes, and what to put there.
    private struct Edit: Decodable {
        let path: String
        let at: Int
        let cut: Int
        let put: [UInt8]

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            path = try values.decode(String.self)
            at = try values.decode(Int.self)
            cut = try values.decode(Int.self)
            put = [UInt8](Data(base64Encoded: try values.decode(String.self)) ?? Data())
        }
    }

    private struct Sound {
        let isProof: Bool
        let key: NoteVerifier
        let witnesses: [Cosigner]
        let files: [String: [UInt8]]
        let notes: [[UInt8]]

        init(_ base: Base) throws {
            isProof = base.kind == "proof"
            key = try NoteVerifier(vkey: base.key)
            witnesses = try base.witnesses.map { try Cosigner(vkey: $0) }
            files = base.files.mapValues { [UInt8](Data(base64Encoded: $0) ?? Data()) }
            notes = base.notes.map { [UInt8](Data(base64Encoded: $0) ?? Data()) }
        }
    }

    func run() throws {
        guard let file = fopen(deck, "r") else { throw ValidationError("There is no \(deck).") }
        var buffer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer {
            fclose(file)
            free(buffer)
        }
        let decoder = JSONDecoder()
        var bases: [Int: Sound] = [:]
        var verdicts: [UInt8] = []
        while case let count = getline(&buffer, &capacity, file), count > 0, let buffer {
            let data = Data(bytes: buffer, count: count)
            if data.starts(with: Array("{\"base\"".utf8)) {
                let base = try decoder.decode(Base.self, from: data)
                bases[base.base] = try Sound(base)
            } else {
                let one = try decoder.decode(Case.self, from: data)
                guard let base = bases[one.of] else { throw ValidationError("The deck has no base \(one.of).") }
                verdicts.append(Self.isSound(one, base) ? UInt8(ascii: "1") : UInt8(ascii: "0"))
            }
        }
        print(String(decoding: verdicts, as: UTF8.self))
    }

    private static func isSound(_ one: Case, _ base: Sound) -> Bool {
        var files = base.files
        for edit in one.edits {
            guard edit.at >= 0 else {
                files[edit.path] = nil
                continue
            }
            files[edit.path, default: []].replaceSubrange(edit.at..<edit.at + edit.cut, with: edit.put)
        }
        if base.isProof {
            let proof = try? ProofFile(parsing: files["proof"] ?? [])
            return proof?.check(key: base.key, witnesses: base.witnesses).isSound ?? false
        }
        let found = files
        return ExportCheck(key: base.key, witnesses: base.witnesses, remembered: one.notes.map { base.notes[$0] })
            .check { found[$0] }.isSound
    }
}
