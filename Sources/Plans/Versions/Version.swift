public import Calendar

/// A text of the plan that goes round the bodies: frozen when it is made, so that all of them see the same.
public struct PlanVersion: Sendable, Hashable {
    public let id: String
    public let plan: String
    /// 1 for the plan's first version.
    public let number: Int
    /// The frozen text's SHA-256, in hexadecimal: what is printed on papers and checked later.
    public let fingerprint: String
    /// Nil for the program itself.
    public let account: String?
    public let madeAt: Instant
    public let publishedAt: Instant?
    /// Taken back: from the public page, or out of the round.
    public let withdrawnAt: Instant?
    /// The last part of its public address; nil before it is published.
    public let slug: String?
    /// In the order in which they see it.
    public var stops: [VersionStop]
}

/// One body's look at a version.
public struct VersionStop: Sendable, Hashable {
    public let id: String
    /// 1 for those who see it first; stops of one turn see it at the same time.
    public let turn: Int
    public let body: String
    /// As minuted: the day on which it met, the paper's reference and the minute's.
    public let meetingOn: Day?
    public let paper: String
    public let minute: String
    public let decision: Decision?
    /// What the body said beside its decision.
    public let words: String
    public let account: String?
    public let decidedAt: Instant?
    /// What it made its agreement depend on; each became an action of the plan.
    public var conditions: [Condition] = []

    public struct Condition: Sendable, Hashable {
        public let words: String
        public let action: String
    }
}

/// What a body decided about a version.
public enum Decision: String, CaseIterable, Sendable {
    case agreed, agreedWithConditions, noted, referredBack

    public var name: String {
        switch self {
        case .agreed: "Agreed"
        case .agreedWithConditions: "Agreed with conditions"
        case .noted: "Noted"
        case .referredBack: "Referred back"
        }
    }

    var hint: String {
        switch self {
        case .agreed: "It goes to the next body as it is"
        case .agreedWithConditions: "It goes on; each condition becomes an action of the plan"
        case .noted: "The body was told and has nothing to decide"
        case .referredBack: "This version stops here; mend the plan and send a new version round"
        }
    }
}
