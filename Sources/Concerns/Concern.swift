public import Calendar
public import NeedToKnow

/// What somebody reported, as it stands in lists: codes and days, no word of anyone.
public struct Concern: Sendable, Hashable {
    public enum Source: String, Sendable {
        case anonymous = "public"
        case staff, telephone

        public var words: String {
            switch self {
            case .anonymous: "Public form"
            case .staff: "Colleague"
            case .telephone: "Telephone call"
            }
        }
    }

    public let id: String
    public let reference: String
    /// The keyring's name for its keys.
    public let key: String
    public let source: Source
    public let formVersion: String
    public let receivedAt: Instant
    public let urgency: [Urgency]
    /// The account that took it; nil while it waits.
    public let holder: String?
    public let takenAt: Instant?
    public let decision: Decision?
    public let decidedAt: Instant?
    public let version: Int

    public var record: Record { Record(.concern, id: id, reference: reference, key: key) }
    public var isDecided: Bool { decision != nil }

    /// What the person who reported is told of it.
    public var stage: Stage {
        switch decision {
        case .caseOpened, .safeguarding: .acting
        case .alreadyReferred, .intelligence: .passed
        case .notSlavery: .closed
        case nil: holder == nil ? .received : .reading
        }
    }

    public enum Stage: String, CaseIterable, Sendable { case received, reading, acting, passed, closed }
}

/// What became of a concern. Every one ends in one of these, with its reason.
public enum Decision: String, CaseIterable, Sendable {
    case caseOpened = "case"
    case safeguarding, intelligence, alreadyReferred, notSlavery

    public var words: String {
        switch self {
        case .caseOpened: "Open a case"
        case .safeguarding: "Safeguarding, without a sign of slavery"
        case .intelligence: "Intelligence only"
        case .alreadyReferred: "Already referred by another agency"
        case .notSlavery: "Not slavery"
        }
    }

    public var meaning: String {
        switch self {
        case .caseOpened: "There may be a person at risk: each one gets the path that the law gives"
        case .safeguarding: "Somebody needs care or protection for another reason"
        case .intelligence: "A place, a business or a vehicle, and nobody who could be referred yet"
        case .alreadyReferred: "Another first responder has referred the person: note who, and their reference"
        case .notSlavery: "Say where the person was pointed to instead"
        }
    }

    /// Said to the person who reported, unless somebody writes better words.
    public var feedback: String {
        switch self {
        case .caseOpened: "Thank you. We are acting on what you told us. We may not be able to say more, to keep people safe."
        case .safeguarding: "Thank you. We passed this to the people who can help best."
        case .intelligence: "Thank you. What you told us has gone to those who look into such places."
        case .alreadyReferred: "Thank you. Others have this already, and what you told us was added."
        case .notSlavery: "Thank you for telling us. We looked into it. From what we know, it is not slavery. If you see more, tell us again."
        }
    }
}

/// One thing said or done about a concern, on one of its two rails.
public struct ConcernEvent: Sendable {
    public enum Rail: String, Sendable {
        /// The person who reported can read it.
        case reporter
        case inside
    }

    public let id: String
    public let rail: Rail
    public let isFromReporter: Bool
    /// Who wrote it; nil for the reporter and for the program.
    public let account: String?
    public let madeAt: Instant
    public let words: String
}
