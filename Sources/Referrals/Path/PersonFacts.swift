public import Calendar

/// What decides the path of one person. The words are stored as they stand here.
public struct PersonFacts: Equatable, Sendable, Codable {
    public enum Age: String, Sendable, Codable, CaseIterable {
        case adult, child, notSure

        /// Doubt is settled in the child's favour until an assessment says otherwise.
        public var isTreatedAsChild: Bool { self != .adult }
    }

    public enum Consent: String, Sendable, Codable, CaseIterable {
        case given, declined, notAsked
    }

    public enum Nation: String, Sendable, Codable, CaseIterable {
        case england, wales, scotland, northernIreland

        /// Section 52 binds public authorities in England and Wales only.
        public var hasDutyToNotify: Bool { self == .england || self == .wales }

        /// The word of the national form.
        public var formWord: String { self == .northernIreland ? "northern-ireland" : rawValue }
    }

    public var age: Age
    /// Whether the person can be asked at all: reachable, able to talk, safe to talk to.
    public var canBeAsked: Bool
    public var consent: Consent
    public var nation: Nation
    /// The adult seems to need care and support, whatever comes of the referral.
    public var hasCareNeeds: Bool
    /// Another body has referred this person already.
    public var referredElsewhere: Bool
    /// The single point of contact decided to notify of an adult who cannot be asked.
    public var singlePointNotifies: Bool

    public init(
        age: Age, canBeAsked: Bool, consent: Consent, nation: Nation = .england, hasCareNeeds: Bool = false,
        referredElsewhere: Bool = false, singlePointNotifies: Bool = false
    ) {
        self.age = age
        self.canBeAsked = canBeAsked
        self.consent = consent
        self.nation = nation
        self.hasCareNeeds = hasCareNeeds
        self.referredElsewhere = referredElsewhere
        self.singlePointNotifies = singlePointNotifies
    }
}

/// How consent, or its refusal, came about. Consent to the referral is not the basis on which data are kept.
public struct ConsentFacts: Equatable, Sendable, Codable {
    /// Who explained referral and consequences to the person.
    public var explainedBy: String
    public var explainedAt: Instant?
    /// Nil where nobody said whether one was needed.
    public var interpreterNeeded: Bool?
    /// Language, and who interpreted or through which service.
    public var interpreter: String
    public var privacyNoticeGiven: Bool

    public init(
        explainedBy: String = "", explainedAt: Instant? = nil, interpreterNeeded: Bool? = nil, interpreter: String = "",
        privacyNoticeGiven: Bool = false
    ) {
        self.explainedBy = explainedBy
        self.explainedAt = explainedAt
        self.interpreterNeeded = interpreterNeeded
        self.interpreter = interpreter
        self.privacyNoticeGiven = privacyNoticeGiven
    }

    /// What is not yet recorded, each as a sentence; empty when an adult's answer may be relied on.
    public func missing(now: Instant) -> [String] {
        var found: [String] = []
        if explainedBy.isBlank { found.append("Say who explained the referral to the person.") }
        switch explainedAt {
        case nil: found.append("Say when the referral was explained.")
        case let at? where at.milliseconds > now.milliseconds:
            found.append("The explanation is dated \(at.words), which is still to come. Correct the time.")
        default: break
        }
        switch interpreterNeeded {
        case nil: found.append("Say whether an interpreter was needed.")
        case true? where interpreter.isBlank: found.append("Say which interpreter and language were used.")
        default: break
        }
        if !privacyNoticeGiven { found.append("Give and explain the privacy notice, and record that it was done.") }
        return found
    }
}
