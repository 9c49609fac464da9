import Crypto
import Foundation
import Ledger
import Testing

@Suite("A witness's signature")
struct CosignatureTests {
    private static let text = "council.example/ledger/1\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

    private func signers() throws -> (log: NoteSigner, witness: CosignatureSigner) {
        (
            try NoteSigner(name: "council.example/ledger/1", key: Curve25519.Signing.PrivateKey()),
            try CosignatureSigner(name: "witness.example/w1", key: Curve25519.Signing.PrivateKey())
        )
    }

    @Test("stands in the note beside the ledger's, and says when")
    func stands() throws {
        let (log, witness) = try signers()
        let note = try SignedNote(text: Self.text, signedBy: [log]).adding([try witness.sign(Self.text, at: 1_679_315_147)])
        let read = try SignedNote(parsing: note.encoded)
        #expect(try read.verify(with: [log.verifier]) == [log.verifier])
        #expect(try Cosigner(vkey: witness.cosigner.vkey).time(of: read) == 1_679_315_147)
    }

    @Test("is over the header line, the time and the whole text, as the standard says")
    func bytes() throws {
        let (_, witness) = try signers()
        let signature = try witness.sign(Self.text, at: 1_679_315_147)
        #expect(Array(signature.bytes.prefix(8)) == [0, 0, 0, 0, 0x64, 0x18, 0x50, 0xCB])
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: witness.cosigner.publicKey)
        let message = Array("cosignature/v1\ntime 1679315147\n\(Self.text)".utf8)
        #expect(key.isValidSignature(signature.bytes.dropFirst(8), for: message))
    }

    @Test("of another time, text, key or length is not believed")
    func wrong() throws {
        let (log, witness) = try signers()
        let good = try witness.sign(Self.text, at: 60)
        let cases: [[UInt8]] = [
            [0, 0, 0, 0, 0, 0, 0, 61] + good.bytes.dropFirst(8), good.bytes + [0], Array(good.bytes.dropFirst(8)),
            Array(repeating: 0xFF, count: 8) + good.bytes.dropFirst(8),
            try witness.sign(Self.text.replacing("5", with: "6"), at: 60).bytes,
        ]
        for bytes in cases {
            let line = NoteSignature(name: good.name, keyID: good.keyID, bytes: bytes)
            let note = try SignedNote(text: Self.text, signedBy: [log]).adding([line])
            #expect(throws: NoteError.badSignature("witness.example/w1")) { try witness.cosigner.time(of: note) }
        }
        #expect(try witness.cosigner.time(of: try SignedNote(text: Self.text, signedBy: [log])) == nil)
        #expect(throws: NoteError.self) { try Cosigner(vkey: log.verifier.vkey) }
        #expect(throws: NoteError.self) { try NoteVerifier(vkey: witness.cosigner.vkey) }
    }
}
