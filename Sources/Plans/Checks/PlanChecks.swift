import Calendar

/// Something in a plan that a careful reader would ask about, with the place where it is mended.
public struct Finding: Sendable, Hashable {
    public enum Kind: String, CaseIterable, Sendable {
        case greenWithoutEvidence, redWithoutAction, impossibleDate, vacantLead, silent, mustStayTrue

        public var name: String {
            switch self {
            case .greenWithoutEvidence: "The best level without evidence"
            case .redWithoutAction: "The worst level without an open action"
            case .impossibleDate: "A deadline that is no real date"
            case .vacantLead: "Nobody holds the post that answers for it"
            case .silent: "Nothing said for \(PlanChecks.silentAfter) days"
            case .mustStayTrue: "Done, must stay true, and not looked at again"
            }
        }
    }

    public let kind: Kind
    public let isObjective: Bool
    /// The objective's or action's identifier.
    public let subject: String
    public let title: String
    /// What is so, in a sentence.
    public let words: String
    /// What it was drawn from: an acceptance holds as long as this stays the same.
    public let basis: String
}

/// Checks of a whole plan. Pure: what it knows comes in.
public enum PlanChecks {
    /// Days without a note or change after which an owed action counts as silent.
    public static let silentAfter = 90

    /// - Parameter held: posts that somebody holds on the day.
    static func findings(_ picture: PlanPicture, held: Set<String>, today: Day) -> [Finding] {
        picture.objectives.flatMap { objective($0, picture) }
            + picture.actions.flatMap { action($0, picture, held: held, today: today) }
    }

    private static func objective(_ objective: Objective, _ picture: PlanPicture) -> [Finding] {
        let scale = picture.plan.scale
        guard let level = picture.present(objective.id) else { return [] }
        func finding(_ kind: Finding.Kind, _ words: String, _ basis: String) -> Finding {
            Finding(kind: kind, isObjective: true, subject: objective.id, title: objective.title, words: words, basis: basis)
        }
        var findings: [Finding] = []
        if level.level == scale.best?.key, level.evidence.isEmpty {
            let word = scale.step(level.level)?.word ?? level.level
            findings.append(finding(
                .greenWithoutEvidence, "It was judged \(word.lowercased()) and no evidence is named.", level.id))
        }
        let open = picture.actions(of: objective.id).filter(\.status.isOpen)
        if level.level == scale.steps.first?.key, open.isEmpty {
            let word = scale.step(level.level)?.word ?? level.level
            findings.append(finding(
                .redWithoutAction, "It is \(word.lowercased()) and no action is open that could change that.", level.id))
        }
        return findings
    }

    private static func action(
        _ action: Action, _ picture: PlanPicture, held: Set<String>, today: Day
    ) -> [Finding] {
        guard action.status.isOwed else { return [] }
        func finding(_ kind: Finding.Kind, _ words: String, _ basis: String) -> Finding {
            Finding(kind: kind, isObjective: false, subject: action.id, title: action.title, words: words, basis: basis)
        }
        var findings: [Finding] = []
        if action.deadline.kind == .date, action.deadline.day == nil {
            findings.append(finding(
                .impossibleDate, "“\(action.deadline.words)” is no real date, so it is never counted as on time.",
                action.deadline.words))
        }
        if let lead = (picture.leads[action.id] ?? []).first(where: \.isAccountable) ?? picture.leads[action.id]?.first,
            !held.contains(lead.post) {
            findings.append(finding(.vacantLead, "\(lead.fullName) is vacant.", lead.post))
        }
        let last = (picture.notes[action.id]?.first?.madeAt).map { max($0, action.updatedAt) } ?? action.updatedAt
        let days = last.day.days(to: today)
        if action.status.isOpen, days > silentAfter {
            findings.append(finding(.silent, "Nobody has said anything about it for \(days) days.", last.day.iso))
        }
        if action.status == .kept {
            if let again = action.checkAgainOn {
                if again < today {
                    findings.append(finding(
                        .mustStayTrue, "It was to be checked again on \(again.long).", again.iso))
                }
            } else {
                findings.append(finding(.mustStayTrue, "No day is set on which to check it again.", "none"))
            }
        }
        return findings
    }
}
