public import Calendar

/// What is recorded when a person has keyed a sheet in on the national form.
public struct KeyedIn: Equatable, Sendable, Codable {
    /// The number that the national form gave, as it came.
    public var nationalReference: String
    public var at: Instant?
    /// The copy came by email. It is the only one: the national form deletes its draft on sending.
    public var copyReceived: Bool

    public init(nationalReference: String = "", at: Instant? = nil, copyReceived: Bool = false) {
        self.nationalReference = nationalReference
        self.at = at
        self.copyReceived = copyReceived
    }
}

/// What a step of a referral depends on, gathered by the caller.
public struct StepFacts: Sendable {
    public var path: LawfulPath
    /// Sentences from `PathRules.reasonsAgainstKeyingIn`.
    public var pathReasons: [String]
    public var missing: Int
    public var problems: Int
    /// Answers that wait to be confirmed again.
    public var toConfirm: Int
    /// What the check of a notification's text found, and nobody has settled.
    public var openFindings: Int
    public var preparedBy: String
    public var checkedBy: String?
    public var startedAt: Instant
    public var keyedIn: KeyedIn?

    public init(
        path: LawfulPath, pathReasons: [String] = [], missing: Int = 0, problems: Int = 0, toConfirm: Int = 0,
        openFindings: Int = 0, preparedBy: String, checkedBy: String? = nil, startedAt: Instant, keyedIn: KeyedIn? = nil
    ) {
        self.path = path
        self.pathReasons = pathReasons
        self.missing = missing
        self.problems = problems
        self.toConfirm = toConfirm
        self.openFindings = openFindings
        self.preparedBy = preparedBy
        self.checkedBy = checkedBy
        self.startedAt = startedAt
        self.keyedIn = keyedIn
    }
}

/// Whether a referral may take a step.
public enum ReferralStepRules {
    /// Every reason against the step as a sentence; empty when it may be taken.
    public static func reasonsAgainst(
        _ step: ReferralState, from state: ReferralState, facts: StepFacts, now: Instant
    ) -> [String] {
        guard state.next.contains(step) else {
            return ["“\(state.title)” is not followed by “\(step.title)”."]
        }
        switch step {
        case .qualityChecked: return reasonsAgainstChecking(facts)
        case .submitted:
            let wrongPath = facts.path.isReferral ? [] : ["The path is “\(facts.path.title)”, which is no referral."]
            return wrongPath + reasonsAgainstChecking(facts) + facts.pathReasons + reasonsAgainst(facts.keyedIn, facts, now)
        case .notified:
            let wrongPath = facts.path == .notification ? [] : ["The path is “\(facts.path.title)”, which is no notification."]
            return wrongPath + reasonsAgainstChecking(facts) + facts.pathReasons + reasonsAgainst(facts.keyedIn, facts, now)
        default: return []
        }
    }

    /// What to remind of although the step may be taken.
    public static func reminders(_ state: ReferralState, keyedIn: KeyedIn?) -> [String] {
        guard !state.isEditable, state != .closed, keyedIn?.copyReceived == false else { return [] }
        return ["Keep the copy that comes by email: the national form deletes its own draft on sending."]
    }

    private static func reasonsAgainstChecking(_ facts: StepFacts) -> [String] {
        var found: [String] = []
        if !facts.path.hasSheet { found.append("The path is “\(facts.path.title)”: there is no sheet to check.") }
        if facts.missing > 0 { found.append("\(counted(facts.missing, "answer is", "answers are")) missing.") }
        if facts.problems > 0 { found.append("\(counted(facts.problems, "answer needs", "answers need")) correcting.") }
        if facts.toConfirm > 0 { found.append("\(counted(facts.toConfirm, "answer waits", "answers wait")) to be confirmed again.") }
        if facts.openFindings > 0 {
            found.append("\(counted(facts.openFindings, "place", "places")) in the text may say who somebody is. Settle each.")
        }
        switch facts.checkedBy {
        case nil: found.append("A second person has not read it yet.")
        case facts.preparedBy?: found.append("The second person must be somebody else than the one who prepared it.")
        default: break
        }
        return found
    }

    private static func reasonsAgainst(_ keyedIn: KeyedIn?, _ facts: StepFacts, _ now: Instant) -> [String] {
        guard let keyedIn else { return ["Key it in on the national form first, then record its reference and the time."] }
        var found: [String] = []
        if keyedIn.nationalReference.isBlank { found.append("Record the reference that the national form gave.") }
        if keyedIn.nationalReference.utf16.count > 100 { found.append("The reference is longer than 100 characters.") }
        switch keyedIn.at {
        case nil: found.append("Record when it was sent.")
        case let at? where at.milliseconds > now.milliseconds:
            found.append("The time of sending, \(at.words), is still to come. Correct it.")
        // A time is typed to the minute.
        case let at? where at.adding(minutes: 1).milliseconds <= facts.startedAt.milliseconds:
            found.append("The time of sending, \(at.words), lies before the sheet was begun, \(facts.startedAt.words). Correct it.")
        default: break
        }
        return found
    }

    private static func counted(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }
}
