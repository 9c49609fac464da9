public enum NoteError: Error, Equatable, CustomStringConvertible {
    case keyName(String)
    case verifierKey(String)
    case signing
    case tooLong
    case notUTF8
    case controlCharacter
    case noFinalLineFeed
    case noBlankLine
    case noSignature
    case tooManySignatures
    /// Counted from 1.
    case signatureLine(Int)
    case badSignature(String)
    case noKnownSignature
    case ambiguousKey(String)

    public var description: String {
        switch self {
        case .keyName(let name):
            "“\(name)” cannot be the name of a key: it is empty or holds a space, plus sign or control character"
        case .verifierKey(let cause): "the verifier key cannot be used: \(cause)"
        case .signing: "the key could not sign"
        case .tooLong: "the note is longer than \(SignedNote.mostBytes) bytes"
        case .notUTF8: "the note is not UTF-8"
        case .controlCharacter: "the note holds a control character other than a line feed"
        case .noFinalLineFeed: "the text does not end with a line feed"
        case .noBlankLine: "no blank line parts the text from the signatures"
        case .noSignature: "the note carries no signature"
        case .tooManySignatures: "the note carries more than \(SignedNote.mostSignatures) signatures"
        case .signatureLine(let number): "signature line \(number) is not of the form “— name base64”"
        case .badSignature(let name): "the signature of \(name) does not fit the text"
        case .noKnownSignature: "no known key signed the note"
        case .ambiguousKey(let name): "two known keys of the name \(name) have the same id"
        }
    }
}
