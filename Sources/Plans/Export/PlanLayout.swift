/// How a plan's table is laid out: as councils do.
public enum PlanLayout: String, CaseIterable, Sendable {
    /// Seven columns: objective, level, improvement, action, lead, deadline, progress.
    case objectives
    /// Three: action, time frame and status, lead.
    case actions

    public var name: String {
        switch self {
        case .objectives: "Objectives with their levels, in seven columns"
        case .actions: "Actions with time frame and lead, in three columns"
        }
    }

    public var hint: String {
        switch self {
        case .objectives: "Objective, level, improvement, action, lead, deadline and progress, with the legend"
        case .actions: "Action, time frame and status, lead; further columns only where the plan holds more"
        }
    }
}

/// One column of a plan's table.
enum PlanColumn: Hashable {
    case theme, purpose, reference, objective, level, improvement, action, outcome, deadline, lead, progress, notes
}

/// Which columns the plan needs, and what each is called so that reading the file knows it again.
struct PlanColumns {
    let columns: [PlanColumn]
    let headings: [PlanColumn: String]
    /// The deadline's cells are taken apart when they are read: what comes out of them is not written a second time.
    let takesTimesApart: Bool

    /// `isPaper`: themes are headings above their tables, no column.
    init(_ plan: PlanDocument, _ layout: PlanLayout, isPaper: Bool) {
        let (objectives, actions) = (plan.objectives, plan.actions)
        takesTimesApart = layout == .actions && TimeWriting.agrees(actions, plan.scale)
        let takesTimesApart = takesTimesApart
        var wanted: Set<PlanColumn> = [.action, .deadline, .lead]
        if layout == .objectives { wanted.formUnion([.objective, .level, .improvement, .progress]) }
        func add(_ column: PlanColumn, if isNeeded: Bool) { if isNeeded { wanted.insert(column) } }
        add(.theme, if: !isPaper && plan.themes.contains { !$0.isNone })
        add(.purpose, if: !isPaper && plan.themes.contains { !$0.purpose.isEmpty })
        add(.reference, if: objectives.contains { !$0.reference.isEmpty } || actions.contains { !$0.reference.isEmpty })
        add(.objective, if: !objectives.isEmpty)
        add(.level, if: objectives.contains { !$0.levels.isEmpty })
        add(.improvement, if: objectives.contains { !$0.improvement.isEmpty })
        add(
            .outcome,
            if: objectives.contains { !$0.outcome.isEmpty }
                || actions.contains { !TimeWriting.outcome($0, takesTimesApart).isEmpty })
        add(.progress, if: actions.contains { !TimeWriting.notes($0, takesTimesApart).isEmpty })
        add(.notes, if: objectives.contains { !$0.notes.isEmpty })
        let order: [PlanColumn] =
            layout == .objectives
            ? [.theme, .purpose, .reference, .objective, .level, .improvement, .action, .lead, .deadline, .outcome, .progress, .notes]
            : [.theme, .purpose, .reference, .objective, .level, .improvement, .action, .outcome, .deadline, .lead, .progress, .notes]
        columns = order.filter(wanted.contains)
        headings = Self.headings(plan, layout, hasOutcome: wanted.contains(.outcome), takesTimesApart)
    }

    private static func headings(
        _ plan: PlanDocument, _ layout: PlanLayout, hasOutcome: Bool, _ takesTimesApart: Bool
    ) -> [PlanColumn: String] {
        var headings: [PlanColumn: String] = [
            .theme: "Theme", .purpose: "Theme purpose", .reference: "Reference", .objective: "Key objective",
            .level: "Current level", .improvement: "Improvement or development planned", .lead: "Lead officer",
            .outcome: "Expected outcome", .progress: "Progress update", .notes: "Notes",
        ]
        switch layout {
        case .objectives:
            headings[.action] = "Actions required"
            headings[.deadline] = TimeWriting.areShort(plan.actions) ? "Deadline" : HeadingWords.deadlineAsWritten
        case .actions:
            headings[.action] = hasOutcome ? "Action" : "Action and expected outcome"
            headings[.deadline] = takesTimesApart ? "Time frame and status" : HeadingWords.timeframeAsWritten
            headings[.lead] = "Lead"
        }
        return headings
    }
}

/// What happens to a deadline's words when a file is read: from a column of time frames, end states and statuses go to
/// outcome and notes as well.
enum TimeWriting {
    /// True where every action holds just what its time frame says: then the column may be read as one.
    static func agrees(_ actions: [PlanDocument.Action], _ scale: Scale) -> Bool {
        let levels = LevelWriting(scale)
        return actions.allSatisfy { action in
            let read = read(action)
            let outcomeFits = read.outcome.isEmpty || action.outcome == read.outcome
                || action.outcome.hasSuffix("\n" + read.outcome)
            return outcomeFits && action.notes.suffix(read.notes.count).elementsEqual(read.notes)
                && !levels.reads(action.deadline)
        }
    }

    static func outcome(_ action: PlanDocument.Action, _ takesApart: Bool) -> String {
        guard takesApart else { return action.outcome }
        let read = read(action).outcome
        guard !read.isEmpty, action.outcome.hasSuffix(read) else { return action.outcome }
        return PlanWords.lines(String(action.outcome.dropLast(read.count))).joined(separator: "\n")
    }

    static func notes(_ action: PlanDocument.Action, _ takesApart: Bool) -> [String] {
        takesApart ? action.notes.dropLast(read(action).notes.count) : action.notes
    }

    private static func read(_ action: PlanDocument.Action) -> (outcome: String, notes: [String]) {
        guard !action.deadline.isEmpty else { return ("", []) }
        let read = TimeframeReading.read(PlanWords.lines(action.deadline).map { CellLine(text: $0) })
        return (read.outcome, read.notes)
    }

    /// A column of deadlines with more than six words each, most of them no dates, is read as one of time frames. The
    /// guess looks at some 200 rows, so that in a long plan each deadline has to be short.
    static func areShort(_ actions: [PlanDocument.Action]) -> Bool {
        let counts = actions.map(\.deadline).filter { !$0.isEmpty }.map { Words.of($0).count }
        if actions.reduce(0, { $0 + max(1, $1.notes.count) }) > 150 { return counts.allSatisfy { $0 <= 6 } }
        return counts.isEmpty || counts.reduce(0, +) <= counts.count * 6
    }
}
