/// Where a version stands, as its stops say.
public enum VersionState: Sendable, Hashable {
    case goingRound
    /// A body sent it back: a new version has to go round.
    case referredBack
    /// All bodies have agreed or noted it.
    case agreed
    case published
    /// A later version stands on the public page.
    case replaced
    case withdrawn

    public var name: String {
        switch self {
        case .goingRound: "Going round"
        case .referredBack: "Referred back"
        case .agreed: "Agreed"
        case .published: "Published"
        case .replaced: "Replaced"
        case .withdrawn: "Withdrawn"
        }
    }
}

/// How versions move from body to body. Pure: what it knows comes in.
public enum VersionRules {
    /// - Parameter later: versions of the same plan with a higher number.
    public static func state(of version: PlanVersion, later: [PlanVersion] = []) -> VersionState {
        if version.withdrawnAt != nil { return .withdrawn }
        if version.publishedAt != nil {
            return later.contains { $0.publishedAt != nil && $0.withdrawnAt == nil } ? .replaced : .published
        }
        if version.stops.contains(where: { $0.decision == .referredBack }) { return .referredBack }
        return version.stops.allSatisfy { $0.decision != nil } ? .agreed : .goingRound
    }

    /// The stops that may decide now: the first turn that is not done, all of it.
    public static func open(_ version: PlanVersion) -> [VersionStop] {
        guard state(of: version) == .goingRound else { return [] }
        let undecided = version.stops.filter { $0.decision == nil }
        guard let turn = undecided.map(\.turn).min() else { return [] }
        return undecided.filter { $0.turn == turn }
    }

    /// Every reason not to record this decision now, as sentences; none means that it may be.
    public static func reasonsNot(
        toDecide decision: Decision, conditions: [String], at stop: VersionStop, of version: PlanVersion
    ) -> [String] {
        var reasons: [String] = []
        if stop.decision != nil { reasons.append("\(stop.body) has decided on this version already.") }
        if stop.decision == nil && !open(version).contains(where: { $0.id == stop.id }) {
            reasons.append(
                state(of: version) == .goingRound
                    ? "Another body sees it before \(stop.body) does." : "This version no longer goes round.")
        }
        if decision == .agreedWithConditions && conditions.isEmpty {
            reasons.append("Enter at least one condition, or choose “\(Decision.agreed.name)”.")
        }
        if decision != .agreedWithConditions && !conditions.isEmpty {
            reasons.append("Choose “\(Decision.agreedWithConditions.name)”, or take the conditions out.")
        }
        return reasons
    }

    /// Every reason not to put this version on the public page.
    public static func reasonsNotToPublish(_ version: PlanVersion, later: [PlanVersion]) -> [String] {
        var reasons: [String] = []
        switch state(of: version, later: later) {
        case .agreed: break
        case .goingRound:
            let waiting = version.stops.filter { $0.decision == nil }.map(\.body)
            reasons.append("It waits for \(waiting.joined(separator: ", ")).")
        case .referredBack: reasons.append("A body referred it back.")
        case .published, .replaced: reasons.append("It was published already.")
        case .withdrawn: reasons.append("It was withdrawn.")
        }
        if later.contains(where: { $0.publishedAt != nil && $0.withdrawnAt == nil }) {
            reasons.append("A later version is on the public page.")
        }
        return reasons
    }

    /// The bodies of a round as a person writes them: a line a turn, bodies that see it at the same time parted by
    /// semicolons. The same body twice in a row of turns is meant.
    public static func turns(_ text: String) -> [[String]] {
        text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
        }.filter { !$0.isEmpty }
    }
}
