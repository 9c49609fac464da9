/// The path that the law gives for one person. It follows from facts; nobody chooses it.
public enum LawfulPath: String, Sendable, Codable, CaseIterable {
    /// An adult who agrees.
    case referralWithConsent
    /// A child, or somebody who may be one.
    case referralWithoutConsent
    /// An adult who declines, where the duty to notify holds.
    case notification
    /// An adult who declines, where no duty to notify is in force.
    case supportWithoutReferral
    /// An adult who has not been asked yet.
    case notYet
    /// An adult who cannot be asked.
    case singlePointDecides
    /// Another body has referred already: there is one referral for a person.
    case referredElsewhere

    public var isReferral: Bool { self == .referralWithConsent || self == .referralWithoutConsent }
    /// Whether the national form is filled in.
    public var hasSheet: Bool { isReferral || self == .notification }

    public var title: String {
        switch self {
        case .referralWithConsent: "Referral, with the person’s consent"
        case .referralWithoutConsent: "Referral as a child, without consent"
        case .notification: "Notification that names nobody"
        case .supportWithoutReferral: "No referral; support is offered"
        case .notYet: "Not yet: ask the person first"
        case .singlePointDecides: "The single point of contact decides"
        case .referredElsewhere: "Already referred by another body"
        }
    }
}

/// Something that goes with a path, beside or before it.
public struct Companion: Equatable, Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case childrensServices, childTraffickingGuardian, adultSafeguarding, emergencySupport, supportAgencies, recordOfReason

        /// For the ledger, where no nation is known.
        var words: String {
            switch self {
            case .childrensServices: "children’s services"
            case .childTraffickingGuardian: "guardian"
            case .adultSafeguarding: "adult safeguarding"
            case .emergencySupport: "emergency support"
            case .supportAgencies: "support agencies"
            case .recordOfReason: "reason written down"
            }
        }
    }

    public let kind: Kind
    /// A duty; otherwise a tick to consider.
    public let required: Bool
    public let title: String
    public let why: String
}

/// What follows from a person's facts: the path, the reason in words, what goes with it, and which guidance says so.
public struct PathDecision: Equatable, Sendable {
    public let path: LawfulPath
    public let reasons: [String]
    public let companions: [Companion]
    /// What to do next, in order.
    public let next: [String]
    public let guidance: [GuidanceVersion]

    /// Stored with the decision, so that a later reader knows what it stood on.
    public var guidanceWords: String { guidance.map(\.words).joined(separator: "; ") }
}
