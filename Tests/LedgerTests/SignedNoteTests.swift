import Crypto
import Ledger
import Testing

@Suite("Signed notes are understood by strangers, and theirs by us")
struct SignedNoteTests {
    private let text = "If you think\n\nof it\n"

    private func signer(_ name: String = "council.example/ledger/1", seed: UInt8 = 1) throws -> NoteSigner {
        let seed = [UInt8](repeating: seed, count: 32)
        return try NoteSigner(name: name, key: Curve25519.Signing.PrivateKey(rawRepresentation: seed))
    }

    @Test("the published example verifies, under its own key and beside a second one")
    func published() throws {
        let vector = try Vectors.published().note
        let peter = try NoteVerifier(vkey: vector.vkey)
        let enoch = try NoteVerifier(vkey: vector.otherVkey)
        #expect(peter.vkey == vector.vkey)
        #expect(enoch.vkey == vector.otherVkey)
        let peterLine = "— PeterNeumann \(vector.signature)\n"
        let enochLine = "— EnochRoot \(vector.otherSignature)\n"
        let note = try SignedNote(parsing: Array((vector.text + "\n" + peterLine + enochLine).utf8))
        #expect(note.text == vector.text)
        #expect(try note.verify(with: [peter]) == [peter])
        #expect(try note.verify(with: [peter, enoch]) == [peter, enoch])
        #expect(throws: NoteError.noKnownSignature) { try note.verify(with: []) }
        #expect(String(decoding: note.encoded, as: UTF8.self) == vector.text + "\n" + peterLine + enochLine)
    }

    @Test("the published private key gives the published verifier key")
    func publishedKey() throws {
        let vector = try Vectors.published().note
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes(hex: vector.seed))
        let signer = try NoteSigner(name: "PeterNeumann", key: key)
        #expect(signer.verifier.vkey == vector.vkey)
        try SignedNote(text: vector.text, signedBy: [signer]).verify(with: [NoteVerifier(vkey: vector.vkey)])
    }

    @Test("notes that Python and Go signed verify, and come out of our encoder byte for byte")
    func strangers() throws {
        for vector in try Vectors.cryptography().notes {
            let note = try SignedNote(parsing: Array(vector.note.utf8))
            try note.verify(with: [NoteVerifier(vkey: vector.vkey)])
            #expect(note.text == vector.text)
            #expect(note.encoded == Array(vector.note.utf8))
            let key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes(hex: vector.seed))
            #expect(try NoteSigner(name: vector.name, key: key).verifier.vkey == vector.vkey)
        }
        let sumdb = try Vectors.sumdb()
        let note = try SignedNote(parsing: Array(sumdb.note.utf8))
        try note.verify(with: [NoteVerifier(vkey: sumdb.vkey)])
        #expect(note.encoded == Array(sumdb.note.utf8))
    }

    @Test("no piece and no changed character of a verifier key passes for a key")
    func verifierKeys() throws {
        let vector = try Vectors.published().note
        let key = Array(vector.vkey.utf8)
        for start in key.indices {
            for end in (start + 1)...key.count where end - start < key.count {
                #expect(throws: NoteError.self) {
                    try NoteVerifier(vkey: String(decoding: key[start..<end], as: UTF8.self))
                }
            }
            var changed = key
            changed[start] += 1
            #expect(throws: NoteError.self) { try NoteVerifier(vkey: String(decoding: changed, as: UTF8.self)) }
        }
        for bad in vector.badVkeys { #expect(throws: NoteError.self) { try NoteVerifier(vkey: bad) } }
    }

    @Test("no bit of a note can be turned over")
    func everyBit() throws {
        let signer = try signer()
        let encoded = try SignedNote(text: text, signedBy: [signer]).encoded
        for position in encoded.indices {
            for bit in 0..<8 {
                var changed = encoded
                changed[position] ^= 1 << bit
                #expect(throws: NoteError.self, "bit \(bit) of byte \(position)") {
                    try SignedNote(parsing: changed).verify(with: [signer.verifier])
                }
            }
        }
    }

    @Test("what comes back from the encoder is what went in, with 16 signatures and more")
    func roundTrip() throws {
        let signers = try (1...20).map { try signer("key\($0).example", seed: UInt8($0)) }
        let note = try SignedNote(text: text, signedBy: signers)
        let read = try SignedNote(parsing: note.encoded)
        #expect(read.text == text)
        #expect(read.encoded == note.encoded)
        #expect(try read.verify(with: signers.map(\.verifier)).count == 20)
        #expect(try read.verify(with: [signers[16].verifier]) == [signers[16].verifier])
    }

    @Test("a false signature of a known key condemns the note; unknown ones do not matter")
    func falseSignature() throws {
        let known = try signer()
        let other = try signer("other.example", seed: 2)
        let good = try SignedNote(text: text, signedBy: [known, other]).encoded
        let bad = try SignedNote(text: "other\n", signedBy: [other]).encoded.dropFirst("other\n\n".utf8.count)
        let mixed = try SignedNote(parsing: SignedNote(text: text, signedBy: [known]).encoded + bad)
        try SignedNote(parsing: good).verify(with: [known.verifier])
        try mixed.verify(with: [known.verifier])
        #expect(throws: NoteError.badSignature("other.example")) {
            try mixed.verify(with: [known.verifier, other.verifier])
        }
        #expect(throws: NoteError.noKnownSignature) { try mixed.verify(with: [signer("third.example").verifier]) }
    }

    @Test("a name composed otherwise is another name, even where Swift calls them equal")
    func normalisation() throws {
        let composed = try signer("caf\u{e9}.example")
        let decomposed = try signer("cafe\u{301}.example")
        #expect(composed.name == decomposed.name)
        #expect(composed.verifier != decomposed.verifier)
        let note = try SignedNote(text: text, signedBy: [composed])
        #expect(throws: NoteError.noKnownSignature) { try note.verify(with: [decomposed.verifier]) }
    }

    @Test("malformed notes are refused with the reason")
    func malformed() throws {
        let line = "— council.example A" + String(repeating: "A", count: 7) + "\n"
        func parse(_ text: String) throws { _ = try SignedNote(parsing: Array(text.utf8)) }
        #expect(throws: NoteError.noBlankLine) { try parse("") }
        #expect(throws: NoteError.noBlankLine) { try parse("text\n") }
        #expect(throws: NoteError.noBlankLine) { try parse("text\n" + line) }
        #expect(throws: NoteError.noSignature) { try parse("text\n\n") }
        #expect(throws: NoteError.signatureLine(1)) { try parse("text\n\n" + line.dropLast()) }
        #expect(throws: NoteError.signatureLine(2)) { try parse("text\n\n" + line + "more\n") }
        #expect(throws: NoteError.signatureLine(1)) { try parse("text\n\n- council.example AAAAAAAA\n") }
        #expect(throws: NoteError.signatureLine(1)) { try parse("text\n\n— council example AAAAAAAA\n") }
        #expect(throws: NoteError.signatureLine(1)) { try parse("text\n\n— coun+cil AAAAAAAA\n") }
        #expect(throws: NoteError.signatureLine(1)) { try parse("text\n\n— council.example\n") }
        #expect(throws: NoteError.signatureLine(1)) { try parse("text\n\n— council.example AAAA\n") }
        #expect(throws: NoteError.signatureLine(1)) { try parse("text\n\n—  AAAAAAAA\n") }
        #expect(throws: NoteError.controlCharacter) { try parse("te\u{1}xt\n\n" + line) }
        #expect(throws: NoteError.controlCharacter) { try parse("text\r\n\r\n" + line) }
        #expect(throws: NoteError.notUTF8) { try SignedNote(parsing: [0xFF] + Array(("text\n\n" + line).utf8)) }
        #expect(throws: NoteError.tooManySignatures) { try parse("text\n\n" + String(repeating: line, count: 101)) }
        #expect(throws: NoteError.tooLong) { try parse(String(repeating: "a", count: 1_000_001)) }
        #expect(throws: NoteError.noFinalLineFeed) { try SignedNote(text: "text", signedBy: [signer()]) }
        #expect(throws: NoteError.controlCharacter) { try SignedNote(text: "te\txt\n", signedBy: [signer()]) }
        #expect(throws: NoteError.noSignature) { try SignedNote(text: "text\n", signedBy: []) }
    }

    @Test("unfit names are refused", arguments: ["", "a b", "a+b", "a\u{a0}b", "a\nb", "\u{3000}"])
    func names(name: String) {
        #expect(throws: NoteError.keyName(name)) { try signer(name) }
    }
}
