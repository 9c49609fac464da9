/// Where one referral or notification stands, as the council sees it.
public enum ReferralState: String, Sendable, Codable, CaseIterable {
    case preparing, qualityChecked, submitted, notified
    case awaitingReasonableGrounds, reasonableGroundsPositive, reasonableGroundsNegative
    case awaitingConclusiveGrounds, conclusiveGroundsPositive, conclusiveGroundsNegative
    case reconsidering, suspended, disqualified, withdrawn, closed

    /// The steps that may follow. Only a named person takes one; a date passing takes none.
    public var next: [ReferralState] {
        switch self {
        case .preparing: [.qualityChecked, .closed]
        case .qualityChecked: [.preparing, .submitted, .notified, .closed]
        case .submitted: [.awaitingReasonableGrounds]
        case .notified: [.closed]
        case .awaitingReasonableGrounds: [.reasonableGroundsPositive, .reasonableGroundsNegative, .suspended, .withdrawn]
        case .reasonableGroundsPositive: [.awaitingConclusiveGrounds, .disqualified, .suspended, .withdrawn]
        case .reasonableGroundsNegative: [.reconsidering, .closed]
        case .awaitingConclusiveGrounds:
            [.conclusiveGroundsPositive, .conclusiveGroundsNegative, .disqualified, .suspended, .withdrawn]
        case .conclusiveGroundsPositive: [.closed]
        case .conclusiveGroundsNegative: [.reconsidering, .closed]
        case .reconsidering:
            [.reasonableGroundsPositive, .reasonableGroundsNegative, .conclusiveGroundsPositive, .conclusiveGroundsNegative,
             .withdrawn]
        case .suspended: [.awaitingReasonableGrounds, .awaitingConclusiveGrounds, .withdrawn, .closed]
        case .disqualified: [.reconsidering, .closed]
        case .withdrawn: [.closed]
        case .closed: []
        }
    }

    /// Its place in the life of a referral, for two steps of the same moment, whose identifiers have no order.
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Answers may be changed. Afterwards the national form holds what was sent, and a change here would only look like one.
    public var isEditable: Bool { self == .preparing || self == .qualityChecked }

    /// A decision of the competent authority has not come.
    public var awaitsDecision: Bool {
        [.submitted, .awaitingReasonableGrounds, .awaitingConclusiveGrounds, .reconsidering].contains(self)
    }

    public var title: String {
        switch self {
        case .preparing: "Being prepared"
        case .qualityChecked: "Checked by a second person"
        case .submitted: "Referral sent"
        case .notified: "Notification sent"
        case .awaitingReasonableGrounds: "Awaiting reasonable grounds"
        case .reasonableGroundsPositive: "Reasonable grounds: positive"
        case .reasonableGroundsNegative: "Reasonable grounds: negative"
        case .awaitingConclusiveGrounds: "Awaiting conclusive grounds"
        case .conclusiveGroundsPositive: "Conclusive grounds: positive"
        case .conclusiveGroundsNegative: "Conclusive grounds: negative"
        case .reconsidering: "To be decided again"
        case .suspended: "Suspended"
        case .disqualified: "Protection withheld"
        case .withdrawn: "Withdrawn by the person"
        case .closed: "Closed"
        }
    }
}
