public import Database

/// Something that tells who somebody on a case is, as it was written down.
public struct Identifier: Hashable, Sendable {
    public let kind: IdentifierKind
    /// A birth date reads "2001-03-27".
    public let words: String
    /// The part that it stands in.
    public let part: String
}

/// All that a text which must name nobody is screened for: of everyone on the case, not only of whom it is about.
/// - Warning: opens sealed parts. Have the look recorded first.
public enum Identifiers {
    public static func all(_ reader: Reader, _ keys: CaseKeys) throws -> [Identifier] {
        try PartKind.allCases.flatMap { kind in try of(kind.type, reader, keys) }
    }

    private static func of<P: Part>(_ type: P.Type, _ reader: Reader, _ keys: CaseKeys) throws -> [Identifier] {
        try PartReads.all(type, reader, keys).flatMap { kept in
            var found = kept.part.identifiers.map { Identifier(kind: $0.kind, words: $0.words, part: kept.id) }
            if let person = kept.part as? Person {
                found += person.contacts.map {
                    Identifier(kind: $0.kind == .address ? .address : .contact, words: $0.value, part: kept.id)
                }
            }
            return found
        }
    }
}
