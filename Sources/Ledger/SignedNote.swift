/// One signature line: `— name base64(key id ‖ signature)`.
public struct NoteSignature: Sendable {
    public let name: String
    public let keyID: UInt32
    /// Without the key id.
    public let bytes: [UInt8]

    public init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// With its line feed.
    public var line: String {
        "— \(name) \(Base64.encode(keyID.bigEndianBytes + bytes))\n"
    }
}

/// Text with the signatures of one or more keys. Source: c2sp.org/signed-note, checked 2026-11-22.
///
/// - Warning: Nothing in the text may be believed before `verify` has returned.
public struct SignedNote: Sendable {
    /// The specification asks for 16 at least; a bound keeps hostile notes cheap.
    static let mostSignatures = 100
    static let mostBytes = 1_000_000

    /// Ends in a line feed.
    public let text: String
    public let signatures: [NoteSignature]

    /// - Throws: `NoteError` when the text does not end in a line feed or holds a control character.
    public init(text: String, signedBy signers: [NoteSigner]) throws(NoteError) {
        try NoteText.check(text)
        guard !signers.isEmpty else { throw .noSignature }
        self.text = text
        var signatures: [NoteSignature] = []
        for signer in signers { signatures.append(try signer.sign(text)) }
        self.signatures = signatures
    }

    /// - Throws: `NoteError` for bytes that are not exactly a note.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.mostBytes else { throw .tooLong }
        guard let whole = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        guard NoteText.isFreeOfControls(bytes) else { throw .controlCharacter }
        guard let blank = NoteText.lastBlankLine(bytes) else { throw .noBlankLine }
        let lines = bytes[(blank + 1)...]
        guard !lines.isEmpty else { throw .noSignature }
        guard lines.last == UInt8(ascii: "\n") else { throw .signatureLine(1 + Self.lineFeeds(in: lines)) }
        guard Self.lineFeeds(in: lines) <= Self.mostSignatures else { throw .tooManySignatures }

        var signatures: [NoteSignature] = []
        for line in lines.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard let signature = Self.signature(line) else { throw .signatureLine(signatures.count + 1) }
            signatures.append(signature)
        }
        text = String(decoding: whole.utf8.prefix(blank), as: UTF8.self)
        self.signatures = signatures
    }

    private init(text: String, signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// The same text with more signatures, such as those of witnesses, behind its own.
    public func adding(_ more: [NoteSignature]) -> SignedNote {
        SignedNote(text: text, signatures: signatures + more)
    }

    /// The bytes that are stored and sent.
    public var encoded: [UInt8] {
        Array((text + "\n" + signatures.map(\.line).joined()).utf8)
    }

    /// The known keys that signed this text.
    ///
    /// Signatures of unknown keys say nothing either way; one of a known key that is wrong condemns the note.
    /// - Throws: `NoteError.badSignature` for that, `.noKnownSignature` when no known key signed.
    @discardableResult
    public func verify(with known: [NoteVerifier]) throws(NoteError) -> [NoteVerifier] {
        let bytes = Array(text.utf8)
        var found: [NoteVerifier] = []
        for signature in signatures {
            let matching = Set(known.filter { $0.keyID == signature.keyID && $0.name.hasSameBytes(as: signature.name) })
            guard let verifier = matching.first else { continue }
            guard matching.count == 1 else { throw .ambiguousKey(signature.name) }
            guard verifier.verifies(signature.bytes, of: bytes) else { throw .badSignature(signature.name) }
            if !found.contains(verifier) { found.append(verifier) }
        }
        guard !found.isEmpty else { throw .noKnownSignature }
        return found
    }

    private static func signature(_ line: ArraySlice<UInt8>) -> NoteSignature? {
        let start = Array("— ".utf8)
        guard line.starts(with: start) else { return nil }
        let parts = line.dropFirst(start.count).split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Base64.decode(parts[1]), bytes.count > 4 else { return nil }
        let name = String(decoding: parts[0], as: UTF8.self)
        guard NoteText.isKeyName(name) else { return nil }
        let keyID = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return NoteSignature(name: name, keyID: keyID, bytes: Array(bytes.dropFirst(4)))
    }

    private static func lineFeeds(in bytes: ArraySlice<UInt8>) -> Int {
        bytes.count { $0 == UInt8(ascii: "\n") }
    }
}

/// The rules of the specification about what a note's text and a key's name may hold.
enum NoteText {
    static func check(_ text: String) throws(NoteError) {
        guard text.utf8.last == UInt8(ascii: "\n") else { throw .noFinalLineFeed }
        guard isFreeOfControls(Array(text.utf8)) else { throw .controlCharacter }
    }

    static func isFreeOfControls(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
    }

    static func isKeyName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace }
    }

    /// The position of the line feed that makes the last empty line: the text before it ends in another.
    static func lastBlankLine(_ bytes: [UInt8]) -> Int? {
        var position = bytes.count - 1
        while position > 0 {
            if bytes[position] == UInt8(ascii: "\n"), bytes[position - 1] == UInt8(ascii: "\n") { return position }
            position -= 1
        }
        return nil
    }
}
