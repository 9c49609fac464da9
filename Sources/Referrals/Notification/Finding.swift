/// A place in a notification that may say who somebody is.
public struct Finding: Equatable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case name, birthDate, address, postcode, telephone, email, account, reference, vehicle
    }

    /// Both ask. `possible` is an everyday word or a weak pattern.
    public enum Weight: String, Sendable, Codable, Comparable {
        case possible, likely

        public static func < (left: Weight, right: Weight) -> Bool { left == .possible && right == .likely }
    }

    /// The national field that holds it; empty for the text as a whole.
    public let field: String
    public let kind: Kind
    public let weight: Weight
    /// Characters of the answer.
    public let range: Range<Int>
    /// What stands there.
    public let matched: String
    /// The sentence around it.
    public let sentence: String
    /// Why it was found, in words.
    public let why: String
}

/// A person's word that a finding is not about somebody on the case. It holds as long as the sentence stays as it was.
public struct Settlement: Equatable, Sendable, Codable {
    public let field: String
    public let kind: Finding.Kind
    public let matched: String
    public let sentence: String
    public let because: String

    /// Nil without a reason.
    public init?(_ finding: Finding, because: String) {
        guard !because.isBlank else { return nil }
        field = finding.field
        kind = finding.kind
        matched = finding.matched
        sentence = finding.sentence
        self.because = because
    }

    public func settles(_ finding: Finding) -> Bool {
        field == finding.field && kind == finding.kind && matched == finding.matched && sentence == finding.sentence
    }
}
